"""Who reviews."""

from __future__ import annotations

import pytest

from tests.factories import CompanyFactory, UserFactory


@pytest.fixture
def moderator():
    return UserFactory(moderator=True)


@pytest.fixture
def company():
    return CompanyFactory(name="Alder Works")


@pytest.fixture
def recruiter(company):
    return UserFactory(recruiter=True, companies=[company])
