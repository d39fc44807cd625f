# ruff: noqa: E501 - texts are as long as they are
"""Titles: where they are found and what is cut off them."""

from __future__ import annotations

import json

import pytest

from postings.extraction import title
from postings.extraction.document import read_document
from postings.extraction.header import PartKind, part_kind, title_score
from postings.extraction.title import cleaning
from tests.extraction import texts


def found(text: str) -> str | None:
    finding = title.find(read_document(text))
    return finding.value if finding is not None else None


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("Backend Engineer", "Backend Engineer"),
        ("Backend Software Engineer - Senior/Lead", "Backend Software Engineer - Senior/Lead"),
        ("Data Scientist - Healthcare", "Data Scientist - Healthcare"),
        ("Data Engineer (m/w/d) - Python / Remote möglich", "Data Engineer (m/w/d) - Python"),
        ("Platform Engineer - Remote, US", "Platform Engineer"),
        ("Support Engineer (North America)", "Support Engineer"),
        ("Support Engineer - Remote job", "Support Engineer"),
        ("Forklift Trainer (Remote, South America)", "Forklift Trainer"),
        ("Platform Engineer (Remote)", "Platform Engineer"),
        ("Platform Engineer | Remote | Australia", "Platform Engineer"),
        ("Cloud Engineer III - US", "Cloud Engineer III"),
        ("Account Manager - London", "Account Manager"),
        ("Field Engineer, Paris, France", "Field Engineer"),
        ("Nurse (Req #48213)", "Nurse"),
        ("Nurse - R-20331", "Nurse"),
        ("JR10442 - Payroll Clerk", "Payroll Clerk"),
        ("🚀 Growth Marketer 🚀", "Growth Marketer"),
        ("Sales Representative at Acme Ltd", "Sales Representative"),
        ("Hiring: Pastry Chef", "Pastry Chef"),
        ("We're hiring a Pastry Chef", "Pastry Chef"),
        ("Copy of Staff Engineer", "Staff Engineer"),
        ("Warehouse Operative - £12.50 per hour", "Warehouse Operative"),
        ("Solution Architect - Full-time", "Solution Architect"),
        ("Product Management Intern - Remote...", "Product Management Intern"),
        ("Registered Nurse – Critical Care (ICU)", "Registered Nurse – Critical Care (ICU)"),
        ("Data Science Intern (2026 Start)", "Data Science Intern (2026 Start)"),
        ("SENIOR STORE MANAGER", "Senior Store Manager"),
        ("Software Engineer, Infrastructure Automation", "Software Engineer, Infrastructure Automation"),
        ("Analytics Engineer - Microsoft Fabric - CDI - LILLE", "Analytics Engineer - Microsoft Fabric"),
        ("VP of Product, Trust & Safety", "VP of Product, Trust & Safety"),
        ("Kite Engineer(SF or Tel Aviv)", "Kite Engineer"),
        ("Join Pinwheel as a Kite Expert Intern!", "Kite Expert Intern!"),
        ("Warehouse Team Leader (Evening Shift)", "Warehouse Team Leader (Evening Shift)"),
    ],
)
def test_titles_lose_what_is_hung_on_them(written: str, cleaned: str) -> None:
    assert cleaning.cleaned(written, 0)[0] == cleaned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (texts.MARKDOWN, "Senior Backend Engineer"),
        (texts.PLAIN, "Warehouse Supervisor"),
        (texts.HTML_JSON_LD, "Dental Nurse"),
        (texts.COMMENT, "Data Engineer"),
        (texts.GREENHOUSE, "Product Designer"),
        (texts.LEVER, "Support Engineer"),
        (texts.CSV, "Line Cook"),
        (
            "Job Title: Night Porter\nCompany: Grand Hotel\n\nYou will look after our guests at night.",
            "Night Porter",
        ),
        ("Night Porter — Job Description\nPosition summary\nYou look after guests.", "Night Porter"),
        (
            "Acme is growing fast.\n\nAcme is looking for a Payroll Specialist to join the team in Rome.",
            "Payroll Specialist",
        ),
        (
            "As a Junior Gardener, you will look after the roses of our guests all the year round.",
            "Junior Gardener",
        ),
        ("About the job\nWe bake.\n\nThe Shift Baker (SB) will be responsible for rolls.", "Shift Baker"),
        ("Join our team as a Senior Welder and build ships with us.", "Senior Welder"),
        ("Acme | Berlin | Backend Engineer, Designer | Onsite\n\nWe build.", "Backend Engineer"),
        (
            "Acme - http://acme.example - Berlin - Sr. Ruby Developer - full-time\n\nWe build.",
            "Sr. Ruby Developer",
        ),
        (
            "Remote. $50/hr. Staff Interviewer at Quillstack (https://q.example)<p>You talk to "
            "people.<p>Apply.",
            "Staff Interviewer",
        ),
        ("Wir suchen einen Bäckermeister für unsere Backstube.", "Bäckermeister"),
        ("---\ntitle: Accounts Payable\n---\n\nThe position leads **accounts**.\n", "Accounts Payable"),
        (json.dumps({"job_title": "Tiler", "employer": "Acme", "job_description": "You tile."}), "Tiler"),
        ("Hi,\nhope you are well.\nLocation: Remote\nExperience with soup is preferred.", None),
        ("Why You Should Apply\n- Join a growing platform\n\nRequirements\n- You like numbers", None),
        ("Acme | Berlin | Onsite\n\nWe are looking for exceptional engineers.", None),
        (
            "Pinwheel | Leeds<p>We make toys for windy days.<p>Open Positions:<p>Senior Toy Designer (Leeds) - "
            "https://jobs.example/1<p>Kite Engineer (York) - https://jobs.example/2",
            "Senior Toy Designer",
        ),
        (
            "Pinwheel, Leeds, MA (Amherst), Hartford, CT: FULL TIME Kite Engineers<p>We fly kites.",
            "Kite Engineers",
        ),
        (
            "Pinwheel | Leeds | Full-time, ONSITE<p>We are a growing team of 12 in a mill.<p>Data Engineer- Python, "
            "SQL(PostgreSQL), AWS<p>Ops Engineer- Linux, AWS background",
            "Data Engineer",
        ),
        (
            "Pinwheel | Leeds | ONSITE<p>We make kites. Specifically we need:<p>-A Wind Scientist "
            "(https://jobs.example/wind)<p>-String Engineers (https://jobs.example/string)",
            "Wind Scientist",
        ),
        ("Pinwheel - Kite and String engineers needed. Remote OK<p>We fly.", "Kite and String engineers"),
        (
            "Pinwheel — Leeds — Full Time — We make kites.<p>Wind Engineer — We're looking for someone who loves "
            "wind.<p>iOS Engineer, Tail Engineer, and lots more: https://jobs.example",
            "Wind Engineer",
        ),
        (
            "Pinwheel | Leeds | Full time<p>We are hiring:<p>1) We're looking for qualified Kite Engineers of all "
            "degrees of experience.<p>2) We're also hiring a Head of String.",
            "Kite Engineers",
        ),
        (
            "Pinwheel | Leeds | ONSITE<p>Multiple open positions:<p>Senior & Principal Kite Engineer (Full Stack: "
            "Paper, String)<p>Tech Lead (Wind)",
            "Senior & Principal Kite Engineer (Full Stack: Paper, String)",
        ),
        (
            "Pinwheel | Leeds<p>Roles we are hiring for:<p>Kite Engineer - Motion Planning<p>Kite Engineer - Perception",
            "Kite Engineer - Motion Planning",
        ),
        (
            "Pinwheel | Leeds | Full time<p>We're looking for a junior developer to join our small team.",
            "junior developer",
        ),
        (
            "Pinwheel | Leeds<p>We are looking for a top-notch senior Go and TypeScript developers to join us.",
            "senior Go and TypeScript developers",
        ),
        (
            "Pinwheel | Leeds | On-site<p>CEO Kit Breeze, Cofounder of Windwell, and others<p>We make kites.",
            None,
        ),
        ("Pinwheel | Leeds | ONSITE<p>We're hiring designers, engineers, and kite people to join us.", None),
        ("Pinwheel | Leeds | Onsite<p>What you will find:<p>- Problem solvers who like wind<p>- Tea", None),
        (
            "Pinwheel - Leeds - Onsite - UX Designer & a .NET / Wind Engineer email me direct<p>We fly.",
            "UX Designer",
        ),
        (
            "Pinwheel (Kite Engineer, Leeds or REMOTE)<p>We make kites for windy days, and tails.",
            "Kite Engineer",
        ),
        (
            "String & Tail Engineer (Pinwheel Toys, Full-time, Leeds or REMOTE)<p>We make kites.",
            "String & Tail Engineer",
        ),
        ("Pinwheel | iOS & API Engineers | Leeds | ONSITE<p>We make kites.", "iOS & API Engineers"),
        (
            "Pinwheel | Leeds | Full Time | Frontend, Backend, Full Stack Engineers, Head of Wind<p>We make kites.",
            "Frontend, Backend, Full Stack Engineers",
        ),
        (
            "Pinwheel | Lead & Senior Kite Engineer, Lead Wind Analyst | Leeds<p>We fly.",
            "Lead & Senior Kite Engineer",
        ),
        ("Host | Product Engineer | Leeds | Onsite<p>We host kite parties.", "Product Engineer"),
        (
            "Leeds, UK | ONSITE | Amberton Kite Partners | Java Senior Engineer<p>We make kites with friends.",
            "Java Senior Engineer",
        ),
        ("Pinwheel. Leeds, UK. (ONSITE VISA INTERNS)<p>We make kites and hire people who like wind.", None),
        (
            "Pinwheel, Makers of Kites - Leeds - ONSITE<p>We make kites.<p>String Designer<p>Tea",
            "String Designer",
        ),
        (
            "Pinwheel | Leeds | Onsite<p>We are looking for both a kite web developer and a string programmer to join us.",
            "kite web developer",
        ),
        (
            "Pinwheel makes kites and is seeking a Kite Support Manager to further our mission of flight.",
            "Kite Support Manager",
        ),
        ("Pinwheel | Leeds<p>We need a .NET dev and a Designer: https://pinwheel.example/jobs", ".NET dev"),
        ("We are looking for a Node.js developer to fly with us.", "Node.js developer"),
        (
            "After a year of wind we are looking for a Ruby On Rails developer to join the crew.",
            "Ruby On Rails developer",
        ),
        (
            "Pinwheel | Leeds<p>Pinwheel is hiring a variety of software engineers to help build kites.",
            "software engineers",
        ),
        (
            "Pinwheel | Leeds<p>Pinwheel is looking to fill software engineer and string positions.",
            "software engineer",
        ),
        (
            "Pinwheel | Leeds<p>We are looking for our first full-time front-end developer.",
            "front-end developer",
        ),
        (
            "Pinwheel | Leeds<p>We want to hire a mid- to senior- level web developer, preferably.",
            "web developer",
        ),
        (
            "Pinwheel is hiring Sr Software Application Developers for their Leeds office. Write to us.",
            "Sr Software Application Developers",
        ),
        (
            "Pinwheel | Leeds | SENIOR/SOFTWARE DEVELOPERS | ONSITE<p>We make kites.",
            "Senior/Software Developers",
        ),
        ("Senior .NET Developer New York, NY - Full Time<p>We make kites.", "Senior .NET Developer"),
        ("Pinwheel | Kite developer London, UK | Onsite<p>We make kites.", "Kite developer"),
        (
            "Pinwheel | Leeds | Backend Engineer(Ruby, Rails) | Onsite<p>We fly.",
            "Backend Engineer(Ruby, Rails)",
        ),
        (
            "Company: Pinwheel<p>Location: Leeds<p>ONSITE<p>Roles: Kite Engineers, Tailors<p>We make kites.",
            "Kite Engineers",
        ),
        (
            "UI/UX Designer for Web and Mobile Application<p>Leeds, UK<p>We make kites.",
            "UI/UX Designer for Web and Mobile Application",
        ),
        (
            "Pinwheel | Leeds | Kite Developer/Intern (http://pinwheel.example)<p>We make kites.",
            "Kite Developer/Intern",
        ),
        (
            "Pinwheel | Leeds | ONSITE | 4/12 months INTERNS<p>We are currently looking for:<p>- Pinwheel | Web Kite "
            "Developer | Leeds | INTERN<p>- Pinwheel | String Developer | Leeds | INTERN",
            "Web Kite Developer",
        ),
        (
            "Pinwheel | Leeds | Full-Time | Onsite<p>Kite engineer (full-stack or front-end, mid-to-senior) We're looking "
            "for multiple new team members to help us build and grow our kites in summer.",
            "Kite engineer (full-stack or front-end, mid-to-senior)",
        ),
        (
            "Senior Manager,\nClinical Operations\nPinwheel\nLeeds, UK\n\nWe make kites.",
            "Senior Manager, Clinical Operations",
        ),
        ("Jobs > Design > Kite Designer\n\nKite Designer\nPinwheel\n\nWe make kites.", "Kite Designer"),
        (
            "Pinwheel | Leeds<p>We are hiring for a variety of roles including Kite Tester, see below.",
            "Kite Tester",
        ),
        (
            "Pinwheel | Leeds<p>We have open positions for a Kite Designer and a Tail Manager.",
            "Kite Designer",
        ),
        (
            "Pinwheel - Leeds - VISA<p>Hiring full stack web / mobile developer",
            "full stack web / mobile developer",
        ),
        (
            "I have flown half a dozen kites, the first of them as a child on a beach of the north, and I can say that this "
            "one is my favourite. We have wind, users who rave about string, and a small mill by a river in a valley with "
            "trees -- early-stage equity and impact, with tea.<p>Kite Engineer: we fly them. Help us to fly more.",
            "Kite Engineer",
        ),
        (
            "Kite Partner ONE | Leeds | Full-time<p>We mend kites.<p>We are looking for:<p>* Lead Kite Engineer - "
            "https://www.kitepartner.example/jobs/1<p>More: https://kitepartner.one",
            "Lead Kite Engineer",
        ),
        (
            "Windmeister - https://windmeister.de - Cologne (Full Time)<p>Web developer: full-stack, frontend, or backend.",
            "Web developer",
        ),
        (
            "Pinwheel | Leeds | Onsite<p>We’re currently hiring for front-end, back-end, and DevOps Engineers. Ask us.",
            "front-end, back-end, and DevOps Engineers",
        ),
        (
            "Pinwheel | Leeds | Onsite<p>We are looking for exceptional front and backend (or full stack) developers.",
            "front and backend (or full stack) developers",
        ),
        (
            "Pinwheel - Leeds<p>Join Pinwheel as a Software Engineer and come make the best kites on the market.<p>We are looking for talented generalists.",
            "Software Engineer",
        ),
        (
            "Pinwheel (Leeds, full time)<p>We are looking for two people, one for each of these roles.<p>Engineer on the String team<p>You mend string.",
            "Engineer on the String team",
        ),
        ("Leeds | ONSITE | Pinwheel | Kite Senior Engineer Full-time<p>We fly.", "Kite Senior Engineer"),
        ("HIRING!! Barista needed at Bean & Gone, Leeds.\n20 hrs a week, £12 an hour.", "Barista"),
        (
            "Summer Internship: Marine Biology\n\nSkerry Field Centre offers internships.",
            "Summer Internship: Marine Biology",
        ),
        (
            "Pinwheel | Leeds | Onsite<p>I work at Pinwheel. We're looking for an engineering manager and 2 senior kite folks in York.",
            "engineering manager",
        ),
        (
            "Pinwheel | Leeds | Onsite<p>Pinwheel is looking for web developers to help us.<p>• Engineering Full-time: https://p.example/1",
            "web developers",
        ),
        ("Pinwheel | Leeds | Onsite | Kite Engineer, String, Contract<p>We fly.", "Kite Engineer"),
        (
            "Pinwheel | Leeds | Onsite | Senior Kite Engineer / Project Managers<p>We fly.",
            "Senior Kite Engineer",
        ),
        (
            "Pinwheel | Leeds | Onsite<p>We have openings...<p>Multiple Kite Developers - looking for a good hand",
            "Kite Developers",
        ),
        ("", None),
        (
            "The Company: a firm of surveyors. They are looking for a permanent office manager to join their team.",
            "office manager",
        ),
        (
            "A fantastic opportunity for experienced Accounts Payable Officer\nYour new role",
            "Accounts Payable Officer",
        ),
        (
            "Our client is seeking an astute, well organised and keen Ledger Clerk to join their team of four in Leeds.",
            "Ledger Clerk",
        ),
        ("This role is ideal for an experienced Payroll Officer who enjoys figures.", "Payroll Officer"),
        (
            "About the job\nAt Pinwheel, we fly. You will be a full stack Kite engineer tasked with building tails for us.",
            "full stack Kite engineer",
        ),
        (
            "We are seeking proven wind leaders to propel us. We have a great opportunity for an innovative and effective Kite Designer.",
            "Kite Designer",
        ),
        ("About the job\nPinwheel is looking for one exceptional operator who works with wind.", None),
        (
            "Responsibilities\n\nThe Kite Excellence Director is a senior operational leader and practitioner who will build the team.",
            "Kite Excellence Director",
        ),
        (
            "Pinwheel seeks an accomplished flyer. As Research Lead - Polar Wind & Ice, you'll direct our work in the north.",
            "Research Lead - Polar Wind & Ice",
        ),
        (
            "Pinwheel logo\nPinwheel\nShare\nShow more options\nKite Tailor\nLeeds, England, United Kingdom · 2 days ago · 31 people clicked apply\nPromoted by hirer · Responses managed off LinkedIn\n\n Hybrid\nMatches your job preferences, workplace type is Hybrid.\n\n Full-time\nMatches your job preferences, job type is Full-time.\n\nEasy Apply\n\nSave\nSave Kite Tailor at Pinwheel\n\nMeet the hiring team\n\nDana Loom\nDana Loom\n 2nd\nSenior Talent Partner | Sails & Kites\nJob poster · 9 mutual connections\n\nMessage\nAbout the job\nMeet: Skyline\nOur client is a maker of kites. As a Kite Sewer, you'll sew tails.\n",
            "Kite Tailor",
        ),
        (
            "Job board: Windmill\nCompany Name: Pinwheel\nRole Name: Kite Coordinator II\nLocation: Leeds\n\nAbout the job\nYou coordinate kites.",
            "Kite Coordinator II",
        ),
        ("Role Name: Scrum Master.\nLocation: Leeds.\n\nYou lead our ceremonies.", "Scrum Master"),
        (
            "We are seeking a Junior to Mid-Level Kite Engineer to join our growing team in Sydney.",
            "Junior to Mid-Level Kite Engineer",
        ),
        ("Join our dynamic team as an experienced Kite Engineer and fly with us.", "Kite Engineer"),
        (
            "Wind flyers take kites further. As a Sr. Director & Kite Scientist, you will lead a team.",
            "Sr. Director & Kite Scientist",
        ),
        (
            "## Your Day-to-Day\nThis job posting is for Kite Engineer on our team. Here's what you'll be doing.",
            "Kite Engineer",
        ),
        ("Title: Staff Nurse  Leeds\nWebindex: 7001\nDescription: You care for residents.", "Staff Nurse"),
        (
            "Associate Computational Scientist - AI/ML\nThe Kite Laboratory\n\nLocation: Remote\n\nYou fly kites.",
            "Associate Computational Scientist - AI/ML",
        ),
        (
            "Make a difference with us as:  Intern Kites & Wind / String Analytics (m/f/d) .\n\nLocation: Leeds",
            "Intern Kites & Wind / String Analytics (m/f/d)",
        ),
        (
            "Kite Engineering Intern (Paid, In-Office) - NYC - Start Mid-January\n\nCompany: Pinwheel\nLocation: New York City",
            "Kite Engineering Intern",
        ),
        (
            "Here is the text you asked for:\n\nKite Analyst — Hollow Brook Group\nLeeds, UK\n\nAbout the Position\nYou count kites.",
            "Kite Analyst — Hollow Brook Group",
        ),
    ],
)
def test_titles_are_found(text: str, expected: str | None) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "---\ntitle: Scrum Master\n---\n\nWe want an experienced project management professional.\n",
            "Scrum Master",
        ),
        ("Zwolle heeft werk.\n\nAls BI specialist ga je aan de slag met cijfers.\n", "BI specialist"),
        (
            "## About The Role\n\nTidewell is seeking a Sr. Bridge Welder who would mend bridges.\n",
            "Sr. Bridge Welder",
        ),
        (
            "In de rol van Analytics Engineer werk je aan cijfers.\n\nWat ga je doen?\n\nJe telt.\n",
            "Analytics Engineer",
        ),
        ("# Bridge Welder - Job Description Summary\n\nYou weld.\n", "Bridge Welder"),
        (
            "night-shift-baker-bristol\nNight Shift Baker\nBristol\n\nYou bake all night.\n",
            "Night Shift Baker",
        ),
        (
            "# Job Description\n\nHollow Brook seeks help. Hollow Brook is seeking an experienced and strategic Executive Director "
            "to lead it.\n\n- Hire new staff as needed\n",
            "Executive Director",
        ),
        (
            "## Résumé de l'offre\n\n- **Intitulé de l'offre :** Boulanger\n- **Localisation du poste :** Nantes\n",
            "Boulanger",
        ),
    ],
)
def test_titles_stand_below_addresses_and_in_sentences(text: str, expected: str) -> None:
    assert found(text) == expected


def test_the_company_is_no_part_of_the_title() -> None:
    document = read_document(
        "---\ntitle: Reed Works Finance Manager\n---\n\nReed Works, Inc. is seeking a **Finance Manager**.\n"
    )
    finding = title.find(document)
    assert finding is not None
    assert title.without_company(document, finding, "Reed Works, Inc").value == "Finance Manager"


@pytest.mark.parametrize(
    "words",
    [
        "Requirements", "What you will do", "About us", "We are hiring engineers", "Berlin, Germany", "Full-time", "Apply now",
        "Join our team!", "Benefits and perks", "Remote", "careers@acme.example",
            "Thank you for your application",
    ],
)  # fmt: skip
def test_headings_and_facts_do_not_look_like_titles(words: str) -> None:
    assert title_score(words) < 0.7


@pytest.mark.parametrize(
    "words",
    [
        "IT Engineer II",
            "Field Application Engineer I (FAE I)",
            "Benefits Manager", "Teacher of English", "Garçom", "Ingénieur qualité",
        "Key Account Manager (H/F)", "Krankenpfleger", "Softwareentwicklerin", "Head of Growth", "Member of Technical Staff", "CDL-A Driver",
        "Executive Assistant to the CEO",
        "Scrum Master", "Surgical Tech", "Medical Coder", "Hair Stylist", "Claims Adjuster", "Patient Advocate",
        "Analista de Datos", "Kierowca kat. C", "Barista", "Registered Nurse, ICU", "Praktikum Marketing", "Senior Hydrologist",
    ],
)  # fmt: skip
def test_titles_look_like_titles(words: str) -> None:
    assert title_score(words) >= 0.7


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Berlin, Germany", PartKind.PLACE),
        ("San Francisco, CA or Remote", PartKind.PLACE),
        ("REMOTE", PartKind.WORKPLACE),
        ("On-site or remote", PartKind.WORKPLACE),
        ("Full-time", PartKind.CONTRACT),
        ("Multiple positions", PartKind.CONTRACT),
        ("$120k - $150k", PartKind.PAY),
        ("https://acme.example/jobs", PartKind.SITE),
        ("acme.example", PartKind.SITE),
        ("Backend Engineer", PartKind.TITLE),
        ("Heronfield Labs", PartKind.OTHER),
    ],
)
def test_parts_of_a_header_are_told_apart(words: str, kind: PartKind) -> None:
    assert part_kind(words) is kind
