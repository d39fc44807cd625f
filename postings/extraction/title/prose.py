"""Titles that sentences name: "we are looking for a Welder to …", "The Buyer will …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from postings.extraction.document import Document, Line, LineKind, Zone
from postings.extraction.header import is_place, title_score
from postings.extraction.skill_vocabulary import skill_names
from postings.extraction.title.candidate import Candidate
from postings.extraction.title.vocabulary import FIELDS, LEVELS, NOT_ALONE

# "looking for a Senior Rails Developer to …"; the name runs on to a head noun and is cut by title_score.
_NAME = (
    r"(?P<name>(?:\.(?=NET\b))?[^\W\d_](?:[^\n.;:!?()\"“”|]|\.(?=(?:js|net|NET|io|ai)\b)"
    r"|(?<=\b[SJ]r)\.(?= )){2,90})"
)
# "an astute, well organised and keen Accounts Clerk": small words in a list before a title with a capital
_PRAISED = (
    r"(?:(?:[a-z][a-z-]*(?: [a-z][a-z-]*){0,2}(?:,| and|, and) ){1,4}(?:[a-z][a-z-]* ){0,2}(?=[A-Z][a-z/&]))?"
)
_PRAISE = (
    r"(?:(?:experienced|talented|motivated|passionate|skilled|qualified|dedicated|enthusiastic|seasoned"
    r"|full function|highly)\s+){0,2}"
)
CUES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    (
        "seeking",
        0.78,
        re.compile(
            r"\b(?i:looking (?:for|to (?:hire|add|recruit|fill))|seeking|in search of|searching for"
            r"|hiring(?: for)?|recruiting(?: for)?|(?:needs?|wants?)(?= an?\b)|to hire|suchen|sucht"
            r"|recherchons|recherche|en busca de|em busca de|à la recherche d(?:e|['’])|buscamos"
            r"|busca(?! de\b)|procuramos|contratando|cerchiamo|poszukujemy|zoeken"
            r"|söker|(?:first|next|second) hire,)"
            r"\s+(?:(?:an? (?:variety|number|couple|handful|range|bunch|few|team|small team)(?: of)?"
            r"|both(?: an?)?"
            r"|first|primarily|mainly|mostly|super|very"
            r"|(?:mid|junior|entry|senior)-? to (?:mid|senior)[- ]+level"
            r"|an?|our(?: (?:next|first|new))?|another|the|one|two|several|multiple|a new|new|more"
            r"|ab sofort|dringend|zum nächstmöglichen zeitpunkt|per direct|urgente?(?:ment)?"
            r"|un|une|una|uma|um|ein|eine|einen|un\(e\)|een|en|some|highly|solid|strong|great|amazing"
            r"|awesome|top-notch|bright|smart|brilliant|stellar|world-class|top|driven|creative|hands-on"
            r"|curious"
            r"|seasoned|proactive|dynamic|outstanding|good|excellent|reliable|energetic|savvy|ambitious"
            r"|qualified|additional|talented|experienced|motivated|passionate|skilled|exceptional"
            r"|progressive|rock[- ]solid|quality|fantastic|self-driven|high-performing|hard-working"
            r"|accomplished|permanent|temporary|casual|self-motivated|enthusiastic|dedicated"
            r"|full[- ]time|part[- ]time|[a-z-]+(?=,)),?\s+(?!and (?:[a-z-]+ ){1,2}[A-Z])){0,5}"
            + _PRAISED
            + _NAME
        ),
    ),
    (
        "join_as",
        0.8,
        re.compile(
            r"\b(?i:join|joining|work(?:ing)? with) (?:us|our (?:\w+ ){0,4}team|the (?:\w+ ){0,4}team"
            r"|\w+) as (?:an?|our|the) " + _PRAISE + _NAME
        ),
    ),
    (
        "as_a",
        0.8,
        re.compile(
            r"(?:^|(?<=[.!?]\s)|(?<=\n))(?:As|In your role as|In the role of"
            r"|In this role as|Als"
            r"|En tant qu(?:e|['’])|In de (?:rol|functie) van|In qualità di"
            r"|In der Rolle (?:als|des|der)|Como)"
            r"(?:(?<=['’])|\s)(?:an?|our|the|un|une|ein|eine|einer|een)?\s*" + _PRAISE + _NAME
        ),
    ),
    (
        "role_of",
        0.78,
        re.compile(
            r"\b(?i:(?:positions?|roles?|post|job|opportunity|vacancy|openings?"
            r"|(?:job )?(?:posting|advert) is) (?:of|as|for|including|such as)"
            r"|(?:is|be) (?:ideal|perfect) for|would suit)"
            r" (?:an? |the |our )?" + _PRAISE + _PRAISED + _NAME
        ),
    ),
    (
        "the_will",
        0.72,
        re.compile(
            r"(?:^|(?<=[.!?]\s)|(?<=\n)|(?<=(?i:summary): )|(?<=(?i:overview): ))(?:The|Our|This|A|An) "
            + _NAME
        ),
    ),
    (
        "wanted",
        0.8,
        re.compile(
            r"^(?P<name>[^\W\d_][^\n.;:!?()|]{2,60}?)(?= (?:wanted|needed|required|sought|gesucht|recherché"
            r"|buscado)\b)"
        ),
    ),
    (
        "gendered",
        0.8,
        re.compile(
            r"\b(?:[Aa]s|[Aa]ls|[Aa]n?|[Ee]inen?)(?: an?)?:?\s{1,3}(?P<name>[A-Z][^.;:!?()\n]{3,80}?)\s{0,2}"
            r"(?=\((?:[mwf]/[mwf]/[dx]|all genders)\))"
        ),
    ),
    (
        "you_are",
        0.66,
        re.compile(
            r"\b(?i:you(?:'|’)ll be|you will be|you would be|you will work as)(?: an?| our| the) " + _NAME
        ),
    ),
    (
        "is_a_role",
        0.7,
        re.compile(
            r"\b(?:[Tt]his is|[Hh]ere is|[Ww]e have)(?: an?| our| the)(?: (?:opening|position|role"
            r"|opportunity|vacancy) for(?: an?)?)? " + _NAME
        ),
    ),
)
_GENDER_MARK = re.compile(r"\s?\((?:[mwfdxhn](?:\s?[/|*]\s?[mwfdxhn]){1,3}|all genders|gn)\)", re.IGNORECASE)
_CUE_STOP = re.compile(
    r",|\s(?:to(?! (?:mid|senior|sr)\b)|who|that|with|in(?! test\b)|at"
    r"|for(?= (?:our|the|an?|us|its|their|his|my|both|one|each)\b)"
    r"|on(?! rails\b)|based|within|you|will|is|are|we|as"
    r"|where|from|join|joining|and (?:you|we|will|help|be|join|a|an)|or (?:a|an)|having|capable|able"
    r"|working|reporting|ready|responsible|supporting|by|whose|position|role|opening|plays|provides"
    r"|leads|reports|works|serves|performs|ensures|supports|manages|must|should|can|needs|has"
    r"|would|assists|oversees|develops|designs|tasked|ga|gaat|ben|bent|werk|werkt|zorg|houd|wirst|bist"
    r"|arbeitest|übernimmst|unterstützt|bringst|tu|tes|vous|vos|sarai|svolgerai|ti|avrai|você|vai|irá"
    r"|serás|für|der|die|das|zur|zum|pour|qui|que|para|con|com)\b"
    r"|\s[–—-]\s",
    re.IGNORECASE,
)


def from_prose(document: Document) -> Iterator[Candidate]:
    """Titles that cues of the first sixty lines introduce, the surer the earlier."""
    skipped = (Zone.CHROME, Zone.LEGAL)
    seen = 0
    for line in document.lines:
        if not line.text or line.zone in skipped:
            continue
        seen += 1
        if seen > 60:
            return
        text = line.text[:3000]
        if (several := fields_sought(line, text)) is not None:
            yield replace(several, confidence=0.782 - min(0.1, seen * 0.002))
        for rule, confidence, pattern in CUES[:1] if line.zone is Zone.COMPANY else CUES:
            if line.zone is Zone.COMPANY:
                confidence -= 0.06  # who they are says whom they look for, if nothing else does
            if rule == "wanted" and line.kind is LineKind.BULLET:
                continue  # "Hire new staff as needed" is a duty
            for number, found in enumerate(pattern.finditer(text)):
                if number > 3:
                    break
                following = text[found.end("name") : found.end("name") + 60] if rule == "the_will" else None
                name = cut_name(found.group("name"), following)
                if rule == "gendered" and title_score(found.group("name")) >= 0.75:
                    name = found.group("name")  # the mark says where the title ends
                if name is None:
                    continue
                start = line.start + found.start("name")
                gender = _GENDER_MARK.match(text, found.start("name") + len(name))
                if gender is not None and found.group("name").startswith(name):
                    name += gender.group()  # "eine Reinigungskraft (m/w/d)"
                early = min(0.1, seen * 0.002)
                yield Candidate(name, start, start + len(name), confidence - early, rule)


# "hiring for front-end, back-end, and DevOps Engineers", "front and backend (or full stack) developers"
_FIELDS_SOUGHT = re.compile(
    r"\b(?:looking (?:for|to (?:hire|add|recruit))|seeking|in search of|searching for|hiring(?: for)?"
    r"|recruiting|need)\s+(?:(?!(?:front|back|full)[- ]?(?:end|stack)\b)[a-z-]++\s){0,3}?"
    r"(?P<name>(?:[\w+#.-]++(?: [\w+#.-]++)?(?: \([^()\n]{1,60}\))?(?:,? (?:and|or|&|and/or) |, |/)){1,4}"
    r"[\w+#.-]++(?: [\w+#.-]++)?(?: \([^()\n]{1,60}\))? "
    r"(?:engineers?|developers?|devs|designers?|programmers?|scientists?))"
    r"(?![\w-])",
    re.IGNORECASE,
)
_FIELD_WORDS = re.compile(r"[^\s,/()&]+")
_INNER_ASIDE = re.compile(r" \([^()]*\)")


def fields_sought(line: Line, text: str) -> Candidate | None:
    """Several fields before one head: "front-end, back-end, and DevOps Engineers"."""
    found = _FIELDS_SOUGHT.search(text)
    if found is None:
        return None
    name, at = found.group("name"), line.start + found.start("name")
    known = skill_names()
    for _ in range(3):
        words = _FIELD_WORDS.findall(_INNER_ASIDE.sub("", name).casefold())
        fields = [word for word in words[:-1] if word not in ("and", "or")]
        if len(fields) > 1 and all(f in FIELDS or f in LEVELS or f in known for f in fields):
            return Candidate(name, at, at + len(name), 0.8, "seeking")
        praise, _, rest = name.partition(" ")  # "exceptional front and backend developers"
        if not praise.isalpha() or praise in FIELDS or praise in known:
            return None
        name, at = rest, at + len(praise) + 1
    return None


_FOLLOWS = re.compile(
    r"\s*(?:\([A-Z]{1,6}\)\s*)?,?\s*(?:position |role )?(?:will|is (?:responsible|accountable|a (?:key"
    r"|member|full)|(?:an?|the) (?:[\w-]+,? (?:and )?){0,5}(?:leader|professional|role|member|contributor"
    r"|position|individual|practitioner|partner)\b)|reports? to|plays?|leads?|provides?"
    r"|works? (?:with|closely)|serves? as|performs?)\b"
)
# "seeking proven sales leaders": people, and no post
_PEOPLE = re.compile(
    r"operators?|[^A-Z]*\b(?:leaders|professionals|experts|talents?|minds|players?)", re.ASCII
)
# "As Research Lead - Polar Ice, you'll": what the post is about, in capitals like it
_SPECIALITY = re.compile(
    r" [–—-] [A-Z][\w&/.+#-]*(?: (?:[A-Z&][\w&/.+#-]*|and|of|for)){0,5}(?=,? (?:to|who|you|we|will|is)\b|,|$)"
)
_GENERAL = re.compile(
    r"\b(?:of|at|on|in) all\b|\ball (?:kinds|levels|sorts|types)\b|\bof (?:various|different|many)\b",
    re.IGNORECASE,
)
_EVERY_LEVEL = re.compile(r"\s(?:of|at|on|in) all\b|\s\(?all levels\b", re.IGNORECASE)
_NOT_FIRST = frozenset(
    "person people someone somebody anyone individual individuals candidate candidates team member members "
    "professional professionals way ways company "
    "cross-breed mix result wide great good variety few number job jobs ideal successful right best other "
    "hands-on you following next and or and/or roles role openings opening positions position "
    "opportunities".split()
)


def cut_name(words: str, following: str | None) -> str | None:
    """The title that a cue's words begin with, or None.

    With ``following`` (the text after the words) the title must be the subject of a duty: "The Buyer will …".
    """
    stop = _CUE_STOP.search(words)
    name = words[: stop.start()] if stop is not None else words
    every = _EVERY_LEVEL.search(name)
    if every is not None and len(name[: every.start()].split()) > 1:
        name = name[: every.start()]  # "Software Engineers of all degrees"
    name = name.strip(" ,-–—")
    if (
        stop is not None
        and name == words[: stop.start()]
        and name[:1].isupper()
        and (about := _SPECIALITY.match(words, stop.start()))
        and not is_place(about.group().strip(" –—-"))
    ):
        name += about.group()
    if following is not None and not (name[:1].isupper() and _FOLLOWS.match(words[len(name) :] + following)):
        return None
    joined = name.partition(" and ")
    if joined[2][:1].isdigit() and title_score(joined[0]) >= 0.9:
        name = joined[0]  # "an engineering manager and 2 senior backend folks"
    elif len(name.split()) > 9 and title_score(joined[0]) >= 0.9 and joined[2][:1].islower():
        name = joined[0]  # "Software Engineer and come make the best ..."
    tokens = name.split()
    if not 1 <= len(tokens) <= 9:
        return None
    if tokens[0].casefold() in _NOT_FIRST or (len(tokens) == 1 and tokens[0].casefold() in NOT_ALONE):
        return None
    for joint in (" and ", " & "):
        left, found, right = name.partition(joint)
        if found and right[:1].islower() and title_score(left) >= 0.9 and title_score(right) == 0.0:
            name = left  # "Senior Welder and build ships with us"
            tokens = name.split()
    # "senior Go and TypeScript developers": one head for both
    whole = re.sub(r"(?<=[A-Z])(\w*) (?:and|&) (?=[A-Z])", r"\1 ", name)
    whole = re.sub(r" on (?=rails\b)", "-", whole, flags=re.IGNORECASE)
    trade = tokens[-1].casefold() in NOT_ALONE and len(tokens) > 1
    plain = trade and all(t.casefold() in FIELDS or t in "/&+" or t == "and" for t in tokens[:-1])
    if max(title_score(name), title_score(whole)) < 0.9 and not plain:
        return None
    if _GENERAL.search(name) or _PEOPLE.fullmatch(name):
        return None  # "engineers of all kinds"
    lower = [token.casefold() for token in tokens]
    levelled = len(tokens) > 1 and lower[0] in LEVELS
    if lower[-1] in NOT_ALONE and name == name.lower() and not levelled and not FIELDS.intersection(lower):
        return None  # "extraordinary engineers": praise, not a trade
    return name
