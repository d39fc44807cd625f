"""One line under judgement: its clauses, parentheses and refusals, read one after another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from postings.extraction.skill_preference.markers import ANAPHOR, Asked, triggered
from postings.extraction.skill_preference.reach import LETTERS, PLURAL, Marker, marker_of

# Where one statement ends and the next begins. Abbreviations end no sentence.
_STATEMENT = (
    r"(?:any\s+|prior\s+|previous\s+|some\s+|strong\s+|good\s+|solid\s+|basic\s+|working\s+|la\s+|une\s+|des\s+|les\s+)?"
    r"(?:experience|knowledge|familiarity|exposure|understanding|proficiency|kenntnisse|erfahrung|connaissances?|"
    r"expérience|ma[îi]trise|conocimientos?|experiencia|conhecimentos?|experiência)"
    r"\s+(?:with|of|in|to|using|mit|von|de|du|des|en|em|con|com)\b"
)
_BREAK = re.compile(
    r"[.!?](?=\s|$)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\betc\.)(?<!\bvs\.)(?<!\bincl\.)(?<!\bex\.)(?<!\bSr\.)(?<!\bJr\.)|;|[；。]|"
    r"\s[–—-]\s|\s?--\s?|—|\s\|\s|,?\s+(?:but|while|whereas|though|although|aber|mais|pero|mas)\s|"
    r",(?:(?<=preferred,)|(?<=desired,)|(?<=desirable,)|(?<=required,)|(?<=plus,)|(?<=bonus,)|"
    r"(?<=a must,)|(?<=essential,)|(?<=mandatory,)|(?<=obrigatório,)|"
    r"(?<=obligatorio,)|(?<=obligatoire,)|(?<=erforderlich,)|(?<=ein muss,))|"
    rf"(?P<soft>,\s+(?:and\s+|or\s+|und\s+|et\s+|y\s+|e\s+)?(?={_STATEMENT}))|"
    r",?\s+und\s+(?=(?:sind|haben|verfügen|besitzen|beherrschen|bringen|bist|hast|verfügst|besitzt|bringst)\s)|"
    r",?\s+(?:and,?\s+)?(?=(?:as\s+would|ideally|preferably|idealerweise|idéalement|optionally|if\s+possible)\b)|"
    r",\s+(?:and\s+|or\s+)?(?=(?:know(?:ing|s)?\s+|having\s+|experience\s+(?:with|in)\s+)?both\s+(?:is|are|would)\b)|"
    r"(?-i:(?<=[a-z0-9)]))\s(?=(?-i:Experience|Knowledge|Familiarity|Proficiency|Understanding|Exposure"
    r"|Expertise|Ability)\s+(?:with|of|in|to|using|working)\b)|"  # sentences that lost their ends
    r"(?:(?<=is a plus)|(?<=a big plus)|(?<=is desired)|(?<=is preferred)|(?<=are preferred))"
    r"\s(?=(?-i:[A-Z][a-z]))|"
    r"(?-i:(?<=[A-Za-z0-9)]))\s(?=(?-i:Solid|Strong|Excellent|Good|Proven|Hands-on|Capabilities|Demonstrated)\s"
    r"(?-i:[a-z]{4,}))|"
    r"(?<=preferred)\s+with\s+(?=\d+\s?\+?\s?(?:years|yrs)\b)|"
    r",\s+with\s+(?=[^.;,]{1,60}\b(?:plus|bonus|preferred|advantage|asset|desirable|desired)\b)|"
    r"(?P<besides>\swith\s+(?=(?:\w[\w.+#-]*\s){1,3}(?:(?:as\s+)?an?\s+(?:\w+\s+)?)(?:plus|bonus|advantage|asset)\b))|"
    r",\s+(?:and\s+|with\s+|plus\s+)?(?=(?:bonus|nice\s+to\s+have)\b)|"
    r"(?-i:(?<=[a-z)])(?=(?:Preferred|Required|Nice to|Bonus|Strong|Experience|Knowledge|Must|Desired|"
    r"Excellent|Ability|Proficien|Familiar)))",  # sentences glued in a cell
    re.IGNORECASE,
)
_NO_NAMES = frozenset(
    """this that these those it they all both any each either though although also which while experience
    knowledge familiarity certification certifications skills some prior previous having being""".split()
)
_DASH = re.compile(r"\s[–—-]\s")
_THOUGH = re.compile(r"(?:^|[.!?]\s)\W*(?:while|although|though|even if)\s*$", re.IGNORECASE)
_PAREN = re.compile(r"[(\[]([^()\[\]]{0,200})[)\]]")
_NO_BEFORE = re.compile(
    r"(?:\b(?:no|without|never|not\s+(?:an?|looking\s+for|using|use|about|hiring)|"
    r"do(?:es)?(?:\s+not|n['’]t)\s+(?:use|need|require|do|have\s+to\s+know|want)|"
    r"instead\s+of|rather\s+than|away\s+from|no\s+longer\s+us(?:e|ing)|kein(?:e|en)?|ohne|sans|pas\s+de|geen|zonder|"
    r"sin|sem|senza|bez)\s+"
    r"(?:any\s+|prior\s+|previous\s+|need\s+for\s+|an?\s+|experience\s+(?:with|in)\s+)?|\bpas\s+d['’])$",
    re.IGNORECASE,
)
# "Go or Rust (bonus for both)": one of them is asked for, only having both is the wish.
_FOR_BOTH = re.compile(r"\bboth\b", re.IGNORECASE)
# "Our stack is Go and Redis. You don't need experience with these tools": good to know, at most.
_THOSE_UNNEEDED = re.compile(
    r"\b(?:do(?:es)?\s+not|don['’]t)\s+(?:need|require|expect)\s+(?:\w+\s+){0,2}?"
    r"(?:experience|expertise)\s+(?:with|in)\s+(?:all\s+|any\s+)?(?:of\s+)?"
    r"(?:these|those|them|this|the\s+above|our\s+(?:stack|tools))\b",
    re.IGNORECASE,
)
_OR = re.compile(r"\bor\b|\boder\b|\bou\b", re.IGNORECASE)
_NOT_ONLY = re.compile(r"\bno(?:t)?\s+(?:only|just|limited|less|fewer|later|more)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*(?:,|and\b|or\b|/)", re.IGNORECASE)
# A parenthesis of these words alone speaks of what stands before it; "(Kotlin preferred)" does not.
_MARKER_WORDS = frozenset(
    """strongly highly but not a an the is are be as would will very really prefer too big huge great nice
    good to have haves plus bonus preferred preferable preferably desired desirable ideally ideal
    optional required must essential mandatory advantage advantageous helpful useful beneficial
    asset points strictly necessary needed only also major strong real added considered if possible
    and or for both any all these idealerweise von vorteil wünschenswert souhaité souhaitée apprécié
    atout un ein deseable valorable desejável diferencial minimum even better kudos""".split()
)


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int
    soft: bool = False  # it goes on a list of statements: "SQL, experience with Kafka"
    opens: bool = False  # it opens a sentence


def judge(text: str, spans: Sequence[tuple[int, int]]) -> list[Asked | None]:
    """What one line says of each skill span (offsets into ``text``, ascending); None where it says nothing.

    >>> judge("Python required; Go a plus", [(0, 6), (17, 19)])
    [<Asked.REQUIRED: 'required'>, <Asked.PREFERRED: 'preferred'>]
    """
    if not spans or not triggered(text):
        return [None] * len(spans)
    return _Judge(_names_masked(text, spans), spans).said


def _names_masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text, where a name's own "Plus" is no marker: "Toad, SQL Plus, Autosys"."""
    for start, end in spans:
        if _MARKS_IN_NAMES.search(text, start, end):
            name = _MARKS_IN_NAMES.sub(lambda match: "_" * len(match.group()), text[start:end])
            text = text[:start] + name + text[end:]
    return text


_MARKS_IN_NAMES = re.compile(r"\bplus\b|\bmust\b|\boptional\b|\bbonus\b", re.IGNORECASE)
# "machine learning, bonus if you have deployed models": of what it goes on to say
_FOR_MORE = re.compile(
    r"\W*(?:a\s+)?(?:big\s+|huge\s+)?(?:bonus|plus|extra)(?:\s+points)?\s+(?:if|for|when)\s+(?:you\s+)?"
    r"(?:\w+\s+)?(?:experience[ds]?|background|worked|have|having|exposure|deploy\w*|built|ha[sd])\b(?:\s+[\w'’-]+){2,}",
    re.IGNORECASE,
)
_ONE_PLUS = re.compile(r"\W*an?\s+(?:\w+\s+)?(?:plus|bonus|asset|advantage)\W*", re.IGNORECASE)
_LAST_OF_A_LIST = re.compile(r",\s+(?:and|or)\s+", re.IGNORECASE)


class _Judge:
    """One line under judgement: ``said`` grows as its clauses, parentheses and refusals are read."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self.text, self.spans = text, spans
        self.starts = [start for start, _ in spans]
        self.said: list[Asked | None] = [None] * len(spans)
        self.parens = [_Clause(*match.span(1)) for match in _PAREN.finditer(text)]
        self.outer_text = _PAREN.sub(lambda match: "\x00" * len(match.group()), text)
        self.bare = [self.outer_text[start] != "\x00" for start in self.starts]  # in no parenthesis
        self.clauses = self._split()
        self._read_clauses()
        self._read_parentheses()
        self._read_refusals()

    def _split(self) -> list[_Clause]:
        clauses, begin, soft, opens = [], 0, False, False
        for match in _BREAK.finditer(self.outer_text):
            if match["besides"] is not None and not self._inside(begin, match.start()):
                continue  # "experience with the harbour a plus"
            if match.start() > begin:
                clauses.append(_Clause(begin, match.start(), soft, opens))
            empty = not self.text[begin : match.start()].strip()  # ". Ideally": the sentence opens still
            begin, soft = match.end(), match["soft"] is not None
            opens = match.group()[:1] in ".!?" or (empty and opens)
        clauses.append(_Clause(begin, len(self.text), soft, opens))
        return clauses

    def _inside(self, start: int, end: int) -> range:
        """The spans that begin in [start, end)."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def _relative(self, indexes: Sequence[int], start: int) -> list[tuple[int, int]]:
        return [(self.spans[i][0] - start, self.spans[i][1] - start) for i in indexes]

    def _read_clauses(self) -> None:
        carried: Asked | None = None  # "Nice to have: X. Y" goes on over the sentence
        local = False  # "Experience with our tools is a plus: X." does not
        previous: range = range(0)
        inherited: set[int] = set()  # what a heading of the line says of them, a word of their own may change
        said = self.said
        for number, clause in enumerate(self.clauses):
            words = self.outer_text[clause.start : clause.end].replace("\x00", " ")
            hits = self._inside(clause.start, clause.end)
            inside = self._relative(hits, clause.start)
            bare = [span for i, span in zip(hits, inside, strict=True) if self.bare[i]]
            marker = marker_of(words, bare, inside)
            if (
                marker is not None
                and not hits
                and _THOUGH.search(self.text[max(0, clause.start - 14) : clause.start])
            ):
                carried, local = Asked.PREFERRED, True  # "While not required, Kafka helps": of what follows
                continue
            if marker is not None and not hits and self._of_both(clause.start, clause.end):
                continue
            if marker is not None and not hits and self._of_those(marker, words, clause.start):
                continue
            if marker is None and not hits and _THOSE_UNNEEDED.search(words):
                self._say(0, clause.start, Asked.PREFERRED)
                continue
            if local and clause.opens:
                carried, local = None, False
            if marker is None:
                for i in hits:
                    if said[i] is None and carried is not None:
                        said[i] = carried
                        inherited.add(i)
            else:
                ahead = words[: marker.low].split()
                # "though not essential" goes back, "KeyPay a plus" (a name nobody knows) does not
                brief = len(ahead) <= 4 and not marker.onward and not any(map(_is_name, ahead))
                own = (not clause.opens or _only_marker_words(words)) and not _FOR_MORE.match(words)
                dashed = (
                    not hits
                    and marker.asked is Asked.PREFERRED
                    and (number == 0 or clause.opens or (brief and _only_marker_words(words)))
                    and _DASH.match(self.text, clause.end) is not None
                )
                if not hits and marker.asked is not Asked.REQUIRED and brief and own and not dashed:
                    # "..., but not required", "- a plus": speaks of the clause before
                    for i in previous:
                        if (
                            said[i] is None
                            or i in inherited
                            or (marker.asked is Asked.PREFERRED and said[i] is Asked.NOT)
                        ):
                            said[i] = marker.asked
                self._say(clause.start + marker.low, clause.start + marker.high, marker.asked)
                if hits and marker.asked is Asked.PREFERRED and PLURAL.search(words[marker.low :]):
                    # "SQL, experience with Kafka and ... would be great" speaks of the whole list
                    first = number
                    while first and self.clauses[first].soft:
                        first -= 1
                    self._say(self.clauses[first].start, clause.start, Asked.PREFERRED)
                # "Nice to have - Docker": a clause of marker words alone at the start heads the line
                heads = number == 0 and not hits and _only_marker_words(words)
                # ``dashed``: "Experience with our tools is a bonus - Go, Ruby"
                carried = marker.asked if marker.onward or heads or dashed else None
                local = not heads and (dashed or len(words[: marker.low].split()) > 2)
            if hits:
                previous = hits

    def _say(self, start: int, end: int, asked: Asked) -> None:
        for i in self._inside(start, end):
            if self.said[i] is None:
                self.said[i] = asked

    def _read_parentheses(self) -> None:
        clause_starts = [clause.start for clause in self.clauses]
        floor = 0  # where the words begin that a parenthesis can speak of
        for paren in self.parens:
            words = self.text[paren.start : paren.end]
            hits = self._inside(paren.start, paren.end)
            if hits:
                for i, asked in zip(hits, judge(words, self._relative(hits, paren.start)), strict=True):
                    self.said[i] = asked or self.said[i]
            elif (
                (marker := marker_of(words, ())) is not None
                # "(a plus if you know these, but not required)" speaks of what stands before it, too
                and (_only_marker_words(words) or ANAPHOR.search(words) is not None)
                and not any(map(str.isdigit, words))
                and not self._of_both(paren.start, paren.end)
            ):
                at = max(0, bisect_left(clause_starts, paren.start + 1) - 1)
                clause = self.clauses[at]
                if not self.text[max(floor, clause.start) : paren.start].strip(" ([*_-•·"):
                    # "(Bonus) Docker", "[Nice to have] SQL, experience with Kafka": of what follows
                    while at + 1 < len(self.clauses) and self.clauses[at + 1].soft:
                        at += 1
                    self._say(paren.end, self.clauses[at].end, marker.asked)
                    floor = paren.end
                    continue
                listed = floor > 1 and not self.text[floor + 1 : paren.start].strip(" (")
                begin = clause.start if listed else max(floor, clause.start)
                # "tools (Jira, Trello) (preferred)": what the brackets before hold too
                before = [i for i in self._inside(begin, paren.start) if self.bare[i] or listed]
                if before and _GOES_ON.match(self.text, paren.end + 1):
                    before = before[-1:]  # "Kafka, Redis (preferred), Go": the marker is the last one's
                elif len(before) > 2 and _ONE_PLUS.fullmatch(words) and self._closes_a_list(before):
                    before = before[-1:]  # "tools like Looker, Tableau, and D3 (a plus)"
                for i in before:
                    if marker.asked is not Asked.NOT or self.said[i] is None:  # "a plus (but not required)"
                        self.said[i] = marker.asked
                if self.text[paren.end + 1 : paren.end + 2] == ":":  # "Data (a plus): Spark, Airflow"
                    self._say(paren.end, clause.end, marker.asked)
            floor = paren.end

    def _closes_a_list(self, spans: Sequence[int]) -> bool:
        """Whether a comma and an "and" set the last of the spans apart from those before it."""
        gap = self.text[self.spans[spans[-2]][1] : self.spans[spans[-1]][0]]
        return _LAST_OF_A_LIST.fullmatch(gap) is not None

    def _of_those(self, marker: Marker, words: str, start: int) -> bool:
        """Whether a clause without names wishes for what the sentence before it names; says so of that."""
        if marker.asked is not Asked.PREFERRED or start == 0 or not ANAPHOR.search(words):
            return False
        before = [clause for clause in self.clauses if clause.start < start]
        while before and not self._inside(before[-1].start, before[-1].end):
            before.pop()
        end = before[-1].end if before else 0
        while before and not before[-1].opens and before[-1].start:
            before.pop()
        if before:
            self._say(before[-1].start, end, Asked.PREFERRED)
        return bool(before)

    def _of_both(self, start: int, end: int) -> bool:
        """Whether [start, end) wishes for both of an alternative before it."""
        if _FOR_BOTH.search(self.text[start:end]) is None:
            return False
        before = self._inside(0, start)[-2:]
        return len(before) == 2 and (
            _OR.search(self.text, self.spans[before[0]][1], self.spans[before[1]][0]) is not None
        )

    def _read_refusals(self) -> None:
        for i, start in enumerate(self.starts):
            head = self.text[max(0, start - 45) : start]
            if _NO_BEFORE.search(head) and not _NOT_ONLY.search(head + self.text[start : start + 12]):
                self.said[i] = Asked.NOT


def _is_name(word: str) -> bool:
    """Whether a word is, by its capital, the name of something that nobody knows here."""
    plain = word.strip("*_()[]\"'.,:;!•-")
    return plain[:1].isupper() and plain.lower() not in _MARKER_WORDS | _NO_NAMES


def _only_marker_words(words: str) -> bool:
    return len(words) < 200 and set(LETTERS.findall(words.lower())) <= _MARKER_WORDS
