# ruff: noqa: E501 - texts are as long as they are
"""Where to apply: links by their words, tracking systems, pages; and mail addresses in disguise."""

from __future__ import annotations

import json

import pytest

from postings.extraction import apply
from postings.extraction.document import read_document
from tests.extraction import texts


def url(text: str) -> str | None:
    finding = apply.find_url(read_document(text))
    return finding.value if finding is not None else None


def email(text: str) -> str | None:
    finding = apply.find_email(read_document(text))
    return finding.value if finding is not None else None


def test_an_address_with_a_blank_for_its_host_is_none() -> None:
    assert email("Acme | Cook | Rome\n\nWrite to jo@_.com, where _ is our name.") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (texts.MARKDOWN, "https://board.example/apply/senior-backend-engineer-1203"),
        (texts.PLAIN, None),
        (texts.HTML_JSON_LD, "https://findwork.example/jobs/dental-nurse-8841"),
        (texts.COMMENT, "https://jobs.lever.co/quillstack/1a2b"),
        (texts.GREENHOUSE, "https://boards.greenhouse.io/lanternworks/jobs/4410022"),
        (texts.LEVER, "https://jobs.lever.co/marlowdesk/77aa/apply"),
        (texts.CSV, "https://jobs.example/line-cook-77"),
        ("Cook wanted. Apply at https://acme.example/careers/cook-7.", "https://acme.example/careers/cook-7"),
        ("Cook wanted (apply: https://acme.example/jobs/a_(b))!", "https://acme.example/jobs/a_(b)"),
        ("We make soup, see https://acme.example and https://twitter.com/acme", None),
        (
            "Read our blog: https://acme.example/blog/soup. Apply here: www.acme.example/apply/9",
            "https://www.acme.example/apply/9",
        ),
        (
            "Privacy: https://acme.example/privacy\n\nDetails: "
            "https://acme.wd3.myworkdayjobs.com/Careers/job/1",
            "https://acme.wd3.myworkdayjobs.com/Careers/job/1",
        ),
        (
            "# Cook\n\n**We** cook. [Apply now](https://a.example/x) or [read "
            "more](https://a.example/about)\n",
            "https://a.example/x",
        ),
        (
            "Acme | Cook | Rome | https://acme.example/about/cook-test/\n\nApply at the link above.",
            "https://acme.example/about/cook-test/",
        ),
        (
            "Acme (https://acme.example) | Cook | Rome\n\nWe cook.\n\nCook: https://acme.example/au/about/careers/job/c00k/\n",
            "https://acme.example/au/about/careers/job/c00k/",
        ),
        (
            "Acme | Cook | Rome\n\nMore of our soup: https://acme.example/soup/how-we-cook-it\n\n"
            "More info about open positions: https://acme.example/join_the_team",
            "https://acme.example/join_the_team",
        ),
        ("Acme | Cook | Rome | https://acme.example/app\n\nWrite to jobs@acme.example", None),
        ("Acme | Cook | Rome\n\nMeet us: https://acme.example/about/jobs", "https://acme.example/about/jobs"),
        ("Acme | Cook | Rome\n\nCook: https://bit.ly/acme-c00k", "https://bit.ly/acme-c00k"),
        (
            "Acme | Baker | Leeds\n\nYou apply Rust (https://rust.example/learn/book) daily.\n\n"
            "Job postings here: https://acme.example/work",
            "https://acme.example/work",
        ),
        (
            json.dumps({"title": "Cook", "url": "https://a.example/logo.png", "description": "You cook."}),
            None,
        ),
        (
            json.dumps(
                {
                    "offer": {
                        "title": "Cook",
                        "description": "<p>You cook all day.</p>",
                        "careers_url": "https://a.example/o/1",
                        "careers_apply_url": "https://a.example/o/1/new",
                    }
                }
            ),
            "https://a.example/o/1/new",
        ),
        (
            "---\ntitle: Driver\napply_url: https://oakfreight.example/o/driver\n---\nYou drive.\n",
            "https://oakfreight.example/o/driver",
        ),
        (
            "**URL:** https://www.tracker.example/?adid=YWxm\n\nDriver\n\nYou drive.\n",
            "https://www.tracker.example/?adid=YWxm",
        ),
        (
            "**URL:** https://www.werkenbijoak.example/vacatures/vacature?id=a0wQ\n\n# Chauffeur\n\nJe rijdt.\n",
            "https://www.werkenbijoak.example/vacatures/vacature?id=a0wQ",
        ),
        ("Driver wanted.\nApply: oakfreight.example/drive or call us.", "https://oakfreight.example/drive"),
        ("Find benefits and pay information here: https://careers.oakfreight.example/us/corporate-pay", None),
    ],
)
def test_addresses_to_apply_at(text: str, expected: str | None) -> None:
    assert url(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (texts.PLAIN, "jobs@pinegrove-freight.example"),
        ("Send your CV to cook [at] acme [dot] example", "cook@acme.example"),
        ("Apply: jobs (at) acme (dot) example", "jobs@acme.example"),
        ("Write to jobs at acme dot example", "jobs@acme.example"),
        ("Email jobs at acme.io", "jobs@acme.io"),
        ("Find all our jobs at acme.io", None),
        (
            "# Cook\n\n**To apply**, [write to us](mailto:cook@acme.example?subject=Cook).\n",
            "cook@acme.example",
        ),
        ("If you need an accommodation, write to accommodations@acme.example", None),
        ("For questions about this collection of personal information contact privacy@acme.example", None),
        ("We met at acme dot com level of soup", None),
        ("Soup for all.", None),
        ("Email jo at pinwheel.com and say hello.", "jo@pinwheel.com"),
        ("Interested? Contact jo.kite –AT- pinwheel.io", "jo.kite@pinwheel.io"),
        ("Apply directly to jo -at- pinwheel.io. The process is a call.", "jo@pinwheel.io"),
        ("We only send mails from addresses which include @ pinwheel.com.", None),
        ("Find me at pinwheel.com, or apply on the page.", None),
        (
            "If you need an accommodation to complete any step of the application process because of a disability, "
            "contact recruiting@pinwheel.com.",
            None,
        ),
        ("Beware of scams.\nOur recruiters only ever write from talent@pinwheel.com.", None),
        ("Beware of scams.\nSend your CV to talent@pinwheel.com.", "talent@pinwheel.com"),
        ("Interested? jo at pinwheel.io", "jo@pinwheel.io"),
        ("---\ntitle: Kite maker\napplyEmail: info@pinwheel.io\n---\nYou make kites.\n", "info@pinwheel.io"),
        (
            '# Kite maker\n\n<a class="btn" href="mailto:jobs@pinwheel.io?subject=Apply now">\n<span>\nApply\n</span>\n</a>\n',
            "jobs@pinwheel.io",
        ),
        ("Please send an email to: jobs at pinwheel.com, subject: kites", "jobs@pinwheel.com"),
    ],
)
def test_mail_addresses_to_apply_to(text: str, expected: str | None) -> None:
    assert email(text) == expected


def test_a_link_s_evidence_is_its_address_as_received() -> None:
    finding = apply.find_url(read_document(texts.COMMENT))
    assert finding is not None
    assert finding.quote == "https:&#x2F;&#x2F;jobs.lever.co&#x2F;quillstack&#x2F;1a2b"
    assert texts.COMMENT[finding.start : finding.end] == finding.quote


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Title: Baker - Cornercup\n\nURL Source: https://cornercup.example/bread/baker-(night)\n\nWe bake. [Careers](https://cornercup.example/careers#perks)",
            "https://cornercup.example/bread/baker-(night)",
        ),
        (
            "# Baker\n\nJob link: https://cornercup.example/w/4410\n\nYou bake.",
            "https://cornercup.example/w/4410",
        ),
        ("# Baker\n\nWebsite: https://cornercup.example/bread\n\nYou bake.", None),
    ],
)
def test_address_that_was_written_down_with_the_posting_is_its_own(text: str, expected: str | None) -> None:
    assert url(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# Baker\n\nYou bake. Email resumes to hiring @ cornercup.example\n\n[Email](mailto:contact@cornercup.example)",
            "hiring@cornercup.example",
        ),
        ("# Baker\n\nYou bake. See hiring @ cornercup.example", None),
        (
            '# Baker\n\nYou bake.\n\n<div>\n<a class="button" href="mailto:work@cornercup.example?subject=Apply for Baker (nights)">\n<span>\nApply\n</span>\n</a>\n</div>\n',
            "work@cornercup.example",
        ),
    ],
)
def test_mail_address_of_a_button_or_with_blanks_is_read(text: str, expected: str | None) -> None:
    assert email(text) == expected


def test_thread_that_a_posting_came_from_is_no_place_to_apply() -> None:
    text = "---\ncompany: Cornercup\nposition: Baker\nsource_url: https://news.ycombinator.com/item?id=1\n---\n\nYou bake.\n\nApply: https://cornercup.example/apply/4410\n"
    assert url(text) == "https://cornercup.example/apply/4410"


@pytest.mark.parametrize(
    "sentence",
    [
        "To be sure that our messages reach you, please add jobs@quillmark.example to your contacts list!",
        "If you need any reasonable adjustments, please email the team via people@quillmark.example to tell us.",
        "Not content with how we decided? Write to recruitment.complaints@quillmark.example within a week.",
    ],
)
def test_an_address_for_something_else_takes_no_applications(sentence: str) -> None:
    assert email(f"# Data Engineer\n\nQuillmark hires.\n\n## How we recruit\n\n{sentence}\n") is None


@pytest.mark.parametrize(
    "line",
    [
        "[Ich bewerbe mich](https://a.example/baker)",
        "[Zum Bewerbungsformular](https://a.example/baker)",
        "Inscreva-se em https://a.example/baker",
        "Link da vaga: https://a.example/baker",
        "Enviar currículo pelo link https://a.example/baker",
        "[Inscríbete](https://a.example/baker)",
        "[Candidati ora](https://a.example/baker)",
        "[Job posting](https://a.example/baker)",
        "[View original posting](https://a.example/baker)",
        "[Full job description](https://a.example/baker)",
        "[Submit application](https://a.example/baker)",
        "Please complete the survey at https://a.example/baker to be considered",
        "If this sounds like you, fill in https://a.example/baker",
        "Applications are accepted via https://a.example/baker",
    ],
)
def test_words_of_applying_and_of_the_posting_itself_name_its_address(line: str) -> None:
    assert url(f"# Baker\n\nYou bake bread in Leeds.\n\n{line}\n") == "https://a.example/baker"


@pytest.mark.parametrize(
    "line",
    [
        "Read our [blog](https://a.example/blog/baker)",
        "See our [benefits](https://a.example/benefits/list)",
        "1. Answer hard questions about dough\n\n2. Read [what bakers say](https://a.example/book/said)",
        "[The position of yeast in bread](https://a.example/yeast/rising)",
    ],
)
def test_other_links_are_no_place_to_apply(line: str) -> None:
    assert url(f"# Baker\n\nYou bake bread in Leeds.\n\n{line}\n") is None


def test_address_of_a_tracking_system_in_front_matter_is_where_to_apply() -> None:
    text = (
        "---\ntitle: Baker\njazz_url: https://bakers.applytojob.com/apply/4410/Baker\n---\n\n"
        "You bake bread in Leeds.\n"
    )
    assert url(text) == "https://bakers.applytojob.com/apply/4410/Baker"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# Cook\n\n## [Apply for this post](https://docs.google.com/a/acme.example/forms/d/1qv/viewform)",
            "https://docs.google.com/a/acme.example/forms/d/1qv/viewform",
        ),
        (
            "# Cocinera\n\nEnvíanos el enlace en [este formulario de aplicación](https://docs.google.com/forms/d/e/1F/viewform).",
            "https://docs.google.com/forms/d/e/1F/viewform",
        ),
        (
            "# Cook\n\nPlease send your application via https://agency.example/posts/cook-in-the-harbour/",
            "https://agency.example/posts/cook-in-the-harbour/",
        ),
        (
            "Cook wanted. Visit https://harbour.peopleadmin.com/postings/search to apply.",
            "https://harbour.peopleadmin.com/postings/search",
        ),
    ],
)
def test_forms_and_sites_that_take_applications_for_others(text: str, expected: str) -> None:
    assert url(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "You can apply from May. The post comes with [a pension](https://scheme.example/joining-the-pension-scheme/benefits/).",
        "To apply, know our rules. Read [about fairness](https://acme.example/equality-and-diversity/).",
    ],
)
def test_a_page_about_pensions_or_fairness_takes_no_applications(line: str) -> None:
    assert url(f"# Cook\n\nWe cook soup.\n\n{line}") is None


def test_a_person_s_profile_in_a_record_is_no_place_to_apply() -> None:
    record = {
        "title": "Welder",
        "company": "Acme",
        "description": "We need a welder.",
        "url": "https://www.linkedin.com/in/jo",
    }
    assert url(json.dumps(record)) is None
