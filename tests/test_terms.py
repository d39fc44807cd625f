"""The vocabulary inbox: collected, decided, and the texts read anew."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from postings import reference, rereading, terms
from postings.drafting import added_names, draft_text
from postings.extraction.pipeline import extract
from postings.models import Skill, UnknownTerm
from postings.review import deciding, undoing
from postings.templatetags.curation import marking
from postings.values import PostingValues
from tests.admin.conftest import at_moderation, moderator  # noqa: F401 - fixtures
from tests.factories import RawTextFactory, SkillFactory, UserFactory

pytestmark = pytest.mark.django_db


def draft_with(number, requirement="Floomtool"):
    text = (
        f"# Rigger {number}\n\nCompany: Alder Works\n\n## About the job\n\nYou rig ships.\n\n"
        f"## Requirements\n\n- Experience with Python, {requirement} and Docker\n"
    )
    (draft,) = draft_text(raw_text=RawTextFactory(text=text))
    return draft


def required(row):
    row.refresh_from_db()
    values = PostingValues.of(row) if hasattr(row, "posting_skills") else PostingValues.from_json(row.values)
    return set(values.required_skills)


@pytest.fixture
def seen():
    """A waiting draft, one that became a posting and one that a person has edited, all with the term."""
    person = UserFactory(moderator=True)
    waiting, approved, edited = draft_with(1), draft_with(2), draft_with(3)
    posting = deciding.approve(draft=approved, by=person)
    deciding.save_draft(
        draft=edited,
        by=person,
        values=PostingValues.from_json(edited.values).replace(required_skills=("Python",)),
    )
    list(terms.collect())
    return waiting, posting, edited


def test_terms_are_counted_once_a_text_however_often_they_are_collected(seen):
    for everything in (False, True):
        list(terms.collect(everything=everything))
        assert UnknownTerm.objects.get(text="Floomtool").seen == 3
    draft_with(4)
    out = StringIO()
    call_command("collect_unknown_terms", verbosity=0, stdout=out)
    assert "Drafts read: 1. Terms to decide: 1." in out.getvalue()
    assert UnknownTerm.objects.get().seen == 4


def test_a_term_added_as_a_skill_is_read_from_then_on(seen, moderator):  # noqa: F811
    terms.add_skill(term=UnknownTerm.objects.get(), by=moderator)
    assert Skill.objects.get(name="Floomtool").from_vocabulary is False
    assert "Floomtool" in required(draft_with(5))


def test_the_effect_is_shown_and_applied_only_where_no_person_has_edited(seen, at_moderation):  # noqa: F811
    waiting, posting, edited = seen
    term = UnknownTerm.objects.get()
    page = at_moderation.post(
        reverse("admin:postings_unknownterm_change", args=[term.pk]), {"_skill": ""}, follow=True
    )
    body = page.content.decode()
    assert f'value="{waiting.pk}"' in body
    assert f'value="{posting.draft.pk}"' in body
    assert f'value="{edited.pk}"' not in body
    assert "Floomtool" not in required(waiting)  # shown only
    effect = reverse("admin:postings_unknownterm_effect", args=[term.pk])
    at_moderation.post(effect, {"draft": [waiting.pk, posting.draft.pk, edited.pk]})
    assert "Floomtool" in required(waiting)
    assert "Floomtool" in required(posting)
    assert required(edited) == {"Python"}
    assert "changes nothing" in at_moderation.get(effect).content.decode()
    assert waiting.findings.filter(field="required_skills", quote="Floomtool").exists()
    undoing.undo(row=posting, by=None)
    assert "Floomtool" not in required(posting)


def test_another_name_of_a_skill(seen, at_moderation):  # noqa: F811
    skill = SkillFactory(name="Rigging gear", aliases=["Rig tool"])
    term = UnknownTerm.objects.get()
    url = reverse("admin:postings_unknownterm_change", args=[term.pk])
    answer = at_moderation.post(url, {"_alias": "", "skill": "No such thing"}, follow=True)
    assert "No skill is called No such thing" in answer.content.decode()
    at_moderation.post(url, {"_alias": "", "skill": "rig TOOL"})
    term.refresh_from_db()
    assert (term.state, term.skill) == ("alias", skill)
    assert "Rigging gear" in required(draft_with(6))
    at_moderation.post(url, {"_reopen": ""})
    assert "Rigging gear" not in required(draft_with(7))


def test_only_terms_seen_often_are_asked(at_moderation):  # noqa: F811
    for text, seen in (("Floomtool", terms.OFTEN), ("Seldom", terms.OFTEN - 1)):
        UnknownTerm.objects.create(key=text.lower(), text=text, seen=seen)
    url = reverse("admin:postings_unknownterm_changelist")
    asked, everything = (at_moderation.get(f"{url}{query}").content.decode() for query in ("", "?seen=all"))
    assert ("Floomtool" in asked, "Seldom" in asked) == (True, False)
    assert ("Floomtool" in everything, "Seldom" in everything) == (True, True)
    assert "1 unknown term<" in at_moderation.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("Use of floomtool and <b>", "Use of <mark>floomtool</mark> and &lt;b&gt;"),
        ("Floomtools", "Floomtools"),
        ("C++ & Floomtool", "C++ &amp; <mark>Floomtool</mark>"),
    ],
)
def test_the_term_is_marked_in_its_line(line, marked):
    assert marking(line, "Floomtool") == marked
    assert marking("Rust, C++ and C", "C++") == "Rust, <mark>C++</mark> and C"


def test_an_ignored_term_is_not_asked_again(seen, at_moderation):  # noqa: F811
    term = UnknownTerm.objects.get()
    at_moderation.post(reverse("admin:postings_unknownterm_change", args=[term.pk]), {"_ignore": ""})
    list(terms.collect(everything=True))
    listed = at_moderation.get(reverse("admin:postings_unknownterm_changelist")).content.decode()
    assert "Floomtool" not in listed
    with pytest.raises(terms.TermError, match="decided meanwhile"):
        terms.ignore(term=term, by=None)


def test_reextract_shows_and_applies_by_field(seen):
    waiting, posting, edited = seen
    SkillFactory(name="Floomtool")
    out = StringIO()
    call_command("reextract", stdout=out)
    assert "required_skills: 2" in out.getvalue()
    assert "Would change: 2" in out.getvalue()
    assert "Floomtool" not in required(waiting)
    call_command("reextract", apply=True, field=["required_skills"], stdout=out)
    assert "Floomtool" in required(waiting)
    assert "Floomtool" in required(posting)
    assert required(edited) == {"Python"}
    assert not list(rereading.proposals(waiting.__class__.objects.all()))


@pytest.fixture
def vocabulary_skills():
    reference.load_skills()
    assert added_names() == ()  # what the files hold is not handed over a second time


def test_a_name_added_to_a_known_skill_is_read_from_the_next_text_on(vocabulary_skills, at_moderation):  # noqa: F811
    kubernetes = Skill.objects.get(name="Kubernetes")
    assert "Kubernetes" not in required(draft_with(1, "Boxherding, Kafka"))
    page = reverse("admin:postings_skill_change", args=[kubernetes.pk])
    names = list(kubernetes.aliases.order_by("text", "id"))
    form = {"name": "Kubernetes", "category": kubernetes.category, "parents": []}
    form |= {"aliases-TOTAL_FORMS": len(names) + 1, "aliases-INITIAL_FORMS": len(names)}
    for number, name in enumerate(names):
        form |= {f"aliases-{number}-id": name.pk, f"aliases-{number}-text": name.text}
        form[f"aliases-{number}-skill"] = kubernetes.pk
    form |= {f"aliases-{len(names)}-text": "Boxherding", f"aliases-{len(names)}-skill": kubernetes.pk}
    assert at_moderation.post(page, form).status_code == 302
    assert added_names() == (("Kubernetes", "Boxherding"),)
    read = draft_with(2, "Boxherding, Kafka")
    assert "Kubernetes" in required(read)
    assert read.findings.filter(field="required_skills", quote="Boxherding").exists()

    kubernetes.aliases.get(text="Boxherding").delete()
    assert not draft_with(3, "Boxherding").findings.filter(quote="Boxherding").exists()


def test_loading_the_vocabulary_keeps_added_names_and_takes_over_its_own(vocabulary_skills):
    docker = Skill.objects.get(name="Docker")
    docker.aliases.create(text="Dockboxing")
    docker.aliases.filter(text="Docker").update(from_vocabulary=False)
    reference.load_skills()
    assert added_names() == (("Docker", "Dockboxing"),)


def test_texts_read_at_once_with_different_added_names_keep_apart():
    text = "# Rigger\n\n## Requirements\n\n- Experience with Floomtool, Knarrtool and Docker\n"

    def names(number):
        extra = ((f"Gear {number}", "Floomtool" if number % 2 else "Knarrtool"),)
        found = extract(text, extra=extra).required_skills
        return {finding.value for finding in found}

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(names, range(24))) == [{f"Gear {number}", "Docker"} for number in range(24)]
