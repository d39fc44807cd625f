from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class LoginSession(AbstractBaseSession):
    """A session that knows whose it is, so that its owner can see it and end it.

    ``user`` is None before the login. When, where and with which browser is in the session's own data.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="login_sessions"
    )

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from jobboard.accounts.session_store import SessionStore

        return SessionStore
