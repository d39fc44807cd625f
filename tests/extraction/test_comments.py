"""Comments of hiring threads: lists of roles with an address each, and what is no offer at all."""

from __future__ import annotations

import pytest

from postings.extraction.finding import Extraction
from postings.extraction.pipeline import extract


def required(found: Extraction) -> set[str]:
    return {skill.value for skill in found.required_skills}


def test_the_first_role_of_a_list_leads_to_where_one_applies() -> None:
    found = extract(
        "Kestrel | Leeds | ONSITE | https://kestrel.example/firm\n\nJoin us!\n\n"
        "- Senior Android Developer https://board.example/kestrel/820c?locale=en\n"
        "- Lead iOS Developer https://board.example/kestrel/f2ba?locale=en\n"
    )
    assert found.apply_url is not None
    assert found.apply_url.value == "https://board.example/kestrel/820c?locale=en"


def test_a_link_behind_prose_is_no_link_of_a_role() -> None:
    found = extract(
        "Kestrel | Leeds | ONSITE\n\nWe hire. Check out our own new Page Designer: https://kestrel.example/x/designer\n"
    )
    assert found.apply_url is None or found.apply_url.rule != "apply.role_link"


def test_words_in_the_address_before_say_nothing_of_the_next_one() -> None:
    found = extract(
        "Kestrel | Leeds or Remote | Welders, Cooks<p>We mend boats.<p>"
        'Senior Welder: <a href="http://kestrel.theresumator.com/apply/a1/Senior-Welder.html?source=HN">'
        "http://kestrel.theresumator.com/apply/a1/Senior-W...</a><p>"
        'Cook: <a href="http://kestrel.theresumator.com/apply/b2/Cook.html?source=HN">'
        "http://kestrel.theresumator.com/apply/b2/Cook.ht...</a>"
    )
    assert found.apply_url is not None
    assert found.apply_url.value.endswith("/a1/Senior-Welder.html?source=HN")


def test_who_asks_to_be_written_to_is_written_to_below_a_notice_of_equal_opportunity() -> None:
    found = extract(
        "Full time, remote within the UK\n\nWe're looking for a welder to join our team at Kestrel.\n\n"
        "You can contact me by email at ann.penn@kestrel.example for more. "
        "Kestrel is an equal opportunity employer.\n"
    )
    assert found.apply_email is not None
    assert found.apply_email.value == "ann.penn@kestrel.example"


def test_a_list_under_words_of_hiring_speaks_of_the_job_and_not_of_the_firm() -> None:
    found = extract(
        "Kestrel -- Leeds, UK -- FULL-TIME, ONSITE<p>About Kestrel:<p>"
        "* the boats of Salesforce are insured here<p>"
        "We are currently hiring engineers:<p>* UI development with Angular and React<p>* Ruby services<p>"
        "Please send inquiries to jobs@kestrel.example"
    )
    assert {"Angular", "React", "Ruby"} <= required(found)
    assert "Salesforce" not in required(found)


@pytest.mark.parametrize("form", ["Résumé/CV: on request", "Technologies: R, SQL\nCV: on request"])
def test_who_seeks_work_offers_none(form: str) -> None:
    found = extract(
        f"Data Scientist\n\nLocation: Leeds, UK\n\nRemote: Yes\n\nWilling to relocate: Maybe\n\n{form}\n\n"
        "Email: ann at penn dot example\n"
    )
    assert not found.verdict.value.is_posting
    comment = (
        f"Data Scientist<p>Location: Leeds, UK<p>Remote: Yes<p>Willing to relocate: Maybe<p>{form}"
        "<p>Email: a@penn.example"
    )
    assert not extract(comment).verdict.value.is_posting


def test_a_way_to_pay_is_no_platform_to_build_for() -> None:
    found = extract(
        "Kestrel | Cook | Leeds | ONSITE\n\n"
        "Our boats take Apple Pay and Android Pay. We write Python and hire.\n"
    )
    assert required(found) == {"Python"}


def test_the_widget_of_an_opening_is_where_one_applies() -> None:
    found = extract(
        "Backend Engineer @ Kestrel in Leeds, UK (full time)<p>We use Ruby and hire.<p>"
        '<a href="http://kestrel.example/#op-455-engineer">http://kestrel.example/#op-455-engineer</a>'
    )
    assert found.apply_url is not None
    assert found.apply_url.value == "http://kestrel.example/#op-455-engineer"


def _read(*paragraphs: str) -> tuple[str | None, str | None]:
    """The title and the company of a comment of these paragraphs."""
    read = extract("<p>".join(paragraphs))
    return (read.title.value if read.title else None, read.company.value if read.company else None)


MORE = (
    "We are hiring for our workshop. You will plan the work of the week with a small team and help customers."
)


@pytest.mark.parametrize(
    ("paragraphs", "title", "company"),
    [
        (
            ("London, UK - full time/remote", "Trowelworks - Kite Engineer, Sails and Strings", MORE),
            None,
            "Trowelworks",
        ),
        (("Kite Engineer at Trowelworks in Denver, CO", MORE), "Kite Engineer", "Trowelworks"),
        (
            ("trowelworks @ Berlin, Germany - Kite Engineer https://example.org/jobs/kite", MORE),
            "Kite Engineer",
            "trowelworks",
        ),
        (("Trowel.sh | REMOTE | Full-Time | https://example.org", MORE), None, "Trowel.sh"),
        (
            ("| \\ | |_ ___ /_/ ||", "Trowelworks | Austin, Texas | Full-Time ONSITE | Kite Engineer", MORE),
            "Kite Engineer",
            "Trowelworks",
        ),
        (("Trowelworks - Lisbon (VISA, INTERN)", MORE), None, "Trowelworks"),
        (
            (
                "Trowelworks | Lisbon | Full-time",
                "We are hiring for:",
                "Senior / Staff / Principal Kite Engineer (Sails) https://example.org/jobs/1",
                MORE,
            ),
            "Senior / Staff / Principal Kite Engineer (Sails)",
            "Trowelworks",
        ),
        (
            ("Trowelworks | Lisbon, Porto", "We are hiring:", "\n* Kite Engineer\n* Sail Designer\n", MORE),
            "Kite Engineer",
            "Trowelworks",
        ),
    ],
)
def test_heads_of_comments_in_every_shape(
    paragraphs: tuple[str, ...], title: str | None, company: str
) -> None:
    named, hirer = _read(*paragraphs)
    assert hirer == company
    assert title is None or named == title
    assert named is None or "VISA" not in named
