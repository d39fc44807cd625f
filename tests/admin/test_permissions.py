"""Who may see and do what: every address of the admin, for each kind of user."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.urls import URLPattern, URLResolver, reverse

from postings.models import (
    Comment,
    Company,
    CompanyMembership,
    Draft,
    ImportBatch,
    Invitation,
    Place,
    Posting,
    RawText,
    Skill,
    Source,
)
from tests.admin.conftest import client_of
from tests.admin.forms import BANDS
from tests.admin.world import (
    BEGINNING,
    DENIED,
    ELSEWHERE,
    LOGIN,
    MISSING,
    NOT_BY_LINK,
    SECRET,
    SHOWN,
    World,
    kind_of,
)
from tests.factories import (
    PostingFactory,
    UserFactory,
)
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db

# What the answer to GET is: shown (200), denied (403), missing (404), elsewhere (a redirect), login.
# In the order: anonymous, recruiter of the company, recruiter of another, moderator, superuser.
EVERYBODY = (LOGIN, SHOWN, SHOWN, SHOWN, SHOWN)
MODERATORS = (LOGIN, DENIED, DENIED, SHOWN, SHOWN)
SUPERUSERS = (LOGIN, DENIED, DENIED, DENIED, SHOWN)
NOBODY = (LOGIN, DENIED, DENIED, DENIED, DENIED)
THEIRS = (LOGIN, SHOWN, ELSEWHERE, SHOWN, SHOWN)  # Django sends to the index with a message
THEIRS_OR_MISSING = (LOGIN, SHOWN, MISSING, SHOWN, SHOWN)

MATRIX: dict[str, tuple[str, ...]] = {
    "index": EVERYBODY,
    "password_change": EVERYBODY,
    "password_change_done": EVERYBODY,
    "jsi18n": EVERYBODY,
    "second_factor_step": (LOGIN,) * 5,  # only after a right password
    "second_factor_first": (LOGIN,) * 5,
    "security": EVERYBODY,
    "second_factor_set_up": EVERYBODY,
    "second_factor_codes": (LOGIN, ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE),
    "second_factor_turn_off": (LOGIN, ELSEWHERE, ELSEWHERE, ELSEWHERE, ELSEWHERE),
    "end_sessions": (LOGIN, NOT_BY_LINK, NOT_BY_LINK, NOT_BY_LINK, NOT_BY_LINK),
    "postings_posting_changelist": EVERYBODY,
    "postings_posting_add": EVERYBODY,
    "postings_posting_paste": (LOGIN, SHOWN, SHOWN, ELSEWHERE, ELSEWHERE),
    "postings_posting_change": THEIRS,
    "postings_posting_history": THEIRS,
    "postings_posting_preview": THEIRS_OR_MISSING,
    "postings_posting_step": (LOGIN, ELSEWHERE, MISSING, ELSEWHERE, ELSEWHERE),
    "postings_posting_comment": (LOGIN, ELSEWHERE, MISSING, ELSEWHERE, ELSEWHERE),
    "postings_posting_delete": SUPERUSERS,
    "postings_company_changelist": EVERYBODY,
    "postings_company_add": MODERATORS,
    "postings_company_change": THEIRS,
    "postings_company_history": THEIRS,
    "postings_company_trust": MODERATORS,
    "postings_company_people": THEIRS_OR_MISSING,
    "postings_company_figures": THEIRS_OR_MISSING,
    "postings_posting_figures": THEIRS_OR_MISSING,
    "postings_company_delete": SUPERUSERS,
    "postings_draft_changelist": MODERATORS,
    "postings_draft_add": NOBODY,
    "postings_draft_undo_last": (LOGIN, DENIED, DENIED, NOT_BY_LINK, NOT_BY_LINK),
    "postings_draft_many": MODERATORS,
    "postings_draft_next": (LOGIN, DENIED, DENIED, ELSEWHERE, ELSEWHERE),
    "postings_draft_change": MODERATORS,
    "postings_draft_history": MODERATORS,
    "postings_draft_delete": NOBODY,
    "postings_importbatch_changelist": MODERATORS,
    "postings_importbatch_add": MODERATORS,
    "postings_importbatch_change": MODERATORS,
    "postings_importbatch_step": (LOGIN, DENIED, DENIED, ELSEWHERE, ELSEWHERE),
    "postings_importbatch_columns": (LOGIN, DENIED, DENIED, ELSEWHERE, ELSEWHERE),
    "postings_importbatch_history": MODERATORS,
    "postings_importbatch_delete": NOBODY,
    "postings_rawtext_changelist": MODERATORS,
    "postings_rawtext_add": NOBODY,
    "postings_rawtext_change": MODERATORS,
    "postings_rawtext_history": MODERATORS,
    "postings_rawtext_delete": NOBODY,
    "postings_place_changelist": MODERATORS,
    "postings_place_choices": EVERYBODY,
    "postings_place_add": NOBODY,
    "postings_place_change": MODERATORS,
    "postings_place_history": MODERATORS,
    "postings_place_delete": NOBODY,
    "postings_skill_changelist": MODERATORS,
    "postings_skill_choices": EVERYBODY,
    "postings_skill_add": MODERATORS,
    "postings_skill_change": MODERATORS,
    "postings_skill_history": MODERATORS,
    "postings_skill_delete": SUPERUSERS,
    "postings_likelyduplicate_changelist": MODERATORS,
    "postings_likelyduplicate_add": NOBODY,
    "postings_likelyduplicate_next": (LOGIN, DENIED, DENIED, ELSEWHERE, ELSEWHERE),
    "postings_likelyduplicate_compare": MODERATORS,
    "postings_likelyduplicate_change": (LOGIN, DENIED, DENIED, ELSEWHERE, ELSEWHERE),
    "postings_likelyduplicate_history": MODERATORS,
    "postings_likelyduplicate_delete": NOBODY,
    "postings_unknownterm_changelist": MODERATORS,
    "postings_unknownterm_add": NOBODY,
    "postings_unknownterm_change": MODERATORS,
    "postings_unknownterm_effect": MODERATORS,
    "postings_unknownterm_history": MODERATORS,
    "postings_unknownterm_delete": NOBODY,
    "postings_revision_changelist": MODERATORS,
    "postings_revision_add": NOBODY,
    "postings_revision_change": MODERATORS,
    "postings_revision_history": MODERATORS,
    "postings_revision_delete": NOBODY,
    "postings_revision_undo": (LOGIN, MISSING, MISSING, NOT_BY_LINK, NOT_BY_LINK),
    "postings_fieldcheck_changelist": MODERATORS,
    "postings_fieldcheck_add": NOBODY,
    "postings_fieldcheck_change": MODERATORS,
    "postings_fieldcheck_history": MODERATORS,
    "postings_fieldcheck_delete": NOBODY,
    "postings_source_changelist": MODERATORS,
    "postings_source_add": NOBODY,
    "postings_source_change": MODERATORS,
    "postings_source_history": MODERATORS,
    "postings_source_delete": NOBODY,
    "postings_report_changelist": MODERATORS,
    "postings_report_add": NOBODY,
    "postings_report_change": MODERATORS,
    "postings_report_history": MODERATORS,
    "postings_report_delete": NOBODY,
    "autocomplete": EVERYBODY,
}
# Addresses that behave alike for all, or that only superusers may open.
APART = {"login", "logout", "view_on_site", "app_list", None}
NOT_EVEN_BY_SUPERUSERS = {  # logs and tasks are not written by hand
    "axes_accessattempt_add", "axes_accessfailurelog_add", "axes_accesslog_add",
    "django_tasks_database_dbtaskresult_add", "django_tasks_database_dbtaskresult_delete",
}  # fmt: skip
SUPERUSERS_APPS = ("auth_", "axes_", "django_tasks_database_")


def names_of_all_addresses() -> list[str]:
    def names(patterns: list[Any]) -> Iterator[str | None]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from names(pattern.url_patterns)
            elif isinstance(pattern, URLPattern):
                yield pattern.name

    return sorted({name for name in names(admin.site.get_urls()) if name not in APART and name is not None})


@pytest.fixture
def world() -> World:
    return World()


def test_every_address_of_the_admin_is_in_the_matrix():
    unknown = [
        name
        for name in names_of_all_addresses()
        if name not in MATRIX and not name.startswith(SUPERUSERS_APPS)
    ]
    assert unknown == []


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_each_user_sees_what_is_theirs(world, name):
    url = world.address(name)
    assert tuple(kind_of(client.get(url)) for client in world.clients) == MATRIX[name]


@pytest.mark.parametrize(
    "name", [name for name in names_of_all_addresses() if name.startswith(SUPERUSERS_APPS)]
)
def test_users_groups_logs_and_tasks_are_for_superusers_alone(world, name):
    url = world.address(name)
    kinds = [kind_of(client.get(url)) for client in world.clients]
    assert kinds[:4] == [LOGIN, DENIED, DENIED, DENIED]
    assert kinds[4] == (DENIED if name in NOT_EVEN_BY_SUPERUSERS else SHOWN)


def test_a_recruiter_reads_nothing_of_another_company_or_of_the_moderators_anywhere(world):
    client = world.clients[1]
    urls = [world.address(name) for name in MATRIX if name not in {"password_change_done"}]
    urls += [
        reverse("admin:postings_posting_change", args=[world.other_posting.pk]),
        reverse("admin:postings_posting_history", args=[world.other_posting.pk]),
        reverse("admin:postings_posting_preview", args=[world.other_posting.pk]),
        reverse("admin:postings_company_change", args=[world.other_company.pk]),
        reverse("admin:postings_company_people", args=[world.other_company.pk]),
        reverse("admin:postings_company_figures", args=[world.other_company.pk]),
        reverse("admin:postings_posting_figures", args=[world.other_posting.pk]),
        reverse("admin:postings_posting_changelist") + f"?q={BEGINNING}",
        reverse("admin:postings_posting_changelist") + f"?of={world.other_company.pk}",
        reverse("admin:postings_posting_changelist") + f"?company__id__exact={world.other_company.pk}",
        reverse("admin:postings_company_changelist") + f"?q={BEGINNING}",
        reverse("admin:postings_posting_add") + f"?draft={world.draft.pk}",
        *(
            f"{reverse('admin:autocomplete')}?app_label=postings&model_name={model}&field_name={field}&term={term}"
            for model, field, term in (
                ("posting", "company", BEGINNING), ("draft", "posting", BEGINNING),
                ("draft", "raw_text", BEGINNING), ("companymembership", "user", "r"),
            )
        ),
    ]  # fmt: skip
    for url in urls:
        body = text_of(client.get(url))
        assert SECRET not in body, url
        assert "root" not in body, url
        assert SECRET not in text_of(client.get(url, follow=True)), url


@pytest.mark.parametrize("number", [0, 1, 2])
def test_what_is_not_theirs_does_not_change_by_posting_to_it(world, number):
    """Anonymous, the recruiter and the other recruiter try every write that is not theirs."""
    client = world.clients[number]
    posting = world.posting if number == 2 else world.other_posting
    before = (posting.version, posting.state, posting.title)
    change = {"title": "Taken over", "company": world.company.slug, "eligibility": "unknown", **BANDS}
    tries = [
        (reverse("admin:postings_posting_change", args=[posting.pk]), {**change, "version": "1"}),
        *(
            (reverse("admin:postings_posting_step", args=[posting.pk]), {"step": step, "reason": "x"})
            for step in (
                "publish", "submit", "fill", "extend", "relist", "copy", "send_back", "reject", "withdraw",
            )
        ),
        *(
            (
                reverse("admin:postings_posting_changelist"),
                {"action": action, "_selected_action": [str(posting.pk)]},
            )
            for action in (
                "publish_all", "submit_all", "fill_all", "extend_all", "withdraw_all", "delete_selected",
            )
        ),
        (reverse("admin:postings_draft_change", args=[world.draft.pk]), {**change, "_approve": ""}),
        (reverse("admin:postings_draft_change", args=[world.draft.pk]), {"_reject": "", "reason": "x"}),
        (
            reverse("admin:postings_draft_changelist"),
            {"action": "reject_all", "_selected_action": [str(world.draft.pk)], "reason": "x"},
        ),
        (reverse("admin:postings_draft_many"), {"sure": "50", "sample": "1", "checked": str(world.draft.pk)}),
        (reverse("admin:postings_draft_undo_last"), {}),
        (reverse("admin:postings_importbatch_add"), {"text": "A text"}),
        (reverse("admin:postings_importbatch_step", args=[world.batch.pk]), {"step": "cancel"}),
        (reverse("admin:postings_importbatch_columns", args=[world.batch.pk]), {}),
        (reverse("admin:postings_posting_comment", args=[posting.pk]), {"text": "Mine"}),
        *(
            (reverse("admin:postings_company_trust", args=[posting.company_id]), {"do": do, "reason": "x"})
            for do in ("verify", "block")
        ),
        (reverse("admin:postings_source_change", args=[world.source.pk]), {"publish_percent": "60"}),
        (reverse("admin:postings_skill_add"), {"name": "Hacking"}),
        (reverse("admin:postings_company_add"), {"name": "Mine Ltd"}),
        *(
            (
                reverse("admin:postings_company_people", args=[posting.company_id]),
                {"do": do, "row": str(row), "email": "mine@example.com"},
            )
            for do in ("invite", "again", "revoke", "remove")
            for row in (world.invitation.pk, *posting.company.memberships.values_list("pk", flat=True))
        ),
        (reverse("admin:auth_user_add"), {"username": "x", "password1": "y", "password2": "y"}),
    ]  # fmt: skip
    for url, data in tries:
        client.post(url, data)
    posting.refresh_from_db()
    assert (posting.version, posting.state, posting.title) == before
    assert Draft.objects.waiting().get() == world.draft
    assert RawText.objects.count() == 1
    assert not Skill.objects.filter(name="Hacking").exists()
    assert Company.objects.filter(verified_at=None, blocked_at=None).count() == 2
    assert not Comment.objects.exists()
    assert Posting.objects.count() == 2
    assert ImportBatch.objects.get(pk=world.batch.pk).finished_at is None
    assert Source.objects.get(pk=world.source.pk).publish_above is None
    assert Invitation.objects.get().is_open
    assert CompanyMembership.objects.count() == 2


def test_a_recruiter_cannot_publish_their_own_posting(world):
    client = world.clients[1]
    step = reverse("admin:postings_posting_step", args=[world.posting.pk])
    assert client.post(step, {"step": "publish"}).status_code == 403
    change = reverse("admin:postings_posting_change", args=[world.posting.pk])
    data = {
        "title": "Welder",
        "company": world.company.slug,
        "eligibility": "unknown",
        "version": "1",
        **BANDS,
    }
    assert client.post(change, {**data, "_step_publish": ""}).status_code == 403
    world.posting.refresh_from_db()
    assert world.posting.state == Posting.State.DRAFT


def test_a_recruiter_cannot_move_a_posting_to_another_company(world):
    client = world.clients[1]
    change = reverse("admin:postings_posting_change", args=[world.posting.pk])
    data = {"title": "Welder", "eligibility": "unknown", "version": "1", **BANDS}
    for company in (world.other_company.slug, world.other_company.name, "New Ltd", ""):
        client.post(change, {**data, "company": company})
    world.posting.refresh_from_db()
    assert world.posting.company == world.company


def test_a_recruiter_changes_website_and_description_of_their_company_and_nothing_else(world):
    client = world.clients[1]
    url = reverse("admin:postings_company_change", args=[world.company.pk])
    client.post(
        url,
        {
            "name": "Renamed",
            "trusted": "on",
            "website": "https://alder.example/",
            "description": "We weld.",
            "memberships-TOTAL_FORMS": "1",
            "memberships-INITIAL_FORMS": "0",
            "memberships-0-person": "root",
        },
    )
    company = Company.objects.get(pk=world.company.pk)
    assert (company.name, company.trusted) == ("Alder Works", False)
    assert (company.website, company.description) == ("https://alder.example/", "We weld.")
    assert company.memberships.count() == 1


def test_somebody_without_staff_status_is_sent_to_log_in(world):
    client = client_of(UserFactory(companies=[world.company]))
    assert kind_of(client.get(reverse("admin:postings_posting_changelist"))) == LOGIN


def test_a_recruiter_of_no_company_is_told_so(world):
    client = client_of(UserFactory(recruiter=True, username="newcomer"))
    for name in ("index", "postings_posting_changelist", "postings_posting_add", "postings_posting_paste"):
        page = text_of(client.get(reverse(f"admin:{name}")))
        assert "does not belong to a company yet" in page, name
        assert "newcomer" in page
    client.post(reverse("admin:postings_posting_add"), {"title": "X", "eligibility": "unknown", **BANDS})
    assert Posting.objects.count() == 2


def test_the_first_page_shows_each_role_their_desk(world):
    PostingFactory(company=world.company, submitted=True, title="Fitter")
    moderator = text_of(world.clients[3].get(reverse("admin:index")))
    assert "Review next" in moderator
    assert "Fitter" in moderator
    assert "1 not imported" in moderator
    recruiter = text_of(world.clients[1].get(reverse("admin:index")))
    assert "Paste a text" in recruiter
    assert "Fitter" in recruiter
    assert "Review next" not in recruiter
    assert Place._meta.verbose_name_plural.title() not in recruiter
