"""What the review of a draft and the form of a posting share: the form, its errors, evidence by field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

from postings.corrections import BY_HAND
from postings.drafting import FILL_FROM, findings_of, jsonable
from postings.extraction.finding import Extraction
from postings.forms import BandFormSet, PostingForm, initial_of, skills_named
from postings.linting import Finding, Severity, context_of, lint
from postings.models import Draft, Place, Posting
from postings.permissions import is_moderator
from postings.review.errors import ReviewError
from postings.sanitise import MAX_DESCRIPTION_CHARS, clean_description
from postings.values import PostingValues

# From this confidence on a filled-in value needs no second look.
SURE_FROM = 0.8

# Which findings stand beside which field of the form.
FINDINGS_OF_FIELD = {
    "places": "locations",
    "eligible_countries": "eligibility",
    "eligible_areas": "eligibility",
    "stated_posted_on": "posted_on",
    "salary_bands": "pay",
}
FIELD_OF_FINDINGS = {"locations": "places", "posted_on": "stated_posted_on", "pay": "salary_bands"}

# Shown once, beside the first of the fields it is about.
EVIDENCE_SHOWN_ELSEWHERE = {"eligible_countries", "eligible_areas"}

FIELD_LABELS = {
    "title": "Title",
    "company": "Company",
    "locations": "Places",
    "workplace": "Remote policy",
    "eligibility": "Open to people in",
    "pay": "Pay",
    "employment_type": "Employment type",
    "seniority": "Level",
    "experience_years_min": "Years of experience",
    "education": "Education",
    "required_skills": "Required skills",
    "preferred_skills": "Nice to have",
    "apply_url": "Apply at",
    "apply_email": "Apply by e-mail",
    "posted_on": "Posted on",
    "expires_on": "Last day",
    "external_id": "Their reference",
}

# Fields that stand over both columns of the form.
WIDE = {"title", "company", "places", "required_skills", "preferred_skills", "apply_url",
        "description_html"}  # fmt: skip

# The order of the page: heading, fields; "salary_bands" is the formset of pay.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("The job", ("title", "company", "places", "workplace", "eligibility", "eligible_countries",
                 "eligible_areas")),
    ("Pay", ("salary_bands",)),
    ("What it asks for", ("employment_type", "seniority", "experience_years_min", "education",
                          "required_skills", "preferred_skills")),
    ("Applying and dates", ("apply_url", "apply_email", "starts_at", "expires_on", "external_id",
                            "stated_posted_on")),
    ("Description", ("description_html", "language")),
)  # fmt: skip


class Found(Protocol):
    """A finding, stored (``DraftFinding``) or just read (``ReadFinding``)."""

    pk: int
    field: str
    value: Any
    quote: str
    start: int
    end: int
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class ReadFinding:
    """A finding of a text that was read for this page and is not stored."""

    pk: int
    field: str
    value: Any
    quote: str
    start: int
    end: int
    confidence: float
    rule: str


def read_findings(extraction: Extraction) -> list[ReadFinding]:
    """The findings of an extraction, numbered."""
    return [
        ReadFinding(
            number,
            field,
            jsonable(finding.value),
            finding.quote,
            finding.start,
            finding.end,
            finding.confidence,
            finding.rule,
        )
        for number, (field, finding) in enumerate(findings_of(extraction), start=1)
    ]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A finding as the page shows it."""

    pk: int
    field: str
    value: str
    quote: str
    percent: int
    level: str  # sure, check, doubt
    held: bool  # the form says the same
    usable: bool  # the form can take it over
    by_hand: bool  # a person has marked the words


@dataclass(slots=True)
class Row:
    """One field of the form with what the text gave for it."""

    field: forms.BoundField | None  # None: the bands of pay
    name: str
    finding_field: str
    evidence: list[Evidence]
    wide: bool
    notes: list[Finding]

    @property
    def offers(self) -> list[Evidence]:
        """Values one click away."""
        return [item for item in self.evidence if not item.held]

    @property
    def read(self) -> list[Evidence]:
        """What the form's value was read from."""
        return [item for item in self.evidence if item.held]

    @property
    def level(self) -> str:
        """How sure the least sure of the values in the form is; empty without any."""
        levels = {item.level for item in self.read}
        return next((level for level in ("doubt", "check", "sure") if level in levels), "")

    @property
    def by_hand(self) -> bool:
        """Was all that the form says marked by a person?"""
        return bool(self.read) and all(item.by_hand for item in self.read)

    @property
    def percent(self) -> int:
        return min((item.percent for item in self.read), default=0)


@dataclass(slots=True)
class Group:
    """A heading and its rows."""

    title: str
    rows: list[Row]


@dataclass(slots=True)
class NoteList:
    """Findings of the linter of one severity, each with the name of its field."""

    severity: str
    heading: str
    notes: list[tuple[Finding, str]]


class Editor:
    """The form and the bands of one posting, bound to a request or filled with values.

    What the reader asks for is taken over into the form: the finding named by ``_use``, and those of
    ``take``, which were just marked in the text.
    """

    def __init__(
        self,
        request: HttpRequest,
        values: PostingValues,
        *,
        bound: bool,
        findings: Sequence[Found] = (),
        take: Sequence[Found] = (),
    ) -> None:
        initial, bands = initial_of(values)
        self.shown = values
        self.notes: list[Finding] = []
        self.findings = [finding for finding in findings if finding.field != "verdict"]
        data: QueryDict | None = None
        self._asked_to_save = bound and not {"_use", "_assign"} & set(request.POST)
        if bound:
            data = request.POST
            wanted = request.POST.get("_use", "")
            if used := next((found for found in self.findings if str(found.pk) == wanted), None):
                data = _with_finding(data, used)
            for found in take:
                data = _with_finding(data, found)
        self.form = PostingForm(data, initial=initial, user=request.user)
        self.bands: Any = BandFormSet(data, initial=bands, prefix="bands")
        self._moderator = is_moderator(request.user)

    def is_valid(self) -> bool:
        # Both are asked, so that all errors show at once.
        return all([self.form.is_valid(), self.bands.is_valid()])

    def values(self) -> PostingValues:
        return self.form.values(self.bands)

    def lint(self, *, posting: Posting | None = None, draft: Draft | None = None) -> None:
        """Note beside the fields what the linter finds in what the page shows, once that can be read."""
        if self.form.is_bound:
            if not self.is_valid():
                return
            self.shown = self.values()
        user = self.form.user
        self.notes = lint(self.shown, context_of(self.shown, posting=posting, draft=draft, user=user))

    @property
    def note_lists(self) -> list[NoteList]:
        """The linter's findings by how grave they are, as a summary shows them."""
        labels = {
            **FIELD_LABELS,
            "places": "Places",
            "salary_bands": "Pay",
            "description_html": "Description",
            "stated_posted_on": "Posted on",
            "eligible_countries": "Countries",
        }
        return [
            NoteList(severity, heading, [(note, labels.get(note.field, "")) for note in notes])
            for severity, heading in (
                (Severity.ERROR, "To correct"), (Severity.WARNING, "To look at"), (Severity.HINT, "Hints"),
            )
            if (notes := [note for note in self.notes if note.severity == severity])
        ]  # fmt: skip

    @property
    def must_mend(self) -> int:
        """How many errors are among the findings."""
        return sum(note.severity == Severity.ERROR for note in self.notes)

    @property
    def warnings(self) -> list[str]:
        """The codes of the warnings shown."""
        return list(dict.fromkeys(note.code for note in self.notes if note.severity == Severity.WARNING))

    def add_error(self, error: ReviewError | ValidationError) -> None:
        """Show what the writer refused beside the field it is about, or above the form."""
        if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                for message in errors:
                    self.form.add_error(name if name in self.form.fields else None, message)
        else:
            self.form.add_error(None, error.messages if isinstance(error, ValidationError) else str(error))

    @property
    def media(self) -> forms.Media:
        return self.form.media + self.bands.media

    @property
    def errors(self) -> int:
        """How many fields or bands are wrong; 0 unless the form was sent to be saved."""
        if not self._asked_to_save:
            return 0
        bands = sum(bool(errors) for errors in self.bands.errors) + bool(self.bands.non_form_errors())
        return len(self.form.errors) + bands

    @property
    def description(self) -> str:
        """The description as seekers will see it."""
        return clean_description(str(self.form["description_html"].value() or "")[:MAX_DESCRIPTION_CHARS])

    def groups(self) -> list[Group]:
        """The form in the order of the page."""
        evidence = self.evidence()
        return [
            Group(
                title, [self._row(name, evidence) for name in names if name != "language" or self._moderator]
            )
            for title, names in GROUPS
        ]

    def _row(self, name: str, evidence: dict[str, list[Evidence]]) -> Row:
        key = FINDINGS_OF_FIELD.get(name, name)
        return Row(
            field=self.form[name] if name in self.form.fields else None,
            name=name,
            finding_field=key,
            evidence=[] if name in EVIDENCE_SHOWN_ELSEWHERE else evidence.get(key, []),
            wide=name in WIDE,
            notes=[note for note in self.notes if note.field == name],
        )

    def evidence(self) -> dict[str, list[Evidence]]:
        """The findings in words, by their field."""
        ids = {
            int(found.value["geoname_id"])
            for found in self.findings
            if found.field == "locations" and isinstance(found.value, dict) and found.value.get("geoname_id")
        }
        places = {place.pk: place.full_name for place in Place.objects.filter(pk__in=ids)}
        holding = _Holding(self)
        result: dict[str, list[Evidence]] = defaultdict(list)
        seen: set[tuple[str, str]] = set()
        for found in self.findings:
            value = in_words(found, places)
            held = holding.holds(found)
            if not held and (found.field, value) in seen:
                continue  # the same offer twice
            seen.add((found.field, value))
            usable = _usable(found, places) and (self._moderator or found.field != "company")
            result[found.field].append(
                Evidence(
                    pk=found.pk,
                    field=found.field,
                    value=value,
                    quote=" ".join(found.quote.split()),
                    percent=round(found.confidence * 100),
                    level=_level(found.confidence),
                    held=held,
                    usable=usable,
                    by_hand=found.rule == BY_HAND,
                )
            )
        return dict(result)


def _level(confidence: float) -> str:
    if confidence >= SURE_FROM:
        return "sure"
    return "check" if confidence >= FILL_FROM else "doubt"


def _usable(found: Found, places: dict[int, str]) -> bool:
    if found.field == "locations":
        return isinstance(found.value, dict) and found.value.get("geoname_id") in places
    if found.field in {"required_skills", "preferred_skills"}:
        return bool(skills_named([str(found.value)]))
    return True


class _Holding:
    """Answers whether the form, as it stands on the page, says what a finding says."""

    def __init__(self, editor: Editor) -> None:
        self.form = editor.form
        self.bands = editor.bands
        self.places = self._keys("places")
        self.skills = self._keys("required_skills") | self._keys("preferred_skills")
        names = {str(found.value) for found in editor.findings if found.field.endswith("_skills")}
        by_key = {skill.name: str(skill.pk) for skill in skills_named(names)}
        self.skill_keys = by_key

    def _keys(self, name: str) -> set[str]:
        value = self.form[name].value() or ()
        return {str(getattr(item, "pk", item)) for item in value}

    def holds(self, found: Found) -> bool:
        value = found.value
        match found.field:
            case "locations":
                return isinstance(value, dict) and str(value.get("geoname_id")) in self.places
            case "required_skills" | "preferred_skills":
                return self.skill_keys.get(str(value)) in self.skills
            case "pay":
                return isinstance(value, dict) and any(self._same_band(band, value) for band in self.bands)
            case "eligibility":
                return isinstance(value, dict) and self._same_eligibility(value)
            case field:
                name = FIELD_OF_FINDINGS.get(field, field)
                if name not in self.form.fields:
                    return True
                if field == "company" and not is_moderator(self.form.user):
                    return False
                stated = self.form[name].value()
                return " ".join(str("" if stated is None else stated).split()) == " ".join(str(value).split())

    def _same_band(self, band: forms.Form, value: dict[str, Any]) -> bool:
        return all(
            _amount(band[name].value()) == _amount(value.get(name)) for name in ("minimum", "maximum")
        ) and (
            str(band["currency"].value() or "").upper() == (value.get("currency") or "")
            and str(band["period"].value() or "") == (value.get("period") or "")
        )

    def _same_eligibility(self, value: dict[str, Any]) -> bool:
        stated = self.form["eligibility"].value()
        if value.get("worldwide"):
            return stated == Posting.Eligibility.WORLDWIDE
        return stated == Posting.Eligibility.COUNTRIES


def _amount(value: Any) -> Decimal | None:
    try:
        return None if value in (None, "") else Decimal(str(value))
    except InvalidOperation:
        return None


def _with_finding(data: QueryDict, found: Found) -> QueryDict:
    """The form's data with the finding's value taken over."""
    data = data.copy()
    value = found.value
    match found.field:
        case "locations":
            data.appendlist("places", str(value.get("geoname_id")))
        case "required_skills" | "preferred_skills":
            for skill in skills_named([str(value)]):
                other = "preferred_skills" if found.field == "required_skills" else "required_skills"
                data.setlist(other, [pk for pk in data.getlist(other) if pk != str(skill.pk)])
                data.appendlist(found.field, str(skill.pk))
        case "eligibility":
            data["eligibility"] = (
                Posting.Eligibility.WORLDWIDE if value.get("worldwide") else Posting.Eligibility.COUNTRIES
            )
            countries = Place.objects.filter(
                kind=Place.Kind.COUNTRY, country_code__in=value.get("countries") or ()
            )
            data.setlist("eligible_countries", [str(country.pk) for country in countries])
            data["eligible_areas"] = ", ".join(value.get("areas") or ())
        case "pay":
            _add_band(data, value)
        case field:
            data[FIELD_OF_FINDINGS.get(field, field)] = str(value)
    return data


def _add_band(data: QueryDict, value: dict[str, Any]) -> None:
    """Fill the first empty band, or a new one."""
    total = data.get("bands-TOTAL_FORMS", "0")
    count = min(int(total), 60) if total.isdecimal() and len(total) < 4 else 0
    number = next(
        (
            number
            for number in range(count)
            if not any(data.get(f"bands-{number}-{bound}", "").strip() for bound in ("minimum", "maximum"))
        ),
        count,
    )
    for name in ("minimum", "maximum", "currency", "period", "scope"):
        data[f"bands-{number}-{name}"] = "" if value.get(name) is None else str(value[name])
    data["bands-TOTAL_FORMS"] = str(max(count, number + 1))


def in_words(found: Found, places: dict[int, str]) -> str:
    """A finding's value for people."""
    value: Any = found.value
    if isinstance(value, dict):
        if found.field == "locations":
            named = places.get(value.get("geoname_id", 0))
            return named or ", ".join(
                part for part in (value.get("city"), value.get("region"), value.get("country")) if part
            )
        if found.field == "pay":
            bounds = "–".join(
                f"{amount:,.2f}".removesuffix(".00")
                for name in ("minimum", "maximum")
                if (amount := _amount(value.get(name))) is not None
            )
            period = value.get("period")
            parts = (bounds, value.get("currency"), f"a {period}" if period else "", value.get("scope"))
            return " ".join(part for part in parts if part)
        if found.field == "eligibility":
            if value.get("worldwide"):
                return "worldwide"
            return ", ".join(value.get("areas") or value.get("countries") or ())
    if found.field in _CHOICES:
        return str(dict(_CHOICES[found.field]).get(value, value))
    return str(value)


_CHOICES = {
    "workplace": Posting.Workplace.choices,
    "employment_type": Posting.EmploymentType.choices,
    "seniority": Posting.Seniority.choices,
    "education": Posting.Education.choices,
}


def changes_between(old: PostingValues, new: PostingValues) -> str:
    """Which fields differ, for the history: "Changed title and pay."; empty when none does."""
    labels = {
        **{FIELD_OF_FINDINGS.get(name, name): label for name, label in FIELD_LABELS.items()},
        "place_ids": "Places",
        "eligible_areas": "Open to people in",
        "eligible_countries": "Open to people in",
        "description_html": "Description",
        "starts_at": "Goes live",
        "language": "Language",
    }
    changed = _unique(
        labels.get(name, name).lower()
        for name in PostingValues.__dataclass_fields__
        if _comparable(name, getattr(old, name)) != _comparable(name, getattr(new, name))
    )
    if not changed:
        return ""
    return f"Changed {', '.join(changed[:-1])}{' and ' if len(changed) > 1 else ''}{changed[-1]}."


def _comparable(name: str, value: Any) -> Any:
    if name == "description_html":
        return clean_description(value)
    return frozenset(value) if isinstance(value, tuple) else value


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
