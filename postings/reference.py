"""Reference data: the committed tables of places, roles and skills, copied into the database.

``ensure_reference_data`` runs after every ``migrate`` and is quick when nothing changed: each table
remembers the fingerprint of the file it came from. Rows that moderators added stay.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.text import slugify

from postings.extraction import gazetteer, role, skill_vocabulary
from postings.models import FormerSlug, Place, Posting, ReferenceLoad, Role, Skill, SkillAlias
from postings.text import skill_key


def ensure_reference_data(**_: Any) -> None:
    """Load the tables of places, roles and skills that are missing or older than their files."""
    _load_once("places", [gazetteer.TABLE_PATH, Path(__file__)], load_places)
    _load_once("roles", [role.PATH], load_roles)
    _load_once("skills", sorted(skill_vocabulary.DIRECTORY.glob("*.toml")), load_skills)


def _load_once(name: str, files: Iterable[Path], load: Any) -> None:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    fingerprint = digest.hexdigest()
    if ReferenceLoad.objects.filter(name=name, fingerprint=fingerprint).exists():
        return
    with transaction.atomic():
        load()
        ReferenceLoad.objects.update_or_create(name=name, defaults={"fingerprint": fingerprint})


def place_slugs(rows: Iterable[gazetteer.PlaceRow]) -> dict[int, str]:
    """A readable address for each place: ``germany``, ``texas-us``, ``austin-tx-us``, ``berlin-de``.

    Where two places would share one, a city goes before a region and the larger before the smaller; the other
    carries its GeoNames id.
    """
    rank = {"country": 0, "city": 1, "region": 2}
    slugs: dict[int, str] = {}
    taken: set[str] = set()
    for row in sorted(rows, key=lambda row: (rank[row.kind], -row.population, row.id)):
        parts = [gazetteer.fold(row.name)]
        if row.kind == "city" and row.country in {"US", "CA"} and row.region_code:
            parts.append(row.region_code.removeprefix(f"{row.country}-"))
        if row.kind != "country":
            parts.append(row.country)
        slug = slugify("-".join(parts))[:110] or str(row.id)
        if slug in taken:
            slug = f"{slug}-{row.id}"
        taken.add(slug)
        slugs[row.id] = slug
    return slugs


def load_places() -> None:
    """Bring the Place table in line with the committed one, by COPY and upsert (parents stand first)."""
    rows = list(gazetteer.read_table())
    slugs = place_slugs(rows)
    table = Place._meta.db_table
    columns = (
        "id, kind, name, ascii_name, slug, country_code, region_code, parent_id, latitude, longitude, "
        "population"
    )
    updates = ", ".join(f"{name} = excluded.{name}" for name in columns.split(", ")[1:])
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE incoming_place (LIKE {table}) ON COMMIT DROP")
        with cursor.copy(f"COPY incoming_place ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(
                    (
                        row.id, row.kind, row.name, row.ascii_name, slugs[row.id], row.country,
                        row.region_code.removeprefix(f"{row.country}-"), row.parent_id, row.latitude,
                        row.longitude, row.population,
                    )
                )  # fmt: skip
        # A slug may pass from one place to another; free all that change before they are given anew.
        cursor.execute(
            f"UPDATE {table} SET slug = '-' || {table}.id FROM incoming_place "  # noqa: S608 - names of our own
            f"WHERE {table}.id = incoming_place.id AND {table}.slug <> incoming_place.slug"
        )
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM incoming_place "  # noqa: S608
            f"ON CONFLICT (id) DO UPDATE SET {updates}"
        )
        cursor.execute("DROP TABLE incoming_place")


def load_roles() -> None:
    """Bring the Role table in line with the vocabulary. Roles that left it lose their postings' reference,
    unless their name is a spelling of another now."""
    entries = role.load_roles()
    spelled = {spelling: entry.slug for entry in entries for spelling in entry.spellings}
    for gone in Role.objects.exclude(slug__in=[entry.slug for entry in entries]):
        if slug := spelled.get(role.fold_title(gone.name)):
            _rename_role(gone, slug)
        else:
            gone.delete()
    Role.objects.bulk_create(
        [Role(name=entry.name, slug=entry.slug, family=entry.family) for entry in entries],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["name", "family"],
    )


def _rename_role(gone: Role, slug: str) -> None:
    """The role's name is now a spelling of another: it becomes that one, or goes over into it."""
    heir = Role.objects.filter(slug=slug).first()
    if heir is None:
        Role.objects.filter(pk=gone.pk).update(slug=slug)
        return
    Posting.objects.filter(role=gone).update(role=heir)
    FormerSlug.objects.filter(kind=FormerSlug.Kind.ROLE, object_id=gone.pk).update(object_id=heir.pk)
    FormerSlug.objects.update_or_create(
        kind=FormerSlug.Kind.ROLE, slug=gone.slug, defaults={"object_id": heir.pk}
    )
    gone.delete()


def load_skills() -> None:
    """Bring Skill and SkillAlias in line with the vocabulary; names that moderators added are kept."""
    entries = skill_vocabulary.load().entries
    # A name that a moderator added before the vocabulary had it: the row is adopted, not doubled.
    slugs = {entry.name: entry.slug for entry in entries}
    for skill in Skill.objects.filter(name__in=slugs):
        if skill.slug != slugs[skill.name]:
            Skill.objects.filter(pk=skill.pk).update(slug=slugs[skill.name])
    Skill.objects.bulk_create(
        [
            Skill(name=entry.name, slug=entry.slug, category=entry.category, from_vocabulary=True)
            for entry in entries
        ],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["name", "category", "from_vocabulary"],
    )
    ids = dict(Skill.objects.values_list("slug", "id"))
    aliases = {
        skill_key(alias.text): SkillAlias(
            skill_id=ids[entry.slug], text=alias.text, key=skill_key(alias.text), from_vocabulary=True
        )
        for entry in entries
        for alias in entry.aliases
    }
    SkillAlias.objects.bulk_create(
        aliases.values(),
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["skill", "text", "from_vocabulary"],
    )
    parents = Skill.parents.through
    parents.objects.filter(from_skill__from_vocabulary=True).delete()
    parents.objects.bulk_create(
        [
            parents(from_skill_id=ids[entry.slug], to_skill_id=ids[parent])
            for entry in entries
            for parent in entry.parents
        ],
        ignore_conflicts=True,
    )
