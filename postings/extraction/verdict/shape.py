"""The make-up of a text: person, ranges of dates, headings that ask, rows and links of many jobs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postings.extraction.canonical import RECORD_FORMATS
from postings.extraction.document import Document, Format, Line, LineKind, Zone
from postings.extraction.header import PartKind, is_place, part_kind, title_score
from postings.extraction.sections import heading_zone
from postings.extraction.verdict.signs import Sign, first_dozen
from postings.extraction.words import counted

HEAD_CHARS = 6000  # where a text says what it is
_MONTH = (
    r"(?:(?:jan|ene|gen|sty|feb|fév|fev|lut|mar|mär|mrt|apr|avr|abr|kwi|may|mai|maj|mei|mag|jun|juin|giu|cze"
    r"|jul|juil|lug|lip|aug|août|aou|ago|sie|sep|set|wrz|oct|okt|out|ott|paź|nov|lis|dec|déc|dez|dic|gru)"
    r"[^\W\d_]{0,9}\.?,?[ ~]|\d{1,2}[/.])?"
)
_DATE_RANGE = re.compile(
    rf"\b{_MONTH}(?:19|20)\d\d\s*(?:-|–|—|to|bis|à|al?|\\\\)\s*(?:{_MONTH}(?:19|20)\d\d|present|current|now"
    r"|today|heute|aujourd|présent|actuel|actual|presente|atual|oggi|attual|heden|nu|obecnie)\b",
    re.IGNORECASE,
)
_YEAR_RANGE = re.compile(r"(?:19|20)\d\d\s*(?:-|–|—|to|bis|à|a|\\)", re.IGNORECASE)
_FIRST_PERSON = frozenset({"I", "my", "me", "myself"})
# Whom a posting speaks to and who speaks, in the languages that say it with words of their own.
_SECOND_PERSON = frozenset(
    """you your we our us
    du dich dir dein deine deinen deiner deinem ihr ihre ihren ihrer ihrem ihnen sie wir uns unser unsere
    unseren unserem unserer vous votre vos nous notre nos tu ton tes toi je jij jou jouw u uw wij we ons onze
    usted ustedes tus su nosotros nuestro nuestra nuestros nuestras te nos você vocês seu sua seus suas nossa
    nosso nossos nossas tuo tua tuoi tue ti noi nostro nostra nostri nostre voi vostro
    twój twoja twoje twoich nasz nasza nasze naszego naszej naszych naszym ciebie cię""".split()
)
# Small words of Spanish, Portuguese, Italian and Polish, which say "you" and "we" with the endings of verbs.
_UNSAID_PERSON = frozenset(
    "y los las del para con una um uma em com do da dos das não di che per della delle nel gli w z na się"
    " oraz dla".split()
)
_WORD = re.compile(r"\w+")
_RESUME_HEADINGS = frozenset(
    "professional summary|work experience|professional experience|experience|education|projects"
    "|personal projects|references|certifications|objective|employment history|hobbies|awards|publications"
    "|technical skills|skills|languages|interests|summary|volunteer experience"
    "|expérience professionnelle|expériences professionnelles|expériences|expérience|parcours professionnel"
    "|formation|formations|éducation|compétences|compétences clés|compétences techniques|centres d'intérêt"
    "|loisirs|langues|diplômes|berufserfahrung|beruflicher werdegang|werdegang|ausbildung|bildungsweg"
    "|schulbildung|studium|sprachkenntnisse|kenntnisse|persönliche daten|interessen|hobbys"
    "|experiencia|experiencia profesional|experiencia laboral|educación|formación|formación académica|idiomas"
    "|habilidades|aptitudes|proyectos|datos personales|experiência|experiência profissional|experiências"
    "|formação|formação acadêmica|educação|projetos|competências|idiomas e certificações"
    "|esperienza|esperienze|esperienza lavorativa|esperienze lavorative|esperienza professionale|istruzione"
    "|istruzione e formazione|formazione|competenze|competenze tecniche|lingue|progetti|interessi"
    "|werkervaring|opleiding|opleidingen|vaardigheden|talen|talenkennis|persoonlijke gegevens"
    "|doświadczenie|doświadczenie zawodowe|wykształcenie|edukacja|umiejętności|języki|zainteresowania"
    "|certyfikaty|projekty".split("|")
)
# What guides to a profession tell of it, and nobody who hires.
_CAREER_HEADING = re.compile(
    r"\W*(?:real |common |typical )?(?:job titles|growth potential|career (?:growth|progression|path"
    r"|ladder|trajectory)"
    r"|job (?:market|outlook|demand)|salary (?:ranges?|expectations|progression|by)|average salar\w+"
    r"|learning curve"
    r"|stress level|personality fit|top companies|companies hiring|pros and cons|entry (?:barriers?"
    r"|routes?|paths?)"
    r"|learning (?:path|roadmap|resources)|first job strategy|interview (?:tips|preparation|prep)"
    r"|how to (?:get|break)"
    r"|market demand|future (?:outlook|scope))"
)
_QUESTION = re.compile(
    r"^(?:what|how|why|when|where|who|is|are|do|does|can|should|which)\b.*\?$", re.IGNORECASE
)
_STAGE = re.compile(
    r"\b(?:interviews?|screening|screen|phone call|take[- ]home|coding test|assessments?|on-?site)\b",
    re.IGNORECASE,
)
# "As a graduate student", "Prospective postdocs"
_ADMITTED = re.compile(
    r"^(?:(?:as an?|for|prospective|current|future)\s)+[^.:]{0,40}?"
    r"\b(?:students?|postdocs?|interns?|researchers?|fellows?|undergraduates?|scholars|visitors)\b",
    re.IGNORECASE,
)
_OWN_QUESTION = re.compile(r"\b(?:you|your|we|us|our|i)\b", re.IGNORECASE)


def shape_signs(document: Document, text: str, heads: list[Line]) -> Iterator[Sign]:
    """Signs of the text's make-up: person, date ranges, questions, rows of jobs."""
    head = text[:HEAD_CHARS]
    tokens = counted(head, _WORD, str.isalnum)
    words = tokens.total() or 1
    first_person = sum(tokens[word] for word in _FIRST_PERSON)
    second_person = sum(count for word, count in tokens.items() if word.lower() in _SECOND_PERSON)
    if first_person >= 4 and first_person * 40 > words and first_person > second_person:
        yield Sign(-2.4, "told in the first person", "guide")
    ranges = first_dozen(_DATE_RANGE.finditer(text)) if _YEAR_RANGE.search(text) else []
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
    unsaid = sum(tokens[word] for word in _UNSAID_PERSON) * 12 > words
    if second_person * 150 < words and words > 250 and not unsaid and document.format not in RECORD_FORMATS:
        yield Sign(-1.0, "speaks to nobody", "guide")
    stages = [line for line in heads if _STAGE.search(line.text) and len(line.text) < 60]
    if len(stages) >= 3 and not {Zone.DUTIES, Zone.REQUIRED} & {line.zone for line in heads}:
        yield Sign(-3.0, "the stages of an interview", "guide", stages[0].start, stages[0].end)
    spoken = [line for line in document.lines if len(line.text) < 90 and _STAGE.search(line.text)]
    if (
        len(spoken) > 3
        and len(stages) < 3
        and not {Zone.DUTIES, Zone.REQUIRED} & {line.zone for line in heads}
    ):
        yield Sign(-2.0, "how interviews go", "guide", spoken[0].start, spoken[0].end)
    facts: dict[str, set[str]] = {}
    for line in document.lines:
        if line.label is not None and line.label.casefold() in _FACTS_OF_ONE_JOB:
            facts.setdefault(line.label.casefold(), set()).add(line.text.casefold())
    if document.format not in RECORD_FORMATS and max(map(len, facts.values()), default=0) > 3:
        yield Sign(-3.0, "the same facts of job after job", "list")
    groups = [line for line in heads if _ADMITTED.match(line.text)]
    if len(groups) >= 2:
        yield Sign(-4.0, "says to each kind of student how to join", "guide", groups[0].start, groups[0].end)
    questions = [line for line in heads if _QUESTION.match(line.text) and not _OWN_QUESTION.search(line.text)]
    if len(questions) >= 2:
        yield Sign(-1.6, "headings that ask in general", "guide", questions[0].start, questions[0].end)
    told = {match.group().strip() for line in heads if (match := _CAREER_HEADING.match(line.text.casefold()))}
    if len(told) >= 3:
        yield Sign(-6.0, "headings of a guide to a career", "guide")
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
    if document.format is Format.HTML and (jobs := _jobs_in_turn(document)) > 1:
        yield Sign(-4.0 if jobs > 2 else -3.0, "several jobs, one after the other", "list")
    if not {Zone.DUTIES, Zone.REQUIRED} <= zones and _cards(document) >= 4:
        yield Sign(-4.0, "many titles with places", "list")
    if roles := _headed_roles(document):
        yield Sign(-4.5, "several roles under headings of their own", "list", roles[0].start, roles[0].end)


_MORE = re.compile(
    r"(?:learn|read|see|find out|view) (?:more|details|job|role|position)|details|apply(?: now| here| today)?"
    r"|more info\w*|(?:weiter|mehr)\b.{0,40}|zum? (?:stelle\w*|job)|jetzt bewerben|en savoir plus"
    r"|voir (?:l['’]offre|le poste)|postuler|ver (?:vaga|oferta|más|mais)|saiba mais|candidat\w+|meer info\w*"
    r"|bekijk(?: de)? vacature|solliciteer",
    re.IGNORECASE,
)
# What one posting says once
_FACTS_OF_ONE_JOB = frozenset(
    "company firm employer location salary link url apply score posted ort arbeitsort standort gehalt firma"
    " unternehmen lieu entreprise salaire lien empresa ubicación salario enlace local salário azienda luogo"
    " sede bedrijf locatie plaats salaris firma lokalizacja".split()
)
_ASKS = frozenset({Zone.DUTIES, Zone.REQUIRED})
_CARD_LABELS = frozenset(
    "location salary standort arbeitsort lieu local ubicación ort gehalt locatie plaats".split()
)


def _jobs_in_turn(document: Document) -> int:
    """How many jobs a page tells of, one after the other, each under its own heading.

    Either two or more are told in full, or none is and each is a card with a place, pay or "learn more".
    """
    lines = [line for line in document.lines if line.text.strip() and line.zone is not Zone.CHROME][:600]
    titled = [
        place
        for place, line in enumerate(lines)
        if line.kind is LineKind.HEADING and len(line.text) < 90 and title_score(line.text) >= 0.85
    ]
    full, cards = set[str](), set[str]()
    for place, following in zip(titled, [*titled[1:], len(lines)], strict=False):
        name = lines[place].text.strip(" *#:").casefold()
        under = lines[place + 1 : following]
        if sum(len(line.text) for line in under if line.zone in _ASKS) > 150:
            full.add(name)
        elif any(map(_of_card, under[:14])):
            cards.add(name)
    return len(full) if full else len(cards)


def _of_card(line: Line) -> bool:
    words = line.text.strip(" →»>*:")
    return (
        _MORE.fullmatch(words) is not None
        or words.casefold() in _CARD_LABELS
        or (line.label or "").casefold() in _CARD_LABELS
    )


# "Backend Engineer at Acme (remote) https://..."
_JOB_LINE = re.compile(
    r"\W{0,3}(?P<title>[^|\n]{3,70}?) (?:at|@) (?P<firm>[A-Z][^\n(,–—-]{1,40}?)\s?(?:[(,–—-]|http)"
)


def _is_job_row(text: str) -> bool:
    kinds = {part_kind(part.strip(" *")) for part in text.split("|") if part.strip()}
    return PartKind.TITLE in kinds and bool(kinds & {PartKind.PLACE, PartKind.WORKPLACE, PartKind.CONTRACT})


# "Apply now", "Pour postuler : jobs@acme.example": how each of several roles is applied for.
_WAY_TO_APPLY = re.compile(
    r"^(?:apply(?: now| here| for this \w+)?|to apply|(?:jetzt )?bewerben|(?:pour )?postuler|candidat\w+"
    r"|solliciteer\w*"
    r"|aplikuj|interested(?: in this role)?)\b[^\n]{0,80}$",
    re.IGNORECASE | re.MULTILINE,
)
MIN_ROLE_CHARS = 150  # of the words below the heading of a role


def _headed_roles(document: Document) -> list[Line]:
    """The headings of one level that are titles with words below them, where there are three or more."""
    heads = [
        (index, line)
        for index, line in enumerate(document.lines)
        if line.kind is LineKind.HEADING and line.zone is not Zone.CHROME
    ][:200]
    levels: dict[int, dict[str, Line]] = {}
    for at, (_, line) in enumerate(heads):
        higher = (other for _, other in heads[at + 1 :] if other.level <= line.level)
        end = next((other.start for other in higher), len(document.text))
        if (
            1 <= line.level <= 4
            and len(line.text) < 80
            and end - line.end > MIN_ROLE_CHARS
            and heading_zone(line.text) is None
            and title_score(line.text) >= 0.85
        ):
            levels.setdefault(line.level, {}).setdefault(line.text.casefold(), line)
    roles = max(levels.values(), key=len, default={})
    if len(roles) >= 3:
        return list(roles.values())
    starts = sorted(line.start for line in roles.values())
    ends = [*starts[1:], len(document.text)][: len(starts)]
    applied = sum(
        _WAY_TO_APPLY.search(document.text, start, end) is not None
        for start, end in zip(starts, ends, strict=True)
    )
    return list(roles.values()) if applied > 1 else []


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
