"""Sources: what comes from each, how much of it is wrong, and how far it is trusted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode

from postings import accuracy
from postings.admin.field_check import FIELD_NAMES
from postings.admin.scope import ModeratorOnly
from postings.models import Source


class SourceForm(forms.ModelForm[Source]):
    """The trust in a source, in per cent."""

    publish_percent = forms.IntegerField(
        required=False,
        min_value=50,
        max_value=100,
        label="Publish without review from",
        help_text="Per cent that the least sure value must have, 50 to 100. Empty: all are reviewed. "
        "Likely duplicates and texts that are no postings always wait for a person.",
        widget=forms.NumberInput(attrs={"size": 4}),
    )

    class Meta:
        model = Source
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.publish_above is not None:
            self.initial["publish_percent"] = round(self.instance.publish_above * 100)

    def save(self, commit: bool = True) -> Source:
        percent = self.cleaned_data["publish_percent"]
        self.instance.publish_above = None if percent is None else percent / 100
        return super().save(commit)


@admin.register(Source)
class SourceAdmin(ModeratorOnly, admin.ModelAdmin[Source]):
    form = SourceForm
    fields = ("publish_percent",)
    list_display = ("name", "texts", "failed", "no_postings", "corrected", "trust")
    search_fields = ("name",)
    search_help_text = "Name"
    ordering = ("name",)
    list_per_page = 50
    show_full_result_count = False
    change_form_template = "admin/postings/source/change_form.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        return False

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        rows = list(changelist.result_list)
        now, names = timezone.now(), [source.name for source in rows]
        totals = accuracy.totals_of_sources(names, now)
        checks = accuracy.corrections_of_sources(names, now)
        for source in rows:
            source.total = totals[source.name]
            source.checks = checks.get(source.name, accuracy.Tally())
        changelist.result_list = rows
        return changelist

    @admin.display(description=f"texts, {accuracy.WEEKS} weeks")
    def texts(self, source: Any) -> str:
        return f"{source.total.texts:,}"

    @admin.display(description="not imported")
    def failed(self, source: Any) -> str:
        return _percent(source.total.failed_percent)

    @admin.display(description="no postings")
    def no_postings(self, source: Any) -> str:
        return _percent(source.total.no_posting_percent)

    @admin.display(description="fields corrected")
    def corrected(self, source: Any) -> str:
        return _percent(source.checks.wrong_percent)

    @admin.display(description="trust", ordering="publish_above")
    def trust(self, source: Source) -> str:
        if source.publish_above is None:
            return "always reviewed"
        return f"published from {source.publish_above:.0%}"

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The trust, and the figures of the last weeks below."""
        source = self.get_object(request, object_id)
        figures: dict[str, Any] = {}
        if source is not None and self.has_view_permission(request, source):
            now = timezone.now()
            weeks = accuracy.weeks_of_source(source.name, now)
            named = urlencode({"source": source.name})
            figures = {
                "title": source.name,
                "subtitle": None,
                "weeks": weeks,
                "most": max((week.texts for week in weeks), default=0),
                "total": sum(week.texts for week in weeks),
                "rows": [
                    (row, FIELD_NAMES.get(row.name, row.name)) for row in accuracy.by_field(now, source.name)
                ],
                "fewest": accuracy.FEWEST,
                "accuracy_url": f"{reverse('admin:postings_fieldcheck_changelist')}?{named}",
                "drafts_url": f"{reverse('admin:postings_draft_changelist')}?{named}",
                "tables": len(source.columns),
            }
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **figures})

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        return f"Trust: {self.trust(form.instance)}."

    def response_change(self, request: HttpRequest, obj: Source) -> HttpResponse:
        self.message_user(request, format_html("{}: {}.", obj.name, self.trust(obj)))
        return self.response_post_save_change(request, obj)


def _percent(value: int | None) -> str:
    return "" if value is None else f"{value} %"
