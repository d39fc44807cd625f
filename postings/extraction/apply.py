"""Where to apply: structured data, links whose words say so, links to applicant tracking systems, the
page's own
address; and the address of a mail that applications go to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from postings.extraction.document import Document, Fact, Format, Link, Zone
from postings.extraction.finding import Finding
from postings.extraction.prefilter import Prefiltered

MAX_URL_CHARS = 2000

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
)
_APPLY_WORDS = re.compile(
    r"\b(?:apply|application (?:form|portal|page|link)|submit (?:your|an) (?:application|resume|cv)"
    r"|bewerben|bewirb|bewerbung|postuler?|postulez|candidat(?:er|ar|e|ar-se|ura|ati)|aplic(?:ar|a)|aplikuj"
    r"|solliciteer|sollicit\w+|ansök|søk|get started|start application|i'm interested|express interest"
    r"|send (?:us )?your (?:resume|cv))\b",
    re.IGNORECASE,
)
_APPLY_CUE = re.compile(
    r"\b(?:appl(?:y|ying|ication|ications)|submit|resume|cv|candidature|bewerb\w*|postul\w*|candidat\w*"
    r"|positions?|job (?:description|posting|details?|listing|spec|page)|more (?:info\w*|details)|details"
    r"|learn more|full (?:description|listing|posting)|official (?:posting|call))\b",
    re.IGNORECASE,
)
_ATS_HOST = re.compile(
    r"(?:^|\.)(?:greenhouse\.io|grnh\.se|lever\.co|ashbyhq\.com|workable\.com|smartrecruiters\.com"
    r"|myworkdayjobs\.com|myworkdaysite\.com|icims\.com|jobvite\.com|recruitee\.com|breezy\.hr"
    r"|bamboohr\.com|personio\.(?:de|com)|teamtailor\.com|"
    r"applytojob\.com|theresumator\.com|taleo\.net|successfactors\.(?:com|eu)|jobscore\.com|pinpointhq\.com"
    r"|rippling\.com|gem\.com|dover\.com|homerun\.co|join\.com|welcometothejungle\.com|oraclecloud\.com"
    r"|ultipro\.com|paylocity\.com|adp\.com|comeet\.com|eightfold\.ai|avature\.net|jazz\.co|freshteam\.com"
    r"|zohorecruit\.\w+|angel\.co|wellfound\.com|hire\.withgoogle\.com|applicantpro\.com|catsone\.com"
    r"|jobs\.ch|softgarden\.io|typeform\.com|forms\.gle|airtable\.com)$",
    re.IGNORECASE,
)
_JOB_PATH = re.compile(
    r"/(?:jobs?|careers?|internships?|positions?|vacanc\w+|openings?|apply|hiring|join(?:-us)?"
    r"|work-with-us|stellen\w*|vacatures?|empleos?|ofertas?(?:-de-(?:empleo|trabajo))?|trabaj[ae]\w*"
    r"|trabalh\w+|offres?(?:-d-?emplois?)?|lavora-con-noi|posizioni|praca|oferty|kariera|werken-bij\w*"
    r"|karriere|emploi\w*|vagas?|recruit\w*|jobposting|opportunit\w+|employment)(?:[/?#.-]|$)|[?&](?:gh_jid"
    r"|jk|jobid|job_id)=",
    re.IGNORECASE,
)
# "/about/careers/job/x1": a page about the firm, but of one job
_JOB_PAGE = re.compile(
    r"/(?:jobs?|careers?|positions?|vacanc\w+|openings?)/(?:[^/?#]+/)*[^/?#]{2,}"
    r"|/about(?:-us)?/(?:jobs|careers)/?$",
    re.IGNORECASE,
)
_OF_JOBS = re.compile(
    r"\b(?:positions?|openings?|jobs?|roles?|vacanc\w+|careers?|appl(?:y|ication)\w*|hiring)\b", re.IGNORECASE
)
_JOB_HOST = re.compile(
    r"^(?:www\.)?(?:(?:jobs|careers?|apply|recruiting|karriere|hiring|emploi|vagas|empleo|praca|kariera)\.|werkenbij)",
    re.IGNORECASE,
)
_BOARD_HOST = re.compile(
    r"(?:^|\.)(?:seek\.com(?:\.au)?|seek\.co\.nz|indeed\.\w+|indeed\.co\.\w+|linkedin\.com"
    r"|glassdoor\.[\w.]+|monster\.[\w.]+|ziprecruiter\.[\w.]+|dice\.com|reed\.co\.uk|totaljobs\.com"
    r"|stepstone\.\w+|xing\.com|jobstreet\.[\w.]+|naukri\.com|"
    r"careerbuilder\.\w+|simplyhired\.\w+|adzuna\.[\w.]+|jora\.com|jooble\.org|trabalhabrasil\.com\.br"
    r"|infojobs\.\w+|hellowork\.com|apec\.fr|pole-emploi\.fr|jobindex\.dk|finn\.no|wellfound\.com"
    r"|remotive\.com|weworkremotely\.com|remoteok\.\w+|builtin\.com|google\.com)$",
    re.IGNORECASE,
)
_NEVER_HOST = re.compile(
    r"(?:^|\.)(?:facebook\.com|twitter\.com|x\.com|instagram\.com|youtube\.com|youtu\.be|medium\.com"
    r"|techcrunch\.com|glassdoor\.\w+|crunchbase\.com|wikipedia\.org|t\.me|github\.com|google\.com"
    r"|vimeo\.com|nytimes\.com|forbes\.com|producthunt\.com|apps\.apple\.com|play\.google\.com"
    r"|itunes\.apple\.com|e-verify\.gov|dol\.gov|eeoc\.gov|schema\.org|w3\.org)$",
    re.IGNORECASE,
)
# Shortened addresses in a comment lead to the job: what else would be shortened there?
_SHORTENER = re.compile(
    r"(?:^|\.)(?:bit\.ly|goo\.gl|tinyurl\.com|lnkd\.in|smrtr\.io|hubs\.ly|ow\.ly|t\.co|rebrand\.ly|buff\.ly|is\.gd)$"
)
_NEVER_PATH = re.compile(
    r"/(?:login|signin|sign-in|share|sharer|intent|privacy|terms|cookies?|legal|blog|press|news|about|faq"
    r"|category|tags?|search)(?:[/?#.]|$)|\.(?:pdf|png|jpe?g|gif|css|js|docx?)(?:[?#]|$)",
    re.IGNORECASE,
)
_SOCIAL_JOB = re.compile(
    r"(?:linkedin\.com/jobs/view|docs\.google\.com/forms|github\.com/\S+/issues)", re.IGNORECASE
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


@dataclass(frozen=True, slots=True)
class _Address:
    """An address of the text with the words around it; received offsets for links, canonical for bare
    ones."""

    url: str
    words: str
    before: str
    zone: Zone
    finding: Finding[str]
    order: int


def find_url(document: Document) -> Finding[str] | None:
    """The address to apply at; the posting's own address where a page names no other; None when there is
    none."""
    if document.format is Format.HTML and (button := _button(document)) is not None:
        return button
    for names, confidence in ((_APPLY_FACTS, 0.98), (_JOB_FACTS, 0.95)):
        sources = {"json", "csv", "xml", "json-ld"} | ({"front-matter"} if names is _APPLY_FACTS else set())
        for name in names:
            for fact in document.facts:
                if fact.name == name and fact.source in sources and _is_web(fact.value):
                    if name in ("url", "link", "href") and _image(fact.value):
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
            if fact.source == "json-ld" and fact.name.startswith("identifier") and _is_web(fact.value)
        ),
        None,
    )
    page = _fact(document, "canonical_url", "meta") or _fact(document, "og_url", "meta")
    base = page.value if page is not None and page.value.startswith("http") else None
    best: Finding[str] | None = None
    for address in _addresses(document, base):
        confidence, rule = _judge(address, document)
        if confidence >= 0.5 and (best is None or confidence > best.confidence + 1e-9):
            found = address.finding
            best = Finding(found.value, found.quote, found.start, found.end, confidence, rule)
    if (
        best is not None
        and best.confidence >= 0.7
        and not (
            page is not None
            and document.format is Format.HTML
            and _is_deep(page.value)
            and _host(page.value) == _host(best.value)
        )
    ):
        return best  # a board's own "apply" button only leads into the board: its page is the better address
    for own in (page, identifier):
        if own is not None and _is_web(own.value) and _is_deep(own.value):
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
            or not _is_web(fact.value)
            or _image(fact.value)
        ):
            continue
        leaf = fact.leaf
        applies = re.search(r"(?:^|_)appl(?:y|ication)(?:_|$)", leaf) and re.search(
            r"ur[li]|link|href|apply$", leaf
        )
        weight = 0.96 if applies else 0.93 if _JOB_LEAF.match(leaf) else 0.0
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
    base = next((fact.value for fact in (page, declared) if fact is not None and _is_web(fact.value)), None)
    for address in _addresses(document, base):
        if not re.match(
            r"(?:apply|jetzt bewerben|online bewerben|bewerben|postuler|candidat|aplicar|solliciteer)\b",
            address.words,
            re.IGNORECASE,
        ):
            continue
        host = _host(address.url)
        if (
            _BOARD_HOST.search(host)
            or _NEVER_HOST.search(host)
            or not _is_deep(address.url)
            or "login" in address.url
        ):
            continue
        found = address.finding
        return Finding(found.value, found.quote, found.start, found.end, 0.95, "apply.button")
    return None


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
        if line.zone is Zone.LEGAL and not _APPLICATION_USER.match(user):
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


def _fact(document: Document, name: str, source: str) -> Fact | None:
    return next((fact for fact in document.facts if fact.name == name and fact.source == source), None)


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://")) and " " not in url.strip() and len(url) <= MAX_URL_CHARS


def _image(url: str) -> bool:
    return re.search(r"\.(?:png|jpe?g|gif|svg|webp)(?:[?#]|$)", url, re.IGNORECASE) is not None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return ""


def _is_deep(url: str) -> bool:
    """Whether an address names a page rather than a site."""
    try:
        split = urlsplit(url)
    except ValueError:
        return False
    return len(split.path.strip("/")) > 1 or bool(split.query)


def _names_a_page(url: str) -> bool:
    """Whether the path is long enough to name one page: "/app" and "/new/" are parts of a site."""
    parts = [part for part in urlsplit(url).path.split("/") if part]
    return len(parts) > 1 or any(len(part) >= 8 for part in parts) or bool(urlsplit(url).query)


def _addresses(document: Document, base: str | None) -> Iterator[_Address]:
    taken: set[int] = set()
    order = 0
    for link in document.links[:2000]:
        url = link.url.strip()
        if base is not None and not re.match(r"[a-z][a-z0-9+.-]*:", url, re.IGNORECASE):
            try:
                url = urljoin(base, url)
            except ValueError:
                continue
        if not _is_web(url):
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
        yield _Address(url, words.strip(), before, zone, finding, order)
    for found in _APPLY_AT.finditer(document.text):
        line = document.line_at(found.start())
        if line is not None:
            order += 1
            url = _URL_TAIL.sub("", found["url"])
            end = found.start("url") + len(url)
            finding = document.finding(
                f"https://{url}", found.start("url"), end, confidence=0.5, rule="apply.bare"
            )
            yield _Address(f"https://{url}", f"www.{url}", found.group(), line.zone, finding, order)
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
        yield _Address(url, written, before, line.zone, finding, order)
        if order > 3000:
            return


# "You apply what you know of looms": no application is meant.
_APPLIED = re.compile(
    r"\b(?:you|we|they)(?:['’]ll|\s+will|\s+can|\s+also)?\s+apply\s+"
    r"(?!(?:at|via|by|here|through|now|for|to|on|online|directly|using|with|today|from|in|below|if|as|please)\b)\w+",
    re.IGNORECASE,
)
_OPENINGS = re.compile(
    r"\b(?:job (?:postings|descriptions|listings|openings|specs)|(?:open|current) (?:jobs|roles))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.!?;]\s(?=[A-Z])")
# "Find additional benefits and pay information here: ..."
_OF_PAY = re.compile(
    r"\b(?:benefits?|pay|perks|compensation|rewards?|salary|privacy|accommodations?)\b[^.;\n]{0,30}"
    r"\b(?:info\w*|details?|here|at|visit|see|more|on)\b\W{0,3}$",
    re.IGNORECASE,
)


_OWN_PAGE = re.compile(
    r"\W*(?:(?:job|posting|source|page|original|public) )?(?:url|link)(?: source)?\W*", re.IGNORECASE
)


def _judge(address: _Address, document: Document) -> tuple[float, str]:
    """How likely applications go to this address, and why."""
    host = _host(address.url)
    if not host or (_NEVER_HOST.search(host) and not _SOCIAL_JOB.search(address.url)):
        return 0.0, ""
    header = (
        document.format is Format.COMMENT
        and address.zone is Zone.HEADER
        and address.order <= 2
        and _is_deep(address.url)
    )
    if (
        not header
        and not _JOB_PAGE.search(address.url)
        and _NEVER_PATH.search(urlsplit(address.url).path + "?")
        and not _ATS_HOST.search(host)
        and not _APPLY_WORDS.search(address.words)
    ):
        return 0.0, ""
    if host.endswith("linkedin.com") and not _SOCIAL_JOB.search(address.url):
        return 0.0, ""
    bare = address.words.startswith(("http", "www"))
    words = "" if bare else address.words
    if words and len(words) < 60 and _APPLY_WORDS.search(words):
        weight = (
            0.97
            if re.match(
                r"(?:click (?:here )?to )?(?:apply|bewerb|postul|candidat|aplic|solliciteer)",
                words,
                re.IGNORECASE,
            )
            else 0.9
        )
        return weight - min(0.04, address.order * 0.001), "apply.link_words"
    if address.zone is Zone.CHROME and document.format is Format.HTML:
        return (0.55, "apply.tracking_system") if _ATS_HOST.search(host) else (0.0, "")
    clause = _CLAUSE.split(address.before)[-1]
    if _OF_PAY.search(clause):
        return 0.0, ""
    clause = _APPLIED.sub(" ", clause)
    cued = _APPLY_WORDS.search(clause) is not None
    hinted = cued or _APPLY_CUE.search(clause) is not None
    hinted = hinted or (_is_deep(address.url) and _OPENINGS.search(clause) is not None)
    if (
        bare
        and address.order <= 2
        and address.zone is Zone.HEADER
        and _is_deep(address.url)
        and _OWN_PAGE.fullmatch(address.before.strip())
    ):
        return 0.83, "apply.page_address"  # "URL: https://…" above a text that was saved from there
    ats = _ATS_HOST.search(host) is not None
    job = ats or _JOB_PATH.search(address.url) is not None or _JOB_HOST.match(host) is not None
    legal = address.zone is Zone.LEGAL
    late = min(0.05, address.order * 0.004)
    if cued and (job or _is_deep(address.url)) and (not legal or job):
        return 0.93 - late, "apply.cued_link"
    if cued and not legal:
        return 0.78 - late, "apply.cued_link"
    if ats and _is_deep(address.url):
        return (0.88 if hinted else 0.85) - late - (0.2 if legal else 0), "apply.tracking_system"
    if job and not legal:
        deep = len([part for part in urlsplit(address.url).path.split("/") if part]) > 1
        return (0.82 if hinted or deep else 0.74) - late, "apply.job_page"
    if hinted and not legal and document.format is Format.COMMENT:
        weight = (0.7 if _is_deep(address.url) else 0.58) + (0.04 if _OF_JOBS.search(clause) else 0.0)
        return weight - late, "apply.hinted_link"
    if document.format is Format.COMMENT and _SHORTENER.search(host) and not legal:
        return 0.62 - late, "apply.header_link"
    if header and _names_a_page(address.url):
        return 0.62, "apply.header_link"
    return 0.0, ""


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
        if apart and (found.group("user").casefold() in _NO_USER or not _MAIL_CUE.search(before)):
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
