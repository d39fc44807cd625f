"""Every page of the admin's matrix: accessible, and no wider than a phone, in light and dark."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from postings import trust
from postings.models import PostingDay
from postings.review import commenting
from tests.admin.test_permissions import MATRIX
from tests.admin.world import SHOWN, World
from tests.browsing import Live
from tests.factories import CompanyFactory, PostingFactory, UserFactory

# Answers that are no page.
NO_PAGE = {"jsi18n", "autocomplete", "postings_place_choices", "postings_skill_choices"}

# The box of the widget with which Django lets one choose is drawn by a library that comes with Django.
LOOKED_AT = {"exclude": [[".select2-search__field"]]}


def of_each_kind(world: World, moderator: Any) -> list[str]:
    """What else there is to see: a thread of comments, a company verified, blocked and merged, figures."""
    recruiter = UserFactory(recruiter=True, companies=[world.company])
    commenting.comment(posting=world.posting, by=recruiter, text="Is the pay fine like that?")
    commenting.comment(posting=world.posting, by=moderator, text="Yes.\nAdd the place.")
    PostingDay.objects.create(
        posting=world.other_posting, day=timezone.now().date(), referrer="own", views=7, applies=2, saves=3
    )
    blocked, merged = CompanyFactory(name="Cedar Mill"), CompanyFactory(name="Dogwood")
    trust.block(company=blocked, by=moderator, reason="A scam.")
    trust.merge(keep=world.company, drop=merged, by=moderator)
    trust.verify(company=world.company, by=moderator)
    PostingFactory(company=world.company)
    return [
        *(reverse("admin:postings_company_trust", args=[row.pk]) for row in (blocked, merged)),
        reverse("admin:postings_posting_figures", args=[world.other_posting.pk]),
        world.company.get_absolute_url(),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_admin_is_accessible_and_fits_a_phone(
    live: Live, transactional_db: None, scheme: str
) -> None:
    world = World()
    moderator = UserFactory(moderator=True)
    paths = of_each_kind(world, moderator)
    names = sorted(name for name, answers in MATRIX.items() if answers[4] == SHOWN and name not in NO_PAGE)
    paths += [world.address(name) for name in names]
    page = live.new_page(color_scheme=scheme, viewport={"width": 390, "height": 900})
    live.log_in(UserFactory(superuser=True), page=page)
    problems = []
    for path in paths:
        page.goto(path)
        try:
            live.assert_accessible(page=page, context=LOOKED_AT)
        except AssertionError as error:
            problems.append(f"{path}: {error}")
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            problems.append(f"{path} is wider than the window")
    assert not problems, "\n".join(problems)
