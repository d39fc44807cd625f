"""Who is offered which actions, and whose names a box for choosing gives away: in the whole admin."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from tests.admin.world import BEGINNING, DENIED, LOGIN, SECRET, SHOWN, World, kind_of
from tests.factories import CompanyFactory, PostingFactory, UserFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


# --- actions ----------------------------------------------------------------------------------------

# Actions offered above each list; no table but these has any. The recruiter, the moderator, the superuser.
ACTIONS: dict[str, tuple[set[str], set[str], set[str]]] = {
    "auth.user": (set(), set(), {"remove_second_factor", "end_sessions", "delete_selected"}),
    "auth.group": (set(), set(), {"delete_selected"}),
    "axes.accessattempt": (set(), set(), {"cleanup_expired_attempts", "delete_selected"}),
    "axes.accesslog": (set(), set(), {"delete_selected"}),
    "axes.accessfailurelog": (set(), set(), {"delete_selected"}),
    "postings.company": (set(), set(), {"delete_selected"}),
    "postings.draft": (set(), {"approve_sure", "reject_all"}, {"approve_sure", "reject_all"}),
    "postings.posting": (
        {"submit_all", "fill_all", "extend_all", "withdraw_all"},
        {"publish_all", "fill_all", "extend_all", "withdraw_all"},
        {"publish_all", "fill_all", "extend_all", "withdraw_all", "delete_selected"},
    ),
    "postings.report": (set(), {"mark_handled", "withdraw"}, {"mark_handled", "withdraw"}),
    "postings.skill": (set(), set(), {"delete_selected"}),
    "postings.unknownterm": (set(), {"ignore_all"}, {"ignore_all"}),
}


def offered(request_user: Any, model_admin: Any, rf: Any) -> set[str]:
    request = rf.get("/admin/")
    request.user = request_user
    if not model_admin.has_view_permission(request):
        return set()
    return set(model_admin.get_actions(request))


def test_each_user_is_offered_their_actions_and_no_table_is_forgotten(world, rf):
    users = (
        UserFactory(recruiter=True, companies=[world.company]),
        UserFactory(moderator=True),
        UserFactory(superuser=True),
    )
    found = {
        model._meta.label_lower: tuple(offered(user, model_admin, rf) for user in users)
        for model, model_admin in admin.site._registry.items()
    }
    assert {label: sets for label, sets in found.items() if any(sets)} == ACTIONS


@pytest.mark.parametrize("label", sorted(ACTIONS))
def test_an_action_that_is_not_offered_does_nothing(world, label):
    """Every action of the table is sent by everybody to whom it is not offered, for every row there is."""
    model = apps.get_model(label)
    url = reverse(f"admin:{label.replace('.', '_')}_changelist")
    rows = list(model._default_manager.values_list("pk", flat=True))
    before = list(model._default_manager.order_by("pk").values())
    recruiters, moderators, superusers = ACTIONS[label]
    offered_to = (set(), recruiters, recruiters, moderators, superusers)
    for client, theirs in zip(world.clients, offered_to, strict=True):
        for action in (recruiters | moderators | superusers | {"delete_selected"}) - theirs:
            data = {"action": action, "_selected_action": rows, "reason": "x", "post": "yes"}
            client.post(url, data)
    assert list(model._default_manager.order_by("pk").values()) == before
    assert rows


# --- boxes for choosing -----------------------------------------------------------------------------

# Whom Django's own box lets choose among the rows of a table; of all other tables it tells nobody.
# In the order: anonymous, recruiter of the company, recruiter of another, moderator, superuser.
CHOOSE = {
    "postings.company": (LOGIN, SHOWN, SHOWN, SHOWN, SHOWN),
    "postings.posting": (LOGIN, SHOWN, SHOWN, SHOWN, SHOWN),
    "postings.place": (LOGIN, SHOWN, SHOWN, SHOWN, SHOWN),
    "postings.skill": (LOGIN, SHOWN, SHOWN, SHOWN, SHOWN),
    "postings.draft": (LOGIN, DENIED, DENIED, SHOWN, SHOWN),
    "postings.importbatch": (LOGIN, DENIED, DENIED, SHOWN, SHOWN),
    "postings.unknownterm": (LOGIN, DENIED, DENIED, SHOWN, SHOWN),
    "postings.rawtext": (LOGIN, DENIED, DENIED, SHOWN, SHOWN),
    "auth.user": (LOGIN, DENIED, DENIED, DENIED, SHOWN),
    "auth.group": (LOGIN, DENIED, DENIED, DENIED, SHOWN),
}


def relations() -> Iterator[tuple[str, str, str, str]]:
    """(app, model, field, table chosen from) of every relation that a table of the job board has."""
    for model in apps.get_models():
        if model not in admin.site._registry and model._meta.app_label != "postings":
            continue
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and field.related_model is not None:
                meta = model._meta
                yield meta.app_label, meta.model_name or "", field.name, field.related_model._meta.label_lower


def asked(app: str, model: str, field: str, term: str) -> str:
    query = {"app_label": app, "model_name": model, "field_name": field, "term": term}
    return f"{reverse('admin:autocomplete')}?{urlencode(query)}"


def test_each_box_answers_those_who_may_choose_from_its_table_and_nobody_else(world):
    wrong = []
    for app, model, field, table in relations():
        expected = CHOOSE.get(table, (LOGIN, DENIED, DENIED, DENIED, DENIED))
        url = asked(app, model, field, "a")
        kinds = tuple(kind_of(client.get(url)) for client in world.clients)
        if kinds != expected:
            wrong.append((app, model, field, table, kinds))
    assert wrong == []


def test_no_box_tells_a_recruiter_of_what_is_anothers(world):
    CompanyFactory(name=f"{SECRET} Yard")
    PostingFactory(company=world.other_company, title=f"{SECRET} post", draft=True)
    told = set()
    for app, model, field, table in relations():
        body = text_of(world.clients[1].get(asked(app, model, field, BEGINNING)))
        assert SECRET not in body, (app, model, field)
        if table in CHOOSE and CHOOSE[table][3] == SHOWN:
            found = json.loads(world.clients[3].get(asked(app, model, field, BEGINNING)).content)
            told |= {table} if found["results"] else set()
    assert {"postings.company", "postings.posting"} <= told  # moderators are told


def test_nonsense_in_a_box_is_refused_and_not_an_error(world):
    urls = [reverse("admin:autocomplete") + query for query in ("", "?term=a", "?app_label=%00&term=a")]
    urls += [
        reverse(f"admin:{name}") + asked("postings", model, field, "\x00").partition("admin/autocomplete/")[2]
        for name, model, field in (
            ("autocomplete", "posting", "company"), ("autocomplete", "postingskill", "skill"),
            ("postings_place_choices", "postingplace", "place"),
            ("postings_skill_choices", "postingskill", "skill"),
        )
    ]  # fmt: skip
    for client in world.clients[1:]:
        assert [kind_of(client.get(url)) for url in urls] == [DENIED] * 3 + [SHOWN] * 4
