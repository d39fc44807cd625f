"""The queue of reports: open ones first, the oldest on top."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from postings import reports
from postings.admin.open_first import OpenFirst
from postings.admin.scope import ModeratorOnly
from postings.models import Report
from postings.permissions import is_moderator
from postings.presentation import age_words
from postings.review.errors import ReviewError

EVERYWHERE = [ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM]


class StateFilter(OpenFirst):
    """Open ones unless told otherwise."""

    states = Report.State
    first = Report.State.OPEN


@admin.register(Report)
class ReportAdmin(ModeratorOnly, admin.ModelAdmin[Report]):
    """Moderators look at each and take the posting down or leave it."""

    list_display = ("wrong", "about", "shown", "others", "sent", "done")
    list_filter = (StateFilter, "reason")
    search_fields = ("posting__title", "text")
    search_help_text = "Title of the posting or words of the report"
    list_per_page = 50
    show_full_result_count = False
    fields = ("reason", "text", "about", "shown", "others", "created_at", "done")
    readonly_fields = fields
    actions = ("mark_handled", "withdraw")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        open_ones = Count("posting__reports", filter=Q(posting__reports__state=Report.State.OPEN))
        return (
            super()
            .get_queryset(request)
            .select_related("posting__company", "handled_by")
            .defer("posting__description_html")
            .annotate(open_reports=open_ones)
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        return is_moderator(request.user) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        return False

    @admin.display(description="what is wrong", ordering="reason")
    def wrong(self, report: Report) -> str:
        words = " ".join(report.text.split())
        if not words:
            return report.get_reason_display()
        shown = words if len(words) <= 90 else words[:89] + "…"
        return format_html('{}<br><span class="quiet">{}</span>', report.get_reason_display(), shown)

    @admin.display(description="posting")
    def about(self, report: Report) -> str:
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:postings_posting_change", args=[report.posting_id]),
            report.posting,
        )

    @admin.display(description="is now")
    def shown(self, report: Report) -> str:
        return report.posting.get_state_display()

    @admin.display(description="open reports of it")
    def others(self, report: Report) -> int:
        return report.open_reports  # type: ignore[attr-defined]

    @admin.display(ordering="created_at")
    def sent(self, report: Report) -> str:
        return age_words(report.created_at)

    @admin.display(description="handled")
    def done(self, report: Report) -> str:
        if report.handled_at is None:
            return "–"
        return f"{age_words(report.handled_at)} by {report.handled_by or 'somebody'}"

    @admin.action(
        description="Mark as handled, leave the posting", permissions=["change"], location=EVERYWHERE
    )
    def mark_handled(self, request: HttpRequest, chosen: QuerySet[Report]) -> None:
        done = 0
        for report in chosen.order_by("pk"):
            if reports.handle(report=report, by=request.user):
                done += 1
                self.log_change(request, report, "Marked as handled.")
        messages.success(request, f"Marked as handled: {done} report{'' if done == 1 else 's'}.")

    @admin.action(description="Withdraw the posting", permissions=["change"], location=EVERYWHERE)
    def withdraw(self, request: HttpRequest, chosen: QuerySet[Report]) -> None:
        postings: dict[int, Report] = {}
        for report in chosen.select_related("posting").order_by("pk"):
            postings.setdefault(report.posting_id, report)
        done = handled = 0
        for report in postings.values():
            try:
                handled += reports.withdraw_posting(report=report, by=request.user)
            except ReviewError as error:
                messages.warning(request, f"“{report.posting}”: {error}")
            else:
                done += 1
                self.log_change(request, report, "Withdrew the posting.")
        if done:
            messages.success(
                request,
                f"Withdrawn: {done} posting{'' if done == 1 else 's'}; "
                f"handled by that: {handled} report{'' if handled == 1 else 's'}.",
            )
