"""Error pages look like the site, and need neither request nor database."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.views.pages import Page

STATUSES = ["400", "403", "403_csrf", "404", "413", "429", "500", "503"]
TEMPLATES = [*(f"{status}.html" for status in STATUSES), "postings/search_unavailable.html"]


@pytest.mark.parametrize("template", TEMPLATES)
def test_an_error_page_renders_from_nothing(template: str) -> None:
    """Without the mark for the database, any query fails this test."""
    html = render_to_string(template, {"status": 500})
    assert html.count("<h1>") == 1
    assert 'content="noindex"' in html
    assert "css/tokens" in html


def test_a_wrong_address_leads_back_to_the_search(client: Client, db: None) -> None:
    page = Page(client.get("/no-such-page"))
    assert page.status == 404
    assert page.text("h1") == "There is nothing at this address"
    assert page.one("main form").attributes["action"] == "/"
    assert page.link("All jobs") == "/"
