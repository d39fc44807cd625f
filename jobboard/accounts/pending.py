"""The visitor between the password and the code: known, but not logged in.

Nothing but the session knows of them, so that no other page has to ask whether somebody is "half" logged in.
"""

from __future__ import annotations

import time
from typing import Any

from django.contrib.auth import get_user_model, login
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from jobboard.accounts.sessions import remember_login

KEY = "pending_login"
SECONDS = 600
"""How long a right password stands without a code."""
BACKEND = "django.contrib.auth.backends.ModelBackend"


def begin(request: HttpRequest, user: Any) -> None:
    """Keep the user of a right password until the second step is done."""
    request.session.flush()
    request.session[KEY] = {"user": user.pk, "hash": user.get_session_auth_hash(), "at": time.time()}


def pending_user(request: HttpRequest) -> Any | None:
    """Whose second step it is; None when it was not begun, is too old, or the password was changed since."""
    kept = request.session.get(KEY)
    if not isinstance(kept, dict) or time.time() - kept["at"] > SECONDS:
        return None
    user = get_user_model().objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    return user


def complete(request: HttpRequest, user: Any) -> None:
    """Log the user in: both steps are done, or there is only one."""
    request.session.pop(KEY, None)
    login(request, user, backend=BACKEND)
    remember_login(request)
