"""The parts of one record of structured data: short values as facts, long ones as body text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postings.extraction.assembly import assembled
from postings.extraction.canonical import Document, Format, Zone
from postings.extraction.glue import unglued
from postings.extraction.parts import (
    ESCAPED_HTML,
    HEADER_NAMES,
    HTML_IN_VALUE,
    MAX_FACT_CHARS,
    Part,
    as_words,
    fact_part,
    one_line,
    value_parts,
)
from postings.extraction.reckoned import without_reckoned
from postings.extraction.records import WRAPPERS, Leaf, snake_case
from postings.extraction.sections import heading_zone

_BODY_NAMES = frozenset(
    "description job_description job_desc jobdescription content body text html details job_details "
    "full_description "
    "description_html description_plain job_summary summary overview opening value jd posting comment "
    "raw_text "
    "description_body raw_description long_description main_content".split()
)
_SECTION_NAMES = frozenset("requirements qualifications responsibilities duties benefits".split())
_LATE_BODY = re.compile(r"additional|benefit|perk|closing|company|about|profile|culture|equal")
_PROSE_NAME = re.compile(
    r"requirement|benefit|profile|qualif|responsib|about|dut(?:y|ies)|descr|summary|overview|perk|skills"
    r"|expect|offer|mission|culture"
)
_SECTIONS = frozenset({Zone.DUTIES, Zone.REQUIRED, Zone.PREFERRED})


_FIRMS = frozenset(
    "company employer hiring_organization hiring_company organization organisation firm".split()
)


def record_parts(leaves: Sequence[Leaf], source: str) -> list[Part]:
    """Parts of one record: short values as facts, long ones as body text under their names."""
    leaves = without_reckoned(leaves)
    facts: list[Part] = []
    bodies: list[tuple[int, int, Part | None, list[Part], str]] = []
    skip = -1
    for index, leaf in enumerate(leaves):
        if leaf.kind == "null" or index == skip or not leaf.value.text.strip():
            continue
        names = leaf.names
        while len(names) > 1 and names[0] in WRAPPERS:
            names = names[1:]
        name = names[-1] if names else "text"
        following = leaves[index + 1] if index + 1 < len(leaves) else None
        heading: Part | None = None
        if following is not None and following.path[:-1] == leaf.path[:-1] and following.kind != "null":
            next_name = following.names[-1] if following.names else ""
            if (
                (
                    (name in ("name", "label", "key", "id") and next_name == "value")
                    or (name == "type" and next_name == "label")
                )
                and _is_short(following)
                and not _heads_prose(leaf.value.text, following.value.text)
            ):
                facts.append(
                    fact_part(following.value, ".".join((*names[:-1], snake_case(leaf.value.text))), source)
                )
                skip = index + 1
                continue
            if (
                name in ("text", "title", "heading", "header", "name", "label")
                and len(leaf.path) > 2
                and len(names) > 1  # the record's own title stands above its description, too
                and names[-2] not in _FIRMS
                and next_name in ("content", "body", "description", "html", "items", "value", "text")
                and (not _is_short(following) or _heads_prose(leaf.value.text, following.value.text))
            ):
                heading = Part(one_line(leaf.value), heading=2)
                skip = index + 1
                leaf = following
                names = (*names[:-1], next_name)
        if heading is None and _is_short(leaf):
            facts.append(fact_part(leaf.value, ".".join(names) or name, source))
            continue
        body_name = names[-1] if names else "text"
        if body_name.endswith("_plain") and any(
            other.names
            and other.names[-1]
            in (body_name.removesuffix("_plain"), body_name.removesuffix("_plain") + "_html")
            for other in leaves
        ):
            continue
        parts = value_parts(leaf.value if HTML_IN_VALUE.search(leaf.value.text) else unglued(leaf.value))
        visible = re.sub(r"\W+", "", "".join(part.mapped.text for part in parts))
        if heading is None and body_name not in _BODY_NAMES and leaf.key.text:
            heading = Part(as_words(leaf.key), heading=2)
        rank = 2 if _LATE_BODY.search(body_name) else 0 if len(names) == 1 and body_name in _BODY_NAMES else 1
        bodies.append((rank, index, heading, parts, visible))
    kept: list[tuple[int, int, Part | None, list[Part], str]] = []
    for body in sorted(bodies, key=lambda body: (-len(body[4]), body[1])):
        if not any(body[4] in other[4] for other in kept):
            kept.append(body)
    kept.sort(key=lambda body: body[:2])
    out = sorted(facts, key=lambda part: part.zone is Zone.CHROME)
    for _, _, heading, parts, _ in kept:
        if heading is not None:
            out.append(heading)
        out.extend(parts)
    return out


def _heads_prose(name: str, value: str) -> bool:
    """Whether a short value is the text of a section: "Profil", then "Abgeschlossenes Studium."."""
    return value.count(" ") >= 1 and (zone := heading_zone(name)) is not None and zone[0] in _SECTIONS


def _is_short(leaf: Leaf) -> bool:
    """Whether a value is a fact rather than body text."""
    text = leaf.value.text.strip()
    if leaf.kind != "string":
        return True
    name = leaf.names[-1] if leaf.names else ""
    if "\n" in text or HTML_IN_VALUE.search(text) or ESCAPED_HTML.search(text):
        return len(text) < 80 and name in HEADER_NAMES and name != "value"
    if name in _BODY_NAMES and len(text) > 80:
        return False
    if name in _SECTION_NAMES and len(text) > 24 and text.count(" ") >= 4:
        return False
    if _PROSE_NAME.search(name) and (
        (len(text) > 60 and text.count(" ") > 6) or (text.count(" ") >= 4 and text.endswith((".", "!")))
    ):
        return False
    return len(text) <= MAX_FACT_CHARS or (len(text) < 3000 and " " not in text)


def record_document(received: str, format: Format, leaves: Sequence[Leaf], source: str) -> Document:
    return assembled(received, format, record_parts(leaves, source))
