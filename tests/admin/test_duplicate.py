"""Likely duplicates in the admin: the queue, both side by side, one decision a key."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from postings import duplicates
from postings.admin.duplicate import compare_url
from postings.differences import side_by_side
from postings.intake import Incoming, import_texts
from postings.linting import WARNINGS
from postings.models import Draft, LikelyDuplicate, Posting, RawText
from postings.review import deciding, lifecycle, writing
from postings.values import PostingValues
from tests.factories import DraftFactory, PlaceFactory, UserFactory
from tests.views.pages import text_of

BODY = "<p>" + " ".join(f"We weld part {number} of the hull with care." for number in range(30)) + "</p>"
EVIL = "<script>alert(1)</script>"


@given(st.text(max_size=400), st.text(max_size=400))
def test_the_runs_of_two_texts_give_the_texts_back_and_equal_texts_have_no_mark(first, second):
    left, right = side_by_side(first, second)
    assert "".join(run.text for run in left) == first
    assert "".join(run.text for run in right) == second
    assert any(run.marked for run in (*left, *right)) == (first != second)


def test_differences_are_found_by_word():
    left, right = side_by_side("We weld hulls.\nDaily.", "We paint hulls.\nDaily.")
    assert [run.text for run in left if run.marked] == ["weld"]
    assert [run.text for run in right if run.marked] == ["paint"]


@pytest.fixture
def moderator(db):
    return UserFactory(moderator=True)


@pytest.fixture
def desk(client, moderator):
    client.force_login(moderator)
    return client


def waiting(**changes):
    values = PostingValues(
        **{"title": "Welder", "company": "Alder Works", "description_html": BODY, **changes}
    )
    draft = DraftFactory(values=values.to_json())
    duplicates.note_likely(duplicates.fingerprint_draft(draft, values))
    return draft


@pytest.fixture
def pair(moderator):
    posting = deciding.approve(draft=waiting(), by=moderator)
    return posting, waiting(title=f"Welder {EVIL}", place_ids=(PlaceFactory(name="Adelaide").pk,))


def test_a_draft_shows_what_it_may_duplicate_and_why(desk, pair):
    posting, draft = pair
    page = text_of(desk.get(draft.get_admin_url()))
    assert "The same job?" in page
    assert compare_url(posting, draft) in page
    assert "The same text." in page


def test_the_comparison_marks_differences_and_escapes(desk, pair):
    page = text_of(desk.get(compare_url(*pair)))
    assert EVIL not in page
    assert "&lt;" in page
    assert "Adelaide" in page
    assert '<mark class="runs__ins">' in page


def test_merging_from_the_comparison_and_back(desk, pair, moderator):
    posting, draft = pair
    answer = desk.post(compare_url(*pair), {"_keep_left": ""}, follow=True)
    assert "Merged" in text_of(answer)
    draft.refresh_from_db()
    assert (draft.state, draft.duplicate_of, draft.reviewed_by) == ("rejected", posting, moderator)
    page = text_of(desk.get(compare_url(*pair)))
    assert "is merged into posting" in page
    desk.post(compare_url(*pair), {"_undo": ""})
    draft.refresh_from_db()
    assert draft.state == "waiting"


def test_a_posting_is_not_merged_into_a_draft(desk, pair):
    page = text_of(desk.get(compare_url(*pair)))
    assert "_keep_left" in page
    assert "_keep_right" not in page
    answer = desk.post(compare_url(*pair), {"_keep_right": ""}, follow=True)
    assert "publish the draft first" in text_of(answer)
    assert Posting.objects.live().count() == 1


def test_two_jobs_are_not_proposed_again(desk, pair):
    posting, draft = pair
    assert duplicates.queue().count() == 1
    answer = desk.post(compare_url(*pair), {"_apart": ""}, follow=True)
    assert "No likely duplicates wait" in text_of(answer)
    assert compare_url(posting, draft) not in text_of(desk.get(draft.get_admin_url()))


def test_the_queue_leads_to_the_comparison(desk, pair):
    listed = text_of(desk.get(reverse("admin:postings_likelyduplicate_changelist")))
    assert "Welder" in listed
    assert "The same text." in listed
    found = LikelyDuplicate.objects.get()
    change = desk.get(reverse("admin:postings_likelyduplicate_change", args=[found.pk]))
    assert change["Location"] == compare_url(*pair)
    assert desk.get(reverse("admin:postings_likelyduplicate_next"))["Location"] == compare_url(*pair)


@pytest.mark.parametrize("name", ["posting-999999", "draft-0", "what", "posting-x", "posting-" + "9" * 40])
def test_what_is_not_there_is_404(desk, pair, name):
    url = reverse("admin:postings_likelyduplicate_compare", args=[name, f"posting-{pair[0].pk}"])
    assert desk.get(url).status_code == 404
    same = reverse("admin:postings_likelyduplicate_compare", args=[f"posting-{pair[0].pk}"] * 2)
    assert desk.get(same).status_code == 404


def test_a_post_that_says_nothing_decides_nothing(desk, pair):
    answer = desk.post(compare_url(*pair), {}, follow=True)
    assert "Say which of the two" in text_of(answer)


def test_recruiters_see_none_of_it(client, pair):
    client.force_login(UserFactory(recruiter=True, companies=[pair[0].company]))
    for url in (
        compare_url(*pair),
        reverse("admin:postings_likelyduplicate_changelist"),
        reverse("admin:postings_likelyduplicate_next"),
    ):
        assert client.get(url).status_code == 403
        assert client.post(url, {"_keep_left": ""}).status_code == 403


def test_the_queue_takes_as_many_queries_for_many_pairs(desk, django_assert_max_num_queries):
    for _ in range(6):
        waiting()
    assert duplicates.queue().count() == 15
    with django_assert_max_num_queries(12):
        desk.get(reverse("admin:postings_likelyduplicate_changelist"))


# --- the five kinds ---------------------------------------------------------------------------------

WELD = " ".join(f"You weld part {number} of the hull in shed {number * 7} with care." for number in range(24))
BAKE = " ".join(f"Before six, loaf {number} leaves oven {number * 3} for our shops." for number in range(24))


def job(number: str, **changes: str) -> Incoming:
    """A text of a job, in a file of its own; two share what is given for both alone."""
    facts = {
        "title": f"Trade {number}",
        "company": f"Works {number} Ltd",
        "location": "Adelaide, Australia",
        "description": f"<p>{' '.join(f'{number} {word}' for word in WELD.split())}</p>",
        "url": f"https://works-{number}.example/jobs/{number}",
        **changes,
    }
    return Incoming(f"{number}.json", json.dumps(facts).encode())


FIVE = {
    "exact text": ({"title": "Welder", "description": f"<p>{WELD}</p>"},) * 2,
    "external id": ({"id": "R-7", "title": "Welder"}, {"id": "R-7", "title": "Ship builder"}),
    "canonical URL": (
        {"url": "https://jobs.example/w/7?utm_source=a", "title": "Ship welder, hulls"},
        {"url": "http://www.jobs.example/w/7/apply#top", "title": "Welder of ship hulls"},
    ),
    "company, place and title": (
        {"company": "Alder Works", "title": "Sr. Ship Welder"},
        {"company": "Alder Works Ltd.", "title": "Senior ship welder (m/f/d)"},
    ),
    "near-identical text": (
        {"title": "Ship welder", "description": f"<p>{WELD}</p>"},
        {"title": "Welder", "description": f"<div>{WELD.replace('part 3', 'piece 3')}</div> Call us."},
    ),
}
SAID = {
    "exact text": "The same text.",
    "external id": "The same number, R-7, from the same source.",
    "canonical URL": "The same address to apply at.",
    "company, place and title": "at the same company and place.",
    "near-identical text": "% of the text is the same.",
}


@pytest.mark.parametrize("kind", FIVE)
def test_each_kind_is_found_compared_merged_by_one_key_and_loses_nothing(desk, client, moderator, kind):
    texts = [job(number, **facts) for number, facts in zip(("one", "two"), FIVE[kind], strict=True)]
    drafts = import_texts([*texts, job("three")], channel="upload", source="board").drafts
    first, second, _ = (deciding.approve(draft=draft, by=moderator) for draft in drafts)
    addresses = [posting.get_absolute_url() for posting in (first, second)]

    pair = duplicates.queue().get()  # and the third is like none
    assert {pair.first.posting, pair.second.posting} == {first, second}
    assert len(pair.reasons) == 1
    assert SAID[kind] in pair.reasons[0]
    assert SAID[kind] in text_of(desk.get(reverse("admin:postings_likelyduplicate_changelist")))

    url = desk.get(reverse("admin:postings_likelyduplicate_next")).url
    page = text_of(desk.get(url))
    assert SAID[kind] in page
    assert '<mark class="runs__del">' in page
    assert '<mark class="runs__ins">' in page
    assert 'name="_keep_left" class="act act--main" accesskey="1" data-key="1"' in page
    desk.post(url, {"_keep_left": ""})
    assert not duplicates.queue().exists()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, second.duplicate_of) == ("published", "withdrawn", first)
    assert desk.get(addresses[0]).status_code == 200
    answer = desk.get(addresses[1])
    assert (answer.status_code, answer.url) == (301, addresses[0])
    assert (Posting.objects.count(), RawText.objects.count(), Draft.objects.count()) == (3, 3, 3)

    desk.post(url, {"_undo": ""})
    assert desk.get(addresses[1]).status_code == 200
    assert duplicates.queue().get() == pair


def test_the_same_bytes_are_kept_once_and_every_time_they_came_is_told(desk):
    once = import_texts([job("one")], channel="upload", source="board")
    again = import_texts([job("one"), job("two")], channel="upload", source="other")
    assert (again.known, again.imported) == (1, 1)
    assert (RawText.objects.count(), Draft.objects.count()) == (2, 2)
    item = again.batch.items.get(outcome="known")
    assert item.raw_text == once.raw_texts[0]
    page = text_of(desk.get(reverse("admin:postings_importbatch_change", args=[again.batch.pk])))
    assert "The same text came on" in page


def test_what_recruiters_submit_is_compared_too(desk, moderator):
    posting = deciding.approve(draft=waiting(), by=moderator)
    recruiter = UserFactory(recruiter=True, companies=[posting.company])
    said = {
        "title": "Welder",
        "company": "Alder Works",
        "description_html": BODY,
        "apply_url": "https://a.example/7",
    }
    own = writing.create_posting(values=PostingValues(**said), by=recruiter)
    assert not duplicates.queue().exists()  # theirs alone until it is submitted
    lifecycle.submit(posting=own, by=recruiter, anyway=list(WARNINGS))
    pair = duplicates.queue().get()
    assert {pair.first.posting, pair.second.posting} == {posting, own}
