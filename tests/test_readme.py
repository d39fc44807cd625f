"""README.md's commands are those that run."""

import re
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


def commands() -> list[str]:
    """The lines of README.md's code blocks."""
    blocks = re.findall(
        r"^```(?:sh|bash)?\n(.*?)^```", (BASE_DIR / "README.md").read_text(), flags=re.S | re.M
    )
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def test_the_first_command_runs_and_the_second_tests() -> None:
    run, test = commands()[:2]
    assert run.endswith("uv run manage.py serve --demo")
    assert test.endswith("uv run pytest")
    assert run.removesuffix("manage.py serve --demo") == test.removesuffix("pytest")


def test_ci_runs_readmes_line() -> None:
    test = commands()[1]
    lines = [line.strip() for line in (BASE_DIR / ".ci" / "run").read_text().splitlines()]
    assert lines.count(test) == 1


def test_readme_names_every_variable_that_the_settings_read() -> None:
    settings = (BASE_DIR / "jobboard" / "settings.py").read_text()
    serving = (BASE_DIR / "jobboard" / "serving.py").read_text()
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', settings)) | set(
        re.findall(r'os\.environ\.get\("([A-Z_]+)"', serving)
    )
    assert len(read) > 15
    text = (BASE_DIR / "README.md").read_text()
    assert sorted(name for name in read if f"`{name}`" not in text) == []
