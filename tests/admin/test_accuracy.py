"""The pages of accuracy and of sources."""

from __future__ import annotations

import pytest
from django.urls import reverse

from postings.intake import Incoming, import_texts
from postings.models import Source
from postings.review import deciding
from postings.values import PostingValues
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db

ACCURACY = "admin:postings_fieldcheck_changelist"


@pytest.fixture
def checked(moderator):
    """Six drafts of a board, their titles corrected."""
    texts = [
        Incoming(f"{number}.md", f"# Welder <b>{number}</b>\n\n### Alder Works\n\nWeld.\n".encode())
        for number in range(6)
    ]
    drafts = import_texts([*texts, Incoming("empty.md", b"")], channel="upload", source="A board").drafts
    for draft in drafts:
        values = PostingValues.from_json(draft.values).replace(title="Fitter & <i>co</i>")
        deciding.approve(draft=draft, by=moderator, values=values)


def test_accuracy_is_told_by_field_and_leads_to_rules_and_corrections(
    at_moderation, checked, django_assert_max_num_queries
):
    assert "0 %" in text_of(at_moderation.get(reverse(ACCURACY)))
    with django_assert_max_num_queries(10):
        page = text_of(at_moderation.get(reverse(ACCURACY), {"field": "title", "source": "A board"}))
    assert "Title: the rules" in page
    assert "<code>title." in page
    assert "Fitter &amp; &lt;i&gt;co&lt;/i&gt;" in page
    assert "<i>co" not in page
    for field in ("locations", "pay", "is_posting", "required_skills", "nonsense", "\x00"):
        assert at_moderation.get(reverse(ACCURACY), {"field": field}).status_code == 200
    assert "Nothing was checked yet of Elsewhere" in text_of(
        at_moderation.get(reverse(ACCURACY), {"source": "Elsewhere"})
    )


def test_sources_are_listed_with_their_figures(at_moderation, checked, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = text_of(at_moderation.get(reverse("admin:postings_source_changelist")))
    for words in ("A board", "always reviewed", "14 %"):
        assert words in page


def test_a_sources_page_shows_its_weeks_and_takes_its_trust(
    at_moderation, checked, django_assert_max_num_queries
):
    source = Source.objects.get()
    url = reverse("admin:postings_source_change", args=[source.pk])
    with django_assert_max_num_queries(14):
        page = text_of(at_moderation.get(url))
    for words in ("What came in the last twelve weeks", "1 (14 %)", "What moderators corrected", "100 %"):
        assert words in page
    at_moderation.post(url, {"publish_percent": "85"})
    source.refresh_from_db()
    assert source.publish_above == 0.85
    assert "published from 85%" in text_of(at_moderation.get(reverse("admin:postings_source_changelist")))
    for nonsense in ("49", "101", "x", "-1"):
        assert at_moderation.post(url, {"publish_percent": nonsense}).status_code == 200
    at_moderation.post(url, {"publish_percent": ""})
    source.refresh_from_db()
    assert source.publish_above is None
