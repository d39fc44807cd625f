"""Names of occupations anywhere in a text, with what stands around them: what ``ranking`` chooses from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from postings.extraction.document import Document, Line, LineKind, Zone
from postings.extraction.header import is_head
from postings.extraction.title.candidate import Candidate
from postings.extraction.title.vocabulary import FIELDS, LEVELS, NOT_ALONE

MAX_LINES = 80
MAX_LINE_CHARS = 4000
MAX_MENTIONS = 160
MAX_WORDS_BEFORE = 6  # words of a title before its head
MAX_CHARS_AFTER = 70


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may name the job, their canonical offsets, and names of what speaks for or against."""

    text: str
    start: int
    end: int
    features: tuple[str, ...]


_TOKEN = re.compile(r"(?:\.(?=NET\b))?[^\W_]+(?:(?:['’/+#&-]+|\.(?=[a-z]))[^\W_]+)*[+#]*(?:\*in\w*|:in\w*|/in\w*|\([a-zé]{1,4}\)(?!\w))?")
_SENTENCE_WORDS = frozenset(  # capitals at the beginning of a sentence, and no part of a title
    "a an the as we our your you if in at on for to of and or with join this that are is be do does role job "
    "position title about what who when where how why why now urgent hiring looking seeking wanted needed i "
    "he she they it its their his her my no not all any each every some new exciting experienced "
    "wij zoek zoeken gezocht ben als de het een ter voor onze ons jouw je jij deze binnen in met bij van "
    "wir suchen gesucht als der die das ein eine einen für unser unsere unseren zur zum sie du ihr im am "
    "nous recherchons recherche un une le la les des de du notre nos votre pour en dans vous chez et "
    "buscamos busca se requiere requerimos un una el la los las para nuestro nuestra en tu y con "
    "procuramos buscamos estamos um uma o os as para nosso nossa vaga e com "
    "cerchiamo cerca ricerca un una il lo la per nostro nostra e con poszukujemy szukamy na w do jako oraz z".split()
)
_JOINT_BEFORE = re.compile(r"\s{1,2}|\s?[/&]\s?|(?<=[SJ]r)\.\s|-\s(?:en|und|et|and|y)\s")
_GENDER = re.compile(
    r"\s{0,2}\(?\s?(?:[mwfdxhnvk]\s?[/|*,]\s?[mwfdxhnvk](?:\s?[/|*,]\s?[mwfdxhnvk]){0,2}|all genders?|gn)\s?\)",
    re.IGNORECASE,
)
# What may follow a head and still be the title's: "of Sales", "de Automação de Teste Sênior", "II"
_SMALL = r"(?:of|for|de|du|des|da|do|dos|das|di|del|della|delle|dei|en|em|et|e|y|à|a|al|la|le|el|und|and|für|im|van|voor|&|/)"
_LABELS = (  # labels that have lost the end of the line before them
    r"(?:Location|Salary|Company|Department|Type|Duration|Start|Job|Position|Role|Rate|Pay|Remote|Reports?|Hours|Contract|Full|Part|Permanent"
    r"|Lokalizacja|Miejsce|Wynagrodzenie|Numer|Opis|Praca|Lieu|Salaire|Contrat|Ubicación|Salario|Standort|Gehalt|Locatie|Salaris|Ga|Local|Salário"
    r"|We|You|Our|This|The|As|In|At|To|Must|Responsibilities|Requirements|Qualifications|Description|Summary|About|With|Is|Are|Who)"
)
_CAPITALS_AFTER = re.compile(
    rf"(?:\s{{0,2}}(?:{_SMALL}\s{{1,2}}|[/&]\s{{0,2}}|[dl]['’]){{0,2}}(?<=[\s/&'’])(?!{_LABELS}\b)\.?[A-Z0-9À-Ý][^\s,;:!?()|\"“”]{{0,24}}(?<!\.)){{1,6}}"
)
_WORDS_AFTER = re.compile(
    r"(?:\s{1,2}(?!(?:to|who|that|with|will|is|are|and|or|at|on|in|role|position|job|die|der|das|zur|qui|que|pour|para|com|con|mit"
    r"|bij|die|met|voor|om|w|z|do|na|per|presso|chi|you|we|to|as|a|an|the|si|se|su|sa|ses|als|ou|ou|ainsi|dans|sur"
    r"|mid|para|por|no|un|une|una|um|uma|een|een|ein|eine)\b)[^\s.,;:!?()|\"“”–—]{1,24}){1,5}"
)
_TAIL_PART = re.compile(
    r"(?:,\s|\s[–—-]\s|\s\()(?:[A-Z0-9À-Ý.][^\s.,;:!?()|–—]{0,24}(?:[ /&+]{1,3}(?:and |of |de |d['’]|et |für )?(?=[A-Z0-9À-Ý]))?){1,5}\)?"
)
_ADJECTIVES = r"(?:[\s,]{1,2}(?!(?:and|und|en|et|y|e|with|to|in|of)\s[A-Z])[^\W\d_A-Z][\w'’/()-]{0,18}){0,6}\s{1,2}$"
_CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?i:\b(?:{words})\b)[:…]?{_ADJECTIVES}"))
    for name, words in (
        (
            "seek",
            r"looking (?:for|to (?:hire|add|recruit|fill|appoint|employ))|seeking|searching for|in search of|recruit(?:ing|s)?(?: for)?|hiring(?: for)?"
            r"|(?:to|we) hire|to appoint|hires?|suchen|sucht|gesucht|recherch(?:ons|e|ent)|recrut(?:ons|e|ent)|cherch(?:ons|e)|buscamos|busca(?:ndo|n)?"
            r"|em busca|contratando|contrata(?:mos)?|procura(?:mos)?|incorpora(?:r|mos)?|necesita(?:mos|n)?|requ(?:iere|erimos|ieren)|precisa(?:mos)?"
            r"|cerchiamo|(?:ri)?cerca(?:no|ndo)?|selezion(?:a|iamo)|poszuku(?:je|jemy|ją)|szuka(?:my)?|zatrudni(?:my)?|op zoek naar|zoek(?:en|t)?(?: wij| we)?(?: naar)?|gezocht"
            r"|söker|requires?|needs?|currently require|opportunit\w+ for|arisen for",
        ),
        (
            "role",
            r"(?:role|position|post|job|vacancy|opening|title)s?(?: is)?(?: (?:of|as|for|is|to))?|vacature(?: van| voor)?|functie(?: van| als)?|rol(?: van)?|poste(?: de| d['’])?"
            r"|stelle(?: als)?|position als|vaga(?: de| para)?|cargo(?: de)?|puesto(?: de)?|posizione(?: di)?|figura(?: di)?|ruolo(?: di)?|stanowisk\w+|roli|fonctions? de|rôle de|profil",
        ),
        ("as", r"as|als|en tant que?|en qualité de|come|como|jako|in qualità di|wordt|worden|ben jij(?: een)?|bist du|devenez|become|serve as|being"),
        ("join", r"join (?:us|our|the|\w+)(?: (?:\w+ ){0,4}team)?(?: as)?|versterk \w+ als|rejoignez"),
        ("reports", r"report(?:s|ing)?(?: directly)?(?: in)? to|rapport\w*(?: à| aan)|depend\w+ d\w+|supervised by|led by|our|onze|unser\w*|notre|nos|nuestr\w+|noss\w|contact"),
        ("with", r"with(?: our| other)?|met(?: de| onze)?|mit|avec(?: les)?|con|com|alongside|team of|between|and|support\w*|manage|lead|mentor\w*|partner\w*"),
        ("years", r"years?(?: of)?(?: experience)?(?: as)?|experience(?: as| in)?|ervaring(?: als)?|erfahrung(?: als)?|expérience|experiencia|experiência|esperienza"),
    )
)  # fmt: skip
_ARTICLES = frozenset("a an een ein eine einen eine:n un une una uno um uma an um(a) un(e) our onze unsere".split())
_DEFINITE = frozenset("the de het der die das le la el o il lo this deze dieser ce cet cette este esta".split())
_NEXT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("end", re.compile(r"[\s.…!]*$")),
    ("sentence", re.compile(r"[.!?]\s")),
    ("will", re.compile(r"\s(?:will|is|reports?|plays?|leads?|works?|serves?|performs?|provides?|supports?|contributes|assists|zal|ben|bent|heb|wird|wirst|sera|será|adviseer|vind)\b")),
    ("role", re.compile(r"\s(?:role|position|job|opportunity|vacancy|to join|opening|functie|positie)\b", re.I)),
    ("duty", re.compile(r"(?:,)?\s(?:to|who|that|die|der|om|qui|que|pour|para|w|z|responsible|with|will|met|mit|com|con|at|in|bei|bij|chez|voor|für|zur|for|on|within|based|binnen|ter|per|presso|que)\b")),
    ("and", re.compile(r"\s(?:and|or|und|oder|en|of|et|ou|y|o|e|i|&)\b")),
    ("comma", re.compile(r",\s")),
    ("mark", re.compile(r"\s?[:;|–—•*-]|\s?[()]")),
    ("small", re.compile(r"\s[^\W\d_A-ZÀ-Ý]")),
)  # fmt: skip
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=20_000)
def _head(word: str) -> bool:
    return is_head(re.sub(r"\([a-zé]{1,4}\)$|[*:/]in\w*$", "", word)) and word.casefold() not in ("pro", "lead", "head", "hand", "hands")


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" .,:;–—-").casefold()


def mentions(document: Document, found: Sequence[Candidate] = ()) -> list[Mention]:
    """What names an occupation in the first lines of a document, at most ``MAX_MENTIONS``, and what rules
    have ``found`` there; what both name is one."""
    spans: list[tuple[Line, int, int, int, int]] = []  # line, its number, start, end, head's end
    rules: dict[tuple[int, int], str] = {}
    for candidate in sorted(found, key=lambda candidate: candidate.confidence):
        rules[candidate.start, candidate.start + len(candidate.text)] = candidate.rule
    number = 0
    for line in document.lines:
        if not line.text or line.zone in (Zone.CHROME, Zone.LEGAL):
            continue
        number += 1
        if number > MAX_LINES or len(spans) >= MAX_MENTIONS:
            break
        known = set()
        for start, end, head in _spans(line.text[:MAX_LINE_CHARS]):
            spans.append((line, number, start, end, head))
            known.add((line.start + start, line.start + end))
        for start, end in rules:
            if line.start <= start < end <= line.end and (start, end) not in known:
                spans.append((line, number, start - line.start, end - line.start, end - line.start))
    counted = Counter(_folded(line.text[start:end]) for line, _, start, end, _ in spans)
    return [
        Mention(
            line.text[start:end],
            line.start + start,
            line.start + end,
            tuple(
                _features(
                    line, number, start, end, head, counted, rules.get((line.start + start, line.start + end))
                )
            ),
        )
        for line, number, start, end, head in spans
    ]


def _spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and end of the head of what may be names of occupations; several for one head."""
    tokens = list(_TOKEN.finditer(text))
    done = 0
    for index, token in enumerate(tokens):
        if not _head(token.group()):
            continue
        first = index
        while first > 0 and index - first < MAX_WORDS_BEFORE:
            before = tokens[first - 1]
            if not _JOINT_BEFORE.fullmatch(text[before.end() : tokens[first].start()]):
                break
            if not _belongs(before.group(), token.group()):
                break
            first -= 1
        start, end = tokens[first].start(), token.end()
        ends = {end}
        gender = _GENDER.match(text, end)
        if (capitals := _CAPITALS_AFTER.match(text, end)) is not None:
            ends.add(capitals.end())
        if (words := _WORDS_AFTER.match(text, end)) is not None and words.end() - end <= MAX_CHARS_AFTER:
            ends.add(words.end())
        for one in tuple(ends):
            if (tail := _TAIL_PART.match(text, one)) is not None:
                ends.add(tail.end())
        if gender is not None:
            ends = {end, gender.end()}
        starts = {start}
        if first < index and token.group()[:1].isupper() and max(ends) > end:
            starts.add(token.start())  # "Wieliczka Technik prac biurowych": the head comes first
        for one in sorted(ends):
            for begin in sorted(starts):
                if begin == start or one > end:
                    yield begin, len(text[:one].rstrip(" ,-–—/&")), end
        done = end


def _belongs(word: str, head: str) -> bool:
    """Whether a word before a head may be of its title."""
    folded = word.casefold()
    if folded in FIELDS or folded in LEVELS:
        return True
    if folded in _SENTENCE_WORDS:
        return word.isupper() and word in ("IT", "HR", "AI", "ML")
    return word[0].isupper() or not word[0].isalpha() or any(mark in word for mark in "+#") or head.isupper()


def _features(
    line: Line, number: int, start: int, end: int, head: int, counted: Counter[str], rule: str | None
) -> Iterator[str]:
    """The names of what speaks for words being the title, or against it; weighed by ``ranking``."""
    text = line.text
    words = text[start:end].split()
    before = text[max(0, start - 90) : start]
    yield "bias"
    yield f"rule {rule}"
    cue = next((name for name, pattern in _CUES if pattern.search(before)), None)
    last = before.split()[-1].casefold() if before.split() else ""
    if cue is not None:
        yield f"cue {cue}"
    if not before.strip():
        yield "line start"
    elif before.rstrip()[-1] in ".!?…":
        yield "sentence start"
    elif before.rstrip()[-1] in ":|–—•-*":
        yield "after mark"
    elif before.rstrip()[-1] in ",(/&":
        yield "after comma"
    elif last in _ARTICLES:
        yield "article"
        yield f"article {cue}"
    elif last in _DEFINITE:
        yield "definite"
    elif last[:1].isalpha() and before.split()[-1][0].isupper():
        yield "after capital"
    elif last in LEVELS or last in FIELDS:
        yield "after level"
    else:
        yield f"after word {cue is not None}"
    following = next((name for name, pattern in _NEXT if pattern.match(text, end)), "capital")
    yield f"next {following}"
    yield f"cue {cue} next {following}"
    whole = start == 0 and following == "end"
    if whole:
        yield f"whole line {min(number, 5)} {line.kind is LineKind.HEADING or line.bold}"
        if line.kind is LineKind.BULLET:
            yield "whole bullet"
    if line.kind is LineKind.BULLET:
        yield "bullet"
    if start == 0 and number == 1:
        yield f"first words {following}"
    yield f"zone {line.zone}"
    at = line.start + start
    yield "at " + ("0" if at < 60 else "200" if at < 200 else "500" if at < 500 else "1500" if at < 1500 else "far")
    same = counted[_folded(text[start:end])]
    yield f"times {min(same, 4)}"
    yield f"words {min(len(words), 6)}"
    if len(words) == 1 and words[0].casefold() in NOT_ALONE:
        yield "not alone"
    first = words[0].casefold()
    if first in LEVELS:
        yield "levelled"
    letters = [word for word in words if word[0].isalpha()]
    case = "mixed"
    if letters and all(word[0].isupper() for word in letters):
        case = "shouted" if text[start:end].isupper() else "capitals"
    elif letters and all(word[0].islower() for word in letters):
        case = "lower"
    yield case
    yield f"{case} {cue}"
    yield f"{case} {following}"
    final = text[start:head]
    if final.endswith("s") and not final.endswith("ss"):
        yield "plural"
    if end > head:
        tail = text[head:end]
        yield "tail " + ("gender" if _GENDER.fullmatch(tail) else "dash" if "–" in tail or "—" in tail or " - " in tail else "comma" if "," in tail else "bracket" if "(" in tail else "words")
        yield f"tail words {min(len(tail.split()), 5)} {cue is not None}"
