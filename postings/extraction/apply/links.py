"""Where to apply: structured data, links whose words say so, tracking systems, the page's own address."""

from __future__ import annotations

import re

from postings.extraction.apply.addresses import (
    ATS_HOST,
    BOARD_HOST,
    NEVER_HOST,
    PROFILE,
    addresses,
    host_of,
    is_deep,
    is_image,
    is_web,
)
from postings.extraction.apply.judging import judge
from postings.extraction.apply.mail import find_email
from postings.extraction.document import Document, Fact, Format
from postings.extraction.finding import Finding

_APPLY_FACTS = (
    "apply_url",
    "application_url",
    "apply_link",
    "application_link",
    "how_to_apply_url",
    "apply_now_url",
    "job_apply_link",
    "external_apply_url",
    "application_contact.url",
    "apply",
)
_JOB_FACTS = (
    "absolute_url",
    "hosted_url",
    "job_url",
    "job_link",
    "url",
    "link",
    "advertiserurl",
    "posting_url",
    "detail_url",
    "share_link",
    "same_as",
    "main_entity_of_page",
    "job_posting_url",
    "href",
    "external_url",
    "job_page_url",
    "source_url",
)


SURE_MAIL = 0.7


def find_url(document: Document) -> Finding[str] | None:
    """The address to apply at; the posting's own address where a page names no other; None when there is
    none."""
    if document.format is Format.HTML and (button := _button(document)) is not None:
        return button
    for names, confidence in ((_APPLY_FACTS, 0.98), (_JOB_FACTS, 0.95)):
        sources = {"json", "csv", "xml", "json-ld"} | ({"front-matter"} if names is _APPLY_FACTS else set())
        for name in names:
            for fact in document.facts:
                if fact.name == name and fact.source in sources and is_web(fact.value):
                    if name in ("url", "link", "href") and is_image(fact.value):
                        continue
                    if PROFILE.match(fact.value):
                        continue
                    return document.finding(
                        fact.value,
                        fact.start,
                        fact.end,
                        confidence=confidence,
                        rule=f"apply.{fact.source.replace('-', '_')}_{name.replace('.', '_')}",
                    )
    if (told := _told_url(document)) is not None:
        return told
    identifier = next(
        (
            fact
            for fact in document.facts
            if fact.source == "json-ld" and fact.name.startswith("identifier") and is_web(fact.value)
        ),
        None,
    )
    page = _fact(document, "canonical_url", "meta") or _fact(document, "og_url", "meta")
    base = page.value if page is not None and page.value.startswith("http") else None
    best: Finding[str] | None = None
    for address in addresses(document, base):
        confidence, rule = judge(address, document)
        if confidence >= 0.5 and (best is None or confidence > best.confidence + 1e-9):
            found = address.finding
            best = Finding(found.value, found.quote, found.start, found.end, confidence, rule)
    if (
        best is not None
        and best.confidence >= 0.7
        and not (
            page is not None
            and document.format is Format.HTML
            and is_deep(page.value)
            and host_of(page.value) == host_of(best.value)
        )
    ):
        return best  # a board's own "apply" button only leads into the board: its page is the better address
    by_mail = find_email(document) if document.format is Format.HTML else None
    if by_mail is not None and by_mail.confidence >= SURE_MAIL:
        return None  # who asks for a mail takes no applications at the page
    for own in (page, identifier):
        if own is not None and is_web(own.value) and is_deep(own.value):
            return document.finding(own.value, own.start, own.end, confidence=0.8, rule="apply.page_address")
    return best


_JOB_LEAF = re.compile(
    r"^(?:\w+_)?(?:job|careers?|posting|vacancy|position|public|external|canonical|detail|redirect|landing"
    r"|careersite\w*)_\w*(?:ur[li]|link|href|page)$"
)


def _told_url(document: Document) -> Finding[str] | None:
    """An address in a record under a name such as "careers_apply_url" or "links.job_apply_url"."""
    best: tuple[float, Fact] | None = None
    for fact in document.facts:
        if (
            fact.source not in ("json", "csv", "xml", "front-matter")
            or not is_web(fact.value)
            or is_image(fact.value)
        ):
            continue
        leaf = fact.leaf
        applies = re.search(r"(?:^|_)appl(?:y|ication)(?:_|$)", leaf) and re.search(
            r"ur[li]|link|href|apply$", leaf
        )
        weight = 0.96 if applies else 0.93 if _JOB_LEAF.match(leaf) else 0.0
        if not weight and fact.source == "front-matter" and ATS_HOST.search(host_of(fact.value)):
            weight = 0.92  # whatever a site calls it, it leads to where applications are taken
        if weight and (best is None or weight > best[0]):
            best = weight, fact
    if best is None:
        return None
    return document.finding(
        best[1].value, best[1].start, best[1].end, confidence=best[0], rule="apply.record_address"
    )


def _button(document: Document) -> Finding[str] | None:
    """The address behind "apply" on a page of the employer's own; boards' buttons lead into the board."""
    page = _fact(document, "canonical_url", "meta") or _fact(document, "og_url", "meta")
    declared = next(
        (
            fact
            for fact in document.facts
            if fact.source == "json-ld" and fact.name in ("url", "main_entity_of_page")
        ),
        None,
    )
    base = next((fact.value for fact in (page, declared) if fact is not None and is_web(fact.value)), None)
    for address in addresses(document, base):
        if not re.match(
            r"(?:apply|jetzt bewerben|online bewerben|bewerben|postuler|candidat|aplicar|solliciteer)\b",
            address.words,
            re.IGNORECASE,
        ):
            continue
        host = host_of(address.url)
        if (
            BOARD_HOST.search(host)
            or NEVER_HOST.search(host)
            or not is_deep(address.url)
            or "login" in address.url
        ):
            continue
        found = address.finding
        return Finding(found.value, found.quote, found.start, found.end, 0.95, "apply.button")
    return None


def _fact(document: Document, name: str, source: str) -> Fact | None:
    return next((fact for fact in document.facts if fact.name == name and fact.source == source), None)
