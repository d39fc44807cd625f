"""Clauses of work anywhere: "otherwise, this is a remote role", "work from wherever you like"."""

from __future__ import annotations

from collections.abc import Iterator

from postings.extraction.finding import Workplace
from postings.extraction.workplace.cue import Status
from postings.extraction.workplace.rule import REMOTE_WORDS, Rule, rule


def anywhere_rules() -> Iterator[Rule]:
    """Remote for all who live elsewhere, and work from wherever one likes."""
    # Office days for those who live near; the job itself is remote.
    yield rule(
        Workplace.REMOTE,
        Status.OTHERWISE,
        rf"(?:otherwise|for (?:everyone|anyone|all others?|everybody)(?:~else)?|all other"
        rf" (?:employees|candidates|"
        rf"locations)|elsewhere),?\b[^.;]{{0,60}}?\b{REMOTE_WORDS}",
        0.95,
    )
    yield rule(
        Workplace.REMOTE,
        Status.OTHERWISE,
        rf"(?:outside (?:of )?(?:a )?commut\w+|(?:do not|don['’]t|not) (?:live|reside|be|based"
        rf"|located)~(?:\w+~){{0,2}}?"
        rf"(?:within|near|close to|in)\b)[^.;]{{0,80}}?\b{REMOTE_WORDS}",
        0.95,
    )
    # "Work from wherever you like", in several languages.
    yield rule(
        Workplace.REMOTE,
        Status.ASSERTED,
        r"(?:work(?:ing)?|arbeite[nt]?|travaill\w+|trabaj\w+|trabalh\w+|lavor\w+)\b,?~(?:from~)?(?:wherever|"
        r"where(?=~you~(?:want|like|are|choose|live|feel))|von wo|von überall|wo du willst"
        r"|d['’]où|desde donde|"
        r"desde cualquier|de onde|de qualquer|da dove)",
        0.8,
    )
    yield rule(
        Workplace.REMOTE,
        Status.ASSERTED,
        r"(?:ortsunabhängig\w*|von überall(?: aus)?|depuis n['’]importe où|full remote)",
        0.75,
    )
