# ruff: noqa: E501 - texts are as long as they are
"""Titles in sentences."""

from __future__ import annotations

import pytest

from tests.extraction.title.reading import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Acme is growing fast.\n\nAcme is looking for a Payroll Specialist to join the team in Rome.",
            "Payroll Specialist",
        ),
        (
            "As a Junior Gardener, you will look after the roses of our guests all the year round.",
            "Junior Gardener",
        ),
        ("About the job\nWe bake.\n\nThe Shift Baker (SB) will be responsible for rolls.", "Shift Baker"),
        ("Join our team as a Senior Welder and build ships with us.", "Senior Welder"),
        ("Wir suchen einen Bäckermeister für unsere Backstube.", "Bäckermeister"),
        (
            "Pinwheel | Leeds | Full time<p>We are hiring:<p>1) We're looking for qualified Kite Engineers of all "
            "degrees of experience.<p>2) We're also hiring a Head of String.",
            "Kite Engineers",
        ),
        (
            "Pinwheel | Leeds | Full time<p>We're looking for a junior developer to join our small team.",
            "junior developer",
        ),
        (
            "Pinwheel | Leeds<p>We are looking for a top-notch senior Go and TypeScript developers to join us.",
            "senior Go and TypeScript developers",
        ),
        (
            "Pinwheel | Leeds | Onsite<p>We are looking for both a kite web developer and a string programmer to join us.",
            "kite web developer",
        ),
        (
            "Pinwheel makes kites and is seeking a Kite Support Manager to further our mission of flight.",
            "Kite Support Manager",
        ),
        ("Pinwheel | Leeds<p>We need a .NET dev and a Designer: https://pinwheel.example/jobs", ".NET dev"),
        ("We are looking for a Node.js developer to fly with us.", "Node.js developer"),
        (
            "After a year of wind we are looking for a Ruby On Rails developer to join the crew.",
            "Ruby On Rails developer",
        ),
        (
            "Pinwheel | Leeds<p>Pinwheel is hiring a variety of software engineers to help build kites.",
            "software engineers",
        ),
        (
            "Pinwheel | Leeds<p>Pinwheel is looking to fill software engineer and string positions.",
            "software engineer",
        ),
        (
            "Pinwheel | Leeds<p>We are looking for our first full-time front-end developer.",
            "front-end developer",
        ),
        (
            "Pinwheel | Leeds<p>We want to hire a mid- to senior- level web developer, preferably.",
            "web developer",
        ),
        (
            "Pinwheel is hiring Sr Software Application Developers for their Leeds office. Write to us.",
            "Sr Software Application Developers",
        ),
        (
            "Pinwheel | Leeds<p>We are hiring for a variety of roles including Kite Tester, see below.",
            "Kite Tester",
        ),
        (
            "Pinwheel | Leeds<p>We have open positions for a Kite Designer and a Tail Manager.",
            "Kite Designer",
        ),
        (
            "Pinwheel - Leeds - VISA<p>Hiring full stack web / mobile developer",
            "full stack web / mobile developer",
        ),
        (
            "Pinwheel | Leeds | Onsite<p>We’re currently hiring for front-end, back-end, and DevOps Engineers. Ask us.",
            "front-end, back-end, and DevOps Engineers",
        ),
        (
            "Pinwheel | Leeds | Onsite<p>We are looking for exceptional front and backend (or full stack) developers.",
            "front and backend (or full stack) developers",
        ),
        (
            "Pinwheel - Leeds<p>Join Pinwheel as a Software Engineer and come make the best kites on the market.<p>We are looking for talented generalists.",
            "Software Engineer",
        ),
        (
            "Pinwheel | Leeds | Onsite<p>I work at Pinwheel. We're looking for an engineering manager and 2 senior kite folks in York.",
            "engineering manager",
        ),
        (
            "Pinwheel | Leeds | Onsite<p>Pinwheel is looking for web developers to help us.<p>• Engineering Full-time: https://p.example/1",
            "web developers",
        ),
        (
            "The Company: a firm of surveyors. They are looking for a permanent office manager to join their team.",
            "office manager",
        ),
        (
            "A fantastic opportunity for experienced Accounts Payable Officer\nYour new role",
            "Accounts Payable Officer",
        ),
        (
            "Our client is seeking an astute, well organised and keen Ledger Clerk to join their team of four in Leeds.",
            "Ledger Clerk",
        ),
        ("This role is ideal for an experienced Payroll Officer who enjoys figures.", "Payroll Officer"),
        (
            "About the job\nAt Pinwheel, we fly. You will be a full stack Kite engineer tasked with building tails for us.",
            "full stack Kite engineer",
        ),
        (
            "We are seeking proven wind leaders to propel us. We have a great opportunity for an innovative and effective Kite Designer.",
            "Kite Designer",
        ),
        (
            "Responsibilities\n\nThe Kite Excellence Director is a senior operational leader and practitioner who will build the team.",
            "Kite Excellence Director",
        ),
        (
            "Pinwheel seeks an accomplished flyer. As Research Lead - Polar Wind & Ice, you'll direct our work in the north.",
            "Research Lead - Polar Wind & Ice",
        ),
        (
            "We are seeking a Junior to Mid-Level Kite Engineer to join our growing team in Sydney.",
            "Junior to Mid-Level Kite Engineer",
        ),
        ("Join our dynamic team as an experienced Kite Engineer and fly with us.", "Kite Engineer"),
        (
            "Wind flyers take kites further. As a Sr. Director & Kite Scientist, you will lead a team.",
            "Sr. Director & Kite Scientist",
        ),
        (
            "## Your Day-to-Day\nThis job posting is for Kite Engineer on our team. Here's what you'll be doing.",
            "Kite Engineer",
        ),
        (
            "Make a difference with us as:  Intern Kites & Wind / String Analytics (m/f/d) .\n\nLocation: Leeds",
            "Intern Kites & Wind / String Analytics (m/f/d)",
        ),
    ],
)
def test_titles_are_found(text: str, expected: str | None) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zwolle heeft werk.\n\nAls BI specialist ga je aan de slag met cijfers.\n", "BI specialist"),
        (
            "## About The Role\n\nTidewell is seeking a Sr. Bridge Welder who would mend bridges.\n",
            "Sr. Bridge Welder",
        ),
        (
            "In de rol van Analytics Engineer werk je aan cijfers.\n\nWat ga je doen?\n\nJe telt.\n",
            "Analytics Engineer",
        ),
        (
            "# Job Description\n\nHollow Brook seeks help. Hollow Brook is seeking an experienced and strategic Executive Director "
            "to lead it.\n\n- Hire new staff as needed\n",
            "Executive Director",
        ),
    ],
)
def test_titles_stand_below_addresses_and_in_sentences(text: str, expected: str) -> None:
    assert found(text) == expected
