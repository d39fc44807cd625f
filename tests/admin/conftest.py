"""People at the admin: a moderator, and recruiters of two companies."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import CompanyFactory, UserFactory


@pytest.fixture
def company(db: None) -> Any:
    return CompanyFactory(name="Alder Works")


@pytest.fixture
def other_company(db: None) -> Any:
    return CompanyFactory(name="Birch Foundry")


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def moderator(db: None) -> Any:
    return UserFactory(username="moderator", moderator=True)


@pytest.fixture
def recruiter(company: Any) -> Any:
    return UserFactory(username="recruiter", recruiter=True, companies=[company])


@pytest.fixture
def other_recruiter(other_company: Any) -> Any:
    return UserFactory(username="other-recruiter", recruiter=True, companies=[other_company])


@pytest.fixture
def at_moderation(moderator: Any) -> Client:
    """A moderator's browser."""
    return client_of(moderator)


@pytest.fixture
def at_company(recruiter: Any) -> Client:
    """The browser of a recruiter of Alder Works."""
    return client_of(recruiter)


@pytest.fixture
def at_other(other_recruiter: Any) -> Client:
    """The browser of a recruiter of Birch Foundry."""
    return client_of(other_recruiter)
