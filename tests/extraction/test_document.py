# ruff: noqa: E501 - texts are as long as they are
"""The document layer: formats, repair, lines, facts, links and the way back to the text as received."""

from __future__ import annotations

import json

import pytest

from postings.extraction.document import Document, Format, LineKind, Zone, read_document, split_document
from tests.extraction import texts


def lines(document: Document) -> list[str]:
    return [line.text for line in document.lines if line.text and line.zone is not Zone.CHROME]


def zone_of(document: Document, words: str) -> Zone:
    return next(line.zone for line in document.lines if words in line.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (texts.MARKDOWN, Format.MARKDOWN),
        (texts.PLAIN, Format.PLAIN),
        (texts.HTML_JSON_LD, Format.HTML),
        (texts.COMMENT, Format.COMMENT),
        (texts.GREENHOUSE, Format.JSON),
        (texts.LEVER, Format.JSON),
        (texts.CSV, Format.CSV),
        ("Acme | Cook | Rome | Onsite\n\nWe cook.", Format.COMMENT),
        ("---\ntitle: Cook\n---\nWe need a cook.", Format.MARKDOWN),
        ("<div><p>Cook wanted</p><p>Rome</p></div>", Format.HTML),
        ("title;company;description\nCook;Acme;We cook", Format.CSV),
        ("Dear all, the soup is ready, please come.", Format.PLAIN),
        ("", Format.PLAIN),
    ],
)
def test_formats_are_recognised(text: str, expected: Format) -> None:
    assert read_document(text).format is expected


@pytest.mark.parametrize("name", texts.POSTINGS)
def test_lines_and_facts_are_parts_of_the_canonical_text(name: str) -> None:
    document = read_document(texts.POSTINGS[name])
    for line in document.lines:
        assert document.text[line.start : line.end] == line.text
        if line.value_start is not None:
            assert line.start <= line.value_start <= line.end
    for fact in document.facts:
        assert document.text[fact.start : fact.end] == fact.value
    for link in document.links:
        assert 0 <= link.start <= link.end <= len(document.text)


@pytest.mark.parametrize(
    ("damaged", "repaired"),
    [
        ("Weâ€™re hiring", "We’re hiring"),
        ("â€œHybridâ€ work", "“Hybrid” work"),
        ("$10 â€“ $14", "$10 – $14"),
        ("SÃ£o Paulo", "São Paulo"),
        ("MÃ¼nchen", "München"),
        ("Arbete pÃ¥ plats i Ã…re", "Arbete på plats i Åre"),
        ("Â¥6,500,000 ~\u00a0Â¥9,000,000", "¥6,500,000 ~ ¥9,000,000"),
        ("Cook\u00a0Ã¢â‚¬â€œ Dublin", "Cook – Dublin"),
        ("60kâ‚¬", "60k€"),
        ("Â£30,000", "£30,000"),
        ("ðŸ’° pay", "💰 pay"),
        ("Weâ€™re in ZÃ¼rich and já vu 😀", "We’re in Zürich and já vu 😀"),
        ("you\ufffdll", "you'll"),
        ("We?re hiring, don?t wait", "We're hiring, don't wait"),
        ("ï»¿Welcome", "Welcome"),
        ("$80\u00ad-$125k", "$80-$125k"),
        ("Senior\u00a0Engineer", "Senior Engineer"),
        ("65\u00a0000 EUR", "65\u00a0000 EUR"),  # between digits the space says something
        ("Curaçao, “fine” – é", "Curaçao, “fine” – é"),
        ("https://x.example/?s=1&page?t=2", "https://x.example/?s=1&page?t=2"),
    ],
)
def test_damage_is_repaired_and_clean_text_left_alone(damaged: str, repaired: str) -> None:
    assert read_document(f"A line before\n{damaged}\nand one after").lines[1].text == repaired


def test_a_finding_in_repaired_text_quotes_the_text_as_received() -> None:
    received = "Weâ€™re hiring a cook in MÃ¼nchen now"
    document = read_document(received)
    start = document.text.index("München")
    finding = document.finding("München", start, start + 7, confidence=0.9, rule="test")
    assert finding.quote == "MÃ¼nchen"
    assert received[finding.start : finding.end] == finding.quote


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("**Bold** and _soft_ and `code`", "Bold and soft and code"),
        ("Pay \\$120\\-150k \\*", "Pay $120-150k *"),
        ('See [our page](https://a.example/b_(c) "t") now', "See our page now"),
        ("![logo](https://a.example/l.png) Acme", "Acme"),
        ("*   ## 5+ years", "5+ years"),
        ("snake_case and C# and a * b", "snake_case and C# and a * b"),
        ("Work &amp; travel<br>", "Work & travel"),
        ("** **About us****", "About us"),
    ],
)
def test_marks_of_markdown_are_cut(markdown: str, words: str) -> None:
    document = read_document(f"# Title\n\n**x** y\n\n{markdown}\n")
    assert words in lines(document)


def test_markdown_links_keep_words_and_address() -> None:
    received = "# Cook\n\n**Acme** wants you: [apply here](https://acme.example/jobs/7)."
    link = read_document(received).links[0]
    document = read_document(received)
    assert document.text[link.start : link.end] == "apply here"
    assert received[link.received_start : link.received_end] == "https://acme.example/jobs/7"


def test_front_matter_gives_facts() -> None:
    document = read_document("---\nlayout: post\ntitle: 'Sous Chef'\n---\n\nWe need a **sous chef**.\n")
    assert [(fact.name, fact.value, fact.source) for fact in document.facts][1] == (
        "title",
        "Sous Chef",
        "front-matter",
    )


def test_json_ld_gives_facts_and_the_description_as_body() -> None:
    document = read_document(texts.HTML_JSON_LD)
    facts = {fact.name: fact.value for fact in document.facts if fact.source == "json-ld"}
    assert facts["title"] == "Dental Nurse"
    assert facts["hiring_organization.name"] == "Brookside Dental"
    assert facts["job_location.address.address_locality"] == "Cork"
    assert zone_of(document, "A diploma") is Zone.REQUIRED
    assert zone_of(document, "Receptionist") is Zone.CHROME


def test_page_surroundings_are_chrome() -> None:
    page = (
        "<html><body><nav><a href='/'>Home</a><a href='/all'>All jobs</a></nav><h1>Gardener</h1><div "
        "class='job-description'>"
        + "<p>We look after parks and need a gardener who likes roses.</p>"
        * 10
        + "</div><section><h2>Similar jobs</h2><p>Plumber in Rome</p></section><footer>© 2026 "
        "Board</footer></body></html>"
    )
    document = read_document(page)
    assert zone_of(document, "Plumber") is Zone.CHROME
    assert zone_of(document, "Home") is Zone.CHROME
    assert zone_of(document, "roses") is not Zone.CHROME


def test_scripts_styles_and_comments_are_no_text() -> None:
    page = "<html><head><style>p{x:y}</style></head><body><!-- old --><script>var cook=1</script><p>A <b>cook</b></p></body></html>"
    assert lines(read_document(page)) == ["A cook"]


def test_lists_in_html_are_bullets_even_with_paragraphs_inside() -> None:
    document = read_document(
        "<div><h2>Requirements</h2><ul><li><p>Python</p></li><li>SQL<ul><li>joins</li></ul></li></ul></div>"
    )
    assert [
        (line.text, line.kind, line.level) for line in document.lines if line.kind is LineKind.BULLET
    ] == [
        ("Python", LineKind.BULLET, 1),
        ("SQL", LineKind.BULLET, 1),
        ("joins", LineKind.BULLET, 2),
    ]


def test_plain_twins_of_html_values_are_read_once() -> None:
    assert sum("sells help desks" in line for line in lines(read_document(texts.LEVER))) == 1


def test_lever_lists_have_their_headings() -> None:
    document = read_document(texts.LEVER)
    assert zone_of(document, "Zendesk") is Zone.REQUIRED


def test_names_of_csv_columns_are_headings_of_long_values() -> None:
    text = (
        "title,company,requirements,benefits\n"
        + 'Cook,Acme,"'
        + "You can cook for forty people. " * 12
        + '","'
        + "Free soup every day. " * 20
        + '"\n'
    )
    document = read_document(text)
    assert zone_of(document, "forty people") is Zone.REQUIRED
    assert zone_of(document, "Free soup") is Zone.PAY


def test_escapes_of_json_are_read_and_mapped() -> None:
    received = '{"title": "Caf\\u00e9 Manager \\ud83d\\ude00", "company": "A\\/B", "description": "Line one\\nLine two of the text"}'
    document = read_document(received)
    fact = document.facts[0]
    assert fact.value == "Café Manager 😀"
    finding = document.finding(fact.value, fact.start, fact.end, confidence=1, rule="t")
    assert finding.quote == "Caf\\u00e9 Manager \\ud83d\\ude00"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            json.dumps(
                [
                    {"title": "Cook", "company": "A", "description": "x"},
                    {"title": "Baker", "company": "B", "description": "y"},
                ]
            ),
            2,
        ),
        (
            json.dumps(
                {
                    "jobs": [
                        {"title": "Cook", "location": "Rome", "url": "u"},
                        {"title": "Baker", "location": "Rome", "url": "v"},
                    ]
                }
            ),
            2,
        ),
        (
            '{"title": "Cook", "company": "A", "location": "R"}\n{"title": "Baker", "company": "B", '
            '"location": "R"}\n',
            2,
        ),
        ("title,company,description\nCook,A,x\nBaker,B,y\nMiller,C,z\n", 3),
        (
            '<html><script type="application/ld+json">[{"@type":"JobPosting","title":"Cook"},'
            '{"@type":"JobPosting","title":"Baker"}]</script></html>',
            2,
        ),
        (texts.GREENHOUSE, 1),
        (json.dumps([json.loads(texts.GREENHOUSE)]), 1),
    ],
)
def test_texts_of_several_postings_are_split(text: str, count: int) -> None:
    assert len(split_document(text)) == count
    assert read_document(text).postings == count


def test_json_ld_with_graph_and_list_of_types_is_read() -> None:
    page = (
        '<html><script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"Board"},'
        '{"@type":["JobPosting"],"title":"Cook","hiringOrganization":"Acme",'
        "}]}</script><body><h1>Cook</h1></body></html>"
    )
    assert {fact.name: fact.value for fact in read_document(page).facts if fact.source == "json-ld"}[
        "title"
    ] == "Cook"


def test_crlf_texts_have_the_same_lines() -> None:
    assert lines(read_document(texts.PLAIN.replace("\n", "\r\n"))) == lines(read_document(texts.PLAIN))


def test_a_row_of_two_cells_is_a_label_and_its_value() -> None:
    page = "<html><body><table><tr><th>Location</th><td>Boise, ID</td></tr><tr><td>Pea</td><td>Soup</td></tr></table></body></html>"
    lines = [line for line in read_document(page).lines if line.text]
    assert lines[0].label == "Location"
    assert lines[0].text[(lines[0].value_start or 0) - lines[0].start :] == "Boise, ID"
    assert (lines[1].text, lines[1].label) == ("Pea: Soup", "Pea")


@pytest.mark.parametrize("wrapper", ["offer", "jobPostingInfo", "attributes", "vacancy"])
def test_the_title_of_a_wrapped_record_is_its_title(wrapper: str) -> None:
    record = {wrapper: {"id": 7, "title": "Cook", "description": "<p>You cook.</p><ul><li>Soup</li></ul>"}}
    assert ("title", "Cook") in [(fact.name, fact.value) for fact in read_document(json.dumps(record)).facts]


def test_entities_that_an_export_left_are_read() -> None:
    rows = "title,company_profile,description\nCook,Trowel &amp; Quill cooks.,You cook &pound;5 meals.\n"
    assert "Trowel & Quill cooks." in read_document(rows).text


@pytest.mark.parametrize(
    ("text", "line", "label"),
    [
        (
            "<table><tr><th>Betrieb</th><td>Rohrwerk Nord</td></tr></table>",
            "Betrieb: Rohrwerk Nord",
            "Betrieb",
        ),
        (
            "<table><tr><td><p><b>Start:</b></p></td>\n<td><p>1 May</p></td></tr></table>",
            "Start: 1 May",
            "Start",
        ),
        ("<table><tr><td>One</td><td>Two</td><td>Three</td></tr></table>", "One | Two | Three |", None),
        (
            "<table><tr><td>We build looms. They are good.</td><td>Yes</td></tr></table>",
            "We build looms. They are good. | Yes |",
            None,
        ),
        ("# Weaver\n\n| Field | Value |\n|---|---|\n| Mill | Otter End |\n", "Mill: Otter End", "Mill"),
        ("# Weaver\n\n| **Mill:** | Otter End |\n| x | y | z |\n", "Mill: Otter End", "Mill"),
    ],
)
def test_a_row_of_a_name_and_a_value_is_read_as_a_label(text: str, line: str, label: str | None) -> None:
    page = text if text.startswith("#") else f"<html><body><h1>Weaver</h1>{text}<p>Hello.</p></body></html>"
    found = next(read for read in read_document(page).lines if read.text == line)
    assert found.label == label


def test_the_head_of_a_web_servers_answer_is_no_part_of_the_page() -> None:
    head = "HTTP/1.1 200 OK\r\nServer: Apache Tomcat\r\nExpires: Mon, 26 Apr 2010 17:13:00 GMT\r\n\r\n"
    page = "<html><body><h1>Kiln Operator</h1><p>We are hiring a kiln operator in Leeds.</p></body></html>"
    document = read_document(head + page)
    assert document.format is Format.HTML
    assert "Apache" not in document.text
    assert document.received == head + page
    start = document.text.index("Kiln Operator")
    first, last = document.received_span(start, start + 13)
    assert (head + page)[first:last] == "Kiln Operator"


def test_a_page_that_shows_far_more_than_it_declares_is_read_beside_it() -> None:
    declared = "We need a loom fitter for the evening shift of our mill in Leeds. " * 4
    shown = "<li>You keep the looms of the upper floor in order and write up each repair.</li>" * 12
    page = (
        '<html><script type="application/ld+json">{"@type": "JobPosting", "title": "Loom fitter", '
        f'"description": "{declared}"}}</script><body><main><h1>Loom fitter</h1><ul>{{}}</ul>'
        "<h2>Requirements</h2><ul><li>AutoCAD</li></ul></main></body></html>"
    )
    asked = [line.zone for line in read_document(page.replace("{}", shown)).lines if line.text == "AutoCAD"]
    assert asked == [Zone.REQUIRED]
    brief = [line.zone for line in read_document(page.replace("{}", "")).lines if line.text == "AutoCAD"]
    assert brief == [Zone.CHROME]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("# Baker {#top .wide}", "Baker"),
        ("# Baker {photo='me.jpg'}", "Baker"),
        ("## Baker ##", "Baker"),
        ("Baker{: .lead }", "Baker"),
        ("{% include form.html %}", ""),
        ("# Learn C#", "Learn C#"),
        ("Bakers {and cooks}", "Bakers {and cooks}"),
    ],
)
def test_what_only_a_page_generator_reads_is_cut(written: str, read: str) -> None:
    document = read_document(f"# Head\n\nSome words\n\n{written}\n\nmore words\n")
    assert [line.text for line in document.lines if line.text][2:] == [
        *([read] if read else []),
        "more words",
    ]


def test_records_name_their_fields_in_other_languages() -> None:
    record = json.dumps({"titulo": "Auxiliar de cozinha", "local": "Recife - PE", "salario": "A combinar"})
    facts = {fact.name: fact.value for fact in read_document(record).facts}
    assert facts["title"] == "Auxiliar de cozinha"
    assert facts["location"] == "Recife - PE"


def test_items_that_wrap_a_posting_each_are_a_list_of_postings() -> None:
    one = {
        "PositionTitle": "Miller",
        "OrganizationName": "Department of Grain",
        "PositionURI": "https://a.example/1",
    }
    text = json.dumps({"Items": [{"Id": n, "MatchedObjectDescriptor": one} for n in range(3)]})
    assert read_document(text).postings == 3


def test_a_tab_parts_a_known_label_from_its_value() -> None:
    document = read_document(
        "Job details\n\nReq Number\t45472\nJob Title\tBoat Builder\nWork\tis fun\n\nJob Summary\tYou build boats.\n"
    )
    assert {line.label for line in document.lines if line.text.startswith(("Job Title", "Work"))} == {
        "Job Title",
        None,
    }


@pytest.mark.parametrize("first", ["<section><p>", "<div><p>", "<ul><li>"])
def test_lines_above_the_first_tag_stay_lines(first: str) -> None:
    text = f"Title: Boat Builder\nCompany: Keel & Sons\nLocation: Lyon\n\n{first}We build boats.</p><p>You plane\nplanks.</p><p>Apply.</p>"
    document = read_document(text)
    assert lines(document)[:4] == [
        "Title: Boat Builder",
        "Company: Keel & Sons",
        "Location: Lyon",
        "We build boats.",
    ]
    assert "You plane planks." in lines(document)


def test_wrapped_words_above_an_inline_tag_are_one_line() -> None:
    text = "We build boats and\nlook for <b>a builder</b>.<br>Apply.<br>Soon.<br>Please."
    assert lines(read_document(text))[0] == "We build boats and look for a builder."


def test_a_first_cell_that_heads_requirements_begins_their_section() -> None:
    document = read_document(
        "About Harbour Lab\nHarbour Lab keeps the water of the port clean and has done so since 1920.\n"
        "Required Qualifications\t• A degree in chemistry\n• Code in Fortran and MATLAB\n"
    )
    zones = {line.text: line.zone for line in document.lines}
    assert zones["Code in Fortran and MATLAB"] is Zone.REQUIRED


def test_marks_escaped_twice_in_a_record_are_read_as_marks() -> None:
    text = 'title,company,description\nCook,Acme,"**Pay: $14\\\\.50 \\\\- $16 / hr**. You cook."\n'
    assert r"\\" in text
    assert "Pay: $14.50 - $16 / hr." in read_document(text).text
