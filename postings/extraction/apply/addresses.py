"""Addresses of the web: what their host and path tell, and those that a text holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from postings.extraction.document import Document, Zone
from postings.extraction.finding import Finding
from postings.extraction.prefilter import Prefiltered

MAX_URL_CHARS = 2000
ATS_HOST = re.compile(
    r"(?:^|\.)(?:greenhouse\.io|grnh\.se|lever\.co|ashbyhq\.com|workable\.com|smartrecruiters\.com"
    r"|myworkdayjobs\.com|myworkdaysite\.com|icims\.com|jobvite\.com|recruitee\.com|breezy\.hr"
    r"|bamboohr\.com|personio\.(?:de|com)|teamtailor\.com|"
    r"applytojob\.com|theresumator\.com|taleo\.net|successfactors\.(?:com|eu)|jobscore\.com|pinpointhq\.com"
    r"|rippling\.com|gem\.com|dover\.com|homerun\.co|join\.com|welcometothejungle\.com|oraclecloud\.com"
    r"|ultipro\.com|paylocity\.com|adp\.com|comeet\.com|eightfold\.ai|avature\.net|jazz\.co|freshteam\.com"
    r"|zohorecruit\.\w+|angel\.co|wellfound\.com|hire\.withgoogle\.com|applicantpro\.com|catsone\.com"
    r"|jobs\.ch|softgarden\.io|typeform\.com|forms\.gle|airtable\.com|peopleadmin\.com|governmentjobs\.com"
    r"|schooljobs\.com|usajobs\.gov|interfolio\.com|pageuppeople\.com|csod\.com|paycomonline\.net|paycor\.com"
    r"|isolvedhire\.com|recruiterbox\.com|hireology\.com|reachmee\.com|varbi\.com|jobylon\.com|gupy\.io"
    r"|traffit\.com|erecruiter\.pl|flatchr\.io|taleez\.com|umantis\.com|refline\.ch|onlyfy\.jobs"
    r"|concludis\.de|rexx-systems\.com)$",
    re.IGNORECASE,
)
JOB_PATH = re.compile(
    r"/(?:jobs?|careers?|internships?|positions?|vacanc\w+|openings?|apply|hiring|join(?:-us)?"
    r"|work-with-us|stellen\w*|vacatures?|empleos?|ofertas?(?:-de-(?:empleo|trabajo))?|trabaj[ae]\w*"
    r"|trabalh\w+|offres?(?:-d-?emplois?)?|lavora-con-noi|posizioni|praca|oferty|kariera|werken-bij\w*"
    r"|karriere|emploi\w*|vagas?|recruit\w*|jobposting|opportunit\w+|employment)(?:[/?#.-]|$)|[?&](?:gh_jid"
    r"|jk|jobid|job_id)=|#op-\d",
    re.IGNORECASE,
)
# "/about/careers/job/x1": a page about the firm, but of one job
JOB_PAGE = re.compile(
    r"/(?:jobs?|careers?|positions?|vacanc\w+|openings?)/(?:[^/?#]+/)*[^/?#]{2,}"
    r"|/about(?:-us)?/(?:jobs|careers)/?$",
    re.IGNORECASE,
)
JOB_HOST = re.compile(
    r"^(?:www\.)?(?:(?:jobs|careers?|apply|recruiting|karriere|hiring|emploi|vagas|empleo|praca|kariera)\.|werkenbij)",
    re.IGNORECASE,
)
BOARD_HOST = re.compile(
    r"(?:^|\.)(?:seek\.com(?:\.au)?|seek\.co\.nz|indeed\.\w+|indeed\.co\.\w+|linkedin\.com"
    r"|glassdoor\.[\w.]+|monster\.[\w.]+|ziprecruiter\.[\w.]+|dice\.com|reed\.co\.uk|totaljobs\.com"
    r"|stepstone\.\w+|xing\.com|jobstreet\.[\w.]+|naukri\.com|"
    r"careerbuilder\.\w+|simplyhired\.\w+|adzuna\.[\w.]+|jora\.com|jooble\.org|trabalhabrasil\.com\.br"
    r"|infojobs\.\w+|hellowork\.com|apec\.fr|pole-emploi\.fr|jobindex\.dk|finn\.no|wellfound\.com"
    r"|remotive\.com|weworkremotely\.com|remoteok\.\w+|builtin\.com|google\.com)$",
    re.IGNORECASE,
)
NEVER_HOST = re.compile(
    r"(?:^|\.)(?:facebook\.com|twitter\.com|x\.com|instagram\.com|youtube\.com|youtu\.be|medium\.com"
    r"|techcrunch\.com|glassdoor\.\w+|crunchbase\.com|wikipedia\.org|t\.me|github\.com|google\.com"
    r"|vimeo\.com|nytimes\.com|forbes\.com|producthunt\.com|apps\.apple\.com|play\.google\.com"
    r"|itunes\.apple\.com|news\.ycombinator\.com|e-verify\.gov|dol\.gov|eeoc\.gov|schema\.org|w3\.org)$",
    re.IGNORECASE,
)
# Shortened addresses in a comment lead to the job: what else would be shortened there?
SHORTENER = re.compile(
    r"(?:^|\.)(?:bit\.ly|goo\.gl|tinyurl\.com|lnkd\.in|smrtr\.io|hubs\.ly|ow\.ly|t\.co|rebrand\.ly|buff\.ly|is\.gd)$"
)
NEVER_PATH = re.compile(
    r"/(?:login|signin|sign-in|share|sharer|intent|privacy|terms|cookies?|legal|blog|press|news|about|faq"
    r"|category|tags?|search)(?:[/?#.]|$)|\.(?:pdf|png|jpe?g|gif|css|js|docx?)(?:[?#]|$)",
    re.IGNORECASE,
)
# Of one's own, "docs.google.com/a/acme.example/forms", or of anybody
FORM = re.compile(r"\bdocs\.google\.com/(?:a/[\w.-]{1,80}/)?forms\b", re.IGNORECASE)
SOCIAL_JOB = re.compile(rf"(?:linkedin\.com/jobs/view|{FORM.pattern}|github\.com/\S+/issues)", re.IGNORECASE)
# A person or a firm on a social network
PROFILE = re.compile(
    r"^https?://(?:[\w-]{1,20}\.)?(?:linkedin\.com/(?:in|pub|company)/|(?:twitter|x|facebook|instagram)\.com/)",
    re.IGNORECASE,
)
# Pages that tell of something else beside the job: "/joining-the-pension-scheme/"
ASIDE_PATH = re.compile(
    r"[/-](?:pensions?|benefits|perks|diversity|equality|inclusion|accessibility|accommodations?|complaints?"
    r"|our-values|code-of-conduct|principles|polic(?:y|ies))(?:[/?#.-]|$)",
    re.IGNORECASE,
)
_URL = Prefiltered(
    r"\bhttps?://[^\s<>\"'|\\^`{}]{3,2000}|\bwww\.[a-z0-9-]{2,60}\.[^\s<>\"'|\\^`{}]{2,500}", re.IGNORECASE
)
# "Apply: acme.example/drive": an address without its scheme
_APPLY_AT = Prefiltered(
    r"\bapply(?: (?:now|online|here|today|directly))?(?: at| via| on|:)\s{0,2}"
    r"(?P<url>(?!www\.|https?:)(?:[a-z0-9-]{1,40}\.){1,3}[a-z]{2,10}/[^\s<>\"'()|]{1,200})",
    re.IGNORECASE,
)
_URL_TAIL = re.compile(r"[.,;:!?)\]}*_…>]+$")


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the text with the words around it; received offsets for links, canonical for bare
    ones."""

    url: str
    words: str
    before: str
    zone: Zone
    finding: Finding[str]
    order: int


def is_web(url: str) -> bool:
    return url.startswith(("http://", "https://")) and " " not in url.strip() and len(url) <= MAX_URL_CHARS


def is_image(url: str) -> bool:
    return re.search(r"\.(?:png|jpe?g|gif|svg|webp)(?:[?#]|$)", url, re.IGNORECASE) is not None


def host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return ""


def is_deep(url: str) -> bool:
    """Whether an address names a page rather than a site."""
    try:
        split = urlsplit(url)
    except ValueError:
        return False
    return len(split.path.strip("/")) > 1 or bool(split.query)


def names_a_page(url: str) -> bool:
    """Whether the path is long enough to name one page: "/app" and "/new/" are parts of a site."""
    parts = [part for part in urlsplit(url).path.split("/") if part]
    return len(parts) > 1 or any(len(part) >= 8 for part in parts) or bool(urlsplit(url).query)


def addresses(document: Document, base: str | None) -> Iterator[Address]:
    taken: set[int] = set()
    order = 0
    for link in document.links[:2000]:
        url = link.url.strip()
        if base is not None and not re.match(r"[a-z][a-z0-9+.-]*:", url, re.IGNORECASE):
            try:
                url = urljoin(base, url)
            except ValueError:
                continue
        if not is_web(url):
            continue
        line = document.line_at(link.start)
        words = document.text[link.start : link.end]
        begin = line.start if line is not None else link.start
        before = document.text[max(begin, link.start - 120) : link.start]
        if len(before.strip()) < 12:  # a link alone on its line belongs to the words above
            before = document.text[max(0, begin - 140) : link.start]
        taken.update(range(link.start, min(link.end, link.start + 300)))
        order += 1
        zone = line.zone if line is not None else Zone.CHROME
        finding = document.link_finding(url, link, confidence=0.5, rule="apply.link")
        yield Address(url, words.strip(), before, zone, finding, order)
    for found in _APPLY_AT.finditer(document.text):
        line = document.line_at(found.start())
        if line is not None:
            order += 1
            url = _URL_TAIL.sub("", found["url"])
            end = found.start("url") + len(url)
            finding = document.finding(
                f"https://{url}", found.start("url"), end, confidence=0.5, rule="apply.bare"
            )
            yield Address(f"https://{url}", f"www.{url}", found.group(), line.zone, finding, order)
    for found in _URL.finditer(document.text):
        if found.start() in taken:
            continue
        line = document.line_at(found.start())
        if line is None or any(fact.start <= found.start() < fact.end for fact in document.facts[:400]):
            continue
        written = _URL_TAIL.sub("", found.group())
        if written.count("(") > written.count(")") and found.group()[len(written) : len(written) + 1] == ")":
            written += ")"
        url = written if written.lower().startswith("http") else f"https://{written}"
        before = document.text[max(line.start, found.start() - 120) : found.start()]
        if len(before.strip()) < 12:
            before = document.text[max(0, line.start - 140) : found.start()]
        order += 1
        end = found.start() + len(written)
        finding = document.finding(url, found.start(), end, confidence=0.5, rule="apply.bare")
        yield Address(url, written, before, line.zone, finding, order)
        if order > 3000:
            return
