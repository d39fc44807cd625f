"""Headings of wishes, in many wordings and languages."""

from __future__ import annotations

import pytest

from postings.extraction.document import Zone, read_document
from postings.extraction.sections import heading_zone
from postings.extraction.skills import find
from postings.extraction.wishes import wish

SURE = """It helps if you have|Nice if you have it|Great to have but not required|Differentials|Meriting
Even better|Schön wäre|Schön, aber kein Muss|Das wäre toll|Was uns freuen würde|Les petits plus
Ce serait un plus|Se valorará|Diferenciais|Det är meriterande om du har|Mile widziane|Een pré
加分项|Will be an advantage|What would help|Not essential|You may also have
What we'd be happy about|We'd be over the moon if you|Lovely extras|Ideally also
In an ideal world you|What makes you stand out|Plus points|Other assets|It would be great if
Kein Muss|Will be a plus|Bonus points if
Some other things we'd be excited to see|Extra love for|Gold stars for|Desirables|Huge plus
Preference will be given to candidates with|What gives you an edge|Wünschenswerte Kenntnisse
Leuk als je ook|Other nice skills|What's nice|As a plus|As a bonus|Considered a plus|Will be plus
What we hope you have|Hopefully you also know|The ideal candidate may also have|Non-essential skills
You'll be a standout candidate if|Your competitive edge|Good-to-haves|Person specification - desirable
Desired skills & experience (not mandatory)|Pluses if you have|Is an asset|Fordel hvis du har
Stand-out qualifications|What makes a standout candidate|You'll impress us if|Priority is given to
It is considered an asset if you have|What's a plus|Highly regarded|Might help
Also welcome|Bra att ha|Surprise us with"""
OTHER = """How you'll help|Help us build|Great benefits|Extra benefits|Bonus structure
Good communication skills|Nice office|This is a great opportunity|You will help us
What you'll need|Additional information|We'd love to hear from you if|Your advantages
What will help you thrive?|Les plus du poste|Vos atouts|Also apply|We'd love to see you here
Competitive advantages of working here|We value people|Is a degree mandatory|Useful links"""


@pytest.mark.parametrize("heading", [words for row in SURE.split("\n") for words in row.split("|")])
def test_a_heading_of_wishes_is_one_in_every_wording(heading: str) -> None:
    found = heading_zone(heading)
    assert found is not None
    assert found[0] == "preferred"


@pytest.mark.parametrize("heading", [words for row in OTHER.split("\n") for words in row.split("|")])
def test_other_headings_are_no_wishes(heading: str) -> None:
    found = heading_zone(heading)
    assert found is None or found[0] != "preferred"


def test_empty_words_after_a_wish_belong_to_it() -> None:
    assert wish("it helps if you have") == (5, True)
    assert wish("nice if you know kafka") == (2, True)
    assert wish("what we'd like") == (3, False)
    assert wish("helping customers") is None


POSTING = """Widget Engineer
Acme, Berlin

{first}
- Python

{second}
- Kafka

Pump controllers are what we have built since 1990, and most of them are written in Rust and run in the field.
"""


@pytest.mark.parametrize("second", ["What we'd like", "We'd love:", "Advantages", "What we'd love to see"])
def test_what_we_would_like_is_a_wish_after_requirements(second: str) -> None:
    document = read_document(POSTING.format(first="What you need", second=second))
    required, preferred = find(document, None)
    assert [skill.value for skill in preferred] == ["Kafka"]
    assert "Python" in [skill.value for skill in required]


def test_what_we_would_like_asks_where_nothing_else_does() -> None:
    document = read_document(POSTING.format(first="Your day", second="What we'd love to see"))
    assert "Kafka" in [skill.value for skill in find(document, None)[0]]


def test_prose_after_a_list_of_wishes_is_no_wish() -> None:
    document = read_document(POSTING.format(first="What you need", second="Nice to have"))
    assert next(line for line in document.lines if line.text.startswith("Pump")).zone is not Zone.PREFERRED


@pytest.mark.parametrize(
    "heading",
    [
        "Highly desirable", "Desirable Attributes", "Other preferred qualifications", "Skills (preferred)",
        "Preferred Qualifications (not required)", "Experience (nice to have)", "Preferred Certifications",
        "The following would be advantageous", "Compétences souhaitées", "Conocimientos deseables",
        "Bonus round",
    ],
)  # fmt: skip
def test_words_that_only_go_on_with_a_wish_make_the_whole_line_its_heading(heading: str) -> None:
    zone, size, _, total = heading_zone(heading) or ("", 0, 0, 1)
    assert (zone, size) == ("preferred", total)
