"""Cards and choices: what stands in them, and that nothing from outside becomes markup."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from selectolax.lexbor import LexborHTMLParser

from postings import components
from postings.search.facets import Option
from tests.factories import PostingFactory, SkillFactory

HOSTILE = "\"><script>alert('1')</script>&amp;"


def test_hostile_text_stays_text_on_a_card(db: Any) -> None:
    posting = PostingFactory(
        title=HOSTILE, company__name=HOSTILE, skills=[SkillFactory(name=HOSTILE[:40])], language="en"
    )
    hit = SimpleNamespace(distance_km=2.4, yearly_pay=None, matched_skills=(), lacking=(HOSTILE,), share=50)
    card = LexborHTMLParser(components.card(posting, hit=hit, ended=True))
    assert not card.css("script")
    assert card.css_first(".posting-card__title").text() == HOSTILE
    assert card.css_first(".posting-card__by b").text() == HOSTILE
    assert card.css_first(".tag").text() == HOSTILE[:40]
    assert card.css_first(".posting-card__match span").text() == f"Missing: {HOSTILE}"
    assert card.css_first(".keep .visually-hidden").text().strip() == HOSTILE
    assert "(2 km away)" in card.css_first(".posting-card__by").text()
    assert card.css_first(".badge--ended") is not None


def test_a_card_says_in_words_that_its_company_is_verified(db: Any) -> None:
    posting = PostingFactory(company__verified_at=timezone.now())
    badge = LexborHTMLParser(components.card(posting)).css_first(".posting-card__by .verified")
    assert badge.text() == "Verified"
    assert not LexborHTMLParser(components.card(PostingFactory())).css(".verified")


def test_hostile_text_stays_text_in_choices() -> None:
    option = Option(HOSTILE, HOSTILE, 12_345, False, f"?place={HOSTILE}", 2)
    for made in (components.checkbox(HOSTILE, option), components.place_link(option)):
        tree = LexborHTMLParser(made)
        assert not tree.css("script")
        assert tree.text().split() == [*HOSTILE.split(), "(12,345)"]
    assert (
        LexborHTMLParser(components.checkbox("x", option)).css_first("input").attributes["value"] == HOSTILE
    )


def test_pieces_that_are_not_markup_are_escaped_when_joined() -> None:
    assert components.joined([components.NOTHING, "<b>"]) == "&lt;b&gt;"


def test_a_choice_shows_whether_it_is_made_and_whether_it_finds_any() -> None:
    chosen = components.checkbox("role", Option("a", "A", 0, True, "?"))
    assert " checked" in chosen
    assert "option--none" not in chosen
    assert "option--none" in components.checkbox("role", Option("a", "A", 0, False, "?"))
    assert 'aria-current="true"' in components.place_link(Option("a", "A", 1, True, "?"))


@pytest.mark.parametrize(
    "value", [HOSTILE, "", 7, 1.5, None, mark_safe("<b>x</b>"), SimpleNamespace(a="<i>")]
)
def test_values_are_escaped_as_django_escapes_them(value: object) -> None:
    assert components.escaped(value) == conditional_escape(value)
    assert components.markup("<i>{}</i>{a}", value, a=value) == format_html("<i>{}</i>{a}", value, a=value)
