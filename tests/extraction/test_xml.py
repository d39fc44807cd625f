# ruff: noqa: E501 - texts are as long as they are
"""Feeds of jobs in XML: RSS, Atom, the feeds of job boards and of applicant tracking systems."""

from __future__ import annotations

import pytest

from postings.extraction.document import Format, read_document, split_document
from postings.extraction.finding import Extraction
from postings.extraction.pipeline import extract, extract_all
from tests.extraction.test_hostile import assert_sound

RSS_ITEM = """<item>
  <title>Harrow &amp; Finch: Senior Django Developer</title>
  <region>Anywhere in the World</region>
  <type>Contract</type>
  <skills>Django, PostgreSQL</skills>
  <pubDate>Mon, 07 Sep 2026 08:00:00 +0000</pubDate>
  <link>https://board.example/remote-jobs/harrow-finch-senior-django-developer</link>
  <description><![CDATA[<p>You bring 6+ years of experience with web applications.</p><ul><li>Redis is a plus</li></ul>]]></description>
</item>"""
BOARD_FEED = """<?xml version="1.0" encoding="utf-8"?>
<source>
  <publisher>Quayside Boards</publisher>
  <job>
    <title><![CDATA[Line Cook]]></title>
    <company><![CDATA[Saltmarsh Kitchens]]></company>
    <city>Portland</city><state>OR</state><country>US</country>
    <jobtype>parttime</jobtype>
    <salary>$19 - $22 per hour</salary>
    <url>https://jobs.saltmarsh.example/77</url>
    <description><![CDATA[We need a cook for our evening shift.]]></description>
  </job>
  <job>
    <title>Dishwasher</title><company>Saltmarsh Kitchens</company><city>Salem</city><state>OR</state>
    <description>Keep the plates clean.</description>
  </job>
</source>"""
TRACKING_SYSTEM = """<positions><position>
  <id>4711</id><subcompany>Morgenrot GmbH</subcompany><office>Wien</office><department>Bau</department>
  <name>Bauleiter (m/w/d)</name>
  <jobDescriptions>
    <jobDescription><name>Ihr Profil</name><value><![CDATA[<ul><li>Mindestens 3 Jahre Berufserfahrung</li><li>AutoCAD</li></ul>]]></value></jobDescription>
  </jobDescriptions>
  <employmentType>permanent</employmentType><schedule>full-time</schedule>
</position></positions>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Vacancies of the county</title>
<entry><title>Bridge Inspector</title><link rel="alternate" href="https://county.example/vacancies/12"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Salary: £31,000 - £34,000 a year<br/>Location: Wrexham<br/></div></content></entry>
</feed>"""


def place(extraction: Extraction) -> tuple[str | None, str | None]:
    return extraction.locations[0].value.city, extraction.locations[0].value.country


def test_an_item_of_a_feed_of_remote_jobs_is_read() -> None:
    found = extract(RSS_ITEM)
    assert found.format == "xml"
    assert found.verdict.value.is_posting
    assert found.title is not None
    assert found.title.value == "Senior Django Developer"
    assert found.company is not None
    assert found.company.value == "Harrow & Finch"
    assert found.workplace is not None
    assert found.workplace.value == "remote"
    assert found.employment_type is not None
    assert found.employment_type.value == "contract"
    assert found.experience_years_min is not None
    assert found.experience_years_min.value == 6
    assert {skill.value for skill in found.required_skills} == {"Django", "PostgreSQL"}
    assert [skill.value for skill in found.preferred_skills] == ["Redis"]
    assert found.apply_url is not None
    assert found.apply_url.value.startswith("https://board.example/")
    assert found.posted_on is not None
    assert found.posted_on.value.isoformat() == "2026-09-07"


def test_each_job_of_a_feed_is_a_posting_of_its_own() -> None:
    cook, dishwasher = extract_all(BOARD_FEED)
    assert cook.title is not None
    assert cook.title.value == "Line Cook"
    assert cook.company is not None
    assert cook.company.value == "Saltmarsh Kitchens"
    assert place(cook) == ("Portland", "US")
    assert [(pay.value.minimum, pay.value.currency, pay.value.period) for pay in cook.pay] == [
        (19, "USD", "hour")
    ]
    assert cook.employment_type is not None
    assert cook.employment_type.value == "part_time"
    assert cook.apply_url is not None
    assert cook.apply_url.value == "https://jobs.saltmarsh.example/77"
    assert dishwasher.title is not None
    assert dishwasher.title.value == "Dishwasher"
    assert place(dishwasher) == ("Salem", "US")


def test_the_feed_as_one_text_is_a_list() -> None:
    verdict = extract(BOARD_FEED).verdict.value
    assert (verdict.is_posting, verdict.kind) == (False, "list")


def test_the_position_of_an_applicant_tracking_system_is_read() -> None:
    found = extract(TRACKING_SYSTEM)
    assert found.verdict.value.is_posting
    assert found.title is not None
    assert found.title.value == "Bauleiter (m/w/d)"
    assert found.company is not None
    assert found.company.value == "Morgenrot GmbH"
    assert place(found) == ("Vienna", "AT")
    assert found.employment_type is not None
    assert found.employment_type.value == "full_time"
    assert found.experience_years_min is not None
    assert found.experience_years_min.value == 3
    assert [skill.value for skill in found.required_skills] == ["AutoCAD"]


def test_an_entry_of_a_feed_keeps_its_markup_and_its_address() -> None:
    found = extract(ATOM)
    assert found.title is not None
    assert found.title.value == "Bridge Inspector"
    assert found.apply_url is not None
    assert found.apply_url.value == "https://county.example/vacancies/12"
    assert place(found) == ("Wrexham", "GB")
    assert [pay.value.minimum for pay in found.pay] == [31000]


def test_an_empty_element_ends_where_it_begins() -> None:
    found = extract(
        "<job><logo/><title>Head Cook</title><image size='2' /><company>Saltmarsh</company></job>"
    )
    assert found.title is not None
    assert found.title.value == "Head Cook"
    assert found.company is not None
    assert found.company.value == "Saltmarsh"


def test_names_with_a_prefix_count_without_it() -> None:
    text = """<item><title>Archive Manager</title><x:location>Atlanta, Georgia</x:location>
    <x:minimumSalary>81000</x:minimumSalary><x:maximumSalary>92000</x:maximumSalary><x:salaryCurrency>USD</x:salaryCurrency>
    <x:qualifications>&lt;p&gt;Four years of records management.&lt;/p&gt;</x:qualifications></item>"""
    found = extract(text)
    assert place(found) == ("Atlanta", "US")
    assert [pay.value.maximum for pay in found.pay] == [92000]
    assert found.experience_years_min is not None
    assert found.experience_years_min.value == 4


@pytest.mark.parametrize(
    "text",
    [
        "<rss><channel><title>News of the harbour</title><item><title>Ferry late again</title><link>https://news.example/ferry</link><description>The ferry was late.</description></item></channel></rss>",
        '<?xml version="1.0"?><urlset><url><loc>https://board.example/jobs/1</loc></url><url><loc>https://board.example/jobs/2</loc></url></urlset>',
        "<note><to>Ann</to><title>Supper</title></note>",
        "<catalog><book><title>The Welder</title><author>A. Penn</author></book></catalog>",
    ],
)
def test_other_xml_is_no_posting(text: str) -> None:
    assert not extract(text).verdict.value.is_posting


@pytest.mark.parametrize(
    "text",
    [
        "<div><title>Cook</title><p>We cook.</p><p>Rome</p></div>",
        '<?xml version="1.0"?><!DOCTYPE html><html><body><h1>Cook</h1><p>Rome</p></body></html>',
        "<job: Cook wanted in Rome>",
        "<3 we love cooks. Apply at cooks@saltmarsh.example",
    ],
)
def test_pages_and_texts_are_no_feeds(text: str) -> None:
    assert read_document(text).format is not Format.XML


def test_a_title_with_a_colon_names_no_company_where_a_field_does() -> None:
    found = extract(
        "<job><title>Kitchen: Head Cook</title><company>Saltmarsh</company><city>Leeds</city></job>"
    )
    assert found.company is not None
    assert found.company.value == "Saltmarsh"


@pytest.mark.parametrize(
    "text",
    [
        BOARD_FEED[:-40],
        BOARD_FEED.replace("</city>", ""),
        BOARD_FEED.replace("]]>", ""),
        RSS_ITEM.replace("<type>", "<type").replace("</skills>", "</skill>"),
        "<job>" * 5000 + "<title>Cook</title><city>Leeds</city>" + "</job>" * 5000,
        ATOM.replace("</div>", ""),
    ],
)
def test_damaged_feeds_are_read_as_far_as_they_make_sense(text: str) -> None:
    assert_sound(text)
    assert len(split_document(text)) >= 1


def test_an_item_that_says_where_the_job_is_at_names_its_company() -> None:
    found = extract(
        "<item><title>Django Developer at Riverbank Software</title>"
        "<link>https://djangojobs.example/jobs/1</link><description>Riverbank builds tools for towns.</description></item>"
    )
    assert found.title is not None
    assert found.title.value == "Django Developer"
    assert found.company is not None
    assert found.company.value == "Riverbank Software"
