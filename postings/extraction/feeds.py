"""XML feeds of jobs read with offsets: RSS, Atom, those of job boards and of applicant tracking systems.

The reader never raises and never recurses; a tag that is never closed ends with its parent. HTML inside an
element is kept as it stands, as the value of that element. What comes out are the leaves of ``records``, one
list for each posting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from postings.extraction.header import title_score
from postings.extraction.mapped import Mapped, joined
from postings.extraction.records import MAX_LEAVES, MAX_NESTING, Leaf, snake_case

_NAME = r"[A-Za-z_][\w.-]{0,80}(?::[\w.-]{1,80})?"
_TOKEN = re.compile(
    r"<!--(?s:.*?)(?:-->|\Z)"
    r"|<!\[CDATA\[(?P<cdata>(?s:.*?))(?:\]\]>|\Z)"
    r"|<\?[^<>]{0,1000}>|<![A-Za-z][^<>]{0,2000}>"
    rf"|</(?P<close>{_NAME})\s{{0,100}}>"
    rf"|<(?P<open>{_NAME})(?P<attributes>(?:\s(?:[^<>\"']|\"[^\"<]{{0,4000}}\"|'[^'<]{{0,4000}}'){{0,2000}}+)?)/?>"
)
_HREF = re.compile(r"\bhref\s{0,5}=\s{0,5}(?P<mark>[\"'])(?P<url>[^\"'<>]{1,2000})(?P=mark)")
_PROLOGUE = re.compile(
    r"\s+|<\?[^<>]{0,1000}>|<!DOCTYPE(?!\s+html)[^<>]{0,2000}>|<!--(?s:.*?)-->", re.IGNORECASE
)
_ROOT = re.compile(rf"<(?P<name>{_NAME})(?=[\s/>])")
# A root of these is a page or a piece of one.
_HTML_ROOTS = frozenset(
    "html head body div p a span ul ol li table tr td section article main header footer nav font b"
    " i em strong h1 h2 h3 h4 h5 h6 br hr img script style link meta title form input svg pre code"
    " blockquote center aside button iframe noscript template details figure label".split()
)
# Inside an element these are its text's markup.
_MARKUP = frozenset(
    "p br div ul ol li strong b em i u span h1 h2 h3 h4 h5 h6 table tbody tr td th a font hr img pre"
    " code".split()
)
_ITEMS = frozenset(
    "item entry job position vacancy listing job_posting jobposting posting offer opening"
    " opportunity advert ad stelle stellenangebot offre annonce oferta vaga vacature joblisting"
    " job_listing job_offer joboffer jobad job_ad requisition row record result document".split()
)
_TITLES = frozenset(
    "title job_title jobtitle position position_title name job_name designation titel stellentitel"
    " stellenbezeichnung intitule titre poste titulo puesto cargo vaga functie functietitel tytul".split()
)
_OF_JOBS = re.compile(r"job|vacanc|position|career|recruit|stelle|emploi|vaga|vacature|hiring|praca|empleo")
# Names of fields that an item of news does not have.
_JOB_FIELDS = frozenset(
    "company company_name companyname employer hiring_organization organization organisation"
    " location joblocation job_location city state country region postalcode office job_type jobtype"
    " employment_type contract_type salary minimum_salary maximum_salary salary_min salary_max skills"
    " department subcompany schedule seniority requirements qualifications referencenumber apply_url"
    " experience workplace standort".split()
)
_ADDRESSES = frozenset({("link",), ("url",), ("guid",), ("id",)})
_JOB_ADDRESS = re.compile(
    r"^https?://(?:[^/\s]{0,100}(?:jobs|careers|vacanc|recruit|stellen|karriere)"
    r"|[^\s]{1,300}/(?:jobs?|careers?|vacanc(?:y|ies)|positions?|remote-jobs|stellen\w{0,12}|emplois?|vagas?)/)",
    re.IGNORECASE,
)
_AT_FIRM = re.compile(r"(?P<job>[^\n@|]{3,120}?)\s(?:at|@)\s(?P<firm>[A-Z0-9][^|\n:]{1,60})")
_NAMED_FIRM = re.compile(r"(?P<firm>[^\W_a-z][^:|\n]{1,60}?):\s{1,3}(?P<job>\S[^\n]{2,200})")


@dataclass(slots=True)
class _Element:
    """An element while it is open, then what it held."""

    name: str
    number: int  # among its siblings of the same name
    start: int  # where its content begins
    written: tuple[int, int]  # where its name stands
    href: Mapped | None = None
    pieces: list[Mapped] = field(default_factory=list)
    children: dict[str, int] = field(default_factory=dict)
    is_markup: bool = False  # its content is HTML

    def value(self) -> Mapped | None:
        pieces = [piece for piece in self.pieces if piece.text.strip()]
        if pieces:
            return pieces[0] if len(pieces) == 1 else joined(pieces)
        return self.href


def feed_records(source: Mapped) -> list[list[Leaf]]:
    """The postings of an XML text as records, paths relative to the posting; [] when it holds none."""
    if not _is_xml(source.text):
        return []
    return _postings(_leaves(source))


def _is_xml(text: str) -> bool:
    """Whether the text is one XML element (after its prologue) that is no HTML."""
    at = 0
    while at < 20_000 and (skipped := _PROLOGUE.match(text, at)) is not None:
        at = skipped.end()
    at += text.startswith("\ufeff", at)
    root = _ROOT.match(text, at)
    if root is None:
        return False
    name = root["name"]
    return (
        _local(name) not in _HTML_ROOTS and re.search(rf"</{re.escape(name)}\s{{0,100}}>", text) is not None
    )


def _local(name: str) -> str:
    return snake_case(name.rpartition(":")[2])


def _leaves(source: Mapped) -> list[Leaf]:
    """The elements that hold a value and no element, in the order in which they end."""
    text = source.text
    leaves: list[Leaf] = []
    stack: list[_Element] = []
    at = 0

    def end(top: _Element, content_end: int) -> None:
        if top.is_markup:
            value: Mapped | None = source.slice(top.start, content_end)
        elif top.children:
            return
        else:
            value = top.value()
        if value is None or not value.text.strip() or len(leaves) >= MAX_LEAVES:
            return
        path: list[str | int] = []
        for element in stack[:MAX_NESTING]:
            path += (element.name, element.number)
        leaves.append(Leaf((*path, top.name), value, "string", source.slice(*top.written)))

    for token in _TOKEN.finditer(text):
        top = stack[-1] if stack else None
        if (
            top is not None
            and not top.is_markup
            and not text[at : token.start()].isspace()
            and at < token.start()
        ):
            top.pieces.append(source.slice(at, token.start()))
        at = token.end()
        if (closed := token["close"]) is not None:
            name = _local(closed)
            if top is not None and top.is_markup and name != top.name:
                continue
            depth = next((place for place in range(len(stack), 0, -1) if stack[place - 1].name == name), 0)
            while depth and len(stack) >= depth:
                end(stack.pop(), token.start())
        elif (opened := token["open"]) is not None:
            if top is not None and top.is_markup:
                continue
            name = _local(opened)
            attributes = token["attributes"]
            if top is not None and opened.lower() in _MARKUP:
                top.is_markup = True
                continue
            number = 0
            if top is not None:
                number = top.children.get(name, 0)
                top.children[name] = number + 1
            written = (token.start("open") + opened.find(":") + 1, token.end("open"))
            element = _Element(name, number, token.end(), written)
            if (link := _HREF.search(attributes)) is not None:
                first = token.start("attributes")
                element.href = source.slice(first + link.start("url"), first + link.end("url"))
            stack.append(element)
            if token.group().endswith("/>"):
                end(stack.pop(), token.start())
        elif token["cdata"] is not None and top is not None and not top.is_markup:
            top.pieces.append(source.slice(*token.span("cdata")))
    return leaves


def _postings(leaves: Sequence[Leaf]) -> list[list[Leaf]]:
    """The elements that are postings, the outermost of each nest, as records of their own."""
    fields: dict[tuple[str | int, ...], set[str]] = {}
    for leaf in leaves:
        for depth in range(2, min(len(leaf.path), 16), 2):
            fields.setdefault(leaf.path[:depth], set()).add(str(leaf.path[depth]))
    places = [
        place
        for place, names in fields.items()
        if names & _TITLES and (place[-2] in _ITEMS or len(names & _JOB_FIELDS) >= 2)
    ]
    chosen: set[tuple[str | int, ...]] = set()
    for place in sorted(places, key=len):
        if not any(place[:depth] in chosen for depth in range(2, len(place), 2)):
            chosen.add(place)
    records: dict[tuple[str | int, ...], list[Leaf]] = {place: [] for place in fields if place in chosen}
    channel: list[Leaf] = []
    for leaf in leaves:
        owner = next((leaf.path[:d] for d in range(2, len(leaf.path), 2) if leaf.path[:d] in chosen), None)
        if owner is None:
            channel.append(leaf)
        else:
            records[owner].append(replace(leaf, path=leaf.path[len(owner) :]))
    of_jobs = any(
        _OF_JOBS.search(str(name)) for place in chosen for name in place if isinstance(name, str)
    ) or any(
        leaf.path[-1] in ("title", "link", "publisher") and _OF_JOBS.search(leaf.value.text.lower())
        for leaf in channel
    )
    return [_told_apart(record) for record in records.values() if of_jobs or _is_job(record)]


def _is_job(record: Sequence[Leaf]) -> bool:
    """Whether an item of a feed that does not say what it is about is a job."""
    names = {name for leaf in record for name in leaf.names}
    if len(names & _JOB_FIELDS) >= 2:
        return True
    return any(
        (leaf.path == ("title",) and title_score(leaf.value.text) >= 0.7)
        or (leaf.path in _ADDRESSES and _JOB_ADDRESS.search(leaf.value.text) is not None)
        for leaf in record
    )


def _told_apart(record: list[Leaf]) -> list[Leaf]:
    """The record with "Acme Ltd: Cook" and "Cook at Acme Ltd" as a company and a title, where no field names
    the company."""
    if any(leaf.names and leaf.names[-1] in ("company", "company_name", "employer") for leaf in record):
        return record
    out: list[Leaf] = []
    for leaf in record:
        written = leaf.value.text.strip() if leaf.path == ("title",) else ""
        named = _NAMED_FIRM.fullmatch(written) or _AT_FIRM.fullmatch(written)
        if named is None or title_score(named["job"]) < 0.5 or title_score(named["firm"]) >= 0.5:
            out.append(leaf)
            continue
        before = len(leaf.value.text) - len(leaf.value.text.lstrip())
        firm, job = (
            leaf.value.slice(before + named.start(group), before + named.end(group))
            for group in ("firm", "job")
        )
        out += [replace(leaf, value=job), replace(leaf, path=("company",), value=firm)]
    return out
