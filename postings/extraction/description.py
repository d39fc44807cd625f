"""The body of a posting as clean HTML, made from the document's lines: safe by construction.

Chrome, header facts and apply buttons are left out; headings become h2 and h3; links keep http(s) and mailto
addresses only. Every character of the text is escaped.
"""

from __future__ import annotations

import re
from html import escape

from postings.extraction.document import Document, Format, Line, LineKind, Link, Zone
from postings.extraction.finding import Finding

MAX_CHARS = 200_000
_SAFE = re.compile(r"(?:https?://|mailto:)[^\s\"'<>]{1,2000}$", re.IGNORECASE)
_APPLY_BUTTON = re.compile(
    r"(?:click (?:here )?to )?(?:apply(?: now| here| today| online| for this (?:job|position|role))?"
    r"|jetzt bewerben|postuler|candidatar-se|easy apply|quick apply)[\s.!»>→]*$",
    re.IGNORECASE,
)
_REPEATS_TITLE = 0.6


def render(document: Document, title: Finding[str] | None = None) -> str:
    """The body as HTML of h2, h3, p, ul, li, a, br and strong; "" when there is no body."""
    out: list[str] = []
    depth = 0
    paragraph: list[str] = []
    size = 0
    links = sorted((link for link in document.links if _SAFE.match(link.url)), key=lambda link: link.start)
    facts = {fact.start for fact in document.facts}
    skip_header = True

    def close_paragraph() -> None:
        if paragraph:
            out.append(f"<p>{'<br>'.join(paragraph)}</p>")
            paragraph.clear()

    def close_lists(to: int = 0) -> None:
        nonlocal depth
        while depth > to:
            out.append("</li></ul>")
            depth -= 1

    link_at = 0
    for line in document.lines:
        if line.kind is LineKind.BLANK or not line.text:
            close_paragraph()
            continue
        if line.zone is Zone.CHROME or line.start in facts or _APPLY_BUTTON.match(line.text):
            continue
        if skip_header:
            if line.zone is Zone.HEADER and _is_header_fact(document, line, title):
                continue
            if line.zone is not Zone.HEADER:
                skip_header = False
        size += len(line.text)
        if size > MAX_CHARS:
            break
        while link_at < len(links) and links[link_at].end <= line.start:
            link_at += 1
        words = _words(document, line, links[link_at : link_at + 50])
        if line.kind is LineKind.HEADING:
            close_paragraph()
            close_lists()
            tag = "h2" if line.level <= 2 or (line.level == 6 and not line.bold) else "h3"
            out.append(f"<{tag}>{words}</{tag}>")
        elif line.kind is LineKind.BULLET:
            close_paragraph()
            level = min(max(1, line.level), depth + 1, 6)
            if level > depth:
                out.append(f"<ul><li>{words}")
                depth = level
            else:
                close_lists(level)
                out.append(f"</li><li>{words}")
        else:
            close_lists()
            paragraph.append(f"<strong>{words}</strong>" if line.bold else words)
    close_paragraph()
    close_lists()
    return "\n".join(out)


def _is_header_fact(document: Document, line: Line, title: Finding[str] | None) -> bool:
    """Whether a header line is shown elsewhere on the page: title, company, place, pay."""
    if document.format is Format.COMMENT:
        return len(line.text) < 300
    if title is not None:
        first, last = document.received_span(line.start, line.end)
        if first <= title.start < last and len(title.value) >= _REPEATS_TITLE * len(line.text):
            return True
    return line.kind is LineKind.HEADING or len(line.text) < 80


def _words(document: Document, line: Line, links: list[Link]) -> str:
    """The words of a line, escaped, with its links."""
    parts: list[str] = []
    at = line.start
    for link in links:
        if link.start >= line.end:
            break
        if link.start < at or link.end > line.end or link.end <= link.start:
            continue
        parts.append(escape(document.text[at : link.start]))
        parts.append(
            f'<a href="{escape(link.url)}" rel="nofollow noopener">'
            f"{escape(document.text[link.start : link.end])}</a>"
        )
        at = link.end
    parts.append(escape(document.text[at : line.end]))
    return "".join(parts)
