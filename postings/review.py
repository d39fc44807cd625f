"""Review: the only writer of posting state, for moderators and recruiters alike.

Every function takes keywords, works in one transaction on locked rows and returns what it wrote.
What can't be done raises ``ReviewError`` with a sentence for the person who asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from postings import corrections, duplicates, history, linting
from postings.history import changing
from postings.linting import Finding, Severity
from postings.models import (
    LONGEST_COMMENT,
    Comment,
    Company,
    Draft,
    Fingerprint,
    LikelyDuplicate,
    Place,
    Posting,
    PostingEligibleCountry,
    PostingPlace,
    PostingSkill,
    Revision,
    SalaryBand,
    Skill,
    SkillAlias,
)
from postings.permissions import is_moderator
from postings.roles import role_for
from postings.sanitise import clean_description
from postings.text import skill_key, unique_slug
from postings.values import PostingValues

State = Posting.State

# From which states a posting may go where.
TRANSITIONS: dict[str, frozenset[str]] = {
    State.DRAFT: frozenset({State.SUBMITTED, State.PUBLISHED, State.WITHDRAWN}),
    State.SUBMITTED: frozenset({State.PUBLISHED, State.REJECTED, State.DRAFT, State.WITHDRAWN}),
    State.PUBLISHED: frozenset({State.FILLED, State.WITHDRAWN, State.REJECTED}),
    State.FILLED: frozenset({State.PUBLISHED, State.WITHDRAWN}),
    State.WITHDRAWN: frozenset({State.PUBLISHED, State.SUBMITTED, State.DRAFT}),
    State.REJECTED: frozenset({State.DRAFT, State.PUBLISHED}),
}


class ReviewError(Exception):
    """It can't be done; the message says why in the user's words."""


class UnmendedError(ReviewError):
    """The linter has found what its recruiter should mend, or look at, first: ``findings``."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        errors = [finding.message for finding in findings if finding.severity == Severity.ERROR]
        if errors:
            said = f"It can't be submitted yet. {' '.join(errors)}"
        else:
            warnings = " ".join(finding.message for finding in findings)
            said = f"Look at this first; if it is meant so, tick “submit it anyway”. {warnings}"
        super().__init__(said)


class ConflictError(ReviewError):
    """Somebody else changed the row meanwhile."""


# --- drafts ---------------------------------------------------------------------------------------


@transaction.atomic
def save_draft(
    *, draft: Draft, values: PostingValues, by: Any, version: int | None = None, action: str = "corrected"
) -> Draft:
    """Keep a reviewer's corrections without deciding. ``version`` is the one the reviewer saw; ``action`` is
    what the history calls it."""
    locked = _lock_waiting(draft, version)
    with changing(locked, action, by, says=True):
        locked.values = values.to_json()
        locked.version += 1
        locked.save(update_fields=["values", "version"])
    duplicates.fingerprint_draft(locked, values)
    return locked


@transaction.atomic
def approve(
    *,
    draft: Draft,
    by: Any,
    values: PostingValues | None = None,
    version: int | None = None,
    with_others: str = "",
) -> Posting:
    """Publish what the draft proposes (with the reviewer's corrections in ``values``).

    ``with_others`` says how it was chosen when nobody has looked at it alone; the history keeps it.
    """
    locked = _lock_waiting(draft, version)
    values = PostingValues.from_json(locked.values) if values is None else values
    if by is not None and not is_moderator(by):
        raise ReviewError("Only a moderator approves drafts.")
    # Whoever approves with others has not seen the points of each, and its likely duplicates stay out.
    noted = _passed_over(values, by, draft=None if with_others else locked)
    posting = Posting(created_by=by, source=locked.raw_text.source)
    _write(posting, values, by=by)
    _publish(posting, State.PUBLISHED)
    history.record(posting, "published", by, {"state": [None, posting.state], **noted}, locked.raw_text)
    action, extra = "approved", noted
    if with_others:
        action, extra = "approved with others", {"with_others": [None, with_others], **noted}
    with changing(locked, action, by, says=True, extra=extra):
        locked.values = values.to_json()
        locked.posting = posting
        _decide(locked, Draft.State.APPROVED, by)
    if not with_others:
        corrections.note_approval(locked, values, by)
    duplicates.pass_on(locked, posting)
    duplicates.fingerprint_posting(posting, values)
    return posting


@transaction.atomic
def reject(*, draft: Draft, by: Any, reason: str, version: int | None = None) -> Draft:
    """Close the draft without a posting. The text stays."""
    reason = reason.strip()
    if not reason:
        raise ReviewError("Say why it is rejected.")
    locked = _lock_waiting(draft, version)
    with changing(locked, "rejected", by):
        locked.rejection_reason = reason[:500]
        _decide(locked, Draft.State.REJECTED, by)
    corrections.note_rejection(locked, reason, by)
    return locked


@transaction.atomic
def reopen(*, draft: Draft, by: Any) -> Draft:
    """Undo a decision: the draft waits again. What it had published is withdrawn."""
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    if locked.state == Draft.State.WAITING:
        raise ReviewError("This draft is waiting already.")
    posting = locked.posting
    if posting is not None and posting.state in (State.PUBLISHED, State.FILLED):
        withdraw(posting=posting, by=by, reason="The review was reopened.")
    _open_pairs(Fingerprint.objects.filter(draft=locked))
    corrections.forget(locked)
    with changing(locked, "reopened", by):
        locked.posting = None
        locked.state = Draft.State.WAITING
        locked.reviewed_at = None
        locked.reviewed_by = None
        locked.rejection_reason = ""
        locked.duplicate_of = None
        locked.duplicate_of_draft = None
        locked.version += 1
        locked.save()
    if posting is not None:
        duplicates.give_back(posting, locked)
    return locked


def _passed_over(
    values: PostingValues, by: Any, *, draft: Draft | None = None, posting: Posting | None = None
) -> dict[str, Any]:
    """What the linter finds and the moderator publishes in spite of, for the history; empty for nothing, or
    when nobody has looked."""
    if by is None:
        return {}
    context = linting.context_of(values, draft=draft, posting=posting, user=by)
    codes = [finding.code for finding in linting.lint(values, context) if finding.severity != Severity.HINT]
    return {"warnings": [[], list(dict.fromkeys(codes))]} if codes else {}


def _lock_waiting(draft: Draft, version: int | None) -> Draft:
    locked = Draft.objects.select_for_update(of=("self",)).select_related("raw_text").get(pk=draft.pk)
    if locked.state != Draft.State.WAITING:
        who = f" by {locked.reviewed_by}" if locked.reviewed_by else ""
        raise ConflictError(f"This draft was {locked.get_state_display()}{who} meanwhile.")
    if version is not None and locked.version != version:
        raise ConflictError(
            "Somebody else corrected this draft meanwhile. Load it again to see their changes."
        )
    return locked


def _decide(draft: Draft, state: str, by: Any) -> None:
    draft.state = state
    draft.reviewed_by = by
    draft.reviewed_at = timezone.now()
    draft.version += 1
    draft.save()


# --- postings -------------------------------------------------------------------------------------


@transaction.atomic
def create_posting(
    *,
    values: PostingValues,
    by: Any,
    source: str = "",
    draft: Draft | None = None,
    copied_from: Posting | None = None,
) -> Posting:
    """A new posting in the state draft, not seen by seekers.

    ``draft`` is the recruiter's own text that it was filled from: it is decided by this.
    """
    posting = Posting(created_by=by, source=source)
    _write(posting, values, by=by)
    locked = _lock_waiting(draft, None) if draft is not None else None
    text = locked.raw_text if locked is not None else None
    made: dict[str, Any] = {"state": [None, posting.state]}
    if copied_from is not None:
        made["copied_from"] = [None, copied_from.pk]
    history.record(posting, "created" if copied_from is None else "copied", by, made, text)
    if locked is not None:
        with changing(locked, "approved", by, says=True):
            locked.values = values.to_json()
            locked.posting = posting
            _decide(locked, Draft.State.APPROVED, by)
        duplicates.pass_on(locked, posting)
    duplicates.fingerprint_posting(posting, values)
    return posting


@transaction.atomic
def update_posting(
    *, posting: Posting, values: PostingValues, by: Any, version: int | None = None, action: str = "changed"
) -> Posting:
    """Change what a posting says; its state and dates of publication stay.

    A recruiter's change to a posting that is already published is shown at once.
    """
    locked = _lock(posting, version)
    _require_company_of(locked, by)
    with changing(locked, action, by, says=True):
        _write(locked, values, by=by)
    duplicates.fingerprint_posting(locked, values)
    return locked


@transaction.atomic
def submit(*, posting: Posting, by: Any, anyway: Collection[str] = ()) -> Posting:
    """A recruiter asks for publication. A trusted company's posting is published at once.

    What the linter calls an error keeps a recruiter from it; so does a warning, unless its code is in
    ``anyway``: it was seen and is meant so, which the history keeps.
    """
    locked = _lock(posting)
    _require_company_of(locked, by)
    _require_not_blocked(locked.company)
    trusted = locked.company is not None and locked.company.trusted
    if by is None or is_moderator(by):
        noted = _passed_over(PostingValues.of(locked), by, posting=locked)
    else:
        meant = _linted(locked, by, anyway)
        noted = {"warnings": [[], meant]} if meant else {}
    if (mine := _fingerprint(locked)) is not None:
        duplicates.note_likely(mine)
    with changing(locked, "submitted", by, extra=noted):
        if trusted or is_moderator(by):
            return _publish(locked, State.PUBLISHED)
        return _move(locked, State.SUBMITTED)


def _linted(posting: Posting, by: Any, anyway: Collection[str]) -> list[str]:
    """The codes of the warnings that were seen and are meant so."""
    findings = [finding for finding in linting.check(posting, user=by) if finding.severity != Severity.HINT]
    left = [
        finding for finding in findings if finding.severity == Severity.ERROR or finding.code not in anyway
    ]
    if left:
        raise UnmendedError(left)
    return list(dict.fromkeys(finding.code for finding in findings))


@transaction.atomic
def publish(*, posting: Posting, by: Any, at: datetime | None = None) -> Posting:
    """Show the posting to seekers, from ``at`` on when given (scheduled). ``datePosted`` is never renewed."""
    if by is not None and not is_moderator(by):
        raise ReviewError("Only a moderator publishes; submit the posting for approval.")
    locked = _lock(posting)
    noted = _passed_over(PostingValues.of(locked), by, posting=locked)
    with changing(locked, "published", by, extra=noted):
        return _publish(locked, State.PUBLISHED, at=at)


@transaction.atomic
def send_back(*, posting: Posting, by: Any, reason: str) -> Posting:
    """Return a submitted posting to its recruiter with what has to change."""
    locked = _lock(posting)
    with changing(locked, "sent back", by):
        return _move(locked, State.DRAFT, reason=_required(reason))


@transaction.atomic
def reject_posting(*, posting: Posting, by: Any, reason: str) -> Posting:
    """Refuse a posting for good (spam, not a job). Its page is gone at once."""
    locked = _lock(posting)
    with changing(locked, "rejected", by):
        return _move(locked, State.REJECTED, reason=_required(reason))


@transaction.atomic
def withdraw(*, posting: Posting, by: Any, reason: str = "") -> Posting:
    """Take the posting down at once."""
    locked = _lock(posting)
    _require_company_of(locked, by)
    with changing(locked, "withdrawn", by):
        return _move(locked, State.WITHDRAWN, reason=reason)


@transaction.atomic
def fill(*, posting: Posting, by: Any) -> Posting:
    """The job is taken: out of search, its page says so for 30 days."""
    locked = _lock(posting)
    _require_company_of(locked, by)
    with changing(locked, "filled", by):
        return _move(locked, State.FILLED)


@transaction.atomic
def copy(*, posting: Posting, by: Any) -> Posting:
    """A new draft that says the same, without dates of its own, number or a last day that has passed."""
    locked = _lock(posting)
    _require_company_of(locked, by)
    values = PostingValues.of(locked)
    last = values.expires_on
    values = values.replace(
        starts_at=None,
        stated_posted_on=None,
        external_id="",
        expires_on=last if last is not None and last >= timezone.now().date() else None,
    )
    return create_posting(values=values, by=by, source=locked.source, copied_from=locked)


@transaction.atomic
def relist(*, posting: Posting, by: Any, days: int) -> Posting:
    """Show a filled or expired posting again at its old address, for at least ``days`` from now.

    When it was first shown stays, so ``datePosted`` is not renewed.
    """
    if not 1 <= days <= 365:
        raise ReviewError("Relist for 1 to 365 days.")
    locked = _lock(posting)
    _require_company_of(locked, by)
    now = timezone.now()
    if locked.state != State.FILLED and locked.condition(now) != "expired":
        raise ReviewError(f"A posting that is {locked.condition(now)} can't be relisted.")
    with changing(locked, "relisted", by):
        if locked.expires_at is not None:
            locked.expires_at = max(locked.expires_at, now + timedelta(days=days))
        if locked.state == State.FILLED:
            return _publish(locked, State.PUBLISHED)
        locked.version += 1
        locked.save(update_fields=["expires_at", "version", "updated_at"])
    return locked


@transaction.atomic
def extend(*, posting: Posting, by: Any, days: int, seen: datetime | None = None) -> Posting:
    """Keep the posting open ``days`` longer than its last day, or than today when that has passed.

    ``seen`` is when it expired as far as the asker knows: extended meanwhile, it is not extended again.
    """
    if not 1 <= days <= 365:
        raise ReviewError("Extend by 1 to 365 days.")
    locked = _lock(posting)
    _require_company_of(locked, by)
    if seen is not None and locked.expires_at != seen:
        raise ConflictError("Its last day was changed meanwhile.")
    if locked.state != State.PUBLISHED:
        raise ReviewError(f"A posting that is {locked.condition()} can't be extended.")
    now = timezone.now()
    start = max(locked.expires_at or now, now)
    with changing(locked, "extended", by):
        locked.expires_at = start + timedelta(days=days)
        locked.version += 1
        locked.save(update_fields=["expires_at", "version", "updated_at"])
    return locked


def _lock(posting: Posting, version: int | None = None) -> Posting:
    locked = Posting.objects.select_for_update(of=("self",)).select_related("company").get(pk=posting.pk)
    if version is not None and locked.version != version:
        raise ConflictError(
            "Somebody else changed this posting meanwhile. Load it again to see their changes."
        )
    return locked


def _require_company_of(posting: Posting, by: Any) -> None:
    if by is None or is_moderator(by):
        return
    if posting.company_id is None or not Company.objects.of(by).filter(pk=posting.company_id).exists():
        raise ReviewError("This posting belongs to another company.")


def _require_not_blocked(company: Company | None) -> None:
    if company is not None and company.blocked_at is not None:
        raise ReviewError(blocked_words(company))


def blocked_words(company: Company) -> str:
    """Why nothing of the company is taken."""
    return f"{company} is blocked: {company.blocked_reason}"


@transaction.atomic
def refuse_blocked(drafts: Iterable[Draft]) -> list[str]:
    """Reject those of the waiting drafts whose company is blocked; returns the reasons."""
    reasons = []
    for draft in drafts:
        name = str(draft.values.get("company") or "")
        company = draft.company or (Company.objects.called(name) if name else None)
        if company is not None and company.blocked_at is not None and draft.is_posting:
            reasons.append(reject(draft=draft, by=None, reason=blocked_words(company)).rejection_reason)
    return reasons


@transaction.atomic
def reconsider_blocked(drafts: Iterable[Draft]) -> list[Draft]:
    """Open those again that were rejected for a company that is not blocked any more."""
    opened = []
    for draft in drafts:
        company = Company.objects.called(str(draft.values.get("company") or ""))
        refused = draft.state == Draft.State.REJECTED and draft.reviewed_by_id is None
        if (
            refused
            and " is blocked: " in draft.rejection_reason
            and (company is None or company.blocked_at is None)
        ):
            opened.append(reopen(draft=draft, by=None))
    return opened


# --- what people write about a posting -----------------------------------------------------------


@transaction.atomic
def comment(*, posting: Posting, by: Any, text: str) -> Comment:
    """Write about the posting to those who may see it; it is in the history."""
    text = text.replace("\x00", "").strip()
    if not text:
        raise ReviewError("Write something first.")
    if len(text) > LONGEST_COMMENT:
        raise ReviewError(f"At most {LONGEST_COMMENT:,} characters.")
    locked = _lock(posting)
    _require_company_of(locked, by)
    written = Comment.objects.create(posting=locked, text=text, by=by, moderator=is_moderator(by))
    history.record(locked, history.COMMENTED, by, {"comment": [None, text]})
    return written


def _required(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise ReviewError("Give a reason.")
    return reason


def _move(posting: Posting, state: str, *, reason: str = "") -> Posting:
    if posting.duplicate_of_id is not None:
        raise ReviewError(
            f"This posting is merged into posting {posting.duplicate_of_id}. Undo the merge first."
        )
    if state not in TRANSITIONS[posting.state]:
        raise ReviewError(
            f"A posting that is {posting.get_state_display()} can't become {State(state).label}."
        )
    posting.state = state
    posting.closing_reason = reason.strip()[:500]
    closed = state in (State.FILLED, State.WITHDRAWN, State.REJECTED)
    posting.closed_at = timezone.now() if closed else None
    posting.version += 1
    posting.save()
    return posting


def _publish(posting: Posting, state: str, *, at: datetime | None = None) -> Posting:
    now = timezone.now()
    _require_not_blocked(posting.company)
    if posting.expires_at is not None and posting.expires_at <= now:
        raise ReviewError(
            f"Its last day, {posting.last_day:%d %B %Y}, has passed. "
            "Change the last day before publishing it."
        )
    if posting.published_at is None or posting.published_at > now or at is not None:
        posting.published_at = at or max(posting.starts_at or now, now)
    return _move(posting, state)


# --- duplicates -----------------------------------------------------------------------------------


@transaction.atomic
def merge(*, keep: Posting | Draft, drop: Posting | Draft, by: Any) -> Posting | Draft:
    """Say that ``drop`` is the same job as ``keep``. Nothing is lost: a posting is withdrawn and its address
    leads to the original, a draft is rejected as a duplicate; ``undo`` takes it back. Returns ``drop``."""
    if by is not None and not is_moderator(by):
        raise ReviewError("Only a moderator merges.")
    if type(keep) is type(drop) and keep.pk == drop.pk:
        raise ReviewError("A posting can't be merged into itself.")
    if isinstance(drop, Posting):
        if not isinstance(keep, Posting):
            raise ReviewError(
                "A posting can't be merged into a draft: publish the draft first, or keep the posting."
            )
        merged: Posting | Draft = _merge_postings(keep, drop, by)
    else:
        merged = _merge_draft(keep, drop, by)
    pair = [_fingerprint(row) for row in (keep, drop)]
    if pair[0] is not None and pair[1] is not None:
        duplicates.decide(pair[0], pair[1], state=LikelyDuplicate.State.MERGED, by=by)
    return merged


def _merge_postings(keep: Posting, drop: Posting, by: Any) -> Posting:
    # In the order of their keys, so that two merges at once can't wait for one another.
    rows = Posting.objects.select_for_update(of=("self",)).filter(pk__in=[keep.pk, drop.pk]).order_by("pk")
    locked = {row.pk: row for row in rows}
    original, copy = locked[keep.pk], locked[drop.pk]
    for row in (original, copy):
        if row.duplicate_of_id is not None:
            raise ConflictError(f"“{row}” is merged into posting {row.duplicate_of_id} already.")
        if row.state == State.REJECTED:
            raise ReviewError(f"“{row}” was rejected; there is nothing to merge.")
    # Duplicates of the copy become duplicates of the original: no address leads to another that leads on.
    led = list(Posting.objects.filter(duplicate_of=copy).values_list("pk", flat=True))
    with changing(copy, "merged", by, extra={"led": led} if led else None):
        Posting.objects.filter(pk__in=led).update(duplicate_of=original)
        if copy.state != State.WITHDRAWN:
            copy.state = State.WITHDRAWN
            copy.closed_at = timezone.now()
        copy.closing_reason = f"The same job as posting {original.pk}."
        copy.duplicate_of = original
        copy.version += 1
        copy.save()
    return copy


def _merge_draft(keep: Posting | Draft, drop: Draft, by: Any) -> Draft:
    if isinstance(keep, Posting):
        original = _lock(keep)
        if original.duplicate_of_id is not None:
            raise ConflictError(f"“{original}” is merged into posting {original.duplicate_of_id} already.")
        copy = _lock_waiting(drop, None)
        reason = f"The same job as posting {original.pk}."
    else:
        locked = {row.pk: _lock_waiting(row, None) for row in sorted((keep, drop), key=lambda row: row.pk)}
        copy = locked[drop.pk]
        reason = f"The same job as draft {keep.pk}."
    with changing(copy, "merged", by):
        if isinstance(keep, Posting):
            copy.duplicate_of = keep
        else:
            copy.duplicate_of_draft = keep
        copy.rejection_reason = reason
        _decide(copy, Draft.State.REJECTED, by)
    return copy


@transaction.atomic
def tell_apart(*, first: Posting | Draft, second: Posting | Draft, by: Any) -> None:
    """Say that the two are two jobs: they are not proposed as duplicates again."""
    if by is not None and not is_moderator(by):
        raise ReviewError("Only a moderator decides on duplicates.")
    one, other = _fingerprint(first), _fingerprint(second)
    if one is None or other is None or one == other:
        raise ReviewError("There is nothing to tell apart.")
    duplicates.decide(one, other, state=LikelyDuplicate.State.APART, by=by)


def _fingerprint(row: Posting | Draft) -> Fingerprint | None:
    if isinstance(row, Draft):
        return Fingerprint.objects.filter(draft=row).first()
    return Fingerprint.objects.filter(posting=row).first()


def _open_pairs(rows: Any) -> None:
    """What was merged with these waits for a decision again."""
    LikelyDuplicate.objects.filter(
        Q(first__in=rows) | Q(second__in=rows), state=LikelyDuplicate.State.MERGED
    ).update(state=LikelyDuplicate.State.OPEN, decided_by=None, decided_at=None)


# --- undo -----------------------------------------------------------------------------------------


@transaction.atomic
def undo(*, row: Posting | Draft, by: Any, revision: int | None = None) -> Posting | Draft:
    """Take back the last change of a posting or draft; again, the one before. ``revision`` is the one meant.

    Recruiters take back only their own changes of what their postings say. Undoing is kept, too.
    """
    if isinstance(row, Draft):
        locked: Posting | Draft = Draft.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if by is not None and not is_moderator(by):
            raise ReviewError("Only a moderator takes back a review.")
    else:
        locked = _lock(row)
        _require_company_of(locked, by)
    last = history.last_of(locked)
    if last is None or not can_undo(last):
        raise ReviewError("There is nothing to take back.")
    if revision is not None and last.pk != revision:
        raise ConflictError("Something else was changed meanwhile. Load the history again.")
    if by is not None and not is_moderator(by) and (last.by_id != by.pk or last.action != "changed"):
        raise ReviewError("Only your own last change of what the posting says can be taken back.")
    if isinstance(locked, Draft):
        _undo_draft(locked, last, by)
    else:
        _undo_posting(locked, last, by)
    Revision.objects.filter(pk=last.pk).update(undone=True)
    return locked


def can_undo(revision: Revision) -> bool:
    """Making a row and opening a draft anew are not taken back: the next step is a decision. A merge of
    companies is taken back for all postings at once, at the company."""
    return (
        revision.action not in {"reopened", "company merged"}
        and revision.changes.get("state", [""])[0] is not None
    )


def _undo_draft(draft: Draft, last: Revision, by: Any) -> None:
    if last.action not in {"corrected", "read anew"}:
        reopen(draft=draft, by=by)
        draft.refresh_from_db()
        return
    with changing(draft, "undone", by, says=True):
        draft.values = {**draft.values, **{name: before for name, (before, _) in last.changes.items()}}
        draft.version += 1
        draft.save(update_fields=["values", "version"])
    duplicates.fingerprint_draft(draft, PostingValues.from_json(draft.values))


def _undo_posting(posting: Posting, last: Revision, by: Any) -> None:
    led = last.changes.get("led", [])
    before = {name: pair[0] for name, pair in last.changes.items() if name != "led"}
    stated = {name: value for name, value in before.items() if name in history.POSTING_STATE}
    said = {name: value for name, value in before.items() if name in PostingValues.__dataclass_fields__}
    with changing(posting, "undone", by, says=bool(said)):
        if said:
            values = PostingValues.from_json({**history.said_by(posting), **said})
            _write(posting, values, by=by)
            duplicates.fingerprint_posting(posting, values)
        for name, value in stated.items():
            moment = name in history.TIMES and value is not None
            setattr(posting, name, datetime.fromisoformat(value) if moment else value)
        posting.version += 1
        posting.full_clean(exclude=["created_by"], validate_unique=False)
        posting.save()
        Posting.objects.filter(pk__in=led).update(duplicate_of=posting)
    if last.action == "merged":
        _open_pairs(Fingerprint.objects.filter(posting=posting))


# --- writing what a posting says ------------------------------------------------------------------


def end_of_day(day: date) -> datetime:
    """The moment after the last day it is open, in UTC."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=UTC)


def _write(posting: Posting, values: PostingValues, *, by: Any) -> None:
    title = " ".join(values.title.split())
    if not title:
        raise ReviewError("Give the posting a title.")
    posting.title = title[:200]
    posting.role = role_for(posting.title)
    posting.company = resolve_company(values.company, by=by)
    posting.description_html = clean_description(values.description_html)
    posting.workplace = values.workplace or None
    posting.eligibility = values.eligibility
    posting.eligible_areas = list(values.eligible_areas)
    posting.employment_type = values.employment_type or None
    posting.seniority = values.seniority or None
    posting.education = values.education or None
    posting.experience_years_min = values.experience_years_min
    posting.apply_url = values.apply_url
    posting.apply_email = values.apply_email
    posting.stated_posted_on = values.stated_posted_on
    _write_start(posting, values.starts_at)
    posting.expires_at = end_of_day(values.expires_on) if values.expires_on else None
    posting.language = values.language
    posting.external_id = values.external_id
    if posting.pk:
        posting.version += 1
    posting.full_clean(exclude=["created_by"], validate_unique=False)
    posting.save()
    _write_places(posting, values)
    _write_bands(posting, values)
    _write_skills(posting, values, by=by)


def _write_start(posting: Posting, starts_at: datetime | None) -> None:
    """When it goes live; what is scheduled already is scheduled anew, what is live stays so."""
    now = timezone.now()
    if posting.state == State.PUBLISHED and posting.published_at is not None:
        if posting.published_at > now:
            posting.published_at = max(starts_at or now, now)
        elif starts_at is not None and starts_at > now and starts_at != posting.starts_at:
            raise ReviewError("It is live already. To show it later, withdraw it and submit it again.")
    posting.starts_at = starts_at


def resolve_company(name: str, *, by: Any) -> Company | None:
    """The company of that name, made when it is new. Recruiters may only name their own."""
    name = " ".join(name.split())[:200]
    moderator = by is None or is_moderator(by)
    if not name:
        if moderator:
            return None
        raise ReviewError("Name your company.")
    company = Company.objects.called(name)
    if not moderator:
        if company is None or not Company.objects.of(by).filter(pk=company.pk).exists():
            raise ReviewError(f"You are not a recruiter of {name}.")
        return company
    return company or Company.objects.create(name=name)


def _write_places(posting: Posting, values: PostingValues) -> None:
    wanted = dict.fromkeys(values.place_ids)
    known = set(Place.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    if missing := [str(pk) for pk in wanted if pk not in known]:
        raise ReviewError(f"No place has the GeoNames id {', '.join(missing)}.")
    posting.places.exclude(place_id__in=wanted).delete()
    present = set(posting.places.values_list("place_id", flat=True))
    PostingPlace.objects.bulk_create(
        PostingPlace(posting=posting, place_id=pk) for pk in wanted if pk not in present
    )

    codes = set(values.eligible_countries) if values.eligibility == Posting.Eligibility.COUNTRIES else set()
    countries = dict(
        Place.objects.filter(kind=Place.Kind.COUNTRY, country_code__in=codes).values_list(
            "country_code", "pk"
        )
    )
    if unknown := codes - set(countries):
        raise ReviewError(f"No country has the code {', '.join(sorted(unknown))}.")
    posting.eligible_countries.exclude(country_id__in=countries.values()).delete()
    present = set(posting.eligible_countries.values_list("country_id", flat=True))
    PostingEligibleCountry.objects.bulk_create(
        PostingEligibleCountry(posting=posting, country_id=pk)
        for pk in countries.values()
        if pk not in present
    )


def _write_bands(posting: Posting, values: PostingValues) -> None:
    wanted = [
        (band.minimum, band.maximum, band.currency.upper(), band.period, band.scope.strip())
        for band in dict.fromkeys(values.salary_bands)
    ]
    for row in posting.salary_bands.all():
        key = (row.minimum, row.maximum, row.currency, row.period, row.scope)
        if key in wanted:
            wanted.remove(key)
        else:
            row.delete()
    for minimum, maximum, currency, period, scope in wanted:
        band = SalaryBand(
            posting=posting, minimum=minimum, maximum=maximum, currency=currency, period=period, scope=scope
        )
        band.full_clean(exclude=["posting"], validate_unique=False)
        band.save()


def resolve_skills(names: Iterable[str], *, by: Any) -> list[Skill]:
    """The skills of these names or aliases, in order. Moderators may name new ones; they are added."""
    wanted = dict.fromkeys(name for name in (" ".join(name.split()) for name in names) if name)
    keys = {skill_key(name): name for name in wanted}
    by_key = {
        alias.key: alias.skill for alias in SkillAlias.objects.filter(key__in=keys).select_related("skill")
    }
    for skill in Skill.objects.filter(name__in=wanted):
        by_key[skill_key(skill.name)] = skill
    unknown = [name for key, name in keys.items() if key not in by_key]
    if unknown and by is not None and not is_moderator(by):
        raise ReviewError(f"Unknown skill: {', '.join(unknown)}. Choose one from the list.")
    for name in unknown:
        skill = Skill.objects.create(name=name[:80], slug=unique_slug(Skill, name, max_length=80))
        SkillAlias.objects.create(skill=skill, text=name[:80])
        by_key[skill_key(name)] = skill
    return list(dict.fromkeys(by_key[key] for key in keys))


def _write_skills(posting: Posting, values: PostingValues, *, by: Any) -> None:
    importance: dict[int, str] = {}
    for skill in resolve_skills(values.required_skills, by=by):
        importance[skill.pk] = PostingSkill.Importance.REQUIRED
    for skill in resolve_skills(values.preferred_skills, by=by):
        importance.setdefault(skill.pk, PostingSkill.Importance.PREFERRED)
    for row in posting.posting_skills.all():
        wanted = importance.pop(row.skill_id, None)
        if wanted is None:
            row.delete()
        elif wanted != row.importance:
            row.importance = wanted
            row.save(update_fields=["importance"])
    PostingSkill.objects.bulk_create(
        PostingSkill(posting=posting, skill_id=pk, importance=level) for pk, level in importance.items()
    )
