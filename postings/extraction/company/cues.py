"""Cues of prose that point to the company: "Acme is hiring", "at Acme we", "About Acme".

Each has a strength of its own; what it counts beside all else that speaks for a name is for ``ranking`` to
say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from postings.extraction.company.addresses import is_spelled
from postings.extraction.company.doubts import doubted
from postings.extraction.company.names import NAME, WORD, firm
from postings.extraction.document import Document, LineKind, Zone
from postings.extraction.header import is_place, title_score
from postings.extraction.prefilter import PatternSet, Prefiltered
from postings.extraction.sections import heading_zone

MAX_LINE_CHARS = 12_000  # of a line that is read: some texts are one line
# Where a sentence begins, the blank before it perhaps lost
_SENTENCE = (
    r"(?:^(?!Company )|(?<=[.!?:]\s)|(?<=[.!?:]\s\s)|(?<=[a-z)][.!?:])|(?<=\n)"
    r"|(?<=^Company Description )|(?<=^Company Overview )|(?<=^Company Profile ))"
)
# Cues where only the name of who hires can stand
_SURE = frozenset("equal_opportunity at_we we_are profile is_a_firm".split())
# Not "melde dich gerne bei": who is named there is a person.
_BEI = r"(?<!dich )(?<!sich )(?<!gerne )(?<!bitte )(?<!direkt )[Bb]ei"
CUES: tuple[tuple[str, float, Prefiltered], ...] = (
    (
        "equal_opportunity",
        3.0,
        Prefiltered(
            NAME + r"(?:,? (?:Inc|LLC|Ltd|Corp)\.?,?)?(?:'s|’s)? (?:is|are) (?:proud to be "
            r"|committed to (?:being|providing) |dedicated to )?(?:an? "
            r"|the )?(?:proud )?[Ee]qual[ -](?:[Ee]mployment[ -])?[Oo]pportunit"
        ),
    ),
    (
        "application_for",  # "Job Application for Welder at Acme", which a board writes above its form
        6.0,
        Prefiltered(r"^(?:Job )?Application for [^\n]{3,120} at " + NAME + r"(?=$|\s?[|·])"),
    ),
    (
        "is_hiring",
        2.6,
        Prefiltered(
            NAME + r"(?: \([^()\n]{1,60}\))?(?:,? (?:an?|the) [^.;:\n]{3,100}?,|,)? (?:is|are)"
            r" (?:currently |now |actively |also )?(?:offering (?:an? |the |several )?(?:[\w*-]+ ){0,3}"
            r"(?:position|post|role|job|internship|scholarship|fellowship|opportunit)"
            r"|looking (?:for|to (?:hire|add|recruit|grow))|seeking"
            r"|searching for|hiring|recruiting|in search of|growing)\b"
        ),
    ),
    (
        "seeks",
        2.4,
        Prefiltered(
            NAME + r",? (?:seeks|needs|(?:has|have) (?:an? |another |several |multiple )?(?:\w+ ){0,2}?"
            r"(?:openings?|opportunity|opportunities|positions?|needs?|vacancy|vacancies)|wants to hire"
            r"|invites applications|sucht|recherche"
            r"|necesita|precisa"
            r"|recrute|busca|procura|cerca|zoekt|söker|poszukuje|heeft (?:een|ruimte|plek)"
            r"|bietet eine[nr]? (?:stelle|position)"
            r"|(?:is|ist|est|está|è|sta|zijn) (?:momenteel |per direct |aktuell |actuellement "
            r"|attualmente |a |ab sofort )?"
            r"(?:op zoek|auf der suche|à la recherche|en búsqueda|en busca|recrutar|contratando|buscando"
            r"|cercando"
            r"|em busca|alla ricerca))\b"
        ),
    ),
    (
        "at_we",
        2.4,
        Prefiltered(
            r"\b(?:[Aa]t|[Bb]ij|"
            + _BEI
            + r"|[Cc]hez|En|Em|Na|No|In|Da) "
            + NAME
            + r"(?: \([^()\n]{1,60}\))?,?(?: an? [^,.\n]{3,80},)?"
            r" (?:we|our|you|your|you(?:'|’)ll|people|everyone|every|each|it is|all"
            r"|the|wij|je|jij|wir|du|sie|nous|vous|tu|on|queremos|tenemos|buscamos|creemos|estamos|somos"
            r"|trabajamos"
            r"|ofrecemos|temos|acreditamos|você|abbiamo|crediamo|cerchiamo|siamo|lavoriamo|vinden|geloven)\b"
        ),
    ),
    (
        "we_are",
        2.4,
        Prefiltered(
            r"\b(?:We(?:'|’)re|We are|I am|I(?:'|’)m with|Here at|[Ww]ij zijn|[Nn]ous sommes"
            r"|(?:[Nn]ós s|[Nn]osotros s|S)omos(?: [aol]s?| la| el)?"
            r"|" + _BEI + r"|[Cc]hez) " + NAME + r"(?=[,.:;!]| (?:\(|we|and we|and|a |an |the |–|—|-))"
        ),
    ),
    (
        "is_a",
        2.0,
        Prefiltered(
            _SENTENCE
            + NAME
            + r"(?: \([^()\n]{1,60}\))?,? (?:is|are|was founded|ist|est|es|é|è|jest) (?:an?|the|einer|eines"
            r"|one of"
            r"|on a mission|building|leading|developing|transforming|changing|revolutioni[sz]ing|backed"
            r"|proud|committed|dedicated|located|based|reinventing|redefining|creating|making|helping"
            r"|bringing|where|[A-Z][\w.]{1,20}['’]s|pleased|excited|delighted|thrilled|looking|uniquely|unable"
            r"|at the forefront|operated|engaged|recognized|part of|acting|your|a|ein|eine"
            r"|un|une|uma|la|le|el|o|een|en|in)\b"
        ),
    ),
    (
        "is_a_firm",  # what it is said to be leaves no doubt that the name is a firm's
        2.4,
        Prefiltered(
            _SENTENCE + NAME + r"(?: \([^()\n]{1,60}\))?,? is (?:more than )?(?:an?|the|one of the) "
            r"(?:[\w’'&/,-]{1,30} ){0,8}?(?:company|firm|start-?up|provider|agency|consultancy"
            r"|organi[sz]ation|studio|manufacturer|retailer|supplier|bank|charity|nonprofit|non-profit"
            r"|distributor|operator"
            r"|employer|contractor)\b"
        ),
    ),
    (
        "apposition",  # "Acme, the leader in kites, …"
        1.6,
        Prefiltered(
            _SENTENCE
            + NAME
            + r"(?: \([^()\n]{1,60}\))?, (?:an?|the|one of|part of|recogni[sz]ed|founded|headquartered"
            r"|established|in partnership with) "
        ),
    ),
    (
        "as_a_at",  # "As a welder at Acme", "Als Schweißer bei Acme"
        1.8,
        Prefiltered(
            r"\b(?:[Aa]s (?:an?|our|the)|[Aa]ls|[Ee]n tant que) [^.,;:!?\n]{3,70}? "
            r"(?:at|bij|bei|binnen|chez) " + NAME + r"(?=[\s.,:;!?)'’]|$)"
        ),
    ),
    (
        "profile",  # "About Acme: …", "About Acme At Acme, we …"
        2.4,
        Prefiltered(r"\b(?:About|ABOUT) " + NAME + r"(?=:|\s{1,2}(?:At\s)?(?P=name))"),
    ),
    (
        "does",
        1.6,
        Prefiltered(
            _SENTENCE
            + NAME
            + r"(?:'s|’s)? (?:provides|offers|delivers|helps|builds|makes|develops|creates|designs"
            r"|empowers|enables|works|believes|operates|connects|brings|specializes|specialises|serves"
            r"|powers|partners|supports|was (?:founded|established|created|born)|has (?:been|built"
            r"|grown|raised|exclusively|partnered)|exists|prohibits?|participates|complies|recogni[sz]es"
            r"|requires|strives|will provide|maintains|aims|mission|vision|team|platform|does not|reserves"
            r"|values|welcomes|is required|are required|is an?|leadership|employees|will not|may|bietet"
            r"|entwickelt)\b"
        ),
    ),
    (
        "hiring_at",
        1.8,
        Prefiltered(
            r"\b(?:[Hh]iring|HIRING|[Ll]ooking for|[Ss]eeking|[Rr]ecruiting|needed|wanted"
            r"|required)(?: [^.,;\n]{2,60}?)?"
            r" (?:at|@) " + NAME + r"(?=[\s.,:;!?()'’]|$)"
        ),
    ),
    (
        "join",
        1.8,
        Prefiltered(
            r"\b(?:[Jj]oin(?:ing)?|[Ww]hy|(?<![Pp]laces to )[Ww]ork(?:ing)? (?:at|for)|[Cc]areer (?:at|with)"
            r"|[Ll]ife at|[Ww]elcome to|[Ww]ork at|[Ww]ith us at|position (?:at|with)|role (?:at|with)"
            r"|opportunity (?:at|with)|employment (?:at|with)|employee of|employees (?:at|of)|mission at"
            r"|team at|culture at|interview(?:ing|s)? (?:at|with)|behalf of|[Ff]ull-?time (?:with|at)"
            r"|considering) " + NAME + r"(?=[\s.,:;!?)'’]|$)"
        ),
    ),
    (
        "role_at",  # "a role for a Welder at Acme"
        1.8,
        Prefiltered(
            r"\b(?:[Rr]ole|[Pp]osition|[Oo]pportunity|[Oo]pening|[Ii]nternship|[Vv]acancy) (?:for|as|of)"
            r" (?:an? |the |our )?[^.,;:!?\n]{3,70}? at " + NAME + r"(?=[\s.,:;!?)'’]|$)"
        ),
    ),
    (
        "possessive",
        1.2,
        Prefiltered(
            r"(?:^|(?<=\s))"
            + NAME
            + r"(?:'s|’s) (?:mission|vision|values|culture|team|customers|platform|products?|technology"
            r"|employees|offices?|benefits|success|growth|commitment|policy|clients|business"
            r"|headquarters|engineering|core|strategy|hiring|people)\b"
        ),
    ),
    ("at", 0.9, Prefiltered(r"\b(?:at|with|for|by|bei|chez|na|en) " + NAME + r"(?=[\s.,:;!?)'’]|$)")),
    (
        "legal_form",
        2.0,
        Prefiltered(
            r"\b"
            + rf"(?P<name>{WORD}(?:[ ](?:(?:of|and|the|de|für|und|&|\+)[ ])?{WORD}){{0,4}},? "
            + r"(?:GmbH(?: & Co\.? KG(?:aA)?)?|AG|SE|KG|UG|e\.V\.|Ltd\.?|Limited|LLC|LLP|Inc\.?|PLC|plc"
            + r"|Corp\.?|S\.?A\.?S?\.?|SARL|S\.?L\.?|S\.r\.l\.|S\.p\.A\.|B\.?V\.?|N\.?V\.?|AB|A/S|ApS|AS|Oy"
            + r"|Sp\. z o\.o\.|Ltda\.?|Pty(?: Ltd)?|Pvt\.? Ltd\.?|K\.K\.))(?=[\s,.;:!?)'’|]|$)"
        ),
    ),
    (
        "in_place",
        1.8,
        Prefiltered(
            r"^" + NAME + r",? (?:in |of |aus |à |à "
            r"|in der )?(?P<place>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}),? (?:is|are|seeks|sucht"
            r"|cherche|recherche|busca)\b|^"
            + NAME.replace("?P<name>", "?P<name2>")
            + r", (?P<place2>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})\. (?=[A-Z])"
        ),
    ),
    (
        "address",
        1.6,
        Prefiltered(r"^" + NAME + r",? \d{1,4}[a-z]?,? (?=[A-Z]|rue\b|avenue\b|calle\b|via\b)"),
    ),
    (
        "rights",
        1.6,
        Prefiltered(r"(?:©|\(c\)|[Cc]opyright)\s*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s*(?:by )?" + NAME),
    ),
)
_CUE_PATTERNS = PatternSet(pattern for _, _, pattern in CUES)
# What no match of the pattern below can do without; looked for first, which costs next to nothing.
_INSTITUTIONS = (
    "Universit", "Institute", "College", "Hospital", "School", "Academy", "Council", "Foundation", "Museum"
)  # fmt: skip
_INSTITUTION = re.compile(
    r"\b(?P<name>(?:[A-Z][\w'’-]+ ){0,4}(?:University|Institute|College|Hospital|School|Academy|Council"
    r"|Foundation|Museum)(?: of(?: the)?(?: [A-Z][\w'’-]+){1,4})?|Universit(?:ät|é|y|à) (?:of |de "
    r"|di )?[A-Z][\w'’-]+)"
)
_JOIN_TEAM = re.compile(r"\b(?:join|part of) (?:our|the) " + NAME + r" (?:team|Team)\b")
_ABOUT = re.compile(
    r"^(?i:about|who is|what is|why|join|meet|discover|life at|working at|(?:jobs|careers|vacancies|positions"
    r"|openings|internships) (?:at|with)|über|à propos de|sobre|acerca de"
    r"|over|om|chi è|o)\s+(?:the )?(?P<name>[A-Z0-9].{1,60}?)\s*[:?!.]?$"
)
# What comes before the names of firms that are not the employer: "our competitors are Initech and …".
_OTHER_FIRMS = re.compile(
    r"\b(?:our|their|whose) (?:[\w-]+ ){0,2}"
    r"(?:competitors?|rivals?|customers?|clients?|suppliers?|investors?|backers)"
    r" (?:are|include|including|like|such as)\b[^.!?\n]{0,80}$",
    re.IGNORECASE,
)
# "Knowledge of Kotlin is a plus": no firm is that
_WISHED = re.compile(
    r"\s?(?:(?:big|huge|strong|definite|major|nice|clear|distinct|significant|great|added|real|good)[ -])"
    r"{0,2}(?:plus|bonus|must(?:[ -]have)?|advantage|asset|requirement|prerequisite|necessity|preferred"
    r"|required|desirable|team (?:within|inside))\b",
    re.IGNORECASE,
)
_IN_A_PLACE = re.compile(r"\bin $")
# "tools such as R, SAS": forms of law that are words of other kinds, too, stand without a comma
_UNDOTTED_FORM = re.compile(r",\s?(?:SAS|AS|SE|AG|UG|KG|AB|SA|SL|BV|NV)$")


def _listed(rule: str, found: re.Match[str]) -> bool:
    """Whether what looks like the comma before a legal form is one of a list."""
    return rule == "legal_form" and _UNDOTTED_FORM.search(found.group()) is not None


_OPENING = re.compile(
    NAME + r"(?:,? [a-z][^,.\n]{2,60},)? (?!(?:is|was|has|does|vs|as|plus|les|des|ist|hat|mit|et|at|jobs"
    r"|skills|years|positions|engineers|requirements|benefits|responsibilities|qualifications|systems"
    r"|services|tools|details|hours|applicants|candidates|this|us|its|less|across|towards|always"
    r"|perhaps)\b)[a-zà-ÿ]{2,14}(?:s|t)\b (?=\S+ )"
)


# "Develop UI features", "Analyzes data": duties, whose first word has its capital from the start of a line
_DUTY = re.compile(
    r"(?:accelerat|achiev|act|advis|analy[sz]|apply|assembl|assess|assign|assist|attend|audit|automat"
    r"|build|calculat"
    r"|champion|coach|collaborat|collect|communicat|compil|complet|conduct|configur|consult|contribut"
    r"|coordinat|creat"
    r"|debug|defin|deliver|demonstrat|deploy|design|determin|develop|diagnos|direct|document|draft|driv"
    r"|educat|engag"
    r"|enhanc|ensur|establish|evaluat|execut|facilitat|follow|foster|gather|generat|guid|handl|identif"
    r"|implement"
    r"|improv|inspect|install|integrat|interact|interpret|interview|investigat|lead|leverag|liais|load"
    r"|maintain"
    r"|manag|measur|mentor|monitor|negotiat|operat|optimi[sz]|orchestrat|organi[sz]|oversee|own"
    r"|participat|perform"
    r"|plan|prepar|present|prioriti[sz]|process|produc|promot|propos|provid|recommend|record|recruit"
    r"|report|research"
    r"|resolv|respond|review|schedul|select|shap|solv|spearhead|standardi[sz]|submit|supervis|support"
    r"|teach|test"
    r"|track|train|translat|troubleshoot|understand|updat|utili[sz]|validat|verif|work|writ)"
    r"(?:e|es|s|ing|y|ies|ying)?",
    re.IGNORECASE,
)


def _is_duty(name: str) -> bool:
    """Whether words with a capital begin with a verb of duties, in whatever form but the past."""
    return _DUTY.fullmatch(name.split()[0]) is not None


def cues_of(document: Document) -> Iterator[tuple[str, int, float, str]]:
    """Names that the prose points to: (name, where it stands in the text, weight of the cue, its rule)."""
    places = paragraphs = 0
    lines = [line for line in document.lines if line.text and line.zone is not Zone.CHROME]
    for index, line in enumerate(lines):
        if line.kind is LineKind.HEADING or len(line.text) < 70:
            about = _ABOUT.match(line.text)
            if about is not None:
                name = firm(about.group("name"))
                if name is not None:
                    yield name, line.start + about.start("name"), 2.6, "about"
        text = line.text[:MAX_LINE_CHARS]
        scan = _CUE_PATTERNS.scan(text)
        for index_of_cue in sorted(scan.starts):
            rule, weight, _ = CUES[index_of_cue]
            for found in islice(scan.finditer(index_of_cue), 6):
                group = "name"
                if rule == "in_place":
                    group = "name" if found.group("name") else "name2"
                    if not is_place(found.group("place" if group == "name" else "place2")):
                        continue
                name = firm(found.group(group), field_first=rule == "is_a_firm", sure=rule in _SURE)
                if name is None or _WISHED.match(text, found.end()) or _listed(rule, found):
                    continue
                if rule == "does" and _is_duty(name):
                    continue
                if rule in ("is_hiring", "seeks") and _IN_A_PLACE.search(text, 0, found.start(group)):
                    continue  # "The home in Barnt Moor is looking for …"
                if _OTHER_FIRMS.search(text[max(0, found.start(group) - 120) : found.start(group)]):
                    continue
                places += 1
                at = line.start + found.start(group)
                yield name, at, doubted(document, line, rule, weight, name, found.group()), rule
        opening = _OPENING.match(text) if line.kind is not LineKind.BULLET and paragraphs < 12 else None
        paragraphs += line.kind is LineKind.PLAIN and len(text) > 60
        if (
            opening is not None
            and (name := firm(opening.group("name"))) is not None
            and title_score(name) < 0.5
            and not ((zone := heading_zone(name)) is not None and zone[1] * 2 >= zone[3])
        ):
            inside = re.search(rf"(?<=[a-z,] ){re.escape(name)}\b", document.text) is not None
            known = inside or is_spelled(document, name)
            if not known and _is_duty(name):
                continue
            if line.zone is Zone.COMPANY and index and lines[index - 1].kind is LineKind.HEADING:
                yield name, line.start + opening.start("name"), 1.6, "opening"  # what a profile begins with
                continue
            if known or " " in name:  # "Provide analyses": a capital at the start of a line names nobody
                weight = 1.5 if known else 1.2 if paragraphs <= 2 else 0.9
                yield name, line.start + opening.start("name"), weight, "opening"
        joined = _JOIN_TEAM.search(text) if " team" in text or " Team" in text else None
        if joined is not None and (name := firm(joined["name"])) and is_spelled(document, name):
            yield name, line.start + joined.start("name"), 1.5, "join"
        institutions = _INSTITUTION.finditer(text) if any(map(text.__contains__, _INSTITUTIONS)) else ()
        for number, found in enumerate(institutions):
            name = firm(found.group("name"))
            if number < 3 and name is not None and len(name.split()) > 1 and name.casefold() != "high school":
                yield name, line.start + found.start("name"), 1.25, "institution"
        if places > 400:
            return
