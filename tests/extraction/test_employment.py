"""Employment type: where it is named, which comes first, and what only sounds like it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postings.extraction import employment
from postings.extraction.document import read_document
from postings.extraction.finding import EmploymentType, Finding
from postings.extraction.pipeline import extract


def read(text: str, title: str | None = None) -> str | None:
    """The employment type of a text, as the label form writes it."""
    named = Finding(title, title, 0, len(title), 0.95, "test") if title else None
    found = employment.find(read_document(text), named)
    return found.value.value if found else None


LABELLED = [
    ("Job Type: Full-time", "full_time"),
    ("# Ausbildungsleiter (m/w/d)\n\nIn Vollzeit.", "full_time"),
    ("Job Types: Part-time, Contract", "part_time"),
    ("Employment type\nFull-time", "full_time"),
    ("time type\nFull time\nposted on\nPosted 3 Days Ago", "full_time"),
    ("Contract: Full time (direct hire)", "full_time"),
    ("Type of contract: **B2B contract**", "contract"),
    ("Hours: 190 days per year - Full Time, Permanent", "full_time"),
    ("Hours: 20 hours per week", "part_time"),
    ("Contract voor 24 uur per week", "part_time"),
    ("Arbeitszeit: 20 Stunden pro Woche", "part_time"),
    ("Duration: Fulltime with our client", "full_time"),
    ("Duration: Long term contract", "contract"),
    ("Job Type:\tCo-op", "internship"),
    ("Schedule: Temporary, three months", "temporary"),
    ("Position Type: Seasonal", "temporary"),
    ("Status: Casual", "temporary"),
    ("Arbeitszeit: Vollzeit", "full_time"),
    ("Anstellungsart: Teilzeit", "part_time"),
    ("Type de contrat : Stage", "internship"),
    ("Type de contrat : Alternance", "apprenticeship"),
    ("Contrat : CDD", "contract"),
    ("Jornada: tiempo completo", "full_time"),
    ("Enseñanza media completa", None),
    ("Regime: Estágio", "internship"),
    ("Employment type: Volunteer", "volunteer"),
    ("Commitment: part time (20h)", "part_time"),
    ("Type: Permanent", None),
    # lines of a record
    ("job_type: full_time", "full_time"),
    ("employment_type: FULL_TIME", "full_time"),
    ("contract_type: part_time", "part_time"),
    ("EmploymentType\nPART_TIME", "part_time"),
    ("Job Type: FT", "full_time"),
    ("Job Type: PT", "part_time"),
    # other languages
    ("Type de contrat : Contrat de professionnalisation", "apprenticeship"),
    ("Type de contrat : CDI", None),
    ("Offre de stage – comptabilité", "internship"),
    ("Tipo de jornada: Parcial", "part_time"),
    ("Tipo de contrato: Temporal", "temporary"),
    ("Contrato por obra o servicio", "contract"),
    ("Contratto: a tempo determinato", "contract"),
    ("Contratto di apprendistato", "apprenticeship"),
    ("Contratto di stage di 6 mesi", "internship"),
    ("Modelo de contratação: PJ", "contract"),
    ("Anstellungsart: Geringfügige Beschäftigung", "part_time"),
    ("Bijbaan voor studenten", "part_time"),
    ("Soort baan: Parttime, Tijdelijk", "part_time"),
    ("Тип занятости: Полная занятость", "full_time"),
    ("Частичная занятость", "part_time"),
    ("Занятость: Стажировка", "internship"),
    ("Занятость: Проектная работа", "contract"),
    ("Занятость: Волонтерство", "volunteer"),
    ("0.6 FTE", "part_time"),
]

HEADERS = [
    ("Acme | Developer | Berlin | Onsite | Full-time", "full_time"),
    ("Acme | Oslo | FULLTIME or CONTRACTOR | https://acme.example", "full_time"),
    ("Acme | Nurse | Leeds | Part Time | ONSITE", "part_time"),
    ("Acme | Web developer, Contract | Alexandria, VA", "contract"),
    ("Acme — Tokyo, Japan — Full Time — we make maps", "full_time"),
    ("Worldwide, REMOTE, full time or part time. Interviewer at Acme", "full_time"),
    ("Acme | Rome | ONSITE, VISA, INTERNS", None),
]

PROSE = [
    ("This is a full-time position based in Leeds.", "full_time"),
    ("We are looking for a part-time bookkeeper for our shop.", "part_time"),
    ("We are seeking a Finance Manager (part-time contract).", "part_time"),
    ("This will be a contract role, with a 6 months engagement.", "contract"),
    ("This is a temporary assignment lasting three to six months.", "temporary"),
    ("Both positions are local and full-time.", "full_time"),
    ("The salary range for this US-based, full-time, and exempt position is public.", "full_time"),
    ("You will be paid monthly, 40 hrs/week, at our office.", "full_time"),
    ("It is a six-month contract with a chance of renewal.", "contract"),
    ("We are hiring an unpaid intern for our summer season. It is a 12-week internship.", "internship"),
]

SILENT = [
    "All full-time employees receive health insurance.",
    "Benefits are for full-time employees only.",
    "Lead contract negotiations with suppliers.",
    "You know smart contract languages such as Solidity.",
    "Experience in contract law and drafting contracts is needed.",
    "3+ years of full-time software development experience.",
    "At least five years of experience as a full-time designer.",
    "We work with freelancers and small businesses.",
    "You will mentor interns and part-time staff.",
    "The role offers casual dress and a relaxed office.",
    "We use Temporal and Kafka for our B2B platform.",
    "We are open to flexible options including part-time work.",
    "A government contractor in the defence sector.",
    "You have done volunteer work or internships before.",
    "What we offer: a permanent employment contract.",
    "You have strong consultancy skills across the board.",
    "CANNOT DO C2C",
    "We queue jobs with Temporal, and a partial index helps.",
    "Our project board is full.",
]


@pytest.mark.parametrize(("text", "wanted"), [*LABELLED, *HEADERS, *PROSE])
def test_the_type_is_read_where_the_text_names_it(text: str, wanted: str | None) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize("text", SILENT)
def test_words_about_something_else_are_no_type(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Ausbildung Bäcker/in (m/w/d) zum 01.09.2026", "apprenticeship"),
        ("Ausbildungsleiter (m/w/d)", None),
        ("Data Science Intern (2027 Start)", "internship"),
        ("Praktikum Marketing (m/w/d)", "internship"),
        ("Lead Engineer (6-Month Contract)", "contract"),
        ("Contract: Senior Engineer", "contract"),
        ("Audio Engineer (Temporary)", "temporary"),
        ("Nurse - Part Time", "part_time"),
        ("Apprentice Electrician", "apprenticeship"),
        ("Alternance - Développeur", "apprenticeship"),
        ("Volunteer Bookkeeper", "volunteer"),
        ("Contract Manager", None),
        ("Contracts Administrator", None),
        ("Internal Auditor", None),
        ("Internship Program Manager", None),
        ("Volunteer Coordinator", None),
        ("Account Executive, B2B", None),
        ("Backend Engineer, Temporal", None),
        ("Smart Contract Engineer", None),
    ],
)
def test_the_title_may_name_the_type(title: str, wanted: str | None) -> None:
    assert read("We make things and need help.", title) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("FULL_TIME", "full_time"),
        ("Intern", "internship"),
        ("PART_TIME", "part_time"),
        ("CONTRACTOR", "contract"),
        ("TEMPORARY", "temporary"),
        ("freelance", "contract"),
        (["FULL_TIME", "CONTRACTOR"], "full_time"),
    ],
)
def test_structured_data_names_the_type(value: object, wanted: str) -> None:
    record = {"title": "Welder", "description": "Weld things together.", "employmentType": value}
    assert read(json.dumps(record)) == wanted


def test_a_labelled_line_beats_a_sentence() -> None:
    text = "Cook\n\nThis is a part-time position at first.\n\nJob Type: Full-time\n"
    assert read(text) == "full_time"


def test_the_finding_quotes_the_words() -> None:
    text = "Cook\n\nJob Type: Part-time\nPay: $15 an hour\n"
    found = employment.find(read_document(text), None)
    assert found is not None
    assert found.value is EmploymentType.PART_TIME
    assert text[found.start : found.end] == found.quote == "Part-time"


@given(st.text(alphabet="full-time part contract intern:|,.()\n", max_size=120))
@settings(max_examples=150)
def test_any_text_is_read_without_failing(text: str) -> None:
    found = employment.find(read_document(text), None)
    assert found is None or text[found.start : found.end] == found.quote


@pytest.mark.parametrize(
    "sentence",
    [
        "On-site, full-time engineering positions available for those who like boats.",
        "Full-time employee (after a few weeks of trial).",
    ],
)
def test_the_hours_of_openings_are_those_of_the_job(sentence: str) -> None:
    found = extract(f"Kestrel | Leeds | ONSITE\n\nWe build boats and hire. {sentence}\n").employment_type
    assert found is not None
    assert found.value == "full_time"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Arbeitszeit: Voll-/Teilzeit", "full_time"),
        ("Wir bieten eine Stelle in Voll- oder Teilzeit.", "full_time"),
        ("Vollzeit\n\nDie Zeiten sind flexibel, auch Teilzeit ist denkbar.", "full_time"),
    ],
)
def test_of_hours_of_both_kinds_the_first_counts(line: str, wanted: str) -> None:
    assert read(f"Koch (m/w/d)\nGasthof Linde, Wien\n\n{line}\n") == wanted


@pytest.mark.parametrize(
    ("column", "value", "wanted"),
    [
        ("employment_type", "full", "full_time"),
        ("employmentType", "FT", "full_time"),
        ("employmentType", "PT", "part_time"),
        ("is_full_time", True, "full_time"),
        ("employment", {"id": "part", "name": "Частичная занятость"}, "part_time"),
        ("typeContratLibelle", "Contrat à durée déterminée - 6 Mois", "contract"),
        ("tipo_jornada", "Completa", "full_time"),
        ("job_type", "permanent", None),
    ],
)
def test_a_column_tells_the_type_in_the_board_s_own_code(
    column: str, value: object, wanted: str | None
) -> None:
    record = {"title": "Cook", column: value, "description": "Cook for the guests of our inn."}
    assert read(json.dumps(record)) == wanted
