"""How right the rules are: by field, by week, by rule, with the corrections themselves."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from postings import accuracy
from postings.admin.editing import FIELD_LABELS
from postings.admin.scope import ModeratorOnly
from postings.admin.wording import place_names
from postings.corrections import FIELDS, VERDICT
from postings.models import FieldCheck, Source

SHOWN = 50  # corrections of a field
FIELD_NAMES = {VERDICT: "Posting or not", **FIELD_LABELS}


@admin.register(FieldCheck)
class FieldCheckAdmin(ModeratorOnly, admin.ModelAdmin[FieldCheck]):
    """A page of figures in the place of a list."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: FieldCheck | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: FieldCheck | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """All fields; with ``?field=`` one of them with its rules and last corrections."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        now = timezone.now()
        source = request.GET.get("source", "").replace("\x00", "")[:120]
        chosen = request.GET.get("field", "")
        rows = accuracy.by_field(now, source)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Accuracy of what is read",
            "rows": [(row, FIELD_NAMES.get(row.name, row.name)) for row in rows],
            "weeks": accuracy.WEEKS,
            "fewest": accuracy.FEWEST,
            "source": source,
            "sources": Source.objects.values_list("name", flat=True)[:200],
            "field": chosen if chosen in (VERDICT, *FIELDS) else "",
            "media": self.media,
        }
        if context["field"]:
            wrong = FieldCheck.objects.filter(field=chosen).exclude(outcome__in=["right", "blank"])
            wrong = wrong.filter(source=source) if source else wrong
            context |= {
                "label": FIELD_NAMES[chosen],
                "rules": accuracy.by_rule(chosen, now, source),
                "corrections": _corrections(wrong),
            }
        return TemplateResponse(request, "admin/postings/fieldcheck/accuracy.html", context)


def _corrections(wrong: QuerySet[FieldCheck]) -> list[dict[str, Any]]:
    rows = list(
        wrong.select_related("draft__raw_text").defer(
            "draft__raw_text__content", "draft__notes", "draft__read"
        )[:SHOWN]
    )
    ids = [
        id_
        for row in rows
        if row.field == "locations"
        for value in (row.read, row.final)
        for id_ in value or ()
    ]
    places = place_names(ids) if ids else {}
    return [
        {"check": row, "read": _words(row, row.read, places), "final": _words(row, row.final, places)}
        for row in rows
    ]


def _words(check: FieldCheck, value: Any, places: dict[int, str]) -> str:
    if value is None:
        return ""
    if check.field == VERDICT:
        return "a posting" if value else "no posting"
    if check.field == "locations":
        return ", ".join(places.get(id_, f"place {id_}") for id_ in value)
    if check.field == "pay":
        return "; ".join(
            " ".join(
                str(part)
                for part in (
                    "–".join(str(bound) for bound in (band["minimum"], band["maximum"]) if bound),
                    band["currency"], "a", band["period"], band["scope"],
                )
                if part
            )
            for band in value
        )  # fmt: skip
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value).replace("_", " ")
