"""The Content-Security-Policy allows no inline script or style, so templates may hold none."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted(
    path
    for path in (ROOT / "templates").rglob("*.html")
    if not {"admin", "mail"} & set(path.relative_to(ROOT).parts)
)
MAILS = sorted((ROOT / "templates").rglob("mail/*.html"))
INLINE = re.compile(
    r"""\sstyle\s*=|<style|\son[a-z]+\s*=\s*["']|hx-on|javascript:|<script(?![^>]*\ssrc=)""", re.IGNORECASE
)
# A link to elsewhere is none of these: nothing is loaded before somebody follows it.
FOREIGN = re.compile(
    r"""(?:src|action)\s*=\s*["'](?:https?:)?//|<(?!a\s)\w+[^>]*\shref\s*=\s*["'](?:https?:)?//""",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_has_no_inline_code_and_loads_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text()
    assert not INLINE.search(text)
    assert not FOREIGN.search(text)


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.name)
def test_a_mail_runs_nothing_and_loads_nothing(path: Path) -> None:
    """Mail programs have no policy of ours and no style sheets: styles stand on the elements, and no more."""
    text = path.read_text()
    assert not re.search(r"<(?:script|img|link|iframe|object)|\son[a-z]+\s*=|url\(|javascript:", text)


def test_own_script_stays_small() -> None:
    for name, most in {"search": 60, "complete": 60, "device": 140, "reader": 60}.items():
        assert len((ROOT / f"static/js/{name}.js").read_text().splitlines()) <= most, name
