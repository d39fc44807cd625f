"""Templates reach the page without the indentation that is for their readers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Engine
from django.template.loader import get_template


@pytest.fixture
def written(tmp_path: Path) -> Any:
    def write(name: str, text: str) -> str:
        (tmp_path / name).write_text(text)
        loaders = ["jobboard.template_loader.Loader"]
        return Engine(dirs=[tmp_path], loaders=loaders).get_template(name).render(Context())

    return write


def test_a_page_has_no_indentation(written: Any) -> None:
    assert written("a.html", "<ul>\n  <li>one\n    two</li>\n</ul>\n") == "<ul>\n<li>one\ntwo</li>\n</ul>\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<pre>\n  x</pre>"),
        ("b.html", '<textarea name="t">\n  x</textarea>'),
        ("c.txt", "Dear\n  you"),
    ],
)
def test_where_space_has_a_meaning_it_stays(written: Any, name: str, text: str) -> None:
    assert written(name, text) == text


def test_the_projects_own_templates_are_loaded_so() -> None:
    template = get_template("base.html").template
    assert "<head>\n<meta" in template.source  # type: ignore[attr-defined]
