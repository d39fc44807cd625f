"""Imports point one way only: raw text → extraction → drafting → review → posting; search reads, never
writes.

Read from the source without running it, so that an import inside a function counts as well.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parent.parent
APP = BASE_DIR / "postings"

MAY_IMPORT = {
    "postings.extraction": {"postings.extraction"},
    "postings.models": {
        "postings.models",
        "postings.extraction",
        "postings.money",
        "postings.permissions",
        "postings.text",
    },
}
"""Packages that may import nothing else of the app."""


WRITES = {
    "acreate",
    "adelete",
    "aget_or_create",
    "asave",
    "aupdate",
    "aupdate_or_create",
    "bulk_create",
    "bulk_update",
    "delete",
    "get_or_create",
    "save",
    "update_or_create",
}
"""Methods of Django's models and querysets that change the database (``update`` and ``create`` apart: see
below).
"""


def modules(package: str) -> Iterator[tuple[str, ast.Module]]:
    """Name and source tree of every module of a package (or of the one module of that name)."""
    place = BASE_DIR / package.replace(".", "/")
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    for path in files:
        name = ".".join(path.relative_to(BASE_DIR).with_suffix("").parts).removesuffix(".__init__")
        yield name, ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports(name: str, tree: ast.Module) -> Iterator[str]:
    """The full name of everything a module imports."""
    is_package = (BASE_DIR / name.replace(".", "/")).is_dir()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = name.split(".")
                kept = parts[: len(parts) - node.level + (1 if is_package else 0)]
                base = ".".join([*kept, base] if base else kept)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def inside(imported: str, packages: set[str]) -> bool:
    return any(imported == package or imported.startswith(f"{package}.") for package in packages)


def test_the_reader_of_imports_sees_all_forms() -> None:
    source = "import a.b\nfrom c import d\ndef f():\n    from . import e\n    from .g import h\n"
    found = set(imports("postings.search", ast.parse(source)))
    assert found == {"a.b", "c.d", "postings.search.e", "postings.search.g.h"}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_lower_package_imports_no_higher_one(package: str) -> None:
    for name, tree in modules(package):
        for imported in imports(name, tree):
            if inside(imported, {"postings", "jobboard"}):
                assert inside(imported, MAY_IMPORT[package]), f"{name} imports {imported}"


def test_extraction_knows_nothing_of_django() -> None:
    foreign = {"django", "psycopg", "tantivy", "jobboard", "pgtrigger"}
    for name, tree in modules("postings.extraction"):
        for imported in imports(name, tree):
            assert not inside(imported, foreign), f"{name} imports {imported}"


def test_each_step_imports_only_the_steps_that_it_leads_to() -> None:
    # Intake calls drafting, drafting proposes, review decides; none knows who comes before it.
    later = {
        "postings.drafting": {"postings.intake"},
        "postings.review": {"postings.intake", "postings.drafting", "postings.publishing"},
        "postings.publishing": {"postings.intake"},
    }
    for step, forbidden in later.items():
        for name, tree in modules(step):
            for imported in imports(name, tree):
                assert not inside(imported, forbidden), f"{name} imports {imported}"


def test_each_module_of_review_imports_only_those_before_it() -> None:
    order = [
        "errors", "locking", "states", "content", "warned",
        "lifecycle", "writing", "deciding", "merging", "undoing", "commenting",
    ]  # fmt: skip
    found = {name.removeprefix("postings.review."): tree for name, tree in modules("postings.review")}
    assert set(found) == {*order, "postings.review"}
    for number, step in enumerate(order):
        later = {f"postings.review.{name}" for name in order[number:]}
        for imported in imports(f"postings.review.{step}", found[step]):
            assert not inside(imported, later), f"{step} imports {imported}"


FIELDS = {
    "company": (
        "names data labels header comment page_title addresses doubts cues candidates features ranking "
        "fitting employer"
    ),
    "title": "candidate vocabulary cleaning lists facts lines prose openings comment mentions ranking choice",
    "verdict": "signs weights hiring_words other_words wording comment shape posting_signs other_signs "
    "judgement",
}
"""The modules of each field that is read by a package, those before that the later ones may import."""
FITTED = {
    "postings.extraction.company.fitting",
    "postings.extraction.company.ranking",
    "postings.extraction.verdict.weights",
}
"""What the commands that fit weights run and write for."""


@pytest.mark.parametrize("field", FIELDS)
def test_each_module_of_a_field_imports_only_those_before_it(field: str) -> None:
    package = f"postings.extraction.{field}"
    order = FIELDS[field].split()
    found = {name.removeprefix(f"{package}."): tree for name, tree in modules(package)}
    assert set(found) == {*order, package}
    for number, step in enumerate(order):
        later = {f"{package}.{name}" for name in order[number:]}
        for imported in imports(f"{package}.{step}", found[step]):
            assert not inside(imported, later), f"{step} imports {imported}"


@pytest.mark.parametrize("field", FIELDS)
def test_nobody_outside_imports_the_modules_of_a_field(field: str) -> None:
    package = f"postings.extraction.{field}"
    inner = {f"{package}.{name}" for name in FIELDS[field].split()} - FITTED
    for name, tree in modules("postings"):
        if not inside(name, {package}):
            for imported in imports(name, tree):
                assert not inside(imported, inner), f"{name} imports {imported}"


@pytest.mark.parametrize(
    "package",
    [
        "postings.models",
        "postings.extraction",
        "postings.search",
        "postings.intake",
        "postings.drafting",
        "postings.review",
    ],
)
def test_nothing_below_the_pages_imports_them(package: str) -> None:
    pages = {"postings.views", "postings.admin", "postings.urls", "postings.management"}
    for name, tree in modules(package):
        for imported in imports(name, tree):
            assert not inside(imported, pages), f"{name} imports {imported}"


def test_search_never_writes_to_the_database() -> None:
    steps = {"postings.review", "postings.intake", "postings.drafting", "postings.publishing"}
    for name, tree in modules("postings.search"):
        for imported in imports(name, tree):
            assert not inside(imported, steps), f"{name} imports {imported}"
        for line, what in writes(tree):
            raise AssertionError(f"{name}, line {line}: {what}")


def writes(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """What in a module changes the database: (line, what)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            # dict.update and the like share the name of a queryset's: look at what it is called on.
            on = ast.unparse(node.func.value)
            if name in WRITES or (name in {"create", "update"} and ".objects" in on):
                yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = node.value.split()
            if words[:2] in (["INSERT", "INTO"], ["DELETE", "FROM"]) or (
                words[:1] == ["UPDATE"] and "SET" in words
            ):
                yield node.lineno, node.value


@pytest.mark.parametrize(
    "source",
    [
        "posting.save()",
        "Posting.objects.filter(pk=1).update(state='filled')",
        "Posting.objects.create(title='x')",
        "cursor.execute('DELETE FROM postings_posting')",
        "cursor.execute('UPDATE postings_posting SET state = %s')",
    ],
)
def test_the_watch_for_writes_sees_a_write(source: str) -> None:
    assert list(writes(ast.parse(source)))


def test_the_watch_for_writes_lets_other_updates_pass() -> None:
    assert not list(writes(ast.parse("found.update({1: 2})\n'Posts an update of the set'\nbar.update(3)")))


def test_only_review_writes_the_state_of_postings() -> None:
    """Nobody but ``review`` (and the bulk generator, which makes rows by COPY) sets a posting's state."""
    allowed = {"postings.review", "postings.models.posting"}
    for name, tree in modules("postings"):
        if inside(name, allowed) or ".migrations" in name:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign | ast.AugAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:
                    if isinstance(target, ast.Attribute) and target.attr == "state":
                        on = ast.unparse(target.value)
                        assert "posting" not in on.lower(), f"{name}, line {node.lineno}: {ast.unparse(node)}"
