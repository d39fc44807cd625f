"""Roles: which one a title names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postings.extraction.role import fold_title, load_roles, role_of
from postings.models import Posting, Role
from postings.roles import assign_roles
from tests.factories import PostingFactory


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Senior Backend Software Engineer", "Backend Software Engineer"),
        ("Senior Software Engineer (Backend)", "Backend Software Engineer"),
        ("Backend Software Engineer - Senior/Lead", "Backend Software Engineer"),
        ("Sr. Back-end Dev (Python)", "Backend Software Engineer"),
        ("Front-End Developer", "Frontend Software Engineer"),
        ("Full-Stack .NET Developer", "Full Stack Software Engineer"),
        ("Staff Software Engineer, Payments", "Software Engineer"),
        (".NET Developer (m/f/d)", "Software Engineer"),
        ("Senior C++ Developer", "Software Engineer"),
        ("Softwareentwickler:in", "Software Engineer"),
        ("SRE II", "Site Reliability Engineer"),
        ("Registered Nurse (RN) - ICU - Nights", "Registered Nurse"),
        ("CDL-A Truck Driver", "Truck Driver"),
        ("HGV Class 1 Driver", "Truck Driver"),
        ("Journeyman Electrician – Commercial", "Electrician"),
        ("Technical Product Manager", "Product Manager"),
        ("Chef de Partie", "Chef"),
        ("Scrum Master / Agile Coach", "Scrum Master"),
    ],
)
def test_a_title_names_its_role(title: str, wanted: str) -> None:
    role = role_of(title)
    assert role is not None
    assert role.name == wanted


@pytest.mark.parametrize("title", ["", "Wizard of Light Bulb Moments", "Head of Data", "????", "Devonport"])
def test_a_title_of_no_known_role_has_none(title: str) -> None:
    assert role_of(title) is None


def test_every_role_is_found_by_its_own_name_and_slugs_are_its_own() -> None:
    roles = load_roles()
    assert len({role.slug for role in roles}) == len(roles)
    for role in roles:
        assert role_of(role.name) == role


@given(st.text(max_size=400))
def test_any_title_is_read(title: str) -> None:
    role_of(title)
    assert fold_title(fold_title(title)[:300]) is not None


@pytest.mark.django_db
def test_roles_of_all_postings_are_read_anew() -> None:
    welder = PostingFactory(title="MIG Welder")
    other = PostingFactory(title="Something else")
    Posting.objects.update(role=Role.objects.get(slug="chef"))
    assert sum(assign_roles()) == 2
    welder.refresh_from_db()
    other.refresh_from_db()
    assert welder.role is not None
    assert welder.role.slug == "welder"
    assert other.role is None
