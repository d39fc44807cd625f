"""Records of any board are read by what their names mean, in every language the product knows."""

from __future__ import annotations

import json
from typing import Any

import pytest

from postings.extraction.pipeline import extract
from postings.extraction.record_names import usual_name

TEXT = (
    "We are looking for a colleague who joins our team. You will plan the work of the week, keep the records "
    "in order and help our customers. Requirements: three years of experience and good written English."
)
PAGE = "https://boards.example.org/openings/harbour-48213"


@pytest.mark.parametrize(
    "record",
    [
        {
            "stelle": "Baker",
            "firmenname": "Trowel Mills",
            "einsatzort": "Hamburg",
            "beschreibung": TEXT,
            "link": PAGE,
        },
        {
            "jobtitel": "Baker",
            "unternehmen": {"name": "Trowel Mills"},
            "standorte": ["Hamburg"],
            "aufgaben": TEXT,
            "bewerbungslink": PAGE,
        },
        {
            "intitule_poste": "Baker",
            "nom_entreprise": "Trowel Mills",
            "ville": "Hamburg",
            "missions": TEXT,
            "lien_candidature": PAGE,
        },
        {
            "offre": {
                "titre": "Baker",
                "societe": "Trowel Mills",
                "lieu": {"ville": "Hamburg"},
                "profil": TEXT,
                "url_offre": PAGE,
            }
        },
        {
            "nombre_puesto": "Baker",
            "nombre_empresa": "Trowel Mills",
            "ciudad": "Hamburg",
            "descripcion_puesto": TEXT,
            "url_oferta": PAGE,
        },
        {
            "titulo_vaga": "Baker",
            "nome_da_empresa": "Trowel Mills",
            "cidade": "Hamburg",
            "descricao_vaga": TEXT,
            "link_vaga": PAGE,
        },
        {
            "cargo": "Baker",
            "empresa": {"nome": "Trowel Mills"},
            "localizacao": {"cidade": "Hamburg"},
            "descricao": TEXT,
            "link_candidatura": PAGE,
        },
        {
            "posizione": "Baker",
            "nome_azienda": "Trowel Mills",
            "luogo": "Hamburg",
            "mansioni": TEXT,
            "candidatura": PAGE,
        },
        {
            "vacature": "Baker",
            "werkgever": "Trowel Mills",
            "plaats": "Hamburg",
            "vacaturetekst": TEXT,
            "sollicitatie_url": PAGE,
        },
        {
            "nazwa_stanowiska": "Baker",
            "pracodawca": "Trowel Mills",
            "miasto": "Hamburg",
            "opis": TEXT,
            "link": PAGE,
        },
        {
            "название": "Baker",
            "компания": "Trowel Mills",
            "город": "Hamburg",
            "описание": TEXT,
            "ссылка": PAGE,
        },
        {
            "岗位名称": "Baker",
            "企业名称": "Trowel Mills",
            "工作城市": "Hamburg",
            "岗位描述": TEXT,
            "链接": PAGE,
        },
        {
            "headline": "Baker",
            "employer": {"name": "Trowel Mills", "workplace": "Trowel Mills North"},
            "workplace_address": {"municipality": "Hamburg", "country": "DE"},
            "description": {"text": TEXT},
            "application_details": {"url": PAGE},
        },
        {
            "data": {
                "job": {
                    "role": "Baker",
                    "organisation": {"title": "Trowel Mills"},
                    "where": {"town": "Hamburg"},
                    "about": TEXT,
                    "links": {"apply": PAGE, "self": "https://api.example.org/1"},
                }
            }
        },
        {
            "title": {"rendered": "Baker"},
            "content": {"rendered": TEXT},
            "link": PAGE,
            "meta": {"company_name": "Trowel Mills", "job_location": "Hamburg"},
        },
        {
            "name": "Baker",
            "company": {"data": {"attributes": {"name": "Trowel Mills"}}},
            "location": "Hamburg",
            "body": TEXT,
            "url_active_page": PAGE,
        },
        {
            "jobtitle": "Baker",
            "org": "Trowel Mills",
            "loc": "Hamburg",
            "jd": TEXT,
            "url": "https://api.example.org/v2/jobs/1",
            "alternate_url": PAGE,
        },
    ],
    ids=lambda record: "-".join(list(record)[:2]),
)
def test_the_main_parts_of_a_record_are_read_whatever_their_names(record: dict[str, Any]) -> None:
    read = extract(json.dumps(record, ensure_ascii=False))
    assert read.verdict.value.is_posting
    assert read.title is not None
    assert read.title.value == "Baker"
    assert read.company is not None
    assert read.company.value == "Trowel Mills"
    assert [place.value.city for place in read.locations] == ["Hamburg"]
    assert read.apply_url is not None
    assert read.apply_url.value == PAGE


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("stellenbezeichnung", "title"),
        ("nome_da_vaga", "title"),
        ("职位名称", "title"),
        ("hiring_company_name", "company_name"),
        ("external_apply_link", "apply_url"),
        ("lien_offre", "job_url"),
        ("arbeitsort", "location"),
        ("company_size", None),
        ("company_url", None),
        ("job_id", None),
        ("job_category", None),
        ("work_type", None),
        ("hiring_manager", None),
        ("application_deadline", None),
        ("location_id", None),
        ("employment_type", None),
    ],
)
def test_a_name_is_understood_word_by_word_or_not_at_all(name: str, usual: str | None) -> None:
    assert usual_name(name) == usual


def test_a_name_beside_the_employer_and_a_place_is_the_title() -> None:
    record = {
        "name": "Пекарь",
        "employer": {"name": "Trowel Mills"},
        "area": {"name": "Hamburg"},
        "alternate_url": PAGE,
    }
    read = extract(json.dumps(record, ensure_ascii=False))
    assert read.verdict.value.is_posting
    assert read.title is not None
    assert read.title.value == "Пекарь"


def test_the_seat_of_the_firm_is_not_where_the_job_is() -> None:
    record = {
        "company": {"name": "Trowel Mills", "location": "Boise, ID"},
        "job": {"title": "Night Baker", "location": "Denver, CO"},
        "description": TEXT,
    }
    read = extract(json.dumps(record))
    assert [place.value.city for place in read.locations] == ["Denver"]


def test_a_column_of_another_language_holds_the_title_and_the_address() -> None:
    table = f'vaga,nome_empresa,cidade,link_vaga,resumo\n"Baker","Trowel Mills","Hamburg","{PAGE}","{TEXT}"\n'
    read = extract(table)
    assert read.title is not None
    assert read.title.value == "Baker"
    assert read.company is not None
    assert read.company.value == "Trowel Mills"
    assert read.apply_url is not None
    assert read.apply_url.value == PAGE


def test_the_marks_of_a_search_are_no_part_of_the_title() -> None:
    record = {"title": "<b>Night</b> Baker", "company": "Trowel Mills", "location": "Leeds", "snippet": TEXT}
    read = extract(json.dumps(record))
    assert read.title is not None
    assert read.title.value == "Night Baker"


@pytest.mark.parametrize(
    "record",
    [
        {"error": {"code": 404, "message": "Job not found"}},
        {
            "name": "Trowel Mills",
            "website": "https://example.org",
            "industry": "Food",
            "size": "51-200",
            "description": "Trowel Mills bakes in Leeds and Hull. Founded in 1998, it serves 400 shops.",
            "locations": ["Leeds"],
        },
        {
            "название": "Trowel Mills",
            "город": "Hamburg",
            "описание": "Trowel Mills bakes. It serves 400 shops.",
        },
        {"results": [], "count": 0},
        {"name": "Jane Roe", "email": "jane@example.org", "city": "Leeds", "phone": "000"},
    ],
    ids=["error", "company", "company of another language", "nothing found", "person"],
)
def test_a_record_of_something_else_is_no_posting(record: dict[str, Any]) -> None:
    assert not extract(json.dumps(record, ensure_ascii=False)).verdict.value.is_posting
