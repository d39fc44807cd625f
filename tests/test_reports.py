"""Reports: sent without an account, read and handled by moderators."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from postings import reports
from postings.models import Posting, RateBucket, Report
from postings.rate_limit import Limit
from postings.views import report as view
from tests.factories import CompanyFactory, PostingFactory, UserFactory
from tests.views.pages import Page

pytestmark = pytest.mark.django_db

LIST = "/admin/postings/report/"


def address(posting: Posting) -> str:
    return f"/jobs/{posting.pk}/report/"


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def moderator() -> Any:
    return UserFactory(moderator=True, username="mo")


# --- the form ---------------------------------------------------------------------------------------


def test_the_posting_page_leads_to_the_form(client: Client) -> None:
    posting = PostingFactory(title="Ship Welder")
    form = client.get(Page(client.get(posting.get_absolute_url())).link("Report this posting"))
    page = Page(form)
    assert page.text("h1") == "Report this posting"
    assert "Ship Welder" in page.text("main")
    assert len(page.tree.css('input[name="reason"]')) == len(Report.Reason.choices)
    assert page.one('meta[name="robots"]').attributes["content"] == "noindex"
    assert "no-store" in form.headers["Cache-Control"]


def test_a_report_reaches_the_moderators(client: Client) -> None:
    posting = PostingFactory()
    response = client.post(address(posting), {"reason": "scam", "text": " They ask for money. "}, follow=True)
    assert response.redirect_chain == [(f"/jobs/{posting.pk}/report/sent/", 302)]
    assert Page(response).text("h1") == "Thank you"
    report = Report.objects.get()
    assert (report.posting, report.reason, report.text) == (posting, "scam", "They ask for money.")
    assert (report.state, report.handled_at, report.handled_by) == ("open", None, None)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose what is wrong."),
        ({"reason": "boring"}, "Choose one of the reasons."),
        ({"reason": "other", "text": "   "}, "Say what is wrong."),
        ({"reason": "scam", "text": "x" * 2001}, "At most 2,000 characters."),
        ({"reason": "scam", "text": "a\x00b"}, "Null characters are not allowed."),
        ({"reason": "sc\x00am"}, "Choose one of the reasons."),
    ],
)
def test_what_is_missing_is_said_and_what_was_written_is_kept(
    client: Client, sent: dict[str, str], said: str
) -> None:
    posting = PostingFactory()
    response = client.post(address(posting), sent)
    page = Page(response)
    assert response.status_code == 400
    assert said in page.text('[role="alert"]')
    assert page.text("title").startswith("Not sent")
    assert not Report.objects.exists()
    assert page.tree.css("textarea")[0].text().strip() == sent.get("text", "").strip().replace(
        "\x00", "\ufffd"
    )


def test_what_was_written_is_never_markup(client: Client) -> None:
    response = client.post(
        address(PostingFactory()), {"reason": "?", "text": "</textarea><script>x</script>"}
    )
    assert "<script>x" not in response.content.decode()


def test_a_form_of_another_site_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address(PostingFactory()), {"reason": "scam"}).status_code == 403
    assert not Report.objects.exists()


def test_many_reports_from_one_address_are_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "LIMIT", Limit("report", burst=2, seconds=7200))
    posting = PostingFactory()
    for _ in range(2):
        assert client.post(address(posting), {"reason": "scam"}).status_code == 302
    client.post(address(posting), {"reason": ""})  # what is not sent does not count
    refused = client.post(address(posting), {"reason": "scam", "text": "Kept."})
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 3000
    assert "60 minutes" in Page(refused).text('[role="alert"]')
    assert Page(refused).text("textarea") == "Kept."
    assert Report.objects.count() == 2
    assert "127" not in RateBucket.objects.get().key


@pytest.mark.parametrize(
    ("trait", "status"), [("expired", 200), ("draft", 404), ("scheduled", 404), ("withdrawn", 410)]
)
def test_only_what_can_be_read_can_be_reported(client: Client, trait: str, status: int) -> None:
    posting = PostingFactory(**{trait: True})
    assert client.get(address(posting)).status_code == status
    client.post(address(posting), {"reason": "scam"})
    assert Report.objects.count() == (status == 200)


# --- what the database holds to ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": "boring"},
        {"reason": "other"},
        {"reason": "scam", "state": "lost"},
        {"reason": "scam", "state": "handled"},
        {"reason": "scam", "handled_at": timezone.now()},
    ],
)
def test_the_database_refuses_reports_that_make_no_sense(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(posting=PostingFactory(), **fields)


# --- the queue --------------------------------------------------------------------------------------


def test_open_reports_stand_in_the_queue_the_oldest_first(moderator: Any) -> None:
    first = Report.objects.create(posting=PostingFactory(title="First job"), reason="scam", text="<b>bad</b>")
    second = Report.objects.create(posting=first.posting, reason="expired")
    done = Report.objects.create(posting=PostingFactory(title="Old job"), reason="duplicate")
    reports.handle(report=done, by=moderator)
    client = client_of(moderator)
    page = Page(client.get(LIST))
    assert page.status == 200
    assert page.tree.css_first(".field-about").text() == str(first.posting)
    assert page.texts(".field-others") == ["2", "2"]
    assert "&lt;b&gt;bad" in page.html
    assert "Old job" not in page.text("#result_list")
    assert "Old job" in Page(client.get(f"{LIST}?state=all")).text("#result_list")
    handled = Page(client.get(f"{LIST}?state=handled")).text("#result_list")
    assert "Old job" in handled
    assert "today by mo" in handled
    assert str(second.posting) not in handled
    assert client.get(f"{LIST}{done.pk}/change/").status_code == 200
    assert client.get(f"{LIST}?state=%00&q=%00").status_code in (200, 302)


def test_a_report_is_handled_without_touching_the_posting(moderator: Any) -> None:
    report = Report.objects.create(posting=PostingFactory(), reason="scam")
    client = client_of(moderator)
    client.post(LIST, {"action": "mark_handled", "_selected_action": [report.pk]})
    report.refresh_from_db()
    assert (report.state, report.handled_by) == ("handled", moderator)
    assert report.handled_at is not None
    report.posting.refresh_from_db()
    assert report.posting.state == "published"
    assert reports.handle(report=report, by=None) == 0
    report.refresh_from_db()
    assert report.handled_by == moderator


def test_withdrawing_takes_the_posting_down_and_handles_all_its_reports(
    client: Client, moderator: Any
) -> None:
    posting = PostingFactory()
    mine = [Report.objects.create(posting=posting, reason=reason) for reason in ("scam", "duplicate")]
    other = Report.objects.create(posting=PostingFactory(), reason="scam")
    desk = client_of(moderator)
    answer = desk.post(
        LIST, {"action": "withdraw", "_selected_action": [mine[0].pk, mine[1].pk]}, follow=True
    )
    assert "Withdrawn: 1 posting; handled by that: 2 reports." in Page(answer).text(".messagelist")
    posting.refresh_from_db()
    assert (posting.state, posting.closing_reason) == ("withdrawn", "Reported: it looks like a scam.")
    assert client.get(posting.get_absolute_url()).status_code == 410
    assert list(Report.objects.filter(state="open")) == [other]
    late = Report.objects.create(posting=posting, reason="scam")
    assert reports.withdraw_posting(report=late, by=moderator) == 1


def test_the_actions_are_on_the_page_of_one_report_too(moderator: Any) -> None:
    report = Report.objects.create(posting=PostingFactory(), reason="scam")
    page = Page(client_of(moderator).get(f"{LIST}{report.pk}/change/"))
    assert "Withdraw the posting" in page.html
    assert "mark_handled" in page.html


def test_recruiters_see_no_report(moderator: Any) -> None:
    company = CompanyFactory()
    report = Report.objects.create(posting=PostingFactory(company=company), reason="scam", text="Secret")
    recruiter = client_of(UserFactory(recruiter=True, companies=[company]))
    assert recruiter.get(LIST).status_code == 403
    assert recruiter.get(f"{LIST}{report.pk}/change/").status_code == 403
    for action in ("withdraw", "mark_handled"):
        assert recruiter.post(LIST, {"action": action, "_selected_action": [report.pk]}).status_code == 403
    report.refresh_from_db()
    assert report.state == "open"
    assert "report" not in recruiter.get("/admin/").content.decode().lower()
    anonymous = Client().get(LIST)
    assert anonymous.headers["Location"] == f"{reverse('admin:login')}?next={LIST}"


def test_the_queue_takes_no_more_queries_for_more_reports(
    moderator: Any, django_assert_max_num_queries: Any
) -> None:
    desk = client_of(moderator)
    for number in range(12):
        Report.objects.create(posting=PostingFactory(), reason="scam")
        if number in (0, 11):
            with django_assert_max_num_queries(9):
                assert desk.get(LIST).status_code == 200
