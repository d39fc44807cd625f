"""The database: one module a subject."""

from postings.models.alert import Alert, AlertDelivery
from postings.models.change import DeletedPosting
from postings.models.company import Company, CompanyMembership
from postings.models.draft import Draft, DraftFinding
from postings.models.duplicate import Fingerprint, LikelyDuplicate
from postings.models.event import PostingDay
from postings.models.field_check import FieldCheck
from postings.models.former_slug import FormerSlug
from postings.models.invitation import Invitation
from postings.models.link_check import LinkCheck
from postings.models.place import Place
from postings.models.posting import (
    EXPIRED_READABLE_FOR,
    Posting,
    PostingEligibleCountry,
    PostingPlace,
    PostingSkill,
    blocked_q,
    expired_q,
    live_q,
    scheduled_q,
)
from postings.models.rate import RateBucket
from postings.models.raw_text import ImportBatch, ImportItem, ImportUpload, RawText
from postings.models.reference import ReferenceLoad
from postings.models.reminder import Reminder
from postings.models.report import LONGEST_REPORT, Report
from postings.models.revision import Revision
from postings.models.role import Role
from postings.models.salary import PERIODS_PER_YEAR, SalaryBand
from postings.models.skill import Skill, SkillAlias
from postings.models.source import Source
from postings.models.term import TermSighting, UnknownTerm
from postings.models.trust import LONGEST_COMMENT, Comment, CompanyMerge

__all__ = [
    "EXPIRED_READABLE_FOR",
    "LONGEST_COMMENT",
    "LONGEST_REPORT",
    "PERIODS_PER_YEAR",
    "Alert",
    "AlertDelivery",
    "Comment",
    "Company",
    "CompanyMembership",
    "CompanyMerge",
    "DeletedPosting",
    "Draft",
    "DraftFinding",
    "FieldCheck",
    "Fingerprint",
    "FormerSlug",
    "ImportBatch",
    "ImportItem",
    "ImportUpload",
    "Invitation",
    "LikelyDuplicate",
    "LinkCheck",
    "Place",
    "Posting",
    "PostingDay",
    "PostingEligibleCountry",
    "PostingPlace",
    "PostingSkill",
    "RateBucket",
    "RawText",
    "ReferenceLoad",
    "Reminder",
    "Report",
    "Revision",
    "Role",
    "SalaryBand",
    "Skill",
    "SkillAlias",
    "Source",
    "TermSighting",
    "UnknownTerm",
    "blocked_q",
    "expired_q",
    "live_q",
    "scheduled_q",
]
