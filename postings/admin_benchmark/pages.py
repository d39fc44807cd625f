"""What the benchmark of the admin asks for: every list, and every page of one row, for each kind of user."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count, Max, Model, QuerySet
from django.urls import reverse

from postings.models import (
    Company,
    Draft,
    FieldCheck,
    ImportBatch,
    LikelyDuplicate,
    Place,
    Posting,
    RawText,
    Report,
    Revision,
    Skill,
    Source,
    UnknownTerm,
)

WORDS = "welder"  # looked for in every list
CHOICES = 4  # of each filter
ROWS = 5  # of each table whose pages are asked for

Page = tuple[str, str]
"""What it is, and its path."""

LISTS_OF_RECRUITERS = ("posting", "company")


def largest_company() -> Company | None:
    """That with the most postings."""
    rows = Company.objects.annotate(n=Count("postings")).order_by("-n", "pk")
    return rows.first()


def lists(names: tuple[str, ...] | None = None) -> Iterator[Page]:
    """Every list, or those named: plain, sorted by each column, searched, and a later page."""
    for model, model_admin in admin.site._registry.items():
        name = model._meta.model_name or ""
        if names is not None and name not in names:
            continue
        path = reverse(f"admin:{model._meta.app_label}_{name}_changelist")
        yield name, path
        if model_admin.search_fields:
            yield name, f"{path}?{urlencode({'q': WORDS})}"
        for number in range(1, len(model_admin.list_display) + 1):
            yield name, f"{path}?o={number + bool(model_admin.actions)}"
        yield name, f"{path}?p=3"


def filters_of(body: str, path: str) -> Iterator[str]:
    """The addresses of the filters that a list shows, the first choices of each."""
    side = body.partition('id="changelist-filter"')[2].partition("</nav>")[0]
    for group in side.split("<details")[1:]:
        for query in re.findall(r'href="(\?[^"]+)"', group)[:CHOICES]:
            yield path + query.replace("&amp;", "&")


def singles() -> Iterator[Page]:
    """The pages of single rows that moderators and superusers open, of rows from all over each table; where a
    page grows with what hangs on it, of the row that has the most."""
    yield "index", reverse("admin:index")
    for row in _spread(Posting.objects.all()):
        yield from _of(row, "change", "history", "preview", "figures")
    for row in (*_spread(Company.objects.all()), *filter(None, [largest_company()])):
        yield from _of(row, "change", "history", "people", "trust", "figures")
    for row in _spread(Draft.objects.waiting()):
        yield from _of(row, "change", "history")
    yield "draft one", reverse("admin:postings_draft_next")
    yield "draft many", f"{reverse('admin:postings_draft_many')}?sure=90&sample=5"
    batches = ImportBatch.objects.annotate(n=Count("items")).order_by("-n", "pk")
    for row in batches[:2]:
        yield from _of(row, "change", "history")
    yield "importbatch add", reverse("admin:postings_importbatch_add")
    pairs = LikelyDuplicate.objects.order_by("-score", "pk").select_related("first", "second")
    for pair in pairs[:ROWS]:
        sides = [
            f"posting-{side.posting_id}" if side.posting_id else f"draft-{side.draft_id}"
            for side in (pair.first, pair.second)
        ]
        yield "likelyduplicate compare", reverse("admin:postings_likelyduplicate_compare", args=sides)
        yield from _of(pair, "history")
    yield "likelyduplicate next", reverse("admin:postings_likelyduplicate_next")
    for term in UnknownTerm.objects.order_by("-seen", "pk")[:2]:
        yield from _of(term, "change", "effect", "history")
    tables: tuple[type[Model], ...] = (Source, Report, RawText, Revision, FieldCheck, Skill, Place)
    for model in tables:
        for row in _spread(model._default_manager.all()):
            yield from _of(row, "change", "history")
    yield from autocompletes()


def of_a_recruiter(company: Company | None) -> Iterator[Page]:
    """The pages that are not lists that a recruiter of the company opens."""
    yield "index", reverse("admin:index")
    yield "posting add", reverse("admin:postings_posting_add")
    yield "posting paste", reverse("admin:postings_posting_paste")
    if company is not None:
        yield from _of(company, "change", "history", "people", "figures")
        for row in _spread(Posting.objects.filter(company=company)):
            yield from _of(row, "change", "history", "preview", "figures")


def autocompletes() -> Iterator[Page]:
    """What boxes offer while one types."""
    for name in ("skill", "place"):
        path = reverse(f"admin:postings_{name}_choices")
        for term in ("a", "wel", "new york"):
            asked = {
                "app_label": "postings",
                "model_name": f"posting{name}",
                "field_name": name,
                "term": term,
            }
            yield f"{name} choices", f"{path}?{urlencode(asked)}"


def _of(row: Any, *pages: str) -> Iterator[Page]:
    name = row._meta.model_name
    for page in pages:
        yield f"{name} {page}", reverse(f"admin:postings_{name}_{page}", args=[row.pk])


def _spread(rows: QuerySet[Any]) -> list[Any]:
    """Some rows from the first to the last; empty for none."""
    last = rows.order_by().aggregate(last=Max("pk"))["last"]
    if last is None:
        return []
    ordered = rows.order_by("pk")
    wanted = [ordered.filter(pk__gte=last * number // ROWS).first() for number in range(ROWS)]
    return list({row.pk: row for row in wanted if row is not None}.values())
