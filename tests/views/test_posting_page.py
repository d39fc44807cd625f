"""The page of one posting: what a seeker sees while it is open, after it ended, and when it is gone."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from postings.link_check import hash_of
from postings.models import LinkCheck, Posting
from tests.factories import (
    CompanyFactory,
    CountryFactory,
    DraftFactory,
    PlaceFactory,
    PostingFactory,
    RawTextFactory,
    SalaryBandFactory,
)
from tests.views.pages import Page

pytestmark = pytest.mark.django_db


def see(client: Client, posting: Posting) -> Page:
    return Page(client.get(posting.get_absolute_url()))


def facts(page: Page) -> dict[str, str]:
    return {
        row.css_first("dt").text(strip=True): " ".join(row.css_first("dd").text(separator=" ").split())
        for row in page.tree.css(".fact")
    }


def test_the_facts_stand_first_with_pay_as_stated_and_a_year(client: Client) -> None:
    posting = PostingFactory(
        title="Ship Welder",
        company=CompanyFactory(name="Ironside"),
        onsite=True,
        places=[PlaceFactory(name="Anvil")],
        pay=("11670.34", "14174.54", "USD", "month"),
        employment_type="full_time",
        seniority="senior",
        experience_years_min=1,
        education="none",
        external_id="W-7",
    )
    page = see(client, posting)
    assert page.text("h1") == "Ship Welder"
    assert "Ironside" in page.text(".posting-head__by")
    shown = facts(page)
    assert shown["Pay"].startswith("$11,670.34–$14,174.54 a month $140,044–$170,094 a year")
    assert "reckoned at 12 months a year" in shown["Pay"]
    assert shown["Place of work"].startswith("Anvil, ")
    assert shown["Remote policy"] == "On-site"
    assert shown["Employment"] == "Full-time"
    assert shown["Level"] == "Senior"
    assert shown["Experience"] == "1 year or more"
    assert shown["Education"] == "No degree needed"
    assert shown["Reference"] == "W-7"
    assert "Open to people in" not in shown


def test_what_is_not_stated_is_said_and_never_guessed(client: Client) -> None:
    page = see(client, PostingFactory(company=None, apply_url="", description_html=""))
    assert set(facts(page).values()) == {"Not stated"}
    assert "Company not stated" in page.text(".posting-head__by")
    assert "The posting does not say how to apply." in page.text(".apply")
    assert "The posting has no description." in page.text("main")


def test_a_remote_job_of_unknown_reach_is_not_called_worldwide(client: Client) -> None:
    assert facts(see(client, PostingFactory(remote=True)))["Open to people in"].startswith("Not stated")
    worldwide = PostingFactory(remote=True, eligibility="worldwide")
    assert facts(see(client, worldwide))["Open to people in"] == "Anywhere in the world"
    one = PostingFactory(remote=True, eligible=[CountryFactory(country_code="Q1", name="Freedonia")])
    assert facts(see(client, one))["Open to people in"] == "Freedonia"


def test_every_pay_band_is_shown_with_its_scope(client: Client) -> None:
    posting = PostingFactory()
    SalaryBandFactory(posting=posting, minimum=50_000, maximum=60_000, scope="Leeds")
    SalaryBandFactory(posting=posting, minimum=70_000, maximum=80_000, scope="London")
    assert see(client, posting).texts(".fact--first dd") == [
        "$70,000–$80,000 a year London",
        "$50,000–$60,000 a year Leeds",
    ]


def test_required_and_preferred_skills_stand_apart_and_lead_to_search(client: Client) -> None:
    page = see(client, PostingFactory(skills=["Arc work"], preferred=["Crane work"]))
    assert [text.split(" ")[0] for text in page.texts(".skill-groups > div")] == ["Required", "Nice"]
    assert page.link("Arc work") == "/?skill=arc-work"
    assert page.link("Crane work") == "/?skill=crane-work"


def test_the_apply_link_passes_nothing_on(client: Client) -> None:
    posting = PostingFactory()
    link = see(client, posting).one(".apply a")
    assert link.attributes["href"] == f"/jobs/{posting.pk}/apply/"
    assert link.attributes["data-address"] == "https://jobs.example.com/apply"
    assert link.attributes["rel"] == "nofollow noopener"


def test_one_can_apply_by_mail(client: Client) -> None:
    page = see(client, PostingFactory(title="R&D lead", apply_url="", apply_email="jobs@example.com"))
    assert page.one(".apply a").attributes["href"] == "mailto:jobs@example.com?subject=R%26D%20lead"


def test_a_facts_words_can_be_opened(client: Client) -> None:
    posting = PostingFactory(hybrid=True)
    draft = DraftFactory(
        approved=True, posting=posting, raw_text=RawTextFactory(text="Hybrid, <b>2 days</b> at the yard")
    )
    draft.findings.create(
        field="workplace", value="hybrid", quote="Hybrid", start=0, end=6, confidence=1, rule="a.rule"
    )
    page = see(client, posting)
    assert page.texts(".evidence mark") == ["Hybrid"]
    assert page.text(".evidence blockquote") == "Hybrid , <b>2 days</b> at the yard"
    assert "<b>2 days</b>" not in page.html


def test_an_expired_posting_stays_readable_but_cannot_be_applied_for(client: Client) -> None:
    page = see(client, PostingFactory(expired=True, apply_url="https://jobs.example.com/apply"))
    assert page.status == 200
    assert "This posting has ended." in page.text(".notice")
    assert page.one('meta[name="robots"]').attributes["content"] == "noindex"
    assert "jobs.example.com" not in page.html
    assert "ld+json" not in page.html


def test_a_filled_posting_says_so(client: Client) -> None:
    page = see(client, PostingFactory(filled=True))
    assert page.status == 200
    assert "This job has been filled." in page.text(".notice")


def test_thirty_days_after_its_end_a_posting_is_gone(client: Client) -> None:
    now = timezone.now()
    posting = PostingFactory(
        title="Old Job", published_at=now - timedelta(days=90), expires_at=now - timedelta(days=31)
    )
    page = see(client, posting)
    assert page.status == 410
    assert page.link("Search for jobs like it") == "/?q=Old+Job"


@pytest.mark.parametrize("trait", ["withdrawn", "rejected"])
def test_a_withdrawn_or_rejected_posting_is_gone_at_once(client: Client, trait: str) -> None:
    assert see(client, PostingFactory(**{trait: True})).status == 410


def test_a_deleted_posting_is_gone(client: Client) -> None:
    posting = PostingFactory()
    address = posting.get_absolute_url()
    posting.delete()
    assert client.get(address).status_code == 410


@pytest.mark.parametrize("trait", ["draft", "submitted", "scheduled"])
def test_what_was_never_public_is_not_found(client: Client, trait: str) -> None:
    assert see(client, PostingFactory(**{trait: True})).status == 404


@pytest.mark.parametrize("number", [0, 987_654, 10**18, 10**30])
def test_a_number_without_a_posting_is_not_found(client: Client, number: int) -> None:
    assert client.get(f"/jobs/{number}/x/").status_code == 404


def test_another_slug_leads_to_the_right_address(client: Client) -> None:
    posting = PostingFactory(title="Ship Welder")
    response = client.get(f"/jobs/{posting.pk}/something-else/")
    assert (response.status_code, response.headers["Location"]) == (301, f"/jobs/{posting.pk}/ship-welder/")


def test_text_of_the_posting_is_never_markup(client: Client) -> None:
    page = see(client, PostingFactory(title='<img src=x onerror="alert(1)">', external_id="<script>"))
    assert "<img src=x" not in page.html
    assert "<script>" not in page.html


def test_similar_postings_are_offered(client: Client, search_index: Any) -> None:
    posting = PostingFactory(title="Ship Welder", skills=["Arc work"])
    PostingFactory(title="Ship Welder at sea", skills=["Arc work"])
    search_index()
    page = see(client, posting)
    assert page.texts("#similar ~ ul h3") == ["Ship Welder at sea"]


def test_the_page_works_without_an_index(client: Client, settings: Any, tmp_path: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "none"
    page = see(client, PostingFactory())
    assert page.status == 200
    assert not page.tree.css("#similar")


def test_queries_do_not_grow_with_what_the_posting_has(
    client: Client, search_index: Any, django_assert_max_num_queries: Any
) -> None:
    small = PostingFactory(title="Welder", skills=["Skill A"])
    large = PostingFactory(
        title="Welder",
        skills=[f"Skill {n}" for n in range(30)],
        places=[PlaceFactory() for _ in range(20)],
        pay=(1, 2, "USD", "hour"),
    )
    for _ in range(6):
        PostingFactory(title="Welder", skills=["Skill A"], places=[PlaceFactory()])
    search_index()
    see(client, small)
    for posting in (small, large):
        with django_assert_max_num_queries(19):
            see(client, posting)


def test_the_page_is_small(client: Client, search_index: Any) -> None:
    posting = PostingFactory(title="Welder", skills=["Skill A"])
    for _ in range(6):
        PostingFactory(title="Welder", skills=["Skill A"])
    search_index()
    assert len(see(client, posting).html.encode()) < 40_000


def test_the_employers_page_says_when_it_answered(client: Client) -> None:
    posting = PostingFactory()
    looked = timezone.now() - timedelta(days=2)
    row = LinkCheck.objects.create(
        url=posting.apply_url, url_hash=hash_of(posting.apply_url), asked_at=looked, checked_at=looked,
        outcome=LinkCheck.Outcome.ALIVE,
    )  # fmt: skip
    assert "Employer's page answered 2 days ago" in see(client, posting).text(".posting-head__line")
    LinkCheck.objects.filter(pk=row.pk).update(outcome=LinkCheck.Outcome.DEAD, status=404)
    assert "The employer's page was gone" in see(client, posting).text(".posting-head .notice")
    LinkCheck.objects.filter(pk=row.pk).update(outcome=LinkCheck.Outcome.SILENT)
    assert "The employer's page did not answer" in see(client, posting).text(".posting-head .notice")


def test_how_often_a_job_was_posted_before_is_said(client: Client) -> None:
    town, other = PlaceFactory(), PlaceFactory()
    now = timezone.now()
    posting = PostingFactory(title="Glazier", places=[town])
    same = {"title": "GLAZIER", "company": posting.company, "places": [town]}
    assert "since" not in see(client, posting).text(".posting-head__line")
    PostingFactory(**same, published_at=now - timedelta(days=200), expires_at=now - timedelta(days=150))
    PostingFactory(**same, published_at=now - timedelta(days=100), withdrawn=True)
    for changed in (
        {"title": "Glazier's mate"},
        {"company": CompanyFactory()},
        {"places": [other]},
        {"places": []},
        {"published_at": now - timedelta(days=3)},
        {"published_at": now - timedelta(days=500)},
        {"draft": True, "published_at": None},
    ):
        PostingFactory(**{"published_at": now - timedelta(days=90), **same, **changed})
    line = see(client, posting).text(".posting-head__line")
    assert f"Posted 3 times since {date_format(now - timedelta(days=200), 'j F Y')}" in line
