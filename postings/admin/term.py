"""The vocabulary inbox: terms that no skill knows, and what deciding on them changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst

from postings import rereading, terms
from postings.admin.open_first import ALL, OpenFirst
from postings.admin.scope import ModeratorOnly
from postings.admin.wording import label_of, words_of
from postings.differences import Run, side_by_side
from postings.models import UnknownTerm
from postings.review.errors import ReviewError

REREAD_AT_ONCE = 100  # texts of a term that one page reads anew
LINES = 20
FIELDS = ("required_skills", "preferred_skills")


class StateFilter(OpenFirst):
    """Those to decide unless another state is asked for."""

    states = UnknownTerm.State
    first = UnknownTerm.State.OPEN


class SeenFilter(admin.SimpleListFilter):
    """Those seen often unless all are asked for."""

    title = "how often"
    parameter_name = "seen"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("often", f"In {terms.OFTEN} texts or more"), (ALL, "All")]

    def choices(self, changelist: Any) -> Iterator[Any]:
        for value, label in self.lookup_choices:
            yield {
                "selected": (self.value() or "often") == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[UnknownTerm]) -> QuerySet[UnknownTerm]:
        return queryset if self.value() == ALL else queryset.filter(seen__gte=terms.OFTEN)


@dataclass(frozen=True, slots=True)
class Effect:
    """What reading one text anew changes, in words."""

    proposal: rereading.Proposal
    changes: list[tuple[str, list[Run], list[Run]]]


@admin.register(UnknownTerm)
class UnknownTermAdmin(ModeratorOnly, admin.ModelAdmin[UnknownTerm]):
    list_display = ("text", "seen", "state", "skill")
    list_filter = (StateFilter, SeenFilter)
    search_fields = ("text",)
    list_select_related = ("skill",)
    list_per_page = 100
    show_full_result_count = False
    ordering = ("-seen", "text", "pk")
    actions = ("ignore_all",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: UnknownTerm | None = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.effect_view)
        return [path("<int:pk>/effect/", view, name="postings_unknownterm_effect"), *super().get_urls()]

    @admin.action(description="Ignore: these are no skills", permissions=["change"])
    def ignore_all(self, request: HttpRequest, chosen: QuerySet[UnknownTerm]) -> None:
        done = 0
        for term in chosen.filter(state=UnknownTerm.State.OPEN):
            terms.ignore(term=term, by=request.user)
            done += 1
        messages.success(request, f"Ignored: {done}.")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The term with the lines it stands in; a POST decides."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        term = self.get_object(request, object_id)
        if term is None:
            raise Http404("This term is not there (any more).")
        if request.method == "POST":
            return self._decide(request, term)
        sightings = term.sightings.select_related("draft__raw_text").defer("draft__raw_text__content")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": term,
            "title": str(term),
            "term": term,
            "sightings": sightings[:LINES],
            "open": term.state == UnknownTerm.State.OPEN,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/postings/unknownterm/decide.html", context)

    def _decide(self, request: HttpRequest, term: UnknownTerm) -> HttpResponse:
        here = HttpResponseRedirect(reverse("admin:postings_unknownterm_change", args=[term.pk]))
        name = request.POST.get("skill", "").replace("\x00", "")
        try:
            if "_skill" in request.POST:
                terms.add_skill(term=term, by=request.user, name=name)
            elif "_alias" in request.POST:
                terms.add_alias(term=term, skill=terms.skill_named(name), by=request.user)
            elif "_ignore" in request.POST:
                terms.ignore(term=term, by=request.user)
            elif "_reopen" in request.POST:
                terms.reopen(term=term, by=request.user)
            else:
                raise terms.TermError("Say what the term is.")
        except terms.TermError as error:
            messages.error(request, str(error))
            return here
        term.refresh_from_db()
        self.log_change(request, term, f"{capfirst(term.get_state_display())}.")
        if term.skill is not None:
            messages.success(request, f"{term.text} is read as {term.skill} from now on.")
            return HttpResponseRedirect(reverse("admin:postings_unknownterm_effect", args=[term.pk]))
        if term.state == UnknownTerm.State.OPEN:
            return here
        following = terms.to_decide().order_by(*self.ordering).first()
        if following is None:
            return HttpResponseRedirect(reverse("admin:postings_unknownterm_changelist"))
        return HttpResponseRedirect(reverse("admin:postings_unknownterm_change", args=[following.pk]))

    def effect_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What the decision changes in the texts that list the term; a POST applies it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        term = UnknownTerm.objects.select_related("skill").filter(pk=pk).first()
        if term is None:
            raise Http404("This term is not there (any more).")
        drafts = terms.drafts_with(term)
        found = list(rereading.proposals(drafts.filter(pk__in=drafts.values("pk")[:REREAD_AT_ONCE]), FIELDS))
        if request.method == "POST":
            return self._apply(request, term, found)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": term,
            "title": f"What {term} changes",
            "term": term,
            "effects": [_in_words(proposal) for proposal in found],
            "more": max(0, drafts.count() - REREAD_AT_ONCE),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/postings/unknownterm/effect.html", context)

    def _apply(
        self, request: HttpRequest, term: UnknownTerm, found: list[rereading.Proposal]
    ) -> HttpResponse:
        # Only what was shown and is still so.
        shown = set(request.POST.getlist("draft"))
        done = 0
        for proposal in found:
            if str(proposal.draft.pk) not in shown:
                continue
            try:
                rereading.apply(proposal, by=request.user)
            except (ReviewError, ValidationError) as error:
                messages.warning(request, f"Left: {proposal.row}. {error}")
            else:
                done += 1
        messages.success(request, f"Changed: {done}. Each can be taken back in its history.")
        return HttpResponseRedirect(reverse("admin:postings_unknownterm_changelist"))


def _in_words(proposal: rereading.Proposal) -> Effect:
    changes = [
        (label_of(field), *side_by_side(words_of(field, before, {}), words_of(field, after, {})))
        for field, (before, after) in proposal.changes.items()
    ]
    return Effect(proposal, changes)
