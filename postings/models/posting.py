"""Postings: what the public may see, and the one definition of "live"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils import timezone

from postings.models.change import TransactionIdField
from postings.text import slugify_title

# An expired posting stays readable this long (with a banner, out of search), then it is gone (410).
EXPIRED_READABLE_FOR = timedelta(days=30)


def live_q(now: datetime | None = None) -> Q:
    """The rule of what seekers find: published, its time has come, not expired, of no blocked company. Every
    page, feed, alert, export and the search index ask this one."""
    now = now or timezone.now()
    return unexpired_q(now) & Q(published_at__lte=now)


def unexpired_q(since: datetime) -> Q:
    """Published, also for a later time, not expired by then, of no blocked company. The search index holds
    these: the rest of ``live_q`` is asked of it by each search."""
    return _open_q(since) & Q(hidden=False)


def _open_q(since: datetime) -> Q:
    return Q(state=Posting.State.PUBLISHED) & (Q(expires_at__isnull=True) | Q(expires_at__gt=since))


def scheduled_q(now: datetime | None = None) -> Q:
    """Would be live, but its time is still to come."""
    now = now or timezone.now()
    return unexpired_q(now) & Q(published_at__gt=now)


def blocked_q(now: datetime | None = None) -> Q:
    """Would be live or scheduled, but its company is blocked."""
    return _open_q(now or timezone.now()) & Q(hidden=True)


def expired_q(now: datetime | None = None) -> Q:
    """Published once, and past its last day."""
    return Q(state=Posting.State.PUBLISHED, expires_at__lte=now or timezone.now())


class PostingQuerySet(models.QuerySet["Posting"]):
    def live(self, now: datetime | None = None) -> PostingQuerySet:
        return self.filter(live_q(now))

    def readable(self, now: datetime | None = None) -> PostingQuerySet:
        """Live ones, and those that were live until up to 30 days ago (expired or filled)."""
        now = now or timezone.now()
        since = now - EXPIRED_READABLE_FOR
        return self.filter(
            unexpired_q(since) & Q(published_at__lte=now)
            | Q(state=Posting.State.FILLED, closed_at__gt=since, published_at__lte=now, hidden=False)
        )

    def once_public(self, now: datetime | None = None) -> PostingQuerySet:
        """Those that seekers could find at some time, whatever became of them: their address once worked."""
        return self.filter(published_at__lte=now or timezone.now())

    def visible_to(self, user: Any) -> PostingQuerySet:
        """What the user may see in the admin: all for moderators, their companies' for recruiters."""
        from postings.permissions import is_moderator

        if is_moderator(user):
            return self
        return self.filter(company__memberships__user=user)

    def for_display(self) -> PostingQuerySet:
        """With everything a page shows, in a fixed number of queries."""
        return self.select_related("company").prefetch_related(
            "places__place__parent", "eligible_countries__country", "salary_bands", "posting_skills__skill"
        )


class Posting(models.Model):
    """One job. Written by ``postings.review`` alone."""

    class State(models.TextChoices):
        DRAFT = "draft", "draft"
        SUBMITTED = "submitted", "waiting for approval"
        PUBLISHED = "published", "published"
        FILLED = "filled", "filled"
        WITHDRAWN = "withdrawn", "withdrawn"
        REJECTED = "rejected", "rejected"

    class Workplace(models.TextChoices):
        REMOTE = "remote", "Remote"
        HYBRID = "hybrid", "Hybrid"
        ONSITE = "onsite", "On-site"

    class Eligibility(models.TextChoices):
        """From where a remote job may be done. Unknown is not worldwide."""

        UNKNOWN = "unknown", "not stated"
        WORLDWIDE = "worldwide", "worldwide"
        COUNTRIES = "countries", "listed countries"

    class EmploymentType(models.TextChoices):
        FULL_TIME = "full_time", "Full-time"
        PART_TIME = "part_time", "Part-time"
        CONTRACT = "contract", "Contract"
        TEMPORARY = "temporary", "Temporary"
        INTERNSHIP = "internship", "Internship"
        APPRENTICESHIP = "apprenticeship", "Apprenticeship"
        VOLUNTEER = "volunteer", "Volunteer"

    class Seniority(models.TextChoices):
        INTERN = "intern", "Intern"
        ENTRY = "entry", "Entry level"
        MID = "mid", "Mid level"
        SENIOR = "senior", "Senior"
        LEAD = "lead", "Lead"
        MANAGER = "manager", "Manager"
        DIRECTOR = "director", "Director"
        EXECUTIVE = "executive", "Executive"

    class Education(models.TextChoices):
        NONE = "none", "No degree needed"
        HIGH_SCHOOL = "high_school", "High school"
        ASSOCIATE = "associate", "Associate degree"
        BACHELOR = "bachelor", "Bachelor's degree"
        MASTER = "master", "Master's degree"
        DOCTORATE = "doctorate", "Doctorate"

    company = models.ForeignKey(
        "postings.Company", null=True, blank=True, on_delete=models.PROTECT, related_name="postings",
        db_index=False,  # "posting_company_state" begins with it
        help_text="Empty: the text does not say who hires.",
    )  # fmt: skip
    title = models.CharField(max_length=200)
    role = models.ForeignKey(
        "postings.Role", null=True, blank=True, on_delete=models.SET_NULL, related_name="postings",
        editable=False, help_text="What the title names, whatever its level; empty when no known role.",
    )  # fmt: skip
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    description_html = models.TextField(blank=True, help_text="Sanitised before it is stored.")
    # Null is "not stated" in the four choices, as everywhere from extraction on.
    workplace = models.CharField(  # noqa: DJ001
        max_length=6, choices=Workplace, null=True, blank=True, help_text="Empty: not stated."
    )
    eligibility = models.CharField(max_length=9, choices=Eligibility, default=Eligibility.UNKNOWN)
    eligible_areas = ArrayField(
        models.CharField(max_length=40), default=list, blank=True,
        help_text="The words' own breadth, such as EU or EMEA.",
    )  # fmt: skip
    employment_type = models.CharField(max_length=14, choices=EmploymentType, null=True, blank=True)  # noqa: DJ001
    seniority = models.CharField(max_length=9, choices=Seniority, null=True, blank=True)  # noqa: DJ001
    education = models.CharField(max_length=11, choices=Education, null=True, blank=True)  # noqa: DJ001
    experience_years_min = models.PositiveSmallIntegerField(null=True, blank=True)
    apply_url = models.URLField(max_length=1000, blank=True)
    apply_email = models.EmailField(blank=True)
    language = models.CharField(max_length=3, blank=True, help_text="ISO 639-1.")
    external_id = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=120, blank=True)
    stated_posted_on = models.DateField(null=True, blank=True, help_text="The date the text itself states.")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(
        null=True, blank=True, help_text="First shown to seekers. In the future: scheduled. Renewal keeps it."
    )
    starts_at = models.DateTimeField(
        null=True, blank=True, help_text="Not shown before; empty: as soon as it is published."
    )
    expires_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="Filled, withdrawn or rejected at.")
    closing_reason = models.CharField(max_length=500, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="duplicates", editable=False,
        help_text="The posting of the same job that seekers are led to instead.",
    )  # fmt: skip
    hidden = models.BooleanField(
        default=False, db_default=False, editable=False,
        help_text="Its company is blocked. Kept by triggers, so that the rule of what is live needs no join.",
    )  # fmt: skip
    version = models.PositiveIntegerField(
        default=1, help_text="Counts saves, so that none is overwritten unseen."
    )
    changed_in = TransactionIdField(null=True, editable=False)

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="posting_has_a_title"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="posting_published_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["filled", "withdrawn", "rejected"]) | Q(closed_at__isnull=False),
                name="posting_closed_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True)
                | Q(published_at__isnull=True)
                | Q(expires_at__gt=F("published_at")),
                name="posting_expires_after_publication",
                violation_error_message="It would expire before it is published.",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True)
                | Q(starts_at__isnull=True)
                | Q(expires_at__gt=F("starts_at")),
                name="posting_expires_after_start",
                violation_error_message="It would expire before it goes live.",
            ),
            models.CheckConstraint(
                condition=Q(experience_years_min__isnull=True) | Q(experience_years_min__lte=60),
                name="posting_experience_plausible",
                violation_error_message="Years of experience are at most 60.",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__in": values}),
                    name=f"posting_{name}_known",
                )
                for name, values in (
                    ("workplace", ["remote", "hybrid", "onsite"]),
                    (
                        "employment_type",
                        ["full_time", "part_time", "contract", "temporary", "internship", "apprenticeship",
                         "volunteer"],
                    ),
                    (
                        "seniority",
                        ["intern", "entry", "mid", "senior", "lead", "manager", "director", "executive"],
                    ),
                    ("education", ["none", "high_school", "associate", "bachelor", "master", "doctorate"]),
                )
            ),
            models.CheckConstraint(
                condition=Q(eligibility__in=["unknown", "worldwide", "countries"]),
                name="posting_eligibility_known",
            ),
            # So a duplicate is never live: the rules of what seekers find need not know of it.
            models.CheckConstraint(
                condition=Q(duplicate_of__isnull=True) | Q(state="withdrawn") & ~Q(duplicate_of=F("id")),
                name="posting_duplicate_is_withdrawn",
                violation_error_message="It is merged into another posting.",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["draft", "submitted", "published", "filled", "withdrawn", "rejected"]
                ),
                name="posting_state_known",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["changed_in"], name="posting_changed_in"),
            models.Index(fields=["-updated_at", "-id"], name="posting_last_changed"),
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="posting_title_words"),
            models.Index(
                fields=["company", "state", "-published_at"], include=["id"], name="posting_company_state"
            ),
            models.Index(fields=["state", "-published_at", "-id"], name="posting_newest"),
        ]
        permissions = [
            ("moderate_posting", "Can review, publish and close postings of every company"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="refuse_chains",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__duplicate_of__isnull=False),
                func=(
                    "IF EXISTS (SELECT 1 FROM postings_posting WHERE id = NEW.duplicate_of_id "
                    "AND duplicate_of_id IS NOT NULL) "
                    "OR EXISTS (SELECT 1 FROM postings_posting WHERE duplicate_of_id = NEW.id) THEN "
                    "RAISE EXCEPTION 'posting % would be the duplicate of a duplicate', NEW.id "
                    "USING ERRCODE = 'check_violation'; END IF; RETURN NEW;"
                ),
            ),
            # The lock lets a block wait for postings that are just being made, and these for the block.
            pgtrigger.Trigger(
                name="hide_of_blocked",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("company_id", "hidden"),
                func=(
                    "IF NEW.company_id IS NULL THEN NEW.hidden = false; ELSE "
                    "SELECT blocked_at IS NOT NULL INTO NEW.hidden FROM postings_company "
                    "WHERE id = NEW.company_id FOR SHARE; NEW.hidden = COALESCE(NEW.hidden, false); END IF; "
                    "RETURN NEW;"
                ),
            ),
            pgtrigger.Trigger(
                name="stamp_change",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="NEW.changed_in = pg_current_xact_id(); RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="leave_tombstone",
                when=pgtrigger.After,
                operation=pgtrigger.Delete,
                func=(
                    "INSERT INTO postings_deletedposting (posting_id, changed_in, deleted_at) "
                    "VALUES (OLD.id, pg_current_xact_id(), now()); RETURN OLD;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} at {self.company.name}" if self.company else self.title

    def get_absolute_url(self) -> str:
        address = _address(get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF)
        return address.format(pk=self.pk, slug=self.slug)

    @property
    def slug(self) -> str:
        return slugify_title(self.title)

    @property
    def last_day(self) -> date | None:
        """The last day it is open, in UTC; None when it stays open until it is taken down."""
        return (self.expires_at - timedelta(microseconds=1)).date() if self.expires_at else None

    def is_live(self, now: datetime | None = None) -> bool:
        """``live_q`` for one posting in memory."""
        now = now or timezone.now()
        return (
            self.state == self.State.PUBLISHED
            and not self.hidden
            and self.published_at is not None
            and self.published_at <= now
            and (self.expires_at is None or self.expires_at > now)
        )

    def condition(self, now: datetime | None = None) -> str:
        """The state in a word, with what has become of it: live, scheduled, expired, blocked, draft …

        The words of ``live_q``, ``scheduled_q``, ``expired_q`` and ``blocked_q`` for one posting in memory.
        """
        if self.state != self.State.PUBLISHED:
            return str(self.get_state_display())
        now = now or timezone.now()
        if self.expires_at is not None and self.expires_at <= now:
            return "expired"
        if self.hidden:
            return "blocked"
        return "live" if self.is_live(now) else "scheduled"

    @property
    def required_skills(self) -> list[Any]:
        return self._skills(PostingSkill.Importance.REQUIRED)

    @property
    def preferred_skills(self) -> list[Any]:
        return self._skills(PostingSkill.Importance.PREFERRED)

    def _skills(self, importance: str) -> list[Any]:
        return [row.skill for row in self.rows("posting_skills") if row.importance == importance]

    def rows(self, name: str) -> Iterable[Any]:
        """All rows of a related name. Those that are fetched already come without a manager made for them,
        which a page of postings would make by the hundred."""
        fetched = self.__dict__.get("_prefetched_objects_cache", {}).get(name)
        return getattr(self, name).all() if fetched is None else fetched


@cache
def _address(script_prefix: str, urlconf: str) -> str:
    """The address of a posting, with room for its key and slug. Kept, since a page shows dozens of them."""
    return reverse("postings:posting", urlconf, kwargs={"pk": 0, "slug": "-"}).replace("0/-", "{pk}/{slug}")


def _stamp_posting(source: str) -> str:
    # Statement level and guarded, so that a bulk load in the posting's own transaction writes no row twice.
    return (  # the table name is one of three of our own
        "UPDATE postings_posting SET changed_in = pg_current_xact_id() "  # noqa: S608
        f"WHERE id IN (SELECT posting_id FROM {source}) "
        "AND changed_in IS DISTINCT FROM pg_current_xact_id();"
    )


def child_triggers() -> list[pgtrigger.Trigger]:
    """Triggers of a table with a ``posting_id``: its changes stamp the posting."""
    return [
        pgtrigger.Trigger(
            name="stamp_posting_insert",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            referencing=pgtrigger.Referencing(new="new_rows"),
            func=_stamp_posting("new_rows") + " RETURN NULL;",
        ),
        pgtrigger.Trigger(
            name="stamp_posting_update",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            referencing=pgtrigger.Referencing(old="old_rows", new="new_rows"),
            func=_stamp_posting("new_rows") + " " + _stamp_posting("old_rows") + " RETURN NULL;",
        ),
        pgtrigger.Trigger(
            name="stamp_posting_delete",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Delete,
            referencing=pgtrigger.Referencing(old="old_rows"),
            func=_stamp_posting("old_rows") + " RETURN NULL;",
        ),
    ]


class PostingPlace(models.Model):
    """Where the work is done: a city, or only a region or country."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="places")
    place = models.ForeignKey("postings.Place", on_delete=models.PROTECT, related_name="posting_places")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["posting", "place"], name="posting_place_once_a_posting")
        ]
        triggers = child_triggers()

    def __str__(self) -> str:
        return str(self.place)


class PostingEligibleCountry(models.Model):
    """A country whose residents may do the remote job."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="eligible_countries")
    country = models.ForeignKey(
        "postings.Place", on_delete=models.PROTECT, related_name="+", limit_choices_to={"kind": "country"}
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["posting", "country"], name="eligible_country_once_a_posting")
        ]
        triggers = child_triggers()

    def __str__(self) -> str:
        return str(self.country)


class PostingSkill(models.Model):
    """A skill that a posting asks for."""

    class Importance(models.TextChoices):
        REQUIRED = "required", "required"
        PREFERRED = "preferred", "preferred"

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="posting_skills")
    skill = models.ForeignKey("postings.Skill", on_delete=models.PROTECT, related_name="posting_skills")
    importance = models.CharField(max_length=9, choices=Importance)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["posting", "skill"], name="posting_skill_once_a_posting"),
            models.CheckConstraint(
                condition=Q(importance__in=["required", "preferred"]), name="posting_skill_importance_known"
            ),
        ]
        triggers = child_triggers()

    def __str__(self) -> str:
        return f"{self.skill} ({self.importance})"
