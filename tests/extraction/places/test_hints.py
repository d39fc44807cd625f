"""Places told by the web address of a page."""

from __future__ import annotations

from tests.extraction.places.reading import said


def test_town_in_a_web_address_is_read() -> None:
    text = "title,url,body\nBaker,https://www.jobs.example/detail/Baker-Kornfeld-Tulsa-OK-74101/1,You bake.\n"
    assert said(text) == ["Tulsa, OK, US"]
