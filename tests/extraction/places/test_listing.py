"""Places as they are listed: once each, quoting the text."""

from __future__ import annotations

from tests.extraction.places.reading import found_in, labelled, said


def test_country_of_a_listed_city_is_not_repeated() -> None:
    assert said(labelled("Germany; Berlin, Germany")) == ["Berlin, DE"]


def test_finding_quotes_the_words_of_the_text() -> None:
    text = labelled("Dallas, TX 75201")
    (found,) = found_in(text)
    assert text[found.start : found.end] == found.quote == "Dallas, TX"
    assert found.value.geoname_id == 4684888
