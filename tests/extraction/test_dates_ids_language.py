"""Dates, identifiers and languages."""

from __future__ import annotations

from datetime import date

import pytest

from postings.extraction import dates, external_id, language
from postings.extraction.document import read_document
from tests.extraction import texts


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-02-03", date(2026, 2, 3)),
        ("2026-02-03T10:00:00+01:00", date(2026, 2, 3)),
        ("3 February 2026", date(2026, 2, 3)),
        ("3rd of March 2026", date(2026, 3, 3)),
        ("February 3rd, 2026", date(2026, 2, 3)),
        ("03.02.2026", date(2026, 2, 3)),
        ("3 de maio de 2026", date(2026, 5, 3)),
        ("14. März 2026", date(2026, 3, 14)),
        ("25/02/2026", date(2026, 2, 25)),
        ("02/25/2026", date(2026, 2, 25)),
        ("1767225600", date(2026, 1, 1)),
        ("1767225600000", date(2026, 1, 1)),
        ("03/04/2026", None),  # April or March, nobody knows
        ("31 February 2026", None),
        ("3 days ago", None),
        ("", None),
    ],
)
def test_dates_are_read(written: str, expected: date | None) -> None:
    assert dates.parse(written) == expected


@pytest.mark.parametrize(
    ("text", "posted", "expires"),
    [
        (texts.HTML_JSON_LD, date(2026, 2, 3), date(2026, 4, 1)),
        (texts.PLAIN, None, date(2026, 3, 14)),
        ("Closing date: 9am, 26th April 2021", None, date(2021, 4, 26)),
        ("Date posted: 5 May 2024. Start: 1 June 2024.", date(2024, 5, 5), None),
        (
            "The current application deadline is October 15th, 2023. Start on November 1st, 2023.",
            None,
            date(2023, 10, 15),
        ),
        ("We were founded on 4 July 1998.", None, None),
        ("Ansök senast den 14 mars 2027.", None, date(2027, 3, 14)),
        ("Sista ansökningsdag är 2027-03-14.", None, date(2027, 3, 14)),
        ("Bewerbungsfrist: 30.06.2025", None, date(2025, 6, 30)),
    ],
)
def test_dates_of_postings(text: str, posted: date | None, expires: date | None) -> None:
    document = read_document(text)
    first, last = dates.posted(document), dates.expires(document)
    assert (first and first.value, last and last.value) == (posted, expires)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (texts.HTML_JSON_LD, "DN-8841"),
        (texts.GREENHOUSE, "4410022"),
        ("Cook\njob requisition id\nR25_00537\n\nYou cook.", "R25_00537"),
        ("Cook\nJob ID: 48213", "48213"),
        ("Please quote reference no: ABC/123-4 in your letter", "ABC/123-4"),
        ("Reference: our chef", None),
        ("The salary for this position is RM11,702 a month", None),
        ("Call 0191 555 0101", None),
    ],
)
def test_identifiers(text: str, expected: str | None) -> None:
    finding = external_id.find(read_document(text))
    assert (finding and finding.value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (texts.MARKDOWN, "en"),
        ("Wir suchen eine Köchin für unsere Küche. Du kochst mit uns und bist nicht allein.", "de"),
        (
            "Nous recherchons un cuisinier pour notre équipe. Vous êtes à l'aise avec les épices et vous "
            "aimez le travail.",
            "fr",
        ),
        (
            "Buscamos un cocinero para nuestro restaurante. Se ofrece contrato y es necesaria la "
            "experiencia con los fogones.",
            "es",
        ),
        (
            "Procuramos um cozinheiro para a nossa equipe. Você não trabalha aos domingos e são pagas as "
            "horas.",
            "pt",
        ),
        (
            "Cerchiamo un cuoco per il nostro ristorante. Che cosa offriamo: una cucina e gli amici della "
            "casa.",
            "it",
        ),
        ("Wij zoeken een kok voor onze keuken. Je werkt met ons en hebt het naar je zin bij ons.", "nl"),
        (
            "Szukamy kucharza do naszej kuchni. Oferujemy pracę w zespole oraz obiady dla wszystkich i nie "
            "tylko.",
            "pl",
        ),
        ("Vi söker en kock till vårt kök. Du är glad och har erfarenhet av att laga mat för många.", "sv"),
        ("料理人を募集しています。経験のある方を歓迎します。", "ja"),
        (
            '{"title": "Pipe Welder", "company": "Brae", "city": "Leeds", "job_type": "Full time"}',
            "en",
        ),
        ('{"title": "Soudeur", "company": "Brae", "location": "Lyon"}', None),
        ("", None),
        ("12345 67890", None),
    ],
)
def test_languages(text: str, expected: str | None) -> None:
    assert language.find(read_document(text)) == expected
