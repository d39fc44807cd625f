"""Vendored files are what their table says, and pages use that version."""

import base64
import hashlib
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
ROW = re.compile(r"^\| (\S+\.js) \| (\S+) \| (.+?) \| ([A-Za-z0-9+/=]{64}) \| (\S+) \|$", re.MULTILINE)


def rows() -> list[tuple[str, str, str, str, str]]:
    return ROW.findall((VENDOR / "README.md").read_text())


def test_every_vendored_file_is_in_the_table_and_every_row_has_its_file() -> None:
    assert {row[0] for row in rows()} == {path.name for path in VENDOR.iterdir() if path.name != "README.md"}


def test_vendored_files_have_the_stated_sha384() -> None:
    for name, _, _, digest, _ in rows():
        assert base64.b64encode(hashlib.sha384((VENDOR / name).read_bytes()).digest()).decode() == digest, (
            name
        )


def test_names_addresses_and_the_library_itself_agree_on_the_version() -> None:
    for name, version, origin, _, _ in rows():
        assert version in name
        assert f" {version} (" in origin
        assert f'"{version}"' in (VENDOR / name).read_text(), f"{name} calls itself something else"


def test_templates_use_the_vendored_version() -> None:
    used = {
        name
        for template in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r"vendor/([\w.-]+\.js)", template.read_text())
    }
    assert used == {row[0] for row in rows()}
