"""Who hires: structured data, labels, the header, the head of a comment, then a vote of cues in prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from urllib.parse import urlsplit

from postings.extraction.document import Document, Format, Line, LineKind, Zone
from postings.extraction.finding import Finding
from postings.extraction.header import PartKind, is_head, is_place, part_kind, parts, title_score
from postings.extraction.own_name import bare_name, is_own_name
from postings.extraction.prefilter import PatternSet, Prefiltered, folded
from postings.extraction.sections import heading_zone, known_labels
from postings.extraction.skill_vocabulary import skill_names

MIN_CONFIDENCE = 0.5
MAX_NAME_CHARS = 90

_FACT_NAMES = (
    "hiring_organization.name",
    "hiring_organization",
    "company_name",
    "company",
    "company.name",
    "company.display_name",
    "company.label",
    "employer_name",
    "employer",
    "employer.name",
    "organization",
    "organization.name",
    "organisation",
    "organization_name",
    "organisation_name",
    "hiring_company",
    "advertiser",
    "advertiser.name",
    "advertisername",
    "companyname",
    "company_info.name",
    "business_name",
    "joblocation_company",
    "subcompany",
    "brand",
    "client_name",
)
# names of which the last part says enough ("matched_object_descriptor.organization_name")
_NESTED = frozenset(
    "company_name organization_name organisation_name employer_name hiring_organization_name".split()
)
_LABELS = frozenset(
    "company|company name|employer|employer name|organization|organisation|organization name"
    "|organisation name|hiring organization|hiring organisation|hiring company|"
    "institution|agency name|school name|school name and address|school|client|business|firm"
    "|name of employer|org|agency|hiring agency|department/agency|betrieb|träger|einrichtung|unternehmen"
    "|arbeitgeber|ausbildungsbetrieb|werkgever|employeur|empleador|empregador|arbetsgivare|firma"
    "|practice|hospital|clinic|studio|restaurant|entreprise|société|empresa|azienda"
    "|bedrijf|företag|firmanavn".split("|")
)
_NOTHING = frozenset(
    "none|n/a|na|null|unknown|not specified|confidential|company confidential|confidential company|private"
    "|rating|ratings|salary|reviews|overview|job|jobs|benefits|profile|follow|stealth|stealth startup"
    "|anonymous|undisclosed|-|company|name|hiring|our client|location|locations|local|locals|maybe"
    "|position|positions|title|role|roles|where|who|what".split("|")
)

# The name of a firm: capitalised words, joined by small ones.
_WORD = (
    r"(?<![\w&'’+-])(?:[A-Z0-9][\w&'’+-]{0,40}+(?:\.(?:com|io|ai|co|org|net|app|dev|tech|me))?"
    r"|[a-z]{1,2}-?[A-Z][\w&'’+-]{0,40}+)"
)
_NAME = (
    rf"(?P<name>{_WORD}(?:(?:,? (?:Inc|LLC|Ltd|GmbH|Corp|Co|PLC|LLP)\b\.?)"
    rf"|[ ](?:(?:of|and|the|de|del|della|di|da|do|dos|der|den|van|und|et|for|du|des|la|von|&|\+|y"
    rf"|e)[ ]){{0,2}}{_WORD}){{0,6}})"
)
_CUES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    (
        "equal_opportunity",
        3.0,
        re.compile(
            _NAME + r"(?:,? (?:Inc|LLC|Ltd|Corp)\.?,?)?(?:'s|’s)? (?:is|are) (?:proud to be "
            r"|committed to (?:being|providing) |dedicated to )?(?:an? "
            r"|the )?(?:proud )?[Ee]qual[ -](?:[Ee]mployment[ -])?[Oo]pportunit"
        ),
    ),
    (
        "is_hiring",
        2.6,
        re.compile(
            _NAME + r"(?: \([^()\n]{1,60}\))?(?:,? (?:an?|the) [^,.\n]{3,80},)? (?:is|are)"
            r" (?:currently |now |actively |also )?(?:looking (?:for|to (?:hire|add|recruit|grow))|seeking"
            r"|searching for|hiring|recruiting|in search of|growing)\b"
        ),
    ),
    (
        "seeks",
        2.4,
        re.compile(
            _NAME + r",? (?:seeks|needs|has (?:an? )?(?:immediate |exciting |current |new )?(?:opening"
            r"|opportunit|position|need|vacanc)|wants to hire|invites applications|sucht|recherche"
            r"|necesita|precisa"
            r"|recrute|busca|procura|cerca|zoekt|söker|poszukuje)\b"
        ),
    ),
    (
        "at_we",
        2.4,
        re.compile(
            r"\b[Aa]t "
            + _NAME
            + r",?(?: an? [^,.\n]{3,80},)? (?:we|our|you|you(?:'|’)ll|people|everyone|every|the)\b"
        ),
    ),
    (
        "we_are",
        2.4,
        re.compile(
            r"\b(?:We(?:'|’)re|We are|I am|I(?:'|’)m with|Here at|[Bb]ei|[Cc]hez) "
            + _NAME
            + r"(?=[,.:;!]| (?:\(|we|and we|and|a |an |the |–|—|-))"
        ),
    ),
    (
        "is_a",
        2.0,
        re.compile(
            r"(?:^|(?<=[.!?]\s)|(?<=\n))"
            + _NAME
            + r"(?: \([^()\n]{1,60}\))?,? (?:is|are|was founded|ist|est|es|é|è|jest) (?:an?|the|one of"
            r"|on a mission|building|leading|developing|transforming|changing|revolutioni[sz]ing|backed"
            r"|proud|committed|dedicated|reinventing|redefining|creating|making|helping|bringing|where"
            r"|your|a|ein|eine|un|une|uma|la|le|el|o|een|en|in)\b"
        ),
    ),
    (
        "does",
        1.6,
        re.compile(
            r"(?:^|(?<=[.!?]\s)|(?<=\n))"
            + _NAME
            + r"(?:'s|’s)? (?:provides|offers|delivers|helps|builds|makes|develops|creates|designs"
            r"|empowers|enables|works|believes|operates|connects|brings|specializes|specialises|serves"
            r"|powers|partners|supports|was (?:founded|established|created|born)|has (?:been|built"
            r"|grown|raised)|exists|mission|vision|team|platform|does not|reserves|values|welcomes"
            r"|is required|are required|is an?|leadership|employees|will not|may|bietet|entwickelt)\b"
        ),
    ),
    (
        "hiring_at",
        1.8,
        re.compile(
            r"\b(?:[Hh]iring|HIRING|[Ll]ooking for|[Ss]eeking|[Rr]ecruiting|needed|wanted"
            r"|required)(?: [^.,;\n]{2,60}?)?"
            r" (?:at|@) " + _NAME + r"(?=[\s.,:;!?()'’]|$)"
        ),
    ),
    (
        "join",
        1.8,
        re.compile(
            r"\b(?:[Jj]oin(?:ing)?|[Ww]hy|[Ww]ork(?:ing)? (?:at|for)|[Cc]areer (?:at|with)|[Ll]ife at"
            r"|[Ww]elcome to|[Ww]ork at|[Ww]ith us at|position (?:at|with)|role (?:at|with)"
            r"|opportunity (?:at|with)|employment (?:at|with)|employee of|employees (?:at|of)|mission at"
            r"|team at|culture at|interview(?:ing|s)? (?:at|with)|behalf of|[Ff]ull-?time (?:with|at)"
            r"|considering) " + _NAME + r"(?=[\s.,:;!?)'’]|$)"
        ),
    ),
    (
        "possessive",
        1.2,
        re.compile(
            r"(?:^|(?<=\s))"
            + _NAME
            + r"(?:'s|’s) (?:mission|vision|values|culture|team|customers|platform|products?|technology"
            r"|employees|offices?|benefits|success|growth|commitment|policy|clients|business"
            r"|headquarters|engineering|core|strategy|hiring|people)\b"
        ),
    ),
    ("at", 0.9, re.compile(r"\b(?:at|with|for|by|bei|chez|na|en) " + _NAME + r"(?=[\s.,:;!?)'’]|$)")),
    (
        "legal_form",
        2.0,
        re.compile(
            r"\b"
            + rf"(?P<name>{_WORD}(?:[ ](?:(?:of|and|the|de|für|und|&|\+)[ ])?{_WORD}){{0,4}},? "
            + r"(?:GmbH(?: & Co\.? KG(?:aA)?)?|AG|SE|KG|UG|e\.V\.|Ltd\.?|Limited|LLC|LLP|Inc\.?|PLC|plc"
            + r"|Corp\.?|S\.?A\.?S?\.?|SARL|S\.?L\.?|S\.r\.l\.|S\.p\.A\.|B\.?V\.?|N\.?V\.?|AB|A/S|ApS|AS|Oy"
            + r"|Sp\. z o\.o\.|Ltda\.?|Pty(?: Ltd)?|Pvt\.? Ltd\.?|K\.K\.))(?=[\s,.;:!?)'’|]|$)"
        ),
    ),
    (
        "in_place",
        1.8,
        re.compile(
            r"^" + _NAME + r",? (?:in |of |aus |à |à "
            r"|in der )?(?P<place>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}),? (?:is|are|seeks|sucht"
            r"|cherche|recherche|busca)\b|^"
            + _NAME.replace("?P<name>", "?P<name2>")
            + r", (?P<place2>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})\. (?=[A-Z])"
        ),
    ),
    (
        "address",
        1.6,
        re.compile(r"^" + _NAME + r",? \d{1,4}[a-z]?,? (?=[A-Z]|rue\b|avenue\b|calle\b|via\b)"),
    ),
    (
        "rights",
        1.6,
        re.compile(r"(?:©|\(c\)|[Cc]opyright)\s*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s*(?:by )?" + _NAME),
    ),
)
_INSTITUTION = re.compile(
    r"\b(?P<name>(?:[A-Z][\w'’-]+ ){0,4}(?:University|Institute|College|Hospital|School|Academy|Council"
    r"|Foundation|Museum)(?: of(?: the)?(?: [A-Z][\w'’-]+){1,4})?|Universit(?:ät|é|y|à) (?:of |de "
    r"|di )?[A-Z][\w'’-]+)"
)
_ABOUT = re.compile(
    r"^(?i:about|who is|what is|why|join|meet|discover|life at|working at|über|à propos de|sobre|acerca de"
    r"|over|om|chi è|o)\s+(?:the )?(?P<name>[A-Z0-9].{1,60}?)\s*[:?!.]?$"
)
_STOP_FIRST = frozenset(
    """
we our you your the this that these those it its they as in at if when while for from to with and or but
so there here what who why how where all any each every job role position company team department
location salary benefits requirements responsibilities qualifications experience education skills about
overview summary description candidate candidates applicant applicants employees employee people
applications interested ideal successful strong must please note apply hybrid remote onsite full part us
usa uk eu monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december fortune series today engineers developers being working
based located one some many most both no not yes he she his her their my i me everyone anyone someone
nothing something great good new additional other our's paid health medical dental vision unlimited
competitive equal diversity inclusion equity bachelor master phd degree bs ms ba computer science work
working join come help bring build create make do have get be is are was will would can could should may
might must engineering product design marketing sales finance operations legal hr it qa ai ml api saas
b2b senior junior lead principal staff manager director engineer developer software data backend
frontend full-stack fullstack devops reporting under within across through during after before since
unser unsere wir du sie ihr ihre deine dein als bei nous notre vous votre le la les un une des el los
las nuestra nuestro nosotros somos o a os as nossa nosso we're you're english german french spanish
portuguese dutch italian spoken fluent native python java javascript react node sql aws google microsoft
vi noi si om i på är
linux excel best top
""".split()
)
_CLIENT = Prefiltered.compile(
    r"\b(?:on behalf of (?:(?:our|my|a|one of our)(?: \w+){0,2} clients?)|(?:our|my) client(?:,| is| are"
    r"| has| seeks| needs| requires| -| –|'s team)|i(?:'|’)m representing|we(?:'|’)re representing"
    r"|we are representing|"
    r"(?:i|we) (?:represent|am partnering|are partner(?:ing|ed)|have partnered) (?:with )?an?\b"
    r"|im auftrag (?:unseres|eines)|pour (?:notre|l'un de nos) client|nuestro cliente|nosso cliente)",
    re.IGNORECASE,
)
_PAY_OR_PLACE = re.compile("[\U0001f4b0\U0001f30d-\U0001f310\U0001f4cd]")
_YC = re.compile(r"\s*\((?:yc|y ?combinator|techstars|500)\b[^()]{0,20}\)", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]?\s*")
_URL = re.compile(r"\s*(?:[-–—:,]\s*)?(?:https?://|www\.)\S+", re.IGNORECASE)
_TOP_DOMAIN = re.compile(
    r"^([\w-]{2,40})\.(?:com|io|co|ai|org|net|app|dev|tech|me|so|us|eu|de|uk|fr|ch|nl|ly|it|xyz|cloud"
    r"|health)(?:\.\w{2})?$",
    re.IGNORECASE,
)
_HIRING = re.compile(
    r"\s+(?:view|see) (?:all )?(?:jobs|profile|company)\b.*$|\s+(?:is|are) (?:now "
    r"|currently )?(?:hiring|looking|seeking|growing)\b.*$|\s+(?:hiring|careers"
    r"|jobs)\b.*$|\s+is$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"[\s,]+(?:inc|llc|ltd|limited|gmbh|corp|corporation|plc|llp|co)\.?$", re.IGNORECASE)

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
    r"|teamtailor|workable|applytojob|theresumator|lever|greenhouse|icims|ashbyhq)\.(?:com|hr|de|io|co)",
    re.IGNORECASE,
)
_SLUG_STOP = frozenset("jobs careers www embed api v1 boards job apply search j o us en".split())


@dataclass(slots=True)
class Vote:
    """The votes for one name and where it was first seen by its best cue."""

    name: str
    start: int
    end: int
    weight: float
    rules: set[str]
    best: float


def find(document: Document, title: Finding[str] | None) -> Finding[str] | None:
    """The organisation that hires; None when the text never says, or speaks for an unnamed client."""
    found = _find(document, title)
    return _with_domain(document, found) if found is not None else None


_BEFORE_NAME = re.compile(r"[\w/@.-]")
_AFTER_NAME = re.compile(r"(\.(?:com|io|ai|co|net|org))?(?![\w/@-]|\.\w)")


def _with_domain(document: Document, found: Finding[str]) -> Finding[str]:
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


def _find(document: Document, title: Finding[str] | None) -> Finding[str] | None:
    stated = _stated(document, title)
    if stated is not None and stated.confidence >= 0.97:
        return stated
    client = _CLIENT.search(document.text)
    if stated is not None:
        if client is not None and stated.confidence < 0.95:
            return None
        return stated
    if client is not None:
        return None
    return _voted(document, title)


_LEGAL_END = re.compile(
    r"\b(?:inc|ltd|co|corp|l\.l\.c|s\.a|b\.v|o\.o|p\.a|r\.l|s\.l|e\.v|a\.s)\.$", re.IGNORECASE
)
_AMOUNT_OF_TIME = re.compile(
    r"\d[\d.,–-]*\s?(?:hours?|hrs?|h|days?|weeks?|months?|years?|yrs?|stunden|uur)\b"
)
_BLANK = re.compile(r"[<\[{(].*[>\])}]|(?:name of )?(?:the |your )?company(?: name)?", re.IGNORECASE)
_KIND_OF_FIRM = re.compile(r"(?:[\w-]+ ){1,4}(?:startup|start-up|company|agency)", re.ASCII)


def _plausible(name: str) -> bool:
    folded = name.casefold().strip(" .-–—")
    kind = _KIND_OF_FIRM.fullmatch(name) is not None and not any(
        word[0].isupper() for word in name.split()[1:]
    )  # "Drone startup"
    return (
        bool(folded)
        and not kind
        and folded not in _NOTHING
        and not _BLANK.fullmatch(folded)
        and not _AMOUNT_OF_TIME.match(folded)
        and not folded.startswith("stealth ")
        and len(name) <= MAX_NAME_CHARS
        and any(c.isalpha() for c in name)
    )


def cleaned(name: str) -> str:
    """A name without addresses, batch marks and markup; an address alone gives its main word.

    >>> cleaned("Acme.com"), cleaned("Initech (YC S12) https://initech.example")
    ('Acme', 'Initech')
    """
    name = _YC.sub(" ", re.sub(r"^at\s+(?=[A-Z0-9À-Ý])", "", name))
    name = _URL.sub(" ", name)
    name = _PARENTHESIS.sub(" ", name)
    name = _HIRING.sub("", " ".join(name.split()))
    name = name.strip(' -–—|:,;*•·=_~#/"“”')
    domain = _TOP_DOMAIN.match(name)
    if domain is not None:
        name = domain.group(1)
        name = name[:1].upper() + name[1:] if name.islower() else name
    if not _ends_well(name):
        name = name.rstrip(".")
    return name


def _ends_well(name: str) -> bool:
    """Whether a name ends without a full stop, or with that of its legal form."""
    return not name.endswith(".") or _LEGAL_END.search(name) is not None


def _stated(document: Document, title: Finding[str] | None) -> Finding[str] | None:
    """The company from structured data, labels or the header."""
    for name in _FACT_NAMES:
        for fact in document.facts:
            if fact.name != name or fact.source == "attribute":
                continue
            value = cleaned(fact.value) if fact.source != "json-ld" else " ".join(fact.value.split())
            if _plausible(value) and not value.startswith("http"):
                confidence = {"json-ld": 0.99, "json": 0.98, "csv": 0.97, "front-matter": 0.97}.get(
                    fact.source, 0.9
                )
                return document.finding(
                    value,
                    fact.start,
                    fact.end,
                    confidence=confidence,
                    rule=f"company.{fact.source.replace('-', '_')}",
                )
    for fact in document.facts:
        if fact.source == "json" and "." in fact.name and fact.leaf in _NESTED:
            value = cleaned(fact.value)
            if _plausible(value):
                return document.finding(
                    value, fact.start, fact.end, confidence=0.95, rule="company.json_nested"
                )
    for line in document.lines:
        if line.label is None or line.value_start is None or line.label.casefold() not in _LABELS:
            continue
        value = document.text[line.value_start : line.end]
        value = re.split(
            r",\s+(?:department|dept|division|office|bureau)\b", value, maxsplit=1, flags=re.IGNORECASE
        )[0]
        first, comma, rest = value.partition(", ")
        if (
            "address" in line.label.casefold()
            or len(value) > MAX_NAME_CHARS
            or (comma and len(rest) > 3 and is_place(rest))  # "Palmgrove College, Ikeja, Lagos"
        ):
            value = first
        name = cleaned(value)
        if line.value_start == line.start and (
            line.kind is LineKind.BULLET or _firm(name) is None or len(name.split()) > 6
        ):
            continue  # under a heading "Organization" stands all sorts of text
        if _plausible(name) and len(name.split()) <= 12 and _ends_well(name) and name[:1] not in "(":
            if "name" not in line.label.casefold() and not _capitalised(name):
                continue
            specific = "name" in line.label.casefold() or line.label.casefold() not in (
                "client",
                "business",
                "school",
                "firm",
            )
            if not specific and (title_score(name) >= 0.7 or not name[:1].isupper()):
                continue
            return document.finding(
                name, line.value_start, line.value_start + len(value), confidence=0.96, rule="company.label"
            )
    for fact in document.facts:
        if (
            fact.source == "attribute"
            and fact.name == "company"
            and _plausible(value := cleaned(fact.value))
            and _capitalised(value)
            and len(value.split()) <= 9
        ):
            return document.finding(
                value, fact.start, fact.end, confidence=0.94, rule="company.named_element"
            )
    if document.format is not Format.COMMENT and (rated := _rated(document)) is not None:
        return rated
    header = _from_comment(document) if document.format is Format.COMMENT else _from_header(document, title)
    if header is not None:
        return header
    return _from_page_title(document)


_STARS = re.compile(
    r"(?:[1-5]\.\d\s*(?:★|⭐|stars?|out of 5|\(|\d[\d,.]* reviews?|[\d,.]+k? ratings?).{0,60}|[1-5]\.\d)",
    re.IGNORECASE,
)


def _rated(document: Document) -> Finding[str] | None:
    """The name that a board writes above its rating: "Acme", then "3.9 ★"."""
    lines = [line for line in document.lines[:60] if line.text and line.zone is not Zone.CHROME][:14]
    for line, below in pairwise(lines):
        if not _STARS.fullmatch(below.text.strip()) or line.label is not None or len(line.text) > 60:
            continue
        name = cleaned(line.text)
        if _plausible(name) and _capitalised(name) and part_kind(name) is PartKind.OTHER:
            return document.finding(
                name, line.start, line.start + len(line.text), confidence=0.9, rule="company.rated"
            )
    return None


def _capitalised(name: str) -> bool:
    """Whether most of a name's words are written as names are."""
    words = [word for word in name.split() if word.isalpha() and len(word) > 3]
    return sum(word[0].islower() for word in words) * 2 <= len(words)


_PAGE_TITLE = re.compile(
    r"^(?P<a>.{2,60}?) (?:is )?hiring (?:an? )?.{3,100}|^.{3,100}? (?:at|@|bei"
    r"|chez) (?P<b>[A-Z].{1,50}?)(?:\s+in\s.{2,60}|\s*[|–—·-]\s.*)?$"
)


def _from_page_title(document: Document) -> Finding[str] | None:
    for fact in document.facts:
        if fact.source != "meta" or fact.name not in ("page_title", "og_title"):
            continue
        found = _PAGE_TITLE.match(fact.value)
        if found is None:
            pieces = [piece.strip() for piece in re.split(r"\s+[|–—·-]\s+", fact.value)]
            body = " ".join(line.text for line in document.lines if line.zone is not Zone.CHROME)
            for last in pieces[:0:-1][:2]:  # "Title - Acme GmbH - Name of the board"
                if (
                    _plausible(last)
                    and last in body
                    and part_kind(last) is PartKind.OTHER
                    and len(last.split()) <= 6
                ):
                    start = fact.start + fact.value.rindex(last)
                    return document.finding(
                        last, start, start + len(last), confidence=0.85, rule="company.page_title_end"
                    )
            continue
        group = "a" if found.group("a") else "b"
        name = cleaned(found.group(group))
        if _plausible(name) and not is_place(name):
            return document.finding(
                name,
                fact.start + found.start(group),
                fact.start + found.end(group),
                confidence=0.85,
                rule="company.page_title",
            )
    return None


def _from_header(document: Document, title: Finding[str] | None) -> Finding[str] | None:
    """The line under the title, when it is a short name and no place, pay or the like."""
    facts = {fact.start for fact in document.facts}
    lines = [
        line
        for line in document.lines
        if line.text and line.zone is not Zone.CHROME and line.start not in facts
    ]
    if (
        len(lines) > 1
        and lines[0].kind is LineKind.HEADING
        and lines[0].level == 1
        and lines[1].kind is LineKind.HEADING
        and 1 < lines[1].level < 5
    ):
        # title, then who hires, as headings one under the other
        stacked = len(lines) > 2 and lines[2].kind is LineKind.HEADING and lines[2].level > lines[1].level
        return _header_name(document, lines[1], strong=True, stacked=stacked)
    if title is None or not title.rule.startswith(("title.first", "title.header", "title.heading")):
        return None
    for index, line in enumerate(lines[:10]):
        first, last = document.received_span(line.start, line.end)
        if not (first <= title.start and title.end <= last):
            continue
        if (name := _in_title_line(document, line)) is not None:
            return name
        for offset, below in enumerate(lines[index + 1 : index + 4], start=index + 2):
            kind = part_kind(below.text)
            if (
                name := _with_place(document, below, lines[offset] if offset < len(lines) else None)
            ) is not None:
                return name
            if below.label is not None and below.value_start != below.start:
                return None
            found = _header_name(
                document, below, strong=below.kind is LineKind.HEADING and line.kind is LineKind.HEADING
            )
            if found is not None:
                return found
            if kind is PartKind.OTHER:
                return None
        return None
    return None


_NAME_MARK = re.compile(r"\s*[|·•]\s*|\s+[-–—]+\s+|,\s+|\s+\(")


def _with_place(document: Document, line: Line, following: Line | None) -> Finding[str] | None:
    """ "Acme GmbH – München", "Acme | Berlin | part-time", or "Acme" above a line that is a place."""
    if (
        line.kind is LineKind.BULLET
        or len(line.text) > 140
        or not line.text[:1].isalnum()
        or (line.label is not None and line.value_start != line.start)
    ):
        return None
    mark = _NAME_MARK.search(line.text)
    if mark is None:
        words = line.text.strip()
        if following is None or not is_place(following.text) or len(following.text) > 80:
            return None
        rest_told = True
    else:
        words = line.text[: mark.start()]
        rest = [part for part in _NAME_MARK.split(line.text[mark.end() :]) if part.strip()]
        if rest and _SUFFIX.fullmatch(", " + rest[0]):  # "Acme, Inc., Boston"
            rest = rest[1:]
        rest_told = any(
            part_kind(part) in (PartKind.PLACE, PartKind.WORKPLACE, PartKind.CONTRACT, PartKind.PAY)
            for part in rest
        )
    name = cleaned(words)
    if (
        not rest_told
        or not _plausible(name)
        or not 1 <= len(name.split()) <= 7
        or (words.rstrip().endswith((".", "!", "?", ":")) and not _SUFFIX.search(words))
    ):
        return None
    if (
        not _capitalised(name)
        or is_place(name)
        or name.casefold() in known_labels()
        or (heading_zone(name) is not None and len(name.split()) < 3)
    ):
        return None
    kind = part_kind(name)
    if (kind is PartKind.TITLE and len(name.split()) < 3) or kind in (
        PartKind.WORKPLACE,
        PartKind.CONTRACT,
        PartKind.PAY,
        PartKind.SITE,
    ):
        return None
    if (
        kind is PartKind.TITLE
        and title_score(name) >= 0.9
        and not name.casefold().endswith(
            (
                "operative",
                "partners",
                "associates",
                "engineers",
                "architects",
                "consultants",
                "brokers",
                "builders",
            )
        )
    ):
        return None
    return document.finding(
        name, line.start, line.start + len(words), confidence=0.86, rule="company.header_place"
    )


def _in_title_line(document: Document, line: Line) -> Finding[str] | None:
    """ "Title at Acme" or "Title | Acme | Berlin"."""
    found = re.search(r"\s(?:at|@|bei|chez)\s+(?P<name>[A-Z][^,|–—]{1,50})$", line.text)
    if (
        found is not None
        and title_score(line.text[: found.start()]) >= 0.7
        and not is_place(found.group("name"))
    ):
        name = cleaned(found.group("name"))
        return document.finding(
            name,
            line.start + found.start("name"),
            line.start + found.end("name"),
            confidence=0.85,
            rule="company.title_at",
        )
    head, mark, tail = line.text.partition(" - ")
    if mark and title_score(head) >= 0.85 and title_score(tail) < 0.5 and is_own_name(document, tail):
        start = line.start + len(head) + len(mark)  # "Volunteer Treasurer - Hollow Brook Food Bank"
        return document.finding(cleaned(tail), start, line.end, confidence=0.85, rule="company.title_at")
    pieces = parts(line.text)
    if len(pieces) > (2 if "|" in line.text or "·" in line.text else 3):
        for part in pieces:
            if (
                part_kind(part.text) is PartKind.OTHER
                and 2 <= len(part.text) <= 50
                and part.text[:1].isupper()
                and _plausible(cleaned(part.text))
            ):
                return document.finding(
                    cleaned(part.text),
                    line.start + part.start,
                    line.start + part.end,
                    confidence=0.75,
                    rule="company.header_part",
                )
    return None


# "Acme Careers": the name of a page about the firm's jobs
_BOARD_WORD = re.compile(
    r"(?<=\w)\s+(?:[-–|]\s+)?(?:(?:current |open )?(?:job )?openings"
    r"|(?:current )?(?:careers|jobs|vacancies|open positions))(?: (?:page|site|portal))?$"
    r"|^(?:careers|jobs|work(?:ing)?|life) (?:at|with) (?=[A-Z])",
    re.IGNORECASE,
)


# "Department of History, Lakeview College": the whole employs, not its part
_DIVISION = re.compile(
    r"(?:The )?(?:Department|Dept\.?|Division|Faculty|School|Section"
    r"|Office) of [A-Z][\w&' -]{2,50}, (?P<whole>[A-Z].{3,60})$"
)


def _header_name(
    document: Document, line: Line, *, strong: bool, stacked: bool = False
) -> Finding[str] | None:
    """A company's name that stands alone under the title, perhaps with more behind a separator.

    ``strong``: title and name are headings one under the other; ``stacked``: a third, lower one follows,
    which
    leaves no doubt what the second is ("Remote" may be a firm's name there).
    """
    text = line.text
    if line.kind is LineKind.BULLET or len(text) > 120 or not parts(text):
        return None
    pieces = parts(text) if re.search(r"[|·•]", text) else parts(text)[:1] if strong else [parts(text)[0]]
    part = pieces[0]
    if len(pieces) == 1 and not strong and part.text != text:
        return None
    if (within := _DIVISION.match(part.text)) is not None and len(pieces) == 1:
        part = type(part)(within.group("whole"), within.start("whole"), within.end("whole"))
        text = part.text
    name = cleaned(part.text) if not strong else _BOARD_WORD.sub("", " ".join(part.text.split()))
    if strong and len(pieces) == 1:
        name, part = _BOARD_WORD.sub("", " ".join(text.split())), parts(text)[0]
        part = type(part)(text, 0, len(text))
    if not _plausible(name) or not text[:1].isalnum() or _PAY_OR_PLACE.search(text):
        return None
    if stacked:
        return document.finding(
            name, line.start + part.start, line.start + part.end, confidence=0.95, rule="company.header"
        )
    if text.rstrip().endswith((".", "!", "?", ":")) and not _SUFFIX.search(text):
        return None
    zone = heading_zone(name)
    if (
        (zone is not None and zone[1] * 2 >= zone[3])
        or name.casefold() in known_labels()
        or name.casefold() in _LABELS
    ):
        return None
    kind = part_kind(name)
    if kind is not PartKind.OTHER and not (strong and kind is not PartKind.PAY):
        return None
    if not strong and (
        len(name.split()) > 5
        or (not name[:1].isupper() and not name[:1].isdigit())
        or re.search(r"[<>{}=]", name)
    ):
        return None
    confidence = 0.95 if strong else 0.8 if len(pieces) > 1 else 0.66
    return document.finding(
        name,
        line.start + part.start,
        line.start + part.end,
        confidence=confidence,
        rule="company.header" if strong else "company.header_line",
    )


_CONTRACT_TAIL = re.compile(
    r"[\s,;-]+(?:full|part)[- ]?time$|[\s,;-]+(?:remote|on-?site|hybrid|contract|interns?)$", re.IGNORECASE
)


_LIKE_TITLES = (" partners", " makers", " agents")  # how names end that sound like a trade
# "ONSITE- Acme", "Acme. London"
_WAY_LEAD = re.compile(
    r"^(?:on-?site|remote|hybrid|full[- ]?time|location|company)\s?[-–—:]\s*", re.IGNORECASE
)
_PLACE_TAIL = re.compile(r"(?<=[a-z]{3})\.\s+[A-Z][a-z]+$")


def _only_skills(name: str) -> bool:
    """Whether every word of a part of the head is a skill ("PHP / JavaScript", "React, Node.js")."""
    known = skill_names()
    words = [word for word in re.split(r"[\s,/&+]+", name.casefold()) if word]
    return bool(words) and all(word in known or word in ("and", "or") for word in words)


def _from_comment(document: Document) -> Finding[str] | None:
    """The first part of a comment's head that is no title, place or way of working."""
    lines = [
        line for line in document.lines if line.zone is not Zone.CHROME and any(map(str.isalpha, line.text))
    ]
    if len(lines) > 1 and lines[0].text.endswith("?") and lines[1].text.count("|") >= 2:
        lines = lines[1:]  # "Love kites and string?" above the head
    if len(lines) > 1 and lines[1].text.startswith("|") and len(lines[0].text) < 60:
        name = cleaned(lines[0].text)  # a name in bold above the rest of its head
        if _plausible(name) and part_kind(name) is PartKind.OTHER:
            return document.finding(
                name, lines[0].start, lines[0].end, confidence=0.9, rule="company.comment_header"
            )
    for line in lines[:1]:
        pieces = parts(line.text)
        if len(pieces) == 1 and (len(line.text) > 90 or " @ " in line.text):
            found = re.search(
                r"(?:\b(?:at|with)|(?<=\s)@) (?P<name>" + _WORD + r"(?: " + _WORD + r"){0,3})"
                r"\s*(?:\(|,|$|-|–|\sin\s)",
                line.text,
            )
            if found is not None and not is_place(found.group("name")):
                return document.finding(
                    cleaned(found.group("name")),
                    line.start + found.start("name"),
                    line.start + found.end("name"),
                    confidence=0.8,
                    rule="company.comment_at",
                )
            return _before_places(document, line)
        if len(pieces) == 1:
            return _before_places(document, line)
        skipped: Finding[str] | None = None
        for number, part in enumerate(pieces[:4]):
            written = part.text
            at_company = re.search(r"\s(?:at|@)\s+(?P<name>[A-Z0-9].{1,50}?)\s*(?:[(,].*)?$", written)
            if (
                at_company is not None
                and title_score(written[: at_company.start()]) >= 0.7
                and not is_place(at_company.group("name"))
            ):
                name = cleaned(at_company.group("name"))
                start = line.start + part.start + at_company.start("name")
                return document.finding(
                    name,
                    start,
                    start + len(at_company.group("name")),
                    confidence=0.85,
                    rule="company.comment_at",
                )
            name = _CONTRACT_TAIL.sub("", cleaned(written))
            head, mark, tail = name.partition(" - ")
            if (
                mark
                and number == 0
                and len(pieces) > 2
                and 1 <= len(head.split()) <= 4
                and part_kind(head) is PartKind.OTHER
            ):
                name = head  # "Acme - seed round, we do maps | ..."
            first_name = name
            for cut in (",", " - ", " – ", ": "):
                head, mark, tail = first_name.partition(cut)
                if mark and part_kind(tail) in (
                    PartKind.PLACE,
                    PartKind.WORKPLACE,
                    PartKind.CONTRACT,
                    PartKind.TITLE,
                    PartKind.SITE,
                ):
                    first_name = head.strip()
            name = first_name
            name = _PLACE_TAIL.sub("", _WAY_LEAD.sub("", name))
            kind = part_kind(name)
            if (
                kind is PartKind.TITLE
                and name.casefold().endswith(_LIKE_TITLES)
                and any(part_kind(other.text) is PartKind.TITLE for other in pieces if other is not part)
            ):
                kind = PartKind.OTHER  # "Cornfield Valley Partners | Kite Engineer"
            if kind is PartKind.OTHER and all(
                part_kind(half) in (PartKind.PLACE, PartKind.CONTRACT, PartKind.WORKPLACE)
                for half in re.split(r"[/,&]", name)
            ):
                continue  # "NYC/Freelance"
            if kind is PartKind.OTHER and number > 0 and _only_skills(name):
                # "Web Developer - PHP / JavaScript - Remote"; but firms sell what bears their name
                if skipped is None and "|" in line.text and document.text.count(name) > 1 and _firm(name):
                    start = line.start + part.start + max(0, written.find(name))
                    skipped = document.finding(
                        name, start, start + len(name), confidence=0.66, rule="company.comment_header"
                    )
                continue
            if (
                kind is PartKind.TITLE
                and number == 0
                and not any(
                    part_kind(other.text) is PartKind.OTHER and len(other.text) < 60 for other in pieces[1:]
                )
                and any(part_kind(other.text) is PartKind.TITLE for other in pieces[1:])
            ):
                kind = (
                    PartKind.OTHER
                )  # "Hired Guides | Backend Engineer | …": a firm's name that sounds like a title
            if (
                kind is PartKind.TITLE
                and number == 0
                and " " not in name
                and not is_head(name, compounds=False)
            ):
                kind = PartKind.OTHER  # "Hitmeister": a name that only ends like a German title
            if kind in (PartKind.TITLE, PartKind.PLACE) and number == 0 and is_own_name(document, name):
                kind = PartKind.OTHER  # "Service Partner ONE", "Segovia": an address spells it
            if kind is PartKind.SITE and number == 0 and _TOP_DOMAIN.match(written.strip()):
                kind = PartKind.OTHER
            if kind is PartKind.SITE and number == 0 and re.fullmatch(r"[a-z][\w-]{2,30}\.[a-z]{2,4}", name):
                kind = PartKind.OTHER  # "kites.in | Leeds | ...": the name is an address
            if (
                kind is not PartKind.OTHER
                or not _plausible(name)
                or (number > 0 and _firm(name) is None)
                or len(name) > 70
                or len(name.split()) > 9
            ):
                if written.strip(" ()").casefold() in _NOTHING:
                    return None
                continue
            if _PARENTHESIS.fullmatch(written) and number == 0:
                return None  # "(Stealth)"
            start = line.start + part.start + max(0, written.find(name.split()[0]))
            confidence = (0.92 if number == 0 else 0.75) if len(pieces) > 1 else 0.66
            return document.finding(
                name,
                start,
                min(start + len(name), line.end),
                confidence=confidence,
                rule="company.comment_header",
            )
        return skipped
    return None


_NAME_END = re.compile(r"\s*(?:,\s|\(|:\s(?:primarily\s|mainly\s)?|\s@\s|\s(?:in|is|are)\s)", re.IGNORECASE)


def _before_places(document: Document, line: Line) -> Finding[str] | None:
    """The name before the first mark: "Acme, Boston, MA", "Acme (Berlin, remote)", "Acme is hiring …"."""
    end = _NAME_END.search(line.text)
    if end is None or end.start() == 0:
        return None
    name, rest = cleaned(line.text[: end.start()]), line.text[end.end() : end.end() + 80]
    name = _PLACE_TAIL.sub("", _WAY_LEAD.sub("", name))
    name = re.sub(r"^the\s+(?=.*\steam$)|\s+team$", "", name, flags=re.IGNORECASE)
    if (
        _firm(name) is None
        or not name[:1].isalnum()
        or len(name.split()) > 4
        or part_kind(name) is not PartKind.OTHER
    ):
        return None
    kinds = {part_kind(piece) for piece in re.split(r"[,()|;]", rest)[:4] if piece.strip()}
    if not kinds & {PartKind.PLACE, PartKind.WORKPLACE, PartKind.CONTRACT, PartKind.SITE} and not re.match(
        r"\w*\s?(?:currently |now )?(?:hiring|looking|seeking|recruiting)", rest
    ):
        return None
    return document.finding(
        name, line.start, line.start + end.start(), confidence=0.75, rule="company.comment_name"
    )


def _voted(document: Document, title: Finding[str] | None) -> Finding[str] | None:
    """The name that most cues of the prose point to."""
    votes: dict[str, Vote] = {}
    for name, start, weight, rule in _cues(document):
        key = _SUFFIX.sub("", name).casefold()
        vote = votes.get(key)
        if vote is None:
            votes[key] = Vote(name, start, start + len(name), weight, {rule}, weight)
            continue
        vote.weight += weight if rule not in vote.rules else weight * 0.3
        vote.rules.add(rule)
        if weight > vote.best:
            vote.name, vote.start, vote.end, vote.best = name, start, start + len(name), weight
    _add_slugs(document, votes, title)
    if not votes:
        return None
    for key, vote in votes.items():  # "Acme" also counts for "Acme Robotics"
        for other, longer in votes.items():
            if other.startswith(key + " ") and longer.best >= 1.2:
                vote.weight += longer.weight * 0.3
    ranked = sorted(votes.values(), key=lambda vote: (-vote.weight, vote.start))
    best = ranked[0]
    if best.best < 1.2:
        return None
    rival = ranked[1].weight if len(ranked) > 1 else 0.0
    confidence = 0.55 + min(0.35, 0.06 * (best.weight - 1.2)) - (0.05 if rival > best.weight * 0.75 else 0.0)
    if title is not None and best.name.casefold() == title.value.casefold():
        return None
    if confidence < MIN_CONFIDENCE:
        return None
    rule = max(
        sorted(best.rules), key=lambda rule: next((weight for name, weight, _ in _CUES if name == rule), 2.0)
    )
    return document.finding(best.name, best.start, best.end, confidence=confidence, rule=f"company.{rule}")


_CUE_PATTERNS = PatternSet(pattern for _, _, pattern in _CUES)


def _cues(document: Document) -> Iterator[tuple[str, int, float, str]]:
    places = paragraphs = 0
    lines = [line for line in document.lines if line.text and line.zone is not Zone.CHROME]
    for index, line in enumerate(lines):
        if line.kind is LineKind.HEADING or len(line.text) < 70:
            about = _ABOUT.match(line.text)
            if about is not None:
                name = _firm(about.group("name"))
                if name is not None:
                    yield name, line.start + about.start("name"), 2.6, "about"
        text = line.text[:4000]
        scan = _CUE_PATTERNS.scan(text)
        for index_of_cue in sorted(scan.starts):
            rule, weight, _ = _CUES[index_of_cue]
            for found in islice(scan.finditer(index_of_cue), 6):
                group = "name"
                if rule == "in_place":
                    group = "name" if found.group("name") else "name2"
                    if not is_place(found.group("place" if group == "name" else "place2")):
                        continue
                name = _firm(found.group(group))
                if name is None or _OTHER_FIRMS.search(
                    text[max(0, found.start(group) - 120) : found.start(group)]
                ):
                    continue
                if line.kind is LineKind.BULLET:
                    weight = min(weight, 0.6)
                places += 1
                yield name, line.start + found.start(group), weight, rule
        opening = _OPENING.match(text) if line.kind is not LineKind.BULLET and paragraphs < 12 else None
        paragraphs += line.kind is LineKind.PLAIN and len(text) > 60
        if (
            opening is not None
            and (name := _firm(opening.group("name"))) is not None
            and title_score(name) < 0.5
        ):
            inside = re.search(rf"(?<=[a-z,] ){re.escape(name)}\b", document.text) is not None
            known = inside or _spelled(document, name)
            if line.zone is Zone.COMPANY and index and lines[index - 1].kind is LineKind.HEADING:
                yield name, line.start + opening.start("name"), 1.6, "opening"  # what a profile begins with
                continue
            if known or " " in name:  # "Provide analyses": a capital at the start of a line names nobody
                weight = 1.5 if known else 1.2 if paragraphs <= 2 else 0.9
                yield name, line.start + opening.start("name"), weight, "opening"
        for number, found in enumerate(_INSTITUTION.finditer(text)):
            name = _firm(found.group("name"))
            if number < 3 and name is not None and len(name.split()) > 1 and name.casefold() != "high school":
                yield name, line.start + found.start("name"), 1.25, "institution"
        if places > 400:
            return


# What comes before the names of firms that are not the employer: "our competitors are Initech and …".
_OTHER_FIRMS = re.compile(
    r"\b(?:our|their|whose) (?:[\w-]+ ){0,2}"
    r"(?:competitors?|rivals?|customers?|clients?|suppliers?|investors?|backers)"
    r" (?:are|include|including|like|such as)\b[^.!?\n]{0,80}$",
    re.IGNORECASE,
)

_OPENING = re.compile(
    _NAME + r"(?:,? [a-z][^,.\n]{2,60},)? (?!(?:is|was|has|does|vs|as|plus|les|des|ist|hat|mit|et|at|jobs"
    r"|skills|years|positions|engineers|requirements|benefits|responsibilities|qualifications|systems"
    r"|services|tools|details|hours|applicants|candidates|this|us|its|less|across|towards|always"
    r"|perhaps)\b)[a-zà-ÿ]{2,14}(?:s|t)\b (?=\S+ )"
)


def _spelled(document: Document, name: str) -> bool:
    """Whether an address of the text spells the name ("jobs@acme.example", "board.example/acme/1")."""
    squashed = re.sub(r"\W", "", _SUFFIX.sub("", name)).casefold()
    if len(squashed) < 4:
        return False
    return (
        re.search(rf"[@/.-]{re.escape(squashed)}[./-]", document.received.casefold().replace("-", ""))
        is not None
    )


_ARTICLES = frozenset("die der das den dem des bei für von als la le les el los a o".split())
_SUFFIX_ANY = re.compile(
    r"\s(?:GmbH(?: & Co\.? KG(?:aA)?)?|AG|SE|KG|UG|e\.V\.|S\.?A\.?S?\.?|SARL|S\.?L\.?|S\.r\.l\."
    r"|S\.p\.A\.|Ltda\.?|B\.?V\.?)$"
)


def _firm(name: str) -> str | None:
    """The words as a firm's name, or None when they are none."""
    name = name.strip(" .,:;")
    words = name.split()
    while words and words[0].casefold() in ("the", "at"):
        words = words[1:]
    while words and words[-1].casefold() in (
        "and",
        "the",
        "of",
        "for",
        "de",
        "is",
        "&",
        "we",
        "our",
        "you",
        "with",
    ):
        words = words[:-1]
    if len(words) > 2 and _SUFFIX_ANY.search(name) and words[0].casefold() in _ARTICLES:
        words = words[1:]  # "Die Musterfirma GmbH"
        if words[0].casefold() in ("société", "sociedad", "firma", "groupe", "empresa"):
            words = words[1:]
    if not words or len(words) > 8:
        return None
    first = words[0].casefold().replace("’", "'").rstrip(".,:;")
    if first in _STOP_FIRST or first.removesuffix("'s") in _STOP_FIRST:
        return None
    name = " ".join(words)
    if len(name) < 2 or not any(c.isalpha() for c in name) or name.casefold() in _NOTHING or is_place(name):
        return None
    if title_score(name) >= 0.85 and not _SUFFIX.search(name) and not name.casefold().endswith(_LIKE_TITLES):
        return None
    if all(word.isupper() for word in words) and len(words) > 3:
        return None
    return cleaned(name) or None


def _add_slugs(document: Document, votes: dict[str, Vote], title: Finding[str] | None) -> None:
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
    named = title.value.casefold() if title is not None else ""
    for fact in document.facts:
        if not fact.value.startswith("http") or fact.source not in ("csv", "json", "json-ld"):
            continue
        path = fact.value.partition("//")[2].partition("/")[2]
        for token in re.findall(r"(?<![^/_-])[A-Z][a-z]{3,30}(?=[/_-]|$)", path)[
            :12
        ]:  # "/Cook-Saltmarsh-Rome-IT/77"
            mentions = [found.start() for found in re.finditer(rf"(?<=[a-z,] ){token}\b", document.text)]
            if (
                len(mentions) >= 2
                and _firm(token) is not None
                and not is_head(token)
                and token.casefold() not in named
                and token.casefold() not in votes
            ):
                votes[token.casefold()] = Vote(
                    token, mentions[0], mentions[0] + len(token), 1.6, {"address"}, 1.6
                )
    for address, start, end in addresses[:60]:
        found = _ATS.search(address) or _HOSTED.match(address)
        if found is None:
            continue
        slug = found.group("slug").casefold()
        if slug in _SLUG_STOP:
            continue
        squashed = re.sub(r"\W|_", "", slug)
        for key, vote in votes.items():
            if re.sub(r"\W", "", key) == squashed:
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


_CAPITALISED = re.compile(_NAME)


def _mention(document: Document, squashed: str) -> tuple[str, int] | None:
    """Where the text writes a name whose letters are those of a slug."""
    for found in _CAPITALISED.finditer(document.text[:20_000]):
        words = found.group("name").split()
        for size in range(min(4, len(words)), 0, -1):
            name = " ".join(words[:size])
            if re.sub(r"\W|_", "", name).casefold() == squashed:
                return name.rstrip(".,"), found.start("name")
    return None


def host(url: str) -> str:
    """The host of an address, lower case; "" when it has none."""
    try:
        return (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return ""
