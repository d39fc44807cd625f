"""Words of titles: those that name no job alone, levels, fields, departments, terms."""

from __future__ import annotations

import re

NOT_ALONE = frozenset(
    "engineer engineers developer developers member professional professionals leader leaders expert "
    "experts specialist partner partners associate staff worker workers student "
    "students owner head lead intern interns assistant manager managers executive guide fellow model host "
    "maker makers author creator creators pro engineering maintenance executive founder founders "
    "principal contractor contractors freelancer freelancers employee officer representative researcher "
    "researchers generalist generalists hacker hackers programmer programmers consultant consultants "
    "designer designers".split()
)
LEVELS = frozenset("junior senior lead principal staff graduate trainee".split())
FIELDS = frozenset(
    "software backend back-end frontend front-end front end full-stack fullstack full stack data web mobile "
    "product project program sales marketing system systems network security machine learning qa test "
    "testing quality design "
    "graphic ux ui devops cloud electrical mechanical civil chemical customer support account business "
    "research hardware embedded firmware game site reliability infrastructure platform solutions technical "
    "operations community "
    "content financial finance legal medical nursing delivery office administrative executive field service "
    "engineering store shop restaurant kitchen hr recruiting talent procurement logistics warehouse"
    " production process "
    "safety "
    "maintenance development integration automation analytics database applications application ios android "
    "java python ruby rails php javascript react node golang scala c++ .net graduate teaching research "
    "social media search graphics graphic vision video audio speech nlp ai ml api big-data etl bi sql "
    "compiler kernel robotics simulation controls control rf optical fpga asic verification validation "
    "release build tools "
    "automation growth seo ppc email blockchain crypto bioinformatics linux windows unix unity unreal c "
    "c# php django laravel elixir erlang clojure haskell rust perl swift kotlin typescript vue angular "
    "angularjs wordpress drupal magento shopify salesforce sap oracle servicenow devsecops information it "
    "power structural process manufacturing packaging materials biomedical aerospace".split()
)
# Words for a part of the firm, which a head names beside the level: no job by themselves.
DEPARTMENTS = frozenset(
    "engineering maintenance marketing sales design product operations finance support research it hr "
    "development devops qa".split()
)
# "(ONSITE VISA INTERNS)": how and on what terms, and no trade
WAYS_AND_TERMS = re.compile(
    r"\(?(?:(?:on-?site|remote|hybrid|visas?|interns?|internships?|full[- ]?time|part[- ]?time"
    r"|\d{1,2}(?:[/–-]\d{1,2})?[ -]months?|contract(?:ors?)?|freelance(?:rs?)?|flexible|permanent"
    r"|temporary|h-?1b|local|only|welcome"
    r"|ok|possible|and|or)\b[\s,/&+.)]*){2,}",
    re.IGNORECASE,
)
