"""What may be a firm's name: its words, what it is never called, and how it is cleaned."""

from __future__ import annotations

import re
from functools import lru_cache

from postings.extraction.header import is_place, is_site_section, title_score

MAX_NAME_CHARS = 90
NOTHING = frozenset(
    "none|n/a|na|null|unknown|not specified|confidential|company confidential|confidential company|private"
    "|rating|ratings|salary|reviews|overview|job|jobs|benefits|profile|follow|stealth|stealth startup"
    "|now|finance|marketing|sales|engineering|design|product|operations|support|legal|data|tech"
    "|das|die|der|dies|es|man|dat|dit|anonymous|undisclosed|employer|the employer|-"
    "|company|name|hiring|our client|location|locations"
    "|local|locals|maybe"
    "|position|positions|title|role|roles|where|who|what|job details|job detail|job posting"
    "|apply now|personal|saved|opportunity|opportunities|program|programme|project|department"
    "|organization|organisation|client|clients|firm|employer|agency|business|mission|culture|product|products|vacancy|internship"
    "|interview|application|platform|blog|about|about us|contact|contact us|sign in|log in|login|menu|home"
    "|services|team|news|search|faq|share|back|kontakt|impressum|startseite|leistungen|über uns|accueil"
    "|actualités|nosotros|contato".split("|")
)
# The name of a firm: capitalised words, joined by small ones.
_INITIALS = r"(?:(?<!\w)(?<![A-Z]\.)(?:(?!U\.[SK]\.)(?:[A-Z]\.){1,3}|St\.|Mt\.|Dr\.)[ ]?)?"  # "J.D. Marlow"
WORD = (
    r"(?<![\w&'’+-])"
    + _INITIALS
    + r"(?:[A-Z0-9][\w&'’+-]{0,40}+(?:\.(?:com|io|ai|co|org|net|app|dev|tech|me))?"
    r"|[a-z]{1,2}-?[A-Z][\w&'’+-]{0,40}+)"
)
NAME = (
    rf"(?P<name>{WORD}(?:(?:,? (?:Inc|LLC|Ltd|GmbH|Corp|Co|PLC|LLP)\b\.?)"
    rf"|[ ](?:(?:of|and|the|per|für|pour|para"
    rf"|de|del|della|di|da|do|dos|der|den|van|und|et|for|du|des|la|von|&|\+|y"
    rf"|e)[ ]){{0,2}}{WORD}){{0,6}})"
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
vi noi si om i på är je jij jouw wij ons onze zij ze het een deze dit wat wie hoe jullie u uw zu zur zum
mit im am wenn quel quelle quels qui que quoi cette cet ce ces il elle ils nos vos tu ta tes ton questa
questo quando cosa chi per con nel il lo gli esta este estas estos desde en em no nas sua seu suas
você eur usd gbp chf pln
linux excel best top looking additionally whatever ces
""".split()
)
_FIELDS_FIRST = frozenset(
    "engineering product design marketing sales finance legal data software work health medical".split()
)
# Words that open sentences and, before another capital, names: "New Harbour", "Good Crumbs"
_OPENING_WORDS = frozenset("new good great best one first next open all top every series today".split())
_ABILITIES = frozenset(
    "knowledge familiarity proficiency understanding ability exposure fluency expertise experience mastery "
    "competence competency background training certification".split()
)
_YC = re.compile(r"\s*\((?:yc|y ?combinator|techstars|500)\b[^()]{0,20}\)", re.IGNORECASE)
PARENTHESIS = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]?\s*")
_URL = re.compile(r"\s*(?:[-–—:,]\s*)?(?:https?://|www\.)\S+", re.IGNORECASE)
TOP_DOMAIN = re.compile(
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
LEGAL_SUFFIX = re.compile(
    r"[\s,]+(?:inc|llc|ltd|limited|gmbh|corp|corporation|plc|llp|co)\.?$", re.IGNORECASE
)
_LEGAL_END = re.compile(
    r"\b(?:inc|ltd|co|corp|l\.l\.c|s\.a|b\.v|o\.o|p\.a|r\.l|s\.l|e\.v|a\.s)\.$", re.IGNORECASE
)
_AMOUNT_OF_TIME = re.compile(
    r"\d[\d.,–-]*\s?(?:hours?|hrs?|h|days?|weeks?|months?|years?|yrs?|stunden|uur)\b"
)
_BLANK = re.compile(r"[<\[{(].*[>\])}]|(?:name of )?(?:the |your )?company(?: name)?", re.IGNORECASE)
_KIND_OF_FIRM = re.compile(r"(?:[\w-]+ ){1,4}(?:startup|start-up|company|agency)", re.ASCII)
_GENDERS = re.compile(r"\((?:[mwfdhx](?:\s?/\s?[mwfdhx])+|all genders)\)")  # of titles, never of firms
_ARTICLES = frozenset("die der das den dem des bei für von als la le les el los a o".split())
_SUFFIX_ANY = re.compile(
    r"\s(?:GmbH(?: & Co\.? KG(?:aA)?)?|AG|SE|KG|UG|e\.V\.|S\.?A\.?S?\.?|SARL|S\.?L\.?|S\.r\.l\."
    r"|S\.p\.A\.|Ltda\.?|B\.?V\.?)$"
)
INSTITUTION = re.compile(
    r"\b(?:universit\w+|hochschule|fachhochschule|institut\w*|college|hospital|school|academy|council"
    r"|foundation"
    r"|museum|ministry|department|agency|authority|laborator\w+|centre|center|klinik\w*|stiftung|école"
    r"|escuela"
    r"|max-planck\w*|fraunhofer\w*|bundes\w+|landes\w+|stadt\w*|gemeinde|landkreis|technische)\b",
    re.IGNORECASE,
)
# Kinds of employers, which name none: "The University seeks".
_KINDS = frozenset(
    "university institute college hospital school academy council foundation museum ministry department"
    " agency lab laboratory centre center authority trust charity association federation bank universität"
    " hochschule institut klinik université universidad universidade università".split()
)
LIKE_TITLES = (" partners", " makers", " agents")  # how names end that sound like a trade


def plausible(name: str) -> bool:
    """Whether a name that is stated may be a firm's: no blank, rating, amount of time or kind of firm."""
    folded = name.casefold().strip(" .-–—")
    kind = _KIND_OF_FIRM.fullmatch(name) is not None and not any(
        word[0].isupper() for word in name.split()[1:]
    )  # "Drone startup"
    return (
        bool(folded)
        and not kind
        and folded not in NOTHING
        and not _BLANK.fullmatch(folded)
        and not _AMOUNT_OF_TIME.match(folded)
        and not folded.startswith("stealth ")
        and not is_site_section(folded)
        and not _GENDERS.search(folded)
        and len(name) <= MAX_NAME_CHARS
        and any(c.isalpha() for c in name)
    )


_RATING = re.compile(r"(?<=[^\W\d])\s+[1-5]\.\d(?:\s*(?:★|out of 5|/\s?5))?$")  # "Acme Steel 3.8"


def cleaned(name: str) -> str:
    """A name without addresses, batch marks and markup; an address alone gives its main word.

    >>> cleaned("Acme.com"), cleaned("Initech (YC S12) https://initech.example")
    ('Acme', 'Initech')
    """
    name = _YC.sub(" ", re.sub(r"^at\s+(?=[A-Z0-9À-Ý])", "", name))
    name = _URL.sub(" ", name)
    name = PARENTHESIS.sub(" ", name)
    name = _HIRING.sub("", " ".join(name.split()))
    name = _RATING.sub("", name).strip(' -–—|:,;*•·=_~#/"“”')
    domain = TOP_DOMAIN.match(name)
    if domain is not None:
        name = domain.group(1)
        name = name[:1].upper() + name[1:] if name.islower() else name
    if not ends_well(name):
        name = name.rstrip(".")
    return name


def ends_well(name: str) -> bool:
    """Whether a name ends without a full stop, or with that of its legal form."""
    return not name.endswith(".") or _LEGAL_END.search(name) is not None


def capitalised(name: str) -> bool:
    """Whether most of a name's words are written as names are."""
    words = [word for word in name.split() if word.isalpha() and len(word) > 3]
    return sum(word[0].islower() for word in words) * 2 <= len(words)


def firm(name: str, *, field_first: bool = False, sure: bool = False) -> str | None:
    """The words as a firm's name, or None when they are none.

    ``field_first``: the sentence says that it is a firm, so its name may begin with a field ("Data Harbour");
    ``sure``: only a firm can stand there, so it may be called as a place or a trade is.
    """
    return None if len(name) > 2 * MAX_NAME_CHARS else _firm(name, field_first, sure)


@lru_cache(maxsize=10_000)  # a text comes back to its names
def _firm(name: str, field_first: bool, sure: bool) -> str | None:
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
    if len(words) > 1 and words[0].casefold() in _ARTICLES and INSTITUTION.match(words[1]):
        words = words[1:]  # "Die Universität Musterstadt"
    if len(words) > 3 and words[0].casefold() in ("il", "das", "l'", "el") and words[1].casefold() == "team":
        words = words[1:]  # "Il Team per la Trasformazione"
    if not words or len(words) > 8 or (len(words) == 1 and words[0].casefold() in _KINDS):
        return None
    first = words[0].casefold().replace("’", "'").rstrip(".,:;")
    if (
        (first in _STOP_FIRST or first.removesuffix("'s") in _STOP_FIRST)
        and not (
            (
                (field_first and first in _FIELDS_FIRST)
                or ((field_first or sure) and (first in _OPENING_WORDS or words[0].isupper()))
            )
            and len(words) > 1
            and all(w[:1].isupper() for w in words)
        )
        and not (first == "team" and len(words) > 2 and words[1] in ("per", "für", "pour", "para"))
    ):
        return None
    if first in _ABILITIES and len(words) > 1 and words[1] in ("of", "with", "in", "to", "and", "for"):
        return None  # "Knowledge of Kotlin"
    name = " ".join(words)
    if len(name) < 2 or not any(c.isalpha() for c in name) or name.casefold() in NOTHING:
        return None
    if ":" in name or (not sure and is_place(name)):
        return None
    if (
        title_score(name) >= (0.9 if sure else 0.85)
        and not LEGAL_SUFFIX.search(name)
        and not name.casefold().endswith(LIKE_TITLES)
    ):
        return None
    if all(word.isupper() for word in words) and len(words) > 3:
        return None
    return cleaned(name) or None
