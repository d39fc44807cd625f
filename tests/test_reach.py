"""Figures of a posting for its recruiters."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from postings.models import Posting, PostingDay, Role
from postings.reach import DAYS, comparison_of, reach_of, reach_together
from postings.templatetags.figures import day_bars
from tests.admin.conftest import client_of
from tests.factories import CompanyFactory, PostingFactory, UserFactory
from tests.test_counting import FIREFOX
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Any:
    return CompanyFactory(name="Alder Works")


@pytest.fixture
def at_company(company: Any) -> Client:
    return client_of(UserFactory(recruiter=True, companies=[company]))


@pytest.fixture
def role() -> Role:
    return Role.objects.order_by("pk")[0]


def counted(
    posting: Posting, days_ago: int, referrer: str, views: int, applies: int = 0, saves: int = 0
) -> None:
    PostingDay.objects.create(
        posting=posting,
        day=timezone.now().date() - timedelta(days=days_ago),
        referrer=referrer,
        views=views,
        applies=applies,
        saves=saves,
    )


def test_the_days_have_no_gap_and_the_kinds_add_up(company):
    posting = PostingFactory(company=company)
    counted(posting, 0, "search", 5, 1, 2)
    counted(posting, 0, "feed", 2, saves=1)
    counted(posting, 29, "alert", 3, 2)
    counted(posting, 30, "search", 100)  # before
    counted(PostingFactory(), 0, "search", 100)  # another's
    reach = reach_of(posting)
    assert len(reach.days) == DAYS
    assert (reach.days[0].views, reach.days[-1].views, reach.days[1].views) == (3, 7, 0)
    assert (reach.days[-1].saves, reach.days[0].saves) == (3, 0)
    assert (reach.views, reach.saves, reach.applies, reach.percent) == (10, 3, 3, 30)
    assert [(kind.label, kind.views, kind.saves, kind.applies) for kind in reach.kinds if kind.views] == [
        ("search engine", 5, 2, 1), ("e-mail alert", 3, 0, 2), ("feed", 2, 1, 0),
    ]  # fmt: skip


def test_few_views_make_no_percentage(company):
    posting = PostingFactory(company=company)
    counted(posting, 0, "search", 2, 1)
    assert reach_of(posting).percent is None


def test_sums_stand_with_each_posting(company):
    posting = PostingFactory(company=company)
    counted(posting, 0, "search", 5, 1, 1)
    counted(posting, 3, "own", 2, 2, 3)
    counted(posting, 40, "own", 9, 9, 9)
    newer, other = PostingFactory(company=company), PostingFactory(company=company)
    counted(other, 0, "own", 1)
    draft = PostingFactory(company=company, state="draft", published_at=None)
    counted(draft, 0, "own", 20)  # shown once, then taken back
    reach, rows = reach_together(Posting.objects.filter(company=company), limit=3)
    assert (reach.views, reach.saves, reach.applies) == (28, 4, 3)
    assert [(row.pk, row.seen, row.kept, row.applied) for row in rows] == [
        (posting.pk, 7, 4, 3), (other.pk, 1, 0, 0), (newer.pk, 0, 0, 0),
    ]  # fmt: skip
    assert reach_together(Posting.objects.filter(company=company), limit=2)[1] == [posting, other]
    assert reach_together(Posting.objects.filter(company=CompanyFactory()), limit=2)[1] == []


def test_the_figures_of_a_company_take_four_queries_however_many_postings(company, django_assert_num_queries):
    for number in range(5):
        counted(PostingFactory(company=company), number, "search", 1)
    with django_assert_num_queries(4):
        reach_together(Posting.objects.filter(company=company), limit=9)


def test_the_plot_is_told_in_words_and_stays_in_its_drawing(company):
    posting = PostingFactory(company=company)
    counted(posting, 1, "search", 8, 1)
    counted(posting, 0, "search", 2, saves=3)
    drawn = day_bars(reach_of(posting).days)
    assert drawn.words.startswith("10 views and 1 uses of the apply link in 30 days; the most views, 8, on ")
    assert [(bar.x, bar.height) for bar in drawn.views] == [(281, 78), (291, 19.5)]
    assert drawn.saves_words.startswith("Saved 3 times in 30 days; most often, 3, on ")
    assert [(bar.x, bar.height) for bar in drawn.saves] == [(291, 78)]
    assert all(0 <= bar.y <= 80 for bar in (*drawn.views, *drawn.applies, *drawn.saves))
    assert day_bars(reach_of(PostingFactory(company=company)).days).views == ()


@pytest.mark.parametrize(
    ("address", "headers", "kind"),
    [
        ("?from=feed", {}, "feed"),
        ("?from=alert", {"Referer": "https://mail.example/"}, "alert"),
        ("?from=nonsense", {}, "none"),
        ("?from=own", {}, "none"),
        ("", {"Referer": "https://www.google.com/"}, "search"),
        ("", {}, "none"),
    ],
)
def test_a_reader_is_counted_by_kind_and_the_apply_link_repeats_it(address, headers, kind):
    posting = PostingFactory()
    visitor = Client(headers={"User-Agent": FIREFOX})
    page = visitor.get(posting.get_absolute_url() + address, headers=headers).content.decode()
    assert PostingDay.objects.get().referrer == kind
    apply = f"/jobs/{posting.pk}/apply/"
    said = f"{apply}?from={kind}" if kind != "none" else apply
    assert f'href="{said}"' in page
    visitor.get(said, headers={"Referer": f"http://testserver{posting.get_absolute_url()}"})
    row = PostingDay.objects.get(applies=1)
    assert row.referrer == (kind if kind != "none" else "own")
    assert f'<link rel="canonical" href="http://testserver{posting.get_absolute_url()}">' in page


def test_pay_is_ranked_among_postings_of_its_role(company, role):
    posting = PostingFactory(company=company, role=role, pay=(50_000, 50_000, "USD", "year"))
    for amount in (40_000, 45_000, 60_000, 70_000):
        PostingFactory(role=role, pay=(amount, amount, "USD", "year"))
    PostingFactory(role=role)  # states none
    PostingFactory(role=role, expired=True, pay=(1, 1, "USD", "year"))
    comparison = comparison_of(posting)
    assert comparison is not None
    assert comparison.of == 5
    assert comparison.pay is not None
    assert (comparison.pay.rank, comparison.pay.of, comparison.pay.percentile) == (3, 5, 50)


def test_the_level_is_the_measure_where_enough_have_it(company, role):
    posting = PostingFactory(company=company, role=role, seniority="senior")
    for _ in range(5):
        PostingFactory(role=role, seniority="senior")
    PostingFactory(role=role, seniority="entry")
    comparison = comparison_of(posting)
    assert comparison is not None
    assert (comparison.of, comparison.words) == (5, f"senior {role.name.lower()}")
    assert comparison.pay is None


def test_skills_are_told_with_how_many_ask_for_them(company, role):
    posting = PostingFactory(company=company, role=role, skills=["Flurbing", "Rareness"])
    for number in range(5):
        PostingFactory(role=role, skills=["Flurbing", "Glazing"] if number else ["Glazing"])
    comparison = comparison_of(posting)
    assert comparison is not None
    assert [(share.label, share.percent) for share in comparison.asked] == [("Flurbing", 80), ("Rareness", 0)]
    assert [(share.label, share.percent) for share in comparison.missing] == [("Glazing", 100)]


def test_without_a_role_or_others_there_is_nothing_to_compare(company, role):
    assert comparison_of(PostingFactory(company=company)) is None
    assert comparison_of(PostingFactory(company=company, role=role)) is None


def test_the_pages_show_it_to_the_companys_recruiters_alone(at_company, company, role):
    posting = PostingFactory(company=company, role=role, title="Welder", pay=(50_000, 60_000, "USD", "year"))
    for amount in (40_000, 45_000, 70_000):
        PostingFactory(role=role, pay=(amount, amount, "USD", "year"), skills=["Glazing"])
    counted(posting, 0, "search", 1234, 56, 78)
    page = text_of(at_company.get(reverse("admin:postings_posting_figures", args=[posting.pk])))
    assert "<b>1,234</b> views" in page
    assert "<b>2nd of 4</b> by pay" in page
    assert "Glazing" in page
    assert "<b>78</b> saves" in page
    assert "Saved 78 times in 30 days" in page
    assert "<td>1,234</td><td>78</td><td>56</td>" in page  # by day and by kind
    overview = text_of(at_company.get(reverse("admin:postings_company_figures", args=[company.pk])))
    assert "<td>1,234</td><td>78</td><td>56</td>" in overview
    other = PostingFactory()
    assert at_company.get(reverse("admin:postings_posting_figures", args=[other.pk])).status_code == 404
    assert (
        at_company.get(reverse("admin:postings_company_figures", args=[other.company_id])).status_code == 404
    )


def test_the_pages_take_a_bounded_number_of_queries(at_company, company, role, django_assert_max_num_queries):
    postings = [
        PostingFactory(company=company, role=role, pay=(50_000, 60_000, "USD", "year"), skills=["Glazing"])
        for _ in range(12)
    ]
    for posting in postings:
        counted(posting, 0, "search", 5)
    with django_assert_max_num_queries(26):
        at_company.get(reverse("admin:postings_posting_figures", args=[postings[0].pk]))
    with django_assert_max_num_queries(14):
        at_company.get(reverse("admin:postings_company_figures", args=[company.pk]))


def test_the_desk_tells_of_each_posting_how_far_it_reaches_and_how_long(at_company, company):
    until = timezone.now() + timedelta(days=9)
    posting = PostingFactory(company=company, title="Glazier", expires_at=until)
    PostingFactory(company=company, submitted=True, title="Fitter")
    counted(posting, 0, "search", 1234, 1, 5)
    page = text_of(at_company.get(reverse("admin:index")))
    assert f"live until {date_format(posting.last_day, 'j F Y')}" in page
    assert "1,234 views, 5 saves, 1 use of “Apply”" in page
    assert page.count("uses of “Apply”") == 0  # one not shown yet has no figures


def test_a_filter_by_company_is_for_recruiters_of_several(company):
    changelist = reverse("admin:postings_posting_changelist")
    user = UserFactory(recruiter=True, companies=[company])
    PostingFactory(company=company)
    client = client_of(user)
    assert "By company" not in text_of(client.get(changelist))
    CompanyFactory(recruiters=[user])
    assert "By company" in text_of(client.get(changelist))
