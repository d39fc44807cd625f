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


def test_menus_and_feet_without_a_main_heading_are_no_part_of_the_posting() -> None:
    menu = "".join(
        f'<li><a href="/{word}">{word}</a></li>' for word in ("PARTNER WITH US", "BLOG", "ABOUT US")
    )
    text = (
        f"<html><head><title>Quayside Care</title></head><body><header><nav><ul>{menu}</ul></nav></header>"
        f"<div><h2>Care Advocate</h2>{BODY}</div>"
        f"<footer><ul>{menu}</ul><p>© 2024 Quayside Care. All rights reserved.</p></footer></body></html>"
    )
    found = label(text)
    assert (found["title"], found["company"]) == ("Care Advocate", "Quayside Care")


@pytest.mark.parametrize(
    ("title", "foot", "company"),
    [
        ("quayside - Mitarbeit", "© 2026 Quayside GmbH. Alle Rechte vorbehalten.", "Quayside GmbH"),
        ("Quayside Lines", "© 2023 Quayside Lines. All rights reserved.", "Quayside Lines"),
        ("Finance Associate", "© 2023 Quayside Lines", None),
        ("Jobs | Indeed", "© 2024 Indeed", None),
    ],
)
def test_a_site_that_names_its_owner_twice_is_the_firms(title: str, foot: str, company: str | None) -> None:
    text = page(title).replace("</main>", f"</main><footer><p>{foot}</p></footer>")
    assert label(text)["company"] == company


def test_a_heading_of_the_site_above_the_title_makes_the_title_no_firm() -> None:
    heading = "Hafenmeisterin / Hafenmeister (w/m/d)"
    text = (
        f"<html lang='de'><head><title>{heading} | Quayside | Quayside</title></head><body><main><h1>Karriere</h1>"
        f"<h2>{heading}</h2><p>Standort: Kiel | Start: sofort</p><p>Wir suchen Verstärkung für unser Team am Hafen. "
        "Wir freuen uns über Ihre Bewerbung per E-Mail an crew@quayside.example.</p></main></body></html>"
    )
    found = label(text)
    assert (found["title"], found["company"]) == (heading, "Quayside")


def test_a_person_to_write_to_is_no_firm() -> None:
    words = "<p>Noch Fragen? Dann melde dich gerne bei Frauke Petersen, wir helfen dir weiter.</p>"
    assert label(page("Wir", body=BODY + words))["company"] is None


def card(title: str, more: str = "Learn more") -> str:
    return f"<h3>{title}</h3><h4>Location</h4><p>Hull, UK</p><h4>Salary</h4><p>£40,000 a year</p><a href='/x'>{more}</a>"


def test_cards_of_several_jobs_are_a_list() -> None:
    text = page(
        "Quayside - Jobs", heading="We're hiring!", body=card("Deck Engineer") + card("Product Designer")
    )
    found = extract(text)
    assert (found.verdict.value.is_posting, found.verdict.value.kind) == (False, "list")


def test_several_jobs_told_in_full_on_one_page_are_a_list() -> None:
    full = BODY.replace(
        "Keep the ledgers",
        "Keep the ledgers of every office on the coast, draw up the accounts of the month,",
    )
    text = page(
        "Quayside", heading="Join us", body=f"<h2>Software Engineer</h2>{full}<h2>Product Designer</h2>{full}"
    )
    assert extract(text).verdict.value.kind == "list"


def test_similar_jobs_below_a_posting_leave_it_a_posting() -> None:
    full = BODY.replace(
        "Keep the ledgers",
        "Keep the ledgers of every office on the coast, draw up the accounts of the month,",
    )
    text = page("Finance Associate | Quayside", body=full + card("Deck Engineer") + card("Product Designer"))
    assert extract(text).verdict.value.is_posting is True


def test_a_description_in_two_columns_is_read_whole() -> None:
    left = (
        f'<div class="job-text left"><h2>Requirements</h2><p>{"You know Java and its ways. " * 20}</p></div>'
    )
    right = (
        '<div class="job-text right"><h2>Advantages</h2><ul><li>Experience with Liferay and NativeScript</li>'
        f"<li>{'Some patience with the tide. ' * 10}</li></ul></div>"
    )
    found = label(page("Java Developer", heading="Java Developer", body=f"<div>{left}{right}</div>"))
    assert found["preferred_skills"] == ["Liferay", "NativeScript"]


def test_what_nobody_is_expected_to_bring_is_not_asked_for() -> None:
    body = (
        BODY
        + "<h3>However, you are NOT expected to:</h3><ul><li>Be an expert in Kotlin or Terraform</li></ul>"
    )
    assert label(page("Finance Associate", body=body))["required_skills"] == ["Xero"]


def test_who_asks_for_a_mail_takes_no_applications_at_the_page() -> None:
    head = '<link rel="canonical" href="https://quayside.example/jobs/finance-associate">'
    told = "<p>To apply, send your resume to crew@quayside.example</p>"
    assert label(page("Finance Associate", head=head, body=BODY))["apply_url"] is not None
    found = label(page("Finance Associate", head=head, body=BODY + told))
    assert (found["apply_url"], found["apply_email"]) == (None, "crew@quayside.example")


def test_years_that_are_paid_for_are_no_experience() -> None:
    body = BODY.replace(
        "2+ years of experience with Xero", "Experience with Xero. Three years of funding available."
    )
    assert label(page("Finance Associate", body=body))["experience_years_min"] is None


def test_a_fragment_of_a_page_is_all_of_the_posting() -> None:
    skills = "".join(
        f"<li>Plans course number {number} for the crews of the harbour</li>" for number in range(12)
    )
    text = (
        '<div id="jobDescription" class="body"><p>The Training Manager is responsible for the courses of the port.</p></div>'
        f'<div class="head">Required Skills</div><div id="jobSkillsText"><ul>{skills}</ul></div>'
        '<div class="head">Required Experience</div><div id="jobExperienceText"><p>Minimum five (5) years experience in '
        "a training function.</p></div>"
    )
    found = label(text)
    assert (found["is_posting"], found["title"]) == (True, "Training Manager")
    assert found["experience_years_min"] == 5


def test_a_title_that_a_summary_opens_with() -> None:
    text = (
        "<p>Summary: The Pipeline Designer will draw the pipes of the port with AutoCAD.</p>"
        "<p>Essential Duties and Responsibilities include, but are not limited to:</p><ul><li>Draw pipes and more pipes</li></ul>"
        "<p>Qualifications: The successful candidate must have five years of experience with AutoCAD.</p>"
    )
    found = label(text)
    assert (found["title"], found["company"]) == ("Pipeline Designer", None)


def test_training_that_a_site_tells_of_is_no_apprenticeship() -> None:
    text = page("quayside - Mitarbeit und Ausbildung", heading="Hafenmeister (m/w/d)").replace(
        'lang="en"', 'lang="de"'
    )
    assert label(text)["employment_type"] is None


@pytest.mark.parametrize(
    ("words", "skills"),
    [
        ("Any questions? Write to Julia Petersen, she is glad to help.", ["Xero"]),
        ("Experience with Julia Programming and R is needed.", ["Xero", "Julia", "R"]),
    ],
)
def test_a_person_called_like_a_language_is_no_skill(words: str, skills: list[str]) -> None:
    body = BODY.replace("</ul>", f"<li>{words}</li></ul>")
    found = label(page("Finance Associate", body=body))["required_skills"]
    assert isinstance(found, list)
    assert sorted(found) == sorted(skills)


def test_sections_of_a_posting_in_elements_of_their_own_are_all_read() -> None:
    summary = (
        "The lab keeps the records of the harbour's water and needs somebody who reads them every morning. "
        * 6
    )
    body = (
        '<h1>Water Analyst</h1><div id="job-description" class="section level3">'
        f"<h3>Job Description</h3><p>{summary}</p></div>"
        '<div id="duties" class="section level3"><h3>Job responsibilities</h3><ul><li>Analyse samples by HPLC</li></ul></div>'
        '<div id="skills" class="section level3"><h3>Required skills</h3><ul><li>A valid driver’s license.</li></ul></div>'
        '<div id="more" class="section footer"><p>We use Slack and Jira for our site.</p></div>'
    )
    found = label(f"<!doctype html><html><head><title>Water Analyst</title></head><body>{body}</body></html>")
    assert found["required_skills"] == ["HPLC", "Driver's license"]
