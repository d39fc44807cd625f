"""Pages computed from the postings: roles, skills, places and the lists of each."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.cache import cache
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from postings.duties import typical_duties
from postings.figures import Figures, broader_skills, figures_of, pay_of, skill_counts, usual_currency
from postings.models import Company, Place, Posting, PostingSkill, Role, Skill
from postings.rates import latest_rates
from postings.search.rule import skill_q
from postings.views.moved import by_slug, follows_former_slugs

# A page of figures may be this old; counting a large role anew takes longer than reading it.
SECONDS_KEPT = 300
LATEST = 5  # postings listed on a page of figures
A_PAGE = 60  # entries of a list


def currency_of(request: HttpRequest, key: str, postings: QuerySet[Posting]) -> str:
    """The reader's currency when it can be converted, else the one that most of the postings pay in."""
    wanted = request.GET.get("currency", "").upper()
    if wanted in latest_rates().to_base:
        return wanted
    currency: str = kept(f"currency:{key}", lambda: usual_currency(postings))
    return currency


def kept(key: str, compute: Any) -> Any:
    """``compute()``, kept for a while under a key of plain ids."""
    return cache.get_or_set(f"insight:{key}", compute, SECONDS_KEPT)


def _listed(postings: QuerySet[Posting]) -> list[Posting]:
    return list(postings.for_display().order_by("-published_at", "-pk")[:LATEST])  # type: ignore[attr-defined]


def search_link(**parameters: Any) -> str:
    """The search that a number was counted from."""
    given = [(name, value) for name, value in parameters.items() if value]
    return f"{reverse('postings:search')}?{urlencode(given, doseq=True)}"


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """Every role with live postings, by family."""
    live = Posting.objects.live().filter(role__isnull=False).order_by()
    counts = dict(live.values_list("role").annotate(count=Count("pk")).values_list("role", "count"))
    found = sorted(Role.objects.filter(pk__in=counts), key=lambda role: (role.family, role.name))
    families = [
        (family, [(role, counts[role.pk]) for role in members])
        for family, members in groupby(found, key=lambda role: role.family)
    ]
    return render(
        request,
        "postings/roles.html",
        {"families": families, "canonical": request.build_absolute_uri(reverse("postings:roles"))},
    )


@require_safe
@follows_former_slugs
def role(request: HttpRequest, slug: str, seniority: str = "") -> HttpResponse:
    """One role, of every level or of one: what it is, what it pays, what it asks for, who hires."""
    if not seniority and (address := _level_in(slug)):
        return HttpResponsePermanentRedirect(address)
    found = by_slug(Role.objects.all(), slug)
    if seniority and seniority not in Posting.Seniority.values:
        raise Http404("There is no such level.")
    level = Posting.Seniority(seniority).label if seniority else ""
    postings = Posting.objects.live().filter(role=found)
    ever = Posting.objects.filter(role=found)
    if seniority:
        postings, ever = postings.filter(seniority=seniority), ever.filter(seniority=seniority)
    currency = currency_of(request, f"role:{found.pk}:{seniority}", postings)
    figures: Figures = kept(
        f"role:{found.pk}:{seniority}:{currency}",
        lambda: figures_of(postings, ever=ever, currency=currency),
    )
    if not figures.n and not ever.exists():
        raise Http404("No posting was for this role yet.")
    duties = kept(
        f"duties:{found.pk}:{seniority}",
        lambda: typical_duties(postings.select_related("company").order_by("-published_at", "-pk")[:120]),
    )
    related = kept(f"related:{found.pk}", lambda: _related(found))
    name = f"{level} {found.name}" if seniority and seniority not in ("mid", "entry") else found.name
    if seniority in ("mid", "entry"):
        name = f"{found.name}, {level.lower()}"
    return render(
        request,
        "postings/role.html",
        {
            "role": found,
            "name": name,
            "seniority": seniority,
            "level": level,
            "figures": figures,
            "duties": duties,
            "related": related,
            "levels": [
                share for share in kept(f"levels:{found.pk}", lambda: _levels(found)) if share[0] != seniority
            ],
            "latest": _listed(postings),
            "search": {"role": found.slug, "seniority": seniority},
            "currencies": latest_rates().currencies,
            "canonical": request.build_absolute_uri(request.path),
            "noindex": figures.n < 3,
        },
    )


def _level_in(slug: str) -> str:
    """The address that ``senior-data-engineer`` means: the level of a role. Empty for a role's own slug."""
    level, _, rest = slug.partition("-")
    if level not in Posting.Seniority.values or Role.objects.filter(slug=slug).exists():
        return ""
    if not Role.objects.filter(slug=rest).exists():
        return ""
    return reverse("postings:role_level", kwargs={"slug": rest, "seniority": level})


def _levels(found: Role) -> list[tuple[str, str, int]]:
    counts = dict(
        Posting.objects.live()
        .filter(role=found, seniority__isnull=False)
        .order_by()
        .values_list("seniority")
        .annotate(count=Count("pk"))
        .values_list("seniority", "count")
    )
    return [(value, label, counts[value]) for value, label in Posting.Seniority.choices if value in counts]


def _related(found: Role) -> list[tuple[Role, int]]:
    """Roles of the same family with their live postings, the largest first."""
    counts = dict(
        Posting.objects.live()
        .filter(role__family=found.family)
        .exclude(role=found)
        .order_by()
        .values_list("role")
        .annotate(count=Count("pk"))
        .order_by("-count", "role")
        .values_list("role", "count")[:8]
    )
    roles = Role.objects.in_bulk(list(counts))
    return [(roles[pk], count) for pk, count in counts.items()]


@require_safe
def skills(request: HttpRequest) -> HttpResponse:
    """Every skill that live postings ask for, the most asked for first."""
    wanted = request.GET.get("q", "").replace("\0", "").strip()[:80]
    counts = kept("skills", lambda: skill_counts(Posting.objects.live(), PostingSkill.Importance.REQUIRED))
    found = Skill.objects.filter(pk__in=counts, name__icontains=wanted)
    rows = sorted(((one, counts[one.pk]) for one in found), key=lambda row: (-row[1], row[0].name))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "postings/skills.html",
        {
            "page": page,
            "q": wanted,
            "canonical": request.build_absolute_uri(reverse("postings:skills")),
            "noindex": bool(wanted) or page.number > 1,
        },
    )


@require_safe
@follows_former_slugs
def skill(request: HttpRequest, slug: str) -> HttpResponse:
    """One skill: which roles ask for it, what goes along with it, what they pay with and without it."""
    found = by_slug(Skill.objects.all(), slug)
    asking = skill_q([found.slug], "all")
    postings = Posting.objects.live().filter(asking)
    currency = currency_of(request, f"skill:{found.pk}", postings)
    figures: Figures = kept(
        f"skill:{found.pk}:{currency}",
        lambda: figures_of(postings, ever=Posting.objects.filter(asking), currency=currency, most=16),
    )
    if not figures.n and not Posting.objects.filter(asking).exists():
        raise Http404("No posting asked for this skill yet.")
    broader = broader_skills(found)
    # The same roles without it, so that a well-paid trade is not taken for the skill's worth.
    without, without_n = kept(
        f"without:{found.pk}:{currency}",
        lambda: pay_of(
            Posting.objects.live()
            .filter(role__in=[share.obj.pk for share in figures.roles])
            .exclude(pk__in=postings.values("pk")),
            currency=currency,
        ),
    )
    return render(
        request,
        "postings/skill.html",
        {
            "skill": found,
            "figures": figures,
            # What is broader is asked for by every one of them: that says nothing.
            "along": [share for share in figures.required_skills if share.obj.pk not in broader][:10],
            "without_roles": [share.key for share in figures.roles],
            "without": without,
            "without_n": without_n,
            "latest": _listed(postings),
            "search": {"skill": found.slug},
            "currencies": latest_rates().currencies,
            "canonical": request.build_absolute_uri(request.path),
            "noindex": figures.n < 3,
        },
    )


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Countries with live postings, those with the most first, and the largest cities of each."""
    live = Posting.objects.live().order_by()
    counts = dict(
        live.filter(places__isnull=False)
        .values_list("places__place__country_code")
        .annotate(count=Count("pk", distinct=True))
        .values_list("places__place__country_code", "count")
    )
    cities: dict[str, list[Place]] = {}
    for city in (
        Place.objects.filter(kind=Place.Kind.CITY, posting_places__posting__in=live.values("pk"))
        .annotate(count=Count("posting_places"))
        .order_by("-count", "-population", "pk")[:400]
    ):
        cities.setdefault(city.country_code, []).append(city)
    listed = sorted(
        (
            (country, counts[country.country_code], cities.get(country.country_code, []))
            for country in Place.objects.filter(kind=Place.Kind.COUNTRY, country_code__in=counts)
        ),
        key=lambda row: (-row[1], row[0].name),
    )
    return render(
        request,
        "postings/places.html",
        {"countries": listed, "canonical": request.build_absolute_uri(reverse("postings:places"))},
    )


def _in_place(found: Place) -> Q:
    """Postings whose place is this one or lies in it."""
    if found.kind == Place.Kind.COUNTRY:
        inside = Q(places__place__country_code=found.country_code)
    elif found.kind == Place.Kind.REGION:
        inside = Q(places__place=found) | Q(places__place__parent=found)
    else:
        inside = Q(places__place=found)
    return Q(pk__in=Posting.objects.filter(inside).values("pk"))


@require_safe
@follows_former_slugs
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """One country, region or city: what work there is, what it pays, who hires."""
    found = by_slug(Place.objects.select_related("parent__parent"), slug)
    postings = Posting.objects.live().filter(_in_place(found))
    currency = currency_of(request, f"place:{found.pk}", postings)
    figures: Figures = kept(
        f"place:{found.pk}:{currency}",
        lambda: figures_of(postings, ever=Posting.objects.filter(_in_place(found)), currency=currency),
    )
    if not figures.n:
        raise Http404("No posting is in this place at the moment.")
    return render(
        request,
        "postings/place.html",
        {
            "place": found,
            "figures": figures,
            "latest": _listed(postings),
            "search": {"place": found.slug},
            "currencies": latest_rates().currencies,
            "canonical": request.build_absolute_uri(request.path),
            "noindex": figures.n < 3,
        },
    )


@require_safe
def companies(request: HttpRequest) -> HttpResponse:
    """Companies with live postings."""
    wanted = request.GET.get("q", "").replace("\0", "").strip()[:80]
    live = Posting.objects.live().filter(company__isnull=False).order_by()
    rows = (
        Company.objects.filter(postings__in=live)
        .annotate(count=Count("postings"))
        .order_by("-count", "name", "pk")
    )
    if wanted:
        rows = rows.filter(name__icontains=wanted)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "postings/companies.html",
        {
            "page": page,
            "q": wanted,
            "canonical": request.build_absolute_uri(reverse("postings:companies")),
            "noindex": bool(wanted) or page.number > 1,
        },
    )
