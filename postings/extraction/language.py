"""The language of a text by a vote of its small words; ISO 639-1."""

from __future__ import annotations

import re

from postings.extraction.document import Document, Zone
from postings.extraction.words import counted

MIN_VOTES = 6
MAX_CHARS = 6_000

# Small words that tell languages apart; words that two of them share are left out of the weaker claim.
_WORDS: dict[str, str] = {
    "en": "the and of to with for you our will are is we your this that have be as on by from or an at"
    " their "
    "who not can more all has it us about",
    "de": "und der die das mit für sie wir ist von den ein eine einen einem im zu auf bei als dich dein"
    " deine "
    "ihre unsere unser uns werden oder sowie sich nicht du dir zum zur bist hast",
    "fr": "et les des une vous nous pour dans est sur avec votre notre nos vos qui que au aux du ou sont"
    " par "
    "plus être cette ce ses leur chez en le la",
    "es": "y los las una para con por que del se nuestro nuestra tu su al más como o es son nuestros el la"
    " en "
    "de experiencia trabajo",
    "pt": "e os as uma para com por que do da dos das em não você nossa nosso ao na no seu sua mais como"
    " ou "
    "são será é de um",
    "it": "e il gli una per con che di del della dei delle nel nella si sono al alla le i un nostro nostra"
    " lo "
    "da tra più è",
    "nl": "en het een van voor met je jij wij ons onze zijn bij naar ook aan op die dat als te ben jouw"
    " niet "
    "wat worden heb kunt de in",
    "pl": "i w z na do oraz dla się jest od w po przez nie że to jak lub naszych pracy za co ci twoje nas",
    "sv": "och att som för med av en ett är på vi du till dig oss våra vår det den har eller om din hos inom",
    "da": "og at til af en et er på vi du med for dig os vores som det den har eller din hos inden ikke",
    "no": "og å til av en et er på vi du med for deg oss vår våre som det den har eller din hos innen ikke",
}
_LANGUAGES: dict[str, list[str]] = {}  # of each word
for _language, _small in _WORDS.items():
    for _word in dict.fromkeys(_small.split()):
        _LANGUAGES.setdefault(_word, []).append(_language)
# Words that titles and the facts of a record are made of in English alone; other languages borrow "manager".
_PLAIN_ENGLISH = frozenset(
    "accountant administrator advisor analyst apprentice architect attendant bookkeeper buyer cashier "
    "cleaner clerk coordinator developer driver electrician engineer executive fitter guard handler helper "
    "housekeeper instructor labourer laborer lawyer lecturer librarian machinist mechanic nurse officer "
    "operator pharmacist physician planner plumber producer programmer researcher salesperson scientist "
    "secretary specialist strategist supervisor surveyor teacher "
    "technician trainer warehouse waiter welder worker writer "
    "full time part years months hour week year salary description".split()
)
_LETTER = re.compile(r"[^\W\d_]")
_TOKEN = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("uk", re.compile("[іїєґ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
)
# Letters and endings that only one of these languages has; they settle short texts.
_MARKS = (
    ("pt", re.compile("[ãõ]|ç(?=õe|ão)|ê")),
    ("es", re.compile("[ñ¿¡]|ción")),
    ("de", re.compile("[ßäü]")),
)
_ANY_SCRIPT = re.compile("[\u0370-\u06ff\u3040-\ud7af]")  # all of them and more


def find(document: Document) -> str | None:
    """The language of the body; None for texts too short to tell."""
    chunks: list[str] = []
    size = 0
    for line in document.lines:
        if line.zone is not Zone.CHROME and line.text:
            chunks.append(line.text)
            size += len(line.text)
            if size > MAX_CHARS:
                break
    text = " ".join(chunks)[: MAX_CHARS * 2]
    if not text:
        return None
    letters = len(_LETTER.findall(text)) if not text.isascii() and _ANY_SCRIPT.search(text) else 0
    for language, pattern in _SCRIPTS if letters else ():
        if len(pattern.findall(text)) * 5 > letters:
            return language
        if language == "uk" and len(pattern.findall(text)) * 40 > letters:
            return language
    words = counted(text.casefold(), _TOKEN, str.isalpha)
    votes = dict.fromkeys(_WORDS, 0)
    for word, count in words.items():
        for language in _LANGUAGES.get(word, ()):
            votes[language] += count
    folded = text.casefold() if not text.isascii() else ""
    for language, marks in _MARKS if folded else ():
        votes[language] += len(marks.findall(folded))
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    total = sum(words.values())
    kinds = sum(ranked[0][0] in _LANGUAGES.get(word, ()) for word in words)  # "Engineer I, Engineer I" is one
    if ranked[0][1] < MIN_VOTES and not (total < 80 and ranked[0][1] >= 2 and kinds >= 2):
        if total and text.isascii() and ranked[0][1] == votes["en"] and ranked[0][1] > 0:
            return "en"
        if ranked[0][1] <= votes["en"] + 1 and text.isascii() and len(_PLAIN_ENGLISH & words.keys()) >= 1:
            return "en"  # a record's few facts
        return None
    return ranked[0][0]
