"""The preview of a posting in the admin."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.admin.forms import change
from tests.factories import PostingFactory
from tests.views.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "state", ["draft", "submitted", "expired", "filled", "withdrawn", "rejected", "scheduled"]
)
def test_the_preview_is_the_public_page_in_every_state(at_company, company, state):
    posting = PostingFactory(company=company, title="Fitter", pay=(100, 200, "USD", "day"), **{state: True})
    page = text_of(at_company.get(reverse("admin:postings_posting_preview", args=[posting.pk])))
    assert '<h1 id="title">Fitter</h1>' in page
    assert "$100–$200 a day" in page
    assert "Preview." in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_name_with_markup_is_shown_as_it_is_written(at_moderation, at_company, company):
    posting = PostingFactory(company=company, title="<script>alert(1)</script>", draft=True)
    for url in (change(posting), reverse("admin:postings_posting_changelist"), reverse("admin:index"),
                reverse("admin:postings_posting_preview", args=[posting.pk])):  # fmt: skip
        page = text_of(at_company.get(url))
        assert "<script>alert(1)" not in page, url
        assert "&lt;script&gt;alert(1)" in page, url
