# ruff: noqa: E501 - texts are as long as they are
"""Companies that sentences point to."""

from __future__ import annotations

import pytest

from tests.extraction import texts
from tests.extraction.company.reading import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# Soldador\n\nEn Tidewell (parte de un grupo) queremos crecer. Buscamos un soldador.\n",
            "Tidewell",
        ),
        ("# Soldador\n\nO grupo Tidewell e Filhos está a recrutar um soldador.\n", "Tidewell e Filhos"),
        (
            "# Lasser\n\nTidewell heeft een mooie functie voor jou. Je bent lasser. Je werkt in Zwolle.\n",
            "Tidewell",
        ),
        (
            "# Saldatore\n\nIl Team per la Trasformazione Navale è alla ricerca di un saldatore.\n",
            "Team per la Trasformazione Navale",
        ),
        (
            "# Welder wanted for a project\n\n## Joining Old Steel and New in the Harbour Bridges\n\nThe Metal Group at the "
            "Department of Crafts, Tidewell University, is offering a position for a welder.\n",
            "Tidewell University",
        ),
        (
            "# Welder\n\nThe University seeks a welder. Tidewell University is located on the coast.\n",
            "Tidewell University",
        ),
        ("# Schweißer (m/w/d)\n\nDie Universität Tidewell bietet sichere Stellen.\n", "Universität Tidewell"),
        (texts.LEVER, "Marlow Desk"),
        (
            "# [Cook](https://b.example/c)\n### None\n#### `Remote`\n\n## About Saltmarsh\n\nAt Saltmarsh, "
            "we fry fish.\n",
            "Saltmarsh",
        ),
        ("Tidewell is a maker of clocks.\n\nTidewell is seeking a Clockmaker to join us.", "Tidewell"),
        ("Tidewell is an Equal Opportunity Employer. Our clocks are sold in the whole world.", "Tidewell"),
        (
            "The Clockmaker will join Tidewell’s team. At Tidewell, you mend clocks. Apply at "
            "https://jobs.lever.co/tidewell/1",
            "Tidewell",
        ),
        (
            "# [Cook](https://b.example/c)\n### None\n####\n\nAt **k-Wind** , we are focused on kites. k-Wind is seeking a Cook.\n",
            "k-Wind",
        ),
        (
            "CRATEBOUND.COM - Leeds | Onsite | Cook<p>Cratebound.com is hiring. At Cratebound.com we cook.",
            "Cratebound.com",
        ),
        (
            "At Pinwheel, a mobile kite company, we have two open positions in Leeds.<p>== 1. Kite Engineer ==<p>We fly.",
            "Pinwheel",
        ),
        ("hey, we're hiring a React dev at Pinwheel (remote). dm me", "Pinwheel"),
        (
            "Kite Engineer\n\nAbout us:\nData Harbour North is a service company with strong expertise in wind. We fly.",
            "Data Harbour North",
        ),
        (
            "This is a part-time hybrid role for a Kite Tailor at Pinwheel Works based in Leeds. The tailor will sew.",
            "Pinwheel Works",
        ),
        (
            "At Pinwheel, we believe in wind. Pinwheel is the largest maker of kites.\n\nWe represent a diverse and open community of flyers.",
            "Pinwheel",
        ),
        (
            "About the job\nCompany Description The WindExchange is more than a global kite firm. We help flyers.\n\nRole Description We seek a Kite Analyst.",
            "WindExchange",
        ),
        (
            "The Kite Group, a privately held, global wind consulting firm, is looking for a Kite Engineer to join us.",
            "Kite Group",
        ),
        (
            "About Us:\n\nPinwheel is the world’s biggest kite service.\n\nAbout the Role\n\nFlyer Payment Experience is a team within the string organization here at Pinwheel.",
            "Pinwheel",
        ),
        ("The Alder House home in Barnt Moor is looking to recruit a night care assistant.", None),
    ],
)
def test_companies_are_found_or_left_open(text: str, expected: str | None) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one sentence that is about an organisation
        (
            "Heronlight has an exciting opportunity for a Data Analyst in our team. You know SQL.",
            "Heronlight",
        ),
        ("Olá, nós somos a Heronlight! Vendemos lâmpadas. Você conhece SQL e relatórios.", "Heronlight"),
        (
            "Data Analyst (w/m/d)\nZum Hauptinhalt springen\nJetzt bewerben\nDie\nHeronlight AG\nist ein großer Händler von Lampen.\n"
            "Du bringst Erfahrung mit SQL mit.",
            "Heronlight AG",
        ),
        ("Heronlight, in partnership with a lender, is after a Data Analyst. You know SQL.", "Heronlight"),
        ("Heronlight is Norway's largest seller of lamps. You will join as an analyst.", "Heronlight"),
        ("At Heronlight, your work counts. You will count lamps and write reports.", "Heronlight"),
        ("At Heronlight (a Tidewell company), we sell lamps. You will count them.", "Heronlight"),
        ("As a Data Analyst at Heronlight you count lamps and write reports.", "Heronlight"),
        ("Als Schweißer bei Heronlicht arbeitest du an Lampen.", "Heronlicht"),
        ("You count lamps every day. About Heronlight At Heronlight, lamps are loved.", "Heronlight"),
        # a name that begins as sentences do, or sounds like a trade
        ("At Good Crumbs, we bake. You will bake with us all night long.", "Good Crumbs"),
        ("Why work at Marlow Investments? Marlow Investments is a firm of savers.", "Marlow Investments"),
        ("J.D. Marlow is a leading bakery. You will bake with J.D. Marlow all night.", "J.D. Marlow"),
        # the letters and the name that they stand for
        (
            "The Tidal Energy Board (TEB) harvests waves. TEB requires people who swim. TEB is an equal "
            "opportunity employer.",
            "Tidal Energy Board",
        ),
        (
            "Heron Lamp Associates, Inc. (HLA) is a leading seller of lamps. At HLA, we count them.",
            "Heron Lamp Associates, Inc",
        ),
        ("At TEB, we swim. TEB seeks a swimmer. The Tidal Energy Board (TEB) harvests waves.", "TEB"),
        # what a page glued together
        (
            "You sell lamps. Perks and BenefitsHeronlight is an equal opportunity employer. Heronlight pays.",
            "Heronlight",
        ),
        # boards, headings, addresses
        (
            "Job Application for Lamp Engineer, Nights at Heronlight\nBack to jobs\nLamp Engineer, Nights\nLeeds\n"
            "You mend lamps all night long.",
            "Heronlight",
        ),
        (
            "## Jobs at Heronlight\n\n### Lamp Engineer\n\nJoin us and mend lamps of every kind.\n",
            "Heronlight",
        ),
        (
            "# Role: Lamp Engineer — Heronlight\n\n## About Heronlight\n\nYou mend lamps of every kind.\n",
            "Heronlight",
        ),
        (
            "---\ntitle: Lamp Engineer\nmetaTitle: Lamp Engineer - Heronlight Works\n---\nYou mend lamps every day.\n",
            "Heronlight Works",
        ),
        (
            "---\ntitle: Lamp Engineer\napplyEmail: jobs@heronlight.example\n---\nCome and be one of our Heronlight "
            "crew. You mend lamps every day.\n",
            "Heronlight",
        ),
        (
            "### Heronlight is hiring a Lamp Engineer!\n\nYou mend lamps. Tidewell Trust is an equal opportunity "
            "employer.\n",
            "Heronlight",
        ),
        (
            "<title>Lamp Engineer — Nights | Heronlight</title><h1>Lamp Engineer — Nights</h1><p>You mend lamps "
            "of every kind.</p>",
            "Heronlight",
        ),
    ],
)
def test_who_hires_is_read_from_prose(text: str, expected: str | None) -> None:
    assert found(text) == expected
