"""The engine of ``SESSION_ENGINE``: Django's database sessions, with the user beside the data.

After "Extending database-backed session engines" of Django's documentation.
"""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from jobboard.accounts.models import LoginSession


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[LoginSession]:
        return LoginSession

    def create_model_instance(self, data: dict[str, Any]) -> LoginSession:
        session = cast(LoginSession, super().create_model_instance(data))
        # A deleted user took the session along, so that what login() stores is a user that is there.
        session.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return session
