"""Places of header lines: the title, the lines under it, and the segments of a "who is hiring" line.

A segment must be a place and no more, or hold a piece that is one: "AdRoll - San Francisco, CA".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from postings.extraction.document import Document, Format, Line, LineKind, Zone
from postings.extraction.place_names import FILLER, POSTCODE, Spot, fitting, mentions, read_value
from postings.extraction.places.limits import MAX_PLACES
from postings.extraction.places.place_only import is_place_only, is_unlisted_town

_SEGMENT = re.compile(r"[|•·\t]|\s//\s|//(?!\S*\.)|\s{3,}|/\s")
_PIECE = re.compile(
    r"\s[-–—@]\s|--+|[()\[\]]|,\s|\s*:\s|\bin\b|\bat\b|\bfor\b|;\s|(?<=[a-z])(?<!\b[SFM]t)\.\s|(?<=[a-z])–(?=[A-Z])|"
    r"(?<=\s)[–—-](?=[A-Z])"
    r"|(?=https?://)"
)


# "Company: Paris Baguette", "Title: Baker": names may hold the names of places
_NAME_LABEL = re.compile(
    r"(?:hiring |the )?(?:company|employer|organi[sz]ation|firm|agency|recruiter"
    r"|arbeitgeber|unternehmen|firma|entreprise"
    r"|empresa|azienda|bedrijf)(?: name)?",
    re.IGNORECASE,
)


def _header_lines(document: Document) -> list[Line]:
    """Lines at the top that may hold the place, the title among them."""
    lines: list[Line] = []
    filled = 0
    for line in document.lines:
        if not line.text.strip():
            continue
        filled += 1
        if line.zone is Zone.CHROME or _NAME_LABEL.fullmatch((line.label or "").strip(" *")):
            continue
        if filled > 25 or (filled > 8 and line.zone is not Zone.HEADER):
            break
        lines.append(line)
    return lines


def from_header(document: Document) -> list[Spot]:
    text = document.text
    spots: list[Spot] = []
    for number, line in enumerate(_header_lines(document)):
        piped = bool(_SEGMENT.search(line.text)) or len(re.findall(r"\s(?:-+|[–—])\s", line.text)) >= 2
        words = len(line.text.split())
        sentence = len(line.text) > 140 or (
            line.text.rstrip().endswith((".", "!", "?")) and words > (3 if number else 7)
        )
        sentence = sentence or (words > 9 and number > 0)
        bullet = line.kind is LineKind.BULLET and number > 2 and not is_place_only(line.text)
        if sentence and not piped and number > 0 and not is_place_only(line.text):
            continue
        limit = min(line.end, line.start + 600)
        first = line.start
        known = len(spots)
        beside_company: list[Spot] = []
        for start, end in _pieces(text, line.start, limit, _SEGMENT):
            segment = text[start:end]
            if not segment.strip():
                continue
            if len(segment) > 250:  # the last one runs on into prose
                end = start + 120
                segment = text[start:end]
            if is_place_only(segment):
                # The first of several segments is the company: "Reading Ltd | ..." is never "Reading".
                taken = read_value(text, start, end, unknown=start != first or number > 0)
                spots += [s for s in taken if _sure_enough(s, first=piped and start == first, listed=piped)]
            elif not sentence or piped or (number == 0 and document.format is Format.COMMENT):
                if sentence and not piped:  # "Acme (Leeds, UK). We look for ..."
                    end = _head_end(text, start, end)
                found = _covered_pieces(text, start, end, unlisted=piped and start != first)
                found = [s for s in found if s.qualified or not bullet]
                if start == first and not (
                    found and text[end : end + 2] == "/ " and (found[-1].city or found[-1].cities)
                ):
                    beside_company = found
                else:
                    spots += found
        if len(spots) == known:  # "Acme (US: acme.example) | Berlin" is about Berlin
            spots += beside_company
        if len(spots) > MAX_PLACES:
            break
    return spots


def _head_end(text: str, start: int, end: int) -> int:
    """Where the head of a line of sentences ends: before its second sentence, or after 140 characters."""
    end = min(end, start + 140)
    ended = _SECOND_SENTENCE.search(text, start, end)
    return ended.start() if ended is not None else end


_SECOND_SENTENCE = re.compile(r"(?<=[\w)])(?<!\b[A-Z])(?<!\b[SFM]t)\.\s+(?=[A-Z(h])")


def _sure_enough(spot: Spot, *, first: bool, listed: bool) -> bool:
    """A bare city in a header must be one that people name without its country."""
    if spot.qualified or not spot.cities:
        return True
    least = 500_000 if first else 15_000 if listed else 90_000
    return spot.cities[0].population >= least


_TOWN = re.compile(r"\s*[A-Z][^,\n]{2,40},\s*[A-Z]{2}\s*")


def _covered_pieces(text: str, start: int, end: int, *, unlisted: bool = False) -> list[Spot]:
    """Places among the pieces of a segment that is more than a place: "AdRoll - San Francisco, CA"."""
    pieces = [(a, b) for a, b in _pieces(text, start, end, _PIECE) if text[a:b].strip()]
    covered = [_piece_is_place(text[a:b]) or (unlisted and is_unlisted_town(text[a:b])) for a, b in pieces]
    for number in range(1, len(pieces) - 1):
        # "Acme - Little Wobble, NJ - on-site": a town that the table lacks.
        town = text[pieces[number][0] : pieces[number + 1][1]]
        if not covered[number] and covered[number + 1] and _TOWN.fullmatch(town) and is_unlisted_town(town):
            covered[number] = unlisted = True
    spots: list[Spot] = []
    number = 0
    while number < len(pieces):
        if not covered[number]:
            number += 1
            continue
        last = number
        while last + 1 < len(pieces) and covered[last + 1]:
            last += 1
        run_start = _town_before(text, pieces, number)
        run_end = _country_after(text, pieces, last)
        known = unlisted or any(
            m.reading.cities or not m.reading.is_code for m in mentions(text, run_start, run_end)
        )
        if known:
            spots += [
                s
                for s in read_value(text, run_start, run_end, unknown=unlisted)
                if s.qualified or not s.cities or s.cities[0].population >= 90_000
            ]
        number = last + 1
    return spots


def _town_before(text: str, pieces: Sequence[tuple[int, int]], number: int) -> int:
    """Where a place begins whose state or country is piece ``number``: "Rails developer London, UK"."""
    start, end = pieces[number - 1] if number else (0, 0)
    begin = pieces[number][0]
    if not number or text[end:begin].strip() != ",":
        return begin
    found = mentions(text, start, end)
    if not found or found[-1].end != end or not found[-1].reading.cities:
        return begin
    beside = mentions(text, begin, pieces[number][1])
    if not beside or beside[0].start != begin or not fitting(found[-1].reading.cities, beside[0].reading):
        return begin
    return found[-1].start


def _country_after(text: str, pieces: Sequence[tuple[int, int]], number: int) -> int:
    """Where a place ends whose town is piece ``number``: "Athens, Greece/remote is fine as well"."""
    end = pieces[number][1]
    if number + 1 == len(pieces) or text[end : pieces[number + 1][0]].strip() != ",":
        return end
    start, stop = pieces[number + 1]
    found, towns = mentions(text, start, stop), mentions(text, pieces[number][0], end)
    if not found or found[0].start != start or not towns or not towns[-1].reading.cities:
        return end
    return found[0].end if fitting(towns[-1].reading.cities, found[0].reading) else end


def _piece_is_place(piece: str) -> bool:
    found = mentions(piece)
    if not found:
        return False
    rest, last = [], 0
    for mention in found:
        rest.append(piece[last : mention.start])
        last = mention.end
    rest.append(piece[last:])
    return not re.search(r"[^\W\d_]", re.sub(POSTCODE, " ", FILLER.sub(" ", " ".join(rest))))


def _pieces(text: str, start: int, end: int, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    last = start
    for match in separator.finditer(text, start, end):
        yield last, match.start()
        last = match.end()
    yield last, end
