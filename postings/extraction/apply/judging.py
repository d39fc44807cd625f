"""How likely applications go to an address, and why."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from postings.extraction.apply.addresses import (
    ASIDE_PATH,
    ATS_HOST,
    FORM,
    JOB_HOST,
    JOB_PAGE,
    JOB_PATH,
    NEVER_HOST,
    NEVER_PATH,
    SHORTENER,
    SOCIAL_JOB,
    Address,
    host_of,
    is_deep,
    names_a_page,
)
from postings.extraction.document import Document, Format, Zone
from postings.extraction.header import title_score

_APPLY_WORDS = re.compile(
    r"\b(?:apply|application (?:form|portal|page|link)|submit (?:(?:your|an) )?(?:application|resume|cv)"
    r"|applications? (?:are|is|will be|should be|must be)|to be considered"
    r"|bewerben|bewerbe|bewirb|bewerbung|bewerbungs\w+|inscreva-se|inscríbete|inscreve-te"
    r"|enviar (?:o |seu )?currículo"
    r"|candidati|postuler?|postulez|candidat(?:er|ar|e|ar-se|ura|ati)|aplic(?:ar|a)|aplikuj"
    r"|solliciteer|sollicit\w+|ansök|søk|get started|start application|i'm interested|express interest"
    r"|aplicaci[oó]n|postulaci[oó]n|inscripci[oó]n"
    r"|send (?:(?:us|in) )?(?:your|an?) (?:resume|cv|application))\b",
    re.IGNORECASE,
)
_APPLY_CUE = re.compile(
    r"\b(?:appl(?:y|ying|ication|ications)|submit|resume|cv|candidature|bewerb\w*|postul\w*|candidat\w*"
    r"|positions?|job (?:description|posting|details?|listing|spec|page)|more (?:info\w*|details)|details"
    r"|learn more|full (?:description|listing|posting)|official (?:posting|call))\b",
    re.IGNORECASE,
)
_OF_JOBS = re.compile(
    r"\b(?:positions?|openings?|jobs?|roles?|vacanc\w+|careers?|appl(?:y|ication)\w*|hiring)\b", re.IGNORECASE
)
# "You apply what you know of looms": no application is meant.
_APPLIED = re.compile(
    r"\b(?:you|we|they)(?:['’]ll|\s+will|\s+can|\s+also)?\s+apply\s+"
    r"(?!(?:at|via|by|here|through|now|for|to|on|online|directly|using|with|today|from|in|below|if|as|please)\b)\w+",
    re.IGNORECASE,
)
_FILLED_IN = re.compile(
    r"\b(?:fill (?:in|out)|complete)\b[^.;\n]{0,20}?"
    r"\b(?:form|survey|questionnaire|questions|link)\b"
    r"|\bsounds like you\b[^.;\n]{0,30}?\b(?:fill|complete|go to|visit|use|write)\b",
    re.IGNORECASE,
)
# What a link to the posting itself says, on whoever's page it stands
_POSTING_WORDS = re.compile(
    r"(?:(?:view|see|open|original|official|full|complete|the|this|go to|link to|source|external)\s){0,3}"
    r"(?:job|vacancy|posting|position|role|stelle|vaga|offre|oferta)(?:\s(?:posting|listing|description|ad|advert|post"
    r"|page|details|link|spec|specification))?(?:\s(?:on|at|here)\b.{0,30})?"
    r"|(?:view|see|original|official|full|source)\s(?:listing|ad|advert|link|source)",
    re.IGNORECASE,
)
_OPENINGS = re.compile(
    r"\b(?:job (?:postings|descriptions|listings|openings|specs)|(?:open|current) (?:jobs|roles))\b",
    re.IGNORECASE,
)
# "URL: https://...", "Job link - https://...": the posting's own address, as who saved it wrote down
_URL_LABEL = re.compile(
    r"(?:^|\n)[^\w\n]{0,6}(?:(?:job|posting|source|original|vacancy|detail|direct|page|view|official)\s){0,2}"
    r"(?:link (?:da|de la|zur|van de|para a) (?:vaga|oferta|stelle|vacature|candidatura)"
    r"|url|link|posting|source|listing|lien|enlace)(?:\ssource)?[^\w\n]{0,8}$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.!?;]\s(?=[A-Z])")
# "Find additional benefits and pay information here: ..."
_OF_PAY = re.compile(
    r"\b(?:benefits?|pay|perks|compensation|rewards?|salary|privacy|accommodations?)\b[^.;\n]{0,30}"
    r"\b(?:info\w*|details?|here|at|visit|see|more|on)\b\W{0,3}$",
    re.IGNORECASE,
)

_OTHER_LINK = re.compile(r"\S{1,200}(?:://|/\S{0,200}\.\.\.)\S{0,200}")  # written out before this one


def _lists_role(before: str) -> bool:
    """Whether nothing but a role stands on the line before its address: "- Senior Welder: "."""
    role = before.rpartition("\n")[2].strip(" \t-–—•*·:()[]|")
    return " " in role and title_score(role) >= 0.85


_OWN_PAGE = re.compile(
    r"\W*(?:(?:job|posting|source|page|original|public) )?(?:url|link)(?: source)?\W*", re.IGNORECASE
)


def judge(address: Address, document: Document) -> tuple[float, str]:
    """How likely applications go to this address, and why."""
    host = host_of(address.url)
    if not host or (NEVER_HOST.search(host) and not SOCIAL_JOB.search(address.url)):
        return 0.0, ""
    header = (
        document.format is Format.COMMENT
        and address.zone is Zone.HEADER
        and address.order <= 2
        and is_deep(address.url)
    )
    if (
        not header
        and not JOB_PAGE.search(address.url)
        and (
            NEVER_PATH.search(urlsplit(address.url).path + "?")
            or ASIDE_PATH.search(urlsplit(address.url).path)
        )
        and not ATS_HOST.search(host)
        and not _APPLY_WORDS.search(address.words)
    ):
        return 0.0, ""
    if host.endswith("linkedin.com") and not SOCIAL_JOB.search(address.url):
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
    if (
        words
        and len(words) < 60
        and is_deep(address.url)
        and _POSTING_WORDS.fullmatch(words.strip(" .:→>↗🔗*_"))
    ):
        return 0.86 - min(0.04, address.order * 0.001), "apply.posting_link"
    if address.zone is Zone.CHROME and document.format is Format.HTML:
        return (0.55, "apply.tracking_system") if ATS_HOST.search(host) else (0.0, "")
    if bare and is_deep(address.url) and _URL_LABEL.search(address.before):
        return 0.9 - min(0.05, address.order * 0.004), "apply.labelled"
    clause = _CLAUSE.split(_OTHER_LINK.sub(" ", address.before))[-1]
    if _OF_PAY.search(clause):
        return 0.0, ""
    clause = _APPLIED.sub(" ", clause)
    cued = _APPLY_WORDS.search(clause) is not None or (_FILLED_IN.search(clause) is not None)
    hinted = cued or _APPLY_CUE.search(clause) is not None
    hinted = hinted or (is_deep(address.url) and _OPENINGS.search(clause) is not None)
    if (
        bare
        and address.order <= 2
        and address.zone is Zone.HEADER
        and is_deep(address.url)
        and _OWN_PAGE.fullmatch(address.before.strip())
    ):
        return 0.83, "apply.page_address"  # "URL: https://…" above a text that was saved from there
    ats = ATS_HOST.search(host) is not None or FORM.search(address.url) is not None
    job = ats or JOB_PATH.search(address.url) is not None or JOB_HOST.match(host) is not None
    legal = address.zone is Zone.LEGAL
    late = min(0.05, address.order * 0.004)
    if cued and (job or is_deep(address.url)) and (not legal or job):
        return 0.93 - late, "apply.cued_link"
    if cued and not legal:
        return 0.78 - late, "apply.cued_link"
    if ats and is_deep(address.url):
        return (0.88 if hinted else 0.85) - late - (0.2 if legal else 0), "apply.tracking_system"
    if job and not legal:
        deep = len([part for part in urlsplit(address.url).path.split("/") if part]) > 1
        return (0.82 if hinted or deep else 0.74) - late, "apply.job_page"
    if hinted and not legal and document.format is Format.COMMENT:
        weight = (0.7 if is_deep(address.url) else 0.58) + (0.04 if _OF_JOBS.search(clause) else 0.0)
        return weight - late, "apply.hinted_link"
    if document.format is Format.COMMENT and SHORTENER.search(host) and not legal:
        return 0.62 - late, "apply.header_link"
    if document.format is Format.COMMENT and is_deep(address.url) and _lists_role(address.before):
        return 0.66 - late, "apply.role_link"  # a list of roles, each with its address
    if header and names_a_page(address.url):
        return 0.62, "apply.header_link"
    return 0.0, ""
