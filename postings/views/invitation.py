"""The page that the link of an invitation opens: make an account, or join with the one you have.

Opening it changes nothing: mail programs open links by themselves.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jobboard.accounts import pending
from postings import membership, rate_limit
from postings.models import Invitation
from postings.rate_limit import Limit

LIMIT = Limit("invitation", burst=20, seconds=3600)


class AccountForm(forms.Form):
    """What a new recruiter is asked for."""

    name = forms.CharField(
        max_length=150,
        label="Your name",
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "name"}),
        error_messages={"required": "Say your name."},
    )
    password = forms.CharField(
        strip=False,
        max_length=1000,
        label="A new password",
        widget=forms.PasswordInput(attrs={"class": "input", "autocomplete": "new-password"}),
        error_messages={"required": "Choose a password."},
    )
    again = forms.CharField(
        strip=False,
        max_length=1000,
        label="The password once more",
        widget=forms.PasswordInput(attrs={"class": "input", "autocomplete": "new-password"}),
        error_messages={"required": "Type the password once more."},
    )

    def clean(self) -> None:
        data = self.cleaned_data
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", "The two passwords differ.")


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The invitation of a link, while it is open; afterwards a page that says what became of it."""
    asked = membership.invitation_of(token)
    if asked is None:
        raise Http404("This link belongs to no invitation. Perhaps a newer one was sent.")
    ended = _ended(asked)
    if ended:
        return _page(request, asked, token, ended=ended, status=410)
    theirs = request.user.is_authenticated and request.user.email.lower() == asked.email.lower()
    known = theirs or membership.accounts_of(asked).exists()
    form = AccountForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method != "POST":
        return _page(request, asked, token, form=form, theirs=theirs, known=known)
    counted = rate_limit.take(request, LIMIT)
    if not counted.allowed:
        problem = f"Too many attempts. Try again in {max(1, round(counted.retry_after / 60))} minutes."
        page = _page(
            request, asked, token, form=form, theirs=theirs, known=known, problem=problem, status=429
        )
        page.headers["Retry-After"] = str(counted.retry_after)
        return page
    problem = ""
    try:
        if theirs:
            membership.accept(invitation=asked, user=request.user)
            return _joined(request, asked)
        if request.user.is_authenticated or known:
            problem = "Log in with the account of this address first."
        elif form.is_valid():
            data = form.cleaned_data
            joined = membership.accept_as_new(invitation=asked, name=data["name"], password=data["password"])
            pending.complete(request, joined.user)
            return _joined(request, asked)
    except membership.MembershipError as error:
        problem = str(error)
    except ValidationError as error:
        for field, errors in error.message_dict.items():
            for message in errors:
                form.add_error(field, message)
    return _page(request, asked, token, form=form, theirs=theirs, known=known, problem=problem, status=400)


def _ended(asked: Invitation) -> str:
    """Why the invitation can't be accepted any more; empty while it can."""
    if asked.accepted_at is not None:
        return "This invitation was accepted already."
    if asked.revoked_at is not None:
        return "This invitation was taken back."
    if asked.expires_at <= timezone.now():
        return "This invitation has expired. Ask for a new one."
    return ""


def _joined(request: HttpRequest, asked: Invitation) -> HttpResponse:
    messages.success(request, f"Welcome. You publish for {asked.company} now.")
    return HttpResponseRedirect(reverse("admin:index"))


def _page(
    request: HttpRequest, asked: Invitation, token: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    by = asked.invited_by
    here = reverse("postings:invitation", kwargs={"token": token})
    response = render(
        request,
        "postings/invitation.html",
        {
            "invitation": asked,
            "company": asked.company,
            "by": (by.get_full_name() or by.get_username()) if by is not None else "",
            "here": here,
            "rules": password_validators_help_texts(),
            "noindex": True,
            **context,
        },
        status=status,
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response
