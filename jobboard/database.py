"""Where PostgreSQL is: at ``DATABASE_URL``, or the embedded server under the data directory."""

import os
from pathlib import Path
from typing import Any

import environ

from jobboard.postgres_server import DATABASE, ROLE


def database_settings(data_dir: Path) -> dict[str, Any]:
    """The value of ``DATABASES["default"]``.

    The embedded server is not started here but by the first connection (:mod:`jobboard.lazy_postgresql`).
    """
    url = os.environ.get("DATABASE_URL", "")
    if url:
        return {**environ.Env.db_url_config(url), "CONN_HEALTH_CHECKS": True}
    return {
        "ENGINE": "jobboard.lazy_postgresql",
        "NAME": DATABASE,
        "USER": ROLE,
        "EMBEDDED": {"data_dir": str(data_dir)},
        "CONN_HEALTH_CHECKS": True,
    }
