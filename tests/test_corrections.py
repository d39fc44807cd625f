"""What people make of what was read: kept by field, told as accuracy, written out as labels."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from postings import accuracy, corrections
from postings.intake import Incoming, import_texts
from postings.models import Draft, FieldCheck, Source
from postings.review import deciding
from postings.values import PostingValues
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TEXT = """# Senior Welder

### Alder Works

Location: Adelaide, Australia

A$38 - A$44 per hour

## Requirements

- 3+ years of experience with MIG welding
- Python

Apply at https://alder.example/jobs/7
"""


@pytest.fixture
def moderator() -> Any:
    return UserFactory(moderator=True)


def drafted(text: str = TEXT, source: str = "Board") -> Draft:
    return import_texts([Incoming("text.md", text.encode())], channel="upload", source=source).drafts[0]


def outcome(draft: Draft, field: str) -> str:
    return str(draft.checks.get(field=field).outcome)


def test_each_field_is_kept_as_left_corrected_added_removed_or_not_stated(moderator):
    draft = drafted()
    values = PostingValues.from_json(draft.values).replace(
        title="Welder", workplace="onsite", salary_bands=(), required_skills=("Python",)
    )
    deciding.approve(draft=draft, by=moderator, values=values)
    assert outcome(draft, "title") == "corrected"
    assert outcome(draft, "workplace") == "added"
    assert outcome(draft, "pay") == "removed"
    assert outcome(draft, "company") == outcome(draft, "locations") == outcome(draft, "is_posting") == "right"
    assert outcome(draft, "seniority") == "right"
    assert outcome(draft, "apply_email") == "blank"
    title = draft.checks.get(field="title")
    assert (title.read, title.final, title.by, title.source) == (
        "Senior Welder",
        "Welder",
        moderator,
        "Board",
    )
    assert title.rule.startswith("title.")
    assert title.confidence > 0.5


def test_what_was_corrected_and_saved_before_the_approval_counts_as_corrected(moderator):
    draft = drafted()
    values = PostingValues.from_json(draft.values).replace(title="Welder")
    draft = deciding.save_draft(draft=draft, by=moderator, values=values)
    deciding.approve(draft=draft, by=moderator)
    assert outcome(draft, "title") == "corrected"


def test_the_order_of_skills_is_no_correction(moderator):
    draft = drafted(TEXT.replace("- Python", "- Python\n- SQL"))
    values = PostingValues.from_json(draft.values)
    assert len(values.required_skills) > 1
    values = values.replace(required_skills=tuple(reversed(values.required_skills)))
    deciding.approve(draft=draft, by=moderator, values=values)
    assert outcome(draft, "required_skills") == "right"


def test_what_nobody_looked_at_counts_for_nothing(moderator):
    deciding.approve(draft=drafted(), by=None)
    deciding.approve(draft=drafted(TEXT + "1"), by=moderator, with_others="At least 90 %.")
    assert not FieldCheck.objects.exists()


def test_a_decision_that_is_taken_back_takes_its_evidence_with_it(moderator):
    draft = drafted()
    deciding.approve(draft=draft, by=moderator)
    deciding.reopen(draft=draft, by=moderator)
    assert not draft.checks.exists()
    deciding.approve(draft=Draft.objects.get(pk=draft.pk), by=moderator)
    assert draft.checks.count() == 18


@pytest.mark.parametrize(
    ("reason", "said"), [("Not a job posting.", ["corrected"]), ("No longer open.", []), ("Spam.", [])]
)
def test_a_rejection_says_something_of_the_verdict_only_if_it_contradicts_it(moderator, reason, said):
    draft = drafted()
    deciding.reject(draft=draft, by=moderator, reason=reason)
    assert list(draft.checks.values_list("outcome", flat=True)) == said


def test_a_text_that_is_rejected_as_the_rules_said_was_read_right(moderator):
    draft = drafted("# How to become a welder\n\nIn this guide we explain what welders do and earn.\n")
    assert not draft.is_posting
    deciding.reject(draft=draft, by=moderator, reason="Advice.")
    assert outcome(draft, "is_posting") == "right"


def test_accuracy_counts_what_was_right_of_what_was_read_or_missing(moderator):
    now = timezone.now()
    for number in range(6):
        draft = drafted(TEXT + str(number))
        values = PostingValues.from_json(draft.values)
        deciding.approve(
            draft=draft, by=moderator, values=values.replace(title="Welder") if number < 2 else values
        )
    fields = {row.name: row for row in accuracy.by_field(now)}
    assert (fields["title"].tally.n, fields["title"].tally.percent) == (6, 67)
    assert fields["title"].weeks[-1].percent == 67
    assert [week.percent for week in fields["title"].weeks[:-1]] == [None] * 11
    assert (fields["apply_email"].tally.n, fields["apply_email"].tally.percent) == (0, None)
    (rule,) = accuracy.by_rule("title", now)
    assert rule.tally.percent == 67
    assert accuracy.by_field(now, "Another source") == []
    (total,) = accuracy.totals_of_sources(["Board"], now).values()
    assert (total.imported, total.drafts, total.no_postings) == (6, 6, 0)
    assert accuracy.weeks_of_source("Board", now)[-1].texts == 6


def test_corrections_are_written_as_labels_that_the_rules_are_scored_with(moderator, tmp_path, capsys):
    draft = drafted()
    deciding.approve(
        draft=draft, by=moderator, values=PostingValues.from_json(draft.values).replace(title="Welder")
    )
    guide = drafted("# How to become a welder\n\nIn this guide we explain what welders do and earn.\n")
    deciding.reject(draft=guide, by=moderator, reason="Advice.")
    call_command("export_corrections", str(tmp_path))
    labels = [json.loads(line) for line in (tmp_path / "labels.jsonl").read_text().splitlines()]
    welder, advice = sorted(labels, key=lambda label: not label["is_posting"])
    assert (welder["title"], welder["company"]) == ("Welder", "Alder Works")
    assert welder["locations"] == [
        {"city": "Adelaide", "region": welder["locations"][0]["region"], "country": "AU"}
    ]
    assert welder["pay"] == {"min": 38.0, "max": 44.0, "currency": "AUD", "period": "hour"}
    assert not advice["is_posting"]
    assert (tmp_path / welder["file"]).read_bytes() == TEXT.encode()
    capsys.readouterr()
    call_command("score_extraction", str(tmp_path / "labels.jsonl"), "--no-baselines", "--json", "-")
    figures = json.loads(capsys.readouterr().out)
    assert figures["fields"]["title"]["judged"] == 1
    call_command("export_corrections", str(tmp_path), source="Nowhere")
    assert (tmp_path / "labels.jsonl").read_text() == ""


def test_a_directory_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(CommandError, match="can't be written to"):
        call_command("export_corrections", str(tmp_path / "file"))


def test_a_trusted_source_publishes_what_is_sure_and_no_likely_duplicate():
    drafted(TEXT)
    Source.objects.update(publish_above=0.5)
    again = drafted(TEXT + "Again.")
    other = drafted(TEXT.replace("Welder", "Cook").replace("jobs/7", "jobs/8").replace("Alder", "Birch"))
    unsure = drafted("# Cook\n\nCompany: Birch Inn\n")
    for draft in (again, other, unsure):
        draft.refresh_from_db()
    assert (again.state, other.state) == ("waiting", "approved")
    assert other.posting.is_live()
    assert corrections.FieldCheck.objects.count() == 0
