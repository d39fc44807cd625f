"""The vocabulary inbox: unknown terms collected from texts, and what moderators make of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from postings.drafting import added_names
from postings.extraction import unknown_terms
from postings.extraction.document import split_document
from postings.models import Draft, Skill, SkillAlias, TermSighting, UnknownTerm
from postings.text import skill_key, unique_slug

State = UnknownTerm.State
OFTEN = 3  # texts that list a term before anybody is asked what it is


class TermError(Exception):
    """It can't be done; the message says why in the moderator's words."""


def to_decide() -> QuerySet[UnknownTerm]:
    """What moderators are asked: the undecided terms that were seen often."""
    return UnknownTerm.objects.filter(state=State.OPEN, seen__gte=OFTEN)


def collect(*, everything: bool = False) -> Iterator[int]:
    """Collect the unknown terms of the drafts that came since the last time, or of all; yields how many each
    draft has. Safe to stop and to repeat."""
    drafts = Draft.objects.filter(is_posting=True).select_related("raw_text").order_by("pk")
    if not everything and (last := TermSighting.objects.aggregate(last=Max("draft_id"))["last"]):
        drafts = drafts.filter(pk__gt=last)
    extra = added_names()
    for draft in drafts.iterator(chunk_size=50):
        parts = split_document(draft.raw_text.text)
        seen = unknown_terms.find(parts[draft.part], extra) if draft.part < len(parts) else ()
        with transaction.atomic():
            _keep(draft, seen)
        yield len(seen)


def _keep(draft: Draft, seen: tuple[unknown_terms.Seen, ...]) -> None:
    by_key = {skill_key(one.text): one for one in seen}
    known = set(SkillAlias.objects.filter(key__in=by_key).values_list("key", flat=True))
    new = {key: one for key, one in by_key.items() if key and key not in known}
    UnknownTerm.objects.bulk_create(
        [UnknownTerm(key=key, text=one.text) for key, one in new.items()], ignore_conflicts=True
    )
    terms = list(UnknownTerm.objects.filter(key__in=new).order_by("pk"))
    TermSighting.objects.bulk_create(
        [TermSighting(term=term, draft=draft, line=new[term.key].line) for term in terms],
        ignore_conflicts=True,
    )
    counted = (
        TermSighting.objects.filter(term=OuterRef("pk")).values("term").annotate(n=Count("pk")).values("n")
    )
    UnknownTerm.objects.filter(pk__in=[term.pk for term in terms]).update(seen=Subquery(counted))


@transaction.atomic
def add_skill(*, term: UnknownTerm, by: Any, name: str = "") -> Skill:
    """Make the term a skill of its own, by this name or as it is written."""
    locked = _lock(term)
    name = " ".join((name or locked.text).split())[:80]
    if not name:
        raise TermError("Give the skill a name.")
    taken = SkillAlias.objects.filter(key=skill_key(name)).select_related("skill").first()
    if taken is not None:
        raise TermError(f"{name} is a name of {taken.skill} already. Add the term as another name of it.")
    skill = Skill.objects.create(name=name, slug=unique_slug(Skill, name, max_length=80))
    SkillAlias.objects.create(skill=skill, text=name)
    _alias(skill, locked.text)
    _decide(locked, State.SKILL, skill, by)
    return skill


@transaction.atomic
def add_alias(*, term: UnknownTerm, skill: Skill, by: Any) -> Skill:
    """Make the term another name of the skill."""
    locked = _lock(term)
    _alias(skill, locked.text)
    _decide(locked, State.ALIAS, skill, by)
    return skill


@transaction.atomic
def ignore(*, term: UnknownTerm, by: Any) -> None:
    """The term is no skill."""
    _decide(_lock(term), State.IGNORED, None, by)


@transaction.atomic
def reopen(*, term: UnknownTerm, by: Any) -> None:
    """Take the decision back. A skill that was made stays, without the term among its names."""
    locked = UnknownTerm.objects.select_for_update().get(pk=term.pk)
    if locked.skill is not None:
        SkillAlias.objects.filter(skill=locked.skill, key=locked.key).exclude(
            key=skill_key(locked.skill.name)
        ).delete()
    locked.state, locked.skill, locked.decided_by, locked.decided_at = State.OPEN, None, None, None
    locked.save()


def skill_named(name: str) -> Skill:
    """The skill of this name or other name."""
    alias = SkillAlias.objects.filter(key=skill_key(name)).select_related("skill").first()
    if alias is None:
        raise TermError(f"No skill is called {' '.join(name.split())[:80] or 'so'}.")
    return alias.skill


def drafts_with(term: UnknownTerm) -> QuerySet[Draft]:
    """The drafts whose texts list the term, newest first."""
    return Draft.objects.filter(pk__in=term.sightings.values("draft")).order_by(F("pk").desc())


def _lock(term: UnknownTerm) -> UnknownTerm:
    locked = UnknownTerm.objects.select_for_update().get(pk=term.pk)
    if locked.state != State.OPEN:
        raise TermError(f"This term was decided meanwhile: {locked.get_state_display()}.")
    return locked


def _alias(skill: Skill, text: str) -> None:
    alias, made = SkillAlias.objects.get_or_create(
        key=skill_key(text), defaults={"skill": skill, "text": text}
    )
    if not made and alias.skill_id != skill.pk:
        raise TermError(f"{text} is a name of {alias.skill} already.")


def _decide(term: UnknownTerm, state: str, skill: Skill | None, by: Any) -> None:
    term.state, term.skill, term.decided_by, term.decided_at = state, skill, by, timezone.now()
    term.save()
