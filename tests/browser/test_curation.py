"""Curation by keyboard: a run of drafts, words marked in the text, an import watched, terms, accuracy."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from postings.intake import Incoming, import_texts
from postings.models import Draft, ImportBatch, LikelyDuplicate, Posting, Revision, Source, UnknownTerm
from postings.review import deciding
from postings.tasks import collect_terms
from tests.browsing import Live
from tests.factories import UserFactory


@pytest.fixture
def moderator(transactional_db: None) -> Any:
    return UserFactory(moderator=True, username="moderator")


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def text_of_job(number: int) -> bytes:
    return (
        f"# Welder {number}\n\n### Works {number}\n\nLocation: Adelaide, Australia\n\n"
        f"## What you do\n\nNumber {number} welds {number} pipes a day in {number} sheds.\n\nApply at https://w{number}.example/jobs/{number}\n"
    ).encode()


def test_ten_drafts_are_reviewed_by_keyboard_alone(live: Live, moderator: Any) -> None:
    texts = [Incoming(f"{number}.md", text_of_job(number)) for number in range(9)]
    again = text_of_job(3).replace(b"a day", b"each day")
    drafts = import_texts([*texts, Incoming("again.md", again)], channel="upload").drafts
    assert Draft.objects.waiting().count() == 10
    assert LikelyDuplicate.objects.count() >= 1
    live.log_in(moderator)
    page = live.open(reverse("admin:postings_draft_next"))
    said = page.locator(".messagelist")

    keys(page, "a")
    expect(said).to_contain_text("Published")
    keys(page, "z")  # no: back to it
    expect(said).to_contain_text("Taken back: approved")
    keys(page, "r")
    expect(page.get_by_role("dialog", name="Reject")).to_be_visible()
    page.keyboard.type("No longer open.")
    keys(page, "Enter")
    expect(said).to_contain_text("Rejected")
    keys(page, "n", "Control+Enter")
    expect(said).to_contain_text("Published")

    # The pair: compared and merged by one key each.
    page.goto(drafts[-1].get_admin_url())
    keys(page, "d")
    page.wait_for_url("**/likelyduplicate/compare/**")
    expect(page.get_by_role("heading", level=1)).to_have_text("The same job?")
    keys(page, "1")
    expect(said).to_contain_text("Merged")

    page.goto(reverse("admin:postings_draft_next"))
    for _ in range(10):
        page.wait_for_load_state("load")
        if "/draft/" not in page.url or not Draft.objects.waiting().exists():
            break
        keys(page, "a")
        expect(said).to_contain_text("Published")
    states = list(Draft.objects.order_by("pk").values_list("state", flat=True))
    assert states.count("approved") == 8
    assert states.count("rejected") == 2
    assert Posting.objects.live().count() == 8
    assert Draft.objects.exclude(duplicate_of_draft=None, duplicate_of=None).count() == 1
    assert Revision.objects.filter(by=moderator, undone=True).count() == 1


MARKED = "🎉 Hello\n\nWe look for somebody who welds in our shed.\nYou get 38–44 AUD an hour.\n"


@pytest.fixture
def welder(moderator: Any) -> Draft:
    return import_texts([Incoming("text.md", MARKED.encode())], channel="upload").drafts[0]


def test_words_marked_with_the_mouse_fill_a_field(live: Live, moderator: Any, welder: Draft) -> None:
    live.log_in(moderator)
    page = live.open(welder.get_admin_url())
    expect(page.locator("[data-assign]")).to_be_hidden()
    page.evaluate(
        """() => {
          const raw = document.getElementById("raw");
          const walk = document.createTreeWalker(raw, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const at = node.data.indexOf("who welds in our shed");
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 21);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
          }
        }"""
    )
    page.locator("#raw").dispatch_event("mouseup")
    expect(page.locator("[data-assign-words]")).to_have_text("who welds in our shed")
    live.assert_accessible()
    page.get_by_label("Field that the marked words say").select_option("company")
    page.get_by_role("button", name="Take over").click()
    expect(page.locator("#id_company")).to_have_value("who welds in our shed")
    expect(page.locator("#row-company .sure").first).to_contain_text("by hand")
    assert welder.findings.get(rule="by hand").quote == "who welds in our shed"


def test_words_are_marked_by_keyboard_for_the_field_that_has_the_focus(
    live: Live, moderator: Any, welder: Draft
) -> None:
    live.log_in(moderator)
    page = live.open(welder.get_admin_url())
    page.locator("#row-company").focus()
    keys(page, "t")
    expect(page.locator("#raw")).to_be_focused()
    words = page.locator("[data-assign-words]")
    for _ in range(30):
        if words.text_content().strip().startswith("somebody"):  # type: ignore[union-attr]
            break
        keys(page, "ArrowRight")
    keys(page, "Shift+ArrowRight", "Shift+ArrowRight")
    expect(words).to_contain_text("somebody who welds")
    keys(page, "Enter")
    expect(page.locator("#id_company")).to_have_value("somebody who welds")
    page.locator("#row-company").focus()
    keys(page, "t", "Escape")
    expect(page.locator("#row-company")).to_be_focused()
    expect(page.locator("[data-assign]")).to_be_hidden()


def test_a_term_becomes_a_skill_and_its_effect_is_applied(live: Live, moderator: Any) -> None:
    listed = "## Requirements\n\n- Experience with Python, Flurbing and Docker\n"
    texts = [
        Incoming(f"{city}.md", f"# Welder\n\n### Alder Works\n\nLocation: {city}\n\n{listed}".encode())
        for city in ("Adelaide", "Perth", "Sydney")
    ]
    draft, *_others = import_texts(texts, channel="upload").drafts
    collect_terms.call()
    term = UnknownTerm.objects.get(text="Flurbing")
    live.log_in(moderator)
    page = live.open(reverse("admin:index"))
    page.get_by_role("link", name="1 unknown term").click()
    page.get_by_role("link", name="Flurbing").click()
    expect(page.locator(".sightings mark")).to_have_text(["Flurbing"] * 3)
    keys(page, "a")
    page.wait_for_url("**/effect/")
    expect(page.locator(".runs__ins")).to_contain_text(["Flurbing"] * 3)
    draft.refresh_from_db()
    assert "Flurbing" not in draft.values["required_skills"]  # shown before it is applied
    page.get_by_role("button", name="Apply to those ticked").click()
    expect(page.locator(".messagelist")).to_contain_text("Changed: 3.")
    draft.refresh_from_db()
    assert "Flurbing" in draft.values["required_skills"]
    term.refresh_from_db()
    assert term.state == "skill"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_curation_are_accessible_on_a_phone(live: Live, moderator: Any, scheme: Any) -> None:
    texts = [Incoming(f"{number}.md", text_of_job(number)) for number in range(6)]
    again = text_of_job(3).replace(b"a day", b"each day")
    drafts = import_texts(
        [*texts, Incoming("again.md", again), Incoming("empty.md", b"")], channel="upload", source="A board"
    ).drafts
    for draft in drafts[:2]:
        deciding.approve(draft=draft, by=moderator)
    term = UnknownTerm.objects.create(key="flurbing", text="Flurbing", seen=3)
    pair = LikelyDuplicate.objects.first()
    assert pair is not None
    table = "Stelle,Firma\nWelder,Alder Works\n"
    waiting = ImportBatch.objects.create(channel="upload", state="columns", source="A board")
    waiting.uploads.create(name="jobs.csv", content=table.encode())
    batch = ImportBatch.objects.exclude(pk=waiting.pk).get()
    page = live.new_page(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    live.log_in(moderator, page=page)
    for path in (
        reverse("admin:postings_fieldcheck_changelist") + "?field=title",
        reverse("admin:postings_source_change", args=[Source.objects.get().pk]),
        reverse("admin:postings_source_changelist"),
        reverse("admin:postings_likelyduplicate_change", args=[pair.pk]),
        reverse("admin:postings_draft_history", args=[drafts[0].pk]),
        reverse("admin:postings_unknownterm_change", args=[term.pk]),
        reverse("admin:postings_unknownterm_effect", args=[term.pk]),
        reverse("admin:postings_importbatch_add"),
        reverse("admin:postings_importbatch_change", args=[batch.pk]),
        reverse("admin:postings_importbatch_columns", args=[waiting.pk]),
        reverse("admin:postings_draft_many") + "?sure=50&sample=2",
        reverse("admin:postings_draft_changelist"),
        reverse("admin:postings_report_changelist"),
    ):
        page.goto(path)
        live.assert_accessible(page=page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 391, path


def test_a_folder_is_uploaded_with_the_paths_of_its_files(live: Live, moderator: Any, tmp_path: Any) -> None:
    for name in ("one/a.md", "two/a.md", "two/.hidden"):
        (tmp_path / "texts" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "texts" / name).write_bytes(text_of_job(len(name) + ord(name[0])))
    live.log_in(moderator)
    page = live.open(reverse("admin:postings_importbatch_add"))
    page.locator("input[webkitdirectory]").set_input_files(str(tmp_path / "texts"))
    page.get_by_role("button", name="Import").click()
    page.wait_for_url("**/importbatch/*/change/")
    names = sorted(ImportBatch.objects.get().items.values_list("name", flat=True))
    assert names == ["texts/one/a.md", "texts/two/a.md"]
