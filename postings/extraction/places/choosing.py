"""Which kind of evidence decides where the work is done, and how one kind narrows another."""

from __future__ import annotations

import re
from dataclasses import replace

from postings.extraction.document import Document
from postings.extraction.finding import Finding, Location, Workplace
from postings.extraction.place_names import Resolved, Spot, resolve
from postings.extraction.places.addresses import from_addresses
from postings.extraction.places.beside import base_of_role, country_of_remote, other_offices
from postings.extraction.places.facts import from_facts
from postings.extraction.places.header import from_header
from postings.extraction.places.hints import from_institution, from_opening, from_page_title, from_web_address
from postings.extraction.places.labels import labelled
from postings.extraction.places.limits import PROSE_CHARS
from postings.extraction.places.listing import as_findings
from postings.extraction.places.prose import Cued, from_prose
from postings.extraction.places.weighing import Town, likelihood, place_name, towns


def find(document: Document, way: Finding[Workplace] | None) -> tuple[Finding[Location], ...]:
    """Places of work in the order of the text, each once; empty if none is said or it is anywhere.

    ``way`` is what ``workplace.find`` read in the same text: the seat of a company places no remote job.
    """
    remote = way is not None and way.value is Workplace.REMOTE
    own, company = labelled(document)
    stated = _stated(document, own, remote=remote)
    if stated is not None:
        return stated
    cued = from_prose(document)
    told = _by_rules(document, company, cued, remote=remote)
    return told if remote else _weighed(document, way, told, cued)


def weighed_towns(document: Document, way: Finding[Workplace] | None) -> list[Town]:
    """The towns between which only the weights decide: none where a fact, label or header states one."""
    own, company = labelled(document)
    if (way is not None and way.value is Workplace.REMOTE) or _stated(
        document, own, remote=False
    ) is not None:
        return []
    cued = from_prose(document)
    return towns(document, way, _by_rules(document, company, cued, remote=False), cued)


def _stated(document: Document, own: list[Spot], *, remote: bool) -> tuple[Finding[Location], ...] | None:
    """Places of structured facts, of the posting's own labels and of its header; None without any."""
    spots = from_facts(document)
    if spots:
        return as_findings(document, resolve(spots, document.text), 0.98, "places.fact")
    header = from_header(document)
    if own:
        rule, confidence = "places.label", 0.96
        if not any(s.city or s.cities for s in own) and any(s.city or s.cities for s in header):
            own = _narrowed(own, header, document.text)
        spots = own
    elif header:
        spots, rule, confidence = header, "places.header", 0.9
    if not spots:
        return None
    resolved = resolve(spots, document.text)
    if not any(s.city or s.cities for s in spots):
        resolved = resolved if remote else _narrowed_by_prose(document, resolved)
    else:
        countries = {r.location.country for r in resolved}
        for other in resolve([*spots, *base_of_role(document)], document.text)[len(spots) :]:
            if other.location.country in countries:
                resolved.append(other)
        resolved += other_offices(document, spots, resolved)
        whole = country_of_remote(document)
        if whole and remote:
            resolved += [replace(r, listed=True) for r in resolve(whole, document.text)]
    return as_findings(document, resolved, confidence, rule)


LIKELY = 0.45  # a town this likely to be a place of work is one
UNLIKELY = 0.15  # less likely than this, no rule alone makes a town one


def _weighed(
    document: Document,
    way: Finding[Workplace] | None,
    told: tuple[Finding[Location], ...],
    cued: list[Cued],
) -> tuple[Finding[Location], ...]:
    """The towns of sentences that the fitted weights hold for places of work; where there is none, what the
    rules say unless the weights speak clearly against it."""
    weighed = [(likelihood(town), town) for town in towns(document, way, told, cued)]
    likely = [
        replace(town.place, certainty=chance) for chance, town in weighed if town.clear and chance >= LIKELY
    ]
    if likely:
        return as_findings(document, likely, 1.0, "places.weighed")
    unlikely = {town.name for chance, town in weighed if chance < UNLIKELY}
    return tuple(finding for finding in told if place_name(finding.value) not in unlikely)


def _by_rules(
    document: Document, company: list[Spot], cued: list[Cued], *, remote: bool
) -> tuple[Finding[Location], ...]:
    """Places of the page's title, addresses and prose, the kind of evidence that is surest first."""
    spots = from_page_title(document)
    if spots:
        return as_findings(document, resolve(spots, document.text), 0.85, "places.page_title")
    best = max((c.strength for c in cued), default=0.0)
    addresses = from_addresses(document)
    if addresses and best < 0.72:
        return as_findings(document, resolve(addresses, document.text), 0.8, "places.address")
    offices = next((c for c in cued if c.of_offices and c.strength > 0), None)
    if best < 0.72 and offices is not None and _ONE_OF_OFFICES.search(document.text[:PROSE_CHARS]):
        # "three days a week from one of our hubs", and "Offices in Leeds and York" among the benefits
        return as_findings(document, resolve(offices.spots, document.text), 0.66, "places.offices")
    # What a company says of itself places no remote job.
    if best >= 0.72 or (best >= 0.5 and not remote):
        chosen = [s for c in cued if c.strength >= best - 0.101 for s in c.spots]
        return as_findings(document, _without_initials(resolve(chosen, document.text)), best, "places.prose")
    for spots, confidence, rule in (
        (company, 0.6, "places.company_label"),
        (from_web_address(document), 0.75, "places.web_address"),
        ([] if remote else _of_company(cued, best), best, "places.company"),
        ([] if remote else from_opening(document), 0.55, "places.opening"),
        (from_institution(document), 0.5, "places.institution"),
    ):
        if spots:
            return as_findings(document, resolve(spots, document.text), confidence, rule)
    return ()


def _without_initials(resolved: list[Resolved]) -> list[Resolved]:
    """Without "LA" as Louisiana beside Los Angeles: the initials of a city that is named."""
    cities = [one.location.city for one in resolved if one.location.city]
    initials = {"".join(word[0] for word in city.split()) for city in cities if " " in city}
    return [
        one
        for one in resolved
        if one.location.city or (one.location.region or "") not in initials or one.spot.qualified
    ]


def _of_company(cued: list[Cued], best: float) -> list[Spot]:
    """The seat of the company rather than a list of its offices, which says little about this job."""
    seats = [c for c in cued if c.strength > 0 and not c.of_offices]
    if seats:
        return list(seats[0].spots)
    return [s for c in cued if c.strength == best > 0 for s in c.spots]


_ONE_OF_OFFICES = re.compile(
    r"\b(?:from|at|in|out of|to) (?:one|any|either) of (?:our|the|these)(?: \w+){0,3} (?:offices|hubs"
    r"|locations|sites|studios|stores|campuses)\b",
    re.IGNORECASE,
)


def _narrowed(containers: list[Spot], others: list[Spot], text: str) -> list[Spot]:
    """Cities of the header that lie in a labelled country replace that country."""
    kept = list(containers)
    for resolved in resolve([*containers, *others], text)[len(containers) :]:
        inside = [c for c in containers if c.country == resolved.location.country and resolved.location.city]
        for container in inside:
            if container.region is None or container.region == resolved.spot.region:
                kept = [k for k in kept if k is not container]
                kept.append(
                    resolved.spot if resolved.spot.qualified else replace(resolved.spot, qualified=True)
                )
    return kept


def _narrowed_by_prose(document: Document, resolved: list[Resolved]) -> list[Resolved]:
    """A country or state of the header, made exact by "this role is based in our ... office"."""
    cued = [c for c in from_prose(document) if c.strength >= 0.8]
    if not cued:
        return resolved
    containers = [r.spot for r in resolved]
    narrowed = _narrowed(containers, [s for c in cued for s in c.spots if s.city or s.cities], document.text)
    return resolved if narrowed == containers else resolve(narrowed, document.text)
