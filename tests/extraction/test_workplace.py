"""Remote, hybrid, on-site or nothing said; all wording is the project's own."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postings.extraction import workplace
from postings.extraction.document import read_document


def said(text: str) -> str | None:
    found = workplace.find(read_document(text))
    return None if found is None else str(found.value)


def in_prose(sentence: str) -> str:
    return (
        "Claims Handler\n\nWe insure beekeepers.\n\nAbout the role\n\n"
        f"You settle claims with care. {sentence}\n\nRequirements\n\n- Patience\n- A good ear\n"
    )


PROSE = [
    # Remote, asserted.
    ("This is a fully remote position.", "remote"),
    ("De mogelijkheid om hybride te werken", "hybrid"),
    ("Flexible Arbeitszeiten mit anteiliger Homeoffice-Möglichkeit", "hybrid"),
    ("We’ll be flexible about remoting some of the time", "hybrid"),
    ("Télétravail fréquent", "hybrid"),
    ("Télétravail occasionnel", "hybrid"),
    ("Télétravail total", "remote"),
    ("Lavoro agile con possibilità di programmare le giornate da remoto e in ufficio", "hybrid"),
    ("Modalità ibrida", "hybrid"),
    ("Thuiswerken 2 dagen per week", "hybrid"),
    ("This role is 100% remote.", "remote"),
    ("This position is remote.", "remote"),
    ("The job can be done remotely from anywhere in Canada.", "remote"),
    ("You will work from home full time.", "remote"),
    ("You can work remotely from any EU country.", "remote"),
    ("We offer this as a permanent work from home contract.", "remote"),
    ("Work from anywhere in the world.", "remote"),
    ("Remote work is possible.", "remote"),
    ("You'll enjoy the flexibility to telecommute from anywhere within the U.S.", "remote"),
    ("This is a home-based role.", "remote"),
    ("The work is all remote.", "remote"),
    ("You may perform this job in any location that has a telephone.", "remote"),
    ("Die Stelle ist 100% remote.", "remote"),
    ("Poste en full remote.", "remote"),
    ("Trabajo remoto.", "remote"),
    ("Candidates can be located anywhere in the US; this is a remote position.", "remote"),
    ("We are a remote-first company.", "remote"),
    ("#LI-Remote", "remote"),
    ("Remote, with one day a month in our Leeds office.", "remote"),
    ("This role is remote; you come to our office two days per quarter.", "remote"),
    # Hybrid: named.
    ("This is a hybrid role.", "hybrid"),
    ("The role follows a hybrid work model.", "hybrid"),
    ("Hybrid working from our Leeds office.", "hybrid"),
    ("We work in a hybrid setup.", "hybrid"),
    ("You split your time between home and the office.", "hybrid"),
    ("A mix of home and office work.", "hybrid"),
    ("Partially remote.", "hybrid"),
    ("Occasional work from home is possible.", "hybrid"),
    ("Ce poste est ouvert au télétravail partiel.", "hybrid"),
    ("Modalidad híbrida.", "hybrid"),
    ("#LI-Hybrid", "hybrid"),
    ("Tuesdays and Thursdays are our days in the office.", "hybrid"),
    # Hybrid: office days counted.
    ("Three days a week in the office.", "hybrid"),
    ("You are in our office 2 days per week.", "hybrid"),
    ("We expect 2-3 days in office each week.", "hybrid"),
    ("Open to flex 1-3 days a week in the office.", "hybrid"),
    ("We come in 3 days/week.", None),
    ("Two days WFH.", "hybrid"),
    ("Up to two days of remote work per week.", "hybrid"),
    ("You can work from home two days a week.", "hybrid"),
    ("On-site 3 days a week, the rest from home.", "hybrid"),
    ("Minimum of two days onsite per week.", "hybrid"),
    ("IRL 3 days/week.", "hybrid"),
    ("In-office presence of 4 days per week is required.", "hybrid"),
    ("Un accord télétravail jusqu'à 2 jours par semaine.", "hybrid"),
    ("Bis zu 3 Tage Homeoffice pro Woche.", "hybrid"),
    ("You need to be at our Hull hub one day a week.", "hybrid"),
    ("Remote is fine, with 2 days in the office.", "hybrid"),
    ("50% remote.", "hybrid"),
    ("On-site Monday to Thursday, from home on Friday.", "hybrid"),
    ("Bis zu zwei Tage Homeoffice pro Woche.", "hybrid"),
    ("Forty hours a week, on site, with the same crew.", "onsite"),
    ("Arbeit vor Ort bei den Bienen.", "onsite"),
    ("Work from your own home.", "remote"),
    # On-site.
    ("This is an on-site position.", "onsite"),
    ("This role is onsite in Tampa.", "onsite"),
    ("The position is fully on-site.", "onsite"),
    ("You must work in the office five days a week.", "onsite"),
    ("5 days in-person.", "onsite"),
    ("We work 5 days a week in the office.", "onsite"),
    ("This is an in-office role.", "onsite"),
    ("In-person attendance is required for this job: the position is in-person.", "onsite"),
    ("You must be able to work on-site.", "onsite"),
    ("Work Location: In person", "onsite"),
    ("#LI-Onsite", "onsite"),
    # Refusals.
    ("This is not a remote position.", "onsite"),
    ("No remote work, please.", "onsite"),
    ("Remote work is not available for this job.", "onsite"),
    ("Remote is unfortunately not possible.", "onsite"),
    ("We don't do remote work, but help with the move.", "onsite"),
    ("We cannot offer remote work.", "onsite"),
    ("The job cannot be performed remotely.", "onsite"),
    ("We are not ready to take on remote colleagues.", "onsite"),
    ("Full-time onsite in Leeds.", "onsite"),
    # Nothing said.
    ("We pay your relocation from anywhere in the world.", None),
    ("You support our team in Leeds.", None),
    ("The work is done in a friendly shop in Graz.", None),
    ("Our office has a view of the river.", None),
    ("You will run the remote monitoring of pumps.", None),
    ("Knowledge of remote sensing is welcome.", None),
    ("You repair computers by remote desktop.", None),
    ("You manage remote teams in three countries.", None),
    ("You give remote support to users.", None),
    ("Experience working in a remote environment.", None),
    ("Comfortable working with distributed teams.", None),
    ("Experience with hybrid cloud and on-prem servers.", None),
    ("You build hybrid mobile apps.", None),
    ("You service hybrid vehicles and electric cars.", None),
    ("Free on-site gym and on-site parking.", None),
    ("On-site client visits twice a year.", None),
    ("You travel to install the machines on-site at customers.", None),
    ("The first interview is remote, the second is on-site.", None),
    ("The process: phone call, then an on-site interview.", None),
    ("We meet in person once a year.", None),
    ("A home office stipend of $500.", None),
    ("We pay for your home office set-up.", None),
    ("You can work from anywhere up to 4 weeks a year.", None),
    ("Temporarily remote because of the flood.", None),
    ("You care for patients in person and by video.", None),
    ("Virtual reality and remote control toys are our business.", None),
    ("You write code for remote repositories and remote APIs.", None),
    ("We offer virtual and in-person care.", None),
    ("Remote Terminal Units and SCADA are your field.", None),
    ("Hybrid: Tuesdays and Wednesdays in our downtown office.", "hybrid"),
    ("25 hours a week, office based, free parking.", "onsite"),
    ("Three anchor days per week in the office.", "hybrid"),
    ("Our office days are Monday and Thursday.", "hybrid"),
    ("You join us in the office on Mondays and Fridays.", "hybrid"),
    ("Come to the office at least twice a week.", "hybrid"),
    ("Home working: up to 50%.", "hybrid"),
    ("Remote working is available for up to 3 days each week.", "hybrid"),
    ("Mobiles Arbeiten an bis zu 2 Tagen pro Woche.", "hybrid"),
    ("Du arbeitest 3 Tage pro Woche in unserem Büro in Bremen.", "hybrid"),
    ("Claims are not suitable for remote work.", "onsite"),
    ("Télétravail non possible.", "onsite"),
    ("Poste 100% présentiel à Dijon.", "onsite"),
    ("Die Stelle ist in Präsenz.", "onsite"),
    ("Trabalho presencial em Recife.", "onsite"),
    ("Praca stacjonarna.", "onsite"),
    ("Arbetet sker på distans.", "remote"),
    ("You finished a course at a distance, a distansutbildning.", None),
    ("Every Tuesday we drink tea in our Ghent office.", None),
    ("Arbetet är på plats, dagtid.", "onsite"),
    ("Willing to work onsite in Surabaya.", "onsite"),
]


@pytest.mark.parametrize(("sentence", "wanted"), PROSE, ids=[sentence for sentence, _ in PROSE])
def test_sentence_says_where_the_work_is_done(sentence: str, wanted: str | None) -> None:
    assert said(in_prose(sentence)) == wanted


LABELLED = [
    ("Benefits: Hybrides Arbeitsmodell und freie Sonntage", "hybrid"),
    ("Aanbod: glijdende uren en 40% thuiswerk", "hybrid"),
    ("Location: Remote", "remote"),
    ("Location: Remote (US only)", "remote"),
    ("Location: Remote - EMEA", "remote"),
    ("Location: Remote within 50 miles of Austin", "remote"),
    ("Location: Austin, TX", None),
    ("Location: Austin, TX (Hybrid)", "hybrid"),
    ("Location: Hybrid - London", "hybrid"),
    ("Location: Hybrid remote in Dallas, TX 75201", "hybrid"),
    ("Location: Austin or remote", "remote"),
    ("Location: Toronto (On-Site)", "onsite"),
    ("Work Location: In person", "onsite"),
    ("Work Location: Remote", "remote"),
    ("Work location: Hybrid", "hybrid"),
    ("Workplace type: On-site", "onsite"),
    ("Work arrangement: hybrid, 2 days in the office", "hybrid"),
    ("Employment Location Arrangement:\tHybrid", "hybrid"),
    ("Remote: No", "onsite"),
    ("Remote: Yes", "remote"),
    ("Remote?: yes", "remote"),
    ("Remote work: not possible", "onsite"),
    ("Job type: Full-time, remote", "remote"),
    ("Company location: Canada (remote)", "remote"),
    ("Standort: Bonn, Homeoffice möglich", "remote"),
    ("Telework eligible: No", "onsite"),
    ("Ubicación: Lleida (presencial)", "onsite"),
    ("Location: Nashik (5 days WFO)", "onsite"),
    ("Location: Nashik - Work from office", "onsite"),
    ("Ort: Lund/distans", "remote"),
    ("Lokalizacja: Gdynia (hybrydowo)", "hybrid"),
    ("Sede di lavoro: Parma, smart working 2 giorni a settimana", "hybrid"),
]


@pytest.mark.parametrize(("line", "wanted"), LABELLED, ids=[line for line, _ in LABELLED])
def test_labelled_line_says_where_the_work_is_done(line: str, wanted: str | None) -> None:
    assert said(f"Claims Handler\n\n{line}\n\nWe insure beekeepers against loss and rain.\n") == wanted


def test_working_from_anywhere_as_a_benefit_says_nothing() -> None:
    text = (
        "Claims Handler\n\nLocation: Hull, UK\n\nRequirements\n\n- Patience\n\nBenefits\n\n"
        "- 25 days of leave\n- Work From Anywhere{}\n- Tea\n"
    )
    for rest in ("", ": four weeks a year", " policy", " weeks"):
        assert said(text.format(rest)) is None


HEADERS = [
    ("# Claims Engineer\n\n#### `🌎 Anywhere (LATAM)`", "remote"),
    ("Beehold | Claims Engineer | Berlin | ONSITE | Full-time", "onsite"),
    ("Beehold | Claims Engineer | Berlin | On site | Full-time", "onsite"),
    ("Beehold | Claims Engineer | REMOTE", "remote"),
    ("Beehold | Claims Engineer | Berlin | ONSITE or REMOTE", "remote"),
    ("Beehold | Claims Engineer | Berlin | HYBRID", "hybrid"),
    ("Beehold | Claims Engineer | Berlin | No remote", "onsite"),
    ("Beehold | Claims Engineer | Berlin | Full-time", None),
    (
        "Beehold - https://beehold.example - Berlin - Onsite - Full-time. " + "We insure beekeepers. " * 8,
        "onsite",
    ),
    ("Beehold, Berlin, ONSITE We insure beekeepers against rain and loss and look for engineers", "onsite"),
    ("Claims Engineer (Remote)", "remote"),
    ("Claims Engineer - Remote, US", "remote"),
    ("Claims Engineer / Remote möglich", "remote"),
    ("Claims Engineer (hybrid)", "hybrid"),
    ("Remote Sensing Engineer", None),
    ("Hybrid Cloud Engineer", None),
    ("On-Site Support Technician", None),
]


@pytest.mark.parametrize(("line", "wanted"), HEADERS, ids=[line for line, _ in HEADERS])
def test_header_line_says_where_the_work_is_done(line: str, wanted: str | None) -> None:
    assert (
        said(f"{line}\n\nWe insure beekeepers. You build the system that settles their claims.\n") == wanted
    )


def test_office_days_outrank_a_remote_header() -> None:
    text = (
        "# Claims Engineer\n### Beehold\n#### `🌎 Remote, Leeds, UK`\n\nOpen to flex 1-3 days a week in "
        "the office.\n"
    )
    assert said(text) == "hybrid"


def test_hybrid_role_outranks_a_remote_header() -> None:
    text = (
        "# Claims Engineer\n### Beehold\n#### `🌎 Remote, Leeds, UK`\n\nThis is a hybrid role with our "
        "team in Leeds.\n"
    )
    assert said(text) == "hybrid"


def test_header_outranks_an_on_site_interview() -> None:
    assert (
        said("Beehold | Clerk | Zug | ONSITE\n\nTwo sessions of remote pair-programming with our team.\n")
        == "onsite"
    )


def test_workplace_type_outranks_the_remote_flag() -> None:
    posting = {
        "title": "Clerk",
        "location": "Zug",
        "isRemote": True,
        "workplaceType": "Hybrid",
        "descriptionPlain": "Settle.",
    }
    assert said(json.dumps(posting)) == "hybrid"


def test_telecommute_of_json_ld_is_remote() -> None:
    posting = {
        "@type": "JobPosting",
        "title": "Clerk",
        "jobLocationType": "TELECOMMUTE",
        "description": "Settle claims.",
    }
    assert (
        said(f'<script type="application/ld+json">{json.dumps(posting)}</script><h1>Clerk</h1>') == "remote"
    )


def test_false_remote_flag_says_nothing() -> None:
    assert (
        said(
            json.dumps(
                {"title": "Clerk", "remote": False, "location": "Zug", "description": "Settle claims."}
            )
        )
        is None
    )


def test_finding_quotes_the_words_of_the_text() -> None:
    text = in_prose("This is a hybrid role.")
    found = workplace.find(read_document(text))
    assert found is not None
    assert text[found.start : found.end] == found.quote
    assert "hybrid" in found.quote


TRAPS = [
    "Home office stipend of €500.",
    "On-site gym.",
    "You can work from anywhere up to 4 weeks a year.",
    "The last interview is on-site.",
    "You manage hybrid cloud servers by remote desktop.",
]


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("kind", ["Remote", "Hybrid", "On-site"])
def test_trap_sentences_change_nothing(kind: str, trap: str) -> None:
    text = f"Claims Handler\n\nWorkplace: {kind}\n\nWe insure beekeepers. {trap}\n"
    assert said(text) == kind.lower().replace("-", "")


@given(st.text(max_size=400))
def test_any_text_is_read_without_error(text: str) -> None:
    found = workplace.find(read_document(text))
    assert found is None or text[found.start : found.end] == found.quote


def test_long_line_of_cue_words_is_read() -> None:
    assert said("remote hybrid on-site office home " * 3_000) in {"remote", "hybrid", "onsite", None}


@pytest.mark.parametrize(
    "sentence",
    [
        "Remote work is okay, but some time in the downtown office is required.",
        "The work will occasionally require you to be in the office to print documents.",
    ],
)
def test_now_and_then_in_the_office_is_hybrid(sentence: str) -> None:
    assert said(f"# Assistant\n\n{sentence}\n") == "hybrid"
