"""The language of hiring: how postings address, ask, offer and invite, in many languages."""

from __future__ import annotations

from postings.extraction.verdict.signs import lowered_pattern

HIRING = (
    lowered_pattern(
        r"\b(?:we(?:'|’)re|we are|is|are|i(?:'|’)m|i am) (?:currently |now |actively "
        r"|also )?(?:looking (?:for|to (?:hire|add|grow))|hiring|seeking|searching for|recruiting)\b",
        r"\blooking (?:for|to hire) (?:an? |our |experienced |talented |someone|engineers|developers|people)",
        r"\bseeks? (?:an?|to hire)\b",
    ),
    lowered_pattern(
        r"\b(?:wanted|needed|vacancy|vacancies)\b",
        r"\b(?:we need|we could do with|we(?:'|’)d like to (?:see|meet|hear)|we are after|come by)\b",
        r"\b(?:an? )?(?:volunteer|paid|unpaid|freelance|permanent|new) (?:role|position|post|job|contract)\b",
    ),
    lowered_pattern(
        r"\b(?:join (?:our|us|the)|come (?:work|join|help)|work with us|be(?:come)? (?:a )?part of)\b"
    ),
    lowered_pattern(
        r"\byou(?:'|’)d be\b|\byou (?:would|should|need|know|can|bring|are|have|must)\b",
        r"\byou(?:'|’)?(?: wi)?ll (?:be|work|have|help|lead|build|join|own|design|develop|report"
        r"|collaborate|play|need|get|learn|use)\b",
        r"\bin this (?:role|position)\b",
        r"\bas an? [A-Za-z /-]{3,50},? you\b",
        r"\bthis (?:role|position|internship|job) (?:is|will|requires|reports|offers)\b",
        r"\byour (?:new )?(?:role|duties|responsibilities) (?:will|would|may|includes?)\b",
        r"\bthis is an? (?:[\w-]+ ){0,3}(?:role|position|opportunity)\b",
    ),
    lowered_pattern(
        r"\b(?:the )?(?:ideal|successful|right|strong) candidates?\b",
        r"\bcandidates? (?:must|should|will|with|who)\b",
        r"\bapplicants? (?:must|should|will|who)\b",
    ),
    lowered_pattern(
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
    lowered_pattern(
        r"\bplease (?:apply|send|submit|e-?mail|contact)\b",
        r"\b(?:to|how to) apply\b",
        r"\bapply (?:now|here|at|by|via|today|online|through|below|to this)\b",
        r"\bsubmit (?:an?|your) (?:application|resume|cv)\b",
        r"\bsend (?:us |your |me |a )?(?:your )?(?:resume|cv|application|cover|github|portfolio"
        r"|an e-?mail)\b",
        r"\be-?mail (?:me|us)\b",
        r"\bjobs?@|careers@|hr@|hiring@",
    ),
    lowered_pattern(
        r"\b(?:salary|compensation|pay|wage|fee)(?: range)?\b.{0,40}\d",
        r"[$€£]\s?\d[\d.,]*(?: ?k)?(?: ?[-–] ?[$€£]?\d[\d.,]*)? ?(?:an?|per|/) ?(?:hour|hr|h|day|week|month"
        r"|year)\b",
        r"\bbenefits\b",
        r"\b401\(?k\)?|\bpaid time off\b|\bpto\b|\bhealth insurance\b|\bstock options\b|\bequity\b",
    ),
    lowered_pattern(
        r"\bfull[- ]?time\b|\bpart[- ]?time\b|\bcontract\b|\binternship\b|\bpermanent\b|\bvisa\b|\bremote\b"
        r"|\bonsite\b|\bon-site\b|\bhybrid\b|\bin[- ]person\b|\b\d{2} (?:hours|hrs)\b|\bhours"
        r" (?:a|per) week\b"
        r"|\bmonday (?:to|through|-|–)\b|\bweekends\b"
    ),
    lowered_pattern(
        r"\b(?:an?|real|big|huge|definite|strong|major) (?:plus|bonus|advantage)\b|\bnice[- ]to[- ]haves?\b"
        r"|\bdesirable\b|\bhighly regarded\b|\bwould be (?:great|nice|helpful|an asset)\b|\bvon vorteil\b"
        r"|\bserait un (?:plus|atout)\b"
    ),
    lowered_pattern(
        r"\breport(?:s|ing)? (?:directly |through )?(?:in)?to (?:the|our|an?)\b",
        r"\b(?:would|will|may|might) suit (?:an?|someone|candidates|applicants)\b",
    ),
    lowered_pattern(
        r"\bequal (?:employment )?opportunit", r"\bwithout regard to\b", r"\breasonable accommodation"
    ),
    # German, French, Spanish, Portuguese, Italian, Dutch, Polish and Nordic words of the same kinds
    lowered_pattern(
        r"\b(?:wir suchen|sucht|suchen wir|recherchons|recrutons|recherche|buscamos|procuramos|contratando"
        r"|contrata-se|cerchiamo|zoeken|szukamy|poszukujemy|söker|søker)\b",
        r"\((?:m/w/d|w/m/d|h/f|f/h|m/f/d)\)",
        r"\b(?:bewerbung|bewirb|postuler|postulez|candidatar|candidatura|candidate-se|postúlate|solliciteer"
        r"|aplikuj)\b",
    ),
    lowered_pattern(
        r"\b(?:deine aufgaben|ihre aufgaben|dein profil|ihr profil|wir bieten|vos missions|votre profil"
        r"|profil recherché|nous offrons|requisitos|responsabilidades|ofrecemos|oferecemos|benefícios"
        r"|requisiti|offriamo|wymagania|oferujemy|wij bieden|wij vragen|arbetsuppgifter|kvalifikationer"
        r"|berufserfahrung|kenntnisse|experiência|experiencia|expérience|vaga)\b"
    ),
)
# What even the shortest notice names, one pattern for each: pay, hours, whom to turn to, what is asked,
# the seeking.
TERMS = (
    lowered_pattern(
        r"[$€£]\s?\d|\d\s?(?:€|eur\b|euros?\b|kr\b|zł)|\b(?:salary|salaris|gehalt|\w*lohn|salaire|salario"
        r"|salário"
        r"|hourly|wage|lön|cao)\b"
    ),
    lowered_pattern(
        r"\b\d{1,2}(?:[.,]\d)?\s?(?:hours?|hrs?|h|uur|std|stunden|heures|horas|timmar)\b|\b(?:full"
        r"|part)[- ]?time\b"
        r"|\b(?:cdi|cdd|vollzeit|teilzeit|voltijd|deeltijd|heltid|deltid|jornada|temps (?:plein|partiel)"
        r"|permanent"
        r"|temporary|shifts?|weekends?|nights?|days a week)\b|\bmon(?:day)?\s?(?:-|–|to)\s?(?:fri|sat|sun)"
    ),
    lowered_pattern(
        r"[\w.+-]{1,40}@[\w-]|\b(?:call|phone|tel|ring|text|bel|rufen|anrufen|appelez|llama[dr]?|ligue"
        r"|telefon\w*)\b"
        r"|\b(?:cv|resume|lebenslauf|currículum?)\b|\b(?:apply|bewerb\w*|bewirb|postul\w*|sollicit\w*"
        r"|interes(?:ados?"
        r"|se)|interested|message us|dm|pop in|ask for)\b"
    ),
    lowered_pattern(
        r"\b(?:experience|\w*erfahrung|expérience|experiencia|experiência|ervaring|erfarenhet|required"
        r"|vereist"
        r"|erforderlich|exigée?|imprescindible|licen[cs]e|rijbewijs|führerschein|permis|diploma"
        r"|certificat\w*|must"
        r"|you need|you have)\b"
    ),
    lowered_pattern(
        r"\b(?:zoekt|zoeken|gesucht|suchen|sucht|recherche|recherchons|recrute|busca(?:mos)?"
        r"|necesita(?:mos)?|needed"
        r"|wanted|hiring|looking for|söker|cerca(?:si|mos)?|we need|vaga|procura(?:mos)?)\b"
    ),
)
