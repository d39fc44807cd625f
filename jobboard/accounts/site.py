"""The admin site: Django's, with a second step of the login and a page about the own account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from jobboard.accounts import pending, second_factor, sessions


class PasswordStep(LoginView):
    """The first step. It logs in at once where no second one is due."""

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user = form.get_user()
        if second_factor.is_on(user):
            step = "admin:second_factor_step"
        elif second_factor.is_required(user):
            step = "admin:second_factor_first"
        else:
            pending.complete(self.request, user)
            return HttpResponseRedirect(self.get_success_url())
        pending.begin(self.request, user)
        query = urlencode({self.redirect_field_name: self.get_redirect_url()})
        return HttpResponseRedirect(f"{reverse(step)}?{query}")


class Choices(AutocompleteJsonView):
    """What a box offers for the words typed. PostgreSQL refuses to look for a NUL character, so none is."""

    def process_request(self, request: HttpRequest) -> Any:
        term, *others = super().process_request(request)
        return term.replace("\x00", ""), *others


class Site(AdminSite):
    def has_permission(self, request: HttpRequest) -> bool:
        """Staff; where a second factor is required, only with one.

        The login sees to that for those who come. This is for those who were in when the operator began to
        require it.
        """
        if not super().has_permission(request):
            return False
        return not second_factor.is_required(request.user) or second_factor.is_on(request.user)

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """As Django's, with ``PasswordStep`` in place of its view."""
        destination = LoginView(request=request).get_redirect_url() or reverse("admin:index")
        if request.method == "GET":
            if self.has_permission(request):
                return HttpResponseRedirect(destination)
            if super().has_permission(request):  # in, but without the factor that is required now
                pending.begin(request, request.user)
                return redirect("admin:second_factor_first")
        request.current_app = self.name
        answer: Any = PasswordStep.as_view(
            authentication_form=AdminAuthenticationForm,
            template_name="admin/login.html",
            extra_context={
                **self.each_context(request),
                "title": "Log in",
                "subtitle": None,
                "app_path": request.get_full_path(),
                "username": request.user.get_username(),
                REDIRECT_FIELD_NAME: destination,
                **(extra_context or {}),
            },
        )(request)
        return answer

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.user.is_authenticated:
                sessions.note_activity(request)
            return inner(request, *args, **kwargs)

        return seen

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        answer: Any = Choices.as_view(admin_site=self)(request)
        return answer

    def get_urls(self) -> list[Any]:
        from jobboard.accounts import views

        def own(view: Callable[..., Any]) -> Callable[..., Any]:
            return self.admin_view(view)

        return [
            path("login/code/", views.code_step, name="second_factor_step"),
            path("login/set-up/", views.first_set_up, name="second_factor_first"),
            path("security/", own(views.security), name="security"),
            path("security/set-up/", own(views.set_up), name="second_factor_set_up"),
            path("security/codes/", own(views.renew_codes), name="second_factor_codes"),
            path("security/turn-off/", own(views.turn_off), name="second_factor_turn_off"),
            path("security/sessions/", own(views.end_sessions), name="end_sessions"),
            *super().get_urls(),
        ]
