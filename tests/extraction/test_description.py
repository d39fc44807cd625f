"""The body as HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from postings.extraction import description, title
from postings.extraction.document import read_document
from tests.extraction import texts

ALLOWED = {"h2", "h3", "p", "ul", "li", "a", "br", "strong"}


def html(text: str) -> str:
    document = read_document(text)
    return description.render(document, title.find(document))


def test_the_body_has_its_headings_and_lists_and_no_header_facts() -> None:
    body = html(texts.MARKDOWN)
    assert "<h2>Requirements</h2>" in body
    assert "<li>5+ years of experience with Python" in body
    assert "It’s quiet work" in body
    assert "CLICK TO" not in body
    assert "€70,000" not in body


def test_mojibake_is_repaired_in_the_body() -> None:
    assert "We’re" in html(
        "# Cook\n\n**Acme**\n\nWeâ€™re looking for a cook who likes soup, and that is all there is to say "
        "about it.\n"
    )


def test_links_are_kept_when_they_are_safe() -> None:
    body = html(
        "# Cook\n\n## Duties\n\nSee [the menu](https://a.example/m?a=1&b=2), [x](javascript:alert(1)) and "
        "[mail](mailto:a@b.example).\n"
    )
    assert '<a href="https://a.example/m?a=1&amp;b=2" rel="nofollow noopener">the menu</a>' in body
    assert "javascript" not in body
    assert 'href="mailto:a@b.example"' in body


def test_nested_lists_nest() -> None:
    assert html("<div><h2>Duties</h2><ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul></div>").replace(
        "\n", ""
    ) == ("<h2>Duties</h2><ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul>")


@pytest.mark.parametrize("name", texts.POSTINGS)
def test_only_plain_elements_come_out(name: str) -> None:
    tree = LexborHTMLParser(html(texts.POSTINGS[name]))
    assert tree.body is not None
    assert {node.tag for node in tree.body.traverse(include_text=False)} - {"body"} <= ALLOWED


@given(st.text(alphabet="<>&\"'/ abcp=:\n*-#[]()"))
def test_no_text_makes_other_elements(text: str) -> None:
    tree = LexborHTMLParser(f"<main>{html(text)}</main>")
    assert tree.body is not None
    assert {node.tag for node in tree.body.traverse(include_text=False)} - {"body", "main"} <= ALLOWED
