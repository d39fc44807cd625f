"""Where PostgreSQL is: ``DATABASE_URL``, or the embedded server under the data directory."""

import os
from pathlib import Path


def database_url(data_dir: Path) -> str:
    """The URL Django connects to."""
    return os.environ.get("DATABASE_URL") or "postgres:///jobboard"
