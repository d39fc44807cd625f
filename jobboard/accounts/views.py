"""The second step of the login, and the page about the own account. All are addresses of the admin site."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from jobboard.accounts import pending, second_factor, sessions
from jobboard.accounts.forms import CodeForm, ConfirmForm

WRONG = (
    "That code is not right. Codes of the app change every half minute; after several wrong ones it takes a "
    "little while until a right one is taken."
)
TRIES = 10
"""Wrong codes after which the password is asked for again, which counts its failures by address."""


@never_cache
@sensitive_post_parameters("code")
def code_step(request: HttpRequest) -> HttpResponse:
    """The code after the password."""
    user = pending.pending_user(request)
    if user is None:
        return _begin_again(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if second_factor.accepts(user, form.cleaned_data["code"]):
            destination = _destination(request)
            pending.complete(request, user)
            left = second_factor.codes_left(user)
            if not form.cleaned_data["code"].strip().isdecimal():
                messages.warning(request, f"You used a recovery code; {left} are left.")
            return redirect(destination)
        tries = request.session.get("wrong_codes", 0) + 1
        request.session["wrong_codes"] = tries
        if tries >= TRIES:
            request.session.flush()
            messages.error(request, "Too many wrong codes. Please log in again.")
            return redirect("admin:login")
        form.add_error("code", WRONG)
    return _render(request, "code_step", "Enter the code", form=form)


@never_cache
@sensitive_post_parameters("code")
def first_set_up(request: HttpRequest) -> HttpResponse:
    """The second factor of an account that may not come in without one."""
    user = pending.pending_user(request)
    if user is None or second_factor.is_on(user):
        return _begin_again(request)
    form = CodeForm(request.POST or None, recovery=False)
    codes = _confirmed(request, user, form)
    if codes is None:
        return _set_up_page(request, user, form, first=True)
    pending.complete(request, user)
    return _codes_page(request, codes, destination=_destination(request))


@never_cache
def security(request: HttpRequest) -> HttpResponse:
    """The own account: second factor and sessions."""
    user = request.user
    on = second_factor.is_on(user)
    return _render(
        request,
        "security",
        "Security of your account",
        on=on,
        required=second_factor.is_required(user),
        codes_left=second_factor.codes_left(user) if on else 0,
        codes_made=second_factor.RECOVERY_CODES,
        logins=sessions.logins_of(user, request.session.session_key),
    )


@never_cache
@sensitive_post_parameters("code")
def set_up(request: HttpRequest) -> HttpResponse:
    """Turn the second factor on."""
    user = request.user
    if second_factor.is_on(user):
        return redirect("admin:security")
    form = CodeForm(request.POST or None, recovery=False)
    codes = _confirmed(request, user, form)
    if codes is None:
        return _set_up_page(request, user, form, first=False)
    sessions.end(user, keep=request.session.session_key)
    return _codes_page(request, codes, destination=reverse("admin:security"))


@never_cache
@sensitive_post_parameters("password")
def renew_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes in place of the old ones."""
    if not second_factor.is_on(request.user):
        return redirect("admin:security")
    form = ConfirmForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        codes = second_factor.new_codes(request.user)
        return _codes_page(request, codes, destination=reverse("admin:security"))
    return _render(request, "confirm", "New recovery codes", form=form, action="codes")


@never_cache
@sensitive_post_parameters("password")
def turn_off(request: HttpRequest) -> HttpResponse:
    """Turn the second factor off, where it is not required."""
    if not second_factor.is_on(request.user) or second_factor.is_required(request.user):
        return redirect("admin:security")
    form = ConfirmForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        second_factor.turn_off(request.user)
        messages.success(request, "The second step is off. Your password alone lets you in.")
        return redirect("admin:security")
    return _render(request, "confirm", "Turn off the second step", form=form, action="off")


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one other session (``handle``), or all others."""
    handle = request.POST.get("handle") or None
    ended = sessions.end(request.user, handle=handle, keep=request.session.session_key)
    if handle:
        messages.info(request, "Logged out there." if ended else "That session had ended already.")
    elif ended:
        messages.info(request, f"Logged out in {ended} other place{pluralize(ended)}.")
    else:
        messages.info(request, "You are logged in only here.")
    return redirect("admin:security")


def _confirmed(request: HttpRequest, user: Any, form: CodeForm) -> list[str] | None:
    """The recovery codes, when the form brought the first right code."""
    if request.method != "POST" or not form.is_valid():
        return None
    codes = second_factor.turn_on(user, form.cleaned_data["code"])
    if codes is None:
        form.add_error("code", WRONG)
    return codes


def _set_up_page(request: HttpRequest, user: Any, form: CodeForm, *, first: bool) -> HttpResponse:
    device = second_factor.pending_device(user)
    return _render(
        request,
        "set_up",
        "Set up the second step",
        form=form,
        first=first,
        qr_code=second_factor.qr_code(device),
        key=second_factor.key_in_words(device),
        address=device.config_url,
    )


def _codes_page(request: HttpRequest, codes: list[str], *, destination: str) -> HttpResponse:
    return _render(request, "codes", "Your recovery codes", codes=codes, destination=destination)


def _destination(request: HttpRequest) -> str:
    """Where the visitor wanted to go, if that is a place of this site."""
    wanted: str = LoginView(request=request).get_redirect_url()
    return wanted or reverse("admin:index")


def _begin_again(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        messages.info(request, "Please log in with your password first.")
    return redirect("admin:login")


def _render(request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
    request.current_app = admin.site.name
    return render(
        request,
        f"admin/accounts/{name}.html",
        {**admin.site.each_context(request), "title": title, "subtitle": None, **context},
    )
