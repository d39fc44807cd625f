"""Words around a spelling that tell whether it is the skill."""

from __future__ import annotations

import re
from functools import cache

# Words that say a tool is used: "experience with X", "written in X", "tools such as X", "using X".
_EXPERIENCE = (
    r"experience[ds]?|knowledge|proficien\w+|familiar\w*|expert(?:ise)?|skill(?:s|ed)?|fluen\w+|background|competen\w+|"
    r"understanding|command|mastery|exposure|comfortable|certified|certification|trained|versed|litera(?:te|cy)|"
    r"years?|yrs|programming|program|coding|code[ds]?|develop\w*|write|writing|written|built?|building|"
    r"control|editing|modell?ing|tests?|testing|orchestrat\w+|monitoring|automat\w+|deploy\w*|pipelines?|queries|"
    r"dashboards?|apps?|erfahrung\w*|kenntnisse\w*|expérience|connaissances?|maîtrise|experiencia|conhecimento\w*|"
    r"experiência|conocimientos?|ervaring|kennis|umgang|beheersing|esperienza|conoscenz[ae]|padronanza|"
    r"use|usage|manejo|dominio|domínio|utilisation|pratique|znajomość|znajomości|doświadczenie|umiejętność"
)
_KINDS = (
    r"tools?|technolog(?:y|ies)|languages?|frameworks?|platforms?|software|librar(?:y|ies)|systems?|databases?|stack|"
    r"services?|applications?|skills?|experience|knowledge|programs?|packages?|products?|suites?"
)
_PREPOSITION = (
    r"with|in|of|on|to|using|through|mit|von|en|de|du|em|con|com|met|van|di|del|dell['’]|nel|avec|sur|im|no|na|do|w|z"
    r"|obsługi"
)
_FILLER = r"the|our|modern|advanced|basic|strong|both|either|at least|one of|server-side|enterprise|some"
_EXAMPLE = r"such as|like|as|e\.g\.?,?|including|include[ds]?|incl\.?|especially|particularly"
CUE_BEFORE = re.compile(
    rf"\b(?:(?:{_EXPERIENCE})\s+(?:{_PREPOSITION})|(?:{_KINDS})(?:\s*[:(–,-]|,?\s+[(]?(?:{_EXAMPLE}))|"
    r"(?:ideally|preferably)(?:\s+(?:with|in|using))?|especialmente|principalmente|particolarmente|notamment|surtout|"
    r"insbesondere|vor\s+allem|vooral|use|uses|used|logiciels?|progiciels?|langages?|outils?|"
    r"herramientas?|lenguajes?|ferramentas?|linguage(?:m|ns)|linguagg(?:io|i)|narzędzi(?:e|a)?|"
    r"using|utiliz\w+|leverag\w+|such as|e\.g\.?,?|including|includes?)"
    rf"\s{{0,2}}(?:(?<!\w)(?:{_FILLER}|{_EXAMPLE})\s{{1,2}}){{0,2}}[\"'“*`(]?$",
    re.IGNORECASE,
)
CUE_TOUCHING = re.compile(
    r"\b(?:experience|experienced|knowledge|proficien\w+|familiar\w*|expert(?:ise)?|skill(?:s|ed)?|fluen\w+|background|"
    r"understanding|programming|coding|code|developing|development|written|writing|languages?|using|"
    r"years(?: of)?|kenntnisse|erfahrung|connaissance|expérience)\s+"
    r"(?:with|in|of|like|such as|mit|von|de|du|en)\s+[\"'“*`]?$",
    re.IGNORECASE,
)
ROLE_AFTER = re.compile(
    r"[\"'”*`)\]]?\s*[/-]?\s*(?:(?:software|back-?\s?end|front-?\s?end|full-?\s?stack|web|application|mobile|game|senior|junior|lead|data|core|"
    r"systems?|cloud|ui)\s+){0,2}"
    r"(?:developer|engineer|programmer|programming|framework|language|certifi|architect|consultant|administrat|admin|"
    r"experience|exposure|familiarity|fluency|literacy|fundamentals|competency|skill|knowledge|expertise|proficiency|specialist|entwickler|scripting|backend|frontend|codebase|stack|"
    r"dev\b|coder|ninja|guru|expert|ecosystem|microservice|database|dba|"
    r"\(?(?:(?:is|are|would\s+be|will\s+be)\s+)?(?:an?\s+)?(?:(?:big|huge|strong|nice|highly|strongly|very|real|great)\s+)?"
    r"(?:plus\b|bonus|awesome|nice\s+to\s+have|required|preferred|must\b|advantage|asset|helpful|desirable|beneficial|appreciated))",
    re.IGNORECASE,
)
# The same in Chinese and Japanese, which set no blanks: "熟练掌握Go语言开发".
IDEOGRAPH_BEFORE = re.compile(r"(?:熟悉|掌握|精通|使用|了解|擅长|熟练|运用)\s?$")
IDEOGRAPH_AFTER = re.compile(
    r"\s?の?(?:语言|語言|言語|开发|開発|開發|工程师|工程師|编程|框架|経験|经验|エンジニア)"
)
# What follows a name at the start of a sentence; a verb would have an object: "React, Redux", not "React to".
SUBJECT_AFTER = re.compile(
    r"\s*$|\s*[,;:/()|&+.–—-]|\s+(?:[A-Z0-9]|(?:is|are|was|and|or|would|will|has|est|sont|serait|seraient|ist|sind|wäre|wären|es|son|sería|serán?|é|seria|isn['’]t|experience|knowledge|skills?|plus|preferred|required)\b)"
)
# "Microsoft Office products, including excel"
OFFICE_BEFORE = re.compile(
    r"\b(?:MS|Microsoft)\s+Office\W+(?:(?:products?|programs?|applications?|suite|package|tools|software)\W+)?"
    r"(?:(?:including|includes?|such as|like|especially|particularly|e\.g\.?|i\.e\.?)\W+)?"
    r"(?:[a-z]+,\s+){0,3}(?:and\s+)?$",
    re.IGNORECASE,
)
# A common word with a capital after one of these is a product: "budgets in Excel", "tickets from Linear".
PREPOSED = re.compile(r"\w\s+(?:in|mit|with|using|through|from|into)\s+$", re.IGNORECASE)
PLAIN_ROLE = re.compile(r"\s+(?:developer|engineer|programmer|dev|experience|framework)s?\b", re.IGNORECASE)
NAME_AFTER = re.compile(r" ([A-Z][a-z]{2,})\b(?!\s*(?:server|httpd?|web)\b)(?<! Server)(?<! Web)")
BUILT_ON = re.compile(r"-(?:powered|based)\b", re.IGNORECASE)  # "a react-powered interface"
# "popular frameworks, maybe angular or react": what kind of thing the lower-case names are.
KIND_BEFORE = re.compile(r"\b(?:frameworks?|librar(?:y|ies)|languages?)\b[^.;!?]{0,30}$", re.IGNORECASE)
THING_AFTER = re.compile(
    r"[\"'”*`)\]]?\s*(?:development|engineering|scripts?|apps?|applications?|projects?|code|apis?|sdk|librar(?:y|ies)|tools?|toolchain|"
    r"platform|server|clusters?|services?|plugins?|modules?|testing|tests|automation|queries|dashboards?|reports?|"
    r"modell?ing|models?|coding|software|spreadsheets?|formulas?|macros?|environment|files?|jobs|pipelines?|templates?|"
    r"components?|charts?|playbooks?|recipes?|cookbooks?|engine|\d(?:\.[\dx]+)*\+?(?!\d))(?!\w)",
    re.IGNORECASE,
)
ROUTERS = re.compile(r"\b(?:cisco|routers?|switches|routing|firewalls?)\b", re.IGNORECASE)
HYPHEN_AFTER = re.compile(
    r"-(?:based|lang|developer|programmer|stack|framework|experienced|powered|focused|like|specific|native|heavy|first|"
    r"style|entwickl|programm|kenntnis|erfahrung|anwendung|experience|certified|related)",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?:[.!?:]|^)[\s\"'“*_(•·-]*$")


@cache
def cue_pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, cues)) + r")(?!\w)", re.IGNORECASE)
