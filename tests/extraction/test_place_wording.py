"""How places are named on pages."""

import pytest

from postings.extraction.gazetteer import gazetteer
from postings.extraction.place_wording import full_name, in_sentence


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("US", "the United States"),
        ("GB", "the United Kingdom"),
        ("NL", "the Netherlands"),
        ("PH", "the Philippines"),
        ("AE", "the United Arab Emirates"),
        ("DO", "the Dominican Republic"),
        ("CD", "the Democratic Republic of the Congo"),
        ("KY", "the Cayman Islands"),
        ("IM", "the Isle of Man"),
        ("AX", "Aland Islands"),
        ("DE", "Germany"),
        ("IE", "Ireland"),
        ("SG", "Singapore"),
        ("CX", "Christmas Island"),
    ],
)
def test_a_country_takes_its_article_in_a_sentence(code: str, sentence: str) -> None:
    assert in_sentence(gazetteer().countries[code].name) == sentence


def test_two_letters_that_are_a_country_to_one_and_a_state_to_another_are_written_out() -> None:
    assert full_name("city", "Tel Aviv", "", "IL") == "Tel Aviv, Israel"
    assert full_name("city", "Chicago", "IL", "US") == "Chicago, IL, US"
    assert full_name("city", "Toronto", "ON", "CA") == "Toronto, ON, Canada"
    assert full_name("region", "California", "CA", "US") == "California, US"


def test_a_city_that_is_its_country_is_named_once() -> None:
    assert full_name("city", "Singapore", "", "SG") == "Singapore"
