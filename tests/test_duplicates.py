"""Likely duplicates: what makes two rows one job, what tells them apart, and how they are merged."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from postings import duplicates
from postings.drafting import draft_text
from postings.duplicates import Keys, canonical_url, compare, likely, lineages, title_similarity
from postings.models import Draft, Fingerprint, LikelyDuplicate, Posting, Revision
from postings.near_text import similarity
from postings.review import deciding, lifecycle, merging, undoing, writing
from postings.review.errors import ConflictError, ReviewError
from postings.values import PostingValues
from tests.factories import (
    CompanyFactory,
    DraftFactory,
    PlaceFactory,
    PostingFactory,
    RawTextFactory,
    UserFactory,
)

BODY = "<p>" + " ".join(f"We weld part {number} of the hull with care." for number in range(30)) + "</p>"
OTHER_BODY = "<p>" + " ".join(f"Bake loaf {number} before the sun is up." for number in range(30)) + "</p>"


# --- addresses and titles -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://jobs.example.com/acme/7",
        "http://www.jobs.example.com/acme/7/",
        "https://JOBS.example.com:443/acme/7/apply?utm_source=board&gh_src=ab12",
        "https://jobs.example.com/acme/7#how-to-apply",
        "https://jobs.example.com/acme/7/application/",
    ],
)
def test_one_job_is_at_one_address_however_it_is_written(url):
    assert canonical_url(url) == "jobs.example.com/acme/7"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://a.example/jobs?id=7", "https://a.example/jobs?id=8"),
        ("https://a.example/#/jobs/7", "https://a.example/#/jobs/8"),
        ("https://a.example/jobs/seven", "https://a.example/jobs/eight"),
        ("https://a.example/jobs/7", "https://b.example/jobs/7"),
    ],
)
def test_addresses_of_two_jobs_stay_apart(first, second):
    assert canonical_url(first) != canonical_url(second)


@pytest.mark.parametrize(
    "url",
    ["", "https://acme.example", "https://acme.example/en/careers/", "https://acme.example/jobs/apply?utm_x=1",
     "mailto:jobs@acme.example", "https://[broken/", "javascript:alert(1)", "https://a.example:port/7"],
)  # fmt: skip
def test_a_careers_page_or_no_address_tells_nothing(url):
    assert canonical_url(url) == ""


@given(st.one_of(st.text(max_size=80), st.from_regex(r"https?://[a-z.]{1,12}(/[ -~]{0,20}){0,3}")))
def test_the_canonical_address_of_anything_is_its_own(url):
    once = canonical_url(url)
    assert canonical_url(f"https://{once}") in ({once} if once else {""})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Sr. Data Engineer", "Senior Data Engineer (m/f/d)"),
        ("Data Engineer (Remote)", "Data Engineer"),
        ("Engineer, Data", "Data Engineer"),
        ("Nurse practitioner", "Nurse Practitioners"),
    ],
)
def test_titles_of_one_job(first, second):
    assert title_similarity(first, second) >= duplicates.TITLE_FROM


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Data Engineer", "Senior Data Engineer"),
        ("Software Engineer II", "Software Engineer III"),
        ("Nurse, ward 4", "Nurse, ward 5"),
        ("Welder", "Baker"),
        ("", ""),
    ],
)
def test_titles_of_two_jobs(first, second):
    assert title_similarity(first, second) < duplicates.TITLE_FROM


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_of_titles_is_symmetric_and_bounded(first, second):
    alike = title_similarity(first, second)
    assert alike == pytest.approx(title_similarity(second, first))
    assert 0 <= alike <= 1


# --- comparing ------------------------------------------------------------------------------------


def keys(source="", **values):
    return Keys.of(
        PostingValues(**{"title": "Welder", "company": "Alder Works", "description_html": BODY, **values}),
        source,
    )


def like(first, second, around=None):
    return compare(first, second, around or {})


def test_the_same_number_from_the_same_source_is_one_job_even_elsewhere():
    one = keys("board", external_id="R-7", place_ids=(1,))
    other = keys("board", external_id="R-7", place_ids=(2,), title="Baker", description_html=OTHER_BODY)
    assert like(one, other).score >= 0.99
    assert "R-7" in like(one, other).reasons[0]


def test_the_same_number_from_another_source_says_nothing():
    one = keys("board", external_id="7", company="", title="Welder", description_html=BODY)
    other = keys("other", external_id="7", company="", title="Baker", description_html=OTHER_BODY)
    assert like(one, other) is None


def test_the_same_title_in_another_city_is_no_duplicate():
    assert like(keys(place_ids=(1,)), keys(place_ids=(1,))) is not None
    assert like(keys(place_ids=(1,)), keys(place_ids=(2,))) is None


def test_a_city_and_the_country_around_it_are_no_two_places():
    around = {1: frozenset({1, 10}), 2: frozenset({2, 10}), 10: frozenset({10})}
    assert like(keys(place_ids=(1,)), keys(place_ids=(10,)), around) is not None
    assert like(keys(place_ids=(1,)), keys(place_ids=(2,)), around) is None


SHORT = (
    "<p>Welder wanted for our yard in the harbour. Day shifts, own tools welcome. "
    "Call Ms Alder on 555 0100 today.</p>"
)


@pytest.mark.parametrize(
    "change", [("", ""), ("Day shifts", "Day shift"), ("Welder wanted", "WELDER wanted now")]
)
def test_a_short_text_under_the_same_title_is_likely_where_one_names_no_company(change):
    found = like(keys(description_html=SHORT), keys(company="", description_html=SHORT.replace(*change)))
    assert found.score >= duplicates.LISTED_FROM
    assert "short text" in found.reasons[0]


@pytest.mark.parametrize(
    "other",
    [
        {"company": "Birch Foundry"},  # a phrase that two companies use
        {"title": "Baker"},  # what a company writes under every job
        {"title": "Senior Welder"},
        {"place_ids": (2,)},
        {"description_html": SHORT.replace("harbour", "city").replace("Call Ms Alder on", "Mail")},
        {"description_html": "<p>Welder wanted. Call 555 0100.</p>"},
    ],
)
def test_short_texts_of_two_jobs_are_no_duplicates(other):
    mine = keys(company="Alder Works" if "company" in other else "", place_ids=(1,), description_html=SHORT)
    theirs = keys(**{"company": "", "place_ids": (1,), "description_html": SHORT, **other})
    assert like(mine, theirs) is None


@pytest.mark.django_db
def test_a_short_text_is_found_among_all_by_its_words():
    first, _other = (
        DraftFactory(values=PostingValues(title="Welder", description_html=text).to_json())
        for text in (SHORT, SHORT.replace("harbour", "city").replace("own tools welcome", "no tools needed"))
    )
    mine = duplicates.fingerprint_draft(first, PostingValues.from_json(first.values))
    again = PostingFactory(
        title="Welder (m/f/d)", company=None, description_html=SHORT.replace("Call", "Ring")
    )
    theirs = duplicates.fingerprint_posting(again, PostingValues.of(again))
    assert [row.posting for row in likely(mine)] == [again]
    assert [row.draft for row in likely(theirs)] == [first]


def test_the_same_text_under_another_company_is_likely():
    found = like(keys(), keys(company="Agency", title="Welder (hull)"))
    assert found.score > 0.6
    assert any("text" in reason for reason in found.reasons)


def test_boilerplate_of_one_company_is_no_sign():
    shared = " ".join(f"Our benefit {number} is good for all of us." for number in range(25))
    own = {
        trade: " ".join(f"You {trade} piece {number} every day." for number in range(7))
        for trade in ("weld", "bake")
    }
    one = keys(description_html=f"<p>{shared} {own['weld']}</p>")
    other = keys(title="Baker", description_html=f"<p>{shared} {own['bake']}</p>")
    assert similarity(one.signature, other.signature) > 0.5
    assert like(one, other) is None


def test_an_address_that_all_jobs_of_a_company_share_is_no_sign():
    url = "https://acme.example/jobs/here-now"
    assert like(keys(apply_url=url), keys(apply_url=url, title="Baker", description_html=OTHER_BODY)) is None


TITLES = st.sampled_from(["Welder", "Senior Welder", "Baker", "Welder (m/f/d)", "Welders"])


@given(
    *[
        st.builds(
            keys,
            title=TITLES,
            company=st.sampled_from(["", "Alder Works", "Alder Works Ltd", "Birch"]),
            place_ids=st.sampled_from([(), (1,), (2,), (1, 2), (10,)]),
            apply_url=st.sampled_from(["", "https://a.example/j/7", "https://a.example/j/8"]),
            description_html=st.sampled_from(["", BODY, OTHER_BODY]),
            external_id=st.sampled_from(["", "7"]),
            source=st.sampled_from(["", "board"]),
        )
        for _ in range(2)
    ]
)
def test_comparing_is_symmetric_and_bounded_and_finds_what_is_equal(one, other):
    around = {1: frozenset({1, 10}), 2: frozenset({2, 10}), 10: frozenset({10})}
    found = compare(one, other, around)
    assert found == compare(other, one, around)
    if found is not None:
        assert 0 < found.score <= 1
        assert found.reasons
    if one == other and one.company_key:
        assert found is not None


# --- looking up -----------------------------------------------------------------------------------


@pytest.fixture
def moderator(db):
    return UserFactory(moderator=True)


def publish(moderator, **changes):
    values = PostingValues(
        **{"title": "Welder", "company": "Alder Works", "description_html": BODY,
           "apply_url": "https://alder.example/j/7", **changes}
    )  # fmt: skip
    draft = DraftFactory(values=values.to_json())
    duplicates.fingerprint_draft(draft, values)
    return deciding.approve(draft=draft, by=moderator)


def found_for(row):
    return [(one.posting or one.draft) for one in likely(row.fingerprint)]


def test_a_posting_finds_its_duplicates_likeliest_first(moderator):
    place = PlaceFactory()
    first = publish(moderator, place_ids=(place.pk,))
    same = publish(moderator, place_ids=(place.pk,))
    agency = publish(moderator, company="Agency", apply_url="", title="Welder, hulls")
    publish(moderator, place_ids=(PlaceFactory().pk,))  # elsewhere
    publish(moderator, title="Baker", description_html=OTHER_BODY, apply_url="https://alder.example/j/9")
    assert found_for(first) == [same, agency]


def test_looking_up_takes_seven_queries(moderator, django_assert_max_num_queries):
    place = PlaceFactory()
    first = publish(moderator, place_ids=(place.pk,), external_id="7")
    for _ in range(5):
        publish(moderator, place_ids=(place.pk,), external_id="7")
    mine = first.fingerprint
    with django_assert_max_num_queries(7):
        for candidate in likely(mine):
            str(candidate.posting)


def test_a_draft_read_from_a_text_is_put_before_the_moderators(moderator):
    text = (
        "# Welder\n\nCompany: Alder Works\n\nLocation: Adelaide, Australia\n\n## Requirements\n\n"
        + "\n".join(f"- You weld part {number} of the hull with care" for number in range(30))
    )
    (first,) = draft_text(raw_text=RawTextFactory(text=text, source="board a"))
    assert not LikelyDuplicate.objects.exists()
    (second,) = draft_text(raw_text=RawTextFactory(text=text + "\n- Again", source="board b"))
    pair = duplicates.queue().get()
    assert {pair.first.draft, pair.second.draft} == {first, second}
    assert pair.score > 0.9
    posting = deciding.approve(draft=first, by=moderator)
    pair = duplicates.queue().get()
    assert {pair.first.posting, pair.second.draft} == {posting, second}
    merging.merge(keep=posting, drop=second, by=moderator)
    assert not duplicates.queue().exists()


def test_what_was_told_apart_is_not_proposed_again(moderator):
    first, second = publish(moderator), publish(moderator)
    merging.tell_apart(first=first, second=second, by=moderator)
    assert found_for(first) == found_for(second) == []
    duplicates.note_likely(first.fingerprint)
    assert not duplicates.queue().exists()


def test_rows_without_keys_get_them(moderator):
    place = PlaceFactory()
    PostingFactory.create_batch(
        3, title="Welder", company=CompanyFactory(), places=[place], description_html=BODY
    )
    draft = DraftFactory()
    DraftFactory(no_posting=True)
    assert sum(duplicates.fingerprint_missing(batch=2)) == 4
    assert Fingerprint.objects.filter(draft=draft).exists()
    assert list(duplicates.fingerprint_missing()) == []
    first = Posting.objects.first()
    stored = Keys.of(PostingValues.of(first), first.source)
    assert {name: getattr(first.fingerprint, name) for name in stored.columns()} == stored.columns()
    assert len(found_for(first)) == 2


def test_lineages_hold_region_and_country(db):
    city = PlaceFactory()
    assert lineages([city.pk]) == {city.pk: {city.pk, city.parent_id, city.parent.parent_id}}


# --- merging --------------------------------------------------------------------------------------


def test_a_merged_posting_leaves_search_and_its_address_leads_to_the_original(moderator, client):
    keep, drop = publish(moderator), publish(moderator, title="Welder II")
    merging.merge(keep=keep, drop=drop, by=moderator)
    assert list(Posting.objects.live()) == [keep]
    answer = client.get(drop.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, keep.get_absolute_url())
    assert Posting.objects.count() == 2  # nothing is dropped
    undoing.undo(row=drop, by=moderator)
    drop.refresh_from_db()
    assert (drop.state, drop.duplicate_of, drop.closed_at, drop.closing_reason) == (
        "published",
        None,
        None,
        "",
    )
    assert drop.is_live()


def test_a_duplicate_that_was_never_public_has_no_public_address(moderator, client):
    keep = publish(moderator)
    drop = writing.create_posting(values=PostingValues(title="Welder", company="Alder Works"), by=moderator)
    merging.merge(keep=keep, drop=drop, by=moderator)
    url = reverse("postings:posting", args=[drop.pk, "welder"])
    assert client.get(url).status_code == 404


def test_duplicates_of_a_duplicate_lead_straight_to_the_original_and_back_after_undo(moderator, client):
    first, second, third = publish(moderator), publish(moderator), publish(moderator)
    merging.merge(keep=second, drop=third, by=moderator)
    merging.merge(keep=first, drop=second, by=moderator)
    assert client.get(third.get_absolute_url())["Location"] == first.get_absolute_url()
    undoing.undo(row=second, by=moderator)
    third.refresh_from_db()
    assert third.duplicate_of == second
    assert client.get(third.get_absolute_url())["Location"] == second.get_absolute_url()


def test_the_database_refuses_chains_and_live_duplicates(moderator):
    first, second, third = publish(moderator), publish(moderator), publish(moderator)
    merging.merge(keep=first, drop=second, by=moderator)
    for pk, change in (
        (third.pk, {"duplicate_of": second, "state": "withdrawn", "closed_at": third.created_at}),  # a chain
        (
            first.pk,
            {"duplicate_of": third, "state": "withdrawn", "closed_at": third.created_at},
        ),  # the other end
        (third.pk, {"duplicate_of": first}),  # still live
        (third.pk, {"duplicate_of": third, "state": "withdrawn", "closed_at": third.created_at}),  # itself
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Posting.objects.filter(pk=pk).update(**change)


def test_what_can_not_be_merged_is_said(moderator):
    first, second = publish(moderator), publish(moderator)
    recruiter = UserFactory(recruiter=True, companies=[first.company])
    with pytest.raises(ReviewError, match="Only a moderator"):
        merging.merge(keep=first, drop=second, by=recruiter)
    with pytest.raises(ReviewError, match="into itself"):
        merging.merge(keep=first, drop=first, by=moderator)
    with pytest.raises(ReviewError, match="into a draft"):
        merging.merge(keep=DraftFactory(), drop=first, by=moderator)
    merging.merge(keep=first, drop=second, by=moderator)
    with pytest.raises(ConflictError, match="already"):
        merging.merge(keep=second, drop=first, by=moderator)
    with pytest.raises(ReviewError, match="Undo the merge"):
        lifecycle.publish(posting=second, by=moderator)


def test_a_draft_merged_into_a_posting_or_a_draft_can_be_taken_back(moderator):
    posting = publish(moderator)
    for keep in (posting, DraftFactory()):
        drop = DraftFactory()
        merging.merge(keep=keep, drop=drop, by=moderator)
        drop.refresh_from_db()
        assert drop.state == Draft.State.REJECTED
        assert (drop.duplicate_of or drop.duplicate_of_draft) == keep
        undoing.undo(row=drop, by=moderator)
        drop.refresh_from_db()
        assert (drop.state, drop.duplicate_of, drop.duplicate_of_draft) == ("waiting", None, None)


def test_an_undone_merge_is_to_decide_again(moderator):
    first, second = publish(moderator), publish(moderator)
    duplicates.note_likely(second.fingerprint)
    merging.merge(keep=first, drop=second, by=moderator)
    assert LikelyDuplicate.objects.get().state == LikelyDuplicate.State.MERGED
    undoing.undo(row=second, by=moderator)
    assert duplicates.queue().get().state == LikelyDuplicate.State.OPEN


def test_a_merge_is_in_the_history(moderator):
    first, second = publish(moderator), publish(moderator)
    merging.merge(keep=first, drop=second, by=moderator)
    revision = Revision.objects.filter(posting=second).first()
    assert (revision.action, revision.by) == ("merged", moderator)
    assert revision.changes["duplicate_of_id"] == [None, first.pk]
    assert revision.changes["state"] == ["published", "withdrawn"]
