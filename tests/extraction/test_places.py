"""Places of work in every form that postings give them; all wording is the project's own."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postings.extraction import places, workplace
from postings.extraction.document import read_document
from postings.extraction.finding import Finding, Location
from postings.extraction.pipeline import extract


def found_in(text: str) -> tuple[Finding[Location], ...]:
    document = read_document(text)
    return places.find(document, workplace.find(document))


def said(text: str) -> list[str]:
    """Locations as "City, region, country", empty parts left out."""
    found = found_in(text)
    return [
        ", ".join(part for part in (f.value.city, f.value.region, f.value.country) if part) for f in found
    ]


def labelled(value: str) -> str:
    return (
        f"Stock Controller\n\nLocation: {value}\nHours: 40 a week\n\nWe look after the warehouse of a "
        f"large printer.\n"
    )


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


HEADERS = [
    ("Quillmark | Backend Engineer | Berlin, Germany | ONSITE | Full-time", ["Berlin, DE"]),
    ("Quillmark | Backend Engineer | NYC | REMOTE OK", ["New York, NY, US"]),
    ("Quillmark (https://quillmark.example) | SRE | San Mateo | Full-time", ["San Mateo, CA, US"]),
    ("Quillmark | Data Engineers | London or Brighton, UK | Onsite", ["London, GB", "Brighton, GB"]),
    ("Quillmark | Mobile, DevOps | Shanghai, China | Full-time", ["Shanghai, CN"]),
    (
        "Quillmark - Redwood City, CA & Vancouver, BC http://quillmark.example",
        ["Redwood City, CA, US", "Vancouver, BC, CA"],
    ),
    ("Quillmark • ONSITE (Leeds, UK) • Designer • Full time", ["Leeds, GB"]),
    ("Quillmark // San Francisco,CA // On-site // Fulltime", ["San Francisco, CA, US"]),
    ("FRONT END DEVELOPER/ WALTHAM, MA/ REMOTE/ FULL TIME/", ["Waltham, MA, US"]),
    ("Quillmark | Westlake OH, Phoenix AZ | ONSITE", ["Westlake, OH, US", "Phoenix, AZ, US"]),
    (
        "Quillmark | Seattle, Portland, Vancouver | Onsite",
        ["Seattle, WA, US", "Portland, OR, US", "Vancouver, BC, CA"],
    ),
    ("Quillmark | Engineer | Bengaluru/Pune | ONSITE", ["Bengaluru, IN", "Pune, IN"]),
    ("Quillmark | Developer | REMOTE (US/Canada) | $120k", ["US", "CA"]),
    ("Quillmark | Developer | Leuven, Belgium (20 minutes from Brussels) | Onsite", ["Leuven, BE"]),
    (
        "Quillmark (US: quillmark.example) | Berlin, Germany; Cologne, Germany | ONSITE",
        ["Berlin, DE", "Cologne, DE"],
    ),
    ("Quillmark | Full-time | REMOTE OK (U.S. only)", ["US"]),
    ("Quillmark - San Francisco (SOMA), CA - Full Time", ["San Francisco, CA, US"]),
    ("Quillmark - Little Wobble, PA (Philly suburbs) [REMOTE or ONSITE]", ["Little Wobble, PA, US"]),
    (
        "Quillmark | Full Time | ONSITE (London, UK; now also Santa Monica, California)",
        ["London, GB", "Santa Monica, CA, US"],
    ),
    ("Senior Welder - Tulsa, OK", ["Tulsa, OK, US"]),
    ("Data Analyst (Madrid)", ["Madrid, ES"]),
    ("Platform Engineer | Remote | Australia", ["AU"]),
    ("Support Agent in Porto", ["Porto, PT"]),
    ("Basking Hollow Ridge, NJ | Quillmark | ONSITE", []),
    (
        "Quillmark | Stockholm, Brno, Edinburgh, Newcastle | ONSITE",
        ["Stockholm, SE", "Brno, CZ", "Edinburgh, GB", "Newcastle, GB"],
    ),
    ("Quillmark in San Francisco (or remote).", ["San Francisco, CA, US"]),
    ("Quillmark • Boise, ID • Full Time • OnSite Only • Visa Transfer OK", ["Boise, ID, US"]),
    (
        "Quillmark | Vancouver, San Francisco, Boston | ONSITE",
        ["Vancouver, BC, CA", "San Francisco, CA, US", "Boston, MA, US"],
    ),
]


@pytest.mark.parametrize(("line", "wanted"), HEADERS, ids=[line for line, _ in HEADERS])
def test_header_line_gives_its_places(line: str, wanted: list[str]) -> None:
    assert (
        said(f"{line}\n\nWe make labels for jars. You will keep the printers of our customers busy.\n")
        == wanted
    )


PROSE = [
    ("This role is based in our Munich office.", ["Munich, DE"]),
    ("The position is located in Tampere, Finland.", ["Tampere, FI"]),
    ("The works are located on the outskirts of Edinburgh.", ["Edinburgh, GB"]),
    (
        "Our client is seeking a Sales Assistant to be based in the Liverpool and Merseyside area.",
        ["Liverpool, GB"],
    ),
    ("Our clients are based in Liverpool and Leeds.", []),
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


def test_json_ld_place_comes_from_its_address() -> None:
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Baker",
        "hiringOrganization": {
            "@type": "Organization",
            "name": "Kornfeld",
            "address": {"addressLocality": "Bonn"},
        },
        "jobLocation": {
            "@type": "Place",
            "address": {"addressLocality": "Belém", "addressRegion": "PA", "addressCountry": "BR"},
        },
    }
    page = f'<body><script type="application/ld+json">{json.dumps(posting)}</script><h1>Baker</h1></body>'
    assert said(page) == ["Belém, BR"]


def test_lever_locations_are_all_read() -> None:
    posting = {
        "text": "Baker",
        "categories": {
            "location": "Burbank, California",
            "allLocations": ["Burbank, California", "Reno, Nevada"],
        },
        "descriptionPlain": "Bake.",
        "hostedUrl": "https://jobs.lever.co/kornfeld/1",
    }
    assert said(json.dumps(posting)) == ["Burbank, CA, US", "Reno, NV, US"]


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("GB, LND, London", ["London, GB"]),
        ("US, NY, New York", ["New York, NY, US"]),
        ("US, CA, San Francisco", ["San Francisco, CA, US"]),
        ("CA, ON, Toronto", ["Toronto, ON, CA"]),
        ("DE, BE, Berlin", ["Berlin, DE"]),
        ("GR, I, Athens", ["Athens, GR"]),
        ("IL, , Tel Aviv", ["Tel Aviv, IL"]),
        ("US, TX, ", ["TX, US"]),
        ("US, , ", ["US"]),
    ],
)
def test_coded_location_column_is_read(value: str, wanted: list[str]) -> None:
    row = f'job_id,title,location,description\n7,Baker,"{value}","Bake bread for the people of the town."\n'
    assert said(row) == wanted


@pytest.mark.parametrize("verb", ["is looking to hire", "seeks", "is currently hiring"])
def test_company_in_a_town_that_hires_is_read(verb: str) -> None:
    assert said(f"Weaver\n\nAcme Looms in Tulsa, OK {verb} a weaver for its looms.\n") == ["Tulsa, OK, US"]


def test_seat_of_the_company_is_the_last_resort() -> None:
    text = (
        "Baker\n\nKornfeld has its HQ in Austin with offices in London and Tokyo.\n\nAbout the "
        "role\n\nYou bake.\n"
    )
    assert said(text) == ["Austin, TX, US"]


def test_town_in_a_web_address_is_read() -> None:
    text = "title,url,body\nBaker,https://www.jobs.example/detail/Baker-Kornfeld-Tulsa-OK-74101/1,You bake.\n"
    assert said(text) == ["Tulsa, OK, US"]


def test_lines_under_a_location_heading_are_read() -> None:
    text = "Baker\nlocations\nToronto, Ontario, Canada\nSudbury, Ontario, Canada\ntime type\nFull time\n"
    assert said(text) == ["Toronto, ON, CA", "Sudbury, ON, CA"]


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (
            "Pinwheel (Seattle, St. Louis, Full time) - http://p.example",
            ["Seattle, WA, US", "St. Louis, MO, US"],
        ),
        ("Pinwheel (LONDON, UK). We are looking for kite people of every kind.", ["London, GB"]),
        (
            "New York City (ONSITE). Kite Engineers - string and tail, for an old firm.",
            ["New York, NY, US"],
        ),
        (
            "Pinwheel -- http://p.example Richardson, TX USA / Cork, Ireland / REMOTE",
            ["Richardson, TX, US", "Cork, IE"],
        ),
        ("Pinwheel - Athens, Greece/Remote could work too - Full time - We make kites.", ["Athens, GR"]),
        ("Pinwheel (pinwheel.example) | Kite developer London, UK | Onsite", ["London, GB"]),
        ("Kite Engineer | Remote (EU Preference, US OK) | $60k", ["US"]),
        ("Pinwheel - Boston / Cambridge MA -- http://p.example", ["Boston, MA, US", "Cambridge, MA, US"]),
        (
            "Pinwheel | Toronto, Canada | ONSITE | Frontend, Machine Learning, ML, UI Developers",
            ["Toronto, ON, CA"],
        ),
        (
            "Pinwheel: Primarily Boston, MA (Cambridge).  We also fly in the park: FULL TIME ONSITE",
            ["Boston, MA, US", "Cambridge, MA, US"],
        ),
    ],
)
def test_head_of_a_comment_gives_its_places(head: str, wanted: list[str]) -> None:
    assert (
        said(f"{head}<p>We make kites for windy days. <i>Write</i> to us, and tell what you fly.") == wanted
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Pinwheel | Leeds | REMOTE (UK only) | Kite Engineer<p>We make <i>kites</i>.", ["Leeds", "GB"]),
        (
            "Pinwheel | Kite Engineer | New York or remote within the US<p>We make <i>kites</i>.",
            ["New York", "US"],
        ),
        ("# Kite Engineer\n\nLocation: Lyon, France\n\nThe role is remote within France.", ["Lyon"]),
        ("# Kite Engineer\n\nLocation: Remote, Portugal - Lisbon\n\nWe make kites.", ["Lisbon"]),
        (
            "# Kite Engineer\n\nLocation: Vancouver\n\nRemote, but you must be located in Canada or Chile.",
            ["Vancouver", "CA", "CL"],
        ),
        ("# Kite Engineer | Remote | Australia\n\nLocation: Melbourne\n\nWe make kites.", ["Melbourne"]),
        (
            "# Kite Engineer\n\nLocation: Remote, Chile\n\nThis role is remote in Chile and Peru only.",
            ["CL", "PE"],
        ),
        ("# Kite Engineer\n\nLocation: Remote, Chile\n\nOur teams are in Chile and Peru.", ["CL"]),
    ],
)
def test_country_of_a_remote_job_stands_beside_its_town(text: str, wanted: list[str]) -> None:
    found = extract(text).locations
    assert [f.value.city or f.value.country for f in found] == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("You can work from our Munich or Vienna office, two days a week.", ["Munich, DE", "Vienna, AT"]),
        ("Our Munich and Vienna offices like tea.", ["Munich, DE"]),
        ("We play chess against the Graz or Vienna office.", ["Munich, DE"]),
    ],
)
def test_another_office_to_work_from_is_read(sentence: str, wanted: list[str]) -> None:
    assert said(f"Fitter\n\nLocation: Munich\n\nAbout the role\n\n{sentence}\n") == wanted


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


def test_label_with_a_town_that_is_only_preferred_gives_the_country() -> None:
    text = (
        "Fitter\n\nLocation: Canada - Remote\n\nJob Location: People in Guelph, Ontario are preferred, but "
        "this role is open to all kite fitters across Canada.\n"
    )
    assert said(text) == ["CA"]


def test_town_in_brackets_after_an_area_is_the_place() -> None:
    assert said(labelled("Boston Metro Area (Lowell, MA)")) == ["Lowell, MA, US"]
    assert said(labelled("Georgia (Tbilisi)")) == ["Tbilisi, GE"]


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ({"city": "Athens", "state": "Attica", "country": "Greece"}, ["Athens, GR"]),
        (
            {"locations": [{"city": "Athens", "countryCode": "GR"}, {"city": "Lyon", "countryCode": "FR"}]},
            ["Athens, GR", "Lyon, FR"],
        ),
        ({"city": "Leeds / York", "country": "United Kingdom"}, ["Leeds, GB", "York, GB"]),
        ({"office": "Kassel", "additionalOffices": ["Jena"]}, ["Kassel, DE", "Jena, DE"]),
        ({"location": "Remote", "locationRestrictions": ["Chile", "Peru"]}, ["CL", "PE"]),
    ],
)
def test_town_and_country_in_fields_of_their_own_are_one_place(
    record: dict[str, object], wanted: list[str]
) -> None:
    words = "<p>You keep kites in order.</p><ul><li>Patience</li></ul>" * 3
    assert said(json.dumps({"title": "Kite Fitter", **record, "description": words})) == wanted


def test_short_names_of_cities_are_offices_too() -> None:
    text = "Fitter\n\nLocation: San Francisco\n\nAbout the role\n\nYou fit kites in our SF or NY office.\n"
    assert said(text) == ["San Francisco, CA, US", "New York, NY, US"]


def test_place_tag_is_read() -> None:
    assert said("# Baker\n### Kornfeld\n#### `💰 30k` `🌎 Remote, Stuttgart, Germany`\n\nBake bread.\n") == [
        "Stuttgart, DE"
    ]


def test_country_of_a_listed_city_is_not_repeated() -> None:
    assert said(labelled("Germany; Berlin, Germany")) == ["Berlin, DE"]


def test_finding_quotes_the_words_of_the_text() -> None:
    text = labelled("Dallas, TX 75201")
    (found,) = found_in(text)
    assert text[found.start : found.end] == found.quote == "Dallas, TX"
    assert found.value.geoname_id == 4684888


def test_ambiguous_namesake_has_low_confidence() -> None:
    (sure,) = found_in(labelled("Springfield, MO"))
    (unsure,) = found_in(labelled("Springfield"))
    assert unsure.confidence < 0.8 < sure.confidence


def test_british_marks_choose_the_british_namesake() -> None:
    text = labelled("Worcester") + "Pay: £24,000. Apply at www.kornfeld.co.uk\n"
    assert said(text) == ["Worcester, GB"]


@given(st.text(max_size=400))
def test_any_text_is_read_without_error(text: str) -> None:
    for found in found_in(text):
        assert text[found.start : found.end] == found.quote


@given(
    st.lists(
        st.sampled_from(
            [
                "Paris",
                ", ",
                "TX",
                " or ",
                "Remote",
                "(",
                ")",
                "US",
                "-",
                "New York",
                "Georgia",
                "IN",
                "\n",
                "Location: ",
                "| ",
                "12",
                "St. ",
            ]
        ),
        max_size=25,
    )
)
def test_any_heap_of_place_words_is_read_without_error(parts: list[str]) -> None:
    text = "".join(parts)
    for found in found_in(text):
        assert text[found.start : found.end] == found.quote
        assert found.value.country is not None
        assert 0 < found.confidence <= 1


@pytest.mark.parametrize(
    "line",
    ["Job ID: BK#8 - Senior Baker / Pastry Cook", "Requisition ID 4410 | Baker", "Baker\n\nPosting ID: 77"],
)
def test_number_of_a_job_is_no_state(line: str) -> None:
    assert not found_in(f"{line}\n\nYou bake bread for the whole town.\n")


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
