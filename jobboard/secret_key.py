"""The secret key of the local mode: made at the first ``serve``, kept in the data directory for its owner
alone.
"""

import contextlib
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

FILE_NAME = "secret-key"


def local_secret_key(data_dir: Path) -> str:
    """The key kept in the data directory; before the first ``serve`` one that lasts as long as this process.

    Reading settings must not write files, hence the second.
    """
    path = data_dir / FILE_NAME
    try:
        kept = path.read_text().strip()
    except (FileNotFoundError, NotADirectoryError):
        kept = ""
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret key in {path} cannot be read ({error.strerror}): "
            "run as the owner of the data directory, or set DATA_DIR to one of your own."
        ) from error
    return kept or get_random_secret_key()


def keep_secret_key(data_dir: Path) -> None:
    """Make the key when there is none."""
    path = data_dir / FILE_NAME
    if path.exists() and path.read_text().strip():
        return
    made = path.with_name(f"{FILE_NAME}.new")
    with contextlib.suppress(FileNotFoundError):
        made.unlink()
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(get_random_secret_key() + "\n")
    made.replace(path)
