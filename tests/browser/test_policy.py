"""Every page of the admin works under the Content-Security-Policy, which allows nothing inline.

The ``live`` fixture fails the test on any violation, script error or missing file.
"""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.browsing import Live


def test_no_page_of_the_admin_offends_the_policy(live: Live) -> None:
    live.log_in(get_user_model().objects.create_superuser("keeper"))
    pages = [reverse("admin:index"), reverse("admin:password_change")]
    for model in admin.site._registry:
        for kind in ("changelist", "add"):
            pages.append(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}"))
    assert len(pages) > 10
    for path in pages:
        live.open(path)
        assert live.page.locator("#content, main").first.is_visible(), path
        # Styles and scripts did apply, not only load: the admin's own stylesheet sets this.
        assert live.page.evaluate("getComputedStyle(document.body).marginTop") == "0px", path


def test_the_policy_stops_inline_script(live: Live) -> None:
    """That the watch of the test above can see a violation at all."""
    live.open("/healthz")
    hostile = '<img src="/static/none" onerror="window.ran = 1">'
    live.page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", hostile)
    live.page.wait_for_timeout(500)
    assert live.page.evaluate("window.ran") is None
    assert any("Content Security Policy" in problem for problem in live.problems)
    live.problems.clear()


@pytest.mark.parametrize("role", ["Moderators", "Recruiters"])
def test_the_first_page_of_each_role_offends_no_rule_of_access(live: Live, role: str) -> None:
    user = get_user_model().objects.create_user("person", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    live.log_in(user)
    live.open("/admin/")
    live.assert_accessible()
