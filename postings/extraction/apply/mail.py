"""The address of a mail that applications go to, also where its sign is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction.document import Document, Link, Zone
from postings.extraction.finding import Finding
from postings.extraction.prefilter import Prefiltered

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w][\w.+-]{0,63}@(?:[^\W_][\w-]{0,62}\.){1,5}[a-z]{2,24}(?![\w-])", re.IGNORECASE
)
# How an address says "@" without writing it so.
_HIDDEN_AT = (
    r"(?:\[ ?at ?\]|\( ?at ?\)|\{ ?at ?\}|< ?at ?>|\s@\s|\[@\]|\(@\)|\s?[-–—_]{1,5} ?at ?[-–—_]{1,5}"
    r"|(?<=\w)[ \t\n\xa0]{0,7}[ \t\n\xa0](?:at|AT)(?=\s{1,8}\w[\w-]{1,40}\s{0,8}"
    r"(?:(?:\[|\(|<|\{)?\s?(?:dot|DOT)\b"
    r"|\.(?:com|io|co|ai|org|net|app|dev|tech|me|so|us|eu|de|uk|fr|ch|nl)\b)))"
)
_HIDDEN_SIGN = Prefiltered(_HIDDEN_AT, re.IGNORECASE)
_HIDDEN_EMAIL = re.compile(
    rf"(?<![\w.+-])(?P<user>[a-z0-9][\w.+-]{{0,40}})\s?{_HIDDEN_AT}\s?"
    r"(?P<host>[\w-]{1,63}(?:(?:\s?\.(?!\s)|\s?(?:\[\s?(?:dot|\.)\s?\]|\(\s?(?:dot|\.)\s?\)"
    r"|\{\s?dot\s?\}|<\s?dot\s?>"
    r"|\s(?:dot|DOT)\s)\s?)[\w-]{1,63}){1,4})",
    re.IGNORECASE,
)
MAX_USER_CHARS = 50  # of an address before its sign, blanks included
_MAIL_CUE = re.compile(
    r"e-?mail|\bmail\b|write|send|contact|reach|resume|\bcv\b|apply|jobs?\b|careers?\b|hiring\b|\bhr\b",
    re.IGNORECASE,
)
_DOT = re.compile(
    r"\s?(?:\[\s?(?:dot|\.)\s?\]|\(\s?(?:dot|\.)\s?\)|\{\s?dot\s?\}|<\s?dot\s?>|\sdot\s)\s?", re.IGNORECASE
)
_APPLICATION_USER = re.compile(
    r"^(?:jobs?|careers?|apply|application|applications|hr|hiring|recruit\w*|talent|people|work|join"
    r"|bewerbung\w*|karriere|personal|cv|resumes?|vagas|rh|empleo|recrutement|candidat\w*|emploi|team"
    r"|school)\b",
    re.IGNORECASE,
)
_OTHER_USER = re.compile(
    r"accommodat|privacy|legal|support|press|media|sales|noreply|no-reply|unsubscribe|accessib|compliance"
    r"|abuse|webmaster|security|disab|gdpr|dpo|fraud|assistance|(?:^|[_.-])help(?:$|[_.-])|helpdesk",
    re.IGNORECASE,
)
# "If you require an accommodation to complete the application process, write to ..."
_ASSISTANCE = re.compile(r"accommodat|disabilit|requir\w+ (?:any )?(?:special )?assistance", re.IGNORECASE)
_SENT_THERE = re.compile(
    r"\b(?:resume|résumé|cv|cover letter|(?:send|submit|e-?mail|forward) (?:us )?(?:your|an?|the) application"
    r"|apply (?:by|at|to|via|through))\b",
    re.IGNORECASE,
)
_OTHER_CUE = re.compile(
    r"accommodation|disabilit|privacy|unsubscribe|fraud|scam|phishing|support|collection of (?:this"
    r"|personal)|data protection|agenc(?:y|ies)",
    re.IGNORECASE,
)
_FRAUD = re.compile(r"\b(?:fraud\w*|scams?|scammers?|phishing|imposters?|impersonat\w+)\b", re.IGNORECASE)
_ADDRESSED = re.compile(
    r"\b(?:e-?mail|resume|cv|application|write)s?\b[^.;\n]{0,20}(?:\bto\b|:)\s*:?\s*$"
    r"|\be-?mail\s+(?:us\s+)?$",
    re.IGNORECASE,
)
_INTERESTED = re.compile(r"\b(?:interested|questions|curious)\?\s*\S+$", re.IGNORECASE)
_NO_USER = frozenset(
    """
username firstname lastname name me you them him her look find see more here reach work working
jobs careers team engineer engineers live position positions role roles job blog site contact
people out now today software available up hiring online website directly details info
information opportunities openings located based office include includes including is are at
with from by the our us to via and or on like as emails addresses
""".split()
)
_MAIL_LABEL = re.compile(r"\b(?:apply|application|contact|jobs?|hr)\b|e-?mail", re.IGNORECASE)

_REACH_ME = re.compile(r"\b(?:contact|reach|e-?mail|write to)\s(?:me|us)\b", re.IGNORECASE)


def find_email(document: Document) -> Finding[str] | None:
    """The mail address applications go to; None when there is none or it serves something else."""
    best: Finding[str] | None = None
    for email, start, end, link in _emails(document):
        words = document.text[start:end]  # of a link over several lines the first may be blank
        line = document.line_at(start + len(words) - len(words.lstrip()))
        if line is None:
            continue
        context = document.text[max(line.start, start - 160) : min(line.end, end + 100)]
        previous = document.text[max(0, line.start - 140) : line.start]
        user = email.split("@", 1)[0]
        if _OTHER_USER.search(user):
            continue
        if _ASSISTANCE.search(context) and not _SENT_THERE.search(context):
            continue
        if _OTHER_CUE.search(context) and not re.search(
            r"\bappl(?:y|ication)|resume|cv\b", context[: start - line.start + 40], re.IGNORECASE
        ):
            continue
        if _FRAUD.search(previous + context) and not _SENT_THERE.search(context):
            continue  # "our recruiters only write from ...": whom to believe, not whom to write to
        confidence = 0.62
        if _APPLICATION_USER.match(user):
            confidence = 0.86
        if re.search(
            r"appl(?:y|ication)|resume|\bcvs?\b|send|e-?mail|contact|reach|bewerb|candidat|postul"
            r"|interested|portfolio|cover letter|drop|ping|write|profile|mail",
            context + previous,
            re.IGNORECASE,
        ):
            confidence += 0.1
        told = _REACH_ME.search(document.text, max(line.start, start - 60), start) is not None
        if line.zone is Zone.LEGAL and not told and not _APPLICATION_USER.match(user):
            confidence -= 0.25
        if line.label is not None and _MAIL_LABEL.search(line.label):
            confidence += 0.2  # "contact_email" in the head of a page
        if line.zone is Zone.CHROME:
            confidence -= 0.2
        if confidence >= 0.5 and (best is None or confidence > best.confidence):
            if link is not None:
                best = document.link_finding(email, link, confidence=confidence, rule="apply.mail_link")
            else:
                best = document.finding(email, start, end, confidence=confidence, rule="apply.email")
    return best


def _emails(document: Document) -> Iterator[tuple[str, int, int, Link | None]]:
    seen = 0
    for link in document.links[:2000]:
        if link.url.lower().startswith("mailto:"):
            email = link.url[7:].split("?", 1)[0].strip()
            found = _EMAIL.fullmatch(email)
            if found is not None:
                yield email, link.start, link.end, link
    for found in _EMAIL.finditer(document.text) if "@" in document.text else ():
        seen += 1
        if seen > 200:
            return
        yield found.group().rstrip("."), found.start(), found.end(), None
    for found in _hidden_emails(document.text):
        seen += 1
        if seen > 200:
            return
        host = _DOT.sub(".", found.group("host")).replace(" ", "")
        email = f"{found.group('user')}@{host}".lower()
        in_words = re.search(r"[@\[({<]|[-–—_]\s?at\s?[-–—_]", found.group(), re.IGNORECASE) is None
        before = document.text[max(0, found.start() - 60) : found.start()] + found.group("user")
        line = document.line_at(found.start())
        spelled = re.search(r"\bdot\b", found.group("host"), re.IGNORECASE) is not None
        addressed = _ADDRESSED.search(document.text, max(0, found.start() - 40), found.start()) is not None
        if in_words and not (spelled or addressed) and found.group("user").casefold() in _NO_USER:
            continue  # "see our jobs at acme.example"
        if in_words and line is not None and line.text.strip(" .") == found.group().strip(" ."):
            yield email, found.start(), found.end(), None  # alone under the greeting
            continue
        apart = re.search(r"\s@\s", found.group()) is not None
        if apart and (
            (found.group("user").casefold() in _NO_USER and not addressed) or not _MAIL_CUE.search(before)
        ):
            continue  # "addresses which include @ acme.example"
        if in_words and not (_MAIL_CUE.search(before) or _INTERESTED.search(before)):
            continue  # "we met at acme dot com level"
        if _EMAIL.fullmatch(email) and len(host.rpartition(".")[2]) <= 12:
            yield email, found.start(), found.end(), None


def _hidden_emails(text: str) -> Iterator[re.Match[str]]:
    """Addresses without "@", looked for only around what stands for it."""
    at = 0
    for sign in _HIDDEN_SIGN.finditer(text):
        for start in range(max(at, sign.start() - MAX_USER_CHARS), sign.start()):
            if (found := _HIDDEN_EMAIL.match(text, start)) is not None:
                yield found
                at = found.end()
                break
