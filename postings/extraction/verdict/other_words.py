"""The language of other texts: guides, pay in general, résumés, lists, templates, errors, mail."""

from __future__ import annotations

import re

from postings.extraction.prefilter import Prefiltered
from postings.extraction.verdict.signs import lowered_pattern

AGAINST: tuple[tuple[str, float, str, re.Pattern[str]], ...] = (
    (
        "guide",
        3.2,
        "how to become one",
        lowered_pattern(
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
        lowered_pattern(
            r"\bwhat (?:is|are|does|do) (?:an? |the )?[^?\n]{2,60}\b(?:do|job|role|salary)\b[^?\n]{0,30}\?",
            r"\bwhat (?:does|do) (?:an? )?[^?\n]{2,60} (?:do|make|earn)\b",
            r"\btypical (?:duties|employers|responsibilities|tasks|salar\w+|working hours|activities)\b",
            r"\b(?:main|usual|common|other|alternative) (?:routes?|paths?|ways?) (?:into|to becoming)\b",
            r"\b(?:opportunities|vacancies) (?:exist|appear|are advertised)\b",
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
        lowered_pattern(
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
        lowered_pattern(
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
            r"\bi wanted to (?:write|share|talk)\b",
            r"\b(?:previous|next) ?post\b",
            r"\bleave a (?:comment|reply)\b",
            r"\bog:type\W{1,6}article\b",
            r"\bfind out more about\b",
        ),
    ),
    (
        "guide",
        2.2,
        "advises employers or applicants",
        lowered_pattern(
            r"\b(?:job|your) adverts?\b",
            r"\bjob listings? (?:should|that|for)\b",
            r"\bwrit(?:e|ing) (?:an? )?(?:effective |good |great )?(?:job|cover|cv|resume)\b",
            r"\b(?:most|many|some|these) (?:firms|companies|employers|organi[sz]ations|recruiters"
            r"|applicants)\b",
            r"\b(?:hiring managers?|recruiters|employers|schools) (?:should|can|need|want|often|look|will"
            r"|must|owns?|fills? (?:out|in)|(?:is|are) (?:encouraged|expected|asked|responsible))\b",
            r"\b(?:intake|headcount|requisition) (?:form|request)\b|\b(?:net new|backfill) roles?\b",
            r"\bhelp(?:s|ing)? (?:you )?(?:to )?(?:attract|recruit|hire) (?:the |more "
            r"|better )?(?:right |best )?(?:candidates|talent|staff)\b",
            r"\binterview questions\b",
            r"\bjob seekers?\b",
            r"\brencontrer (?:les|nos|des) candidats\b|\bunsere kandidaten\b",
            r"\bcandidates (?:want|need to know|are more likely|often)\b",
            r"\battract(?:s|ing)? (?:the )?(?:right |more |best )?(?:candidates|applicants)\b",
        ),
    ),
    (
        "guide",
        3.4,
        "a task for applicants",
        lowered_pattern(
            r"\bfork (?:this|the|our|deste|este|el|do|o) (?:re)?(?:po\b|positor|pository)",
            r"\b(?:open|submit|create|send|abra|envie|enviar) (?:us )?(?:an? |um |o |your "
            r"|seu )pull request\b",
            r"\b(?:evaluation|assessment) criteria\b|\bcrit[eé]rios de avalia[cç][aã]o\b"
            r"|\bo que vamos avaliar\b",
            r"\b(?:desafio|teste|prueba|reto) (?:t[eé]cnic[ao]|para candidat|de programa)",
            r"\btest technique\b|\bzadanie rekrutacyjne\b|\bentreg[aá]veis\b",
        ),
    ),
    (
        "guide",
        12.0,
        "a role that is not always open",
        lowered_pattern(
            r"\b(?:when|whenever|if) (?:we(?:'|’)re|we are) (?:next )?hiring for this role\b",
            r"\b(?:when|once|if) this (?:role|position) (?:is|goes) (?:live|open|advertised)\b",
            r"\b(?:role|position) we publish will\b",
        ),
    ),
    (
        "guide",
        9.0,
        "how the files of job pages are kept",
        lowered_pattern(
            r"\bfront ?matter\b",
            r"\bcommit (?:the |your )?changes\b",
            r"\b(?:job|jobs|careers|positions|vacancies|content)/ ?(?:folder|directory)\b",
        ),
    ),
    (
        "guide",
        6.0,
        "a role in a handbook",
        lowered_pattern(
            r"\b(?:when|if) (?:we(?:'|’)re|we are) (?:next )?hiring (?:for )?(?:this|an?|the)\b",
            r"\bsuccess (?:as an?|in this role|in the role)[^.\n]{0,40} is (?:\w+ )?(?:measured|assessed)\b",
            r"\bas you (?:move|progress|grow) (?:up |on )?(?:towards?|to|into) (?:an? |the )?(?:senior"
            r"|lead|next)\b",
            r"\bsfia\b|\b(?:role|competency) (?:guidance|framework|level)\b|\bddat\b",
            r"\b(?:internal|external) candidates\b|\bpay bands?\b",
            r"\bwe practi[cs]e salary transparency\b|\bkey measures\b|\bdefinition of success\b",
            r"\bboard terms?\b|\bterms? (?:of office|limits?)\b|\bex[- ]officio\b|\bre-?appointment\b",
        ),
    ),
    (
        "guide",
        2.6,
        "notes for interviewers",
        lowered_pattern(
            r"\bred flags?\b",
            r"\b(?:good|strong|weak|poor|great|ideal|sample) answers?\b",
            r"\bfollow-?up questions?\b",
            r"\b(?:interviewers?|interviewees?) (?:should|will|can|must|asks?|to)\b",
            r"\b(?:scoring )?rubrics?\b|\bscore ?cards?\b",
            r"\b(?:good|strong|weak|poor|great) candidates (?:will |can |may |might )?\w+:?\b",
            r"\bquestion categories\b|\bquestions to ask\b",
        ),
    ),
    (
        "other",
        3.0,
        "rules of a body",
        lowered_pattern(
            r"\b(?:committee|board|chair|members?|secretary|treasurer|association|society|trustees"
            r"|directors|officers) shall\b",
        ),
    ),
    (
        "other",
        4.0,
        "a course of study",
        lowered_pattern(
            r"\badmission requirements?\b",
            r"\btranscripts? of records\b",
            r"\b\d{1,3} ects\b|\bects credits\b",
            r"\btuition fees?\b|\b(?:program(?:me)?|academic|course) coordinator\b",
            r"\b(?:master|bachelor|degree|certificate|study|graduate) program(?:me)?"
            r" (?:is|offers|starts|prepares|at)\b",
            r"\b(?:winter|summer|fall|spring|autumn) (?:semester|intake)\b",
        ),
    ),
    (
        "salary_page",
        3.0,
        "average pay",
        lowered_pattern(
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
        lowered_pattern(
            r"\b(?:curriculum vitae|references available|professional summary|career objective|objective:"
            r"|(?<!relevant )(?<!equivalent )(?<!related )(?<!stable )(?<!or )(?:work|employment) history)\b",
            r"^\W{0,40}(?:resume|résumé|cv)\b(?! and| to| de | de l| du | des |/|,)",
            r"\b(?:sample|my|example) (?:resume|résumé|cv)\b",
            r"^\W{0,40}(?:lebenslauf|curr[ií]culo|currículum|hoja de vida|życiorys)\b",
            r"\b(?:beruflicher werdegang|permis de conduire :|date de naissance|geburtsdatum|geboren am"
            r"|fecha de nacimiento|data di nascita|data de nascimento|geboortedatum|data urodzenia)\b",
        ),
    ),
    (
        "resume",
        3.6,
        "a letter of application",
        lowered_pattern(
            r"\bdear (?:hiring (?:manager|team)|sir|recruit\w+)\b",
            r"\b(?:hiermit bewerbe ich mich|bewerbe ich mich (?:um|auf|als)|mit großem interesse habe ich"
            r"|je (?:vous adresse|me permets de vous adresser|vous fais part de) (?:ma|mon)"
            r"|ma candidature|me dirijo a ustedes|mi candidatura|venho por meio desta|minha candidatura"
            r"|la mia candidatura|mi candido|hierbij solliciteer ik|met veel interesse heb ik"
            r"|zgłaszam swoją kandydaturę)\b",
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
        lowered_pattern(
            r"\b\d[\d,.]{0,9} (?:\w+ ){0,4}(?:jobs|vacancies|positions|openings|results"
            r"|open roles)\b(?! available)",
            r"\b(?:browse|search|explore|view|see|latest|all|daily|today(?:'|’)s|new grad|recent|remote|top"
            r"|best) (?:\w+ ){0,3}(?:jobs|vacancies|internships)\b",
            r"\bjob (?:list|openings list|listings)\b",
            r"\bjobs (?:in|near|at|for|found|matching)\b",
            r"\bcurrent (?:openings|vacancies|opportunities)\b",
            r"\bopen (?:positions|roles)\b",
            r"\bhiring trends\b",
            r"\b(?:offene|freie|aktuelle|unsere|alle) (?:stellen(?:angebote|anzeigen)?|positionen|jobs)\b",
            r"\b(?:nos|toutes les|toutes nos|\d{1,5}) offres(?: d['’]emploi)?\b|\bpostes (?:ouverts"
            r"|à pourvoir)\b",
            r"\b(?:todas as|ver|nossas|buscar|\d{1,5}) vagas\b|\bvagas (?:abertas|disponíveis"
            r"|de emprego em)\b",
            r"\b(?:todas las|ver|nuestras|\d{1,5}) (?:ofertas|vacantes)\b|\bofertas de (?:empleo"
            r"|trabajo) en\b",
            r"\b(?:alle|onze|actuele|openstaande|bekijk|\d{1,5}) vacatures\b",
        ),
    ),
    (
        "template",
        4.5,
        "blanks to fill in",
        lowered_pattern(
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
        lowered_pattern(
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
        lowered_pattern(
            r"\b(?:no longer|not|stopped) (?:currently )?(?:accepting|taking) (?:new )?(?:applications"
            r"|applicants|resumes)\b",
            r"\b(?:this |the )?(?:job|position|role|vacancy|posting|opening|listing) (?:has been|is|was"
            r"|has) (?:already |now |been )*(?:filled|closed|expired|no longer (?:available|open|active)"
            r"|removed)\b",
            r"\bno longer available\b",
            r"\bapplications? (?:are|is|have) (?:now )?closed\b",
            r"\bposting has expired\b",
            r"\bthis job has expired\b",
            r"\b(?:closing date|status|deadline|state)\W{1,4}closed\b",
            r"\b(?:diese stelle|die stelle|die position) (?:ist|wurde) (?:bereits |leider )?besetzt\b",
            r"\b(?:offre|poste) (?:expirée?|pourvue?|clôturée?)\b",
            r"\bnicht mehr verfügbar\b",
            r"\b(?:stelle|position) (?:ist|wurde) (?:leider |bereits |schon )*(?:besetzt|vergeben)\b",
            r"\bn['’]est plus (?:disponible|en ligne|d['’]actualité)\b",
            r"\b(?:offre|annonce) (?:a |est )?(?:expirée?|pourvue|clôturée)\b|\bposte (?:est "
            r"|a été )?pourvu\b",
            r"\bvaga (?:foi |está |já )*(?:encerrada|fechada|preenchida|expirada)\b",
            r"\b(?:oferta|vacante) (?:ha |está |ya )*(?:caducad[oa]|cerrad[oa]|expirad[oa]"
            r"|finalizad[oa]|cubierta)\b",
            r"\bya no está disponible\b|\bnão está mais disponível\b",
            r"\bvacature is (?:inmiddels |helaas )*(?:vervuld|gesloten|verlopen|niet meer)\b",
        ),
    ),
    (
        "email",
        3.6,
        "correspondence",
        lowered_pattern(
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
        lowered_pattern(
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
        lowered_pattern(
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
        lowered_pattern(
            r"^\s*(?:import|from \w+ import|def |class |function |public |#include|const |let |var |SELECT "
            r"|package )\b",
            r"^\s*```\w*",
            r"\bnpm install\b|\bpip install\b|\bgit clone\b|\blicensed under\b",
        ),
    ),
)
ERROR = Prefiltered(next(pattern.pattern for kind, _, _, pattern in AGAINST if kind == "error"))
# The title of a page about all the jobs of a firm or a board.
LIST_TITLE = lowered_pattern(
    r"^(?:(?:it|our|open|current|all|latest|find|browse|search|aktuelle|offene|unsere|alle|nos"
    r"|toutes nos|todas as"
    r"|nossas|nuestras|onze) )*(?:jobs|careers|vacancies|job (?:openings|offers|listings|board)"
    r"|open (?:positions|roles)"
    r"|openings|stellenangebote|stellenanzeigen|offene stellen|offres d['’]emploi|offres|vagas|empleos"
    r"|ofertas de (?:empleo|trabajo)|vacantes|vacatures|karriere|carrières?|recrutement|opportunities"
    r"|join (?:us|our team|the (?:team|group|lab))|joining (?:us|the (?:group|lab|team))"
    r"|work (?:with|for|at) us|trabalhe conosco|werken bij|lavora con noi|trabaja con nosotros)"
    r"(?: (?:at|in|bei|chez|en|na|em) [^|–—-]{2,40})?"
    r"(?:$|\s*[|–—:·&-])",
)
ARTICLE_TITLE = lowered_pattern(
    r"\b(?:become|becoming) an?\b",
    r"\bhow (?:to|do|does|i|much|long|can)\b",
    r"(?:'s|’s|\bultimate|\bcomplete|\bbeginners?|\bpractical|\bdefinitive|\bessential|\bquick"
    r"|step[- ]by[- ]step) guide\b",
    r"\bguide (?:to|for)\b",
    r": (?:an?|the|your) (?:[\w'’-]+ ){0,5}guide\b",
    r"^\W*(?:what|why|when) (?:is|are|does|do|to|you|your|i|should)\b",
    r"\binterviewing (?:for|at|with)\b"
    r"|\binterview (?:\w+ ){0,2}(?:questions?|guide|brief|prep|preparation|rubric|script|notes|feedback)\b",
    r"\b\d{1,3} (?:\w+ ){0,2}(?:ways|tips|things|reasons|skills|questions|steps|examples"
    r"|mistakes|trends|jobs|companies)\b",
    r"\btips (?:for|on|to)\b",
    r"\b(?:interview questions|career path|career change|career advice|salary guide|salary"
    r" report|roadmap|tutorial)\b",
    r"\bjob description (?:template|sample|example)s?\b",
    r"\b(?:interview|hiring|recruitment|application|promotion) process\b|^\W*types? of\b|\b(?:policy"
    r"|guidelines"
    r"|handbook|playbook)\W*$",
    r"^\W*(?:applying (?:for|to)\b|how we hire|(?:our|the) (?:hiring|interview|application|recruiting"
    r"|recruitment) process)",
    r"^\W*(?:(?:desafio|teste|prueba|reto) t[eé]cnic[ao]|desafio para|test technique"
    r"|(?:coding|technical|code|take[- ]home) (?:challenge|exercise|assignment|test))",
    r"\bcover letter\b|\b(?:sample|example) (?:resume|cv)\b|\b(?:resume|cv) (?:sample|example|template)\b",
)
# A page called after a person's papers: "Jane Roe | Resume".
RESUME_TITLE = lowered_pattern(
    r"(?<!your )(?<!a )(?<!submit )(?<!upload )(?<!send )"
    r"\b(?:resume|résumé|cv|curriculum vitae|lebenslauf)\s*(?:$|[|·•–—(-])",
    r"\b(?:resume|résumé|cv|curriculum vitae) (?:of|for) [a-z]",
)
