"""Education: the lowest degree that is required, in its own clause."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postings.extraction import education
from postings.extraction.document import read_document

REQUIRED = [
    ("Master's degree / Diploma in Engineering", "master"),
    ("Bachelor's Degree or Diploma in Computer Science", "bachelor"),
    ("High school diploma or Bachelor's degree", "high_school"),
    ("LL.B. or J.D. and three years at a bar", "bachelor"),
    ("You are enrolled in a Bachelor's or Master's degree, ideally in physics or finance", "bachelor"),
    ("A Master's degree, ideally", None),
    ("Bacharel em Ciências Contábeis ou áreas afins", "bachelor"),
    ("Laurea Specialistica in Fisica", "master"),
    ("Laurea in Fisica", "bachelor"),
    ("University graduate / post-graduate", "bachelor"),
    ("Two years of post-Master’s-degree experience", "master"),
    ("Enseñanza media completa", "high_school"),
    ("大学本科及以上学历", "bachelor"),
    ("硕士研究生及以上学历", "master"),
    ("Master ou doctorat en physique", "master"),
    ("Master oder Promotion in Physik", "master"),
    ("Hochschulabschluss (Master) in Biologie", "master"),
    ("Abgeschlossenes wissenschaftliches Hochschulstudium der Physik", "master"),
    ("Hochschulstudium der Physik", "bachelor"),
    ("Bachelor oder Master in Physik", "bachelor"),
    ("Master en physique souhaité", None),
    ("Bachelor's degree in Computer Science or equivalent experience", "bachelor"),
    ("Bachelors Degree in Math or Physics", "bachelor"),
    ("B.S. in Mechanical Engineering", "bachelor"),
    ("BA/BS degree in a related field", "bachelor"),
    ("Currently pursuing a B.S. (or higher) in Statistics", "bachelor"),
    ("BSc or MSc in Biology", "bachelor"),
    ("Bachelor's and/or Master's degree, preferably in CS", "bachelor"),
    ("Bachelor's degree required, Master's preferred", "bachelor"),
    ("Undergraduate degree in finance", "bachelor"),
    ("A four-year degree from a recognised school", "bachelor"),
    ("BSN and a valid nursing licence", "bachelor"),
    ("Master's or PhD degree in a quantitative field", "master"),
    ("Master's degree in Public Health", "master"),
    ("MBA required", "master"),
    ("MS in Statistics", "master"),
    ("Formation Bac+5 en informatique", "master"),
    ("PhD in Chemistry", "doctorate"),
    ("Doctorate in computational biology", "doctorate"),
    ("Associate's degree in drafting", "associate"),
    ("Two-year degree or trade school", "associate"),
    ("High school diploma or GED", "high_school"),
    ("High school diploma required; Bachelor's degree preferred", "high_school"),
    ("Bachelor's degree preferred, high school diploma required", "high_school"),
    ("Must have a GED or equivalent", "high_school"),
    ("GCSEs in Maths and English", "high_school"),
    ("No degree required", "none"),
    ("A CS degree is not required", "none"),
    ("We do not require a college degree", "none"),
    # no level, or only a wish
    ("Degree or equivalent experience", None),
    ("Relevant degree preferred. Advanced degree a plus.", None),
    ("Bachelor's degree preferred", None),
    ("A Master's degree is a plus", None),
    ("Associate's degree in drafting preferred", None),
    ("Ideally a Bachelor's degree", None),
    ("Graduate from an accredited nursing program", None),
    ("University degree in law", None),
    # words that only look like a degree
    ("Certified Scrum Master", None),
    ("Knowledge of MS Office and MS SQL Server", None),
    ("Experience with LLM deployment", None),
    ("Keeps the master data clean", None),
    ("Works well with BAs and PMs", None),
    ("Teaches high school students", None),
    ("Secure subject knowledge to GCSE", None),
    ("A high degree of autonomy", None),
    ("The JD names no particular oven", None),
    ("B.S. (M.S. preferred)", "bachelor"),
    ("Abgeschlossenes Studium der Lebensmitteltechnik", "bachelor"),
    ("Studium der Ökotrophologie oder vergleichbare Ausbildung", "bachelor"),
    ("Erfolgreich abgeschlossenes Master-Studium", "master"),
    ("Promovierter Chemiker", "doctorate"),
    ("Mindestens Mittlere Reife", "high_school"),
    ("Niveau Bac minimum", "high_school"),
    ("Licence en droit", "bachelor"),
    ("Licenciado en Contaduría", "bachelor"),
    ("Ciclo formativo de grado superior", "associate"),
    ("Secundario completo", "high_school"),
    ("Ensino superior em andamento", "bachelor"),
    ("Curso técnico em panificação", "associate"),
    ("Diploma di maturità", "high_school"),
    ("MBO niveau 4", "associate"),
    ("WO-diploma in de rechten", "master"),
    ("Wykształcenie wyższe techniczne", "bachelor"),
    ("Wykształcenie średnie", "high_school"),
    ("Högskoleingenjör eller civilingenjör", "bachelor"),
    ("Civilingenjör eller motsvarande", "master"),
    ("Cand.merc. eller tilsvarende", "master"),
    ("Any Graduate/Post Graduate", "bachelor"),
    ("Post graduate in Commerce (M.Com)", "master"),
    ("MPhil or PhD", "master"),
    ("MBBS with valid registration", "bachelor"),
    ("MD or DO degree required", "doctorate"),
    ("Currently enrolled in an undergraduate program", "bachelor"),
    ("Technical diploma in HVAC", "associate"),
    ("We teach undergraduate students", None),
    ("Educated to degree level", None),
    ("Advanced degree required", None),
    ("College degree required", None),
    ("JD from an accredited law school", "doctorate"),
    ("MASc in process engineering - required", "master"),
    ("Licensed in MA or CT", None),
]


def read(text: str) -> str | None:
    found = education.find(read_document(text))
    return found.value.value if found else None


@pytest.mark.parametrize(("line", "wanted"), REQUIRED)
def test_the_lowest_required_degree_is_read(line: str, wanted: str | None) -> None:
    assert read(f"Clerk\n\nRequirements:\n- Kind and tidy\n- {line}\n") == wanted


def test_a_degree_under_preferred_is_no_requirement() -> None:
    text = "Requirements:\n- Kind and tidy\n\nPreferred qualifications:\n- Bachelor's degree in Business\n"
    assert read(text) is None


def test_a_degree_in_the_companys_own_praise_is_no_requirement() -> None:
    assert (
        read("About us\nWe are a team of PhDs from good schools.\n\nRequirements:\n- Kind and tidy\n") is None
    )


def test_a_tuition_benefit_is_no_requirement() -> None:
    assert read("Clerk\n\nBenefits:\n- Tuition paid for your Bachelor's degree\n") is None


def test_a_postdoctoral_post_needs_a_doctorate() -> None:
    assert read("# Postdoc in plant biology\n\nJoin our lab for two years.\n") == "doctorate"


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("bachelor degree", "bachelor"), ("high school", "high_school"), ("postgraduate degree", "master")],
)
def test_structured_page_data_names_the_degree(value: str, wanted: str) -> None:
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Baker",
        "description": "Bake bread at night.",
        "educationRequirements": {"@type": "EducationalOccupationalCredential", "credentialCategory": value},
    }
    script = f'<script type="application/ld+json">{json.dumps(posting)}</script>'
    assert read(f"<html><head>{script}</head><body></body></html>") == wanted


@given(st.text(alphabet="Bachelor's MSPhD.degr required,;()\n", max_size=120))
@settings(max_examples=150)
def test_any_text_is_read_without_failing(text: str) -> None:
    found = education.find(read_document(text))
    assert found is None or text[found.start : found.end] == found.quote
