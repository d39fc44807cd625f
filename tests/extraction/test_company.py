# ruff: noqa: E501 - texts are as long as they are
"""Who hires: stated, in the header, or voted from prose; and when nobody is named."""

from __future__ import annotations

import json

import pytest

from postings.extraction import company, title
from postings.extraction.company import names
from postings.extraction.document import read_document
from tests.extraction import texts


def found(text: str) -> str | None:
    document = read_document(text)
    finding = company.find(document, title.find(document))
    return finding.value if finding is not None else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (texts.MARKDOWN, "Heronfield Labs"),
        (texts.PLAIN, "Pinegrove Freight"),
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
            "**URL:** https://www.welcometothejungle.com/fr/companies/tidewell/jobs/soudeur_brest\n\ntidewell\nSoudeur (H/F)\n"
            "Résumé du poste\nCDI\nBrest\n\nTu soudes.\n",
            "tidewell",
        ),
        (
            "**URL:** https://www.tidewell.example/karriere/jobs/118\n\nSchweißer (m/w/d)\n\nKomm ins Werkstattteam der TIDEWELL! Du "
            "schweißt.\n",
            "TIDEWELL",
        ),
        ("Schweißer H/F\n\nFinance · Brest, Télétravail 3j./ semaine · Hybride\n\nTu soudes.\n", None),
        ("# Schweißer (m/w/d)\n\nDas ist eine Rolle für Leute mit ruhiger Hand.\n", None),
        ("# Nurse\n\nEmployer provides equal opportunities. You care for people.\n", None),
        ("## Welder – Leeds\n\n### Brass Compliance\n\nWe are looking for a welder.\n", "Brass Compliance"),
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
        (texts.HTML_JSON_LD, "Brookside Dental"),
        (texts.COMMENT, "Quillstack"),
        (texts.GREENHOUSE, "Lanternworks"),
        (texts.LEVER, "Marlow Desk"),
        (texts.CSV, "Tamarind Table"),
        (
            "# [Cook](https://b.example/c)\n### None\n#### `Remote`\n\n## About Saltmarsh\n\nAt Saltmarsh, "
            "we fry fish.\n",
            "Saltmarsh",
        ),
        ("# [Cook](https://b.example/c)\n### Remote\n#### `Lisbon`\n\nWe fry fish.\n", "Remote"),
        ("# [Cook](https://b.example/c)\n### None\n#### `🌎 Lisbon`\n\nFish is fried here.\n", None),
        ("Job Title: Cook\nCompany: Grand Hotel Ltd\n\nCook for us.", "Grand Hotel Ltd"),
        (
            "School Name and Address: Alder Grove School, 2 Mill Lane, York\nPost: Teacher of Art",
            "Alder Grove School",
        ),
        ("Organization\n- Strong organizational skills\n- Two hands", None),
        ("Tidewell is a maker of clocks.\n\nTidewell is seeking a Clockmaker to join us.", "Tidewell"),
        ("Tidewell is an Equal Opportunity Employer. Our clocks are sold in the whole world.", "Tidewell"),
        (
            "The Clockmaker will join Tidewell’s team. At Tidewell, you mend clocks. Apply at "
            "https://jobs.lever.co/tidewell/1",
            "Tidewell",
        ),
        ("We use Java and Python. Our team in Berlin is small. You will work with Docker.", None),
        ("I'm representing a seed-stage firm in health.\n\nOakline Search is hiring a Cook.", None),
        ("Acme.com | Cook | Rome | Onsite\n\nWe cook.", "Acme"),
        ("Acme (YC S12) | Cook | Rome\n\nWe cook.", "Acme"),
        ("(Stealth) | Cook | Rome | Onsite\n\nWe cook.", None),
        ("pinwheel.in | Oslo, Norway | Onsite | Cook<p>We make kites.", "pinwheel.in"),
        (
            "# [Cook](https://b.example/c)\n### None\n####\n\nAt **k-Wind** , we are focused on kites. k-Wind is seeking a Cook.\n",
            "k-Wind",
        ),
        (
            "<html><head><title>Cook (m/f) - Saltmarsh GmbH - Boardname</title></head><body><h1>Cook (m/f)</h1><ul><li>"
            "Saltmarsh GmbH</li><li>Hannover</li></ul><h2>Your tasks</h2><p>You cook.</p></body></html>",
            "Saltmarsh GmbH",
        ),
        (
            "<html><head><title>Saltmarsh - Job details</title></head><body><table><tr><td>Job details</td></tr>"
            "</table><p>You cook for forty people. Apply by mail.</p></body></html>",
            None,
        ),
        ("Love clay and string?<p>Pinwheel | Rome | Full-time | Onsite<p>We make kites.", "Pinwheel"),
        ("NYC/Freelance - Kite Designer/Java<p>Looking for somebody who draws kites.", None),
        ("LOCATION - Leeds, UK.  Local workers only for now.<p>We make kites.", None),
        ("Seattle | Maybe remote | Kite Engineer | Pinwheel.co<p>We make kites.", "Pinwheel"),
        ("Pinwheel. London, UK. (ONSITE VISA)<p>We make kites for windy days.", "Pinwheel"),
        (
            "ONSITE- Pinwheel Toys is hiring Kite Engineers for their Leeds office.<p>Write to us.",
            "Pinwheel Toys",
        ),
        (
            "Leeds, UK | ONSITE | Amberton Kite Partners | Kite Engineer<p>We make kites.",
            "Amberton Kite Partners",
        ),
        (
            "# [Cook](https://b.example/c)\n### Careers at Saltmarsh\n#### `Lisbon`\n\nWe fry fish.\n",
            "Saltmarsh",
        ),
        (
            "# [Cook](https://b.example/c)\n### Saltmarsh Current Job Openings\n#### `Lisbon`\n\nWe fry fish.\n",
            "Saltmarsh",
        ),
        ("Rome, Italy | Saltmarsh | Cook | Onsite\n\nWe cook.", "Saltmarsh"),
        ("Cook at Saltmarsh | Rome, Italy | Onsite\n\nWe cook.", "Saltmarsh"),
        ("Saltmarsh, Boston, MA, full-time\n\nWe cook.", "Saltmarsh"),
        ("Saltmarsh is hiring cooks in Rome (onsite)\n\nWe cook.", "Saltmarsh"),
        (
            json.dumps(
                {"title": "Cook", "hiringOrganization": {"name": "N/A"}, "description": "You cook soup."}
            ),
            None,
        ),
        ("", None),
        (
            "CRATEBOUND.COM - Leeds | Onsite | Cook<p>Cratebound.com is hiring. At Cratebound.com we cook.",
            "Cratebound.com",
        ),
        (
            "# Kite Engineer\n\n## Pinwheel Careers\n\nYou will build kites that fly in any wind.\n",
            "Pinwheel",
        ),
        (
            "Technical Project Manager | Kubernetes | Onsite: Leeds<p>Kubernetes Ltd keeps ships on course. We are "
            "looking for a project manager.",
            "Kubernetes",
        ),
        (
            "Brightwell\n3.9 ★\nSenior Baker\nAustin, TX\nJob\nCompany\nRating\nSalary\nYou bake bread all night.",
            "Brightwell",
        ),
        (
            "Baker\nRye & Daughters View all jobs\nLeeds LS1\nPart time\nYou will bake bread all night long.",
            "Rye & Daughters",
        ),
        (
            "Bäcker (m/w/d)\nMühle Tannwald AG, 2540 Grenchen\nWir suchen per sofort einen Bäcker.",
            "Mühle Tannwald AG",
        ),
        (
            "Backend / DevOps @ Pinwheel Studios in Toronto, Ontario, Canada (full time)<p>Some things we use:<p>- Kites",
            "Pinwheel Studios",
        ),
        (
            "At Pinwheel, a mobile kite company, we have two open positions in Leeds.<p>== 1. Kite Engineer ==<p>We fly.",
            "Pinwheel",
        ),
        (
            "Drone startup -- www.kites.example --- in Leeds is hiring kite engineers<p>You would be one of the first ten people here.",
            None,
        ),
        (
            "POSITION: Cook\nSCHOOL: Palm College, Ikeja, Lagos\nSend your CV by the end of the month.",
            "Palm College",
        ),
        ("Segura | www.thesegura.com | Leeds | ONSITE<p>Segura moves cash. We are hiring.", "Segura"),
        ("Seville | ONSITE | Cook<p>We cook, see https://acme.example/seville.", None),
        ("Kite Partner ONE | Leeds | Onsite<p>See https://kitepartner.one. We fly.", "Kite Partner ONE"),
        ("Job Title: Cook\nCompany: <company>\nLocation: Leeds\n\nYou cook.", None),
        ("hey, we're hiring a React dev at Pinwheel (remote). dm me", "Pinwheel"),
        (
            "Professor of Kites\nDepartment of Wind, Lakeview College\n\nWe seek a professor.",
            "Lakeview College",
        ),
        (
            "Kite Engineer\n\nAbout us:\nData Harbour North is a service company with strong expertise in wind. We fly.",
            "Data Harbour North",
        ),
        (
            "This is a part-time hybrid role for a Kite Tailor at Pinwheel Works based in Leeds. The tailor will sew.",
            "Pinwheel Works",
        ),
        (
            "In addition to your salary, you get a desk.\n\nQualifications\n2+ years of Kotlin.\nKnowledge of Kotlin and Scala is a plus.",
            None,
        ),
        ("Experience using tools such as R, SAS, Stata\nExperience with wind.", None),
        (
            "At Pinwheel, we believe in wind. Pinwheel is the largest maker of kites.\n\nWe represent a diverse and open community of flyers.",
            "Pinwheel",
        ),
        (
            "Pinwheel logo\nPinwheel\nShare\nShow more options\nKite Tailor\nLeeds, England, United Kingdom · 2 days ago · 31 people clicked apply\nPromoted by hirer · Responses managed off LinkedIn\n\n Hybrid\nMatches your job preferences, workplace type is Hybrid.\n\n Full-time\nMatches your job preferences, job type is Full-time.\n\nEasy Apply\n\nSave\nSave Kite Tailor at Pinwheel\n\nMeet the hiring team\n\nDana Loom\nDana Loom\n 2nd\nSenior Talent Partner | Sails & Kites\nJob poster · 9 mutual connections\n\nMessage\nAbout the job\nMeet: Skyline\nOur client is a maker of kites. As a Kite Sewer, you'll sew tails.\n",
            "Pinwheel",
        ),
        (
            "Pinwheel\nShare\nShow more options\nKite Tailor\nLeeds, England, United Kingdom · 2 days ago · 31 people clicked apply\nPromoted by hirer · Responses managed off LinkedIn\n\n Hybrid\nMatches your job preferences, workplace type is Hybrid.\n\n Full-time\nMatches your job preferences, job type is Full-time.\n\nEasy Apply\n\nSave\n\nMeet the hiring team\n\nDana Loom\nDana Loom\n 2nd\nSenior Talent Partner | Sails & Kites\nJob poster · 9 mutual connections\n\nMessage\nAbout the job\nMeet: Skyline\nOur client is a maker of kites. As a Kite Sewer, you'll sew tails.\n",
            "Pinwheel",
        ),
        (
            "Kite Tailor\nPinwheel.ai · Leeds, UK (On-site)\n\nAbout the job\nYou sew kites for our clients.",
            "Pinwheel.ai",
        ),
        (
            "Company logo for, Windy County.\nWindy County\n\nKite Inspector\n\nAbout the job\nYou inspect kites.",
            "Windy County",
        ),
        (
            "About the job\nCompany Description The WindExchange is more than a global kite firm. We help flyers.\n\nRole Description We seek a Kite Analyst.",
            "WindExchange",
        ),
        (
            "Role: Kite Engineer\nLocation: Pune\n\nResponsibilities\n\nDevelop UI features using string\n\nAnalyzes data and prepares kites\n\nDeploy ML models on rooftops",
            None,
        ),
        (
            "The Kite Group, a privately held, global wind consulting firm, is looking for a Kite Engineer to join us.",
            "Kite Group",
        ),
        (
            "Senior Kite Engineer\n\nAbout the Opportunity\nThis role supports a large federal program of kites. You build kites.",
            None,
        ),
        (
            "Job Description: Kite Engineer\nLocation: Remote\nCompany: OrbiTail - Private Kites and String Provider\n\nAbout OrbiTail\nOrbiTail is building kites.",
            "OrbiTail",
        ),
    ],
)
def test_companies_are_found_or_left_open(text: str, expected: str | None) -> None:
    if text.startswith(("Saltmarsh,", "Saltmarsh is hiring")):
        text = f'{text.split(chr(10))[0]}<p>We cook. <a href="https:&#x2F;&#x2F;s.example">here</a>'
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one sentence that is about an organisation
        (
            "Heronlight has an exciting opportunity for a Data Analyst in our team. You know SQL.",
            "Heronlight",
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
            "At HLA, we count lamps. Heron Lamp Associates, Inc. (HLA) is a leading seller of lamps.",
            "Heron Lamp Associates, Inc",
        ),
        # what a page glued together
        (
            "You sell lamps. Perks and BenefitsHeronlight is an equal opportunity employer. Heronlight pays.",
            "Heronlight",
        ),
        # nobody says "Heronlight is hiring", yet the text speaks of nobody else
        (
            "Roll out the tools of finance across Heronlight. You explain Heronlight's rules to lenders. In time "
            "the wider Heronlight team grows.",
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
        # words that only begin a sentence, tools, prizes, places
        (
            "Additionally, the analyst writes reports. Provide is what you do. Proven is your taste for lamps.",
            None,
        ),
        ("Key, the analyst writes reports across tools. You know SQL and Advanced SAS.", None),
        ("You write reports in Tableau. Tableau is a tool that you know well. Learn more of Tableau.", None),
        ("We are one of the best Places to Work for Lamp Equality. You will count our lamps.", None),
        ("You count lamps. London is looking for more of them. We are Looking for you.", None),
        ("About the Role: How You Contribute\nYou count lamps and write reports.", None),
    ],
)
def test_who_hires_is_read_from_prose(text: str, expected: str | None) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("Acme (https://acme.example)", "Acme"),
        ("-= ACME SECURITY =-", "ACME SECURITY"),
        ("Acme Inc.", "Acme Inc."),
        ("acme.io", "Acme"),
        ("Acme is hiring!", "Acme"),
    ],
)
def test_names_lose_their_ornaments(written: str, cleaned: str) -> None:
    assert names.cleaned(written) == cleaned
