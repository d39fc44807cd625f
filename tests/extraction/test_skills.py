"""Skills: the vocabulary is sound, every ambiguous spelling is told apart, required and preferred by clause.

All wording is the project's own.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postings.extraction import skills
from postings.extraction.document import Document, Format, Line, LineKind, Zone, read_document
from postings.extraction.skill_mentions import find_mentions
from postings.extraction.skill_preference import Asked, judge
from postings.extraction.skill_vocabulary import Ambiguity, fold, load, slug_of

EXAMPLES = tomllib.loads(Path(__file__).with_name("skill_examples.toml").read_text(encoding="utf-8"))
PLAIN = (Ambiguity.NONE, Ambiguity.SYMBOL)


def line_of(text: str, zone: Zone = Zone.REQUIRED, kind: LineKind = LineKind.PLAIN, start: int = 0) -> Line:
    return Line(start, start + len(text), text, kind, 1 if kind is LineKind.BULLET else 0, zone)


def document(*lines: tuple[str, Zone], kind: LineKind = LineKind.BULLET) -> Document:
    text, made = "", []
    for words, zone in lines:
        made.append(line_of(words, zone, kind, len(text)))
        text += words + "\n"
    return Document(text, Format.PLAIN, text, tuple(made), (), ())


def found(text: str, zone: Zone = Zone.REQUIRED, company: str | None = None) -> tuple[set[str], set[str]]:
    required, preferred = skills.find(document((text, zone)), company)
    return {finding.value for finding in required}, {finding.value for finding in preferred}


def named(text: str) -> set[str]:
    """Every skill the text names, whatever it says of it."""
    return {entry.name for mention in find_mentions(text, [line_of(text)]) for entry in mention.entries}


# --- the vocabulary


def test_vocabulary_is_large_enough_and_covers_the_trades() -> None:
    entries = load().entries
    assert len(entries) >= 1400
    assert sum(len(entry.aliases) for entry in entries) >= 4000
    sizes = Counter(entry.category for entry in entries)
    for category in (
        "languages", "web_mobile", "data_ml", "databases", "cloud", "devops_security", "testing",
        "enterprise", "design_media_cad", "office", "systems_networks", "certifications_licences",
        "health", "finance_legal",
        "trades_services",
    ):  # fmt: skip
        assert sizes[category] >= 60, category


def test_slugs_and_folded_spellings_belong_to_one_skill() -> None:
    entries = load().entries
    assert len({entry.slug for entry in entries}) == len(entries)
    folded = [fold(alias.text) for entry in entries for alias in entry.aliases]
    folded += [fold(text) for text in (*load().composites, *load().phrases)]
    assert [text for text, times in Counter(folded).items() if times > 1] == []


def test_the_first_spelling_is_the_canonical_name_and_slugs_are_url_words() -> None:
    for entry in load().entries:
        assert entry.aliases[0].text == entry.name
        assert entry.slug == entry.slug.lower()
        assert entry.slug.isascii()
        assert entry.slug.replace("-", "").isalnum()


def test_parents_are_skills_and_no_skill_is_its_own_ancestor() -> None:
    parents = {entry.slug: entry.parents for entry in load().entries}
    for slug in parents:
        seen, open_ = set(), list(parents[slug])
        while open_:
            parent = open_.pop()
            assert parent != slug
            if parent not in seen:
                seen.add(parent)
                open_.extend(parents[parent])


def test_no_spelling_joins_two_skills_with_a_slash() -> None:
    """ "Java/Spring" as a spelling of Spring would eat Java."""
    own = {fold(alias.text): entry for entry in load().entries for alias in entry.aliases}
    for entry in load().entries:
        for alias in entry.aliases:
            parts = [own.get(fold(part.strip())) for part in alias.text.split("/")]
            if len(parts) > 1 and all(parts):
                assert {part.slug for part in parts if part} == {entry.slug}, alias.text


def test_folding_keeps_every_length() -> None:
    for char in map(chr, range(0x1_1000)):
        assert len(fold(char)) == 1


def test_the_slug_of_a_name_is_readable() -> None:
    assert [slug_of(name) for name in ("C++", "C#", ".NET", "Node.js", "AT&T Labs")] == [
        "c-plus-plus", "c-sharp", "dotnet", "node-js", "at-and-t-labs",
    ]  # fmt: skip


# --- ambiguous spellings

SENTENCES = [
    (spelling, line[:1] == "+", line[1:].strip())
    for group in EXAMPLES.values()
    for spelling, block in group.items()
    for line in block.strip().splitlines()
]
OWNER = {alias.text: entry.name for entry in load().entries for alias in entry.aliases}


def test_every_ambiguous_spelling_has_sentences_both_ways() -> None:
    flagged = {
        alias.text
        for entry in load().entries
        for alias in entry.aliases
        if alias.ambiguity not in PLAIN and not entry.topic
    }
    means = Counter(spelling for spelling, meant, _ in SENTENCES if meant)
    means_not = Counter(spelling for spelling, meant, _ in SENTENCES if not meant)
    assert sorted(text for text in flagged if means[text] < 2 or means_not[text] < 2) == []
    assert sorted({spelling for spelling, _, _ in SENTENCES} - flagged) == []


@pytest.mark.parametrize(("spelling", "meant", "sentence"), SENTENCES)
def test_sentence_is_understood(spelling: str, meant: bool, sentence: str) -> None:
    assert (OWNER[spelling] in named(sentence)) is meant


# --- strings: what is named

NAMED: list[tuple[str, set[str]]] = [
    # Longest match eats.
    ("React Native and Expo apps", {"React Native", "Expo"}),
    ("Spring Boot microservices", {"Spring Boot", "Microservices"}),
    ("React.js / React Native", {"React", "React Native"}),
    ("GitLab CI pipelines", {"GitLab CI"}),
    ("GitHub Actions", {"GitHub Actions"}),
    ("Google Cloud Functions", {"Google Cloud Functions"}),
    ("Docker Swarm", {"Docker Swarm"}),
    ("Spark SQL", {"Spark SQL"}),
    ("Azure DevOps", {"Azure DevOps"}),
    ("Salesforce Marketing Cloud", {"Salesforce Marketing Cloud"}),
    ("Microsoft SQL Server", {"Microsoft SQL Server"}),
    ("Django REST Framework", {"Django REST Framework"}),
    ("Objective-C", {"Objective-C"}),
    ("Visual Studio Code", {"Visual Studio Code"}),
    ("Windows Server 2019", {"Windows Server"}),
    ("Google Analytics 4", {"Google Analytics"}),
    ("Adobe Creative Suite", {"Adobe Creative Cloud"}),
    ("Red Hat OpenShift", {"OpenShift"}),
    ("Unreal Engine 5", {"Unreal Engine"}),
    ("Amazon Elastic Kubernetes Service", {"Amazon EKS"}),
    # Symbols.
    ("C++, C# and F#", {"C++", "C#", "F#"}),
    ("C/C++", {"C", "C++"}),
    ("C# and .NET Core", {"C#", ".NET"}),
    ("C#/.NET developer", {"C#", ".NET"}),
    ("C# .NET", {"C#", ".NET"}),
    ("ASP.NET", {"ASP.NET"}),
    ("VB.NET", {"VB.NET"}),
    ("mail us at jobs@acme.net", set()),
    (".NET Framework 4.8", {".NET"}),
    ("ADO.NET", {"ADO.NET"}),
    ("C++17", {"C++"}),
    ("kdb+/q", {"kdb+/q"}),
    ("CI/CD", {"CI/CD"}),
    ("PL/SQL and T-SQL", {"PL/SQL", "T-SQL"}),
    ("TCP/IP", {"TCP/IP"}),
    ("S/4HANA", {"SAP S/4HANA"}),
    ("A/B testing", {"A/B testing"}),
    ("GD&T", {"GD&T"}),
    ("FP&A", {"FP&A"}),
    ("Q#", {"Q#"}),
    ("CompTIA A+", {"CompTIA A+"}),
    ("Security+", {"CompTIA Security+"}),
    ("draw.io", {"Diagrams.net"}),
    ("Socket.IO", {"Socket.IO"}),
    ("Three.js and D3.js", {"Three.js", "D3.js"}),
    ("MITRE ATT&CK", {"MITRE ATT&CK"}),
    ("OAuth 2.0", {"OAuth"}),
    ("x86 assembly", {"Assembly language"}),
    # Other spellings.
    ("TypeScript/TS", {"TypeScript"}),
    ("K8s", {"Kubernetes"}),
    ("Postgres", {"PostgreSQL"}),
    ("postgress", {"PostgreSQL"}),
    ("JavaScript (ES6+)", {"JavaScript"}),
    ("golang", {"Go"}),
    ("nodejs", {"Node.js"}),
    ("node js", {"Node.js"}),
    ("Node.JS", {"Node.js"}),
    ("reactjs", {"React"}),
    ("vuejs", {"Vue.js"}),
    ("AngularJS", {"Angular"}),
    ("NextJS", {"Next.js"}),
    ("express.js", {"Express"}),
    ("scikit learn", {"scikit-learn"}),
    ("sklearn", {"scikit-learn"}),
    ("Scikit-Learn", {"scikit-learn"}),
    ("MS Excel", {"Microsoft Excel"}),
    ("PowerBI", {"Power BI"}),
    ("RoR", {"Ruby on Rails"}),
    ("Ruby-on-Rails", {"Ruby on Rails"}),
    ("MSSQL", {"Microsoft SQL Server"}),
    ("Mongo DB", {"MongoDB"}),
    ("Elastic Search", {"Elasticsearch"}),
    ("Google Big Query", {"BigQuery"}),
    ("Amazon Web Services", {"AWS"}),
    ("Google Cloud Platform (GCP)", {"GCP"}),
    ("MS Azure", {"Azure"}),
    ("O365", {"Microsoft 365"}),
    ("G Suite", {"Google Workspace"}),
    ("UE5", {"Unreal Engine"}),
    ("Unity3D", {"Unity"}),
    ("Py Torch", {"PyTorch"}),
    ("Hugging Face", {"Hugging Face"}),
    ("LLMs", {"Large language models"}),
    ("NLP", {"Natural language processing"}),
    ("GenAI", {"Generative AI"}),
    ("restful APIs", {"REST"}),
    ("ISO27001", {"ISO 27001"}),
    ("SOC2", {"SOC 2"}),
    ("PCI-DSS", {"PCI DSS"}),
    ("Subversion", {"Subversion"}),
    ("SVN", {"Subversion"}),
    ("AS/400", {"IBM i"}),
    ("dotnet", {".NET"}),
    ("Objective C", {"Objective-C"}),
    ("ms office", {"Microsoft Office"}),
    ("Quickbooks Online", {"QuickBooks"}),
    # Versions and plurals.
    ("Python 3.x", {"Python"}),
    ("Python3.11", {"Python"}),
    ("Angular 2+", {"Angular"}),
    ("Java 17", {"Java"}),
    ("Java8", {"Java"}),
    ("Vue3", {"Vue.js"}),
    ("PHP 8", {"PHP"}),
    ("HTML5 and CSS3", {"HTML", "CSS"}),
    ("JWTs", {"JWT"}),
    ("Terraform 1.5", {"Terraform"}),
    # Lists.
    ("AWS (EC2, S3, Lambda)", {"AWS", "Amazon EC2", "Amazon S3", "AWS Lambda"}),
    ("HTML/CSS/JS", {"HTML", "CSS", "JavaScript"}),
    ("Python/Django", {"Python", "Django"}),
    ("Java/Spring", {"Java", "Spring"}),
    ("React/Vue.js", {"React", "Vue.js"}),
    ("Go, Rust or C++", {"Go", "Rust", "C++"}),
    ("Chef, Puppet, Ansible", {"Chef", "Puppet", "Ansible"}),
    ("python, react, go", {"Python", "React", "Go"}),
    ("SAS/Python/R", {"SAS", "Python", "R"}),
    ("(Python, R, etc.)", {"Python", "R"}),
    ("Docker & Kubernetes", {"Docker", "Kubernetes"}),
    ("Scala | Spark | Kafka", {"Scala", "Apache Spark", "Kafka"}),
    ("Kotlin + Spring + Postgres", {"Kotlin", "Spring", "PostgreSQL"}),
    ("Swift und Objective-C", {"Swift", "Objective-C"}),
    ("Java et Spring", {"Java", "Spring"}),
    ("Word, Excel, PowerPoint and Outlook",
     {"Microsoft Word", "Microsoft Excel", "Microsoft PowerPoint", "Microsoft Outlook"}),
    ("AP/AR", {"Accounts payable", "Accounts receivable"}),
    ("Epic Clarity/Caboodle", {"Epic Clarity", "Epic Caboodle"}),
    ("Sales & Service Cloud", {"Salesforce Sales Cloud", "Salesforce Service Cloud"}),
    ("CPT/HCPCS", {"CPT", "HCPCS"}),
    ("BLS/ACLS", {"BLS", "ACLS"}),
    ("Python - Django - Celery", {"Python", "Django", "Celery"}),
    ("Excel VBA", {"Microsoft Excel", "VBA"}),
    # Capitals and glue.
    ("KUBERNETES AND DOCKER", {"Kubernetes", "Docker"}),
    ("MAVEN, GRADLE, YARN, NPM", {"Maven", "Gradle", "Yarn", "npm"}),
    ("SQL ServerExcellent communication", {"Microsoft SQL Server"}),
    ("knowledge of KafkaStrong interest in data", {"Kafka"}),
    ("skills.Python is our main language", {"Python"}),
    ("_Kubernetes_ and *Docker*", {"Kubernetes", "Docker"}),
    ("driver’s license", {"Driver's license"}),
    ("driver's licence", {"Driver's license"}),
    ("Scikit‑learn", {"scikit-learn"}),
    # Words that are none.
    ("We react to incidents and express ourselves.", set()),
    ("the rest of the team", set()),
    ("go the extra mile, go-to-market", set()),
    ("Spring 2027 internship", set()),
    ("a dash of humour and word of mouth", set()),
    ("R&D and C-level talks", set()),
    ("a snowflake schema", set()),
    ("your outlook for 2027", set()),
    ("access to the gym", set()),
    ("pay-as-you-go", set()),
    ("main.go and index.js", set()),
    ("https://github.com/acme/python-react", set()),
    ("see www.docker-hub.example/python", set()),
    ("write to python@acme.example", set()),
    ("acme.io/react/terraform", set()),
    ("@react and @angular on social media", set()),
    ("Javanese lessons, Pythonesque humour", set()),
    ("Gopher, Rustic, Swiftly, Perlman", set()),
    ("Hong Kong", set()),
    ("San Francisco or San Diego", set()),
    ("Phoenix, AZ", set()),
    ("a link to your GitHub profile", set()),
    ("interviews via Zoom, then a Slack channel", set()),
    ("executive chef", set()),
    ("Colorado Springs", set()),
    ("Salt Lake City", set()),
    ("American Express", set()),
    ("linear algebra", set()),
    ("customer outreach", set()),
    ("avid reader, swift reply, solid work", set()),
    # No blanks between words.
    ("熟悉TCP/IP，HTTP等协议", {"TCP/IP", "HTTP"}),
    ("熟练掌握Go语言开发", {"Go"}),
    ("精通C语言", {"C"}),
    ("Reactの経験", {"React"}),
    # A name that nobody knows goes on, or other letters do.
    ("jobs run on Apache Mesos and Apache Auriga", {"Apache Mesos"}),
    ("Linux, Apache, MySQL", {"Linux", "Apache", "MySQL"}),
    ("capture the flag (SKITS, GITS)", set()),
    ("Desktops with Linux/*nix", {"Linux"}),
    ("ALSO APLS PROVIDER", {"APLS"}),
    ("You document care in EPIC", {"Epic"}),
    ("SpringMVC and Dagger2", {"Spring MVC", "Dagger"}),
    ("Windows Phone and Android", {"Windows Phone", "Android"}),
    # Licences, certificates, trades.
    ("CDL Class A", {"CDL Class A"}),
    ("Class A CDL with Hazmat endorsement", {"CDL Class A", "Hazmat endorsement"}),
    ("commercial driver's license", {"CDL"}),
    ("valid driver's license", {"Driver's license"}),
    ("Führerschein Klasse B", {"Driver's license"}),
    ("permis B", {"Driver's license"}),
    ("forklift certified", {"Forklift licence"}),
    ("RN license", {"RN license"}),
    ("Registered Nurse", {"RN license"}),
    ("LPN/LVN", {"LPN"}),
    ("CNA certification", {"CNA"}),
    ("Basic Life Support", {"BLS"}),
    ("CPR and First Aid certification", {"CPR", "First aid"}),
    ("Bachelor's degree in nursing", {"BSN"}),
    ("MIG and TIG welding", {"MIG welding", "TIG welding"}),
    ("HVAC, EPA 608", {"HVAC", "EPA 608"}),
    ("CNC lathe", {"CNC lathe"}),
    ("OSHA 30", {"OSHA 30"}),
    ("ServSafe", {"ServSafe"}),
    ("food handler's card", {"Food handler card"}),
    ("PMP or PRINCE2", {"PMP", "PRINCE2"}),
    ("CISSP, CISM", {"CISSP", "CISM"}),
    ("Series 7 and Series 63", {"Series 7", "Series 63"}),
    ("US GAAP and IFRS", {"US GAAP", "IFRS"}),
    ("GAAP and IFRS", {"GAAP", "IFRS"}),
    ("Sage 50 or Sage 200", {"Sage 50", "Sage 200"}),
    ("switches, ACLs, WAFs and IAM", {"WAF", "IAM"}),
    ("SalesforceHubSpot", {"Salesforce", "HubSpot"}),
    ("use of Hoyer lifts", {"Hoyer lift"}),
    ("Microsoft Office products, including excel", {"Microsoft Office", "Microsoft Excel"}),
    ("Word, Excel and PPT", {"Microsoft Word", "Microsoft Excel", "Microsoft PowerPoint"}),
    ("You chart in Epic.", {"Epic"}),
    ("an epic journey", set()),
    ("popular frameworks, maybe angular or react", {"Angular", "React"}),
    ("you angular or react", set()),
    ("a react-powered interface", {"React"}),
    ("gdb, valgrind and LLVM", {"GDB", "Valgrind", "LLVM"}),
    ("month-end close", {"Month-end close"}),
    ("bookkeeping and payroll", {"Bookkeeping", "Payroll"}),
    ("AutoCAD, Revit, SketchUp", {"AutoCAD", "Revit", "SketchUp"}),
    ("ArcGIS Pro and QGIS", {"ArcGIS", "QGIS"}),
    ("SolidWorks", {"SolidWorks"}),
    ("PLC programming in TIA Portal", {"PLC programming", "Siemens TIA Portal"}),
    ("ICD-10 and HCPCS coding", {"ICD-10", "HCPCS"}),
    ("Epic EHR", {"Epic"}),
    ("QTS and TEFL", {"QTS", "TEFL"}),
    ("18th Edition", {"18th Edition"}),
    ("CSCS card", {"CSCS card"}),
    ("HGV Class 1", {"HGV Class 1"}),
    ("Adobe Photoshop and Illustrator", {"Adobe Photoshop", "Adobe Illustrator"}),
    ("SEO, SEM and Google Ads", {"SEO", "SEM", "Google Ads"}),
    ("HubSpot or Salesforce", {"HubSpot", "Salesforce"}),
    ("Jira and Confluence", {"Jira", "Confluence"}),
    ("ServiceNow", {"ServiceNow"}),
    ("Workday HCM", {"Workday"}),
    ("SAP FI/CO", {"SAP FICO"}),
    ("NetSuite ERP systems", {"NetSuite", "ERP"}),
    ("Toast POS", {"Toast POS"}),
    ("OBD and ASE certification", {"ASE certification"}),
    ("Active Directory, Intune, VMware", {"Active Directory", "Microsoft Intune", "VMware"}),
    ("Cisco routers, CCNA", {"Cisco", "CCNA"}),
    ("FreeRTOS on STM32", {"FreeRTOS", "STM32"}),
    ("SPI and UART", {"SPI", "UART"}),
    ("VHDL or Verilog", {"VHDL", "Verilog"}),
    ("Simulink", {"Simulink"}),
    ("Knowledge - Play an instrumental role in SQL training", {"SQL"}),
    ("SQL databases", {"SQL"}),
    ("Revenue recognition under ASC 606", {"ASC 606", "Revenue recognition"}),
    ("Agents and harness engineering in Python", {"Python"}),
    ("Keep the budget in Excel honest", {"Microsoft Excel"}),
    ("Describe bugs in Linear so that they get fixed", {"Linear"}),
    ("Knows ISO9001 and IATF16949 audits", {"ISO 9001", "IATF 16949"}),
    ("Cisco switches (IOS, NX-OS)", {"Cisco", "Cisco IOS", "Cisco NX-OS"}),
    ("Send your CV in Word quoting the number above", set()),
    ("Erfahrung mitExcel und inFigma", {"Microsoft Excel", "Figma"}),
    ("Tableau exposure", {"Tableau"}),
    ("Build rules such as rules_scala", set()),
    ("Knows PostgreSQLExperience with looms", {"PostgreSQL"}),
    ("Offices in Crystal City", set()),
    ("Pre-processors such as LESS and SASS", {"Less", "Sass"}),
    ("Papers for the institutional review board", set()),
    ("Letters typed in Word and Excel", {"Microsoft Word", "Microsoft Excel"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), NAMED, ids=[text for text, _ in NAMED])
def test_string_names_skills(text: str, want: set[str]) -> None:
    assert named(text) == want


# --- strings: required or preferred

SPLIT: list[tuple[str, set[str], set[str]]] = [
    ("Python required; Go a plus", {"Python"}, {"Go"}),
    ("Python is a must, Kotlin is a plus", {"Python"}, {"Kotlin"}),
    ("Python (required) and Go (nice to have)", {"Python"}, {"Go"}),
    ("Strong Python skills, experience with AWS a plus", {"Python"}, {"AWS"}),
    ("Experience with Kafka, Spark or Terraform is a plus", set(), {"Kafka", "Apache Spark", "Terraform"}),
    ("Ideally you know Kafka and Redis.", set(), {"Kafka", "Redis"}),
    ("Five years of Java, ideally with Kotlin", {"Java"}, {"Kotlin"}),
    ("Backend experience, preferably in Rust", set(), {"Rust"}),
    ("Any SQL database (preferably PostgreSQL)", {"SQL"}, {"PostgreSQL"}),
    ("Docker (preferred)", set(), {"Docker"}),
    ("AWS, Azure (preferred) or GCP", {"AWS", "GCP"}, {"Azure"}),
    ("Knowledge of GraphQL would be great.", set(), {"GraphQL"}),
    ("GraphQL would come in handy", set(), {"GraphQL"}),
    ("Knowledge of Figma is desirable", set(), {"Figma"}),
    ("Tableau is helpful but not required", set(), {"Tableau"}),
    ("Git is preferred but not essential.", set(), {"Git"}),
    ("Rust is not required, but a big plus", set(), {"Rust"}),
    ("Bonus points for Terraform and Pulumi", set(), {"Terraform", "Pulumi"}),
    ("Bonus: Kafka, Redis", set(), {"Kafka", "Redis"}),
    ("Nice to have: Kafka. Redis.", set(), {"Kafka", "Redis"}),
    ("Nice-to-have - Docker", set(), {"Docker"}),
    ("Must have: Java, SQL. Nice to have: Kotlin, Scala", {"Java", "SQL"}, {"Kotlin", "Scala"}),
    ("Required: Java. Preferred: Kotlin.", {"Java"}, {"Kotlin"}),
    ("Oracle preferred, MySQL and PostgreSQL nice to haves", set(), {"Oracle", "MySQL", "PostgreSQL"}),
    ("3+ years of SQL and work in several dialects, Snowflake preferred", {"SQL"}, {"Snowflake"}),
    ("A plus: Figma", set(), {"Figma"}),
    ("Figma: a plus", set(), {"Figma"}),
    ("Figma - a plus", set(), {"Figma"}),
    ("Familiarity with Jira is beneficial", set(), {"Jira"}),
    ("Familiarity with Jira is considered an advantage", set(), {"Jira"}),
    ("Jira experience is an asset", set(), {"Jira"}),
    ("Even better if you have used Airflow", set(), {"Airflow"}),
    ("It would be a plus to have used dbt with Snowflake", set(), {"dbt", "Snowflake"}),
    ("We'd love it if you know Svelte", set(), {"Svelte"}),
    ("Extra points for Haskell", set(), {"Haskell"}),
    ("Exposure to Spark will be appreciated", set(), {"Apache Spark"}),
    ("Preferred experience with Looker", set(), {"Looker"}),
    ("Optional: Terraform", set(), {"Terraform"}),
    ("CISSP certification highly desirable", set(), {"CISSP"}),
    ("Hazmat endorsement preferred", set(), {"Hazmat endorsement"}),
    ("RN required, BSN preferred", {"RN license"}, {"BSN"}),
    ("BLS required; ACLS within six months a bonus", {"BLS"}, {"ACLS"}),
    ("AutoCAD required, Revit a plus", {"AutoCAD"}, {"Revit"}),
    ("Kenntnisse in Python, idealerweise auch Terraform", {"Python"}, {"Terraform"}),
    ("Kubernetes-Kenntnisse sind von Vorteil", set(), {"Kubernetes"}),
    ("Bonne maîtrise de SQL, connaissance de Python appréciée", {"SQL"}, {"Python"}),
    ("La connaissance de Docker est un plus", set(), {"Docker"}),
    ("Deseable Kubernetes", set(), {"Kubernetes"}),
    ("Desejável: Docker", set(), {"Docker"}),
    ("No PHP, we use Ruby", {"Ruby"}, set()),
    ("No Salesforce experience needed", set(), set()),
    ("Shopify experience is not required", set(), set()),
    ("We moved away from Jenkins to CircleCI", {"CircleCI"}, set()),
    ("We do not use Java; our services are in Kotlin", {"Kotlin"}, set()),
    ("Not only Python but also Go", {"Python", "Go"}, set()),
    ("The desired candidate knows QuickBooks", {"QuickBooks"}, set()),
    ("Bookkeeping, ideally in the non-profit sector", {"Bookkeeping"}, set()),
    ("Docker Compose (Kubernetes is a plus)", {"Docker Compose"}, {"Kubernetes"}),
    ("SQL, experience with Looker and a grasp of dbt would come in handy", set(), {"SQL", "Looker", "dbt"}),
    ("Java, Kotlin, Scala", {"Java", "Kotlin", "Scala"}, set()),
    ("Nice to have, but not mandatory: Simulink, MATLAB", set(), {"Simulink", "MATLAB"}),
    ("Ansible and Docker are a plus (but not required)", set(), {"Ansible", "Docker"}),
    ("Familiarity with Docker (optional)", set(), {"Docker"}),
    ("You write Kotlin. A degree is not required.", {"Kotlin"}, set()),
    ("Java, Kotlin or Scala (Kotlin preferred)", {"Java", "Kotlin", "Scala"}, set()),
    ("PHP 8 plus MySQL", {"PHP", "MySQL"}, set()),
    ("Knows tools of the build (Xcode, Fastlane) preferred.", set(), {"Xcode", "Fastlane"}),
    ("Working knowledge of Excel; Quxpay or Blim a plus", {"Microsoft Excel"}, set()),
    ("Excel and SQL; these are a plus", set(), {"Microsoft Excel", "SQL"}),
    ("Strong SQL skillsKnowledge of dbtPreferred: Python, Kafka", {"SQL", "dbt"}, {"Python", "Kafka"}),
    ("Scripting in Bash, some Python is nice to have", {"Bash"}, {"Python"}),
    ("Bash, Python is nice to have", set(), {"Bash", "Python"}),
    ("Backend engineer (C++, Python). On site. Ideally, you know message queues", {"C++", "Python"}, set()),
    ("We write Go and Ruby; new to them? We are nice people and will teach you", {"Go", "Ruby"}, set()),
    ("We write Go and Ruby – we are nice people to work with", {"Go", "Ruby"}, set()),
    ("Experience with what we use is a bonus — Go, GraphQL, Ruby", set(), {"Go", "GraphQL", "Ruby"}),
    ("Experience in our tools is a plus: Kafka, Flink. You know SQL.", {"SQL"}, {"Kafka", "Flink"}),
    ("Terraform and ideally some of its friends (Ansible, Packer)", {"Terraform"}, {"Ansible", "Packer"}),
    ("Knowledge of AWS would be excellent.", set(), {"AWS"}),
    ("Some Figma would be lovely", set(), {"Figma"}),
    ("Kotlin would be brilliant", set(), {"Kotlin"}),
    ("Azure (atout)", set(), {"Azure"}),
    ("Connaissance de Docker (un atout)", set(), {"Docker"}),
    ("Maîtrise de SQL; Python serait un atout", {"SQL"}, {"Python"}),
    ("Terraform (wünschenswert)", set(), {"Terraform"}),
    ("Terraform (nice)", set(), {"Terraform"}),
    ("Kafka (bonus)", set(), {"Kafka"}),
    ("Python or Ruby (bonus for both)", {"Python", "Ruby"}, set()),
    ("Java or Kotlin, bonus points if you know both", {"Java", "Kotlin"}, set()),
    ("Java and Kotlin (bonus for both)", set(), {"Java", "Kotlin"}),
    ("Kafka (a big bonus!)", set(), {"Kafka"}),
    ("Kafka [optional]", set(), {"Kafka"}),
    ("Kafka - optional", set(), {"Kafka"}),
    ("Kafka, optional", set(), {"Kafka"}),
    ("Kafka (plus)", set(), {"Kafka"}),
    ("+ Kafka is a plus", set(), {"Kafka"}),
    ("Plus if you know Kafka", set(), {"Kafka"}),
    ("Big plus if you know Kafka", set(), {"Kafka"}),
    ("Huge plus for Rust experience", set(), {"Rust"}),
    ("Added bonus: experience with Segment", set(), {"Segment"}),
    ("Extra credit for open source work in Rust", set(), {"Rust"}),
    ("Brownie points for Elixir", set(), {"Elixir"}),
    ("Kudos if you know Elixir", set(), {"Elixir"}),
    ("Elixir gets you extra points", set(), {"Elixir"}),
    ("If you also know Elixir, all the better", set(), {"Elixir"}),
    ("It's great if you have worked with Elixir", set(), {"Elixir"}),
    ("We'd be happy if you had some Elixir", set(), {"Elixir"}),
    ("Familiarity with Elixir is beneficial but not essential", set(), {"Elixir"}),
    ("Prior exposure to Jenkins is desirable", set(), {"Jenkins"}),
    ("Exposure to Jenkins is nice", set(), {"Jenkins"}),
    ("Experience with Jenkins will be considered favorably", set(), {"Jenkins"}),
    ("Preference will be given to candidates with Epic experience", set(), {"Epic"}),
    ("Candidates with Epic experience will be preferred", set(), {"Epic"}),
    ("Epic experience strongly preferred", set(), {"Epic"}),
    ("Prefer candidates with Yardi experience", set(), {"Yardi"}),
    ("Yardi experience is a definite advantage", set(), {"Yardi"}),
    ("Ideal candidates will also know Yardi", {"Yardi"}, set()),
    ("Must know Excel; Yardi or AppFolio would be advantageous", {"Microsoft Excel"}, {"Yardi", "AppFolio"}),
    ("ServSafe certified, or willing to obtain within 90 days", {"ServSafe"}, set()),
    ("CDL Class A required. Hazmat endorsement a plus.", {"CDL Class A"}, {"Hazmat endorsement"}),
    ("Forklift licence essential, HIAB desirable", {"Forklift licence"}, {"HIAB"}),
    ("Enhanced DBS check essential; full driving licence preferable", {"DBS check"}, {"Driver's license"}),
    ("CPA preferred but not required", set(), {"CPA"}),
    ("PMP certification is a bonus, not a requirement", set(), {"PMP"}),
    ("Experience with Xero, QuickBooks or similar", {"Xero", "QuickBooks"}, set()),
    ("One or more of the following: Java, Go, Rust", {"Java", "Go", "Rust"}, set()),
    ("At least one of AWS, Azure or GCP", {"AWS", "Azure", "GCP"}, set()),
    ("AWS (or GCP/Azure)", {"AWS", "GCP", "Azure"}, set()),
    ("React required; Vue or Svelte also fine", {"React", "Vue.js", "Svelte"}, set()),
    ("Python or R; SAS is welcome", {"Python", "R"}, {"SAS"}),
    ("Strong SQL. Python nice to have.", {"SQL"}, {"Python"}),
    ("SQL (required), Python (nice to have), dbt (nice to have)", {"SQL"}, {"Python", "dbt"}),
    ("SQL – must have; Tableau – good to have", {"SQL"}, {"Tableau"}),
    ("SQL: must. Tableau: plus.", {"SQL"}, {"Tableau"}),
    ("Docker, and preferably Kubernetes", {"Docker"}, {"Kubernetes"}),
    ("Docker and ideally Kubernetes in production", {"Docker"}, {"Kubernetes"}),
    ("Docker; if you have used Kubernetes, even better", {"Docker"}, {"Kubernetes"}),
    ("Docker - bonus if you also know Helm", {"Docker"}, {"Helm"}),
    ("Docker with a preference for Podman", {"Docker"}, {"Podman"}),
    ("You don't need to know Rust, but it helps", set(), {"Rust"}),
    ("Rust knowledge helps", set(), {"Rust"}),
    ("Interest in Rust is a plus; C++ is a must", {"C++"}, {"Rust"}),
    ("Se valorará conocimiento de Docker", set(), {"Docker"}),
    ("Se requiere SQL; Python deseable", {"SQL"}, {"Python"}),
    ("SQL obrigatório, Power BI será um diferencial", {"SQL"}, {"Power BI"}),
    ("SQL ist ein Muss, Python ein Plus", {"SQL"}, {"Python"}),
    ("Sehr gute SQL-Kenntnisse, gerne auch Python", {"SQL"}, {"Python"}),
    ("Ervaring met Docker is een pluspunt", set(), {"Docker"}),
    ("熟悉 Docker；熟悉 Kubernetes 者优先", {"Docker"}, {"Kubernetes"}),
    ("Must have: InDesign (nice: After Effects). Figma ideally",
     {"Adobe InDesign"}, {"Adobe After Effects", "Figma"}),
    ("Knowing GraphQL? Even better.", set(), {"GraphQL"}),
    ("If you have touched ClickHouse, great", set(), {"ClickHouse"}),
    ("You've heard of Nix - kudos", set(), {"Nix"}),
    ("Comfortable with Linux (bonus: FreeBSD)", {"Linux"}, {"FreeBSD"}),
    ("Angular is mooi meegenomen", set(), {"Angular"}),
    ("Angular serait un atout", set(), {"Angular"}),
    ("有Terraform经验为加分项", set(), {"Terraform"}),
    ("Terraformの経験者歓迎", set(), {"Terraform"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "required", "preferred"), SPLIT, ids=[text for text, _, _ in SPLIT])
def test_string_splits_required_from_preferred(text: str, required: set[str], preferred: set[str]) -> None:
    assert found(text) == (required, preferred)


def test_the_tables_hold_more_than_three_hundred_strings() -> None:
    assert len(NAMED) + len(SPLIT) >= 350
    assert len(NAMED) + len(SPLIT) + len(SENTENCES) >= 1000


# --- zones, company, degrees


@pytest.mark.parametrize("zone", [Zone.COMPANY, Zone.PAY, Zone.LEGAL, Zone.CHROME, Zone.APPLY])
def test_skills_of_other_zones_are_not_reported(zone: Zone) -> None:
    assert found("Docker, Kubernetes and Terraform power it all", zone) == (set(), set())


def test_a_company_paragraph_that_names_its_stack_speaks_of_the_job() -> None:
    assert found("Our stack: Python, Django and PostgreSQL", Zone.COMPANY)[0] == {
        "Python",
        "Django",
        "PostgreSQL",
    }


@pytest.mark.parametrize("zone", [Zone.DUTIES, Zone.REQUIRED, Zone.SUMMARY, Zone.HEADER])
def test_duties_and_running_text_count_as_required(zone: Zone) -> None:
    assert found("Senior Python engineer", zone) == ({"Python"}, set())


def test_the_preferred_zone_is_preferred_unless_the_line_says_must() -> None:
    assert found("Kafka and Redis", Zone.PREFERRED) == (set(), {"Kafka", "Redis"})
    assert found("Terraform is required", Zone.PREFERRED) == ({"Terraform"}, set())


def test_preferred_outright_beats_a_mere_mention_and_required_beats_preferred() -> None:
    both = document(
        ("You run jobs on Spark with Scala", Zone.DUTIES), ("Spark", Zone.PREFERRED), ("Scala", Zone.REQUIRED)
    )
    required, preferred = skills.find(both, None)
    assert [finding.value for finding in required] == ["Scala"]
    assert [finding.value for finding in preferred] == ["Apache Spark"]


def test_items_under_a_list_item_that_says_nice_to_have_are_preferred() -> None:
    text = "Knows Java\nNice to have:\nKafka\nRedis"
    lines, start = [], 0
    for words, level in zip(text.split("\n"), (1, 1, 2, 2), strict=True):
        lines.append(Line(start, start + len(words), words, LineKind.BULLET, level, Zone.REQUIRED))
        start += len(words) + 1
    required, preferred = skills.find(Document(text, Format.PLAIN, text, tuple(lines), (), ()), None)
    assert {finding.value for finding in required} == {"Java"}
    assert {finding.value for finding in preferred} == {"Kafka", "Redis"}


def test_the_company_s_own_product_is_no_skill_unless_asked_for() -> None:
    assert found("You join the Snowflake sales force", Zone.SUMMARY, "Snowflake Inc.") == (set(), set())
    assert found("Experience with Snowflake", Zone.REQUIRED, "Snowflake Inc.")[0] == {"Snowflake"}
    assert found("Snowflake and dbt", Zone.REQUIRED, "Acme")[0] == {"Snowflake", "dbt"}


@pytest.mark.parametrize(
    "text",
    [
        "Bachelor's degree in accounting, statistics or machine learning",
        "Master's in Robotics or Machine Learning",
        "MSc in statistics, machine learning or a related field",
        "Currently enrolled in a data science, machine learning or statistics programme at a university"
        " studying machine learning",
    ],
)
def test_subjects_of_study_are_no_skills(text: str) -> None:
    assert found(text)[0] & {"Machine learning", "Statistics", "Accounting"} == set()


def test_practice_after_a_degree_is_a_skill() -> None:
    assert "Machine learning" in found("A degree and two years of experience in machine learning")[0]


def test_colleagues_and_other_firms_are_no_skills() -> None:
    assert found("You collaborate with machine learning engineers", Zone.DUTIES) == (set(), set())
    assert found("Our founding team comes from Databricks and Stripe", Zone.SUMMARY) == (set(), set())
    assert found("We have customers such as Salesforce and Zendesk", Zone.SUMMARY) == (set(), set())


def test_what_the_firm_does_for_others_and_teams_one_works_with_are_no_skills() -> None:
    told = "Fenwick gives you the chance to meet the largest clouds, such as AWS and Azure."
    assert found(told, Zone.SUMMARY, company="Fenwick") == (set(), set())
    assert found("Fenwick is looking for people who know AWS.", Zone.SUMMARY, company="Fenwick")[0] == {"AWS"}
    teams = "You work in collaboration with the iOS, Android and embedded teams."
    assert found(teams, Zone.SUMMARY) == (set(), set())


def test_a_paragraph_labelled_in_capitals_heads_the_list_below_it() -> None:
    text = (
        "Loom Fitter\nWeft & Warp, Leeds\n\nDUTIES: You fit looms.\n\n- Oil them\n\n"
        "QUALIFICATIONS: To do this well you need patience.\n\n- AutoCAD\n- PLC programming (preferred)\n"
    )
    required, preferred = skills.find(read_document(text), None)
    assert [finding.value for finding in required] == ["AutoCAD"]
    assert [finding.value for finding in preferred] == ["PLC programming"]
    assert all(finding.rule != "skills.named" for finding in required)


def test_a_name_of_a_firm_is_no_skill() -> None:
    firm = document(
        ("At Square we sell tills", Zone.SUMMARY),
        ("What you bring to the team and to Square", Zone.REQUIRED),
        ("Kotlin and Square's own libraries", Zone.REQUIRED),
    )
    assert {finding.value for finding in skills.find(firm, "Block")[0]} == {"Kotlin"}
    assert found("Bring our values to Zendesk; you join Zendesk in May", Zone.SUMMARY) == (set(), set())
    assert found("Strong at SQL, proficient at Excel")[0] == {"SQL", "Microsoft Excel"}
    assert "Zendesk" in found("Experience with Zendesk")[0]
    assert found("Ember by Acme builds stoves; you know Java", Zone.SUMMARY, "Ember by Acme")[0] == {"Java"}


@pytest.mark.parametrize(
    "text",
    [
        "We are a leading force in the blockchain industry and you can be part of it",
        "Be part of the largest blockchain company of the north, you will love it",
        "You meet people from the machine learning space",
        "We hire talent across engineering, sales, marketing, product management and more",
        "Openings for you in QA, R&D, DevOps, product management, sales",
        "You work with teams such as product, machine learning, and platform engineering",
    ],
)
def test_the_business_of_the_firm_and_its_departments_are_no_skills(text: str) -> None:
    assert found(text, Zone.SUMMARY) == (set(), set())
    assert found(text, Zone.DUTIES) == (set(), set())


@pytest.mark.parametrize(
    "text",
    [
        "Send your CV and a link to your GitHub profile",
        "Reach out with a resume / LinkedIn / GitHub and say where you saw this",
        "Mail us your portfolio, Behance or GitHub",
        "The interviews take place on Zoom",
        "A first call by Google Meet, then a visit",
        "We count people like Ada Quist (Heroku) among our advisors",
    ],
)
def test_profiles_meetings_and_advisors_are_no_skills(text: str) -> None:
    assert found(text, Zone.SUMMARY) == (set(), set())


def test_what_the_product_does_and_founders_made_before_are_no_skills() -> None:
    assert found("It lets operations perform machine learning on streams", Zone.SUMMARY) == (set(), set())
    assert found(
        "Founded by people who made enterprise products before, among them several that were bought,"
        " with a record of twenty years, including GoldenGate",
        Zone.SUMMARY,
    ) == (set(), set())


def test_a_channel_for_talk_and_what_the_firm_makes_are_no_skills() -> None:
    for text in (
        "Most of our communication happens in Slack.",
        "You review plans with colleagues, in pairs or through Slack.",
        "Candidates with a GitHub (or other open-source) profile stand out.",
        "We're building an automated CNC milling service so that engineers get parts in days.",
        "Backed by founders and executives who built products at Nutanix and Slack.",
        "Our mission is to make Web3 easy for everybody.",
        "We do for bakeries what Salesforce did for CRM.",
        "We were featured on the Google Cloud Platform blog.",
        "Report faults of the app to Product Management.",
        "We feed hundreds of firms in the city, including names you know like Heroku and GitHub.",
        "We work with companies across the Nordic countries such as Twilio and Shopify.",
    ):
        assert found(text, Zone.SUMMARY) == (set(), set()), text
    assert found("Hands-on administration of Slack and Zoom") == ({"Slack", "Zoom"}, set())


def test_what_the_stack_lists_is_named_only_so_a_wish_for_it_stands() -> None:
    posting = """# Kiosk Engineer

## Requirements
- Three years of TypeScript

## Bonus
- Experience with Hasura

## Our tech stack
- TypeScript and Hasura
- Terraform
"""
    required, preferred = skills.find(read_document(posting), None)
    assert [finding.value for finding in required] == ["TypeScript", "Terraform"]
    assert [finding.value for finding in preferred] == ["Hasura"]


def test_a_trade_that_opens_a_note_is_asked_for_and_one_the_firm_sells_is_not() -> None:
    required, _ = found("HVAC and brazing on roofs, early starts", Zone.SUMMARY)
    assert "HVAC" in required
    assert found("HVAC systems of ours cool half the city.", Zone.SUMMARY) == (set(), set())


def test_a_list_item_labelled_a_wish_speaks_of_itself_and_what_is_below_it_alone() -> None:
    posting = """# Kiosk Engineer

## Requirements
- TypeScript
- Preferably: Kafka
    - Terraform
- PostgreSQL
"""
    required, preferred = skills.find(read_document(posting), None)
    assert [finding.value for finding in required] == ["TypeScript", "PostgreSQL"]
    assert [finding.value for finding in preferred] == ["Kafka", "Terraform"]


def test_what_the_title_names_is_required() -> None:
    made = document(
        ("Mobile Developer (C++)", Zone.HEADER),
        ("Nice to have: C++17 and Flutter", Zone.REQUIRED),
        kind=LineKind.HEADING,
    )
    required, preferred = skills.find(made, None)
    assert {finding.value for finding in required} == {"C++"}
    assert {finding.value for finding in preferred} == {"Flutter"}


def test_a_bare_letter_counts_beside_an_operating_system() -> None:
    assert {"C", "Linux"} <= named("Embedded platforms engineer: C, Linux, Android NDK")


def test_concepts_are_reported_where_they_are_listed_only() -> None:
    assert found("CI/CD, microservices", Zone.REQUIRED)[0] == {"CI/CD", "Microservices"}
    assert found("We believe in microservices for all", Zone.SUMMARY) == (set(), set())
    assert found("You know Docker, microservices", Zone.DUTIES)[0] == {"Docker", "Microservices"}


def test_topics_and_soft_skills_are_never_reported() -> None:
    assert found("Communication, teamwork, customer service, project management, debugging") == (set(), set())


def test_parents_are_never_reported() -> None:
    assert found("Django")[0] == {"Django"}


def test_a_spelling_settled_once_counts_where_it_stands_alone() -> None:
    text = "Golang in production. Later you teach others to love Go at meetups."
    assert [mention.start for mention in find_mentions(text, [line_of(text)])] == [0, text.index("Go at")]


def test_text_wrapped_at_a_fixed_width_keeps_its_names() -> None:
    first, second = (
        "We look for people who have spent three years or more with machine",
        "learning and SQL Server",
    )
    lines = [line_of(first), line_of(second, start=len(first) + 1)]
    names = {m.entries[0].name for m in find_mentions(f"{first}\n{second}", lines)}
    assert names == {"Machine learning", "Microsoft SQL Server"}


def test_list_items_do_not_join_into_one_name() -> None:
    lines = [line_of("SQL", kind=LineKind.BULLET), line_of("Server rooms", kind=LineKind.BULLET, start=4)]
    assert {m.entries[0].name for m in find_mentions("SQL\nServer rooms", lines)} == {"SQL"}


def test_each_skill_is_reported_once_with_its_words() -> None:
    posting = (
        "Backend Engineer\n\nRequirements\n\n- Python and Postgres\n- More Python, K8s\n\n"
        "Nice to have\n\n- Kafka\n"
    )
    required, preferred = skills.find(read_document(posting), "Acme")
    assert [finding.value for finding in required] == ["Python", "PostgreSQL", "Kubernetes"]
    assert [finding.value for finding in preferred] == ["Kafka"]
    for finding in (*required, *preferred):
        assert posting[finding.start : finding.end] == finding.quote
        assert 0 < finding.confidence < 1
        assert finding.rule.startswith("skills.")


# --- the judge of clauses


def test_judge_says_nothing_of_a_plain_line() -> None:
    assert judge("Python and Go", [(0, 6), (11, 13)]) == [None, None]


def test_judge_hears_a_refusal() -> None:
    assert judge("No PHP", [(3, 6)]) == [Asked.NOT]


# --- properties


@settings(max_examples=150)
@given(st.text(max_size=400))
def test_any_text_is_read_and_spans_quote_it(text: str) -> None:
    for finding in sum(skills.find(read_document(text), None), ()):
        assert text[finding.start : finding.end] == finding.quote != ""


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            ["Python", "Go", "C", "C++", "(", ")", ",", " a plus", " preferred", "; ", ". ", "no ", "İ", "ß",
             "\n", " R ", "/", "not required", "e.g. ", "Excel ", "-", "’", "React", "\xa0", "ideally "]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_mixture_of_skill_words_is_read(parts: list[str]) -> None:
    text = "".join(parts)
    lines = document(*((words, Zone.REQUIRED) for words in text.split("\n")))
    required, preferred = skills.find(lines, None)
    names = [finding.value for finding in (*required, *preferred)]
    assert len(names) == len(set(names))
    for finding in (*required, *preferred):
        assert lines.text[finding.start : finding.end] == finding.quote


def test_the_same_text_gives_the_same_skills_in_the_same_order() -> None:
    text = "Rust, Go, Kafka (preferred), Terraform; Redis a plus. AWS (EC2, S3)"
    assert skills.find(document((text, Zone.REQUIRED)), None) == skills.find(
        document((text, Zone.REQUIRED)), None
    )


@pytest.mark.parametrize(
    "text", ["(" * 20_000, "Python, " * 12_000, "a plus " * 14_000, "C" * 100_000, "a-a." * 25_000]
)
def test_a_line_of_a_hundred_thousand_characters_is_read(text: str) -> None:
    skills.find(document((text, Zone.REQUIRED)), None)


def test_a_comments_heading_of_wishes_heads_the_list_below_it() -> None:
    text = (
        "Acme | Web Developer | Leeds<p>You know PHP.<p>Bonuses:<p></p><pre><code>  - jQuery\n"
        "  - Symfony\n</code></pre>"
    )
    required, preferred = skills.find(read_document(text), "Acme")
    assert [finding.value for finding in required] == ["PHP"]
    assert [finding.value for finding in preferred] == ["jQuery", "Symfony"]


# --- requirements in sections of other things


@pytest.mark.parametrize(
    ("text", "zone", "names"),
    [
        ("Experience with Looker, Tableau and Metabase", Zone.PAY, {"Looker", "Tableau", "Metabase"}),
        ("Proficient in C++ and MATLAB.", Zone.COMPANY, {"C++", "MATLAB"}),
        ("5+ years of hands-on experience with Kafka", Zone.LEGAL, {"Kafka"}),
        ("Fundierte Kenntnisse in Python und SQL", Zone.COMPANY, {"Python", "SQL"}),
        ("You have worked with Terraform and Ansible", Zone.PAY, {"Terraform", "Ansible"}),
        ("Our tech stack: we use Kotlin, Redis and Docker", Zone.PAY, {"Kotlin", "Redis", "Docker"}),
    ],
)
def test_a_sentence_that_states_a_requirement_counts_in_any_section(
    text: str, zone: Zone, names: set[str]
) -> None:
    assert found(text, zone)[0] == names


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Experience the thrill of building Kubernetes for our customers", Zone.COMPANY),
        ("Skills training: learn AWS and Terraform at our expense", Zone.PAY),
        ("We are experts in Kafka, Spark and Flink", Zone.LEGAL),
        ("The firm is ISO 27001 and CMMI certified", Zone.LEGAL),
        ("Proficiency in Docker", Zone.CHROME),
        ("Connect with us on GitHub and Slack", Zone.APPLY),
    ],
)
def test_what_the_firm_is_or_offers_states_no_requirement(text: str, zone: Zone) -> None:
    assert found(text, zone) == (set(), set())


def test_the_plus_of_a_name_is_no_marker_of_a_wish() -> None:
    assert found("Tools: Toad, SQL Plus, Autosys") == ({"Toad", "SQL*Plus", "Autosys"}, set())
    assert found("Toad; SQL Plus is a plus") == ({"Toad"}, {"SQL*Plus"})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Current Top Secret (TS) clearance; TypeScript", {"Top Secret clearance", "TypeScript"}),
        ("Work in SAP and SCI environments", set()),
        ("Knowledge of GMP, GCP and GLP", {"GMP", "GLP"}),
        ("AWS, GCP or Azure", {"AWS", "GCP", "Azure"}),
        ("SQL, RDMS and Hadoop", {"SQL", "Hadoop"}),
        ("Publishing on Google Play", set()),
        ("MLT or MLS, night shift", set()),
        ("ISO 20022, SWIFT and SEPA", {"ISO 20022", "SEPA"}),
    ],
)
def test_words_nearby_tell_another_thing_of_the_same_name(text: str, names: set[str]) -> None:
    assert {name for name in named(text) if name != "Google Play Console"} == names


def test_an_acronym_that_means_another_thing_once_means_it_throughout() -> None:
    lines = document(
        ("Access to SAP and SCI programs", Zone.DUTIES),
        ("Two years of SAP experience", Zone.REQUIRED),
    )
    assert skills.find(lines, None) == ((), ())


def test_a_name_after_a_lost_line_end_is_read() -> None:
    assert found("Implement quality control measuresHACCP certification preferred")[1] == {"HACCP"}
    assert named("a ThingAWS") == set()


def test_a_bonus_for_more_leaves_what_is_asked_before_it() -> None:
    text = "Trained models in PyTorch, bonus if you have deployed models at scale"
    assert found(text) == ({"PyTorch"}, set())
    assert found("Ideally SAP und sind sicher im Umgang mit Figma")[0] == {"Figma"}


def test_a_refusal_is_heard_in_other_languages() -> None:
    assert found("Power BI, SSIS (pas d'Azure)")[0] == {"Power BI", "SSIS"}
    assert found("Java, geen Scala")[0] == {"Java"}


def test_a_bonus_that_comes_with_a_list_is_its_own_wish() -> None:
    assert found("Three years in React and Node with AWS a bonus") == ({"React", "Node.js"}, {"AWS"})
    assert found("Knowledge of Excel. Current experience working with the harbour a plus")[0] == {
        "Microsoft Excel"
    }


def test_a_language_called_like_a_first_name_keeps_its_developers() -> None:
    assert found("C# and Ruby Devs, Support Engineers", Zone.HEADER)[0] == {"C#", "Ruby"}
    assert found("RUST Backend Developer", Zone.HEADER)[0] == {"Rust"}


def test_a_degree_preferred_with_years_of_practice_leaves_the_practice_required() -> None:
    text = "MSc preferred with 5+ years of work on an emulator such as Palladium or ZeBu"
    assert found(text) == ({"Palladium", "ZeBu"}, set())
