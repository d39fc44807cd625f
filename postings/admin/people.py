"""The people of a company: its recruiters and the addresses that are invited."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from postings import membership, rate_limit
from postings.mailing import where_it_went
from postings.models import Company, CompanyMembership, Invitation
from postings.permissions import is_moderator
from postings.rate_limit import Limit
from postings.views.alerts import site_of

LIMIT = Limit("invite", burst=20, seconds=3600)


class InviteForm(forms.Form):
    """An address to invite."""

    email = forms.EmailField(
        max_length=membership.LONGEST_ADDRESS,
        label="E-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "size": 34}),
        error_messages={
            "required": "Give an address.",
            "invalid": "That is not an e-mail address.",
        },
    )


class PeoplePage:
    """The page ``<company>/people/`` for the admin of companies."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.people_view)  # type: ignore[attr-defined]
        return [
            path("<int:pk>/people/", view, name="postings_company_people"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def people_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Who publishes for the company; by POST: invite, send again, take back, remove."""
        company = Company.objects.of(request.user).filter(pk=pk).first()
        if company is None or not self.has_change_permission(request, company):  # type: ignore[attr-defined]
            raise Http404("This company is not there, or is not yours.")
        form = InviteForm(request.POST if request.POST.get("do") == "invite" else None, label_suffix="")
        if request.method == "POST" and (answer := self._do(request, company, form)):
            return answer
        now = timezone.now()
        invitations = company.invitations.filter(accepted_at__isnull=True, revoked_at__isnull=True)
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "opts": self.opts,  # type: ignore[attr-defined]
            "title": f"People of {company}",
            "company": company,
            "members": company.memberships.select_related("user").order_by("created_at", "pk"),
            "invitations": [
                (invitation, invitation.expires_at <= now)
                for invitation in invitations.select_related("invited_by")
            ],
            "form": form,
            "days": membership.LASTS.days,
            "is_moderator": is_moderator(request.user),
        }
        return TemplateResponse(request, "admin/postings/company/people.html", context)

    def _do(self, request: HttpRequest, company: Company, form: InviteForm) -> HttpResponse | None:
        """What was asked for; None when the form has to be shown again."""
        here = reverse("admin:postings_company_people", args=[company.pk])
        what = request.POST.get("do", "")
        try:
            match what:
                case "invite":
                    if not form.is_valid():
                        return None
                    self._within_limit(request)
                    invitation, left = membership.invite(
                        company=company,
                        email=form.cleaned_data["email"],
                        by=request.user,
                        site=site_of(request),
                    )
                    _say_sent(request, invitation, left)
                case "again":
                    self._within_limit(request)
                    invitation = _row(company.invitations, request)
                    left = membership.send_again(
                        invitation=invitation, by=request.user, site=site_of(request)
                    )
                    _say_sent(request, invitation, left)
                case "revoke":
                    invitation = membership.revoke(
                        invitation=_row(company.invitations, request), by=request.user
                    )
                    messages.success(request, f"The invitation of {invitation.email} is taken back.")
                case "remove":
                    row: CompanyMembership = _row(company.memberships.select_related("user"), request)
                    membership.remove(membership=row, by=request.user)
                    if row.user_id == request.user.pk:
                        messages.success(request, f"You have left {company}.")
                        if not is_moderator(request.user):
                            here = reverse("admin:index")
                    else:
                        messages.success(request, f"{row.user} publishes no longer for {company}.")
                case _:
                    raise Http404("There is no such step.")
        except membership.MembershipError as error:
            if what == "invite":
                form.add_error("email", str(error))
                return None
            messages.error(request, str(error))
        return HttpResponseRedirect(here)

    @staticmethod
    def _within_limit(request: HttpRequest) -> None:
        counted = rate_limit.take(request, LIMIT)
        if not counted.allowed:
            minutes = max(1, round(counted.retry_after / 60))
            raise membership.MembershipError(
                f"That were many invitations. Send the next in {minutes} minutes."
            )


def _row(rows: Any, request: HttpRequest) -> Any:
    pk = request.POST.get("row", "")
    row = rows.filter(pk=int(pk)).first() if pk.isascii() and pk.isdecimal() and len(pk) < 18 else None
    if row is None:
        raise membership.MembershipError("This is not there any more.")
    return row


def _say_sent(request: HttpRequest, invitation: Invitation, left: bool) -> None:
    if left:
        messages.success(request, f"{invitation.email} is invited. {where_it_went()}".strip())
    else:
        messages.error(
            request,
            f"{invitation.email} is invited, but the mail could not be sent just now. "
            "Send it again in a few minutes.",
        )
