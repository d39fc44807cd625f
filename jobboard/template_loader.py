"""Loads the project's templates without their indentation, which is for those who read the templates: a page
of twenty postings would carry several kilobytes of it."""

from __future__ import annotations

import re
from typing import Any

from django.template.loaders import filesystem

INDENTATION = re.compile(r"\n[ \t]+")
KEEPS_SPACE = re.compile(r"<(?:pre|textarea)\b")


class Loader(filesystem.Loader):
    """The files of ``DIRS``; a text mail, and HTML in which space has a meaning, stay as they are."""

    def get_contents(self, origin: Any) -> str:
        contents: str = super().get_contents(origin)
        if not origin.name.endswith(".html") or KEEPS_SPACE.search(contents):
            return contents
        return INDENTATION.sub("\n", contents)
