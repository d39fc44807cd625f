"""Telling the moderators that something is wrong with a posting. No account."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from postings import rate_limit
from postings.models import LONGEST_REPORT, Posting, Report
from postings.rate_limit import Limit
from postings.views.posting import gone

LIMIT = Limit("report", burst=5, seconds=3600)


class ReportForm(forms.Form):
    """A reason and, where it needs one, an explanation."""

    reason = forms.ChoiceField(
        choices=Report.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is wrong.", "invalid_choice": "Choose one of the reasons."},
    )
    text = forms.CharField(
        required=False,
        max_length=LONGEST_REPORT,
        widget=forms.Textarea,
        error_messages={"max_length": f"At most {LONGEST_REPORT:,} characters."},
    )

    def clean_text(self) -> str:
        """NUL characters are refused by the field itself."""
        text: str = self.cleaned_data["text"].strip()
        return text

    def clean(self) -> None:
        """ "Something else" needs words."""
        wordless = not self.cleaned_data.get("text") and "text" not in self.errors
        if wordless and self.cleaned_data.get("reason") == Report.Reason.OTHER:
            self.add_error("text", "Say what is wrong.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for one posting that can be read; a report that was taken leads to a page that says so."""
    posting = Posting.objects.readable(timezone.now()).select_related("company").filter(pk=pk).first()
    if posting is None:
        return gone(request, pk)
    form = ReportForm(request.POST if request.method == "POST" else None)
    status = 200
    too_often = ""
    if request.method == "POST":
        status = 400
        if form.is_valid():
            counted = rate_limit.take(request, LIMIT)
            if counted.allowed:
                Report.objects.create(posting=posting, **form.cleaned_data)
                return HttpResponseRedirect(reverse("postings:report_sent", kwargs={"pk": posting.pk}))
            status = 429
            minutes = max(1, round(counted.retry_after / 60))
            too_often = f"That were many reports. Send the next one in {minutes} minutes."
    response = render(
        request,
        "postings/report.html",
        {
            "posting": posting,
            "form": form,
            "chosen": form["reason"].value() or "",
            "text": form["text"].value() or "",
            "reasons": Report.Reason.choices,
            "too_often": too_often,
            "longest": LONGEST_REPORT,
            "noindex": True,
        },
        status=status,
    )
    if status == 429:
        response.headers["Retry-After"] = str(counted.retry_after)
    return response


@require_http_methods(["GET", "HEAD"])
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """What happens next."""
    posting = Posting.objects.readable(timezone.now()).select_related("company").filter(pk=pk).first()
    if posting is None:
        return gone(request, pk)
    return render(request, "postings/report_sent.html", {"posting": posting, "noindex": True})
