"""Places, skills and companies by id and by slug, kept in each process so that a search need not ask for
them.

Places and skills come from committed tables and change seldom: they are read whole. After ``SECONDS_KEPT``
the database says by a digest whether any row has changed, and only then they are read again: reading takes
a second of this process, the digest some hundredths of the server. A slug or id that is missing is looked up
at once, so that a new row is found without delay.
"""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from sys import intern
from threading import Lock
from typing import ClassVar, Protocol

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model

from postings.extraction.place_wording import full_name, in_sentence
from postings.extraction.role import load_roles
from postings.models import Company, Place, Role, Skill, SkillAlias
from postings.text import fold

SECONDS_KEPT = 60.0
MOST_ROWS_KEPT = 5_000
MOST_CIRCLES_KEPT = 500  # around cities, with the places in them
EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place with its line of ancestors. Ids are GeoNames ids; 0 means none."""

    id: int
    kind: str
    name: str
    ascii_name: str
    slug: str
    country_code: str
    region_code: str
    parent_id: int
    country_id: int
    region_id: int
    latitude: float | None
    longitude: float | None
    population: int
    lineage: tuple[int, ...]  # the place itself, its region and its country

    @property
    def full_name(self) -> str:
        """As ``Place.full_name``."""
        return full_name(self.kind, self.name, self.region_code, self.country_code)

    @property
    def in_sentence(self) -> str:
        """As ``Place.in_sentence``."""
        return self.full_name if self.kind == Place.Kind.CITY else in_sentence(self.full_name)


@dataclass(frozen=True, slots=True)
class SkillEntry:
    id: int
    name: str
    slug: str
    ancestors: tuple[int, ...]  # without itself
    line: tuple[int, ...]  # itself and its ancestors


@dataclass(frozen=True, slots=True)
class CompanyEntry:
    id: int
    name: str
    slug: str


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance by the haversine formula; degrees in, kilometres out."""
    phi, other_phi = radians(latitude), radians(other_latitude)
    chord = (
        sin((other_phi - phi) / 2) ** 2
        + cos(phi) * cos(other_phi) * sin(radians(other_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


class PlaceTable:
    """All places; read it by ``places()``."""

    made_from: ClassVar[tuple[str, ...]] = (Place._meta.db_table,)

    def __init__(self) -> None:
        rows = Place.objects.order_by().values_list(
            "id", "kind", "name", "ascii_name", "slug", "country_code", "region_code", "parent_id",
            "latitude", "longitude", "population",
        )  # fmt: skip
        parents: dict[int, tuple[str, int]] = {}
        kept = list(rows)
        for row in kept:
            if row[1] != Place.Kind.CITY:
                parents[row[0]] = (row[1], row[7] or 0)
        self.by_id: dict[int, PlaceEntry] = {}
        for row in kept:
            id_, kind, name, ascii_name, slug, country_code, region_code, parent_id = row[:8]
            # Tens of thousands of equal texts would be as many copies.
            kind, country_code, region_code = map(intern, (kind, country_code, region_code))
            ascii_name = name if ascii_name == name else ascii_name
            region_id = country_id = 0
            step, step_kind, above = id_, kind, parent_id or 0
            while step:
                if step_kind == Place.Kind.COUNTRY:
                    country_id = step
                elif step_kind == Place.Kind.REGION:
                    region_id = step
                step = above
                step_kind, above = parents.get(step, ("", 0))
            self.by_id[id_] = PlaceEntry(
                id_, kind, name, ascii_name, slug, country_code, region_code, parent_id or 0, country_id,
                region_id, *row[8:], tuple(dict.fromkeys(i for i in (id_, region_id, country_id) if i)),
            )  # fmt: skip
        self.by_slug = {place.slug: place for place in self.by_id.values()}
        self.country_by_code = {
            place.country_code: place for place in self.by_id.values() if place.kind == Place.Kind.COUNTRY
        }
        cities = [
            (place.latitude, place.longitude, place.id)
            for place in self.by_id.values()
            if place.latitude is not None and place.longitude is not None
        ]
        self._cities = sorted(cities)
        self._names = sorted(
            (fold(name), place.id) for place in self.by_id.values() for name in {place.name, place.ascii_name}
        )
        self._latitudes = [latitude for latitude, _, _ in self._cities]
        self._within: dict[tuple[int, float], list[int]] = {}

    def beginning(self, start: str) -> list[PlaceEntry]:
        """Places whose folded name begins so."""
        first, last = (bisect_left(self._names, (text, 0)) for text in (start, start + "\U0010ffff"))
        found = {id_ for _, id_ in self._names[first:last]}
        return [self.by_id[id_] for id_ in found]

    def within(self, centre: PlaceEntry, radius_km: float) -> list[int]:
        """Ids of the places whose point lies at most that far from the centre's point; not to be changed."""
        if (known := self._within.get((centre.id, radius_km))) is not None:
            return known
        if centre.latitude is None or centre.longitude is None:
            return [centre.id]
        margin = (
            radius_km / EARTH_RADIUS_KM * 57.29577951308232 + 1e-6
        )  # the same distance as degrees of latitude
        first = bisect_left(self._latitudes, centre.latitude - margin)
        last = bisect_right(self._latitudes, centre.latitude + margin)
        found = [
            id_
            for latitude, longitude, id_ in self._cities[first:last]
            if distance_km(centre.latitude, centre.longitude, latitude, longitude) <= radius_km
        ]
        if len(self._within) >= MOST_CIRCLES_KEPT:
            self._within = {}
        self._within[centre.id, radius_km] = found
        return found


class SkillTable:
    """All skills with their ancestors; read it by ``skills()``."""

    made_from: ClassVar[tuple[str, ...]] = (
        Skill._meta.db_table,
        Skill.parents.through._meta.db_table,
        SkillAlias._meta.db_table,
    )

    def __init__(self) -> None:
        parents: dict[int, list[int]] = {}
        for child, parent in Skill.parents.through.objects.values_list("from_skill_id", "to_skill_id"):
            parents.setdefault(child, []).append(parent)
        self.by_id: dict[int, SkillEntry] = {}
        for id_, name, slug in Skill.objects.order_by().values_list("id", "name", "slug"):
            seen: dict[int, None] = {}
            queue = list(parents.get(id_, ()))
            while queue:
                step = queue.pop()
                if step not in seen and step != id_:
                    seen[step] = None
                    queue.extend(parents.get(step, ()))
            self.by_id[id_] = SkillEntry(id_, name, slug, tuple(seen), (id_, *seen))
        self.by_slug = {skill.slug: skill for skill in self.by_id.values()}
        self.by_alias = {
            key: self.by_id[id_]
            for key, id_ in SkillAlias.objects.order_by().values_list("key", "skill_id")
            if id_ in self.by_id
        }


@dataclass(frozen=True, slots=True)
class RoleEntry:
    id: int
    name: str
    slug: str
    family: str


class RoleTable:
    """All roles and the spellings titles use for them; read it by ``roles()``."""

    made_from: ClassVar[tuple[str, ...]] = (Role._meta.db_table,)

    def __init__(self) -> None:
        rows = Role.objects.order_by("name").values_list("id", "name", "slug", "family")
        self.by_id = {row[0]: RoleEntry(*row) for row in rows}
        self.by_slug = {role.slug: role for role in self.by_id.values()}
        self.by_family: dict[str, list[RoleEntry]] = {}
        for role in self.by_id.values():
            self.by_family.setdefault(role.family, []).append(role)
        self.by_spelling = {
            spelling: self.by_slug[role.slug]
            for role in load_roles()
            if role.slug in self.by_slug
            for spelling in role.spellings
        }


class _Table(Protocol):
    """What is made from rows of database tables."""

    made_from: ClassVar[tuple[str, ...]]  # their names

    def __init__(self) -> None: ...


def _digest(names: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """Tells two states of the tables apart: how many rows, and a sum over the hashes of all."""
    found = []
    with connection.cursor() as cursor:
        for name in names:
            table = connection.ops.quote_name(name)
            cursor.execute(
                f"SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM {table} t"  # noqa: S608
            )
            found.append(cursor.fetchone())
    return tuple(found)


class _Kept[T: _Table]:
    """One table, read when first wanted and again when it is old and has changed."""

    def __init__(self, read: type[T]) -> None:
        self._read = read
        self._digest: tuple[tuple[int, str], ...] = ()
        self._table: T | None = None
        self._until = 0.0
        self._lock = Lock()

    def get(self, *, fresh: bool = False) -> T:
        table = self._table
        if table is not None and not fresh and time.monotonic() <= self._until:
            return table
        with self._lock:
            if fresh or self._table is None or time.monotonic() > self._until:
                # Before reading: a change in between is found the next time.
                digest = _digest(self._read.made_from)
                if self._table is None or digest != self._digest:
                    self._table = self._read()
                self._digest = digest
                self._until = time.monotonic() + SECONDS_KEPT
            return self._table

    def forget(self) -> None:
        self._table = None


_places = _Kept(PlaceTable)
_skills = _Kept(SkillTable)
_roles = _Kept(RoleTable)
_companies: dict[int, tuple[float, CompanyEntry]] = {}
_companies_by_slug: dict[str, tuple[float, CompanyEntry]] = {}


def warm() -> None:
    """Read what every search and every document needs, so that the first one need not wait for it."""
    for kept in (_places, _skills, _roles):
        kept.get()


def places() -> PlaceTable:
    return _places.get()


def skills() -> SkillTable:
    return _skills.get()


def roles() -> RoleTable:
    return _roles.get()


def role_by_slug(slug: str) -> RoleEntry | None:
    return _roles.get().by_slug.get(slug)


class _Rows[M: Model]:
    """Model instances by id, shared by all pages of the process for ``SECONDS_KEPT``: read, never changed."""

    def __init__(self, model: type[M]) -> None:
        self._model = model
        self._kept: dict[int, M] = {}
        self._until = 0.0

    def get(self, ids: Iterable[int]) -> dict[int, M]:
        wanted = set(ids)
        if time.monotonic() > self._until or len(self._kept) > MOST_ROWS_KEPT:
            self._kept, self._until = {}, time.monotonic() + SECONDS_KEPT
        kept = self._kept
        if missing := wanted - kept.keys():
            kept |= self._model._default_manager.in_bulk(missing)
        return {id_: kept[id_] for id_ in wanted if id_ in kept}

    def forget(self) -> None:
        self._kept = {}


_skill_rows = _Rows(Skill)
_PLACE_COLUMNS = [field.attname for field in Place._meta.concrete_fields]


class _PlaceRows:
    """Instances of places by id, made from the table of places: read, never changed."""

    def __init__(self) -> None:
        self._made_from: PlaceTable | None = None
        self._kept: dict[int, Place] = {}

    def get(self, table: PlaceTable, id_: int) -> Place:
        if table is not self._made_from or len(self._kept) > MOST_ROWS_KEPT:
            self._made_from, self._kept = table, {}
        kept = self._kept
        if id_ not in kept:
            entry = table.by_id[id_]
            place = Place.from_db(
                DEFAULT_DB_ALIAS, _PLACE_COLUMNS, [getattr(entry, name) for name in _PLACE_COLUMNS]
            )
            place.parent = self.get(table, entry.parent_id) if entry.parent_id else None
            kept[id_] = place
        return kept[id_]


_place_rows = _PlaceRows()


def place_rows(ids: Iterable[int]) -> dict[int, Place]:
    """Places of the ids with their ancestors in place."""
    known, table = places_by_id(ids), places()
    return {id_: _place_rows.get(table, id_) for id_ in known if id_ in table.by_id}


def skill_rows(ids: Iterable[int]) -> dict[int, Skill]:
    return _skill_rows.get(ids)


def forget() -> None:
    """Read everything anew at the next use."""
    _skill_rows.forget()
    _places.forget()
    _skills.forget()
    _roles.forget()
    _companies.clear()
    _companies_by_slug.clear()


def place_by_slug(slug: str) -> PlaceEntry | None:
    """The place, or None. A country is also found by its ISO code in capitals or small letters."""
    table = places()
    found = table.by_slug.get(slug) or (table.country_by_code.get(slug.upper()) if len(slug) == 2 else None)
    if found is None and Place.objects.filter(slug=slug).exists():
        found = _places.get(fresh=True).by_slug.get(slug)
    return found


def skill_by_slug(slug: str) -> SkillEntry | None:
    found = skills().by_slug.get(slug)
    if found is None and Skill.objects.filter(slug=slug).exists():
        found = _skills.get(fresh=True).by_slug.get(slug)
    return found


def places_by_id(ids: Iterable[int]) -> dict[int, PlaceEntry]:
    """The places of the ids that exist."""
    wanted, known = set(ids), places().by_id
    if not wanted <= known.keys():
        known = _places.get(fresh=True).by_id
        wanted &= known.keys()
    return {id_: known[id_] for id_ in wanted}


def skills_by_id(ids: Iterable[int]) -> dict[int, SkillEntry]:
    """The skills of the ids that exist."""
    wanted, known = set(ids), skills().by_id
    if not wanted <= known.keys():
        known = _skills.get(fresh=True).by_id
        wanted &= known.keys()
    return {id_: known[id_] for id_ in wanted}


def companies_by_id(ids: Iterable[int]) -> dict[int, CompanyEntry]:
    """The companies of the ids that exist, each kept for ``SECONDS_KEPT``."""
    now = time.monotonic()
    found: dict[int, CompanyEntry] = {}
    missing = []
    for id_ in set(ids):
        kept = _companies.get(id_)
        if kept and kept[0] > now:
            found[id_] = kept[1]
        else:
            missing.append(id_)
    if missing:
        if len(_companies) > 20_000:
            _companies.clear()
        for row in Company.objects.filter(id__in=missing).values_list("id", "name", "slug"):
            entry = found[row[0]] = CompanyEntry(*row)
            _companies[row[0]] = (now + SECONDS_KEPT, entry)
    return found


def company_by_slug(slug: str) -> CompanyEntry | None:
    """The company, kept for ``SECONDS_KEPT``: a search asks for it several times."""
    now, kept = time.monotonic(), _companies_by_slug.get(slug)
    if kept and kept[0] > now:
        return kept[1]
    row = Company.objects.filter(slug=slug).order_by().values_list("id", "name", "slug").first()
    if row is None:
        return None
    if len(_companies_by_slug) >= MOST_ROWS_KEPT:
        _companies_by_slug.clear()
    entry = CompanyEntry(*row)
    _companies_by_slug[slug] = (now + SECONDS_KEPT, entry)
    return entry
