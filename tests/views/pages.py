"""Reading a page as a visitor does."""

from __future__ import annotations

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode


class Page:
    """A response's HTML. ``text()`` is what is shown, on one line; scripts and the head are left out."""

    def __init__(self, response: Any) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.tree = LexborHTMLParser(response.content)
        self.html = text_of(response)

    def text(self, selector: str = "body") -> str:
        return " · ".join(self.texts(selector))

    def texts(self, selector: str) -> list[str]:
        return [words(node) for node in self.tree.css(selector)]

    def one(self, selector: str) -> LexborNode:
        (node,) = self.tree.css(selector)
        return node

    def link(self, text: str) -> str:
        """The address of the one link of that text."""
        (found,) = {node.attributes["href"] for node in self.tree.css("a") if words(node) == text}
        assert found is not None
        return found


def text_of(response: Any) -> str:
    """The page in one line: where a template breaks its lines is of no account."""
    return re.sub(r"\s*\n\s*", " ", re.sub(r">\s*\n\s*<", "><", response.content.decode()))


def words(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())
