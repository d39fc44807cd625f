"""What addresses tell of the company: boards whose path or host names it, and its own domain."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice

from postings.extraction.company.names import LEGAL_SUFFIX, NAME, firm
from postings.extraction.document import Document
from postings.extraction.finding import Finding
from postings.extraction.header import is_head
from postings.extraction.own_name import bare_name
from postings.extraction.prefilter import folded

# Applicant tracking hosts whose path or host names the employer.
_ATS = re.compile(
    r"(?:boards(?:-api)?\.greenhouse\.io/(?:v1/boards/)?|job-boards(?:\.eu)?\.greenhouse\.io/"
    r"|jobs\.(?:eu\.)?lever\.co/|api\.lever\.co/v0/postings/|jobs\.ashbyhq\.com/|apply\.workable\.com/"
    r"|jobs\.smartrecruiters\.com/|"
    r"careers\.smartrecruiters\.com/|wellfound\.com/company/|angel\.co/(?:company/)?|jobs\.jobvite\.com/"
    r"|(?=[\w-]+\.(?:recruitee|breezy|bamboohr|personio|teamtailor|workable|applytojob|theresumator)\.))"
    r"(?:https?://)?(?P<slug>[\w-]{2,40})",
    re.IGNORECASE,
)
_HOSTED = re.compile(
    r"https?://(?P<slug>[\w-]{2,40})\.(?:wd\d+\.myworkdayjobs|recruitee|breezy|bamboohr|jobs\.personio"
    r"|teamtailor|workable|applytojob|theresumator|pinpointhq|lever|greenhouse|icims|ashbyhq)"
    r"\.(?:com|hr|de|io|co)",
    re.IGNORECASE,
)
# "welcometothejungle.com/fr/companies/acme/jobs/baker": a board's page of a firm.
_BOARD_PAGE = re.compile(
    r"https?://(?:www\.)?(?:welcometothejungle\.com/\w\w/companies|wellfound\.com/company"
    r"|builtin\.com/company)"
    r"/(?P<slug>[\w-]{2,40})",
    re.IGNORECASE,
)
_BARE = re.compile(r"https?://[^\s<>\"')\]]{6,300}")
# The name in a host: "www.acme.com", "career.acme.de"; boards and trackers are no employers.
_HOST = re.compile(
    r"https?://(?:[\w-]+\.){0,3}?(?P<name>[\w-]{3,40})\.(?:co\.\w\w|com\.\w\w|\w{2,8})(?=[/?:#]|$)",
    re.IGNORECASE,
)
_NO_EMPLOYER = re.compile(
    r"linkedin|indeed|glassdoor|monster|stepstone|xing|jobleads|arbeitnow|welcometothejungle"
    r"|recruiterflow|join\.com"
    r"|google|github|greenhouse|lever\.co|workday|smartrecruiters|ashbyhq|teamtailor|personio|softgarden"
    r"|aplitrak"
    r"|adzuna|dice|ziprecruiter|remotive|weworkremotely|wikipedia|youtube|medium\.com|facebook|twitter",
    re.IGNORECASE,
)
HEAD_CHARS = 800
MAX_MAIL_CHARS = 40_000
_HEAD_LINES = 40
_SLUG_STOP = frozenset("jobs careers career www embed api v1 boards job apply search j o us en".split())


@dataclass(slots=True)
class Vote:
    """The votes for one name and where it was first seen by its best cue."""

    name: str
    start: int
    end: int
    weight: float
    rules: set[str]
    best: float


def _add_line_of(document: Document, votes: dict[str, Vote], squashed: str) -> None:
    """The name that an address spells and that stands alone in a line near the top ("acme", "M13h")."""
    for line in document.lines[:_HEAD_LINES]:
        if len(line.text) <= 60 and re.sub(r"\W|_", "", line.text.casefold()) == squashed:
            votes.setdefault(
                line.text.casefold(), Vote(line.text, line.start, line.end, 1.5, {"address"}, 1.5)
            )
            return


def add_slugs(document: Document, votes: dict[str, Vote], title: Finding[str] | None) -> None:
    """Names that an applicant tracking system's address spells ("jobs.lever.co/acmerobotics")."""
    addresses = [(link.url, link.start, link.end) for link in document.links]
    addresses += [
        (fact.value, fact.start, fact.end) for fact in document.facts if fact.value.startswith("http")
    ]
    for key, vote in votes.items():  # a board's address that spells the name
        spelled = re.sub(r"\W+", "-", key)
        if len(spelled) > 3 and any(
            re.search(rf"(?:^|[/.-]){re.escape(spelled)}(?:[/.-]|$)", address.casefold())
            for address, _, _ in addresses[:60]
        ):
            vote.weight += 0.8
    addresses += [  # a bare address above a text that was saved from it
        (found.group(), found.start(), found.end()) for found in _BARE.finditer(document.text, 0, HEAD_CHARS)
    ][:4]
    named = title.value.casefold() if title is not None else ""
    for fact in document.facts:
        if not fact.value.startswith("http") or fact.source not in ("csv", "json", "xml", "json-ld"):
            continue
        path = fact.value.partition("//")[2].partition("/")[2]
        for token in re.findall(r"(?<![^/_-])[A-Z][a-z]{3,30}(?=[/_-]|$)", path)[
            :12
        ]:  # "/Cook-Saltmarsh-Rome-IT/77"
            mentions = [found.start() for found in re.finditer(rf"(?<=[a-z,] ){token}\b", document.text)]
            if (
                len(mentions) >= 2
                and firm(token) is not None
                and not is_head(token)
                and token.casefold() not in named
                and token.casefold() not in votes
            ):
                votes[token.casefold()] = Vote(
                    token, mentions[0], mentions[0] + len(token), 1.6, {"address"}, 1.6
                )
    for bare in islice(_BARE.finditer(document.text, 0, HEAD_CHARS), 2):
        host = _HOST.match(bare.group())
        if host is None or _NO_EMPLOYER.search(bare.group()) or _ATS.search(bare.group()):
            continue
        squashed = re.sub(r"\W", "", host["name"].casefold())
        mention = _mention(document, squashed) if len(squashed) > 3 else None
        if mention is not None and firm(mention[0]) is not None and mention[0].casefold() not in votes:
            at = mention[1]  # the page that the text was saved from is the employer's own
            votes[mention[0].casefold()] = Vote(mention[0], at, at + len(mention[0]), 1.6, {"address"}, 1.3)
    for address, start, end in addresses[:60]:
        found = _ATS.search(address) or _HOSTED.match(address) or _BOARD_PAGE.match(address)
        if found is None:
            continue
        slug = found.group("slug").casefold()
        if slug in _SLUG_STOP:
            continue
        squashed = re.sub(r"\W|_", "", slug)
        _add_line_of(document, votes, squashed)
        for key, vote in votes.items():
            plain = re.sub(r"\W", "", key)
            if plain == squashed or (len(plain) > 2 and slug.split("-")[0] == plain):
                vote.weight += 3.0
                vote.rules.add("slug")
                vote.best = max(vote.best, 2.0)
                break
        else:
            mention = _mention(document, squashed) or _mention(document, bare_name(squashed))
            if mention is not None:
                votes[squashed] = Vote(
                    mention[0], mention[1], mention[1] + len(mention[0]), 3.5, {"slug"}, 2.0
                )
            else:
                name = " ".join(word.capitalize() for word in re.split(r"[-_]", slug))
                votes[squashed] = Vote(name, start, end, 1.5, {"slug"}, 1.3)


_MAIL_HOST = re.compile(r"[\w.+-]@(?P<host>[\w-]+(?:\.[\w-]+){1,3})")
_FREE_MAIL = frozenset(
    "gmail googlemail outlook hotmail yahoo icloud proton protonmail aol gmx web live me mail qq 163 msn"
    " ymail example email company domain".split()
)
_SECOND_LEVEL = frozenset("co com org net ac gov edu".split())


def add_mail_hosts(document: Document, votes: dict[str, Vote]) -> None:
    """Names that the text writes and the host of a mail address spells ("our Acme team", "jobs@acme.io")."""
    hosts: dict[str, None] = {}
    for found in _MAIL_HOST.finditer(document.received[:MAX_MAIL_CHARS]):
        labels = found["host"].casefold().split(".")
        own = labels[-3] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2]
        if own not in _FREE_MAIL and len(own) > 2:
            hosts[own.replace("-", "")] = None
    for squashed in list(hosts)[:4]:
        mention = _mention(document, squashed)
        if mention is None or firm(mention[0]) is None:
            continue
        keys = [key for key in votes if re.sub(r"\W", "", key).startswith(squashed)]
        key = max(keys, key=lambda each: votes[each].weight, default=mention[0].casefold())
        vote = votes.setdefault(
            key, Vote(mention[0], mention[1], mention[1] + len(mention[0]), 0.0, set(), 0.0)
        )
        vote.weight += 1.5
        vote.rules.add("mail_host")
        vote.best = max(vote.best, 1.5)


_CAPITALISED = re.compile(NAME)


def _mention(document: Document, squashed: str) -> tuple[str, int] | None:
    """Where the text writes a name whose letters are those of a slug."""
    for found in _CAPITALISED.finditer(document.text[:20_000]):
        words = found.group("name").split()
        for size in range(min(4, len(words)), 0, -1):
            name = " ".join(words[:size])
            if re.sub(r"\W|_", "", name).casefold() == squashed:
                return name.rstrip(".,"), found.start("name")
        if len(words) > 1 and re.sub(r"\W|_", "", words[-1]).casefold() == squashed:
            return words[-1].rstrip(".,"), found.end("name") - len(words[-1])  # "Verwaltung der ACME"
    return None


def is_spelled(document: Document, name: str) -> bool:
    """Whether an address of the text spells the name ("jobs@acme.example", "board.example/acme/1")."""
    squashed = re.sub(r"\W", "", LEGAL_SUFFIX.sub("", name)).casefold()
    if len(squashed) < 4:
        return False
    return (
        re.search(rf"[@/.-]{re.escape(squashed)}[./-]", document.received.casefold().replace("-", ""))
        is not None
    )


_BEFORE_NAME = re.compile(r"[\w/@.-]")
_AFTER_NAME = re.compile(r"(\.(?:com|io|ai|co|net|org))?(?![\w/@-]|\.\w)")


def with_domain(document: Document, found: Finding[str]) -> Finding[str]:
    """The name with its domain where the text never writes it without ("Cratebound.com is growing")."""
    if " " in found.value or not found.value[:1].isupper():
        return found
    text = folded(document.text[:20_000])
    name, at = folded(found.value), -1
    uses: Counter[str | None] = Counter()
    while (at := text.find(name, at + 1)) >= 0:
        if (at == 0 or _BEFORE_NAME.match(text[at - 1]) is None) and (
            use := _AFTER_NAME.match(text, at + len(name))
        ):
            uses[use[1]] += 1
    if uses[None] or len(uses) != 1 or sum(uses.values()) < 2:
        return found
    return replace(found, value=f"{found.value}{next(iter(uses))}")
