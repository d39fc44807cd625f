"""Fields whose modules are being written; goes when they are there."""

from __future__ import annotations

import importlib
from typing import Any


class _Nothing:
    @staticmethod
    def find(*_: Any) -> None:
        return None


def _module(name: str) -> Any:
    try:
        return importlib.import_module(f"postings.extraction.{name}")
    except ModuleNotFoundError:
        return _Nothing


education, eligibility, experience = _module("education"), _module("eligibility"), _module("experience")
