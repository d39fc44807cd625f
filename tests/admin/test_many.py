"""Approving many drafts at once after a sample, words marked in the text, one's last decision taken back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from postings.intake import Incoming, import_texts
from postings.models import Draft, FieldCheck, Posting, Revision
from postings.values import PostingValues
from tests.admin.forms import data_of, said
from tests.factories import DraftFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db

MANY = "admin:postings_draft_many"


def values(title: str) -> dict[str, Any]:
    return PostingValues(title=title, company="Example").to_json()


@pytest.fixture
def drafts() -> list[Draft]:
    sure = [DraftFactory(values=values(f"Welder {number}"), confidence=0.95) for number in range(6)]
    return [
        *sure,
        DraftFactory(values=values("Unsure"), confidence=0.7),
        DraftFactory(no_posting=True, confidence=1),
    ]


def form_of(page: str) -> dict[str, Any]:
    """What the browser would send with every draft of the sample ticked."""
    hidden = dict(re.findall(r'name="(sure|source|sample|seed)" value="([^"]*)"', page.partition("csrf")[2]))
    return {**hidden, "checked": re.findall(r'name="checked" value="(\d+)"', page)}


def test_sure_drafts_are_published_together_after_the_sample_was_ticked(at_moderation, drafts):
    page = text_of(at_moderation.get(reverse(MANY), {"sure": "90", "sample": "3"}))
    assert "6 drafts are at least 90 % sure" in page
    data = form_of(page)
    assert len(data["checked"]) == 3
    assert "Publish 6 postings" in page
    response = at_moderation.post(reverse(MANY), data)
    assert said(response) == ["Published 6 postings."]
    assert Posting.objects.live().count() == 6
    assert set(Draft.objects.waiting()) == set(drafts[6:])
    revision = Revision.objects.filter(draft=drafts[0], action="approved with others").get()
    assert "One of 6 at least 90 % sure; looked at:" in revision.changes["with_others"][1]
    assert not FieldCheck.objects.exists()
    history = text_of(at_moderation.get(reverse("admin:postings_draft_history", args=[drafts[0].pk])))
    assert "One of 6 at least 90 % sure" in history


def test_nothing_is_published_until_every_draft_of_the_sample_is_ticked(at_moderation, drafts):
    data = form_of(text_of(at_moderation.get(reverse(MANY), {"sure": "90", "sample": "3"})))
    for ticked in ([], data["checked"][:2], ["x", "0"]):
        page = text_of(at_moderation.post(reverse(MANY), {**data, "checked": ticked}))
        assert "Nothing was published." in page
    assert not Posting.objects.exists()


def test_the_sample_stays_the_same_while_the_drafts_do_and_is_shown_anew_when_not(at_moderation, drafts):
    page = text_of(at_moderation.get(reverse(MANY), {"sure": "90", "sample": "3"}))
    data = form_of(page)
    again = form_of(
        text_of(at_moderation.get(reverse(MANY), {"sure": "90", "sample": "3", "seed": data["seed"]}))
    )
    assert again["checked"] == data["checked"]
    Draft.objects.filter(pk__in=data["checked"]).update(confidence=0.1)
    page = text_of(at_moderation.post(reverse(MANY), data))
    assert "Nothing was published." in page


@pytest.mark.parametrize(
    "query", [{"sure": "10", "sample": "3"}, {"sure": "x"}, {"sample": "0"}, {"sure": "\x00"}, {}]
)
def test_nonsense_shows_the_form(at_moderation, drafts, query):
    assert "Show a sample" in text_of(at_moderation.get(reverse(MANY), query))


def test_likely_duplicates_are_not_approved_with_others(at_moderation):
    text = "# Welder\n\n### Alder Works\n\nLocation: Adelaide, Australia\n\nWeld all day.\n"
    import_texts(
        [
            Incoming(f"{n}.md", (text + f"\nApply at https://alder.example/jobs/7?utm_source={n}").encode())
            for n in "ab"
        ],
        channel="upload",
    )
    assert "No draft that waits is so sure." in text_of(
        at_moderation.get(reverse(MANY), {"sure": "50", "sample": "1"})
    )


# --- words marked in the text ---------------------------------------------------------------------


def assigned(client: Any, draft: Draft, field: str, words: str, **fields: Any) -> Any:
    text = draft.raw_text.text.replace("\r\n", "\n")
    start = text.index(words)
    data = {
        **data_of(PostingValues.from_json(draft.values)), "version": str(draft.version), "_assign": "",
        "assign_field": field, "assign_start": str(start), "assign_end": str(start + len(words)), **fields,
    }  # fmt: skip
    return client.post(draft.get_admin_url(), data)


@pytest.fixture
def welder() -> Draft:
    text = "Hello!\r\n\r\nWe look for somebody who welds. You get 38–44 AUD an hour.\r\nMostly from home.\r\n"
    return import_texts([Incoming("text.md", text.encode())], channel="upload").drafts[0]


def test_marked_words_fill_the_field_and_stay_as_evidence_by_hand(at_moderation, welder):
    page = text_of(assigned(at_moderation, welder, "title", "somebody who welds"))
    assert 'value="somebody who welds"' in page
    assert ">by hand<" in page
    finding = welder.findings.get(rule="by hand")
    assert welder.raw_text.text[finding.start : finding.end] == "somebody who welds" == finding.quote
    welder.refresh_from_db()
    assert welder.values["title"] != "somebody who welds"  # not saved yet
    page = text_of(
        assigned(at_moderation, welder, "pay", "38–44 AUD an hour", title="Welder", is_posting="on")
    )
    assert 'value="38"' in page
    assert 'value="Welder"' in page  # what was typed stays


def test_words_that_do_not_say_the_field_are_refused_and_nothing_is_lost(at_moderation, welder):
    response = assigned(at_moderation, welder, "pay", "Hello", title="Typed")
    assert "can&#x27;t be read as this field" in text_of(response)
    assert 'value="Typed"' in text_of(response)
    assert not welder.findings.filter(rule="by hand").exists()


@pytest.mark.parametrize(
    "bad",
    [{"assign_start": "x"}, {"assign_start": "99999999"}, {"assign_field": "no"}, {"assign_start": "-1"}],
)
def test_a_tampered_selection_is_refused_in_words(at_moderation, welder, bad):
    assert assigned(at_moderation, welder, "title", "Hello", **bad).status_code == 200
    assert not welder.findings.filter(rule="by hand").exists()


# --- one's last decision --------------------------------------------------------------------------


def test_z_takes_back_ones_own_last_decision_and_not_anothers(at_moderation, moderator, drafts):
    other = DraftFactory(values=values("Another's"))
    from postings.review import deciding
    from tests.factories import UserFactory

    deciding.approve(draft=drafts[0], by=moderator)
    deciding.reject(draft=drafts[1], by=moderator, reason="Spam.")
    deciding.reject(draft=other, by=UserFactory(moderator=True), reason="Spam.")
    undo = reverse("admin:postings_draft_undo_last")
    assert at_moderation.post(undo).url == drafts[1].get_admin_url()
    assert at_moderation.post(undo).url == drafts[0].get_admin_url()
    assert "There is no decision of yours" in said(at_moderation.post(undo))[-1]
    assert set(Draft.objects.waiting()) >= {drafts[0], drafts[1]}
    other.refresh_from_db()
    assert other.state == "rejected"
