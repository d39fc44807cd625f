"""The command that looks for duplicates among what is there already."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from postings import duplicates
from tests.factories import CompanyFactory, PostingFactory


@pytest.mark.django_db
def test_the_command_finds_pairs_among_rows_from_before_and_again_finds_nothing_new():
    company = CompanyFactory()
    PostingFactory.create_batch(2, title="Welder", company=company)
    PostingFactory(title="Baker", company=company)
    for _ in range(2):
        out = StringIO()
        call_command("find_duplicates", verbosity=0, stdout=out)
        assert "decision: 1\n" in out.getvalue()
        assert duplicates.queue().count() == 1
