"""The stretches that a document is put together from: facts, headings, and body text in any markup."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from postings.extraction import front_matter, markup
from postings.extraction.canonical import Zone
from postings.extraction.formats import is_marked
from postings.extraction.mapped import Mapped
from postings.extraction.markup import Anchor


@dataclass(slots=True)
class Part:
    """A stretch of the document to be: marked text and what is known about it."""

    mapped: Mapped
    markdown: bool = False
    fact: tuple[str, str] | None = None  # name, source
    label: str | None = None
    zone: Zone | None = None
    heading: int = 0
    anchors: list[Anchor] = field(default_factory=list)


MAX_FACT_CHARS = 300  # longer values of structured data are body text
# Leaf names of structured data that say something about the job; other values are kept, but as chrome.
HEADER_NAMES = frozenset(
    "title job_title position position_title role subject company company_name organization organisation "
    "employer business_name "
    "employer_name hiring_organization name location locations job_location candidate_required_location "
    "city state "
    "region country address address_locality address_region address_country salary salary_range pay "
    "compensation "
    "min_salary max_salary salary_min salary_max minimum_salary maximum_salary min_value max_value value "
    "currency "
    "salary_currency unit_text employment_type job_type type contract_type work_type commitment "
    "workplace_type "
    "workplace remote remote_type schedule seniority level experience experience_level required_experience "
    "required_education education tags skills category department job_location_type duration date_posted "
    "key_skills required_skills skill_set skillset technologies tech_stack tools keywords "
    "job_skills keyskills "
    "skills_required technical_skills "
    "location_name work_arrangement compensation_tier_summary scrapeable_compensation_salary_summary".split()
)
HTML_IN_VALUE = re.compile(
    r"<(?:p|br|li|ul|div|strong|b|h[1-6]|span|em|a|table|ol|u)\b[^<>]{0,300}/?>", re.IGNORECASE
)
_INLINE_TAG = re.compile(r"</?(?:b|strong|em|i|mark|span|u)(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_ENTITY = re.compile(
    r"&(?:amp|nbsp|quot|apos|lt|gt|[lr][sd]quo|[nm]dash|hellip|bull|pound|euro|#\d{2,5}|#x[0-9a-f]{2,4});",
    re.I,
)
ESCAPED_HTML = re.compile(r"&lt;/?(?:p|br|li|ul|div|strong|b|h[1-6]|span|em|ol|table)\b", re.IGNORECASE)


# Lists of skills in a record; what they are called is their heading.
_SKILL_LIST = re.compile(
    r"(?:(?:required|requested|mandatory|key|main|core|hard|technical|tech|must_have|nice_to_have|preferred"
    r"|optional|desired|bonus|good_to_have|job|extracted)_)*"
    r"(?:skills?|technolog(?:y|ies)|tech_?stack|stack|tools|must_haves?|musts?|nice_to_haves?|nices?"
    r"|good_to_haves?|keywords|frameworks|programming_languages|certifications?|licen[cs]es)"
    r"(?:_(?:required|preferred|names?|list|tags|mandatory|optional|nice_to_have))?"
)
_NAMES_ITEM = frozenset("name value label text title skill technology tag".split())
_NAMES_PLACE = frozenset({"label", "display_name", "descriptor"})
_PLACE_OWNER = re.compile(r"(?:\w+_)?(?:location|office|workplace)s?")
_RANKS_SKILLS = frozenset(
    "required must must_have mandatory main nice nice_to_have preferred optional bonus".split()
)


def skill_list(name: str) -> str | None:
    """The heading of the list of skills that a dotted name of a record stands for: "preferred skills" of
    "nice_to_have.name" and "skills.optional", "required skills", "skills"; None for any other name."""
    owner, _, leaf = name.rpartition(".")
    owner = owner.rpartition(".")[2]
    inside = _SKILL_LIST.fullmatch(owner) is not None
    if _SKILL_LIST.fullmatch(leaf) and (inside or leaf not in ("skill", "technology")):
        words = leaf
    elif leaf in ("skill", "technology") or (inside and leaf in _NAMES_ITEM | _RANKS_SKILLS):
        words = f"{leaf}_{owner}"
    else:
        return None
    if re.search(r"nice|optional|preferred|desired|bonus|good", words):
        return "preferred skills"
    return "required skills" if re.search(r"must|required|mandatory", words) else "skills"


def fact_part(value: Mapped, name: str, source: str) -> Part:
    leaf = name.rpartition(".")[2]
    listed = skill_list(name) if source in ("json", "xml") else None
    owner = name.rpartition(".")[0].rpartition(".")[2]
    place = owner if leaf in _NAMES_PLACE and _PLACE_OWNER.fullmatch(owner) else None
    about_skill = listed is None and skill_list(f"{name.rpartition('.')[0]}.name") is not None
    useful = (
        (leaf in HEADER_NAMES and not about_skill) or listed is not None or place is not None
    ) and not value.text.lstrip().startswith(("http://", "https://", "data:"))
    if value.text in ("true", "false"):
        useful = False
    if "&" in value.text:
        value = markup.unescaped(value)
    if "<" in value.text and useful:  # a search marks what it was asked for: "<b>Cook</b>"
        value = value.edited((tag.start(), tag.end(), "") for tag in _INLINE_TAG.finditer(value.text))
    return Part(
        one_line(value),
        fact=(name, source),
        label=listed
        or (place or "").replace("_", " ")
        or ("skill " if about_skill else "") + leaf.replace("_", " "),
        zone=Zone.HEADER if useful else Zone.CHROME,
    )


def one_line(value: Mapped) -> Mapped:
    """A value as one line, without spaces around it."""
    text = value.text
    start = len(text) - len(text.lstrip())
    value = value.slice(start, len(text.rstrip()))
    if "\n" in value.text or "\r" in value.text:
        value = value.edited(
            (found.start(), found.end(), " ") for found in re.finditer(r"[\r\n]+", value.text)
        )
    return value


def value_parts(value: Mapped) -> list[Part]:
    """The body text of one value, which may be HTML (escaped once or twice), Markdown or plain."""
    for _ in range(3):
        if ESCAPED_HTML.search(value.text) and not HTML_IN_VALUE.search(value.text):
            value = markup.unescaped(value)
    if _ENTITY.search(value.text) and not HTML_IN_VALUE.search(value.text):
        value = markup.unescaped(value)  # "Trowel &amp; Quill", the tags of which an export has cut
    if HTML_IN_VALUE.search(value.text):
        # Line ends inside are people's own when the markup has no blocks to make lines with.
        own_lines = not re.search(r"<(?:p|li|div|h[1-6])\b", value.text, re.IGNORECASE)
        rendered = markup.render(value, keep_newlines=own_lines)
        return [Part(rendered.mapped, False, anchors=rendered.anchors)]
    return text_parts(value, is_marked(value.text))


_FRONT_PROSE = frozenset(
    "qualifications requirements responsibilities duties how_to_apply benefits skills_required".split()
)
# Of an article as well as of a posting: never a zone of its own.
_FRONT_ARTICLE = frozenset(
    "title excerpt summary meta_description description seo_description subtitle tagline".split()
)


def text_parts(source: Mapped, markdown: bool) -> list[Part]:
    """Parts of a plain or Markdown text: front matter as facts, the rest as it stands, the front matter's
    longer values after it under their names.
    """
    parts: list[Part] = []
    late: list[Part] = []
    front = front_matter.read(source) if markdown else None
    if front is not None:
        entries, end = front
        for entry in entries:
            text = entry.value.text
            if entry.name in _FRONT_PROSE or (
                entry.name not in _FRONT_ARTICLE
                and len(text) > 60
                and (text.count(" ") > 8 or "\n" in text.strip())
            ):
                late.append(Part(as_words(entry.key), heading=2))
                late.extend(value_parts(entry.value))
            else:
                parts.append(fact_part(entry.value, entry.name, "front-matter"))
        source = source.slice(end, len(source.text))
    if markdown and ("<" in source.text or "&" in source.text):
        rendered = markup.render(source, keep_newlines=True)
        parts.append(Part(rendered.mapped, True, anchors=rendered.anchors))
    else:
        if not source.text.isascii() and markup.MARKS.search(source.text):
            source = source.edited(
                (mark.start(), mark.end(), " ") for mark in markup.MARKS.finditer(source.text)
            )
        parts.append(Part(source, markdown))
    return parts + late


def as_words(key: Mapped) -> Mapped:
    """A key as words of a heading: "how_to_apply", "howToApply" is "how to apply"."""
    return key.edited(
        (found.start(), found.end(), " ") for found in re.finditer(r"[_-]+|(?<=[a-z])(?=[A-Z])", key.text)
    )
