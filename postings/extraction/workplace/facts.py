"""Structured facts: a named workplace type, a yes to "remote", ``jobLocationType``."""

from __future__ import annotations

import re

from postings.extraction.document import Fact
from postings.extraction.finding import Workplace

_FACT_NAME = re.compile(
    r"(?:^|\.)(?:work_?place(?:_type|_policy|_setting)?|work_?type|work_(?:model|mode|arrangement|"
    r"setting|location_type|location_option|option|place_type|schedule_type)|"
    r"job_location_type|location_type|remote_?(?:type|status|policy|option|level|work|allowed|indicator)?|"
    r"is_remote|remote_job|telecommut\w*|work_from_home(?:_\w+)?|workplace_types|"
    r"candidate_required_location|(?:location|time_?zone)_restrictions?)$"
)
_YES = re.compile(r"(?:1|1\.0|true|t|yes|y|remote|full\w*)", re.IGNORECASE)
_TELECOMMUTE = re.compile(r"tele-?commute|remote|work[_ ]from[_ ]home|virtual|home", re.IGNORECASE)
_HYBRID = re.compile(r"hybrid|híbrid|flexible|partial", re.IGNORECASE)
_IN_PERSON = re.compile(r"on[-_ ]?site|in[-_ ]?(?:person|office)|office|presencial|physical", re.IGNORECASE)


def from_facts(facts: tuple[Fact, ...]) -> tuple[Workplace, Fact] | None:
    """The strongest structured statement: a named workplace type before a yes to "remote"."""
    flag: tuple[Workplace, Fact] | None = None
    for fact in facts:
        if not _FACT_NAME.search(fact.name) or not fact.value.strip():
            continue
        value = fact.value.strip()
        if fact.name.endswith(("candidate_required_location", "_restriction", "_restrictions")):
            # only boards of remote jobs have it
            flag = flag or (Workplace.REMOTE, fact)
            continue
        flag_name = re.search(
            r"(?:remote|is_remote|remote_job|remote_allowed|remote_indicator|telecommut\w*"
            r"|work_from_home\w*)$",
            fact.name,
        )
        if _HYBRID.search(value) and not flag_name:
            return Workplace.HYBRID, fact
        if _TELECOMMUTE.search(value) and not re.search(r"\b(?:not?|non)\b", value, re.IGNORECASE):
            if fact.name.endswith("job_location_type") or not flag_name:
                return Workplace.REMOTE, fact
            flag = flag or (Workplace.REMOTE, fact)
        elif _IN_PERSON.search(value) and not flag_name:
            return Workplace.ONSITE, fact
        elif flag_name and _YES.fullmatch(value):
            flag = flag or (Workplace.REMOTE, fact)
    if flag is None:  # "remote": false, "hybrid": false, "on_site": true
        for fact in facts:
            named = _FLAG.search(fact.name)
            if named is not None and _YES.fullmatch(fact.value.strip()):
                return (Workplace.HYBRID if named["kind"] == "hybrid" else Workplace.ONSITE), fact
    return flag


_FLAG = re.compile(r"(?:^|\.)(?:is_)?(?P<kind>hybrid|on_?site)$")
