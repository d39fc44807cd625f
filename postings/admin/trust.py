"""The page ``<company>/trust/``: verify, block, merge."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from postings import trust
from postings.models import Company, CompanyMerge, Posting
from postings.permissions import is_moderator


class TrustPage:
    """For the admin of companies; moderators only."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.trust_view)  # type: ignore[attr-defined]
        return [
            path("<int:pk>/trust/", view, name="postings_company_trust"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def trust_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """How far the company is trusted; by POST: verify, block, merge, and each taken back."""
        if not is_moderator(request.user) or not self.has_change_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        company = Company.objects.select_related("merged_into").filter(pk=pk).first()
        if company is None:
            raise Http404("This company is not there.")
        named = request.POST.get("name", "").replace("\x00", "").strip()[:200]
        other = Company.objects.called(named) if named else None
        if request.method == "POST" and (answer := self._decide_trust(request, company, named, other)):
            return answer
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "opts": self.opts,  # type: ignore[attr-defined]
            "title": f"Trust in {company}",
            "company": company,
            "live": Posting.objects.live().filter(company=company).count(),
            "postings": Posting.objects.filter(company=company).count(),
            "recruiters": company.memberships.count(),
            "other": other,
            "named": named,
            "merges": CompanyMerge.objects.filter(kept=company, undone_at=None).select_related(
                "dropped", "by"
            ),
        }
        return TemplateResponse(request, "admin/postings/company/trust.html", context)

    def _decide_trust(
        self, request: HttpRequest, company: Company, named: str, other: Company | None
    ) -> HttpResponse | None:
        """What was asked for; None to show the merge before it is confirmed."""
        here = HttpResponseRedirect(reverse("admin:postings_company_trust", args=[company.pk]))
        try:
            match request.POST.get("do", ""):
                case "verify":
                    trust.verify(company=company, by=request.user)
                    said = f"{company} is verified: its pages say so."
                case "unverify":
                    trust.unverify(company=company, by=request.user)
                    said = f"{company} is no longer verified."
                case "block":
                    reason = request.POST.get("reason", "").replace("\x00", "")
                    trust.block(company=company, by=request.user, reason=reason)
                    said = f"{company} is blocked: its postings are not shown any more."
                case "unblock":
                    trust.unblock(company=company, by=request.user)
                    said = f"{company} is not blocked any more: its postings are shown again."
                case "merge":
                    if other is None:
                        raise trust.TrustError(f"No company is called {named or 'so'}.")
                    if request.POST.get("confirmed") != str(other.pk):
                        return None
                    trust.merge(keep=other, drop=company, by=request.user)
                    messages.success(request, f"{company} is merged into {other}.")
                    return HttpResponseRedirect(reverse("admin:postings_company_trust", args=[other.pk]))
                case "unmerge":
                    number = request.POST.get("merge", "")
                    record = (
                        CompanyMerge.objects.select_related("kept", "dropped").filter(pk=int(number)).first()
                        if number.isdecimal() and len(number) < 18
                        else None
                    )
                    if record is None or company.pk not in (record.kept_id, record.dropped_id):
                        raise trust.TrustError("This merge is not there.")
                    trust.unmerge(record=record, by=request.user)
                    said = f"The merge of {record.dropped} is taken back."
                case _:
                    raise trust.TrustError("Say what to do.")
        except trust.TrustError as error:
            messages.error(request, str(error))
            return here
        messages.success(request, said)
        return here
