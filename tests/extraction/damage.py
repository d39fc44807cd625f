"""What happens to postings on their way: each function changes how a text is written, never what it says."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from html import escape

BULLET = re.compile(r"^(\s*)[-*•]\s+(?=\S)", re.M)


def mojibake(text: str) -> str:
    """UTF-8 read as Windows-1252, the usual way."""
    return "".join(c if c.isascii() else _misread(c) for c in text)


def _misread(character: str) -> str:
    try:
        return character.encode("utf-8").decode("cp1252")
    except UnicodeDecodeError:
        return character


def carriage_returns(text: str) -> str:
    return text.replace("\n", "\r\n")


def no_break_spaces(text: str) -> str:
    """Every second space between words, and the one after a sum."""
    return re.sub(r"(\w[^\s]*) (\S+) (?=\w)", "\\1\u00a0\\2 ", text)


def zero_width(text: str) -> str:
    """A byte order mark, zero-width spaces where lines begin and after words, joiners after others."""
    lines = [
        "\u200b" + line if number % 3 == 0 and line else line for number, line in enumerate(text.split("\n"))
    ]
    marked = re.sub(r"(\w{4,}) (\w{4,}) ", "\\1\u200b \\2\u200d ", "\n".join(lines))
    return "\ufeff" + marked


def markdown_escapes(text: str) -> str:
    """The backslashes that converters from HTML to Markdown write."""
    text = re.sub(r"^(\s*)-(?= )", r"\1\\-", text, flags=re.M)
    text = re.sub(r"^(\s*\d+)\.(?= )", r"\1\\.", text, flags=re.M)
    return re.sub(r"(?<=\w)([+#_])(?=[\s,.;)+#]|$)", r"\\\1", text)


def more_markdown_escapes(text: str) -> str:
    """Every sign that may be escaped is, but in lines with links and in the marks at the start of a line."""
    lines = []
    for line in text.split("\n"):
        mark = re.match(r"\s*(?:#+|[*>|]|---)?\s*", line)
        head = mark.end() if mark and "- " not in mark[0] else 0
        plain = "](" in line or "`" in line or "://" in line
        lines.append(line if plain else line[:head] + re.sub(r"(?=[-.+#~>()!])", r"\\", line[head:]))
    return "\n".join(lines)


def typographic_quotes(text: str) -> str:
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    return re.sub(r'"([^"\n]*)"', r"“\1”", text)


def upper_case_headings(text: str) -> str:
    def shout(line: str) -> str:
        heading = line.startswith("#") or re.fullmatch(r"[A-Z][\w' ’,&/()-]{3,48}:?", line)
        return line.upper() if heading and "](" not in line and HEADINGS.search(line) else line

    return "\n".join(shout(line) for line in text.split("\n"))


HEADINGS = re.compile(
    r"^(?:#+ +)?\**(?:requirements?|responsibilities|qualifications|benefits|nice to have"
    r"|what (?:you|we)\b.*|about (?:us|you|the (?:role|team|company|job))|your (?:profile|tasks|role)"
    r"|who you are|skills|must have|preferred[\w ]*|bonus[\w ]*|duties|the role|perks|we offer|what you bring"
    r"|essential|desirable|anforderungen|aufgaben|profil)\**:?$",
    re.I,
)


def other_bullets(text: str) -> str:
    signs = iter("•·▪–*◦●‣" * (text.count("\n") + 1))
    return BULLET.sub(lambda found: f"{found[1]}{next(signs)} ", text)


def tabs_and_spaces(text: str) -> str:
    """Bullets followed by a tab, spaces at the end of lines, empty lines doubled."""
    text = BULLET.sub(lambda found: f"{found[1]}{found[0].strip()}\t", text)
    return re.sub(r"\n\n+", "\n\n\n\n", re.sub(r"(?<=\S)$", "  ", text, flags=re.M))


def hard_wrapped(text: str) -> str:
    """Lines broken at 72 characters, those of a list indented, as mail programs do."""
    out: list[str] = []
    for line in text.split("\n"):
        if len(line) <= 72 or line.startswith(("#", "|", ">", "http")) or "](" in line:
            out.append(line)
            continue
        indent = "  " if BULLET.match(line) else ""
        out += textwrap.wrap(
            line, 72, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
    return "\n".join(out)


def unwrapped_lists(text: str) -> str:
    """Each list in one line: its items one after another with their bullets."""
    out: list[str] = []
    in_list = False
    for line in text.split("\n"):
        item = BULLET.match(line)
        if item and in_list:
            out[-1] += " • " + line[item.end() :]
        elif item:
            out.append("• " + line[item.end() :])
        else:
            out.append(line)
        in_list = bool(item)
    return "\n".join(out)


def _blocks(text: str) -> list[tuple[str, str]]:
    """("li" | "h2" | "p", text) for each line of a plain text."""
    found = []
    for line in text.split("\n"):
        if item := BULLET.match(line):
            found.append(("li", line[item.end() :]))
        elif HEADINGS.match(line.strip()):
            found.append(("h2", line.strip()))
        elif line.strip():
            found.append(("p", line.strip()))
    return found


def _page(body: str) -> str:
    return f"<!DOCTYPE html>\n<html><head><meta charset='utf-8'></head><body>\n{body}\n</body></html>"


def _with_lists(blocks: list[tuple[str, str]], encode: Callable[[str], str] = escape) -> str:
    out = []
    before = ""
    for tag, content in [*blocks, ("", "")]:
        if tag == "li" and before != "li":
            out.append("<ul>")
        if before == "li" and tag != "li":
            out.append("</ul>")
        if tag:
            out.append(f"<{tag}>{encode(content)}</{tag}>")
        before = tag
    return "\n".join(out)


def html_page(text: str) -> str:
    return _page(_with_lists(_blocks(text)))


def html_of_nested_blocks(text: str) -> str:
    inside = "".join(
        f"<div><div><span>{'• ' if tag == 'li' else ''}{escape(content)}</span></div></div>"
        for tag, content in _blocks(text)
    )
    return _page(f"<div class='a'><div><div><main>{inside}</main></div></div></div>")


def html_of_breaks(text: str) -> str:
    return _page("<p>" + "<br>\n".join(escape(line) for line in text.split("\n")) + "</p>")


def html_table(text: str) -> str:
    """Labelled lines as the rows of a table, all else before and after it as a page has it."""
    blocks = _blocks(text)
    rows: list[str] = []
    out: list[str] = []
    rest: list[tuple[str, str]] = []
    for tag, content in [*blocks, ("end", "")]:
        row = re.fullmatch(r"([A-Z][\w/ -]{2,28}): (\S.{0,80})", content) if tag == "p" else None
        if row:
            if rest:
                out.append(_with_lists(rest))
                rest = []
            rows.append(f"<tr><th>{escape(row[1])}</th><td>{escape(row[2])}</td></tr>")
            continue
        if rows:
            out.append("<table><tbody>" + "\n".join(rows) + "</tbody></table>")
            rows = []
        if tag != "end":
            rest.append((tag, content))
    return _page("\n".join([*out, _with_lists(rest)]))


def html_table_of_paragraphs(text: str) -> str:
    """As ``html_table``, each cell with a paragraph of its own, as word processors write them."""
    page = html_table(text).replace("<th>", "<td>\n<p><b>").replace("</th>", "</b></p>\n</td>")
    return re.sub(r"<td>(?!\n)(.*?)</td>", r"<td>\n<p>\1</p>\n</td>", page)


def html_of_entities(text: str) -> str:
    """All signs but letters, digits and spaces as numbered entities, by turns decimal and hexadecimal."""

    def encode(content: str) -> str:
        return "".join(
            c
            if c.isascii() and (c.isalnum() or c == " ")
            else (f"&#{ord(c)};" if n % 2 else f"&#x{ord(c):X};")
            for n, c in enumerate(content)
        )

    return _page(_with_lists(_blocks(text), encode))


def html_fragment(text: str) -> str:
    """Paragraphs without a page around, as job feeds give them."""
    return _with_lists(_blocks(text))


ANY = {"carriage returns": carriage_returns, "mojibake": mojibake}
WRITTEN = {
    **ANY,
    "no-break spaces": no_break_spaces,
    "zero-width characters": zero_width,
    "Markdown escapes": markdown_escapes,
    "more Markdown escapes": more_markdown_escapes,
    "typographic quotes": typographic_quotes,
    "headings in capitals": upper_case_headings,
    "other bullets": other_bullets,
    "tabs and spaces": tabs_and_spaces,
    "hard-wrapped lines": hard_wrapped,
    "unwrapped lists": unwrapped_lists,
}
PLAIN = {
    "HTML page": html_page,
    "HTML fragment": html_fragment,
    "HTML of nested blocks": html_of_nested_blocks,
    "HTML of breaks": html_of_breaks,
    "HTML table": html_table,
    "HTML table of paragraphs": html_table_of_paragraphs,
    "HTML of entities": html_of_entities,
}
"""Kinds of damage by what they fit: any text, plain or Markdown text, plain text."""
