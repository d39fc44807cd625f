"""The language of hiring: how postings address, ask, offer and invite, in many languages."""

from __future__ import annotations

from postings.extraction.verdict.signs import lowered_pattern

# Who is sought, who may join, who is "the successful candidate", how to apply: what invites. After the
# English ones the German, French, Spanish, Portuguese, Italian, Dutch, Polish and Nordic ones.
INVITATIONS = (
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
        r"\b(?:the )?(?:ideal|successful|right|strong) candidates?\b",
        r"\bcandidates? (?:must|should|will|with|who)\b",
        r"\bapplicants? (?:must|should|will|who)\b",
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
        r"\b(?:wir suchen|sucht|suchen wir|gesucht|zu besetzen|recherchons|recrutons|recrute"
        r"|recherche (?:actuellement |activement )?(?:une?|des|son|sa|ses)\b|à la recherche d|buscamos"
        r"|busca a"
        r"|procuramos|contratando|contrata-se|cerchiamo|alla ricerca di|ricerca di (?:un|una|figure"
        r"|personale)"
        r"|zoeken|zoekt|op zoek naar|szukamy|poszukujemy|poszukuje|zatrudni(?:my)?|söker|søker)\b",
        r"\((?:m/w/d|w/m/d|d/m/w|h/f|f/h|m/f/d|m/v|v/m|k/m)\)|\bh/f\b|\bm/w/d\b",
    ),
    lowered_pattern(
        r"\b(?:verstärkung unseres|werde teil|teil unseres teams|komm (?:zu|in) uns|rejoignez|rejoindre"
        r"|rejoindrez|intégrer notre|au sein de (?:notre|l(?:'|’)équipe)|únete|unirte|forma parte"
        r"|incorporarse"
        r"|incorporación|junte-se|faça parte|fazer parte|venha|unisciti|entra a far parte|entrare a far parte"
        r"|inserimento|kom (?:je )?(?:bij|werken)|versterking van|dołącz|dołączysz)\b"
    ),
    lowered_pattern(
        r"\b(?:bewerber|bewerberinnen|bewerbern|bewerbende|kandidat(?:en|in|innen)?|candidats?"
        r"|candidates? idéal"
        r"|candidatos?|candidatas?|persona (?:candidata|seleccionada)|pessoa (?:candidata|desenvolvedora)"
        r"|candidato ideale|figur[ae] ricercat[ae]|la risorsa|kandida(?:at|ten)|kandydat(?:em|a|ów|ka)?)\b"
    ),
    lowered_pattern(
        r"\b(?:bewerbung|bewerbungen|bewerbungsunterlagen|bewirb|bewerben|postuler|postulez"
        r"|(?:envoyez|envoyer|adresser|transmettre) (?:votre |vos |ton |un )?(?:cv|candidature|lettre)"
        r"|cv et lettre|candidatar|candidatura|candidaturas|candidate-se|inscreva-se|postúlate|postularse"
        r"|env[ií](?:a|ar|e|anos|enos|ad) (?:tu|su|seu|o seu|un|o|el|currículum) ?(?:cv|currículo"
        r"|curriculum|email)?"
        r"|invia(?:re|ci)? (?:il |la |un )?(?:tuo |tua )?(?:cv|curriculum|candidatura|mail|e-mail)|candidati"
        r"|solliciteer|solliciteren|sollicitatie|stuur (?:je |jouw |een |ons )(?:cv|mail|sollicitatie"
        r"|motivatie"
        r"|e-mail)|aplikuj|wyślij (?:cv|swoje)|prześlij)\b"
    ),
    lowered_pattern(
        r"\b(?:(?:deine|ihre|die) aufgaben|(?:dein|ihr) profil|(?:wir|was wir) bieten|vos missions"
        r"|tes missions"
        r"|(?:votre|ton) profil|profil recherché|nous offrons|requisitos|responsabilidades|ofrecemos"
        r"|oferecemos"
        r"|benefícios|requisiti|offriamo|wymagania|oferujemy|obowiązk\w+|wij bieden|wij vragen|wat wij bieden"
        r"|functie[- ]?eisen|vacature|stellenausschreibung|stellenanzeige|offre d(?:'|’)emploi|fiche de poste"
        r"|oferta de (?:empleo|trabajo)|offerta di lavoro|oferta pracy|arbetsuppgifter|kvalifikationer"
        r"|vaga)\b"
    ),
)
# What you will do, have done, must know, will get: said in postings, and in other texts too.
HIRING = (
    *INVITATIONS,
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
    lowered_pattern(
        r"\b(?:du (?:wirst|hast|bist|bringst|arbeitest|kannst|verfügst|übernimmst)"
        r"|sie (?:verfügen|bringen|haben|werden|übernehmen|arbeiten|besitzen)|ihnen erwartet"
        r"|vous (?:serez|aurez|avez|êtes|rejoignez|participerez|disposez|maîtrisez|travaillerez|devrez)"
        r"|tu (?:seras|auras|as|es|rejoins|participeras|maîtrises)|serás|tendrás|trabajarás|te encargarás"
        r"|você (?:será|terá|irá|vai|tem|deve)|sarai|avrai|lavorerai|ti occuperai|hai (?:esperienza|maturato)"
        r"|je (?:bent|hebt|gaat|werkt|krijgt|beschikt)|jij (?:bent|hebt|gaat)|będziesz|masz|posiadasz)\b"
    ),
    lowered_pattern(
        r"\b(?:(?:erfahrung|erfahrungen|kenntnisse|know-how) (?:in|im|mit|als|der|bei)|berufserfahrung"
        r"|kenntnisse"
        r"|abgeschlossene[sn]? (?:\w+ )?(?:studium|ausbildung|berufsausbildung|hochschulstudium)"
        r"|expérience (?:de|en|dans|avec|significative|confirmée|réussie)|maîtrise d|connaissances? d"
        r"|bac ?\+ ?\d|experiencia (?:en|con|de|mínima|demostrable)|conocimientos? (?:de|en|avanzados)"
        r"|experiência (?:em|com|de|na|no|prévia)|conhecimentos? (?:em|de|avançad\w+|sólido\w*)"
        r"|esperienza (?:in|con|nel|nella|nell|di|pregressa|maturata|sullo|come)|conoscenza (?:di|del|dei)"
        r"|ervaring (?:met|in|als)|kennis van|(?:afgeronde|hbo|mbo|wo)[ /-](?:opleiding|werk|wo|niveau|denk)"
        r"|doświadczeni[ea] (?:w|z|na|zawodowe)|znajomość|umiejętność|mile widzian[ey])\b"
    ),
    lowered_pattern(
        r"\b(?:vollzeit|teilzeit|unbefristete?[nrs]?|befristete?t?[nrs]?|tv-?l|tvöd|entgeltgruppe|urlaubstage"
        r"|homeoffice|vergütung|einstellungsdatum|eintrittstermin|cdi|cdd|temps (?:plein|partiel)|télétravail"
        r"|rémunération|mutuelle|tickets? restaurants?|titres?-restaurants?|rtt|jornada (?:completa|parcial)"
        r"|contrato (?:indefinido|temporal|fijo)|teletrabajo|salario|clt|vale (?:refeição|transporte"
        r"|alimentação)|plano de saúde|contratação|tempo (?:pieno|indeterminato|determinato)"
        r"|contratto|smart working|buoni pasto|ral|dienstverband|vakantiedagen|salaris|pensioen\w*"
        r"|arbeidsvoorwaarden|fulltime|umow[ay] (?:o pracę|zlecenie|b2b)|wynagrodzenie|zdaln(?:ie|a|ej))\b"
    ),
    lowered_pattern(
        r"\b(?:von vorteil|wünschenswert|idealerweise|serait un (?:plus|atout)|est un (?:plus|atout)"
        r"|appréciée?s?"
        r"|souhaitée?s?|se valor(?:a|ará|arán)|deseable|valorable|un plus|desejável|diferencia(?:l|is)"
        r"|titolo preferenziale|gradit[ao]|is een (?:pré|pre|plus)|is mooi meegenomen|mile widzian[eay]"
        r"|atutem)\b"
    ),
)
# What the patterns of HIRING are called, in their order.
HIRING_NAMES = (
    *("we look for", "wanted", "join us", "the right candidate", "please apply"),
    *("sought", "join us, other languages", "candidates", "apply, other languages", "headings"),
    *("you will", "what is asked", "pay and benefits", "terms", "a plus", "reports to", "equal opportunity"),
    *("you will, other languages", "what is asked, other languages", "terms, other languages"),
    "a plus, other languages",
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
