"""Which records of a CSV or JSON text are postings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from postings.extraction.mapped import Mapped
from postings.extraction.record_names import usual_name, with_usual_names
from postings.extraction.records import WRAPPERS, Leaf, csv_rows, read_json, snake_case

_CSV_COLUMNS = frozenset(
    "title job_title position subject role company company_name employer company_profile description "
    "job_description "
    "job_desc location city state country salary salary_range salary_estimate url link job_url apply_url "
    "date_posted "
    "posted_at requirements benefits employment_type job_type required_experience required_education "
    "telecommuting "
    "department industry function skills post_date advertiserurl category employmenttype_jobstatus "
    "joblocation_address "
    "jobdescription jobid jobtitle shift job_board job_id".split()
)
# Columns' names in other languages, as the English ones they stand for.
_TRANSLATED = {
    "titel": "title", "stellentitel": "title", "stellenbezeichnung": "title", "intitule": "title",
    "intitulé": "title", "poste": "title", "puesto": "title", "titulo": "title", "título": "title",
    "cargo": "title", "vaga": "title", "functie": "title",
    "firma": "company", "unternehmen": "company", "arbeitgeber": "company", "entreprise": "company",
    "empresa": "company", "bedrijf": "company", "azienda": "company",
    "ort": "location", "standort": "location", "arbeitsort": "location", "lieu": "location",
    "lieu_travail": "location", "lieu_de_travail": "location", "arbeitsplatz": "location",
    "ville": "location", "ubicacion": "location", "ubicación": "location", "localidade": "location",
    "ciudad": "location", "plaats": "location", "local": "location", "localizacao": "location",
    "localização": "location", "cidade": "location", "sede": "location", "miasto": "location",
    "lokalizacja": "location", "lien": "url", "enlace": "url",
    "municipality": "city", "town": "city", "town_or_city": "city",
    "arbeitszeit": "employment_type", "anstellungsart": "employment_type", "contrat": "employment_type",
    "type_de_contrat": "employment_type", "contrato": "employment_type", "jornada": "employment_type",
    "dienstverband": "employment_type",
    "gehalt": "salary", "salaire": "salary", "salario": "salary", "salário": "salary", "salaris": "salary",
    "beschreibung": "description", "stellenbeschreibung": "description", "descriptif": "description",
    "descripcion": "description", "descripción": "description", "descrição": "description",
    "descricao": "description", "omschrijving": "description",
}  # fmt: skip
# What else tables call a column, the surest first; heard only where no column has the usual name.
_OTHERWISE = {
    "title": "position_name business_title posting_title job_name job_position job_role vacancy_title"
    " designation vacancy",
    "company": "hiring_company agency agency_name employer_organization department_or_agency company_clean",
    "description": "job_text job_txt jd desc full_text job_details posting_text",
    "location": "work_location job_loc places location_clean company_location",
}
_USUAL = {
    "title": frozenset("title job_title jobtitle position position_title role subject name".split()),
    "company": frozenset(
        "company company_name employer employer_name hiring_organization organization organisation "
        "advertiserurl joblocation_company".split()
    ),
    "description": frozenset("description job_description job_desc jobdescription".split()),
    "location": frozenset(
        "location locations job_location joblocation_address candidate_required_location city".split()
    ),
}
_CSV_TEXT = frozenset(
    "description job_description job_desc jobdescription title job_title jobtitle subject position".split()
)


def _column(written: str) -> str:
    """A column's name in snake case and English."""
    name = snake_case(written.strip(" \ufeff\"'"))
    return _TRANSLATED.get(name, name)


def _columns(written: Sequence[str]) -> list[str]:
    """The columns' names, each of ``_OTHERWISE`` as the usual one that the table lacks."""
    names = [_column(name) for name in written]
    for usual, others in _OTHERWISE.items():
        if _USUAL[usual].isdisjoint(names):
            found = next((other for other in others.split() if other in names), None)
            if found is not None:
                names[names.index(found)] = usual
    return names


_PRINTED_CELL = re.compile(r"""\s*(?:\[\s*)?\{\s*["']""")
_PRINTED_NAMES = {"nom": "name", "nombre": "name", "nome": "name", "libelle": "label", "libellé": "label"}


def _printed_name(part: str | int) -> str | int:
    return _PRINTED_NAMES.get(part, part) if isinstance(part, str) else part


def _cell_leaves(path: tuple[str | int, ...], cell: Mapped, column: Mapped) -> list[Leaf]:
    """The values of one cell: most often one, several where it holds a printed dictionary."""
    if _PRINTED_CELL.match(cell.text):
        read = read_json(cell, python=True)
        if read.sound:
            return [replace(leaf, path=(*path, *map(_printed_name, leaf.path[1:]))) for leaf in read.leaves]
    return [Leaf(path, cell, "string" if cell.text.strip() else "null", column)]


def _known(names: Sequence[str]) -> int:
    """How many of a table's columns are those of a posting."""
    return len({name if name in _CSV_COLUMNS else usual_name(name) for name in names} & _CSV_COLUMNS)


def csv_records(source: Mapped) -> list[list[Leaf]]:
    """The rows of a CSV text as records; [] when the text is no CSV of job postings."""
    text = source.text
    first_line = text[: text.find("\n") + 1 or len(text)][:5000].strip("\ufeff\r\n ")
    delimiter = max(",;\t|", key=first_line.count)
    if first_line.count(delimiter) < 1 or len(first_line) < 5:
        return []
    if _known(_columns(first_line.split(delimiter)[:300])) < 2:
        return []
    rows = csv_rows(source, delimiter)
    header = next(rows, [])[:300]
    names = _columns([cell.text for cell in header])
    if _known(names) < 2 or _CSV_TEXT.isdisjoint({*names, *map(usual_name, names)}):
        return []
    if any(len(cell.text) > 60 for cell in header):
        return []
    records = []
    for number, row in enumerate(rows):
        record: list[Leaf] = []
        for column, cell in enumerate(row[: len(header)]):
            name = names[column] if names[column] in _CSV_COLUMNS else header[column].text
            record += _cell_leaves((number, name), cell, header[column])
        records.append(with_usual_names(record))
    return [record for record in records if any(leaf.kind != "null" for leaf in record)]


_TITLE_LEAVES = frozenset(
    "title job_title position position_title jobtitle position_name text name "
    "job_opening_name opening_name posting_title job_name role designation".split()
)
_POSTING_LEAVES = frozenset(
    "description job_description content company company_name location locations apply_url url absolute_url "
    "job_url "
    "hosted_url description_html description_plain categories employment_type salary job_desc city "
    "position_uri position_location organization_name "
    "redirect_url careers_url workplace_type job_type body department_label employment_status_label "
    "date_posted published_at".split()
)


def json_records(leaves: Sequence[Leaf]) -> list[list[Leaf]]:
    """The postings of a JSON text: objects with a title and another name of a posting; else the whole."""
    leaves = _translated(leaves)
    objects: dict[tuple[str | int, ...], set[str]] = {}
    for leaf in leaves:
        owner: tuple[str | int, ...] | None = None  # of an object that only wraps this one
        for depth in range(1, min(len(leaf.path), 8) + 1):
            part = leaf.path[depth - 1]
            if not isinstance(part, str):
                owner = None
                continue
            name, here = snake_case(part), leaf.path[: depth - 1]
            held = objects.setdefault(here, set())
            held.add(name)
            if (usual := usual_name(name)) is not None:
                held.add(usual)
            if owner is not None:
                objects[owner] |= {name} if usual is None else {name, usual}
            owner = (here if owner is None else owner) if name in WRAPPERS else None
    postings = [
        place
        for place, names in objects.items()
        if names & _TITLE_LEAVES
        and len(names & _POSTING_LEAVES) >= 2
        and (not place or isinstance(place[-1], int))
    ]
    # Outermost objects only: an address or a list inside a posting is no posting of its own.
    outer: set[tuple[str | int, ...]] = set()
    for place in sorted(postings, key=len):
        if not any(place[:depth] in outer for depth in range(len(place))):
            outer.add(place)
    if len(outer) < 2:
        return [with_usual_names(_unwrapped(leaves, next(iter(outer), ())))] if leaves else []
    places = {place: index for index, place in enumerate(sorted(outer, key=_natural))}
    records: list[list[Leaf]] = [[] for _ in places]
    lengths = sorted({len(place) for place in places})
    for leaf in leaves:
        for length in lengths:
            index = places.get(leaf.path[:length])
            if index is not None:
                records[index].append(replace(leaf, path=leaf.path[length:]))
                break
    return [with_usual_names(record) for record in records]


def _translated(leaves: Sequence[Leaf]) -> Sequence[Leaf]:
    """The leaves with names of other languages as the English ones, where no leaf has those."""
    names = {snake_case(part) for leaf in leaves for part in leaf.path if isinstance(part, str)}
    wanted = {name: usual for name, usual in _TRANSLATED.items() if name in names and usual not in names}
    if not wanted:
        return leaves
    out = []
    for leaf in leaves:
        last = leaf.path[-1] if leaf.path else None
        usual = wanted.get(snake_case(last)) if isinstance(last, str) else None
        out.append(leaf if usual is None else replace(leaf, path=(*leaf.path[:-1], usual)))
    return out


def _unwrapped(leaves: Sequence[Leaf], place: tuple[str | int, ...]) -> list[Leaf]:
    """The leaves of the one posting in an answer as its own, then what the answer says around it."""
    own = [leaf for leaf in leaves if leaf.path[: len(place)] == place]
    around = [leaf for leaf in leaves if leaf.path[: len(place)] != place]
    return [replace(leaf, path=leaf.path[len(place) :]) for leaf in own] + around


def _natural(place: tuple[str | int, ...]) -> list[tuple[int, int, str]]:
    return [(0, part, "") if isinstance(part, int) else (1, 0, part) for part in place]
