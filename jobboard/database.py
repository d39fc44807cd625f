"""Where PostgreSQL is: at ``DATABASE_URL``, or the embedded server under the data directory."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote

import environ

from jobboard.postgres_server import DATABASE, ROLE

POOL_TIMEOUT_SECONDS = 5
"""How long a request waits for a connection before it is answered with 503."""


def database_settings(data_dir: Path, *, url: str = "", pool_size: int = 0) -> dict[str, Any]:
    """The value of ``DATABASES["default"]``.

    ``url`` is that of ``DATABASE_URL``; when empty it is the embedded server, which is
    not started here but by the first connection (:mod:`jobboard.lazy_postgresql`). With ``pool_size`` above 0
    the threads of a process share that many connections at most.
    """
    settings: dict[str, Any]
    if url:
        settings = environ.Env.db_url_config(url)
        # PostgreSQL's own way to name the directory of a socket: postgres://user@%2Frun%2Fpostgresql/name
        settings["HOST"] = unquote(settings.get("HOST", ""))
    else:
        settings = {
            "ENGINE": "jobboard.lazy_postgresql",
            "NAME": DATABASE,
            "USER": ROLE,
            "EMBEDDED": {"data_dir": str(data_dir)},
        }
    # A connection that the server has closed meanwhile is replaced, not handed out.
    settings["CONN_HEALTH_CHECKS"] = True
    if pool_size:
        pool = {"min_size": 1, "max_size": pool_size, "timeout": POOL_TIMEOUT_SECONDS}
        settings["OPTIONS"] = {**settings.get("OPTIONS", {}), "pool": pool}
    return settings
