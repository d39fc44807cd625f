# ruff: noqa: E501 - texts are as long as they are
"""Saved pages of firms and boards, with and without declared data. All wording is the project's own."""

from __future__ import annotations

import pytest

from postings.extraction.labels import as_label
from postings.extraction.pipeline import extract

BODY = (
    "<h2>About the role</h2><p>You keep the ledgers of a harbour office and talk to the skippers who owe us money.</p>"
    "<h2>Responsibilities</h2><ul><li>Keep the ledgers and send the invoices of the week</li></ul>"
    "<h2>Required qualifications</h2><ul><li>2+ years of experience with Xero</li></ul>"
)


def label(text: str) -> dict[str, object]:
    return as_label(extract(text))


def page(title: str, heading: str = "Finance Associate", head: str = "", body: str = BODY) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f"<main><h1>{heading}</h1>{body}</main></body></html>"
    )


@pytest.mark.parametrize(
    ("title", "company"),
    [
        ("Finance Associate | Quayside", "Quayside"),
        ("Finance Associate - Quayside Lines - Careers", "Quayside Lines"),
        ("Finance Associate — Hull — Quayside Lines", "Quayside Lines"),
        ("Finance Associate", None),
        ("Finance Associate | Careers", None),
        ("Finance Associate - Indeed.com", None),
        ("Finance Associate | Remote | London", None),
        ("Quayside | Where ledgers float", None),
    ],
)
def test_the_name_behind_the_job_in_a_pages_title_is_the_firm(title: str, company: str | None) -> None:
    assert label(page(title))["company"] == company


def test_a_part_of_the_jobs_own_name_is_no_firm() -> None:
    found = label(page("Staff Nurse – Critical Care", heading="Staff Nurse – Critical Care"))
    assert (found["title"], found["company"]) == ("Staff Nurse – Critical Care", None)


def test_the_title_of_a_page_is_read_below_its_language_too() -> None:
    found = extract(page("Finance Associate | Quayside", heading="Come aboard"))
    assert found.title is not None
    assert found.title.value == "Finance Associate"


DECLARED = (
    '<script type="application/ld+json">{"@type": "JobPosting", "title": "Finance Associate", "description": "%s", '
    '"hiringOrganization": {"@type": "Organization", "name": "Quayside"}}</script>'
)
OPENING = (
    "You keep the ledgers of a harbour office and talk to the skippers who owe us money. The office is small, the view is wide, "
    "and the coffee has a name for itself among the crews of the whole coast between here and there."
)
LONG = BODY + "<p>" + "The crew meets at noon and shares what the tide has brought. " * 8 + "</p>"


def test_a_page_says_more_than_the_opening_that_it_declares() -> None:
    found = label(page("Finance Associate", head=DECLARED % OPENING, body=f"<p>{OPENING}</p>{LONG}"))
    assert found["company"] == "Quayside"
    assert found["required_skills"] == ["Xero"]
    assert found["experience_years_min"] == 2


def test_a_declared_description_with_its_own_sections_stands_for_the_page() -> None:
    declared = OPENING + "\\nRequirements\\n- 3 years of experience with Sage"
    found = label(page("Finance Associate", head=DECLARED % declared, body=f"<p>{OPENING}</p>{LONG}"))
    assert found["experience_years_min"] == 3


@pytest.mark.parametrize(
    "words",
    [
        "<h1>Aktuelle Stellenangebote</h1><p>8 offene Positionen in Kiel und Umgebung. Alle Stellenangebote ansehen.</p>",
        "<h1>Nos offres d'emploi</h1><p>Toutes nos offres sont à pourvoir. Postes ouverts à Brest.</p>",
        "<h1>Vagas abertas</h1><p>Todas as vagas em Recife. Ver vagas.</p>",
        "<h1>Alle vacatures</h1><p>Bekijk vacatures in de haven. 12 vacatures gevonden.</p>",
    ],
)
def test_a_page_about_all_the_jobs_is_a_list(words: str) -> None:
    text = f'<html lang="de"><head><title>Stellenangebote — Holm Partners</title></head><body><main>{words}</main></body></html>'
    found = extract(text)
    assert (found.verdict.value.is_posting, found.verdict.value.kind) == (False, "list")
    assert found.title is None or "Partners" not in found.title.value


@pytest.mark.parametrize(
    "notice",
    [
        "Diese Stelle ist leider bereits besetzt.",
        "Cette offre n’est plus en ligne.",
        "L'offre est pourvue, merci de votre intérêt.",
        "Esta vaga foi preenchida.",
        "Esta oferta ha caducado.",
        "Deze vacature is inmiddels vervuld.",
    ],
)
def test_a_page_that_says_the_job_is_gone_is_closed(notice: str) -> None:
    found = extract(page("Finance Associate | Quayside", body=f"<p>{notice}</p><p>Quayside, Kiel</p>"))
    assert (found.verdict.value.is_posting, found.verdict.value.kind) == (False, "closed")


def test_smart_contracts_in_a_menu_are_no_contract() -> None:
    menu = "<p>Smart Contract Development 101</p>"
    assert label(page("Finance Associate | Quayside", body=menu + BODY))["employment_type"] is None
