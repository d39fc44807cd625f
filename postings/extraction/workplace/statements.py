"""Plain statements of hybrid, remote or on-site work."""

from __future__ import annotations

from collections.abc import Iterator

from postings.extraction.finding import Workplace
from postings.extraction.workplace.cue import Status
from postings.extraction.workplace.rule import ONSITE_WORDS, REMOTE_WORDS, ROLE_WORDS, Rule, rule


def hybrid_rules() -> Iterator[Rule]:
    """Plain statements of hybrid work."""
    # Hybrid.
    yield rule(
        Workplace.HYBRID,
        Status.ASSERTED,
        r"(?:mix|combination|blend|balance|split|divid\w+|alternat\w+)\b[^.;]{0,40}?\b(?:home|"
        r"remote(?:ly)?|virtual)\b[^.;]{0,25}?\b(?:office|on-?~?site|in~person)",
        0.85,
    )
    yield rule(
        Workplace.HYBRID,
        Status.ASSERTED,
        r"(?:mix|combination|blend|balance|split|divid\w+|alternat\w+)\b[^.;]{0,40}?\b(?:office|"
        r"on-?~?site|in~person)\b[^.;]{0,25}?\b(?:home|remote(?:ly)?)",
        0.85,
    )
    yield rule(
        Workplace.HYBRID,
        Status.ASSERTED,
        r"(?:both~)?(?:from~home|remotely|remote|at home)~(?:work~)?(?:and|&|/|as well as)~(?:in|"
        r"from|at)~(?:the|our|an?)?~?(?:\w+~)?offices?",
        0.75,
    )
    yield rule(
        Workplace.HYBRID,
        Status.ASSERTED,
        rf"(?:{ROLE_WORDS})s?\b[^.;]{{0,50}}?\b(?:is|are|be|as|has|offers?|will|on|it['’]s|follows?)"
        rf"~(?:an?~)?(?:\w+~){{0,3}}?hybrid\b",
        0.9,
    )
    yield rule(
        Workplace.HYBRID,
        Status.ASSERTED,
        rf"(?:this|it)~(?:is|will be)~(?:an?~)?(?:\w+~){{0,3}}?hybrid~(?:\w+~){{0,2}}?(?:{ROLE_WORDS})\b",
        0.92,
    )
    yield rule(
        Workplace.HYBRID,
        Status.ASSERTED,
        r"(?:hybrid|hybride[nrs]?|híbrid[oa])~(?:te~werken|werken|arbeit\w*|remote|home|office|work\w*|role|position|job"
        r"|schedule|"
        r"model\w*|arrangement\w*|set-?up|basis|contract|opportunity|policy|pattern|format|mode|"
        r"environment|in\b|with|capacity|internship|co-?op|placement|option\w*|from|at\b|based|"
        r"working|flexib\w*|style|team|week|day\w*|culture)",
        0.8,
    )
    yield rule(
        Workplace.HYBRID,
        Status.ASSERTED,
        r"(?:we (?:are|work|operate|offer|have|use)|work|working|modalidad|modelo|modell?|flexible|"
        r"trabajo|trabalho)~(?:an?~|in~an?~|on~an?~|our~)?(?:\w+~)?(?:hybrid|híbrid[oa])",
        0.75,
    )
    yield rule(
        Workplace.HYBRID,
        Status.ASSERTED,
        r"(?:[1-9]\d~?%|(?:een|twee|drie|vier|één|[1-4])~dag(?:en)?)"
        r"~(?:thuiswerk\w*|télétravail|home~?office|homeoffice)\b",
        0.85,
    )
    yield rule(
        Workplace.HYBRID, Status.ASSERTED, r"#?(?:li-?)?(?:hybrid|hybride|híbrid[oa]|hybrydow\w+)\b", 0.6
    )


def remote_rules() -> Iterator[Rule]:
    """Plain statements of remote work, those of the company itself among them."""
    # Remote.
    yield rule(
        Workplace.REMOTE,
        Status.ASSERTED,
        r"(?:fully|100\s?%|completely|entirely|permanent(?:ly)?|exclusively|all|total(?:ly)?|"
        r"complet(?:e|ly)|full)~-?~?(?:remote(?:ly)?|work(?:ing)?~from~home|wfh|home~based|"
        r"télétravail|home~office|remoto|virtual)",
        0.92,
    )
    yield rule(
        Workplace.REMOTE,
        Status.ASSERTED,
        r"(?:remote(?:ly)?|wfh|telework\w*|work~from~home)\s*[:?=]\s*(?:yes|true|ok|fully|100|✅)",
        0.95,
    )
    yield rule(
        Workplace.REMOTE,
        Status.COMPANY,
        r"(?:remote~(?:first|friendly|native|only|by default|centric)|distributed|fully~remote|"
        r"all~remote|100\s?%~remote|remote)\b~(?:\w+~){0,2}(?:company|organi[sz]ation|team|"
        r"business|startup|start-up|culture|workplace|workforce|firm|studio|employer|environment|"
        r"agency|mindset|experience|lifestyle)",
        0.55,
    )
    yield rule(
        Workplace.REMOTE,
        Status.ASSERTED,
        rf"(?:{ROLE_WORDS})s?\b[^.;]{{0,50}}?\b(?:is|are|be|as|can|may|will|offers?|on|it['’]s|to)"
        rf"~(?:an?~)?(?:\w+~){{0,4}}?{REMOTE_WORDS}",
        0.9,
    )
    yield rule(
        Workplace.REMOTE,
        Status.ASSERTED,
        rf"{REMOTE_WORDS}[,/~]~?(?:(?:full|part)~time(?:,|~)~)?(?:\w+~){{0,2}}?(?:{ROLE_WORDS}|basis"
        rf"|capacity)\b",
        0.85,
    )
    yield rule(
        Workplace.REMOTE,
        Status.ASSERTED,
        r"(?:work|working|works|arbeiten|sit|based|operate|perform\w*|done)~(?:\w+~)"
        r"{0,3}?(?:remotely|remote|from~(?:home|anywhere)|von zu ?hause|from (?:your|their|the "
        r"comfort of)~(?:own~)?(?:\w+~)?(?:home|space|house|studio))",
        0.8,
    )
    yield rule(
        Workplace.REMOTE,
        Status.ASSERTED,
        r"(?:you['’]?(?:ll| will| can| may)|candidates? (?:can|may|will)|flexibility to|freedom to|"
        r"option to|able to|choose to)\b[^.;]{0,40}?\b(?:remotely|from~(?:home|anywhere|wherever)|"
        r"telecommut\w*)",
        0.75,
    )
    yield rule(
        Workplace.REMOTE,
        Status.ASSERTED,
        r"remote~(?:within|in|from|anywhere|across|based|us\b|usa\b|uk\b|eu\b|ok\b|okay|möglich|"
        r"possible|friendly|welcome|accepted|allowed|considered|only|first|worldwide|global\w*|"
        r"optional|option\w*|eligible|work|position|role|job|contract\w*|hours|flexib\w*|"
        r"opportunit\w*|candidates?|applicants?|developer|engineer)\b",
        0.7,
    )
    yield rule(
        Workplace.REMOTE,
        Status.ASSERTED,
        r"(?:any~location|anywhere)~(?:in|within|that has|with|across)\b",
        0.6,
    )
    yield rule(
        Workplace.REMOTE,
        Status.ASSERTED,
        r"(?:no|without an?|don['’]t have an?)~(?:physical~|central~)?office\b",
        0.5,
    )
    yield rule(Workplace.REMOTE, Status.ASSERTED, rf"{REMOTE_WORDS}(?!\w)", 0.5)


def onsite_rules() -> Iterator[Rule]:
    """Plain statements of work on site."""
    # On-site.
    yield rule(
        Workplace.ONSITE,
        Status.ASSERTED,
        r"(?:wfo|work(?:ing)?~from~(?:the~|our~)?office)\b(?!~?(?:or|and|&|/))",
        0.7,
    )
    yield rule(
        Workplace.ONSITE,
        Status.ASSERTED,
        r"(?:trabalho|trabajo|vaga|puesto|modalidade?|regime|modelo"
        r"|contratação)\b\W{1,3}(?:\w+~){0,2}?presencial\b"
        r"|(?:praca|tryb|forma pracy)\W{1,3}(?:\w+~)?stacjonarn\w+|in~präsenz\b",
        0.75,
    )
    yield rule(
        Workplace.ONSITE, Status.ASSERTED, r"then~(?:fully~|back~)?(?:on-?~?site|in~the~office)\b", 0.6
    )
    yield rule(
        Workplace.ONSITE,
        Status.ASSERTED,
        r"(?:arbetet (?:är|sker|utförs)|arbeidet (?:er|utføres)|du (?:werkt|arbetar))~på plats\b",
        0.8,
    )
    yield rule(
        Workplace.ONSITE, Status.ASSERTED, r"(?<=, )(?:on-?~?site|in-?~?person|office~based)(?=[,.]|$)", 0.66
    )
    yield rule(
        Workplace.ONSITE,
        Status.ASSERTED,
        r"(?:full|part)~time,?~(?:on-?~?site|in-?~?person|in-?~?office)",
        0.75,
    )
    yield rule(
        Workplace.ONSITE,
        Status.ASSERTED,
        rf"(?:{ROLE_WORDS})s?\b[^.;]{{0,50}}?\b(?:is|are|be|as|will|on|requires?|it['’]s|has)~(?:an?~|"
        rf"to be~)?(?:\w+~){{0,4}}?(?:{ONSITE_WORDS})",
        0.9,
    )
    yield rule(
        Workplace.ONSITE,
        Status.ASSERTED,
        rf"(?:{ONSITE_WORDS})(?:,|~)~?(?:(?:full|part)~time(?:,|~)~)?(?:{ROLE_WORDS}|basis|capacity|only|"
        rf"required|attendance|presence)\b",
        0.85,
    )
    yield rule(
        Workplace.ONSITE,
        Status.ASSERTED,
        rf"(?:must|required to|expected to|need(?:s|ed)? to|able to|willing to|will|you['’]ll)"
        rf"~(?:\w+~){{0,3}}?(?:work|be|come|report)~(?:\w+~){{0,3}}?(?:{ONSITE_WORDS}|in(?:to)?~(?:the|"
        rf"our)~(?:\w+~){{0,3}}?office)",
        0.85,
    )
    yield rule(
        Workplace.ONSITE,
        Status.ASSERTED,
        rf"(?:work|working|based|arbeit|arbeiten|travail)~(?:\w+~){{0,2}}?(?:{ONSITE_WORDS})",
        0.7,
    )
    yield rule(
        Workplace.ONSITE,
        Status.ASSERTED,
        r"(?:on-?~?site|in-?~?person|in-?~?office)~(?:in|at|from)~(?!least\b|home\b|times\b)(?:our|the|"
        r"[A-Z])",
        0.62,
    )
    yield rule(
        Workplace.ONSITE,
        Status.ASSERTED,
        r"(?:work|working|works)\b(?!~with)[^.;]{0,100}?\b(?:in|at|from|out of)~(?:our|its|the"
        r"|their)~(?:[\w.]+~){0,4}?"
        r"(?:headquarters|hq|head~office|office)\b(?!~(?:of|manager|365|suite|hours|staff|team|work"
        r"|environment|admin\w*|"
        r"equipment|supplies|or|and/or|/))",
        0.58,
    )
    yield rule(
        Workplace.ONSITE,
        Status.ASSERTED,
        r"(?:location|workplace|work~location|setting)\W{1,4}(?:in-?~?person|on-?~?site|in-?~?office)",
        0.9,
    )
    yield rule(
        Workplace.ONSITE,
        Status.ASSERTED,
        r"#?(?:li-?)?on-?~?site\b|in-?~?person\b|in-?~?office\b|presencial\b|présentiel\b|vor ort\b",
        0.4,
    )
