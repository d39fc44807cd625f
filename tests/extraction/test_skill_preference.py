"""Required or preferred in the many ways that lines of postings say it. All wording is the project's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from postings.extraction.document import Document, Format, Line, LineKind, Zone, read_document
from postings.extraction.skills import find

# text || required || preferred
LINES = Path(__file__).with_name("preference_lines.txt").read_text(encoding="utf-8").splitlines()


def names(words: str) -> set[str]:
    return {name for part in words.split(",") if (name := part.strip())}


def split(document: Document) -> tuple[set[str], set[str]]:
    required, preferred = find(document, None)
    return {finding.value for finding in required}, {finding.value for finding in preferred}


@pytest.mark.parametrize("row", LINES, ids=[row.split("||")[0].strip() for row in LINES])
def test_a_line_says_what_it_requires_and_what_it_would_like(row: str) -> None:
    text, required, preferred = (part.strip() for part in row.split("||"))
    line = Line(0, len(text), text, LineKind.PLAIN, 0, Zone.REQUIRED)
    assert split(Document(text, Format.PLAIN, text, (line,), (), ())) == (names(required), names(preferred))


POSTING = """Loom Operator Software Engineer
Weft & Warp, Leeds

About the job:
You keep our looms running.

{body}
"""


def test_a_wish_under_a_list_is_for_the_list() -> None:
    body = "Our stack:\n- Python, Django\n- PostgreSQL\n\nExperience in any of these would be a plus."
    assert split(read_document(POSTING.format(body=body))) == (set(), {"Python", "Django", "PostgreSQL"})


def test_a_wish_of_its_own_under_a_list_leaves_the_list_alone() -> None:
    body = "You know:\n- Python, Django\n- PostgreSQL\n\nA sense of humour would be a plus."
    assert split(read_document(POSTING.format(body=body))) == ({"Python", "Django", "PostgreSQL"}, set())


def test_a_sentence_that_demands_the_list_below_it_outweighs_a_wish_elsewhere() -> None:
    body = "Must have worked with:\n- MySQL\n- Git\n\nBonuses:\n- MySQL tuning\n- Redis"
    assert split(read_document(POSTING.format(body=body))) == ({"MySQL", "Git"}, {"Redis"})


def test_desired_skills_are_what_is_asked_where_nothing_else_is() -> None:
    body = "Desired skills\n- Figma\n- Adobe XD\n\nHow to apply\nWrite to us."
    assert split(read_document(POSTING.format(body=body))) == ({"Figma", "Adobe XD"}, set())


def test_desired_skills_beside_requirements_are_wishes() -> None:
    body = "Requirements\n- Figma\n\nDesired skills\n- Adobe XD\n"
    assert split(read_document(POSTING.format(body=body))) == ({"Figma"}, {"Adobe XD"})


def test_desired_skills_are_wishes_beside_a_lost_heading_of_requirements() -> None:
    body = "You use Figma. MINIMUM QUALIFICATIONSEDUCATION three years of it.\n\nDesired skills\n- Adobe XD"
    assert split(read_document(POSTING.format(body=body))) == ({"Figma"}, {"Adobe XD"})


def test_a_list_of_which_not_everything_is_expected_is_wished_for() -> None:
    body = (
        "You know:\n- Python\n\nTools\nHere they are. You are not expected to know everything listed.\n\n"
        "- Redis and Kafka\n- Python"
    )
    assert split(read_document(POSTING.format(body=body))) == ({"Python"}, {"Redis", "Kafka"})


def test_what_fits_greatly_beside_a_minimum_is_wished_for() -> None:
    body = "At a minimum, you need to have:\n- Python\n\nYou will be a great addition if you have:\n- Redis"
    assert split(read_document(POSTING.format(body=body))) == ({"Python"}, {"Redis"})
    body = "You will be a great addition if you have:\n- Redis"
    assert split(read_document(POSTING.format(body=body))) == ({"Redis"}, set())
