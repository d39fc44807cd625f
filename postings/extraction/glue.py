"""Paragraphs that lost the line ends between them: "reporting skillsHands-on experience with SQL".

Tables of postings made from web pages hold such cells. Where two sentences touch without a blank the line end
is put back; names with capitals inside (JavaScript, OpenShift) stay whole. Pure Python.
"""

from __future__ import annotations

import re

from postings.extraction.mapped import Mapped
from postings.extraction.skill_vocabulary import skill_names

MIN_SEAMS = 2  # one alone may be a name nobody knows
MIN_CHARS = 120

# Words that begin a line of a posting; after a capitalised word only they show a seam ("BusinessExperience").
_OPENERS = (
    r"Experienced?|Excellent|Strong|Knowledge|Ability|Good|Must|Familiar\w*|Proficien\w+|Understanding|You|The|"
    r"Minimum|Bachelors?|Degree|Preferred|Nice|Desired|Responsibilities|Requirements|Qualifications|Proven|Highly|"
    r"Develop|Great|Solid|Demonstrated|Additional|Bonus|Benefits|Create|Advanced|Hands|Manage|Maintain|Provide|"
    r"Collaborate|Prior|Previous|Required|What|Who|Why|Able|Assist|Ensure|Identify|Comfortable|Self|Willing\w*|Valid|"
    r"Competitive|Health|Working|Using|Our|Your|This|High|Master|Current|Basic|Education|Skills"
)
# The second halves of names that some write with a small first letter: "javaScript", "wordPress".
_HALVES = (
    r"Script|Stack|Press|Hub|Shell|Point|Tube|Net|Shift|Flow|Base|Db|Js|Ware|Book|Box|Lab|Labs|Ops|Works?|Query|Data|"
    r"Cloud|Native|Desk|Force|Mail|In|Up|Bucket|Sphere|Cart|Pal|Sight"
)
_SEAM = re.compile(
    rf"(?<![\w-])[a-z-]{{3,}}(?=(?!(?:{_HALVES})\b)[A-Z][a-z]+(?:[ ,'’:-]|$))"
    rf"|(?<=[)\]])(?=[A-Z][a-z]+[ ,:])"
    r"|(?<=[a-z])(?=[A-Z][a-z]{2,}ing )"
    rf"|(?<![\w.])[a-z][a-z-]+[)\]]?[.!?:;](?=[A-Z][a-z]*[ ,'’-])"
    rf"|(?<=[a-z])(?=(?:{_OPENERS})(?:[ ,:]))"
    r"|(?<=[A-Z]{2})(?=(?!Alchemy|Unit|Path|Base|Doc|Lint|Hub|Ops|Http|Mock|Server|Schema)[A-Z][a-z]{2,}[ ,])"
    r"|(?:(?<=You Will Do)|(?<=You['’]ll Do)|(?<=Who You Are)|(?<=What You Have)|(?<=About You)"
    r"|(?<=About Us)|(?<=Who We Are)|(?<=The Role)|(?<=Your Role)|(?<=Responsibilities)|(?<=Requirements)"
    r"|(?<=Qualifications)|(?<=You Need)|(?<=You Bring)|(?<=Will Bring)"
    r"|(?<=Description)|(?<=Summary)|(?<=Duties)"
    r"|(?<=Functions)|(?<=Accountabilities))(?=[A-Z][a-z]*[ ,:'’-]|\d)"
    r"|(?<=[a-z]{2}[.!?])(?=(?:What|Who|Why|How|About|We|You|Our|This|Key|Responsibilities|Requirements"
    r"|Qualifications|Benefits)[ ’'A-Z])"
    r"|(?<=[a-z.!?)])(?=[A-Z]{4,}(?:[ &/]{1,3}[A-Z]{2,}){0,5}:)|(?<=[A-Z]{4}:)(?=[A-Z][a-z]"
    r"|[A-Z]{2} [a-z]|\d)"
    r"|(?<=[a-z]{3})(?=(?:B\.? ?S\.? ?c?|M\.? ?S\.? ?c?|Ph\.? ?D)\.? )"
    r"|(?<=[a-z])(?=About (?:[Tt]he|[Uu]s|[Yy]ou|[Oo]ur|[A-Z]))"
    r"|(?<=[Aa]bout )([A-Z][\w&-]{2,20})(?=\1\b)"  # "About AcmeAcme is a firm"
    r"|(?<=[a-z)])(?=\d{1,2}\s?(?:\+|[-–]\s?\d{1,2}\+?|or more)\s?years?\b)"
)


_LINE = re.compile(r"\n(?=[ \t]{0,80}\S)")  # a blank line parts nothing


def unglued(value: Mapped) -> Mapped:
    """The value with a line end at every seam, if it has several; itself otherwise.

    >>> cell = "Strong SQL skillsAbility to write reports.Prepare plans" + " " * 80
    >>> unglued(Mapped.whole(cell)).text.split("\\n")[:2]
    ['Strong SQL skills', 'Ability to write reports.']
    """
    text = value.text
    if len(text) < MIN_CHARS or len(_LINE.findall(text)) * 400 > len(text):
        return value
    seams = [found.end() for found in _SEAM.finditer(text) if not _in_a_name(text, found.end())]
    if len(seams) < MIN_SEAMS:
        return value
    return value.edited((at, at, "\n") for at in dict.fromkeys(seams))


_WORD_BEFORE = re.compile(r"[A-Za-z]{1,20}\Z")
_WORD_AFTER = re.compile(r"[A-Za-z]{1,20}")


def _in_a_name(text: str, at: int) -> bool:
    """Whether the seam would cut the name of a skill in two: "CANalyzer"."""
    before, after = _WORD_BEFORE.search(text, max(0, at - 20), at), _WORD_AFTER.match(text, at)
    return before is not None and after is not None and (before[0] + after[0]).casefold() in skill_names()
