"""Whether a text is one open posting, and what it is instead.

Evidence for and against is added up in log-odds-like points; each rule has a reason a reviewer can read. The
points were set on the development texts and are frozen.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from postings.extraction.document import Document, Format, Line, LineKind, Zone
from postings.extraction.finding import Finding, Verdict
from postings.extraction.header import PartKind, is_place, part_kind, parts, title_score
from postings.extraction.prefilter import PatternSet, Prefiltered, Scan
from postings.extraction.sections import heading_zone, known_labels
from postings.extraction.words import counted

THRESHOLD = 2.0
SHORT_HEAD = 0.4  # a comment of a hiring thread says less, and most of them are postings
MIN_CHARS = 40
SHORT_CHARS = 1500  # in so few a notice says all it has to say: what, for how much, when, where to turn
ERROR_CHARS = 1500  # error pages say so at once
HEAD_CHARS = 6000  # where a text says what it is
MAX_CHARS = 60_000

_REASONS = {
    "guide": "Reads like an article or a career guide, not like an offer of one job.",
    "salary_page": "Tells what a job pays in general; nobody is hiring.",
    "resume": "Reads like a résumé or a letter of application.",
    "list": "Lists several jobs.",
    "template": "Is a template or a sample with blanks to fill in.",
    "error": "Is an error page or a page that did not load.",
    "closed": "Says that applications are closed.",
    "email": "Is correspondence, not a posting.",
    "company_page": "Describes a company without offering a job.",
    "empty": "Holds no words to speak of.",
    "other": "Shows too little of what postings have: duties, requirements, a way to apply.",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of evidence: points for (+) or against (-) a posting, and the kind it points to."""

    points: float
    what: str
    kind: str
    start: int = 0
    end: int = 0


def _pattern(*alternatives: str) -> re.Pattern[str]:
    """A pattern for lowered text (see ``_lowered``): three times as fast as one that ignores case."""
    return re.compile(re.sub(r"(?<!\\)[A-Z]", lambda found: found.group().lower(), "|".join(alternatives)))


def _lowered(text: str) -> str:
    """The text in lower case, character by character, so that offsets stay."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(lower if len(lower := character.lower()) == 1 else character for character in text)


_HIRING = (
    _pattern(
        r"\b(?:we(?:'|’)re|we are|is|are|i(?:'|’)m|i am) (?:currently |now |actively "
        r"|also )?(?:looking (?:for|to (?:hire|add|grow))|hiring|seeking|searching for|recruiting)\b",
        r"\blooking (?:for|to hire) (?:an? |our |experienced |talented |someone|engineers|developers|people)",
        r"\bseeks? (?:an?|to hire)\b",
    ),
    _pattern(
        r"\b(?:wanted|needed|vacancy|vacancies)\b",
        r"\b(?:we need|we could do with|we(?:'|’)d like to (?:see|meet|hear)|we are after|come by)\b",
        r"\b(?:an? )?(?:volunteer|paid|unpaid|freelance|permanent|new) (?:role|position|post|job|contract)\b",
    ),
    _pattern(r"\b(?:join (?:our|us|the)|come (?:work|join|help)|work with us|be(?:come)? (?:a )?part of)\b"),
    _pattern(
        r"\byou(?:'|’)d be\b|\byou (?:would|should|need|know|can|bring|are|have|must)\b",
        r"\byou(?:'|’)?(?: wi)?ll (?:be|work|have|help|lead|build|join|own|design|develop|report"
        r"|collaborate|play|need|get|learn|use)\b",
        r"\bin this (?:role|position)\b",
        r"\bas an? [A-Za-z /-]{3,50},? you\b",
        r"\bthis (?:role|position|internship|job) (?:is|will|requires|reports|offers)\b",
        r"\byour (?:new )?(?:role|duties|responsibilities) (?:will|would|may|includes?)\b",
        r"\bthis is an? (?:[\w-]+ ){0,3}(?:role|position|opportunity)\b",
    ),
    _pattern(
        r"\b(?:the )?(?:ideal|successful|right|strong) candidates?\b",
        r"\bcandidates? (?:must|should|will|with|who)\b",
        r"\bapplicants? (?:must|should|will|who)\b",
    ),
    _pattern(
        r"\b\d{1,2}\+?(?:\s?(?:-|–|to)\s?\d{1,2})?\+? ?(?:or more )?years?(?:'"
        r"|’)?(?: of)?(?: [\w-]+){0,4} experience\b",
        r"\bexperience (?:with|in|of|as|working|building|using)\b",
        r"\b(?:proficien|familiar)\w* (?:with|in)\b",
        r"\b(?:degree|diploma|licen[cs]e|certificat\w+) (?:in|from|or|required)\b",
        r"\bability to\b",
        r"\bstrong (?:\w+ ){0,3}skills\b",
        r"\bknowledge of\b",
        r"\bmust (?:have|be)\b",
    ),
    _pattern(
        r"\bplease (?:apply|send|submit|e-?mail|contact)\b",
        r"\b(?:to|how to) apply\b",
        r"\bapply (?:now|here|at|by|via|today|online|through|below|to this)\b",
        r"\bsubmit (?:an?|your) (?:application|resume|cv)\b",
        r"\bsend (?:us |your |me |a )?(?:your )?(?:resume|cv|application|cover|github|portfolio"
        r"|an e-?mail)\b",
        r"\be-?mail (?:me|us)\b",
        r"\bjobs?@|careers@|hr@|hiring@",
    ),
    _pattern(
        r"\b(?:salary|compensation|pay|wage|fee)(?: range)?\b.{0,40}\d",
        r"[$€£]\s?\d[\d.,]*(?: ?k)?(?: ?[-–] ?[$€£]?\d[\d.,]*)? ?(?:an?|per|/) ?(?:hour|hr|h|day|week|month"
        r"|year)\b",
        r"\bbenefits\b",
        r"\b401\(?k\)?|\bpaid time off\b|\bpto\b|\bhealth insurance\b|\bstock options\b|\bequity\b",
    ),
    _pattern(
        r"\bfull[- ]?time\b|\bpart[- ]?time\b|\bcontract\b|\binternship\b|\bpermanent\b|\bvisa\b|\bremote\b"
        r"|\bonsite\b|\bon-site\b|\bhybrid\b|\bin[- ]person\b|\b\d{2} (?:hours|hrs)\b|\bhours"
        r" (?:a|per) week\b"
        r"|\bmonday (?:to|through|-|–)\b|\bweekends\b"
    ),
    _pattern(
        r"\b(?:an?|real|big|huge|definite|strong|major) (?:plus|bonus|advantage)\b|\bnice[- ]to[- ]haves?\b"
        r"|\bdesirable\b|\bhighly regarded\b|\bwould be (?:great|nice|helpful|an asset)\b|\bvon vorteil\b"
        r"|\bserait un (?:plus|atout)\b"
    ),
    _pattern(
        r"\breport(?:s|ing)? (?:directly |through )?(?:in)?to (?:the|our|an?)\b",
        r"\b(?:would|will|may|might) suit (?:an?|someone|candidates|applicants)\b",
    ),
    _pattern(r"\bequal (?:employment )?opportunit", r"\bwithout regard to\b", r"\breasonable accommodation"),
    # German, French, Spanish, Portuguese, Italian, Dutch, Polish and Nordic words of the same kinds
    _pattern(
        r"\b(?:wir suchen|sucht|suchen wir|recherchons|recrutons|recherche|buscamos|procuramos|contratando"
        r"|contrata-se|cerchiamo|zoeken|szukamy|poszukujemy|söker|søker)\b",
        r"\((?:m/w/d|w/m/d|h/f|f/h|m/f/d)\)",
        r"\b(?:bewerbung|bewirb|postuler|postulez|candidatar|candidatura|candidate-se|postúlate|solliciteer"
        r"|aplikuj)\b",
    ),
    _pattern(
        r"\b(?:deine aufgaben|ihre aufgaben|dein profil|ihr profil|wir bieten|vos missions|votre profil"
        r"|profil recherché|nous offrons|requisitos|responsabilidades|ofrecemos|oferecemos|benefícios"
        r"|requisiti|offriamo|wymagania|oferujemy|wij bieden|wij vragen|arbetsuppgifter|kvalifikationer"
        r"|berufserfahrung|kenntnisse|experiência|experiencia|expérience|vaga)\b"
    ),
)

# What even the shortest notice names, one pattern for each: pay, hours, whom to turn to, what is asked,
# the seeking.
_TERMS = (
    _pattern(
        r"[$€£]\s?\d|\d\s?(?:€|eur\b|euros?\b|kr\b|zł)|\b(?:salary|salaris|gehalt|\w*lohn|salaire|salario"
        r"|salário"
        r"|hourly|wage|lön|cao)\b"
    ),
    _pattern(
        r"\b\d{1,2}(?:[.,]\d)?\s?(?:hours?|hrs?|h|uur|std|stunden|heures|horas|timmar)\b|\b(?:full"
        r"|part)[- ]?time\b"
        r"|\b(?:cdi|cdd|vollzeit|teilzeit|voltijd|deeltijd|heltid|deltid|jornada|temps (?:plein|partiel)"
        r"|permanent"
        r"|temporary|shifts?|weekends?|nights?|days a week)\b|\bmon(?:day)?\s?(?:-|–|to)\s?(?:fri|sat|sun)"
    ),
    _pattern(
        r"[\w.+-]{1,40}@[\w-]|\b(?:call|phone|tel|ring|text|bel|rufen|anrufen|appelez|llama[dr]?|ligue"
        r"|telefon\w*)\b"
        r"|\b(?:cv|resume|lebenslauf|currículum?)\b|\b(?:apply|bewerb\w*|bewirb|postul\w*|sollicit\w*"
        r"|interes(?:ados?"
        r"|se)|interested|message us|dm|pop in|ask for)\b"
    ),
    _pattern(
        r"\b(?:experience|\w*erfahrung|expérience|experiencia|experiência|ervaring|erfarenhet|required"
        r"|vereist"
        r"|erforderlich|exigée?|imprescindible|licen[cs]e|rijbewijs|führerschein|permis|diploma"
        r"|certificat\w*|must"
        r"|you need|you have)\b"
    ),
    _pattern(
        r"\b(?:zoekt|zoeken|gesucht|suchen|sucht|recherche|recherchons|recrute|busca(?:mos)?"
        r"|necesita(?:mos)?|needed"
        r"|wanted|hiring|looking for|söker|cerca(?:si|mos)?|we need|vaga|procura(?:mos)?)\b"
    ),
)

_AGAINST: tuple[tuple[str, float, str, re.Pattern[str]], ...] = (
    (
        "guide",
        3.2,
        "how to become one",
        _pattern(
            r"\bhow (?:to|do (?:i|you)|can (?:i|you)) (?:become|get (?:a job|into|started|hired)|write|land"
            r"|find a job|prepare|choose|build a career|hire)\b",
            r"\bsteps to (?:become|becoming)\b",
            r"\bcareer (?:guide|path|paths|advice|outlook|roadmap|tips|change|overview)\b",
            r"\bsteps to\b",
        ),
    ),
    (
        "guide",
        2.4,
        "explains the profession",
        _pattern(
            r"\bwhat (?:is|are|does|do) (?:an? |the )?[^?\n]{2,60}\b(?:do|job|role|salary)\b[^?\n]{0,30}\?",
            r"\bwhat (?:does|do) (?:an? )?[^?\n]{2,60} (?:do|make|earn)\b",
            r"\b(?:typically|usually|generally) (?:works?|needs?|requires?|involves?|responsible|earns?|have"
            r"|has)\b",
            r"\bone typically needs\b",
            r"\bcommon (?:interview questions|job titles)\b",
        ),
    ),
    (
        "guide",
        3.2,
        "explains the profession",
        _pattern(
            r"\bwas (?:macht|verdient|tut)(?: (?:eigentlich|man|ein|eine|als))",
            r"\bwie (?:werde ich|wird man|lange dauert)\b",
            r"\bdurchschnittlich\w* (?:\w+ )?(?:gehalt|einstiegsgehalt|verdienst)",
            r"\bberufsbild\b",
            r"\bcomment devenir\b",
            r"\bfiche métier\b",
            r"\bsalaire moyen\b",
            r"\bcombien gagne\b",
            r"\bcómo (?:ser|convertirse)\b",
            r"\bcuánto gana\b",
            r"\bsalario (?:promedio|medio)\b",
            r"\bcomo se tornar\b",
            r"\bquanto ganha\b",
            r"\bsalário médio\b",
            r"\bo que faz um\b",
            r"\bqué hace un\b",
            r"\bque fait un\b",
        ),
    ),
    (
        "guide",
        2.0,
        "speaks as an article",
        _pattern(
            r"\bin (?:conclusion|summary),?\b",
            r"\bin this (?:article|post|guide|tutorial|blog|chapter|section)\b",
            r"\btable of contents\b",
            r"\bkey takeaways?\b",
            r"\bfrequently asked questions\b",
            r"\bfaqs?\b",
            r"\bhäufige fragen\b",
            r"\bpreguntas frecuentes\b",
            r"\bquestions fréquentes\b",
            r"\bperguntas frequentes\b",
            r"\bwir erklären\b",
            r"\bin diesem (?:artikel|beitrag|ratgeber)\b",
            r"\bdans cet article\b",
            r"\ben este artículo\b",
            r"\bneste artigo\b",
            r"\bread(?:ing)? time\b",
            r"\b\d{1,3} min(?:ute)?s? read\b",
            r"\blast updated\b",
            r"\bthis guide\b",
            r"\bblog post\b",
            r"\bdid you know\b",
            r"\bpublished (?:on|by|in)\b",
            r"\bfind out more about\b",
        ),
    ),
    (
        "guide",
        2.2,
        "advises employers or applicants",
        _pattern(
            r"\b(?:job|your) adverts?\b",
            r"\bjob listings? (?:should|that|for)\b",
            r"\bwrit(?:e|ing) (?:an? )?(?:effective |good |great )?(?:job|cover|cv|resume)\b",
            r"\b(?:hiring managers?|recruiters|employers|schools) (?:should|can|need|want|often|look|will"
            r"|must)\b",
            r"\bhelp(?:s|ing)? (?:you )?(?:to )?(?:attract|recruit|hire) (?:the |more "
            r"|better )?(?:right |best )?(?:candidates|talent|staff)\b",
            r"\binterview questions\b",
            r"\bjob seekers?\b",
            r"\bcandidates (?:want|need to know|are more likely|often)\b",
            r"\battract(?:s|ing)? (?:the )?(?:right |more |best )?(?:candidates|applicants)\b",
        ),
    ),
    (
        "salary_page",
        3.0,
        "average pay",
        _pattern(
            r"\b(?:average|median|mean|typical) (?:annual |base |hourly |yearly |total )?(?:salary|pay"
            r"|salaries"
            r"|wage|compensation)\b",
            r"\bsalary (?:guide|survey|report|by (?:state|city|experience|company)|statistics|trends|data"
            r"|comparison)\b",
            r"\b(?:according to|source:?) (?:glassdoor|payscale|indeed|the bureau|bls|ziprecruiter"
            r"|salary\.com|levels\.fyi|stack overflow)\b",
            r"\bhow much (?:do|does|can)\b",
            r"\bpercentile\b",
            r"\bsalaries (?:range|vary|for)\b",
        ),
    ),
    (
        "resume",
        4.0,
        "a career told",
        _pattern(
            r"\b(?:curriculum vitae|references available|professional summary|career objective|objective:"
            r"|work history|employment history)\b",
            r"^\W{0,40}(?:resume|résumé|cv)\b(?! and| to|/|,)",
            r"\b(?:sample|my|example) (?:resume|résumé|cv)\b",
        ),
    ),
    (
        "resume",
        3.6,
        "a letter of application",
        _pattern(
            r"\bdear (?:hiring (?:manager|team)|sir|recruit\w+)\b",
            r"\bi am (?:writing to|excited to apply|applying)\b",
            r"\bi(?:'m| am) (?:seeking|looking for) (?:an? )?(?:new |full|position|job|role|opportunit|work"
            r"|remote)",
            r"\bseeking (?:work|freelancer?)\b",
            r"\bwho wants to be hired\b",
            r"\bwilling to relocate\s*:",
            r"\bmy (?:experience|background|skills|portfolio|resume|cv|rates|services|work includes)\b",
            r"\b(?:i(?:'m| am) available|available for (?:hire|work|projects|bookings)|hire me)\b",
            r"\bi (?:shoot|offer|provide|specialis\w+|specializ\w+|freelance)\b",
            r"\bseeking (?:an? )?(?:new |challenging |rewarding |entry[- ]level |full[- ]time )+(?:role"
            r"|position|opportunit|job)",
        ),
    ),
    (
        "list",
        3.4,
        "several jobs",
        _pattern(
            r"\b\d[\d,.]{0,9} (?:\w+ ){0,4}(?:jobs|vacancies|positions|openings|results"
            r"|open roles)\b(?! available)",
            r"\b(?:browse|search|explore|view|see|latest|all|daily|today(?:'|’)s|new grad|recent|remote|top"
            r"|best) (?:\w+ ){0,3}(?:jobs|vacancies|internships)\b",
            r"\bjob (?:list|openings list|listings)\b",
            r"\bjobs (?:in|near|at|for|found|matching)\b",
            r"\bcurrent (?:openings|vacancies|opportunities)\b",
            r"\bopen (?:positions|roles)\b",
            r"\bhiring trends\b",
        ),
    ),
    (
        "template",
        4.5,
        "blanks to fill in",
        _pattern(
            r"\[(?:your )?(?:company|company name|employer|job title|position|insert\b[^\]>})]{0,40}|location"
            r"|name of (?:company|employer)|x|number|city|salary range|role|hiring manager|date|city, state"
            r"|industry|e-?mail address|x{1,3}|your name|sources|stakeholders)\](?!\()",
            r"[<{(](?:your )?(?:company name|employer|job title|name of (?:company|employer)"
            r"|insert\b[^)}>]{0,40})[)}>]",
            r"\bjob description (?:template|sample|example)\b",
            r"\b(?:template|sample) job (?:description|posting|ad|advert)\b",
            r"\{\{\s?\w+\s?\}\}",
            r"\blorem ipsum dolor\b.{0,80}\blorem ipsum\b",
        ),
    ),
    (
        "error",
        5.0,
        "an error",
        _pattern(
            r"\b(?:404|403|500|502|503)\b.{0,30}\b(?:error|not found|forbidden|unavailable)\b",
            r"\b(?:page|document|job|posting|position)s? (?:was |could )?not (?:be )?found\b",
            r"\baccess denied\b",
            r"\bjust a moment\b",
            r"\b(?:enable|requires?) javascript\b",
            r"\bverify (?:that )?you are (?:a )?human\b",
            r"\bcaptcha\b",
            r"\bchecking your browser\b",
            r"\bsomething went wrong\b",
            r"\btoo many requests\b",
            r"\bsession (?:has )?(?:expired|timed out)\b",
            r"\"ok\"\s*:\s*false",
        ),
    ),
    (
        "closed",
        5.0,
        "closed",
        _pattern(
            r"\b(?:no longer|not|stopped) (?:currently )?(?:accepting|taking) (?:new )?(?:applications"
            r"|applicants|resumes)\b",
            r"\b(?:this |the )?(?:job|position|role|vacancy|posting|opening|listing) (?:has been|is|was"
            r"|has) (?:already |now |been )*(?:filled|closed|expired|no longer (?:available|open|active)"
            r"|removed)\b",
            r"\bno longer available\b",
            r"\bapplications? (?:are|is|have) (?:now )?closed\b",
            r"\bposting has expired\b",
            r"\bthis job has expired\b",
            r"\bnicht mehr verfügbar\b",
            r"\bn'est plus disponible\b",
            r"\bvaga encerrada\b",
        ),
    ),
    (
        "email",
        3.6,
        "correspondence",
        _pattern(
            r"^(?:subject|from|sent|to|cc|date)\s?: .{3,}$(?:\n.{0,200}){0,3}\n(?:subject|from|sent|to|cc"
            r"|date)\s?: ",
            r"\bthank you for (?:applying|your (?:application|interest in (?:the|our|applying)))\b",
            r"(?<!send )(?<!submit )(?<!forward )(?<!with )(?<!in )(?<!mail )\byour application\b",
            r"\b(?:we have received your|we(?:'ve| have) decided to (?:move|proceed)"
            r"|unfortunately,? we|regret to inform|pleased to (?:inform|offer you)|other candidates)\b",
            r"\binvite you to (?:an? )?(?:interview|phone|call)\b",
            r"\bjob alerts?\b.{0,60}\bunsubscribe\b",
        ),
    ),
    (
        "other",
        3.0,
        "a newsletter",
        _pattern(
            r"\bunsubscribe\b",
            r"\byou are (?:now )?subscribed\b",
            r"\b(?:our|the|this|weekly|free|jobs?) (?:\w+ )?newsletter\b",
            r"\bemail digest\b",
            r"\bsubscription\b",
        ),
    ),
    (
        "other",
        4.0,
        "talk about hiring threads",
        _pattern(
            r"\bfriendly reminder\b",
            r"\bctrl ?\+ ?f\b",
            r"\boff[- ]topic\b",
            r"\b(?:up|down)-?vot(?:e|ing)\b",
            r"\b(?:employers|companies|posters|recruiters)\b[:,]? +please\b",
            r"\bjob posts?\b",
            r"\b(?:more|these|many|most|some) posts\b",
            r"\bask people to\b",
            r"\bis it just me\b",
            r"\btop-level\b",
            r"\bparent (?:post|comment)\b",
            r"\bascii art\b",
            r"\b(?:this|these|the|last|previous) (?:months?(?:'|’)?s? )?(?:who(?:'"
            r"|’)?s? (?:is )?hiring )?threads?\b",
            r"\bwho(?:'|’)?s? is hiring\b",
            r"\bplease (?:lead with|state|keep this thread|only post)\b",
            r"\b(?:this|your) (?:post|comment|listing|ad)\b",
        ),
    ),
    (
        "other",
        3.0,
        "source code",
        _pattern(
            r"^\s*(?:import|from \w+ import|def |class |function |public |#include|const |let |var |SELECT "
            r"|package )\b",
            r"^\s*```\w*",
            r"\bnpm install\b|\bpip install\b|\bgit clone\b|\blicensed under\b",
        ),
    ),
)
_PATTERNS = PatternSet((*_HIRING, *(pattern for *_, pattern in _AGAINST)))
_DATE_RANGE = re.compile(
    r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?,? )?(?:19|20)\d\d\s*(?:-|–|—"
    r"|to)\s*(?:(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?,? )?(?:19|20)\d\d|present"
    r"|current|now|today)\b",
    re.IGNORECASE,
)
_YEAR_RANGE = re.compile(r"(?:19|20)\d\d\s*(?:-|–|—|to)", re.IGNORECASE)
_FIRST_PERSON = frozenset({"I", "my", "me", "myself"})
_SECOND_PERSON = frozenset({"you", "your", "we", "our", "us"})
_WORD = re.compile(r"\w+")
_RESUME_HEADINGS = frozenset(
    "professional summary|work experience|professional experience|experience|education|projects"
    "|personal projects|references|certifications|objective|employment history|hobbies|awards|publications"
    "|technical skills|skills|languages|interests|summary|volunteer experience".split("|")
)
_QUESTION = re.compile(
    r"^(?:what|how|why|when|where|who|is|are|do|does|can|should|which)\b.*\?$", re.IGNORECASE
)
_OWN_QUESTION = re.compile(r"\b(?:you|your|we|us|our|i)\b", re.IGNORECASE)


def find(
    document: Document,
    title: Finding[str] | None,
    *,
    apply_url: Finding[str] | None = None,
    apply_email: Finding[str] | None = None,
) -> Finding[Verdict]:
    """The verdict with the words that weighed most; confidence is that of the verdict, for or against."""
    if document.postings > 1:
        verdict = Verdict(
            False, "list", f"The text holds {document.postings} postings; each can be read on its own."
        )
        return document.finding(verdict, 0, min(len(document.text), 80), confidence=0.98, rule="verdict.list")
    body = sum(len(line.text) for line in document.lines if line.zone is not Zone.CHROME)
    if body < MIN_CHARS and not (title is not None and title.confidence >= 0.97):
        kind = "error" if _ERROR.search(_lowered(document.text)) else "empty"
        return _verdict(document, [Sign(-6.0, _REASONS[kind], kind, 0, len(document.text))])
    visible = _visible(document)
    low = _lowered(visible)
    scan = _PATTERNS.scan(low)
    signs = [
        *_signs_for(document, scan, title, apply_url, apply_email),
        *_signs_against(document, visible, scan, title),
    ]
    if _is_short_offer(document, title) and not any(sign.points <= -0.9 for sign in signs):
        hiring = next((sign for sign in signs if sign.what == "the language of hiring"), None)
        if hiring is not None:
            signs.append(Sign(0.9, "a title over words of hiring", "posting", hiring.start, hiring.end))
    if body < SHORT_CHARS and not any(sign.points <= -0.9 for sign in signs):
        terms = sum(low_found is not None for low_found in map(_matched(low), _TERMS))
        if terms > (2 if title is not None and title.confidence >= 0.7 else 3):
            signs.append(Sign(0.5 * terms, "the terms of a short offer", "posting"))
    return _verdict(document, signs)


def _matched(text: str) -> Callable[[re.Pattern[str]], re.Match[str] | None]:
    return lambda pattern: pattern.search(text)


def _is_short_offer(document: Document, title: Finding[str] | None) -> bool:
    """A title at the top of a text: nothing else needs to be said for an advertisement of a few lines."""
    if title is None or title.confidence < 0.7 or title_score(title.value) < 0.85:
        return False
    return title.start < 600 or document.format in (Format.HTML, Format.CSV, Format.JSON)


def _visible(document: Document) -> str:
    """The text with chrome blanked, so that offsets stay."""
    text = document.text[:MAX_CHARS]
    parts: list[str] = []
    at = 0
    for line in document.lines:
        if line.zone is Zone.CHROME and line.start < len(text) and line.start >= at:
            parts += [text[at : line.start], " " * (min(line.end, len(text)) - line.start)]
            at = min(line.end, len(text))
    parts.append(text[at:])
    return "".join(parts)


_ERROR = Prefiltered(next(pattern for kind, _, _, pattern in _AGAINST if kind == "error"))


def _verdict(document: Document, signs: list[Sign]) -> Finding[Verdict]:
    threshold = THRESHOLD - (SHORT_HEAD if document.format is Format.COMMENT else 0.0)
    score = sum(sign.points for sign in signs) - threshold
    against = [sign for sign in signs if sign.points < 0]
    confidence = 1 / (1 + math.exp(-min(6.0, abs(score)) * 0.75))
    if score >= 0:
        best = max(
            (sign for sign in signs if sign.points > 0), key=lambda sign: sign.points, default=Sign(0, "", "")
        )
        what = "; ".join(
            dict.fromkeys(sign.what for sign in sorted(signs, key=lambda s: -s.points) if sign.points > 0)
        )
        verdict = Verdict(True, "posting", f"Reads like a posting: {what}."[:280])
    else:
        kinds: dict[str, float] = {}
        for sign in against:
            kinds[sign.kind] = kinds.get(sign.kind, 0.0) - sign.points
        kind = max(kinds, key=lambda name: kinds[name]) if kinds else "other"
        if kinds.get(kind, 0.0) < 1.5:
            kind = "other"
        best = min(
            (sign for sign in against if sign.kind == kind),
            key=lambda sign: sign.points,
            default=Sign(0, "", ""),
        )
        verdict = Verdict(False, "error" if kind == "empty" else kind, _REASONS[kind])
    return document.finding(
        verdict, best.start, best.end, confidence=confidence, rule=f"verdict.{verdict.kind}"
    )


def _signs_for(
    document: Document,
    scan: Scan,
    title: Finding[str] | None,
    apply_url: Finding[str] | None,
    apply_email: Finding[str] | None,
) -> Iterator[Sign]:
    if any(fact.source == "json-ld" and fact.name == "title" for fact in document.facts):
        yield Sign(6.0, "the page declares a JobPosting", "posting", *_fact_span(document, "title"))
    elif (
        any(fact.source in ("json", "csv") for fact in document.facts)
        and title is not None
        and title.confidence >= 0.97
    ):
        known = {fact.leaf for fact in document.facts} & _RECORD_NAMES
        yield Sign(3.0 + min(2.0, len(known) * 0.7), "a record with a job's title", "posting")
    zones = {line.zone for line in document.lines if line.text and line.kind is LineKind.HEADING}
    for line in document.lines:
        # "Duties: keep the books": a heading and what it heads in one paragraph
        if line.label is not None and line.value_start is not None and line.end - line.value_start > 40:
            headed = heading_zone(line.label)
            if headed is not None and headed[0] == line.zone.value and headed[1] == headed[3]:
                zones.add(line.zone)
    filled = {
        line.zone for line in document.lines if len(line.text) > 20 and line.kind is not LineKind.HEADING
    }
    for zone, points, what in (
        (Zone.DUTIES, 1.5, "duties"),
        (Zone.REQUIRED, 1.3, "requirements"),
        (Zone.PREFERRED, 0.8, "wishes"),
        (Zone.PAY, 0.7, "pay or benefits"),
        (Zone.APPLY, 0.6, "how to apply"),
        (Zone.LEGAL, 0.6, "legal notices"),
    ):
        if zone in zones & filled:
            yield Sign(points, what, "posting")
    hits = 0.0
    first: re.Match[str] | None = None
    for number in range(len(_HIRING)):
        found = scan.search(number)
        if found is not None:
            hits += 0.55
            first = first or found
    if first is not None:
        yield Sign(min(3.6, hits), "the language of hiring", "posting", first.start(), first.end())
    front = {fact.start for fact in document.facts if fact.source == "front-matter"}
    labels = {
        line.label.casefold()
        for line in document.lines
        if line.start not in front
        and line.label is not None
        and line.label.casefold() in known_labels()
        and line.value_start is not None
        and line.value_start < line.end
    }
    if labels:
        yield Sign(min(2.4, 0.7 * len(labels)), "labelled facts", "posting")
    if apply_url is not None and apply_url.confidence >= 0.85:
        yield Sign(1.4, "an address to apply at", "posting")
    elif apply_email is not None:
        yield Sign(1.0 if apply_email.confidence >= 0.8 else 0.7, "a mail address to apply to", "posting")
    if title is not None and title.confidence >= 0.7 and title_score(title.value) >= 0.7:
        yield Sign(0.8, "a job's title", "posting", 0, 0)
    told = {fact.name for fact in document.facts if fact.source == "front-matter"} & _FRONT_POSTING
    if told:
        yield Sign(min(2.4, 0.6 * len(told)), "a job's particulars at the head", "posting")
    if document.format is Format.COMMENT:
        yield from _comment_signs(document)


_RECORD_NAMES = frozenset(
    "company company_name location locations salary employment_type job_type apply_url job_url absolute_url "
    "hosted_url description categories team department workplace_type candidate_required_location "
    "salary_range company_profile requirements url".split()
)


def _fact_span(document: Document, name: str) -> tuple[int, int]:
    fact = next(fact for fact in document.facts if fact.name == name)
    return fact.start, fact.end


_COMMENT_SPLIT = re.compile(
    r"\s*[|;•·(),]\s*|\s+(?:[-–—]+|//+|@|at|in|is|=)\s+|\s*[–—]+\s*|\s*--+\s*|\s*:\s+|\s*/\s+|\.\s+(?=[A-Z])"
)
_TOLD = (PartKind.TITLE, PartKind.PLACE, PartKind.WORKPLACE, PartKind.CONTRACT, PartKind.PAY)
_COMMENT_HIRING = _pattern(
    r"\b(?:is|are|we(?:'|’)re|currently|now|also|actively) (?:currently |now |actively |also )?(?:hiring"
    r"|recruiting|expanding|looking|seeking|growing)\b",
    r"\blooking for\b",
    r"\bseeking\b",
    r"\b(?:full|part)[- ]?time\b",
    r"\b(?:h1b|visa|relocation|onsite|on-site|remote|intern)s?\b",
    r"\bjoin (?:us|our)\b",
    r"\b(?:positions?|roles?|openings?|jobs?)\b",
    r"\bwe(?:'|’)?(?:re| are| have| use| build| work| offer| need|ve)\b",
    r"\b(?:apply|e-?mail|contact|resume|cv)\b",
    r"\b(?:engineers?|developers?|designers?|scientists?|managers?|programmers?|analysts?)\b",
)


def _comment_signs(document: Document) -> Iterator[Sign]:
    """Comments are short: their head line, and how many of the words of hiring they hold, decide."""
    lines = [line for line in document.lines if line.text and line.zone is not Zone.CHROME]
    if not lines:
        return
    first = lines[0]
    pieces = parts(first.text)
    told = {part_kind(part.text) for part in pieces}.intersection(_TOLD)
    finer = [piece for piece in _COMMENT_SPLIT.split(first.text[:300])[:24] if piece and len(piece) < 80]
    told |= {part_kind(piece) for piece in finer}.intersection(_TOLD)
    if told:
        points = (1.0 if len(pieces) >= 3 else 0.5 if len(pieces) == 2 else 0.0) + 0.7 * len(told)
        yield Sign(points, "the head of a hiring comment", "posting", first.start, first.end)
    elif len(first.text) < 200:
        yield Sign(-0.3, _REASONS["other"], "other", first.start, first.end)
    text = document.text[:MAX_CHARS]
    words = {found.group().casefold()[:12] for found in _limited(_COMMENT_HIRING.finditer(_lowered(text)))}
    yield Sign(min(2.4, 0.4 * len(words)), "the words of hiring", "posting")


_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_ARTICLE_TITLE = _pattern(
    r"\b(?:become|becoming) an?\b",
    r"\bhow (?:to|do|does|i|much|long|can)\b",
    r"(?:'s|’s|\bultimate|\bcomplete|\bbeginners?|\bpractical|\bdefinitive|\bessential|\bquick"
    r"|step[- ]by[- ]step) guide\b",
    r"\bguide (?:to|for)\b",
    r": (?:an?|the|your) (?:[\w'’-]+ ){0,5}guide\b",
    r"^\W*(?:what|why|when) (?:is|are|does|do|to|you|your|i|should)\b",
    r"\b\d{1,3} (?:\w+ ){0,2}(?:ways|tips|things|reasons|skills|questions|steps|examples"
    r"|mistakes|trends|jobs|companies)\b",
    r"\btips (?:for|on|to)\b",
    r"\b(?:interview questions|career path|career change|career advice|salary guide|salary"
    r" report|roadmap|tutorial)\b",
    r"\bjob description (?:template|sample|example)s?\b",
    r"\bcover letter\b|\b(?:sample|example) (?:resume|cv)\b|\b(?:resume|cv) (?:sample|example|template)\b",
)


def _titles_of_page(document: Document) -> Iterator[tuple[int, int]]:
    """Where a text says what it is called: its head's title, the page's title, its first main heading."""
    for fact in document.facts:
        if (fact.source == "front-matter" and fact.name == "title") or (
            fact.source == "meta" and fact.name in ("page_title", "og_title")
        ):
            yield fact.start, fact.end
    for line in document.lines:
        if line.kind is LineKind.HEADING and line.level == 1 and line.zone is not Zone.CHROME:
            yield line.start, line.end
            return


_FRONT_POSTING = frozenset(
    "company company_name employer business_name organization organisation location locations"
    " city salary pay "
    "compensation job_type employment_type contract_type apply apply_url apply_link"
    " application_url how_to_apply "
    "remote closing_date deadline expires expiry_date position department qualifications requirements "
    "responsibilities duties workplace hours wage job_title".split()
)


def _is_hiring_head(line: Line | None) -> bool:
    """ "Acme | Leeds | Onsite | Welder": whoever writes so offers a job, whatever else is said."""
    if line is None or line.text.count("|") < 2:
        return False
    pieces = parts(line.text)
    return len(pieces) >= 3 and len({part_kind(part.text) for part in pieces}.intersection(_TOLD)) >= 2


def _signs_against(document: Document, text: str, scan: Scan, title: Finding[str] | None) -> Iterator[Sign]:
    first = next((line for line in document.lines if line.text and line.zone is not Zone.CHROME), None)
    body = sum(len(line.text) for line in document.lines if line.zone is not Zone.CHROME) or 1
    heads = [
        line
        for line in document.lines
        if line.text and line.zone is not Zone.CHROME and (line.kind is LineKind.HEADING or line is first)
    ]
    low_heads = [_lowered(line.text) for line in heads]
    for number, (kind, points, what, pattern) in enumerate(_AGAINST, start=len(_HIRING)):
        if kind == "error":
            found_all = _limited(_ERROR.finditer(scan.text[:ERROR_CHARS]))
        else:
            found_all = _limited(scan.finditer(number))
        if not found_all:
            continue
        in_heads = sum(1 for words in low_heads if pattern.search(words))
        weight = 0.25 * min(4, len(found_all)) + 0.5 * min(2, in_heads)
        if kind in ("error", "closed"):
            near = any(found.start() < 600 for found in found_all)
            weight = 1.0 if body < 900 or (near and kind == "closed") else 0.4 if near else 0.15
        elif kind == "template":
            weight = min(1.5, 0.3 * len(found_all) + 0.5 * in_heads)
        elif kind == "list":
            weight = 0.12 * min(3, len(found_all)) + 0.5 * min(2, in_heads)
        elif kind == "resume" and what == "a letter of application":
            weight = 0.35 * min(3, len(found_all))
        elif kind == "other" and what == "talk about hiring threads" and _is_hiring_head(first):
            weight = 0.1 * len(found_all)
        elif kind == "other":
            weight = min(1.2, 0.2 * len(found_all) * min(5.0, max(1.0, 2500 / body)))
        if kind == "template" and len(found_all) >= 3:
            weight, points = 1.5, 8.0  # a template has all the zones of a posting
        yield Sign(-points * min(1.5, weight), what, kind, found_all[0].start(), found_all[0].end())
    for start, end in _titles_of_page(document):
        if _ARTICLE_TITLE.search(_lowered(document.text[start:end])):
            yield Sign(-3.0, "an article's title", "guide", start, end)
            break
    if len(_FENCE.findall(document.received[:MAX_CHARS])) >= 2 and document.format is Format.MARKDOWN:
        yield Sign(-2.0, "source code", "guide")
    yield from _shape_signs(document, text, heads)
    careers: set[str] = set()
    for fact in document.facts:
        if fact.source == "front-matter" and fact.name in (
            "tags",
            "categories",
            "author",
            "authors",
            "category",
            "category_tags",
            "summary",
            "excerpt",
            "meta_description",
        ):
            yield Sign(-0.6, "an article's head", "guide", fact.start, fact.end)
        if fact.source == "json" and fact.leaf in _CAREER_DATES:
            careers.add(fact.name.rpartition(".")[0].rpartition(".")[2] or fact.name)
        if (
            fact.source == "json"
            and fact.name in ("error", "errors", "error_message", "ok", "status_code")
            and fact.value not in ("true", "null", "200")
        ):
            yield Sign(-5.0, "an error", "error", fact.start, fact.end)
    if len(careers & _CAREER_LISTS) >= 2:
        yield Sign(-8.0, "dates of a career", "resume")
    if title is None and not document.facts and document.format is not Format.COMMENT:
        yield Sign(-0.5, "no job's title", "other")


# What a record of a person tells with dates: schools, places of work, projects.
_CAREER_DATES = frozenset("start_date end_date startdate enddate from to start end period".split())
_CAREER_LISTS = frozenset(
    "education educations work experience experiences work_experience employment employment_history projects "
    "positions jobs volunteer".split()
)


def _limited(matches: Iterator[re.Match[str]]) -> list[re.Match[str]]:
    """The first dozen."""
    return list(islice(matches, 12))


def _shape_signs(document: Document, text: str, heads: list[Line]) -> Iterator[Sign]:
    """Signs of the text's make-up: person, date ranges, questions, rows of jobs."""
    head = text[:HEAD_CHARS]
    tokens = counted(head, _WORD, str.isalnum)
    words = tokens.total() or 1
    first_person = sum(tokens[word] for word in _FIRST_PERSON)
    second_person = sum(count for word, count in tokens.items() if word.lower() in _SECOND_PERSON)
    if first_person >= 4 and first_person * 40 > words and first_person > second_person:
        yield Sign(-2.4, "told in the first person", "guide")
    ranges = _limited(_DATE_RANGE.finditer(text)) if _YEAR_RANGE.search(text) else []
    resume_heads = sum(line.text.strip(" :").casefold() in _RESUME_HEADINGS for line in heads)
    if (len(ranges) >= 2 and (resume_heads >= 2 or second_person * 60 < words)) or (
        ranges and resume_heads >= 3 and second_person * 60 < words
    ):
        yield Sign(
            -3.0 - 0.5 * min(4, len(ranges)),
            "dates of a career",
            "resume",
            ranges[0].start(),
            ranges[0].end(),
        )
    if second_person * 150 < words and words > 250 and document.format not in (Format.JSON, Format.CSV):
        yield Sign(-1.0, "speaks to nobody", "guide")
    questions = [line for line in heads if _QUESTION.match(line.text) and not _OWN_QUESTION.search(line.text)]
    if len(questions) >= 2:
        yield Sign(-1.6, "headings that ask in general", "guide", questions[0].start, questions[0].end)
    rows = [line for line in document.lines if line.text.count("|") >= 3 and len(line.text) < 400]
    if (
        len(rows) >= 3
        and document.format is not Format.COMMENT
        and sum(_is_job_row(line.text) for line in rows) >= 2
    ):
        yield Sign(-7.0, "rows of jobs", "list", rows[0].start, rows[0].end)
    titled = {
        document.text[link.start : link.end].casefold()
        for link in document.links[:400]
        if link.end - link.start < 90 and title_score(document.text[link.start : link.end]) >= 0.85
    }
    zones = {line.zone for line in document.lines if line.text}
    if len(titled) >= 5 and not zones & {Zone.DUTIES, Zone.REQUIRED}:
        yield Sign(-4.0, "links to many jobs", "list")
    firms = {
        found.group("firm").casefold()
        for line in document.lines
        if "http" in line.text
        and (found := _JOB_LINE.match(line.text)) is not None
        and title_score(found.group("title")) >= 0.75
    }
    if len(firms) >= 3:
        yield Sign(-5.0, "one job a line", "list")
    linked = {document.text[link.start : link.end].strip().casefold() for link in document.links[:400]}
    headed = {
        line.text.casefold()
        for line in heads
        if line.text.casefold() in linked and title_score(line.text) >= 0.7 and len(line.text) < 90
    }
    if len(headed) >= 3 and not zones & {Zone.DUTIES, Zone.REQUIRED}:
        yield Sign(-4.0, "links to many jobs", "list")
    if not {Zone.DUTIES, Zone.REQUIRED} <= zones and _cards(document) >= 4:
        yield Sign(-4.0, "many titles with places", "list")


# "Backend Engineer at Acme (remote) https://..."
_JOB_LINE = re.compile(
    r"\W{0,3}(?P<title>[^|\n]{3,70}?) (?:at|@) (?P<firm>[A-Z][^\n(,–—-]{1,40}?)\s?(?:[(,–—-]|http)"
)


def _is_job_row(text: str) -> bool:
    kinds = {part_kind(part.strip(" *")) for part in text.split("|") if part.strip()}
    return PartKind.TITLE in kinds and bool(kinds & {PartKind.PLACE, PartKind.WORKPLACE, PartKind.CONTRACT})


def _cards(document: Document) -> int:
    """How many short title lines are followed closely by a place line."""
    lines = [line for line in document.lines if line.text and line.zone is not Zone.CHROME][:400]
    count = 0
    for index, line in enumerate(lines):
        if len(line.text) > 80 or title_score(line.text) < 0.85:
            continue
        if any(len(other.text) < 80 and is_place(other.text) for other in lines[index + 1 : index + 4]):
            count += 1
    return count
