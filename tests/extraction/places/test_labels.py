"""Places behind labels, under headings and in tags."""

from __future__ import annotations

import pytest

from tests.extraction.places.reading import labelled, said

LABELLED = [
    # City and state; codes that collide with countries.
    ("Austin, TX", ["Austin, TX, US"]),
    ("Austin, Texas", ["Austin, TX, US"]),
    ("Austin TX", ["Austin, TX, US"]),
    ("Austin, TX 78701", ["Austin, TX, US"]),
    ("Austin, TX, USA", ["Austin, TX, US"]),
    ("Austin, Texas, United States", ["Austin, TX, US"]),
    ("AUSTIN, TX", ["Austin, TX, US"]),
    ("Paris, TX", ["Paris, TX, US"]),
    ("Paris", ["Paris, FR"]),
    ("Paris, France", ["Paris, FR"]),
    ("Portland, ME", ["Portland, ME, US"]),
    ("Valencia (Valencia/València), € 24.000 bruto/año", ["Valencia, ES"]),
    ("Portland, OR", ["Portland, OR, US"]),
    ("Dublin, OH", ["Dublin, OH, US"]),
    ("Dublin, Ireland", ["Dublin, IE"]),
    ("Opole, Opolskie, Poland", ["Opole, PL"]),  # a region in a language that the table lacks
    ("Job ID", []),
    ("Dublin", ["Dublin, IE"]),
    ("Cambridge, MA", ["Cambridge, MA, US"]),
    ("Cambridge, UK", ["Cambridge, GB"]),
    ("Cambridge, ON", ["Cambridge, ON, CA"]),
    ("Cambridge, New Zealand", ["Cambridge, NZ"]),
    ("London, ON", ["London, ON, CA"]),
    ("London, Ontario, Canada", ["London, ON, CA"]),
    ("London, KY", ["London, KY, US"]),
    ("London", ["London, GB"]),
    ("Los Angeles, CA", ["Los Angeles, CA, US"]),
    ("Toronto, CA", ["Toronto, ON, CA"]),
    ("Toronto, ON", ["Toronto, ON, CA"]),
    ("Vancouver, WA", ["Vancouver, WA, US"]),
    ("Vancouver, BC", ["Vancouver, BC, CA"]),
    ("Vancouver, British Columbia, Canada", ["Vancouver, BC, CA"]),
    ("Ontario, CA", ["Ontario, CA, US"]),
    ("Ontario, Canada", ["ON, CA"]),
    ("Indianapolis, IN", ["Indianapolis, IN, US"]),
    ("Hyderabad, IN", ["Hyderabad, IN"]),
    ("Pune, India", ["Pune, IN"]),
    ("Wilmington, DE", ["Wilmington, DE, US"]),
    ("Hamburg, DE", ["Hamburg, DE"]),
    ("Chicago, IL", ["Chicago, IL, US"]),
    ("Haifa, IL", ["Haifa, IL"]),
    ("Tel Aviv, IL", ["Tel Aviv, IL"]),
    ("Atlanta, GA", ["Atlanta, GA, US"]),
    ("Tbilisi, Georgia", ["Tbilisi, GE"]),
    ("Savannah, Georgia", ["Savannah, GA, US"]),
    ("Little Rock, AR", ["Little Rock, AR, US"]),
    ("Buenos Aires, AR", ["Buenos Aires, AR"]),
    ("Denver, CO", ["Denver, CO, US"]),
    ("Medellín, CO", ["Medellín, CO"]),
    ("Casablanca, MA", ["Casablanca, MA"]),
    ("San Jose, CA", ["San Jose, CA, US"]),
    ("San José, Costa Rica", ["San José, CR"]),
    ("San Jose, CR", ["San José, CR"]),
    ("Santiago, Chile", ["Santiago, CL"]),
    ("Kansas City, MO", ["Kansas City, MO, US"]),
    ("Lebanon, PA", ["Lebanon, PA, US"]),
    ("Lebanon", ["LB"]),
    ("Perth WA", ["Perth, AU"]),
    ("London E1 (hybrid, 2 days in the studio)", ["London, GB"]),
    ("Seattle, WA (Fremont)", ["Seattle, WA, US"]),
    ("Manila, Philippines (Makati)", ["Manila, PH", "Makati, PH"]),
    ("Victoria, BC", ["Victoria, BC, CA"]),
    ("St. Louis, MO", ["St. Louis, MO, US"]),
    ("Saint Louis, Missouri", ["St. Louis, MO, US"]),
    ("Ft. Lauderdale, FL", ["Fort Lauderdale, FL, US"]),
    ("Winston-Salem, NC", ["Winston-Salem, NC, US"]),
    ("Washington, DC", ["Washington, DC, US"]),
    ("Washington, D.C.", ["Washington, DC, US"]),
    ("Washington DC Metro Area", ["Washington, DC, US"]),
    ("Seattle, Washington", ["Seattle, WA, US"]),
    ("New York", ["New York, NY, US"]),
    ("New York, NY", ["New York, NY, US"]),
    ("New York City, NY", ["New York, NY, US"]),
    ("NYC", ["New York, NY, US"]),
    ("Brooklyn, NY", ["Brooklyn, NY, US"]),
    ("Rochester, New York", ["Rochester, NY, US"]),
    ("SF", ["San Francisco, CA, US"]),
    ("SF Bay Area", ["San Francisco, CA, US"]),
    ("San Francisco Bay Area, CA", ["San Francisco, CA, US"]),
    ("Philly", ["Philadelphia, PA, US"]),
    # Towns that the table lacks.
    ("Pine Bluffs Crossing, WY", ["Pine Bluffs Crossing, WY, US"]),
    ("Upper Wobbleton, Surrey, UK", ["Upper Wobbleton, GB"]),
    ("Saint-Plouc-sur-Mer, France", ["Saint-Plouc-sur-Mer, FR"]),
    # Other languages, old names, accents.
    ("Bangalore", ["Bangalore, IN"]),
    ("Bengaluru, Karnataka, India", ["Bengaluru, IN"]),
    ("Gurgaon, Haryana", ["Gurgaon, IN"]),
    ("München", ["Munich, DE"]),
    ("Munich, Germany", ["Munich, DE"]),
    ("80331 München, Deutschland", ["Munich, DE"]),
    ("Köln, NRW", ["Köln, DE"]),
    ("Zürich", ["Zürich, CH"]),
    ("Zurich, Switzerland", ["Zürich, CH"]),
    ("Wien, Österreich", ["Vienna, AT"]),
    ("São Paulo, SP, Brasil", ["São Paulo, BR"]),
    ("Sao Paulo", ["São Paulo, BR"]),
    ("Tel-Aviv", ["Tel Aviv, IL"]),
    ("Warszawa", ["Warsaw, PL"]),
    ("Lisboa, Portugal", ["Lisbon, PT"]),
    ("Den Haag", ["The Hague, NL"]),
    ("Göteborg, Sverige", ["Gothenburg, SE"]),
    ("Frankfurt am Main", ["Frankfurt am Main, DE"]),
    ("Montréal, QC", ["Montréal, QC, CA"]),
    ("Ho Chi Minh City, Viet Nam", ["Ho Chi Minh City, VN"]),
    ("Kyiv, Ukraine", ["Kyiv, UA"]),
    # City states, countries, regions.
    ("Singapore", ["Singapore, SG"]),
    ("Hong Kong", ["Hong Kong, HK"]),
    ("Luxembourg", ["Luxembourg, LU"]),
    ("Germany", ["DE"]),
    ("UK", ["GB"]),
    ("United Kingdom", ["GB"]),
    ("Scotland", ["GB"]),
    ("California", ["CA, US"]),
    ("California, USA", ["CA, US"]),
    ("Bayern", ["DE"]),
    ("Reading, Berkshire", ["Reading, GB"]),
    ("Reading", ["Reading, GB"]),
    ("Nice, France", ["Nice, FR"]),
    ("Mobile, AL", ["Mobile, AL, US"]),
    ("Guildford, Surrey", ["Guildford, GB"]),
    ("Rio de Janeiro, State of Rio de Janeiro, Brazil", ["Rio de Janeiro, BR"]),
    ("Warsaw, Masovian Voivodeship, Poland", ["Warsaw, PL"]),
    # The wider place first.
    ("US-CA-San Francisco", ["San Francisco, CA, US"]),
    ("ON - Ottawa", ["Ottawa, ON, CA"]),
    ("Massachusetts - Boston", ["Boston, MA, US"]),
    ("Spain - Barcelona", ["Barcelona, ES"]),
    ("India - Gurgaon", ["Gurgaon, IN"]),
    ("Switzerland, Basel", ["Basel, CH"]),
    ("USA - Remote - Texas", ["TX, US"]),
    # Remote with a country, an area, the world.
    ("Remote", []),
    ("Remote - US", ["US"]),
    ("Remote (US only)", ["US"]),
    ("Remote, United States", ["US"]),
    ("US Remote", ["US"]),
    ("Remote-UK", ["GB"]),
    ("Remote, OR", ["OR, US"]),
    ("Remote in TX", ["TX, US"]),
    ("Remote - EMEA", []),
    ("Remote (Europe)", []),
    ("remote, APAC", []),
    ("Worldwide", []),
    ("Anywhere", []),
    ("Remote - Ontario, Canada", ["ON, CA"]),
    ("Remote (US, UK, CA)", ["US", "GB", "CA"]),
    ("Hybrid remote in Dallas, TX 75201", ["Dallas, TX, US"]),
    ("London (hybrid)", ["London, GB"]),
    ("Chicago, IL or remote within the US", ["Chicago, IL, US"]),
    # Several.
    ("Leeds; Bristol; Cardiff", ["Leeds, GB", "Bristol, GB", "Cardiff, GB"]),
    ("Boston, MA; Durham, NC; Remote, US", ["Boston, MA, US", "Durham, NC, US"]),
    ("San Francisco, New York, or Remote", ["San Francisco, CA, US", "New York, NY, US"]),
    ("Cambridge/Boston, MA", ["Cambridge, MA, US", "Boston, MA, US"]),
    ("Lyon or Toulouse, France", ["Lyon, FR", "Toulouse, FR"]),
    ("Toronto, Canada; NYC; Berlin", ["Toronto, ON, CA", "New York, NY, US", "Berlin, DE"]),
    ("US Remote, Toronto", ["US", "Toronto, ON, CA"]),
    ("Ohio, New York, North Carolina and Texas", ["OH, US", "NY, US", "NC, US", "TX, US"]),
    ("Ukraine, Georgia, Armenia", ["UA", "GE", "AM"]),
    ("Birmingham, Manchester or London", ["Birmingham, GB", "Manchester, GB", "London, GB"]),
    ("Birmingham, AL", ["Birmingham, AL, US"]),
    # Streets and neighbours.
    ("12 London Road, Reading, Berkshire, RG1 5AB", ["Reading, GB"]),
    ("Vienna, VA (near Washington, DC)", ["Vienna, VA, US"]),
    ("Washington, NE37 2SH", ["Washington, GB"]),
]


@pytest.mark.parametrize(("value", "wanted"), LABELLED, ids=[value for value, _ in LABELLED])
def test_labelled_place_is_read(value: str, wanted: list[str]) -> None:
    assert said(labelled(value)) == wanted


def test_lines_under_a_location_heading_are_read() -> None:
    text = "Baker\nlocations\nToronto, Ontario, Canada\nSudbury, Ontario, Canada\ntime type\nFull time\n"
    assert said(text) == ["Toronto, ON, CA", "Sudbury, ON, CA"]


def test_label_with_a_town_that_is_only_preferred_gives_the_country() -> None:
    text = (
        "Fitter\n\nLocation: Canada - Remote\n\nJob Location: People in Guelph, Ontario are preferred, but "
        "this role is open to all kite fitters across Canada.\n"
    )
    assert said(text) == ["CA"]


def test_town_in_brackets_after_an_area_is_the_place() -> None:
    assert said(labelled("Boston Metro Area (Lowell, MA)")) == ["Lowell, MA, US"]
    assert said(labelled("Georgia (Tbilisi)")) == ["Tbilisi, GE"]


def test_place_tag_is_read() -> None:
    assert said("# Baker\n### Kornfeld\n#### `💰 30k` `🌎 Remote, Stuttgart, Germany`\n\nBake bread.\n") == [
        "Stuttgart, DE"
    ]
