"""Hostile input in every box and address of the admin: a clear answer, never a 500."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from postings.models import Posting
from tests.admin.forms import posting_data
from tests.factories import DraftFactory, PostingFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db

NASTY = {
    "nul": "a\x00b",
    "ten megabytes": "x" * 10_000_000,
    "surrogate": "a\ud83db".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "markup": "<script>alert(1)</script>'\"><img src=x onerror=alert(1)>",
    "number": "9" * 400,
    "direction": "\u202e\u2066abc",
    "format": "%s%n{0}{{x}}{% x %}",
}
FIELDS = (
    "title", "company", "places", "workplace", "eligibility", "eligible_countries", "eligible_areas",
    "employment_type", "seniority", "experience_years_min", "education", "required_skills",
    "preferred_skills", "apply_url",
    "apply_email", "expires_on", "stated_posted_on", "external_id", "language",
    "description_html", "version", "_use", "bands-TOTAL_FORMS", "bands-INITIAL_FORMS", "bands-0-minimum",
    "bands-0-maximum", "bands-0-currency", "bands-0-period", "bands-0-scope", "bands-0-DELETE",
)  # fmt: skip


TRICKY = {"nul", "markup", "number"}


def sets_of_fields(kind: str) -> list[tuple[str, ...]]:
    """Each box by itself for the kinds that have broken one; else all of them at once."""
    if kind == "ten megabytes":
        return [("title",), ("description_html",)]
    return [(field,) for field in FIELDS] if kind in TRICKY else [FIELDS]


def fine(response: Any) -> bool:
    """Answered, and nothing of the input runs."""
    return response.status_code in (200, 302, 400, 404) and "<script>alert(1)" not in text_of(response)


@pytest.mark.parametrize("kind", NASTY)
def test_every_box_of_the_review_answers(at_moderation, kind):
    draft = DraftFactory()
    url = reverse("admin:postings_draft_change", args=[draft.pk])
    for fields in sets_of_fields(kind):
        data = posting_data(version=str(draft.version), _save="")
        assert fine(at_moderation.post(url, {**data, **dict.fromkeys(fields, NASTY[kind])})), fields
        draft.refresh_from_db()


@pytest.mark.parametrize("kind", [kind for kind in NASTY if kind != "ten megabytes"])
def test_every_box_of_a_recruiters_form_answers(at_company, company, kind):
    posting = PostingFactory(company=company, draft=True)
    url = reverse("admin:postings_posting_change", args=[posting.pk])
    for fields in sets_of_fields(kind):
        data = posting_data(company=company.slug, version=str(posting.version))
        assert fine(at_company.post(url, {**data, **dict.fromkeys(fields, NASTY[kind])})), fields
        posting.refresh_from_db()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("expires_on", "9999-12-31", "after the year 2100"),
        ("expires_on", "0001-01-01", "before the year 2000"),
        ("description_html", "x" * 100_001, "at most 100000 characters"),
        ("bands-0-minimum", "NaN", "Enter a number."),
        ("bands-0-minimum", "1e12", "no more than"),
        ("bands-0-minimum", "-5", "greater than or equal to 0.01"),
        ("bands-0-currency", "XQX", "No currency has the code XQX."),
        ("apply_url", "javascript:alert(1)", "Give a whole address"),
        ("language", "<b>", "Two or three small letters"),
        ("experience_years_min", "61", "less than or equal to 60"),
        ("places", "1", "not one of the available choices"),
        ("title", "x" * 201, "at most 200 characters"),
    ],
)
def test_what_is_out_of_bounds_is_said_beside_its_field(at_moderation, field, value, words):
    draft = DraftFactory()
    data = posting_data(version="1", _approve="", **{"bands-0-period": "year", field: value})
    page = text_of(at_moderation.post(reverse("admin:postings_draft_change", args=[draft.pk]), data))
    assert words in page
    assert not Posting.objects.exists()


@pytest.mark.parametrize("kind", NASTY)
@pytest.mark.parametrize("name", ["draft", "posting", "company", "rawtext", "importbatch", "place", "skill"])
def test_every_list_answers(at_moderation, name, kind):
    value = NASTY[kind][:2000]
    url = reverse(f"admin:postings_{name}_changelist")
    for parameter in ("q", "state", "p", "o", "sure", "age", "source", "live", "of", "trusted__exact",
                      "state__exact", "workplace__exact", "channel__exact", "kind", "nonsense", "id__in",
                      "_facets", "e"):  # fmt: skip
        response = at_moderation.get(url, {parameter: value})
        assert fine(response), (parameter, response.status_code)
        followed = at_moderation.get(url, {parameter: value}, follow=True)
        assert followed.status_code == 200, parameter


@pytest.mark.parametrize("kind", NASTY)
def test_every_action_answers(at_moderation, kind):
    draft, posting = DraftFactory(), PostingFactory()
    for url, action, pk in (
        (reverse("admin:postings_draft_changelist"), "reject_all", draft.pk),
        (reverse("admin:postings_posting_changelist"), "withdraw_all", posting.pk),
    ):
        value = NASTY[kind]
        assert fine(at_moderation.post(url, {"action": value[:1000], "_selected_action": [str(pk)]}))
        assert fine(at_moderation.post(url, {"action": action, "_selected_action": [value[:1000]]}))
        data = {"action": action, "_selected_action": [str(pk)], "reason": value}
        assert fine(at_moderation.post(url, data))


@pytest.mark.parametrize("kind", NASTY)
def test_reasons_and_imports_answer(at_moderation, at_company, company, kind):
    draft = DraftFactory()
    posting = PostingFactory(company=company, submitted=True)
    value = NASTY[kind]
    review = reverse("admin:postings_draft_change", args=[draft.pk])
    assert fine(at_moderation.post(review, {"_reject": "", "reason": value, "version": "1"}))
    step = reverse("admin:postings_posting_step", args=[posting.pk])
    assert fine(at_moderation.post(step, {"step": "send_back", "reason": value}))
    add = reverse("admin:postings_importbatch_add")
    assert fine(at_moderation.post(add, {"text": value, "source": value}, follow=True))
    assert fine(at_moderation.post(add, {"text": value}, follow=True))
    assert fine(at_company.post(reverse("admin:postings_posting_paste"), {"text": value, "company": value}))


@pytest.mark.parametrize("kind", NASTY)
def test_autocompletes_answer(at_company, kind):
    value = NASTY[kind][:2000]
    for name, model, field in (
        ("postings_place_choices", "postingplace", "place"),
        ("postings_place_choices", "postingeligiblecountry", "country"),
        ("postings_skill_choices", "postingskill", "skill"),
        ("autocomplete", "postingplace", "place"),
        ("autocomplete", "postingskill", "skill"),
    ):
        asked = {"app_label": "postings", "model_name": model, "field_name": field, "term": value}
        assert at_company.get(reverse(f"admin:{name}"), asked).status_code == 200
        for parameter in ("app_label", "model_name", "field_name", "page"):
            response = at_company.get(reverse(f"admin:{name}"), {**asked, parameter: value})
            assert response.status_code in (200, 403, 404)


@pytest.mark.parametrize("pk", ["0", "x", "9" * 30, "%00", "-1", "1_7C", "é"])
def test_an_object_that_is_not_there_is_said_to_be_missing(at_moderation, pk):
    for name in ("draft", "posting", "company", "rawtext", "importbatch", "place", "skill"):
        for view in ("change", "history", "preview", "step", "continue"):
            response = at_moderation.get(f"/admin/postings/{name}/{pk}/{view}/")
            assert response.status_code in (302, 404), (name, view, response.status_code)


def test_a_form_without_its_bands_is_refused_not_crashed(at_moderation):
    draft = DraftFactory()
    data = {"title": "Welder", "version": "1", "_approve": ""}
    page = text_of(at_moderation.post(reverse("admin:postings_draft_change", args=[draft.pk]), data))
    assert "Nothing was saved." in page
    assert not Posting.objects.exists()
