"""The linter: what a posting should mend before it is published."""

from __future__ import annotations

import ast
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from postings import linting
from postings.duplicates import fingerprint_posting
from postings.linting import ERRORS, WARNINGS, Context, Finding, Near, Severity, lint
from postings.models import LinkCheck, Revision
from postings.review import lifecycle
from postings.review.errors import UnmendedError
from postings.values import BandValues, PostingValues
from tests.factories import CompanyFactory, PlaceFactory, PostingFactory, UserFactory

TODAY = date(2026, 3, 2)
DESCRIPTION = "<p>" + "You weld frames of steel and check them with the others of the shop. " * 5 + "</p>"
GOOD = PostingValues(
    title="Welder",
    company="Alder Works",
    place_ids=(1,),
    workplace="onsite",
    employment_type="full_time",
    salary_bands=(BandValues(Decimal(50_000), Decimal(60_000), "USD", "year"),),
    apply_url="https://alder.example/jobs/1",
    description_html=DESCRIPTION,
)


def found(context: Context | None = None, **changes: Any) -> list[Finding]:
    return lint(GOOD.replace(**changes), context or Context(today=TODAY))


def codes(context: Context | None = None, **changes: Any) -> set[str]:
    return {finding.code for finding in found(context, **changes)}


def said(text: str) -> set[str]:
    """The codes of what the phrase finds in a description."""
    return codes(description_html=f"{DESCRIPTION}<p>{text}</p>")


def pay(
    minimum: Any, maximum: Any, currency: str = "USD", period: str = "year", scope: str = ""
) -> BandValues:
    amounts = [None if amount is None else Decimal(amount) for amount in (minimum, maximum)]
    return BandValues(amounts[0], amounts[1], currency, period, scope)


def test_a_good_posting_has_nothing_to_mend():
    assert found() == []


@pytest.mark.parametrize(
    ("changes", "code", "severity", "field"),
    [
        ({"salary_bands": ()}, "no_pay", "warning", "salary_bands"),
        ({"salary_bands": (pay(30_000, 100_000),)}, "pay_wide", "warning", "salary_bands"),
        ({"salary_bands": (pay(60, 80),)}, "pay_implausible", "warning", "salary_bands"),
        ({"salary_bands": (pay(60_000, None, period="hour"),)}, "pay_implausible", "warning", "salary_bands"),
        ({"salary_bands": (pay(1, 2), pay(3, 4))}, "pay_contradicts", "warning", "salary_bands"),
        ({"workplace": "remote"}, "remote_nowhere", "warning", "eligibility"),
        ({"workplace": "hybrid", "place_ids": ()}, "no_place", "error", "places"),
        ({"workplace": None}, "no_workplace", "hint", "workplace"),
        ({"workplace": None, "place_ids": ()}, "no_markup", "warning", "places"),
        ({"title": "SENIOR WELDER"}, "shouting", "warning", "title"),
        ({"title": "Welder!!!"}, "shouting_marks", "warning", "title"),
        ({"title": "Welder 🔥"}, "title_pictures", "warning", "title"),
        ({"title": "Welder – $50k"}, "title_pay", "warning", "title"),
        ({"title": "Welder, 30 EUR/hour"}, "title_pay", "warning", "title"),
        ({"title": "URGENT: welder"}, "title_calls", "hint", "title"),
        ({"title": "Welder at Alder Works"}, "title_company", "hint", "title"),
        ({"title": "Welder " * 14}, "title_long", "hint", "title"),
        ({"title": "Salesman"}, "gendered_title", "warning", "title"),
        ({"apply_url": ""}, "no_way_to_apply", "error", "apply_url"),
        ({"apply_url": "https://bit.ly/x"}, "apply_shortened", "warning", "apply_url"),
        ({"apply_email": "boss@gmail.com"}, "free_mail", "warning", "apply_email"),
        ({"expires_on": date(2026, 3, 1)}, "expired", "error", "expires_on"),
        ({"expires_on": date(2026, 3, 3)}, "expires_soon", "hint", "expires_on"),
        ({"stated_posted_on": date(2026, 3, 9)}, "posted_later", "warning", "stated_posted_on"),
        ({"description_html": ""}, "no_description", "error", "description_html"),
        ({"description_html": "<p>You weld.</p>"}, "description_short", "warning", "description_html"),
        ({"description_html": "<p>" + "You weld. " * 2000 + "</p>"}, "description_long", "hint",
         "description_html"),
        ({"description_html": DESCRIPTION + "Join!!! Now!!!"}, "description_marks", "hint",
         "description_html"),
    ],
)  # fmt: skip
def test_each_fault_is_found_beside_its_field(changes, code, severity, field):
    finding = next((finding for finding in found(**changes) if finding.code == code), None)
    assert finding is not None, codes(**changes)
    assert (finding.severity, finding.field) == (severity, field)
    assert finding.message.strip().endswith((".", "?", "”"))


@pytest.mark.parametrize(
    "changes",
    [
        {"salary_bands": (pay(20, 30, period="hour"),)},
        {"salary_bands": (pay(400, 500, period="week"),)},
        {"salary_bands": (pay(4_000_000, 5_000_000, currency="JPY"),)},
        {"salary_bands": (pay(50_000, 140_000, scope="all levels"),)},
        {"salary_bands": (pay(1, 2, currency="XAF"),)},  # it has no rate: not judged
        {"salary_bands": (pay(50_000, 60_000, scope="Oslo"), pay(40_000, 50_000, scope="Bergen"))},
        {"salary_bands": (), "employment_type": "volunteer"},
        {"title": "SAP FI/CO Consultant"},
        {"title": "HGV Driver"},
        {"title": "CNC"},
        {"title": "C++ / C# Developer (m/f/d)"},
        {"title": "Engineer 2, Level 3"},
        {"title": "Manager"},
        {"workplace": "remote", "eligibility": "worldwide"},
        {"workplace": "remote", "eligibility": "countries", "eligible_countries": ("DE",), "place_ids": ()},
        {"expires_on": date(2026, 4, 1)},
        {"apply_url": "", "apply_email": "jobs@alder.example"},
    ],
)
def test_what_is_right_is_left_alone(changes):
    assert found(**changes) == []


def test_the_place_in_the_title_is_named_only_when_the_posting_is_there():
    context = Context(today=TODAY, place_names=("Leeds",))
    assert codes(context, title="Welder, Leeds") == {"title_place"}
    assert codes(context, title="Welder, Leedsford") == set()
    assert codes(title="Welder, Leeds") == set()


def test_remote_with_on_site_words_contradicts_unless_they_are_denied():
    remote = {"workplace": "remote", "eligibility": "worldwide"}
    text = DESCRIPTION + "<p>You work three days a week in our office.</p>"
    assert codes(**remote, description_html=text) == {"remote_on_site"}
    denied = DESCRIPTION + "<p>We never ask you to work in our office.</p>"
    assert codes(**remote, description_html=denied) == set()
    assert codes(description_html=DESCRIPTION + "<p>This is a remote position.</p>") == {"on_site_remote"}


def test_a_mail_address_elsewhere_than_the_companys_site_is_asked_about():
    context = Context(today=TODAY, website="https://www.alder.co.uk/about")
    assert codes(context, apply_email="jobs@alder.co.uk") == set()
    assert codes(context, apply_email="jobs@mail.alder.co.uk") == set()
    assert codes(context, apply_email="jobs@birch.co.uk") == {"foreign_mail"}
    [finding] = found(context, apply_email="jobs@gmail.com")
    assert "such as one at alder.co.uk" in finding.message


@pytest.mark.parametrize(
    ("outcome", "code"),
    [("dead", "apply_dead"), ("silent", "apply_silent"), ("refused", "apply_private"), ("alive", None)],
)
def test_what_was_found_at_the_address_is_told_with_its_time(outcome, code):
    link = LinkCheck(outcome=outcome, detail="It answers 404.", checked_at=timezone.now())
    findings = found(Context(today=TODAY, link=link))
    assert [finding.code for finding in findings] == ([code] if code else [])
    assert all("404" in finding.message for finding in findings)


def test_a_likely_duplicate_is_named_with_its_page():
    near = Near("Welder at Alder Works", "/admin/x/", "live", ("Same number.",))
    [finding] = found(Context(today=TODAY, near=(near,)))
    assert (finding.code, finding.url) == ("duplicate", "/admin/x/")
    assert "live" in finding.message


def test_much_pay_for_no_experience_is_doubted():
    text = DESCRIPTION + "<p>No experience needed.</p>"
    assert codes(description_html=text, salary_bands=(pay(5000, None, period="week"),)) == {"too_good"}
    assert codes(description_html=text, salary_bands=(pay(500, None, period="week"),)) == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Candidates must be under 35 years of age.", "age_limit"),
        ("Applicants aged 20 to 35.", "age_limit"),
        ("You join a young and dynamic team.", "young"),
        ("We are a young, hungry team.", "young"),
        ("You are a digital native.", "digital_native"),
        ("Recent graduates only.", "recent_graduates_only"),
        ("No more than 5 years of experience.", "experience_limit"),
        ("Females only.", "sex"),
        ("Male candidates preferred.", "sex"),
        ("He must lift boxes.", "pronoun"),
        ("He/she must lift boxes.", "pronoun_pair"),
        ("Unmarried candidates.", "family"),
        ("You are an English native speaker.", "native_speaker"),
        ("US citizens only.", "nationality"),
        ("No foreigners.", "origin"),
        ("You must be a practising Christian.", "religion"),
        ("No disabilities.", "disability"),
        ("You are able-bodied.", "disability"),
        ("Good-looking people wanted.", "looks"),
        ("Du passt in unser junges, dynamisches Team.", "young"),
        ("Du bist Muttersprachler.", "native_speaker"),
        ("Nicht älter als 35.", "age_limit"),
        ("Vous rejoignez une jeune équipe.", "young"),
        ("Buscamos buena presencia.", "looks"),
        ("Equipo joven y dinámico.", "young"),
        ("A registration fee of $50 is due.", "fee"),
        ("You will pay a refundable training deposit.", "fee"),
        ("You receive payments to your own bank account.", "money_mule"),
        ("Contact us on WhatsApp.", "messenger"),
        ("Telegram: @boss", "messenger"),
        ("You are paid weekly in Bitcoin.", "crypto_pay"),
        ("Earn easy money from home.", "easy_money"),
        ("Send a copy of your bank details.", "private_data"),
    ],
)
def test_phrases_that_discriminate_or_cheat_are_found_and_explained(text, code):
    findings = list(found(description_html=f"{DESCRIPTION}<p>{text}</p>"))
    assert code in {finding.code for finding in findings}, findings
    [finding] = [finding for finding in findings if finding.code == code]
    assert finding.quote
    assert finding.message.startswith(f"“{finding.quote}” ")


@pytest.mark.parametrize(
    "text",
    [
        "You must be at least 18 years old.",
        "You teach children aged 11 to 16.",
        "Up to 10 years of experience is fine.",
        "We work with young people and their families.",
        "All are welcome regardless of age, sex, pregnancy, disability or marital status.",
        "Native English is not needed; no native speakers are sought.",
        "We never ask for a registration fee of any kind.",
        "We do not discriminate against disabled people. No disability is a bar.",
        "You build React Native apps for WhatsApp users.",
        "You write integrations for the Telegram API.",
        "Women and people of colour are encouraged to apply.",
        "You process payments and deposits for our customers.",
        "She founded the company in 2012 and will tell you more.",
        "We help people to financial freedom.",
        "You keep the crypto wallet service running.",
        "As a recent graduate you get a mentor.",
        "Excellent health insurance.",
        "A background in mental health is useful.",
        "You know Unix and our digital products natively.",
    ],
)
def test_honest_words_are_left_alone(text):
    assert said(text) == set()


def test_errors_come_first():
    severities = [
        finding.severity for finding in found(apply_url="", salary_bands=(), title="URGENT: welder")
    ]
    assert severities == [Severity.ERROR, Severity.WARNING, Severity.HINT]


def test_a_hostile_text_is_linted_in_time():
    hostile = ("young and " * 3000) + ("paid a b c " * 3000) + ("contact x y z w v " * 3000) + "A" * 20_000
    lint(GOOD.replace(description_html=hostile), Context(today=TODAY))


def test_every_warning_has_words_for_the_history():
    made: dict[str, set[str]] = {"warning": set(), "error": set()}
    for path in Path(linting.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            kind = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if kind in made and isinstance(node, ast.Call) and isinstance(node.args[0], ast.Constant):
                made[kind].add(str(node.args[0].value))
    assert {"no_pay", "shouting"} <= made["warning"]
    assert {"no_place", "expired"} <= made["error"]
    for phrase in linting.phrases():
        made.setdefault(phrase.severity, set()).add(phrase.code)
    assert made["warning"] == set(WARNINGS)
    assert made["error"] == set(ERRORS)


def test_the_vocabulary_names_its_source_date_and_licence():
    head = (Path(linting.__file__).parents[1] / "data" / "phrases.toml").read_text()[:1200]
    assert re.search(r"Source: .+Date: \d{4}-\d\d-\d\d\. Licence: ", head, re.S)


# --- with the database ------------------------------------------------------------------------------


@pytest.mark.django_db
class TestSubmitting:
    @pytest.fixture
    def company(self) -> Any:
        return CompanyFactory(name="Alder Works")

    @pytest.fixture
    def recruiter(self, company: Any) -> Any:
        return UserFactory(recruiter=True, companies=[company])

    def draft(self, company: Any, **changes: Any) -> Any:
        given: dict[str, Any] = {
            "description_html": DESCRIPTION,
            "onsite": True,
            "places": [PlaceFactory()],
            "draft": True,
        }
        return PostingFactory(company=company, **{"title": "Welder", **given, **changes})

    def test_errors_keep_a_recruiter_from_submitting(self, company, recruiter):
        posting = self.draft(company, apply_url="", pay=(1, 2, "USD", "hour"))
        with pytest.raises(UnmendedError, match="Say how to apply"):
            lifecycle.submit(posting=posting, by=recruiter, anyway={"no_way_to_apply", "pay_implausible"})
        posting.refresh_from_db()
        assert posting.state == "draft"

    def test_warnings_are_let_by_when_they_were_seen_and_the_history_keeps_them(self, company, recruiter):
        posting = self.draft(company)
        with pytest.raises(UnmendedError, match="It states no pay"):
            lifecycle.submit(posting=posting, by=recruiter)
        assert lifecycle.submit(posting=posting, by=recruiter, anyway={"no_pay"}).state == "submitted"
        assert Revision.objects.get().changes["warnings"] == [[], ["no_pay"]]

    def test_a_new_warning_is_not_let_by_with_an_old_one(self, company, recruiter):
        posting = self.draft(company, title="WELDER OF SHIPS")
        with pytest.raises(UnmendedError, match="capitals"):
            lifecycle.submit(posting=posting, by=recruiter, anyway={"no_pay"})

    def test_a_trusted_company_is_linted_too(self, company, recruiter):
        company.trusted = True
        company.save()
        with pytest.raises(UnmendedError):
            lifecycle.submit(posting=self.draft(company), by=recruiter)

    def test_a_moderator_publishes_what_they_have_judged(self, company):
        posting = self.draft(company, apply_url="")
        assert lifecycle.publish(posting=posting, by=UserFactory(moderator=True)).state == "published"

    def test_an_own_posting_of_the_same_job_is_linked_and_a_hidden_one_of_others_is_not_named(
        self, company, recruiter
    ):
        place = PlaceFactory()
        texts = {"description_html": DESCRIPTION, "places": [place], "title": "Welder of frames"}
        mine = self.draft(company, **texts)
        own = PostingFactory(company=company, **texts)
        hidden = PostingFactory(company=CompanyFactory(name="Secret Ltd"), draft=True, **texts)
        public = PostingFactory(company=CompanyFactory(name="Agency Ltd"), **texts)
        for posting in (mine, own, hidden, public):
            fingerprint_posting(posting, PostingValues.of(posting))
        near = {finding.url for finding in linting.check(mine, user=recruiter) if finding.code == "duplicate"}
        assert near == {f"/admin/postings/posting/{own.pk}/change/", public.get_absolute_url()}

    def test_the_check_takes_a_bounded_number_of_queries(
        self, company, recruiter, django_assert_max_num_queries
    ):
        posting = self.draft(company)
        fingerprint_posting(posting, PostingValues.of(posting))
        for number in range(12):
            other = PostingFactory(company=company, title=f"Welder {number}", description_html=DESCRIPTION)
            fingerprint_posting(other, PostingValues.of(other))
        with django_assert_max_num_queries(18):
            linting.check(posting, user=recruiter)
