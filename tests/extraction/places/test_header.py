"""Places in header lines and heads of comments."""

from __future__ import annotations

import pytest

from tests.extraction.places.reading import found_in, said

HEADERS = [
    ("Quillmark | Backend Engineer | Berlin, Germany | ONSITE | Full-time", ["Berlin, DE"]),
    ("Quillmark | Backend Engineer | NYC | REMOTE OK", ["New York, NY, US"]),
    ("Quillmark (https://quillmark.example) | SRE | San Mateo | Full-time", ["San Mateo, CA, US"]),
    ("Quillmark | Data Engineers | London or Brighton, UK | Onsite", ["London, GB", "Brighton, GB"]),
    ("Quillmark | Mobile, DevOps | Shanghai, China | Full-time", ["Shanghai, CN"]),
    (
        "Quillmark - Redwood City, CA & Vancouver, BC http://quillmark.example",
        ["Redwood City, CA, US", "Vancouver, BC, CA"],
    ),
    ("Quillmark • ONSITE (Leeds, UK) • Designer • Full time", ["Leeds, GB"]),
    ("Quillmark // San Francisco,CA // On-site // Fulltime", ["San Francisco, CA, US"]),
    ("FRONT END DEVELOPER/ WALTHAM, MA/ REMOTE/ FULL TIME/", ["Waltham, MA, US"]),
    ("Quillmark | Westlake OH, Phoenix AZ | ONSITE", ["Westlake, OH, US", "Phoenix, AZ, US"]),
    (
        "Quillmark | Seattle, Portland, Vancouver | Onsite",
        ["Seattle, WA, US", "Portland, OR, US", "Vancouver, BC, CA"],
    ),
    ("Quillmark | Engineer | Bengaluru/Pune | ONSITE", ["Bengaluru, IN", "Pune, IN"]),
    ("Quillmark | Developer | REMOTE (US/Canada) | $120k", ["US", "CA"]),
    ("Quillmark | Developer | Leuven, Belgium (20 minutes from Brussels) | Onsite", ["Leuven, BE"]),
    (
        "Quillmark (US: quillmark.example) | Berlin, Germany; Cologne, Germany | ONSITE",
        ["Berlin, DE", "Cologne, DE"],
    ),
    ("Quillmark | Full-time | REMOTE OK (U.S. only)", ["US"]),
    ("Quillmark - San Francisco (SOMA), CA - Full Time", ["San Francisco, CA, US"]),
    ("Quillmark - Little Wobble, PA (Philly suburbs) [REMOTE or ONSITE]", ["Little Wobble, PA, US"]),
    (
        "Quillmark | Full Time | ONSITE (London, UK; now also Santa Monica, California)",
        ["London, GB", "Santa Monica, CA, US"],
    ),
    ("Senior Welder - Tulsa, OK", ["Tulsa, OK, US"]),
    ("Data Analyst (Madrid)", ["Madrid, ES"]),
    ("Platform Engineer | Remote | Australia", ["AU"]),
    ("Support Agent in Porto", ["Porto, PT"]),
    ("Basking Hollow Ridge, NJ | Quillmark | ONSITE", []),
    (
        "Quillmark | Stockholm, Brno, Edinburgh, Newcastle | ONSITE",
        ["Stockholm, SE", "Brno, CZ", "Edinburgh, GB", "Newcastle, GB"],
    ),
    ("Quillmark in San Francisco (or remote).", ["San Francisco, CA, US"]),
    ("Quillmark • Boise, ID • Full Time • OnSite Only • Visa Transfer OK", ["Boise, ID, US"]),
    (
        "Quillmark | Vancouver, San Francisco, Boston | ONSITE",
        ["Vancouver, BC, CA", "San Francisco, CA, US", "Boston, MA, US"],
    ),
]


@pytest.mark.parametrize(("line", "wanted"), HEADERS, ids=[line for line, _ in HEADERS])
def test_header_line_gives_its_places(line: str, wanted: list[str]) -> None:
    assert (
        said(f"{line}\n\nWe make labels for jars. You will keep the printers of our customers busy.\n")
        == wanted
    )


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (
            "Pinwheel (Seattle, St. Louis, Full time) - http://p.example",
            ["Seattle, WA, US", "St. Louis, MO, US"],
        ),
        ("Pinwheel (LONDON, UK). We are looking for kite people of every kind.", ["London, GB"]),
        (
            "New York City (ONSITE). Kite Engineers - string and tail, for an old firm.",
            ["New York, NY, US"],
        ),
        (
            "Pinwheel -- http://p.example Richardson, TX USA / Cork, Ireland / REMOTE",
            ["Richardson, TX, US", "Cork, IE"],
        ),
        ("Pinwheel - Athens, Greece/Remote could work too - Full time - We make kites.", ["Athens, GR"]),
        ("Pinwheel (pinwheel.example) | Kite developer London, UK | Onsite", ["London, GB"]),
        ("Kite Engineer | Remote (EU Preference, US OK) | $60k", ["US"]),
        ("Pinwheel - Boston / Cambridge MA -- http://p.example", ["Boston, MA, US", "Cambridge, MA, US"]),
        (
            "Pinwheel | Toronto, Canada | ONSITE | Frontend, Machine Learning, ML, UI Developers",
            ["Toronto, ON, CA"],
        ),
        (
            "Pinwheel: Primarily Boston, MA (Cambridge).  We also fly in the park: FULL TIME ONSITE",
            ["Boston, MA, US", "Cambridge, MA, US"],
        ),
    ],
)
def test_head_of_a_comment_gives_its_places(head: str, wanted: list[str]) -> None:
    assert (
        said(f"{head}<p>We make kites for windy days. <i>Write</i> to us, and tell what you fly.") == wanted
    )


@pytest.mark.parametrize(
    "line",
    ["Job ID: BK#8 - Senior Baker / Pastry Cook", "Requisition ID 4410 | Baker", "Baker\n\nPosting ID: 77"],
)
def test_number_of_a_job_is_no_state(line: str) -> None:
    assert not found_in(f"{line}\n\nYou bake bread for the whole town.\n")


def test_town_in_the_name_of_the_firm_is_no_place_of_work() -> None:
    assert not found_in("Title: Night Baker\nCompany: Randstad\nDescription: You bake rye bread at night.\n")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Glen Allen, VA", "Glen Allen, VA, US"),
        ("Berkeley Heights, NJ", "Berkeley Heights, NJ, US"),
        ("Nevada City, CA", "Nevada City, CA, US"),
        ("Kansas City, MO", "Kansas City, MO, US"),
        ("US, NY, Buffalo", "Buffalo, NY, US"),
    ],
)
def test_a_town_is_not_the_one_whose_name_it_holds(line: str, wanted: str) -> None:
    assert said(f"Kite Engineer\nPinwheel Ltd\n{line}\n\nYou make kites.\n") == [wanted]


def test_words_of_a_sentence_are_no_part_of_a_towns_name() -> None:
    text = "Kite Engineer\n\nFor Leeds, AL-based roles the pay is $50,000.\n\nOur shop is in Leeds, AL.\n"
    assert said(text) == ["Leeds, AL, US"]


def test_a_post_code_belongs_to_the_countries_that_write_it_so() -> None:
    assert said("Kite Engineer\n\nYou make kites.\n\nDorpsstraat 12, 2019 Toon\n") == []
    assert said("Kite Engineer\n\nYou make kites.\n\nDorpsstraat 12, 2018 Antwerpen\n") == ["Antwerp, BE"]
