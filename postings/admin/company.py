"""Companies with their recruiters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from postings.admin.people import PeoplePage
from postings.admin.reach import CompanyFiguresPage
from postings.admin.scope import CleanAddress
from postings.admin.trust import TrustPage
from postings.models import Company, CompanyMembership, Posting
from postings.permissions import is_moderator
from postings.text import company_key


class MembershipForm(forms.ModelForm[CompanyMembership]):
    """A recruiter named by user name or e-mail: moderators have no list of users to choose from."""

    person = forms.CharField(
        max_length=254,
        label="User name or e-mail",
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": 30}),
    )

    class Meta:
        model = CompanyMembership
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["person"] = self.instance.user.get_username()

    def clean_person(self) -> AbstractUser:
        named = self.cleaned_data["person"].strip()
        found = list(get_user_model().objects.filter(Q(username=named) | Q(email__iexact=named))[:2])
        exact = [user for user in found if user.get_username() == named]
        if not found:
            raise ValidationError("No account has this name or e-mail. An administrator can make one.")
        if len(found) > 1 and not exact:
            raise ValidationError("Several accounts have this e-mail: give the user name.")
        user: AbstractUser = (exact or found)[0]
        if not (user.is_active and user.is_staff and user.has_perm("postings.change_posting")):
            raise ValidationError(
                "This account is no recruiter's. An administrator adds it to the group Recruiters first."
            )
        return user

    def save(self, commit: bool = True) -> CompanyMembership:
        self.instance.user = self.cleaned_data["person"]
        return super().save(commit)


class MembershipFormSet(forms.models.BaseInlineFormSet[CompanyMembership, Company, MembershipForm]):
    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            user = data.get("person")
            if user is None or data.get("DELETE"):
                continue
            if user in seen:
                form.add_error("person", "This recruiter is named twice.")
            seen.add(user)


class MembershipInline(admin.StackedInline[CompanyMembership, Company]):
    model = CompanyMembership
    form = MembershipForm
    formset = MembershipFormSet  # type: ignore[assignment]
    fields = ("person",)
    extra = 1
    verbose_name = "recruiter"
    verbose_name_plural = "recruiters"

    def get_queryset(self, request: HttpRequest) -> QuerySet[CompanyMembership]:
        return super().get_queryset(request).select_related("user", "company")


class CompanyForm(forms.ModelForm[Company]):
    """Says it by name when another company goes by that name already."""

    class Meta:
        model = Company
        fields = ("name", "website", "description", "trusted")

    def clean_name(self) -> str:
        name: str = " ".join(self.cleaned_data["name"].split())
        other = Company.objects.filter(key=company_key(name)).exclude(pk=self.instance.pk).first()
        if other is not None:
            raise ValidationError(f"There is a company of this name already: {other.name}.")
        return name


class StandingFilter(admin.SimpleListFilter):
    """By what moderators have decided of a company; those that were merged only when asked for."""

    title = "standing"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("verified", "Verified"), ("blocked", "Blocked"), ("merged", "Merged into another")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Company]) -> QuerySet[Company]:
        match self.value():
            case "verified":
                return queryset.filter(verified_at__isnull=False)
            case "blocked":
                return queryset.filter(blocked_at__isnull=False)
            case "merged":
                return queryset.filter(merged_into__isnull=False)
        return queryset


@admin.register(Company)
class CompanyAdmin(TrustPage, PeoplePage, CompanyFiguresPage, CleanAddress, admin.ModelAdmin[Company]):
    form = CompanyForm
    list_display = ("name", "standing", "trusted", "live_postings", "recruiters", "website")
    search_fields = ("name", "key")
    search_help_text = "Name"
    fields = ("name", "website", "description", "trusted")
    inlines = (MembershipInline,)
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Company]:
        companies = super().get_queryset(request).select_related("merged_into")
        if not is_moderator(request.user):
            companies = companies.filter(pk__in=Company.objects.of(request.user).values("pk"))
        return companies

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        rows = list(changelist.result_list)
        # Counted for these rows alone: for all companies it takes seconds.
        live = dict(
            Posting.objects.live()
            .filter(company__in=rows)
            .order_by()
            .values_list("company")
            .annotate(n=Count("pk"))
        )
        members = dict(
            CompanyMembership.objects.filter(company__in=rows)
            .order_by()
            .values_list("company")
            .annotate(n=Count("pk"))
        )
        for company in rows:
            company.live_count = live.get(company.pk, 0)
            company.recruiter_count = members.get(company.pk, 0)
        changelist.result_list = rows
        return changelist

    @staticmethod
    def _is_theirs(request: HttpRequest, obj: Company | None) -> bool:
        if obj is None or is_moderator(request.user):
            return True
        return Company.objects.of(request.user).filter(pk=obj.pk).exists()

    def has_view_permission(self, request: HttpRequest, obj: Company | None = None) -> bool:
        return super().has_view_permission(request, obj) and self._is_theirs(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Company | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_theirs(request, obj)

    def get_list_filter(self, request: HttpRequest) -> Any:
        return (StandingFilter, "trusted") if is_moderator(request.user) else ()

    def get_list_display(self, request: HttpRequest) -> Any:
        shown = ("name", "live_postings", "website")
        return self.list_display if is_moderator(request.user) else shown

    def get_readonly_fields(self, request: HttpRequest, obj: Company | None = None) -> Any:
        # Under which name a company publishes, and whether unseen, is the moderators' to say.
        return () if is_moderator(request.user) else ("name", "trusted")

    def get_inlines(self, request: HttpRequest, obj: Company | None) -> Any:
        return self.inlines if is_moderator(request.user) else ()

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Company | None = None,
    ) -> HttpResponse:
        """Under its name, not under "Change company"."""
        if obj is not None:
            context |= {"title": str(obj), "subtitle": None}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:  # two moderators at once: the forms of both were right when they were checked
            messages.error(
                request, "Somebody else saved the same company or recruiter just now. Nothing was saved here."
            )
            if object_id is None:
                return HttpResponseRedirect(reverse("admin:postings_company_changelist"))
            return HttpResponseRedirect(reverse("admin:postings_company_change", args=[object_id]))

    @admin.display(description="standing")
    def standing(self, company: Company) -> str:
        if company.blocked_at is not None:
            return format_html('<span class="state state--rejected">{}</span>', "blocked")
        if company.merged_into is not None:
            return f"merged into {company.merged_into}"
        if company.verified_at is not None:
            return format_html('<span class="state state--live">{}</span>', "verified")
        return ""

    @admin.display(description="live postings")
    def live_postings(self, company: Any) -> str:
        return format_html(
            '<a href="{}?live=yes&amp;q={}">{}</a>',
            reverse("admin:postings_posting_changelist"),
            company.name,
            company.live_count,
        )

    @admin.display
    def recruiters(self, company: Any) -> int:
        return int(company.recruiter_count)
