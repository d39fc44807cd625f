"""Places of labelled lines: "Location: ...", the lines under "Location", table rows and place tags (📍).

The company's own labels ("Headquarters: ...") are told apart from those of the job.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from postings.extraction.document import Document, Line, LineKind, Zone
from postings.extraction.place_names import Spot, read_value
from postings.extraction.places.limits import MAX_PLACES
from postings.extraction.places.place_only import is_place_only

_LABEL = re.compile(
    r"(?:(?:job|work|working|office|primary|posting|position|role|vacancy|candidates?['’]?s?|"
    r"employment|duty|project|base|physical|current|main|all|other|additional)\s+)?"
    r"(?:locations?|place(?: of work)?|city|cities|office|work ?place|work ?site|country|based(?: "
    r"in| at)?|state|region|town|site|where|area|"
    r"hiring area|home terminal|domicile|depot|branch|territory|store|venue|campus|clinic|"
    r"(?:province|state)/(?:state|province)|address|geo(?:graphy)?|hiring locations?)"
    r"(?:\s*\(s\))?(?:\s+(?:available|options?|details?|type|requirements?|of work|name|is|city|"
    r"state|country|policy))?"
    r"|(?:job\s*-\s*)?(?:province/state|country|city|region|job location\b.{0,60})"
    r"|(?:school |company )?name and address|remote locations?|locations? available|work from"
    r"|(?:arbeits|einsatz|dienst)ort|standorte?|ort|lieux?(?: de travail| du poste)?"
    r"|localisation(?: du poste| de l['’](?:offre|emploi))?|ville|pays|ubicaci[oó]n|lugar(?: de trabajo)?|"
    r"localidad|localidade(?: principal)?|"
    r"ciudad|pa[ií]s|localiza[cç][aã]o|local(?: de trabalho)?|cidade|plaats|locatie|"
    r"werklocatie|sede(?: di lavoro)?|luogo(?: di lavoro)?|lokalizacja|miejsce pracy|plats|"
    r"(?:placerings|arbets|stationerings|tjänste)(?:ort|plats)|arbe[ij]dssted|sted|sijainti|toimipaikka"
    r"|posto di lavoro|lugar de prestación|lieu de (?:mission|l['’]emploi)|místo výkonu práce",
    re.IGNORECASE,
)
_COMPANY_LABEL = re.compile(
    r"(?:company|employer|client|hq|head ?office|corporate|global)\s*(?:locations?|headquarters?|"
    r"hq|office)|headquarters|hq|head ?office",
    re.IGNORECASE,
)
_PLACE_TAG = re.compile(
    r"[🌎🌍🌏📍🗺🏢]\ufe0f?\s*(?:Locations?\s*:?\s*)?(?P<value>[^`🌎🌍🌏📍💰⏰🕐💼📅\n]{2,200})"
)
_TABLE_ROW = re.compile(r"\s*\|?(?P<label>[^|\t\n]{2,40}?)\s*[|\t]\s*(?P<value>[^|\t\n]{2,100})")
_LABEL_DASH = re.compile(
    r"\s*(?:[*_]{0,2})(?:locations?|standort|ort|lieu)(?:[*_]{0,2})\s*[-–—:=]+\s*(?P<value>\S.{0,200})",
    re.IGNORECASE,
)
_INLINE_LABEL = re.compile(
    r"(?:^|[|•·;.]\s*|\t|\s{2,}|\s(?=(?-i:LOCATION):))(?:job |work |office )?"
    r"(?:location|based in|standort|arbeitsort|"
    r"lieu)s?\s*:\s*(?P<value>[^|•\n]{2,120}?)"
    r"(?=\s{2,}|\s*[|•\n]|\s+(?:[A-Z][a-z]+\s?){1,3}:|$)",
    re.IGNORECASE,
)


def _label_values(document: Document) -> Iterator[tuple[int, int, bool]]:
    """(start, end, of the company) of every value under a place label."""
    lines = document.lines
    for number, line in enumerate(lines):
        table = "|" in line.text or "\t" in line.text
        if table and (row := _TABLE_ROW.match(line.text)) and _LABEL.fullmatch(row["label"].strip()):
            yield line.start + row.start("value"), line.start + row.end("value"), False
            continue
        if line.zone in (Zone.LEGAL, Zone.CHROME) and line.label is None:
            continue
        for tag in () if line.text.isascii() else _PLACE_TAG.finditer(line.text):
            yield line.start + tag.start("value"), line.start + tag.end("value"), False
        label = (line.label or "").strip(" :*#•-\t")
        if label and line.value_start is not None and line.value_start < line.end:
            if _LABEL.fullmatch(label):
                yield line.value_start, line.end, False
                if line.end - line.value_start < 60:
                    yield from _continued(lines, number)
            elif _COMPANY_LABEL.fullmatch(label):
                yield line.value_start, line.end, True
            elif inline := _INLINE_LABEL.search(line.text):
                yield line.start + inline.start("value"), line.start + inline.end("value"), False
            continue
        bare = line.text.strip(" :*#•-\t📍🌎")
        if len(bare) <= 45 and _LABEL.fullmatch(bare):
            yield from _continued(lines, number)
        elif dash := _LABEL_DASH.match(line.text):
            yield line.start + dash.start("value"), line.start + dash.end("value"), False
        elif ":" in line.text and len(line.text) < 2000 and (inline := _INLINE_LABEL.search(line.text)):
            yield line.start + inline.start("value"), line.start + inline.end("value"), False


def _continued(lines: Sequence[Line], number: int) -> Iterator[tuple[int, int, bool]]:
    """The lines under a label, while each is nothing but a place."""
    taken = 0
    for line in lines[number + 1 : number + 12]:
        if line.kind is LineKind.BLANK or not line.text.strip():
            if taken:
                break
            continue
        if len(line.text) > 120 or line.label or taken >= 8 or not is_place_only(line.text):
            break
        taken += 1
        yield line.start, line.end, False


_LOWER_WORD = re.compile(r"(?<!\w)[a-zà-ÿ]{2,}")


def labelled(document: Document) -> tuple[list[Spot], list[Spot]]:
    """Spots under the posting's own place labels, and under the company's."""
    own: list[Spot] = []
    company: list[Spot] = []
    for start, end, of_company in _label_values(document):
        # A pin or a globe also adorns sentences.
        long = end - start > 160 or len(_LOWER_WORD.findall(document.text, start, min(end, start + 400))) > 6
        spots = read_value(
            document.text, start, min(end, start + 400), lower=not long, unknown=not long, whole=not long
        )
        if long:
            spots = [s for s in spots if s.qualified or not s.cities or s.cities[0].population >= 90_000]
            if _PREFERRED_ONLY.search(document.text, start, min(end, start + 400)):
                spots = [s for s in spots if not s.city and not s.cities]
        (company if of_company else own).extend(spots)
        if len(own) > MAX_PLACES:
            break
    return own, company


_PREFERRED_ONLY = re.compile(
    r"\b(?:preferred|preference|ideal(?:ly)?)\b[^.]{0,40}?\b(?:but|however)\b[^.]{0,40}?"
    r"\b(?:open to (?:all|any)|anywhere|across|nationwide)\b",
    re.IGNORECASE,
)
