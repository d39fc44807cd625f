"""What the API's answers look like: their only definition.

The functions of ``build`` return these types, and ``schema`` turns them into JSON Schema. A field that is
``None`` is one that the text of the posting does not state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, TypedDict

from postings.models import Place, Posting, SalaryBand


@dataclass(frozen=True, slots=True)
class Is:
    """What JSON Schema is told of a field besides its type."""

    description: str = ""
    format: str = ""
    enum: tuple[str, ...] = ()
    minimum: int | None = None


Address = Annotated[str, Is(format="uri")]
Moment = Annotated[str, Is(format="date-time")]
Day = Annotated[str, Is(format="date")]
Count = Annotated[int, Is(minimum=0)]


class Company(TypedDict):
    """Who hires."""

    slug: Annotated[str, Is("Value of the parameter `company`.")]
    name: str
    url: Annotated[Address, Is("The company's page here.")]
    website: Address | None


class Role(TypedDict):
    """What the title names, whatever its level."""

    slug: Annotated[str, Is("Value of the parameter `role`.")]
    name: str


class Skill(TypedDict):
    """A hard, nameable skill."""

    slug: Annotated[str, Is("Value of the parameters `skill`, `skill_not` and `have`.")]
    name: str


class Location(TypedDict):
    """Where the work is done: a city, or only a region or country."""

    geonames_id: Annotated[int, Is("Its number at geonames.org.")]
    kind: Annotated[str, Is(enum=tuple(Place.Kind.values))]
    slug: Annotated[str, Is("Value of the parameter `place`.")]
    name: str
    full_name: Annotated[str, Is('With its place in the world: "Austin, TX, US".')]
    country_code: Annotated[str, Is("ISO 3166-1 alpha-2.")]
    latitude: float | None
    longitude: float | None


class Country(TypedDict):
    """A country whose residents may do the job."""

    geonames_id: int
    slug: Annotated[str, Is("Value of the parameter `open_to`.")]
    name: str
    country_code: Annotated[str, Is("ISO 3166-1 alpha-2.")]


class Eligibility(TypedDict):
    """From where a remote job may be done. Unknown is not worldwide."""

    scope: Annotated[str, Is(enum=tuple(Posting.Eligibility.values))]
    countries: Annotated[list[Country], Is("All of them where the scope is `countries`.")]
    areas: Annotated[list[str], Is("The words' own breadth, such as EU or EMEA.")]


class Pay(TypedDict):
    """One stated band of base pay. Amounts stand as written; the yearly ones are reckoned from them:
    hour × 2080, day × 260, week × 52, month × 12."""

    minimum: float | None
    maximum: float | None
    currency: Annotated[str, Is("ISO 4217.")]
    period: Annotated[str, Is(enum=tuple(SalaryBand.Period.values))]
    scope: Annotated[str, Is("The place or level it is for; empty when it is for all.")]
    text: Annotated[str, Is('As people write it: "$11,670.34–$14,174.54 a month".')]
    yearly_minimum: Annotated[float | None, Is("None for a sum of unknown duration.")]
    yearly_maximum: Annotated[float | None, Is("None for a sum of unknown duration.")]


class Skills(TypedDict):
    """What the posting asks for."""

    required: list[Skill]
    preferred: list[Skill]


class PostingShape(TypedDict):
    """One posting. `null` means that its text does not say."""

    id: int
    state: Annotated[
        str,
        Is("Ended postings can be read for 30 days and are in no search.", enum=("open", "ended", "filled")),
    ]
    url: Annotated[Address, Is("Its page here.")]
    title: str
    role: Role | None
    company: Company | None
    places: list[Location]
    workplace: Annotated[str | None, Is(enum=tuple(Posting.Workplace.values))]
    eligibility: Eligibility
    employment_type: Annotated[str | None, Is(enum=tuple(Posting.EmploymentType.values))]
    seniority: Annotated[str | None, Is(enum=tuple(Posting.Seniority.values))]
    education: Annotated[str | None, Is(enum=tuple(Posting.Education.values))]
    experience_years_min: Annotated[int | None, Is(minimum=0)]
    pay: Annotated[list[Pay], Is("Empty: not stated. Never estimated.")]
    skills: Skills
    language: Annotated[str | None, Is("ISO 639-1.")]
    reference: Annotated[str | None, Is("The employer's own number for the job.")]
    stated_posted_on: Annotated[Day | None, Is("The date that the text itself states.")]
    published_at: Annotated[Moment, Is("First shown here.")]
    updated_at: Moment
    expires_at: Annotated[Moment | None, Is("Open until then; null: until it is taken down.")]
    apply_url: Annotated[Address | None, Is("The employer's own address, unchanged.")]
    apply_email: Annotated[str | None, Is(format="email")]


class Match(TypedDict):
    """How a posting answers the search."""

    distance_km: Annotated[float | None, Is("From the nearest chosen city, with `radius`.")]
    matched_skills: Annotated[list[str], Is("Slugs of its required skills that answer `skill`.")]
    missing_skills: Annotated[list[str], Is("Names of its required skills that are not in `have`.")]
    skill_share: Annotated[int | None, Is("Per cent of its required skills that are in `have`.")]
    reaches_pay: Annotated[bool, Is("False: it is not known to reach `pay_min`; such postings stand last.")]
    states_years: Annotated[bool, Is("False: years are asked and it states none; such postings stand last.")]


class FoundPosting(PostingShape):
    """One posting of a search."""

    match: Match


class Quote(TypedDict):
    """A line of the source text."""

    text: str
    words: Annotated[list[str], Is("The very words in it that the value was read from.")]


class FullPosting(PostingShape):
    """One posting with its text."""

    description_html: Annotated[str, Is("Sanitised HTML; empty when there is none.")]
    evidence: Annotated[
        dict[str, list[Quote]] | None,
        Is("By fact, the lines of the source text it was read from; null unless `evidence=1` is asked for."),
    ]


class Meta(TypedDict):
    """About the answer."""

    ignored: Annotated[list[str], Is("What of the request was left out, in words.")]
    query: Annotated[str, Is("The search as canonical parameters.")]
    url: Annotated[Address, Is("The same search as a page for people.")]
    heading: Annotated[str, Is("The search in words.")]
    index_is_fresh: Annotated[bool, Is("False: postings of the last minutes may be missing.")]
    rates_as_of: Annotated[Day, Is("Day of the ECB exchange rates that pay is compared by.")]


class ListMeta(Meta):
    """About a stretch of a list."""

    total: Annotated[Count, Is("Postings that match, exact.")]
    limit: int
    order: str
    is_capped: Annotated[
        bool, Is("True: more match, but this order ends here. Narrow the search, or take `sort=newest`.")
    ]


class Links(TypedDict):
    """Where to go on."""

    next: Annotated[Address | None, Is("The next stretch; null at the end.")]


class PostingList(TypedDict):
    """A stretch of the postings of a search."""

    data: list[FoundPosting]
    links: Links
    next_cursor: Annotated[str | None, Is("Value of `cursor` for the next stretch.")]
    meta: ListMeta


class SinglePostingMeta(TypedDict):
    """About the answer."""

    ignored: list[str]


class SinglePosting(TypedDict):
    """One posting."""

    data: FullPosting
    meta: SinglePostingMeta


class FacetOption(TypedDict):
    """One choice of a facet."""

    value: Annotated[str, Is("Value of the parameter of that name.")]
    label: str
    count: Annotated[Count, Is("Postings when it is chosen.")]
    selected: bool
    depth: Annotated[Count, Is("Of places: 0 country, 1 region, 2 city.")]


class FacetShape(TypedDict):
    """A parameter and its largest choices. Counts leave out the facet's own selection."""

    name: str
    label: str
    options: list[FacetOption]


class PayBarShape(TypedDict):
    """Postings whose highest pay lies from `minimum` up to, not including, `maximum`."""

    minimum: int
    maximum: int | None
    count: Count


class Facets(TypedDict):
    """What the postings of a search have in common."""

    total: Count
    without_pay: Annotated[Count, Is("Of the total: no pay stated that could be compared.")]
    without_years: Annotated[
        Count, Is("Of the total: no years of experience stated, where `years_max` or `years_min` was asked.")
    ]
    facets: list[FacetShape]
    pay_currency: str
    pay_period: str
    pay: Annotated[list[PayBarShape], Is("In `pay_currency` a `pay_period`.")]


class FacetAnswer(TypedDict):
    """The facets of a search."""

    data: Facets
    meta: Meta


class PayFigures(TypedDict):
    """Yearly pay, each posting by the middle of its range."""

    currency: str
    n: Annotated[Count, Is("Postings that state comparable pay.")]
    of: Annotated[Count, Is("Postings in all.")]
    average: float
    median: float
    lower_quartile: float
    upper_quartile: float
    low: Annotated[float, Is("10th percentile; the lowest where `is_spread` is false.")]
    high: Annotated[float, Is("90th percentile; the highest where `is_spread` is false.")]
    is_spread: Annotated[bool, Is("Were there enough postings for percentiles?")]


class ShareShape(TypedDict):
    """How many of the role's postings."""

    label: str
    value: Annotated[str, Is("What the search can be filtered by; empty where it cannot.")]
    count: Count
    of: Count


class PayPart(TypedDict):
    """Pay of a part of the postings; null where too few state it."""

    label: str
    value: str
    n: Count
    pay: PayFigures | None


class ToolGroup(TypedDict):
    """Tools of one kind."""

    label: str
    tools: list[ShareShape]


class RoleFigures(TypedDict):
    """Figures of the live postings of one role. What too few postings state is null, never guessed."""

    slug: str
    name: str
    family: str
    url: Annotated[Address, Is("The role's page here.")]
    seniority: Annotated[str | None, Is("The level asked for.", enum=tuple(Posting.Seniority.values))]
    n: Annotated[Count, Is("Live postings.")]
    pay: PayFigures | None
    pay_n: Annotated[Count, Is("Postings that state comparable pay, also where they are too few for `pay`.")]
    pay_by_seniority: list[PayPart]
    pay_by_country: list[PayPart]
    required_skills: list[ShareShape]
    preferred_skills: list[ShareShape]
    tools: list[ToolGroup]
    places: list[ShareShape]
    companies: list[ShareShape]
    workplace: list[ShareShape]
    seniorities: list[ShareShape]
    employment_types: list[ShareShape]
    education: list[ShareShape]
    experience: list[ShareShape]
    titles: list[ShareShape]
    months: Annotated[list[ShareShape], Is("New postings in each of the last twelve months.")]


class RoleMeta(TypedDict):
    """About the answer."""

    ignored: list[str]
    rates_as_of: Day


class RoleAnswer(TypedDict):
    """The figures of a role."""

    data: RoleFigures
    meta: RoleMeta


class Problem(TypedDict):
    """What went wrong (RFC 9457), as `application/problem+json`."""

    type: Annotated[str, Is("`about:blank`: the status says it.")]
    title: str
    status: int
    detail: Annotated[str, Is("What to do about it, in words.")]


Answer = dict[str, Any] | PostingList | SinglePosting | FacetAnswer | RoleAnswer | Problem
