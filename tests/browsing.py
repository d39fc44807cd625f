"""A browser for tests: Debian's Chromium, driven by Playwright, on the server of the test."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect, sync_playwright

from jobboard.accounts.session_store import SessionStore

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 15_000
# Several tests share a machine's two cores: an expectation is as patient as an action.
expect.set_options(timeout=PATIENCE_MS)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser. Without one the test is skipped; it fails when ``CI_REQUIRE_BROWSER=1``."""
    path = next(
        (path for path in (os.environ.get("CHROMIUM"), *CHROMIUM) if path and shutil.which(path)), None
    )
    if path is None:
        message = "no Chromium on this machine (apt-get install chromium)"
        if os.environ.get("CI_REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def _press_when_scripts_listen(page: Page) -> None:
    """Let ``page.keyboard.press`` wait until the page has loaded.

    Playwright waits for what an action touches; a key touches nothing. Pressed after a link was followed, it
    can come before the deferred script that answers it has run: too fast for any person, not for a test.
    """
    press = page.keyboard.press

    def patiently(key: str, **options: Any) -> None:
        page.wait_for_load_state("load")
        press(key, **options)

    page.keyboard.press = patiently  # type: ignore[method-assign]


class Live:
    """The site in a browser.

    Collects in ``problems`` what a visitor would not see but a developer must: script errors, violations of
    the Content-Security-Policy, files that are missing, answers of 500 and above. They fail the test at its
    end, except those that the test has taken out of the list because it provoked them.
    """

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser = browser
        self.url = url
        self.problems: list[str] = []
        self._contexts: list[Any] = []
        self._page: Page | None = None

    @property
    def page(self) -> Page:
        """The one page that most tests need."""
        if self._page is None:
            self._page = self.new_page()
        return self._page

    def new_page(self, **options: Any) -> Page:
        """A page in a browser profile of its own.

        ``options`` are those of Playwright's ``new_context``: ``java_script_enabled=False``,
        ``viewport={"width": 360, "height": 740}``, ``color_scheme="dark"`` …
        """
        context = self.browser.new_context(**{"base_url": self.url, "reduced_motion": "reduce", **options})
        context.set_default_timeout(PATIENCE_MS)
        self._contexts.append(context)
        page = context.new_page()
        _press_when_scripts_listen(page)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("response", self._on_response)
        return page

    def open(self, path: str) -> Page:
        """Go to a path of the site."""
        self.page.goto(path)
        return self.page

    def log_in(self, user: Any, *, page: Page | None = None) -> None:
        """Log a user in without the login form."""
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        (page or self.page).context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key), "url": self.url}]
        )

    def assert_accessible(self, *, page: Page | None = None, context: Any = None, **options: Any) -> None:
        """axe-core finds no violation on the page as it is now. ``options`` are those of ``axe.run``."""
        results = Axe().run(page or self.page, context, {"resultTypes": ["violations"], **options})
        assert results.violations_count == 0, results.generate_report()

    def close(self) -> None:
        """Close all pages."""
        for context in self._contexts:
            context.close()

    def _on_console(self, message: ConsoleMessage) -> None:
        # What cannot be loaded is noted, with its address, by _on_response.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.problems.append(f"console: {message.text}")

    def _on_response(self, response: Response) -> None:
        document = response.request.resource_type == "document"
        if response.status >= 500 or (response.status >= 400 and not document):
            self.problems.append(f"{response.status} for {response.url}")
