"""Places that sentences tell, and those of others that they tell of."""

from __future__ import annotations

import pytest

from tests.extraction.places.reading import found_in, labelled, said

PROSE = [
    (
        "Our client is seeking a Sales Assistant to be based in the Liverpool and Merseyside area.",
        ["Liverpool, GB"],
    ),
    ("Our clients are based in Liverpool and Leeds.", []),
    ("This role is based in our Munich office.", ["Munich, DE"]),
    ("The position is located in Tampere, Finland.", ["Tampere, FI"]),
    ("The works are located on the outskirts of Edinburgh.", ["Edinburgh, GB"]),
    (
        "We look for a fitter to join our Boston, MA or Washington, D.C. office.",
        ["Boston, MA, US", "Washington, DC, US"],
    ),
    ("Working experience in the ELK stack and in our tools.", []),
    ("You will work from our beautiful Lisbon office.", ["Lisbon, PT"]),
    ("Candidates must be based in Portugal.", ["PT"]),
    ("You must reside in Colorado, New York or Washington.", ["CO, US", "NY, US", "WA, US"]),
    (
        "We are hiring for our Mountain View and San Francisco offices.",
        ["Mountain View, CA, US", "San Francisco, CA, US"],
    ),
    ("This is a fully remote position open to people in the United States or Canada.", ["US", "CA"]),
    ("We are an engineering team based in Oslo, Norway and we look for a fitter.", ["Oslo, NO"]),
    ("In person, five days a week, in NYC.", ["New York, NY, US"]),
    ("You need to be willing to relocate to Dubai.", ["Dubai, AE"]),
    ("De Linde zoekt een monteur voor de nacht op locatie Amersfoort.", ["Amersfoort, NL"]),
    ("Wir suchen für unseren Standort in Potsdam eine Fachkraft.", ["Potsdam, DE"]),
    (
        "A job carried out from our fine offices in Dubai, Lisbon.",
        ["Dubai, AE", "Lisbon, PT"],
    ),
    (
        "Location is either in our headquarters located in Wiesbaden, Germany or our office in Waltham, MA.",
        ["Wiesbaden, DE", "Waltham, MA, US"],
    ),
]


@pytest.mark.parametrize(("sentence", "wanted"), PROSE, ids=[sentence for sentence, _ in PROSE])
def test_cued_prose_gives_a_place(sentence: str, wanted: list[str]) -> None:
    assert said(f"Machine Fitter\n\nWe build mills.\n\nAbout the role\n\n{sentence}\n") == wanted


TRAPS = [
    "We serve clients in Brazil, Chile and Peru.",
    "The company is backed by New York investors and by a fund from Boston.",
    "Our customers sit in London, Tokyo and Sydney.",
    "You will visit trade fairs in Paris and Milan.",
    "Nice colleagues, reading time and a mobile phone.",
    "Experience with the Boston Housing data or with the Stanford parser helps.",
    "He studied at the University College and lived on London Road.",
    "The pay range for Colorado residents is stated on request.",
    "Our data centre uses Apache Phoenix, Oracle and Delta Lake.",
]


@pytest.mark.parametrize("sentence", TRAPS)
def test_places_of_others_are_not_places_of_work(sentence: str) -> None:
    assert (
        said(
            f"Machine Fitter\n\nWe build mills for bakers.\n\nAbout the role\n\n{sentence} You "
            f"keep the mills running.\n"
        )
        == []
    )


@pytest.mark.parametrize("sentence", TRAPS)
def test_places_of_others_change_nothing_beside_a_label(sentence: str) -> None:
    assert said(f"{labelled('Leeds, UK')}\n{sentence}\n") == ["Leeds, GB"]


@pytest.mark.parametrize("verb", ["is looking to hire", "seeks", "is currently hiring"])
def test_company_in_a_town_that_hires_is_read(verb: str) -> None:
    assert said(f"Weaver\n\nAcme Looms in Tulsa, OK {verb} a weaver for its looms.\n") == ["Tulsa, OK, US"]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("This is an office-based role in Norwich.", ["Norwich, GB"]),
        ("Le poste est basé à Dijon avec un jour de télétravail par semaine.", ["Dijon, FR"]),
        ("Trabalho presencial em Recife.", ["Recife, BR"]),
        ("Du jobbar från vårt kontor i Lund.", ["Lund, SE"]),
        ("Je werkt vanuit ons kantoor in Breda.", ["Breda, NL"]),
    ],
)
def test_place_of_work_is_read_in_other_words(sentence: str, wanted: list[str]) -> None:
    assert said(f"Fitter\n\nAbout the role\n\nYou fit kites. {sentence}\n") == wanted


def test_offices_under_a_heading_about_the_place_count_for_a_remote_job() -> None:
    text = (
        "# Baker\n\nYou write recipes.\n\n## Salary and location\n\nWe mainly work remotely but you may "
        "need to come in at times. We have offices in Bristol and Swansea.\n"
    )
    assert [found.value.city for found in found_in(text)] == ["Bristol", "Swansea"]


def test_area_that_a_traveller_covers_is_the_place_of_work() -> None:
    assert [
        found.value.city
        for found in found_in("Optician\n\nAn optician is required to cover the Oxford area.\n")
    ] == ["Oxford"]


@pytest.mark.parametrize(
    ("sentence", "city"),
    [
        ("Our lab is situated in Cambridge, MA.", "Cambridge"),
        ("We're a small bakery in the heart of Lyon.", "Lyon"),
        ("The job is in Leeds.", "Leeds"),
        ("The work will be carried out in Leeds.", "Leeds"),
        ("Our client, based in Leeds, is looking for a baker.", "Leeds"),
        ("Einsatzort ist Stuttgart.", "Stuttgart"),
        ("Join their vibrant bakery based in South London.", "London"),
        ("Zur Verstärkung unseres Teams in Stuttgart suchen wir dich.", "Stuttgart"),
        ("BAKER LOCATION: LEEDS SALARY AND BENEFITS: 20000 a year", "Leeds"),
        ("Localidade principal: Recife", "Recife"),
    ],
)
def test_place_of_the_role_is_read_from_more_kinds_of_sentence(sentence: str, city: str) -> None:
    found = found_in(
        f"Baker\n\n{sentence}\n\nYou will bake bread for the whole town with us every morning.\n"
    )
    assert [one.value.city for one in found] == [city]
