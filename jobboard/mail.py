"""How mail leaves: by ``EMAIL_URL``, or nowhere but into the log."""

from typing import Any

import environ


def mailer_settings(url: str) -> dict[str, Any]:
    """One entry of ``MAILERS``.

    ``url`` as django-environ reads it: ``smtp+tls://user:password@host:587``, ``smtp+ssl://…:465``,
    ``filemail:///directory``, ``consolemail://``.
    """
    read = environ.Env.email_url_config(url)
    mailer: dict[str, Any] = {"BACKEND": read["EMAIL_BACKEND"]}
    if "smtp" in read["EMAIL_BACKEND"]:
        names = {
            "host": "EMAIL_HOST",
            "port": "EMAIL_PORT",
            "username": "EMAIL_HOST_USER",
            "password": "EMAIL_HOST_PASSWORD",
            "use_tls": "EMAIL_USE_TLS",
            "use_ssl": "EMAIL_USE_SSL",
        }
        mailer["OPTIONS"] = {
            option: read[name] for option, name in names.items() if read.get(name) is not None
        }
        mailer["OPTIONS"]["timeout"] = 30  # seconds; without it a dead server stops a worker for good
    elif read["EMAIL_FILE_PATH"]:
        mailer["OPTIONS"] = {"file_path": read["EMAIL_FILE_PATH"]}
    return mailer
