"""The sessions of an account, as their owner sees them: what they are, and how to end them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from jobboard.accounts.models import LoginSession

LOGIN = "login"
"""The key in a session's data: ``{"at": ISO 8601, "seen": ISO 8601, "agent": str, "address": str}``."""
SEEN_EVERY = timedelta(minutes=10)
"""A click writes when it was at most this often."""
AGENT_LENGTH = 300  # characters kept of a browser's name

_BROWSERS = (
    ("Edge", r"\bEdgA?/"),
    ("Opera", r"\bOPR/"),
    ("Firefox", r"\bFirefox/|\bFxiOS/"),
    ("Chrome", r"\bChrome/|\bChromium/|\bCriOS/|\bHeadlessChrome/"),
    ("Safari", r"\bSafari/"),
)
_SYSTEMS = (
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("Windows", r"\bWindows\b"),
    ("macOS", r"\bMac OS X\b|\bMacintosh\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("Linux", r"\bLinux\b"),
)


@dataclass(frozen=True, slots=True)
class Login:
    """One session. ``handle`` names it in a form without giving its key away."""

    handle: str
    browser: str
    address: str
    at: datetime | None
    seen: datetime | None
    current: bool


def remember_login(request: HttpRequest) -> None:
    """Note in the session when, with what and from where it was opened. Call after ``login()``."""
    now = timezone.now().isoformat()
    request.session[LOGIN] = {
        "at": now,
        "seen": now,
        "agent": request.headers.get("User-Agent", "")[:AGENT_LENGTH],
        "address": request.META.get("REMOTE_ADDR", ""),
    }


def note_activity(request: HttpRequest) -> None:
    """Keep the time of the last click, to the precision of ``SEEN_EVERY``."""
    opened = request.session.get(LOGIN)
    if not isinstance(opened, dict):
        return
    seen = _time(opened.get("seen"))
    if seen is None or timezone.now() - seen > SEEN_EVERY:
        request.session[LOGIN] = {**opened, "seen": timezone.now().isoformat()}


def logins_of(user: Any, current_key: str | None) -> list[Login]:
    """The sessions that are open for the user, the present one first, then the latest seen."""
    logins = []
    for session in _open_sessions(user):
        opened = session.get_decoded().get(LOGIN, {})
        logins.append(
            Login(
                handle=_handle(session.session_key),
                browser=browser_of(opened.get("agent", "")),
                address=opened.get("address", ""),
                at=_time(opened.get("at")),
                seen=_time(opened.get("seen")),
                current=session.session_key == current_key,
            )
        )
    return sorted(logins, key=lambda login: (login.current, login.seen is not None, login.seen), reverse=True)


def end(user: Any, *, handle: str | None = None, keep: str | None = None) -> int:
    """End the user's session of this handle, or all (``handle=None``) but the one with the key ``keep``.

    Returns how many were ended.
    """
    keys = [
        session.session_key
        for session in LoginSession.objects.filter(user=user)
        if session.session_key != keep
        and (handle is None or constant_time_compare(_handle(session.session_key), handle))
    ]
    LoginSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def browser_of(agent: str) -> str:
    """``Firefox on Linux``; what is not recognised is said so."""
    browser = next((name for name, pattern in _BROWSERS if re.search(pattern, agent)), "")
    system = next((name for name, pattern in _SYSTEMS if re.search(pattern, agent)), "")
    if browser and system:
        return f"{browser} on {system}"
    return browser or system or "A browser we don't know"


def _open_sessions(user: Any) -> list[LoginSession]:
    """Without those that a new password has closed: they are still rows, but let nobody in."""
    valid = user.get_session_auth_hash()
    rows = LoginSession.objects.filter(user=user, expire_date__gt=timezone.now())
    return [row for row in rows if constant_time_compare(row.get_decoded().get(HASH_SESSION_KEY, ""), valid)]


def _handle(session_key: str) -> str:
    return salted_hmac("jobboard.accounts.sessions", session_key, algorithm="sha256").hexdigest()[:24]


def _time(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
