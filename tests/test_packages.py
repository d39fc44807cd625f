"""Every package is pinned, and what is pinned is what is installed."""

import importlib.metadata
import re
import tomllib
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def split(requirement: str) -> tuple[str, str]:
    found = re.fullmatch(r"([\w.-]+)(?:\[[\w,]+\])?==([\w.+!]+)", requirement)
    assert found, f"{requirement} is not pinned with =="
    return normal(found.group(1)), found.group(2)


PINNED = dict(split(text) for text in PROJECT["tool"]["uv"]["constraint-dependencies"])


def test_every_installed_package_is_pinned_to_its_version() -> None:
    for package in importlib.metadata.distributions():
        if (name := normal(package.name)) in {"pip", "setuptools", "wheel", "uv"}:
            continue  # tools that install, not installed for us
        assert name in PINNED, f"{name} {package.version} is in no constraint of pyproject.toml"
        assert PINNED[name] == package.version, name


def test_direct_dependencies_have_the_version_of_the_constraints() -> None:
    groups = PROJECT["dependency-groups"].values()
    for requirement in [*PROJECT["project"]["dependencies"], *(text for group in groups for text in group)]:
        name, version = split(requirement)
        assert PINNED[name] == version


def test_no_file_of_the_project_names_a_registry() -> None:
    text = (BASE_DIR / "pyproject.toml").read_text()
    assert "index-url" not in text
    assert "[[tool.uv.index]]" not in text
