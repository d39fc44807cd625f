"""The one place where foreign HTML is made safe to show."""

from __future__ import annotations

import nh3
from django.utils.html import escape, linebreaks

# What a posting's description may hold: text structure and links, nothing that loads, runs or styles.
TAGS = {"h2", "h3", "h4", "p", "br", "ul", "ol", "li", "strong", "em", "b", "i", "a", "blockquote", "code",
        "pre", "hr", "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
MAX_DESCRIPTION_CHARS = 100_000  # the longest real posting seen is 61,000


def clean_html(html: str) -> str:
    """HTML with only harmless tags; links open http(s) and mailto and pass nothing on."""
    return nh3.clean(
        html[:MAX_DESCRIPTION_CHARS],
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
        clean_content_tags={"script", "style", "template", "iframe", "object", "svg", "math"},
    )


def clean_description(text: str) -> str:
    """A description as typed or pasted, HTML or plain text, as clean HTML."""
    if not text.strip():
        return ""
    if "<" in text and ">" in text and nh3.is_html(text):
        return clean_html(text)
    return clean_html(linebreaks(escape(text)))


def text_of(html: str) -> str:
    """The words of clean HTML, block by block on lines of their own."""
    from selectolax.lexbor import LexborHTMLParser

    if not html.strip():
        return ""
    body = LexborHTMLParser(html).body
    return body.text(separator="\n", strip=True) if body else ""
