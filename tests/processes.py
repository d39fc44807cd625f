"""The environment for programs that a test starts: that of a person who has set nothing of ours."""

import os

OURS = (
    "ALLOWED_HOSTS",
    "CSRF_",
    "DATABASE_",
    "DATA_DIR",
    "DEBUG",
    "DEFAULT_FROM_EMAIL",
    "DJANGO_",
    "EMAIL_URL",
    "JOBBOARD_",
    "LOG_",
    "PRODUCTION",
    "PYTEST_",
    "SEARCH_",
    "SECRET_",
    "SECURE_",
    "SITE_URL",
    "STATIC_ROOT",
    "TRUSTED_PROXIES",
)


def plain_environment(**more: str) -> dict[str, str]:
    """Ours without any variable that the settings read, and with ``more``."""
    return {**{name: value for name, value in os.environ.items() if not name.startswith(OURS)}, **more}
