"""Figures: counted from live postings, with their n, never guessed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from postings.duties import typical_duties
from postings.figures import figures_of, pay_of
from postings.models import Place, Posting, Role
from tests.factories import CompanyFactory, PostingFactory, SalaryBandFactory, SkillFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_kept_figures() -> None:
    cache.clear()


def role(slug: str = "welder") -> Role:
    return Role.objects.get(slug=slug)


def test_pay_is_the_middle_of_each_range_over_a_year_in_one_currency() -> None:
    PostingFactory(pay=(90_000, 110_000, "USD", "year"))
    PostingFactory(pay=(50, None, "USD", "hour"))  # 104,000 a year
    PostingFactory(pay=(None, 10_000, "USD", "month"))  # 120,000 a year
    PostingFactory()
    pay, n = pay_of(Posting.objects.live())
    assert n == 3
    assert pay is not None
    assert (pay.n, pay.of) == (3, 4)
    assert (pay.low, pay.median, pay.high) == (Decimal(100_000), Decimal(104_000), Decimal(120_000))
    assert pay.average == Decimal(108_000)
    assert not pay.spread


def test_several_bands_count_as_one_posting_by_their_envelope() -> None:
    for _ in range(3):
        posting = PostingFactory(pay=(100_000, 120_000, "USD", "year"))
        SalaryBandFactory(posting=posting, minimum=140_000, maximum=200_000)
    pay, n = pay_of(Posting.objects.live())
    assert n == 3
    assert pay is not None
    assert pay.average == Decimal(150_000)


def test_too_few_that_state_pay_give_no_figure() -> None:
    PostingFactory(pay=(90_000, 110_000, "USD", "year"))
    PostingFactory(pay=(5_000, 5_000, "USD", "fixed"))
    PostingFactory(pay=(100, 200, "XAF", "month"))  # the bank quotes no rate
    assert pay_of(Posting.objects.live()) == (None, 1)


def test_percentiles_are_given_from_ten_on() -> None:
    for thousand in range(100, 111):
        PostingFactory(pay=(thousand * 1000, thousand * 1000, "USD", "year"))
    pay, _ = pay_of(Posting.objects.live())
    assert pay is not None
    assert pay.spread
    assert (pay.low, pay.median, pay.high) == (Decimal(101_000), Decimal(105_000), Decimal(109_000))


def test_shares_name_their_n() -> None:
    welding, forklift = SkillFactory(name="Welding"), SkillFactory(name="Forklift")
    for _ in range(2):
        PostingFactory(skills=[welding], preferred=[forklift], seniority="senior", education="none")
    PostingFactory(skills=[welding, forklift], experience_years_min=3)
    figures = figures_of(Posting.objects.live())
    assert [(share.label, share.count, share.of) for share in figures.required_skills] == [
        ("Welding", 3, 3),
        ("Forklift", 1, 3),
    ]
    assert [(share.label, share.percent) for share in figures.preferred_skills] == [("Forklift", 67)]
    assert [(share.label, share.count) for share in figures.seniority] == [("Senior", 2)]
    assert [(share.label, share.count) for share in figures.education] == [("No degree needed", 2)]
    assert [(share.label, share.count) for share in figures.years] == [("2–3 years", 1)]


def test_months_count_also_what_has_expired_and_not_what_is_to_come() -> None:
    PostingFactory()
    PostingFactory(expired=True)
    PostingFactory(scheduled=True)
    PostingFactory(published_at=timezone.now() - timedelta(days=800))
    months = figures_of(Posting.objects.live(), ever=Posting.objects.all()).months
    assert len(months) == 12
    assert sum(month.count for month in months) == 2


def test_duties_are_those_that_most_postings_share() -> None:
    def with_duties(*duties: str) -> Posting:
        items = "".join(f"<li>{duty}</li>" for duty in duties)
        return PostingFactory(description_html=f"<h2>Responsibilities</h2><ul>{items}</ul>")

    shared = "Weld steel frames from technical drawings in the workshop"
    for number in range(3):
        with_duties(f"{shared} number {number}", f"Feed the workshop's cat called Number{number} {number}")
    found = typical_duties(Posting.objects.live())
    assert found
    assert found[0].text.startswith("Weld steel frames")
    assert len({duty.posting.pk for duty in found}) == len(found)


def test_two_postings_are_too_few_to_say_what_people_do() -> None:
    for _ in range(2):
        PostingFactory(
            description_html="<h2>Duties</h2><ul><li>Weld steel frames from drawings daily</li></ul>"
        )
    assert typical_duties(Posting.objects.live()) == []


def test_the_role_page_answers_every_question_of_a_career_guide(client: Any) -> None:
    company = CompanyFactory(name="Alder")
    city = Place.objects.get(slug="london-gb")
    for _ in range(3):
        PostingFactory(
            title="Senior Backend Software Engineer",
            role=role("backend-software-engineer"),
            seniority="senior",
            company=company,
            places=[city],
            skills=["Python"],
            education="bachelor",
            experience_years_min=5,
            pay=(100_000, 120_000, "USD", "year"),
            description_html=(
                "<h2>Responsibilities</h2><ul><li>Design and build backend services with the team</li></ul>"
            ),
        )
    page = text_of(client.get("/roles/backend-software-engineer/senior/"))
    for heading in (
        "What is it?", "What do they do?", "Top skills", "How to become one", "Average pay",
        "Roles and types", "Popular locations", "Typical tools",
    ):  # fmt: skip
        assert heading in page
    assert "$110,000" in page
    assert "3 of 3 postings" in page
    assert "London, UK" in page
    assert "Design and build backend services" in page
    assert "/?role=backend-software-engineer&amp;seniority=senior&amp;skill=python" in page


def test_a_role_that_states_no_pay_shows_a_dash(client: Any) -> None:
    PostingFactory(role=role())
    page = text_of(client.get("/roles/welder/"))
    assert "Too few postings state comparable pay (0 of 1)" in page


def test_a_table_of_pay_without_a_figure_is_left_out(client: Any) -> None:
    places = [Place.objects.get(slug=slug) for slug in ("london-gb", "berlin-de", "warsaw-pl")]
    for place in places:
        PostingFactory(role=role(), seniority="senior", places=[place], pay=(50_000, 60_000, "USD", "year"))
    page = text_of(client.get("/roles/welder/"))
    assert "By level" in page
    assert "By country" not in page
    assert figures_of(Posting.objects.all()).pay_by_country == ()


@pytest.mark.parametrize(
    "address",
    ["/roles/nosuch/", "/roles/welder/", "/roles/welder/grand/", "/skills/nosuch/", "/places/nosuch/",
     "/places/london-gb/"],
)  # fmt: skip
def test_a_page_without_postings_is_not_there(client: Any, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/roles/", "/skills/", "/places/", "/companies/"])
def test_the_lists_say_so_when_they_are_empty(client: Any, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("how_many", [3, 30])
def test_the_role_page_takes_a_fixed_number_of_queries(
    client: Any, django_assert_max_num_queries: Any, how_many: int
) -> None:
    for number in range(how_many):
        PostingFactory(role=role(), skills=[f"Skill {number % 7}"], pay=(50_000, 60_000, "USD", "year"))
    with django_assert_max_num_queries(40):
        assert client.get("/roles/welder/").status_code == 200


def test_skill_place_and_company_pages_count_their_postings(client: Any) -> None:
    city = Place.objects.get(slug="austin-tx-us")
    PostingFactory(
        title="Welder one", role=role(), skills=[SkillFactory(name="Welding")], places=[city],
        company=CompanyFactory(name="Alder"),
    )  # fmt: skip
    assert "1 open posting" in client.get("/skills/welding/").content.decode()
    for slug in ("austin-tx-us", city.parent.slug, "united-states"):  # type: ignore[union-attr]
        assert "Welder one" in client.get(f"/places/{slug}/").content.decode()
    assert "Alder" in client.get("/companies/?q=ald").content.decode()
    assert "Welding" in client.get("/skills/?q=weld").content.decode()
    assert "None has a name like" in client.get("/skills/?q=%00zzz").content.decode()
