"""Approving many sure drafts at once: which they are, and the sample that has to be looked at first."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from random import Random

from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from postings import duplicates
from postings.models import Draft, Source

MOST_AT_ONCE = 200  # some ten seconds
MOST_SAMPLED = 20


class ManyForm(forms.Form):
    """How sure, of which source, and how many to look at."""

    sure = forms.IntegerField(min_value=50, max_value=100, initial=90, label="At least so sure, per cent")
    source = forms.CharField(required=False, max_length=120, label="Source")
    sample = forms.IntegerField(
        min_value=1, max_value=MOST_SAMPLED, initial=5, label="Look at so many of them first"
    )
    seed = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})  # type: ignore[arg-type]
        names = [(name, name) for name in Source.objects.values_list("name", flat=True)[:500]]
        self.fields["source"].widget = forms.Select(choices=[("", "All"), *names])


@dataclass(frozen=True, slots=True)
class Many:
    """The drafts that would be published, and those of them to look at."""

    drafts: QuerySet[Draft]  # at most MOST_AT_ONCE
    total: int  # that are so sure
    sample: list[Draft]
    sure: int
    source: str
    seed: str

    @property
    def count(self) -> int:
        return min(self.total, MOST_AT_ONCE)

    @property
    def in_words(self) -> str:
        """For the history."""
        of = f" from {self.source}" if self.source else ""
        looked = ", ".join(str(draft.pk) for draft in self.sample)
        return f"One of {self.count} at least {self.sure} % sure{of}; looked at: {looked}."[:480]


def choose_many(form: ManyForm) -> Many:
    """The waiting postings that are so sure and like no other, and a sample that the seed decides.

    The same seed shows the same sample as long as the same drafts wait.
    """
    data = form.cleaned_data
    pairs = duplicates.queue()
    drafts = (
        Draft.objects.waiting()
        .filter(company=None, is_posting=True, confidence__gte=data["sure"] / 100)
        .exclude(stated_title="")
        .exclude(Exists(pairs.filter(first__draft=OuterRef("pk"))))
        .exclude(Exists(pairs.filter(second__draft=OuterRef("pk"))))
    )
    if data["source"]:
        drafts = drafts.filter(raw_text__source=data["source"])
    seed = data["seed"] or secrets.token_hex(8)
    keys = list(drafts.order_by("-confidence", "pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    looked_at = Random(seed).sample(sorted(keys), min(data["sample"], len(keys)))  # noqa: S311 - no secret
    sample = (
        Draft.objects.filter(pk__in=looked_at)
        .select_related("raw_text")
        .defer("raw_text__content")
        .order_by("confidence", "pk")
    )
    chosen = Draft.objects.filter(pk__in=keys)
    return Many(chosen, drafts.count(), list(sample), data["sure"], data["source"], seed)
