# ruff: noqa: E501 - texts are as long as they are
"""What the parts of a header line are, and which words look like a title."""

from __future__ import annotations

import pytest

from postings.extraction.header import PartKind, part_kind, title_score


@pytest.mark.parametrize(
    "words",
    [
        "Requirements", "What you will do", "About us", "We are hiring engineers", "Berlin, Germany", "Full-time", "Apply now",
        "Join our team!", "Benefits and perks", "Remote", "careers@acme.example",
            "Thank you for your application",
    ],
)  # fmt: skip
def test_headings_and_facts_do_not_look_like_titles(words: str) -> None:
    assert title_score(words) < 0.7


@pytest.mark.parametrize(
    "words",
    [
        "IT Engineer II",
            "Field Application Engineer I (FAE I)",
            "Benefits Manager", "Teacher of English", "Garçom", "Ingénieur qualité",
        "Key Account Manager (H/F)", "Krankenpfleger", "Softwareentwicklerin", "Head of Growth", "Member of Technical Staff", "CDL-A Driver",
        "Executive Assistant to the CEO",
        "Scrum Master", "Surgical Tech", "Medical Coder", "Hair Stylist", "Claims Adjuster", "Patient Advocate",
        "Analista de Datos", "Kierowca kat. C", "Barista", "Registered Nurse, ICU", "Praktikum Marketing", "Senior Hydrologist",
    ],
)  # fmt: skip
def test_titles_look_like_titles(words: str) -> None:
    assert title_score(words) >= 0.7


@pytest.mark.parametrize(
    "words",
    [
        "Administratief bediende", "Schrijnwerker atelier", "Inkoper textiel", "Verzorgende IG", "Poetshulp",
        "Pflegedienstleitung", "Maschinenbediener (m/w/d)", "Hebamme", "Staplerfahrer Nachtschicht",
        "Aide-soignante de nuit", "Téléconseillère bilingue", "Frigoriste itinérant", "Chaudronnier soudeur",
        "Teleoperadora con francés", "Peón de almacén", "Cuidadora de ancianos", "Mesero de fin de semana",
        "Operaio di produzione", "Fresatore CNC", "Estetista qualificata", "Autotrasportatore patente CE",
        "Almoxarife", "Balconista de farmácia", "Pizzaiolo noturno", "Serralheiro",
        "Lekarz weterynarii", "Inspektor nadzoru", "Opiekunka osób starszych", "Ślusarz remontowy",
        "Lastbilschaufför", "Barnmorska", "Stonemason", "Groundsman",
    ],
)  # fmt: skip
def test_trades_of_every_language_look_like_titles(words: str) -> None:
    assert title_score(words) >= 0.7


@pytest.mark.parametrize(
    "words",
    [
        "Über unsere Begleitung", "Ein optimaler Ablauf", "Atención al cliente", "Servicios generales", "Notre production",
        "Onze afdelingen", "Nossos serviços", "Nasze wartości", "Vår verksamhet", "Bluestem Carriers",
    ],
)  # fmt: skip
def test_words_beside_the_trades_do_not_look_like_titles(words: str) -> None:
    assert title_score(words) < 0.7


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Berlin, Germany", PartKind.PLACE),
        ("San Francisco, CA or Remote", PartKind.PLACE),
        ("REMOTE", PartKind.WORKPLACE),
        ("On-site or remote", PartKind.WORKPLACE),
        ("Full-time", PartKind.CONTRACT),
        ("Multiple positions", PartKind.CONTRACT),
        ("$120k - $150k", PartKind.PAY),
        ("https://acme.example/jobs", PartKind.SITE),
        ("acme.example", PartKind.SITE),
        ("Backend Engineer", PartKind.TITLE),
        ("Heronfield Labs", PartKind.OTHER),
    ],
)
def test_parts_of_a_header_are_told_apart(words: str, kind: PartKind) -> None:
    assert part_kind(words) is kind
