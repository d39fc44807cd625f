"""A recruiter's pasted text becomes a filled form."""

from __future__ import annotations

import pytest
from django.urls import reverse

from postings.intake import Incoming, import_texts
from postings.models import Draft, ImportBatch, Posting, RawText
from postings.values import PostingValues
from tests.admin.conftest import client_of
from tests.admin.forms import ADD, change, data_of, posting_data, said
from tests.factories import SkillFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db

PASTE = "admin:postings_posting_paste"

TEXT = """# Senior Welder

### Alder Works

Location: Adelaide, Australia
Job type: Full-time

## Requirements

- 3+ years of experience with MIG welding

Apply at https://alder.example/jobs/7
"""


def test_a_pasted_text_fills_the_form_with_its_confidence_marked(at_company, company):
    response = at_company.post(reverse(PASTE), {"text": TEXT})
    draft = Draft.objects.get()
    assert (draft.company, draft.raw_text.batch.channel) == (company, ImportBatch.Channel.RECRUITER)
    assert response.url == f"{reverse(ADD)}?draft={draft.pk}"
    page = text_of(at_company.get(response.url))
    assert 'value="Senior Welder"' in page
    assert "Filled from your text." in page
    assert 'class="sure sure--' in page
    assert not Posting.objects.exists()

    values = PostingValues.from_json(draft.values)
    at_company.post(response.url, data_of(values, company=company.slug, _preview=""))
    posting = Posting.objects.get()
    draft.refresh_from_db()
    assert (draft.state, draft.posting) == ("approved", posting)
    assert "Senior Welder" in text_of(
        at_company.get(reverse("admin:postings_posting_preview", args=[posting.pk]))
    )


def test_a_text_pasted_again_leads_to_the_posting_it_became(at_company, company):
    url = at_company.post(reverse(PASTE), {"text": TEXT}).url
    assert at_company.post(reverse(PASTE), {"text": TEXT}).url == url
    at_company.post(url, posting_data(company=company.slug))
    posting = Posting.objects.get()
    response = at_company.post(reverse(PASTE), {"text": TEXT})
    assert response.url == change(posting)
    assert "You have this text already: it is draft." in said(response)
    assert at_company.get(url).url == change(posting)


def test_the_form_of_a_text_sent_twice_makes_one_posting(at_company, company):
    url = at_company.post(reverse(PASTE), {"text": TEXT}).url
    at_company.post(url, posting_data(company=company.slug))
    page = text_of(at_company.post(url, posting_data(company=company.slug, title="Again")))
    assert "meanwhile" in page
    assert Posting.objects.count() == 1


def test_a_text_known_from_elsewhere_fills_the_form_and_tells_nothing_of_there(at_company, company, at_other):
    import_texts([Incoming("scraped-secret-name.md", TEXT.encode())], channel="upload", source="Some board")
    response = at_company.post(reverse(PASTE), {"text": TEXT})
    assert "?text=" in response.url
    page = text_of(at_company.get(response.url))
    assert 'value="Senior Welder"' in page
    assert f'value="{company.slug}" selected' in page
    assert "scraped-secret-name" not in page
    assert "Some board" not in page
    assert RawText.objects.count() == 1
    assert at_other.get(response.url).status_code == 404  # the address is the recruiter's alone
    at_company.post(response.url, posting_data(company=company.slug))
    assert Posting.objects.get().company == company
    assert Draft.objects.waiting().count() == 1  # the moderators' draft is untouched


def test_a_text_known_from_elsewhere_is_read_with_the_names_that_moderators_added(at_company):
    skill = SkillFactory(name="Fused welding")
    text = f"{TEXT}\n## Requirements\n\n- Experience with Glimmerfuse\n"
    import_texts([Incoming("seen.md", text.encode())], channel="upload", source="Some board")
    address = at_company.post(reverse(PASTE), {"text": text}).url
    assert "?text=" in address
    before = text_of(at_company.get(address)).count(skill.name)
    skill.aliases.create(text="Glimmerfuse")
    assert text_of(at_company.get(address)).count(skill.name) > before


@pytest.mark.parametrize("token", ["x", "\x00", "a:b:c", "9" * 5000])
def test_a_forged_address_of_a_text_is_not_there(at_company, token):
    assert at_company.get(reverse(ADD), {"text": token}).status_code == 404


def test_a_text_that_is_no_posting_is_said_to_be_none_and_can_still_be_filled_in(at_company):
    text = (
        "# How to become a welder\n\nIn this guide we explain which courses to take and what welders earn.\n"
    )
    page = text_of(at_company.post(reverse(PASTE), {"text": text}, follow=True))
    draft = Draft.objects.get()
    assert draft.is_posting or "This does not read like a posting." in page
    assert "review-form" in page


@pytest.mark.parametrize("text", ["", "  \n ", "\x00", "a\x00b"])
def test_what_is_no_text_is_refused_in_the_form(at_company, text):
    response = at_company.post(reverse(PASTE), {"text": text})
    assert response.status_code == 200
    assert "errorlist" in text_of(response)
    assert not RawText.objects.exists()


def test_a_recruiter_of_two_companies_says_for_which(recruiter, other_company):
    other_company.memberships.create(user=recruiter)
    client = client_of(recruiter)
    assert "errorlist" in text_of(client.post(reverse(PASTE), {"text": TEXT}))
    client.post(reverse(PASTE), {"text": TEXT, "company": str(other_company.pk)})
    assert Draft.objects.get().company == other_company
