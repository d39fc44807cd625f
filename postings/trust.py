"""Which companies are trusted how far: verified, blocked, merged.

Every function takes keywords, works in one transaction on locked companies and leaves a line in the company's
history. What can't be done raises ``TrustError`` with a sentence for the moderator.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from postings.models import (
    Company,
    CompanyMembership,
    CompanyMerge,
    Draft,
    Fingerprint,
    FormerSlug,
    Invitation,
    Posting,
    Revision,
)
from postings.permissions import is_moderator

MERGED = "company merged"  # the action in the postings' histories


class TrustError(Exception):
    """It can't be done; the message says why in the moderator's words."""


@transaction.atomic
def verify(*, company: Company, by: Any) -> Company:
    """Say that the company is who it says it is: its pages show it."""
    (locked,) = _lock([company], by)
    if locked.blocked_at is not None:
        raise TrustError(f"{locked} is blocked: unblock it first.")
    if locked.verified_at is None:
        locked.verified_at = timezone.now()
        locked.save(update_fields=["verified_at"])
        _note(locked, by, "Verified.")
    return locked


@transaction.atomic
def unverify(*, company: Company, by: Any) -> Company:
    """Take the mark back."""
    (locked,) = _lock([company], by)
    if locked.verified_at is not None:
        locked.verified_at = None
        locked.save(update_fields=["verified_at"])
        _note(locked, by, "No longer verified.")
    return locked


@transaction.atomic
def block(*, company: Company, by: Any, reason: str) -> Company:
    """Take the company off the site: its postings are no longer shown, its imports and submissions refused.

    The postings keep their states: unblocking shows them again.
    """
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise TrustError("Say why it is blocked.")
    (locked,) = _lock([company], by)
    if locked.merged_into_id is not None:
        raise TrustError(f"{locked} is merged into {locked.merged_into}: block that.")
    if locked.blocked_at is None:
        locked.blocked_at = timezone.now()
    locked.blocked_reason, locked.verified_at = reason, None
    locked.trusted = False
    locked.save(update_fields=["blocked_at", "blocked_reason", "verified_at", "trusted"])
    _note(locked, by, f"Blocked: {reason}")
    return locked


@transaction.atomic
def unblock(*, company: Company, by: Any) -> Company:
    """Show its postings again."""
    (locked,) = _lock([company], by)
    if locked.blocked_at is not None:
        locked.blocked_at, locked.blocked_reason = None, ""
        locked.save(update_fields=["blocked_at", "blocked_reason"])
        _note(locked, by, "Unblocked.")
    return locked


@transaction.atomic
def merge(*, keep: Company, drop: Company, by: Any) -> CompanyMerge:
    """Make two companies one: postings, recruiters and pasted texts of ``drop`` become those of ``keep``; its
    name and its address lead there. ``unmerge`` takes it back."""
    if keep.pk == drop.pk:
        raise TrustError("A company can't be merged into itself.")
    locked = {row.pk: row for row in _lock([keep, drop], by)}
    kept, dropped = locked[keep.pk], locked[drop.pk]
    for row in (kept, dropped):
        if row.merged_into_id is not None:
            raise TrustError(f"{row} is merged into {row.merged_into} already.")
        if row.blocked_at is not None:
            raise TrustError(f"{row} is blocked: unblock it first.")
    record = CompanyMerge(kept=kept, dropped=dropped, slug=dropped.slug, by=by)
    record.postings = _move_postings(dropped, kept, by)
    drafts = Draft.objects.filter(company=dropped)
    record.drafts = list(drafts.values_list("pk", flat=True))
    drafts.update(company=kept)
    already = set(kept.memberships.values_list("user_id", flat=True))
    record.members = sorted(dropped.memberships.values_list("user_id", flat=True))
    record.joined = [user for user in record.members if user not in already]
    CompanyMembership.objects.bulk_create(
        CompanyMembership(company=kept, user_id=user) for user in record.joined
    )
    dropped.memberships.all().delete()
    record.invitations = list(
        Invitation.objects.filter(company=dropped, accepted_at=None, revoked_at=None).values_list(
            "pk", flat=True
        )
    )
    Invitation.objects.filter(pk__in=record.invitations).update(revoked_at=timezone.now())
    record.companies = list(dropped.merged.values_list("pk", flat=True))
    Company.objects.filter(pk__in=record.companies).update(merged_into=kept)
    dropped.merged_into, dropped.slug = kept, f"-merged-{dropped.pk}"
    dropped.save(update_fields=["merged_into", "slug"])
    # Addresses that led to the merged company, its own among them, lead on.
    FormerSlug.objects.filter(kind=FormerSlug.Kind.COMPANY, object_id=dropped.pk).update(object_id=kept.pk)
    record.save()
    _note(kept, by, f"{dropped} was merged into it.")
    _note(dropped, by, f"Merged into {kept}.")
    return record


@transaction.atomic
def unmerge(*, record: CompanyMerge, by: Any) -> Company:
    """Take a merge back: what it moved and is still there goes back. Returns the company that was merged."""
    locked = {row.pk: row for row in _lock([record.kept, record.dropped], by)}
    kept, dropped = locked[record.kept_id], locked[record.dropped_id]
    again = CompanyMerge.objects.select_for_update().get(pk=record.pk)
    if again.undone_at is not None or dropped.merged_into_id != kept.pk:
        raise TrustError("This merge was taken back already, or another followed it.")
    dropped.merged_into, dropped.slug = None, again.slug
    dropped.save(update_fields=["merged_into", "slug"])
    FormerSlug.objects.filter(kind=FormerSlug.Kind.COMPANY, slug=again.slug).delete()
    _move_postings(kept, dropped, by, only=again.postings)
    Draft.objects.filter(pk__in=again.drafts, company=kept).update(company=dropped)
    Company.objects.filter(pk__in=again.companies, merged_into=kept).update(merged_into=dropped)
    still = kept.memberships.filter(user__in=again.joined)
    still.delete()
    CompanyMembership.objects.bulk_create(
        [CompanyMembership(company=dropped, user_id=user) for user in again.members], ignore_conflicts=True
    )
    _open_again(dropped, again.invitations)
    again.undone_at = timezone.now()
    again.save(update_fields=["undone_at"])
    _note(kept, by, f"The merge of {dropped} was taken back.")
    _note(dropped, by, "Its merge was taken back.")
    return dropped


def _open_again(company: Company, ids: list[int]) -> None:
    """The invitations with these ids: their links work again, unless the address has a newer invitation."""
    newer = Invitation.objects.filter(
        company=company, accepted_at=None, revoked_at=None, email__iexact=OuterRef("email")
    )
    Invitation.objects.filter(~Exists(newer), pk__in=ids, company=company).update(revoked_at=None)


def _move_postings(of: Company, to: Company, by: Any, only: list[int] | None = None) -> list[int]:
    postings = Posting.objects.filter(company=of)
    if only is not None:
        postings = postings.filter(pk__in=only)
    ids = list(postings.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    Posting.objects.filter(pk__in=ids).update(company=to, version=F("version") + 1)
    Fingerprint.objects.filter(posting__in=ids).update(company_key=to.key)
    Revision.objects.bulk_create(
        (
            Revision(posting_id=pk, action=MERGED, by=by, changes={"company": [of.name, to.name]})
            for pk in ids
        ),
        batch_size=1_000,
    )
    return ids


def _lock(companies: list[Company], by: Any) -> list[Company]:
    if by is not None and not is_moderator(by):
        raise TrustError("Only a moderator decides that.")
    ids = [company.pk for company in companies]
    # In the order of their keys, so that two at once can't wait for one another.
    return list(
        Company.objects.select_for_update(of=("self",))
        .select_related("merged_into")
        .filter(pk__in=ids)
        .order_by("pk")
    )


def _note(company: Company, by: Any, said: str) -> None:
    if by is not None:
        LogEntry.objects.create(
            user_id=by.pk,
            content_type=ContentType.objects.get_for_model(Company),
            object_id=str(company.pk),
            object_repr=str(company)[:200],
            action_flag=CHANGE,
            change_message=said,
        )
