"""Pieces that every page has are rendered once, for what they depend on."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from django.template import engines
from django.test.utils import override_script_prefix

FOOT = '{% load postings %}{% fixed "postings/components/colophon.html" %}'
HEAD = '{% load postings %}{% fixed "postings/components/masthead.html" current=name %}'


def rendered(template: str, **context: object) -> str:
    return str(engines["django"].from_string(template).render(context))


def test_the_head_marks_the_page_that_one_is_on() -> None:
    marked = ' aria-current="page">Saved'
    assert marked in rendered(HEAD, name="postings:saved")
    assert marked not in rendered(HEAD, name="postings:roles")
    assert "aria-current" not in rendered(HEAD)  # an error page has no name


def test_links_keep_to_the_path_that_the_site_is_served_under() -> None:
    assert 'href="/roles/"' in rendered(FOOT)
    with override_script_prefix("/jobs-of-ours/"):
        assert 'href="/jobs-of-ours/roles/"' in rendered(FOOT)
    assert 'href="/roles/"' in rendered(FOOT)


def test_a_site_with_templates_of_its_own_shows_those(settings: Any, tmp_path: Path) -> None:
    before = rendered(FOOT)
    own = tmp_path / "postings/components/colophon.html"
    own.parent.mkdir(parents=True)
    own.write_text("<footer>Ours & yours</footer>\n", encoding="utf-8")
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].insert(0, tmp_path)
    settings.TEMPLATES = templates
    assert rendered(FOOT) == "<footer>Ours & yours</footer>" != before
