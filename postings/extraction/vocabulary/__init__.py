"""The vocabularies of the extraction: data files, each naming its source, date and licence at its head."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

DIRECTORY = Path(__file__).parent


def vocabulary_file(name: str) -> dict[str, Any]:
    """The TOML file of this name. Read anew each time: who needs it often keeps what is made of it."""
    return tomllib.loads((DIRECTORY / name).read_text(encoding="utf-8"))
