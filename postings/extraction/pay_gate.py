"""Whether a sum of money is this job's pay at all: asked before anything is made of it.

On "who is hiring" comments two sums in five are funding, revenue or perks. A sum is let through by a pay word
that introduces it, a heading above, its own period, or its place in a header; it is turned away by the words
around it (``vocabulary/pay.toml``). The nearest word wins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from postings.extraction.document import Document, Line, LineKind, Zone
from postings.extraction.finding import PayPeriod
from postings.extraction.money import Sum, period_before, sums, vocabulary
from postings.extraction.pay_units import Rank
from postings.extraction.prefilter import Prefiltered
from postings.extraction.reckoned import ESTIMATE


@cache
def introducing() -> Prefiltered:
    """Words before a sum: groups strong, veto, soft."""
    cue = vocabulary()["cue"]
    longest_first = {name: sorted(cue[name], key=len, reverse=True) for name in ("veto", "strong", "soft")}
    groups = "|".join(f"(?P<{name}>{'|'.join(words)})" for name, words in longest_first.items())
    return Prefiltered(rf"(?<![\w-])(?:{groups})(?!\w|-\w)", re.IGNORECASE)


@cache
def _following() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words directly behind a sum: those that refuse it, those that refuse it unless a period stands between,
    and those that speak for it."""
    cue = vocabulary()["cue"]
    gap = r"[ \t\u00a0*_\\)]{0,3}(?:of |in )?"
    return (
        re.compile(rf"{gap}(?:{'|'.join(cue['veto_after'])})", re.IGNORECASE),
        re.compile(rf"{gap}(?:{'|'.join(cue['counted'])})", re.IGNORECASE),
        re.compile(rf"[\s*_\\,;(–—-]{{0,4}}(?:{'|'.join(cue['after_for'])})", re.IGNORECASE),
    )


@cache
def _elsewhere() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,4}}(?:{'|'.join(vocabulary()['elsewhere']['heading'])})\b", re.IGNORECASE)


_PENSION_PLAN = re.compile(r"\$?\s?4(?:01\s?\(?k\)?|03\s?\(?b\)?|57\s?\(?b\)?)s?", re.IGNORECASE)
_SENTENCE_END = re.compile(
    r"(?<=[a-z)\]%\d])(?<!\bapprox)(?<!\bRs)(?<!\bmax)(?<!\bmin)(?<!\bsal)(?<!\bincl)(?<!\bca)[.!?]\s+(?=[A-Z*\"“(])|"
    r""
    r""
    r""
    r"\s\|\s|[;•·]|\n"
)
_SEGMENT_BREAK = re.compile(r"\s?[|•·🌎💰]\s?|\n|`|\s[–—-]\s(?=[A-Z])")
_WHOLE = re.compile(
    (
        r"\b(?:total (?:target |annual |annualized |potential )?(?:compensation|comp|cash|"
        r"earnings|rewards?|package|remuneration|pay)|tc|total comp|ote)\b"
    ),
    re.I,
)
_ON_TARGET = re.compile(r"\b(?:OTE|on[- ]target (?:earnings?|compensation|pay|income))\b", re.I)
# "$90k OTE", but not "£38,000 (OTE £45,000)": there the second sum is the target.
_ON_TARGET_BEHIND = re.compile(
    r"[\s*_(,/]{0,4}(?:USD|EUR|GBP|CAD|AUD)?[\s*_(,/]{0,4}(?:OTE|on[- ]target)\b"
    r"(?![\s:=]{0,3}(?:of\s)?[^\w\s.,;)]?\d)",
    re.I,
)
_BASE = re.compile(r"\b(?:base|basic|grundgehalt|fixe?)\b", re.I)
_EXCLUDING = re.compile(
    (
        r"\b(?:exclud\w+|not includ\w+|in addition to|before|without|regardless|does not include|"
        r"non[- ]|plus|based on|depend\w*|vary|varies|consider\w*)\b"
    ),
    re.I,
)
_FIRM_VETO = re.compile(
    (
        r"bonus|sign|refer|ote|on[- ]target|stipend|allowance|reimburs|minimum wage|variable|"
        r"commission|relocation|retention"
    ),
    re.I,
)
_BEHIND = re.compile(
    (
        r"[\s*_)]{0,3}(?:annual |yearly |gross |fixed |basic )?(?:base salary|salary|base pay|base|"
        r"basic|gross|brutto|netto|wage)\b"
    ),
    re.I,
)
_BESIDES = re.compile(
    r"(?:in addition to|on top of|besides|apart from|aside from|% of|percent of|portion of|"
    r"part of|neben|zusätzlich zu|en plus de|oltre)"
    r"(?: (?:your|the|our|a|base|basic|annual|monthly|competitive|dem|deinem|votre|du)){0,3}\s[\w-]+$",
    re.I,
)


class Reader:
    """The canonical text with its lines, for asking what stands around an offset."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.lines = document.lines
        self.starts = [line.start for line in document.lines]
        self.cut = self._elsewhere_start()
        self.reckoned = any(
            line.label is not None
            and _PREDICTED.fullmatch(line.label)
            and line.text.rpartition(":")[2].strip().lower() in ("1", "1.0", "true", "yes")
            for line in document.lines
        )  # "salary_is_predicted: 1"

    def _elsewhere_start(self) -> int:
        """Offset from which on money belongs to other jobs."""
        pattern = _elsewhere()
        for line in self.lines:
            heads = len(line.text) <= 60 and line.kind is not LineKind.BLANK
            if heads and line.start > len(self.text) // 5 and pattern.match(line.text):
                return line.start
        return len(self.text)

    def line_at(self, offset: int) -> int:
        """Index of the line that holds the offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def line(self, index: int) -> Line | None:
        return self.lines[index] if 0 <= index < len(self.lines) else None

    def begin(self, offset: int) -> int:
        """Start of the sentence around the offset, at most 160 characters back."""
        index = self.line_at(offset)
        line = self.line(index)
        low = line.start if line and line.start <= offset else offset
        if line and low > 0:  # markers such as "-" and "**" are cut off the line: nothing before them counts
            while index > 0:
                previous = self.lines[index - 1]
                if not (
                    line.kind is LineKind.PLAIN
                    and previous.kind in (LineKind.PLAIN, LineKind.BULLET)
                    and len(previous.text) > 55
                    and previous.text[-1:] not in ".:;!?|"
                    and line.start - previous.end <= 2
                ):
                    break
                low, index, line = previous.start, index - 1, previous
                if offset - low > 160:
                    break
        low = max(low, offset - 160)
        window = self.text[low:offset].replace("\n", " ")
        end = 0
        for found in _SENTENCE_END.finditer(window):
            end = found.end()
        return low + end

    def finish(self, offset: int) -> int:
        """End of the sentence around the offset, at most 110 characters on."""
        high = min(len(self.text), offset + 110)
        found = _SENTENCE_END.search(self.text, offset, high)
        return found.start() if found else high

    def segment(self, start: int, end: int) -> tuple[str, str]:
        """What stands beside [start, end) between the nearest segment breaks (pipes, line ends)."""
        low = max(0, start - 60)
        breaks = list(_SEGMENT_BREAK.finditer(self.text, low, start))
        left = self.text[breaks[-1].end() if breaks else low : start]
        found = _SEGMENT_BREAK.search(self.text, end, min(len(self.text), end + 80))
        right = self.text[end : found.start() if found else min(len(self.text), end + 80)]
        return left, right


# --- the gate ---------------------------------------------------------------------------------------------

_ALONE_LEFT = re.compile(
    r"[\W_]*(?:(?:up to|from|starting (?:at|from)|от|до|circa|around|about|approx\.?|at least|usd|"
    r"est|💰|cash|to|between|upto|max|budget|range|pays?|paying)[\W_]*){0,3}",
    re.IGNORECASE,
)
_ALONE_RIGHT = re.compile(
    r"[\W_]*(?:(?:(?:some|no|great|full|generous|good|meaningful|significant|competitive|"
    r"early|excellent|comprehensive|optional|plus|and|with|usd|doe|depending|on|experience|"
    r"base|basic|"
    r"salary|equity|stock|options?|bonus(?:es)?|benefits?|benefit|bens|perks|commission|"
    r"pension|super|negotiable|gross|net|ote|dependent|remote|cash|package|"
    r"health|insurance|pto|profit|share|sharing|shares|up|inc|incl|including|or more|per|"
    r"year|annum|yr|tokens?|"
    r"based|upon|location|level|range|pa|depends|market|w2|c2c|b2b|vat|\d(?:[.\d]*%|"
    r"[.\d]*))[\W_]*){0,8}|[,].*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Before:
    """The words of a sum's own sentence that stand before it, and the last cue of each kind among them."""

    text: str
    label: str  # of the line, when the sum stands in the label's value
    strong: re.Match[str] | None
    soft: re.Match[str] | None
    nearest: re.Match[str] | None  # the last strong or veto word
    first: bool  # no other sum stands between the label and this one
    near: bool  # it stands among the first words of the line

    @property
    def labelled(self) -> bool:
        return bool(self.label) and names_pay(self.label)

    @property
    def vetoed(self) -> bool:
        """Whether the last word about money says that this is none of the base pay."""
        return self.nearest is not None and self.nearest.lastgroup == "veto"

    def gap(self, found: re.Match[str]) -> str:
        """What stands between a cue and the sum."""
        return self.text[found.end() :]


def _before(reader: Reader, total: Sum, previous_end: int) -> _Before:
    """The words before a sum, back to the start of its sentence or the end of the sum before it."""
    text = reader.text[max(reader.begin(total.start), previous_end) : total.start]
    line = reader.line(reader.line_at(total.start))
    label = ""
    if line and line.label and line.value_start is not None and line.value_start <= total.start + 1:
        label = line.label.replace("_", " ")
    last: dict[str, re.Match[str]] = {}
    nearest: re.Match[str] | None = None
    previous: re.Match[str] | None = None
    for found in introducing().finditer(text):
        kind = found.lastgroup or ""
        beside = previous is not None and found.start() - previous.end() == 1
        if kind == "strong" and beside and previous is not None and previous.lastgroup != "strong":
            continue  # "detention pay", "bonus compensation" are no base pay
        last[kind] = previous = found
        if kind != "soft":
            nearest = found
    strong = last.get("strong")
    if strong is not None and _BESIDES.search(text[: strong.end()]):
        strong = None  # "in addition to your salary, we give …"
    first = line is not None and previous_end <= (line.value_start or line.start)
    near = line is not None and total.start - (line.value_start or line.start) <= 60
    return _Before(text, label, strong, last.get("soft"), nearest, first, near)


def _salaried(total: Sum) -> bool:
    """Whether a sum has the size of a yearly salary range: hardly anything else looks like it."""
    return total.is_range and total.magnitude <= 1000 and total.high >= 15_000


def judge(reader: Reader, total: Sum, previous_end: int, next_start: int) -> tuple[Rank, bool] | None:
    """The rank of a sum, and whether it is whole compensation rather than base; None when it is no pay.

    ``previous_end`` and ``next_start`` bound the look around: words beyond another sum belong to that sum.
    """
    text = reader.text
    if _PENSION_PLAN.fullmatch(text, total.start, total.end):
        return None
    finish = min(reader.finish(total.end), next_start)
    before = _before(reader, total, previous_end)
    strong = before.strong
    if ESTIMATE.match(text[total.end : total.end + 24].strip()) or _RECKONED_BY.search(
        text, total.end, finish
    ):
        return None
    if not total.is_range and not total.period and placeholder(total.high):
        return None
    if (
        _AVERAGE.match(before.label)
        or _estimated(reader, total, before)
        or (reader.reckoned and before.labelled and not total.marked)
    ):
        return None
    if _NOBODYS.search(before.text) or _COMMISSION_ONLY.search(before.text + text[total.end : finish]):
        return None
    if not total.marked and total.high < 1000 and total.period is None and _GRADE.search(before.text):
        return None
    against = refused(text, total)
    if against is not None:
        if "our" in before.text[-12:].lower() and against.group().strip(" )").lower() == "budget":
            # "within our $1,000/month budget" is what the work may cost
            return (Rank.CUED, False) if total.period else None
        paid = _salaried(total) and strong is not None and before.nearest is strong
        if not paid or "bonus" in against.group().lower():
            return None
    if _PART_OF_FULL.search(text[max(0, total.start - 40) : total.start]) and _PRO_RATA.match(
        text, total.start, total.end + 40
    ):
        return None
    if _is_stipend(reader, total, before):
        return Rank.LABELLED, False
    if _turned_away(text, total, before, finish) or _on_target(text, total, before, finish):
        return None
    whole = bool(_WHOLE.search(before.text) or _WHOLE.search(before.label)) and not _BASE.search(
        before.text[-24:]
    )
    told = total.marked or total.is_range or total.cents or total.period or period_before(before.label)
    if before.labelled and not told and total.high < 1000:
        return None  # "Salary: 54" may be hours, thousands or a grade
    if before.labelled and (total.marked or before.near):  # not a year told far on in a line without breaks
        return Rank.LABELLED, whole
    if strong is not None:
        gap = before.gap(strong)
        if not total.marked and not bare_fits(total):
            return None
        if _labels(gap):
            return Rank.LABELLED, whole
        if total.marked and (total.is_range or total.period or len(gap) <= 60):
            return Rank.CUED, whole
        if total.is_range and total.high >= 1000 and len(gap) <= 60:
            return Rank.CUED, whole
    return _judge_uncued(reader, total, before.text, finish, whole)


_RECKONED_BY = re.compile(
    r"\b(?:according to|reported (?:by|on)|based on|source:) (?:glassdoor|indeed|payscale"
    r"|salary\.com|linkedin|zip ?recruiter|levels\.fyi)\b",
    re.IGNORECASE,
)
# What the best of the others made: "top performers earn over $200,000".
_NOBODYS = re.compile(
    r"\btop (?:performers?|earners?|producers?|sellers?|closers|agents?|reps?|consultants?|drivers?)\b"
    r"|\baverage (?:(?:base|annual|yearly|monthly|hourly) )?(?:salary|pay|wage) (?:for|of) an?\b",
    re.IGNORECASE,
)
_COMMISSION_ONLY = re.compile(
    r"\b(?:100 ?% commission|commission[- ]only|commission only|only commission|straight commission"
    r"|purely commission|provisionsbasis|rein provisions\w*|commissions? uniquement|solo comisi[oó]n(?:es)?)",
    re.IGNORECASE,
)


def _estimated(reader: Reader, total: Sum, before: _Before) -> bool:
    """Whether a board labels a sum as its estimate, and does not say that the employer gave it."""
    if not _ESTIMATE_LABEL.fullmatch(before.label.strip()):
        return False
    line = reader.line(reader.line_at(total.start))
    return line is not None and "employer" not in line.text.lower()


_ESTIMATE_LABEL = re.compile(r"(?:salary|pay) estimates?", re.IGNORECASE)
_AVERAGE = re.compile(r"(?:salary |pay )?(?:avg|average|mean|median)\b", re.IGNORECASE)
_PREDICTED = re.compile(r"(?:salary|pay)[ _](?:is[ _])?(?:predicted|estimated)", re.IGNORECASE)
_GRADE = re.compile(
    r"\b(?:grade|scale|step|level|band|group|schaal|stufe|echelon|échelon|niveau)\b\W*\w{0,4}\W*$",
    re.IGNORECASE,
)
_NINES = re.compile(r"9{5,}")


def placeholder(amount: Decimal) -> bool:
    """Whether an amount only fills a form's field: 99999, 999999."""
    return _NINES.fullmatch(f"{amount.normalize():f}") is not None


# "£24,500 FTE (£14,700 pro rata)": what the hours of the post make of the full salary.
_PART_OF_FULL = re.compile(r"\d[^()\n]{0,30}\([^()\d]{0,20}$")
_PRO_RATA = re.compile(
    r"[^()\n]{0,60}?\b(?:pro[- ]?rata|actual|for \d{1,2}(?:\.\d+)? h(?:ou)?rs|part[- ]time)\b", re.IGNORECASE
)

_STIPEND = re.compile(
    r"(?:(?:living|phd|internship|fellowship|training) )?stipend(?: amount)?", re.IGNORECASE
)
_LEARNER = re.compile(
    r"\b(?:intern(?:s|ships?)?|trainees?|traineeship|ph\.?d\b\.?|doctoral|fellow(?:s|ships?)?|apprentice\w*"
    r"|residency|stage|stagiaire|praktik\w+|volunt\w+|post-?doc\w*)\b",
    re.IGNORECASE,
)


_STIPEND_OF = re.compile(
    r"\b(?P<period>annual |yearly |monthly )?stipend(?: salary)?(?: of| is)?"
    r"(?: (?:at least|up to|about|around|approximately))?\s*$",
    re.IGNORECASE,
)
_SPENT = re.compile(
    r"\b(?:travel|research|conference|equipment|learning|wellness|office|home|internet|relocation|moving"
    r"|education|training budget|meal|food|gym|phone)\b[^.;]{0,30}$",
    re.IGNORECASE,
)


def _is_stipend(reader: Reader, total: Sum, before: _Before) -> bool:
    """ "Stipend: €1,200 per month", "a stipend of $30,000 a year" of an internship or a place for a
    researcher; elsewhere a stipend is a benefit."""
    told = total.period not in (None, PayPeriod.HOUR, PayPeriod.DAY)
    labelled = told and before.first and _STIPEND.fullmatch(before.label.strip()) is not None
    if not labelled:
        named = _STIPEND_OF.search(before.text)
        if named is None or not (told or named["period"]) or _SPENT.search(before.text[: named.start()]):
            return False
    return _LEARNER.search(reader.text[:600]) is not None


def _turned_away(text: str, total: Sum, before: _Before, finish: int) -> bool:
    """Whether words before a sum make it something else than base pay."""
    behind = _BEHIND.match(text, total.end, finish) is not None
    salaried = _salaried(total)
    if before.vetoed and before.nearest is not None:
        if before.strong is None:
            # A label that begins with pay ("Salary and bonus: …") is stronger than the veto word in it.
            opening = before.label.split()[:1]
            firm = before.first and before.labelled and bool(opening) and names_pay(opening[0])
            return not behind and not firm
        gap = before.gap(before.nearest)
        if _FIRM_VETO.search(before.nearest.group()):
            direct = len(gap) <= 14 and not re.search(r"[:=]\s*$", gap) and not _EXCLUDING.search(before.text)
            return direct or not salaried
        return not salaried and total.period is None
    if before.strong is None and before.soft is not None and not before.labelled and not behind:
        # "a $5 trillion market", "training budget": without a pay word, a soft word beside the sum refuses it
        return not (salaried and len(before.gap(before.soft)) > 30)
    return False


def _on_target(text: str, total: Sum, before: _Before, finish: int) -> bool:
    """Whether the sum is what one earns when all goals are met, and not the base."""
    if _BASE.search(before.text[-24:]) or _BEHIND.match(text, total.end, finish):
        return False
    if _ON_TARGET_BEHIND.match(text, total.end):
        return True
    if _ON_TARGET.search(before.label):
        return not _BASE.search(before.label)
    named = [found.end() for found in _ON_TARGET.finditer(before.text)]
    if not named or _BASE.search(before.text, named[-1]):
        return False
    # "OTE with a salary of …" names the salary; "OTE salary range" does not.
    return before.strong is None or before.strong.start() <= named[-1] + 1


def refused(text: str, total: Sum) -> re.Match[str] | None:
    """Words directly behind a sum that make it no base pay: "bonus", "in funding", "users", "a mile"."""
    refuse, counted, _ = _following()
    stop = text.find("\n", total.end, total.end + 90)
    stop = stop if stop >= 0 else total.end + 90
    found = refuse.match(text, total.end, stop)
    if found is None and total.period is None:
        found = counted.match(text, total.end, stop)
    return found


def names_pay(words: str) -> bool:
    """Whether a label is about base pay ("Salary range", not "Sign-on bonus")."""
    found = None
    for match in introducing().finditer(words):
        if match.lastgroup == "veto" and found is None:
            return False
        if match.lastgroup == "strong":
            found = match
    return found is not None


def _labels(gap: str) -> bool:
    """Whether a pay word and the sum stand together as label and value."""
    return (
        len(gap) <= 48 and bool(re.search(r"[:=–—-]\s*[*_\\~`(\"]*\s*(?:\w+ ){0,2}[^\w]*$|\t", gap))
    ) or len(gap.strip(" *_~`:(")) == 0


def bare_fits(total: Sum) -> bool:
    """A number without any money mark: believed as a range or four-figure sum, or with a period."""
    if total.period is not None:
        return True
    if total.is_range:
        return total.high >= 1000 and not (1950 <= total.low <= 2100 and total.high <= 2100)
    return total.high >= 5000


def _judge_uncued(
    reader: Reader, total: Sum, before: str, finish: int, whole: bool
) -> tuple[Rank, bool] | None:
    """The rank of a sum whose own sentence has no pay word."""
    index = reader.line_at(total.start)
    line = reader.line(index)
    zone = line.zone if line else None
    left, right = reader.segment(total.start, total.end)
    alone = _ALONE_LEFT.fullmatch(left) is not None and (
        _ALONE_RIGHT.fullmatch(right) is not None or right.lstrip().startswith(")")
    )
    in_line = reader.text[line.start : total.start].strip(" *_-–•:(`~") if line else left
    opens_line = len(in_line) <= 60
    above = heading_above(reader, index)
    if not total.marked and line is not None and line.label is not None:
        return None  # a number under a label of its own, which says nothing of pay
    if above is not None and opens_line and (total.marked or (alone and bare_fits(total))):
        return Rank.LABELLED if alone else Rank.CUED, whole or bool(_WHOLE.search(above))
    if not total.marked:
        return None
    _, _, support = _following()
    supported = support.match(reader.text, total.end, finish) is not None
    money = total.currency is not None or total.sign is not None
    piped = "|" in _edges(reader, total)
    sized = total.high >= 15_000 and total.magnitude <= 1000
    placed = money or ((total.is_range or piped) and (zone is Zone.HEADER or piped or supported))
    if alone and placed and (total.is_range or total.period or sized):
        return Rank.HEADER, whole
    if supported and (sized or total.period or total.cents) and (money or total.is_range):
        return Rank.CUED, whole
    if total.period and money and zone not in (Zone.COMPANY, Zone.LEGAL):
        if total.is_range:
            return Rank.CUED, whole
        open_zone = zone in (Zone.HEADER, Zone.PAY, Zone.SUMMARY, None)
        steady = total.period in (PayPeriod.DAY, PayPeriod.YEAR) and (open_zone or sized)
        if steady or total.period is PayPeriod.HOUR:
            return Rank.BARE, whole
    bracketed = (
        reader.text[total.start - 1 : total.start] == "(" and reader.text[total.end : total.end + 1] == ")"
    )
    if total.is_range and sized and total.low >= 8_000 and (money or bracketed) and zone is not Zone.LEGAL:
        return Rank.BARE, whole
    return None


def _edges(reader: Reader, total: Sum) -> str:
    """The characters just outside a sum's segment: shows whether it stands between pipes."""
    left = reader.text[max(0, total.start - 12) : total.start]
    right = reader.text[total.end : total.end + 40].split("\n")[0]
    return left + right


_NO_SUM = re.compile(
    r"\W*(?:(?-i:[A-Z]{3})|none|null|n/?a|tb[acd]|doe|unpaid|annual|(?:year|month|hour|week|dai)ly|year|month|hour"
    r"|(?:competitive|negotiable|not (?:specified|stated|disclosed|provided|given)|undisclosed|confidential"
    r"|nach vereinbarung|à convenir|selon profil|a convenir|a combinar|in overleg|da concordare)"
    r"\b[^\d\n]{0,60})\W*",
    re.IGNORECASE,
)


def heading_above(reader: Reader, index: int) -> str | None:
    """A heading or label line about pay at most four lines above that itself holds no sum."""
    seen = 0
    for above in range(index - 1, max(-1, index - 12), -1):
        line = reader.lines[above]
        if line.kind is LineKind.BLANK or not line.text.strip():
            continue
        seen += 1
        words = line.text.strip()
        short = len(words) <= 90
        if short and re.search(r"\d", words) and not sums_in(words):
            short = len(words) <= 60
        if (
            line.label is not None
            and line.value_start is not None
            and names_pay(line.label)
            and _NO_SUM.fullmatch(reader.text, line.value_start, line.end)
        ):
            return None  # a fact that is complete: "Salary currency: EUR", "Salary: competitive"
        heads = (
            line.kind is LineKind.HEADING
            or words.endswith((":", "："))
            or (short and not words.endswith((".", "!", "?")))
        )
        if heads and short and names_pay(words):
            return words
        if line.kind is LineKind.HEADING or seen >= 4:
            return None
    return None


def sums_in(words: str) -> tuple[Sum, ...]:
    """The sums in a short string that carry a money mark."""
    return tuple(total for total in sums(words) if total.marked)
