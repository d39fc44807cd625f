# ruff: noqa: E501 - texts are as long as they are
"""Whether a text is a posting, and what it is if not."""

from __future__ import annotations

import json

import pytest

from postings.extraction.pipeline import extract
from postings.extraction.verdict.hiring_words import HIRING, HIRING_NAMES
from postings.extraction.verdict.weights import wording_weights
from postings.extraction.verdict.wording import classes_of, measures, wording_score
from postings.extraction.vocabulary import vocabulary_file
from tests.extraction import texts

SHORT_POSTINGS = {
    "an old board's page": "Kite Researcher - Wind & String\nPinwheel - Leeds Area\nJob Description\n\nAt Pinwheel, we build kites from "
    "the notes of many flyers.\nDesired Skills & Experience\n\nExpertise in string.\nPhD in wind or a related discipline.\n"
    "Company Description\n\nPinwheel takes your kites outdoors.\n",
    "a few lines": "Welder\nHeronfield Yard\nLeeds\n\nRequirements\n- MIG welding\n- CSCS card\n\nApply at https://heronfield.example/jobs/7\n",
    "a line and a wish": "Barista wanted, Leith. £12.60 an hour, weekends. Write to hello@cornercup.example with a few words "
    "about you.",
    "a recruiter's mail": "Hi,\nhope you are well.\nLocation: Remote\nDuration: full time with Tidewell\nDescription:\nHands "
    "on experience with "
    "CRM design\nMust have good communication skills\nExperience with billing is preferred.",
    "duties and requirements without a title": "Key Responsibilities\n- Split your week between reports and data\n- Design pipelines\n\nRequirements\n"
    "- Proficiency in SQL\n- Strong analytical mindset",
    "a comment with dashes": "Saltmarsh - Boston, MA - full-time<p>We&#x27;re hiring cooks. Mail cook@saltmarsh.example",
    "an agency's paragraph": "With a name for well kept buildings, this property company is growing. Reporting to the Finance Manager, you will "
    "be accountable for the monthly books and the budget. The ideal candidate has strong reporting skills. The post would suit an accountant who wants to learn. Please submit your application "
    "with the reference number 4410.",
    "duties that run on into requirements": "You will be reporting directly to the Finance Manager. Your role will include closing the ledger and "
    "preparing the budget for the region, and helping the owners with the plans of the year ahead, the payments of every week, and the papers that "
    "the tax office asks for in spring and again in autumn. Requirements CPA with five years in an office. Knowledge of MYOB is highly regarded.",
    "German": "Bäcker (m/w/d) in Vollzeit\nBackhaus Nord, Kiel\n\nDeine Aufgaben\n- Brote backen\n\nDein "
    "Profil\n- Ausbildung als Bäcker\n\nBewirb dich unter jobs@backhaus.example",
    "Russian": "# Пекарь\n\nПекарня «Рассвет» ищет пекаря!\n\nТвои задачи:\n- печь хлеб и булочки каждое утро\n\nМы ждем от "
    "тебя:\n- опыт работы от года, любовь к тесту\n\nМы предлагаем:\n- полный день и обеды за счёт пекарни",
    "Chinese": "# 面包师\n\n岗位职责:\n每天早上负责烤面包, 整理厨房和设备, 与团队合作\n\n任职要求:\n1、两年以上面包房工作经验\n2、有食品安全证书",
    "Japanese": "# パン職人\n\n## 仕事内容\n\n* 毎朝パンを焼く仕事を担当していただきます\n\n## 必須スキル\n\n* パン屋での経験3年以上がある方\n",
    "Korean": "# 제빵사\n\n## 주요업무\n\n* 매일 아침 빵을 굽는 일을 맡게 됩니다\n\n## 자격요건\n\n* 제과점 경력 3년 이상이신 분\n",
    "Dutch": "# Bakker bij Het Zilte Brood\n\nAls bakker sta je elke ochtend aan de oven. Je beschikt over een goede "
    "conditie.\n\n## Functie eisen\n- afgeronde opleiding op MBO niveau\n- ervaring met desem\n\nStuur een mail naar "
    "werk@ziltebrood.example.",
    "Italian": "---\ntitle: Panettiere\nlang: it\n---\n\n### Descrizione e responsabilità\nIl Forno Comunale è alla ricerca di un "
    "panettiere per il laboratorio.\n\n### Qualifiche chiave\n- Esperienza nella lievitazione naturale\n- Conoscenza di forni a legna\n",
    "French with a summary of the offer": "## Résumé de l'offre\n\n- **Intitulé de l'offre :** BOULANGER\n- **Localisation du poste :** Nantes\n"
    "- **Type de contrat :** CDI\n\n## Description du poste\n\nAu sein de l'équipe du fournil, vous participerez à la production. "
    "Votre mission consistera à pétrir et à cuire.\n\n## Profil recherché\n\n- Une solide expérience en boulangerie\n",
    "Portuguese": "# Padeiro\n\nBuscamos uma pessoa para o turno da manhã em Recife.\n\n## Requisitos\n- Experiência com fornos\n\n"
    "## Benefícios\n- Vale refeição\n\nEnvie seu currículo para vagas@padaria.example",
    "Polish": "# Piekarz\n\nPoszukujemy osoby do pracy w Gdyni.\n\n## Wymagania\n- Doświadczenie w piekarni\n\n## Oferujemy\n"
    "- Umowa o pracę\n\nWyślij CV na praca@piekarnia.example",
    "Spanish": "# Panadero\n\nBuscamos una persona para el turno de noche.\n\n## Funciones principales\n- Amasar\n\n## Se ofrece\n"
    "- Contrato indefinido\n\nEnvía tu CV a empleo@horno.example",
}

OTHERS = {
    "a post with its dates": json.dumps(
        {
            "position": "Baker",
            "company": "Cornercup",
            "location": "Leith",
            "dates": "May 2020 - June 2023",
            "responsibilities": ["Baked rye bread by night"],
        }
    ),
    "a notice above a whole posting": "<html><body><main><p>This job has closed.</p><h1>Night Baker</h1><p>Leith</p><h2>Responsibilities</h2><ul><li>You will bake bread with us "
    "every night</li><li>Keep the ovens clean and the flour dry</li></ul><h2>Requirements</h2><ul><li>Experience with rye</li></ul></main></body></html>",
    "a closing date that has passed": "---\nlayout: job\ntitle: Night Baker\n---\n\n### Location: Leith\n### Salary: £24,000\n### Closing date: CLOSED\n\n### To apply\nPlease send your CV to "
    "ann@bakers.example.\n\n### Requirements\n- Experience with rye\n",
    "the stages of interviews": "Ann Roe\n\nInterviewing with bakers\n\nI wanted to write about our process so that candidates know what to expect. We are looking for people who fit.\n\n"
    "## Screening Interview\nYou will have half an hour.\n\n## Baking Interview\nYou bake in our kitchen, full-time ovens and all.\n\n## Take-home bread\nYou must have an oven.\n",
    "admission to a course": "---\ntitle: Application and Contacts\n---\n\n## Admission Requirements\n\nYou must have a degree in grain science (240 ECTS) and three years of experience in mills.\n\n"
    "Please send your application with a transcript of records and a CV to our academic coordinator at grain@school.example. The winter semester begins in October; tuition fees apply.\n",
    "a piece of work in a person's record": json.dumps(
        {
            "title": "Cornercup.example",
            "technologies": "React, AWS",
            "url": "http://cornercup.example",
            "bullets": ["Built a shop for bread with a map", "Shipped it to forty towns by hand"],
        }
    ),
    "a page called a résumé": "<html><head><title>Jane Roe | Role-Aligned Resume</title></head><body><h1>Jane Roe</h1><p>Head Baker, Leith. jane@roe.example</p>"
    "<h2>Experience</h2><p>We are looking for those who must have heat, and I have knowledge of ovens. Full-time.</p><h2>Education</h2><p>Diploma in Baking</p></body></html>",
    "one post of a person's record": json.dumps(
        {
            "name": "Bakers United",
            "position": "Baker",
            "location": "Leith, UK",
            "url": "https://bakers.example",
            "startDate": "2019-03",
            "highlights": ["Baked bread for forty shops", "Trained two apprentices in the use of rye"],
        }
    ),
    "an article in an index": json.dumps(
        {
            "id": "x-1",
            "title": "Wages of Bakers Have Still Not Caught Up With the Price of Bread",
            "category": "pay",
            "file": "a.md",
        }
    ),
    "how students join a group": "---\ntitle: Joining the group\n---\n\n### As an undergraduate student\nWe are looking for people with experience in grain. "
    "Please email me with your CV.\n\n### As a PhD student\nYou should apply to the programme in full-time study.\n\n### As a postdoc\nYou must have a degree in grain science.\n",
    "careers in general": "---\ntitle: Karriere\nlayout: page\n---\n\nWir suchen stets nach neuen Mitarbeitern, die mit uns backen. Wir bieten Urlaub, Vergütung und Brot. "
    "Alle Bewerber werden ohne Rücksicht auf Herkunft eingestellt.\n",
    "a chapter on hiring": "---\ntitle: The Job Description\nprev: a.html\nnext: c.html\n---\n# The Job Description\n\nMost firms write one before they look for staff. "
    "You need a copy before you apply.\n\n## Key Details\n\n* The duties of the job\n* The qualifications that applicants must have\n* The benefits\n\n"
    "## What it is used for\n\nMany employers publish it in the careers section. Please contact them if they do not; candidates should ask.\n",
    "questions for interviewers": "# Interview Discussion Questions - The Oven Exercise\n\n## Before the interview\nReview the candidate's plan for:\n"
    "- Knowledge of yeast\n- Quality of the dough\n\n## Red Flags\n### Skills\n- Does not ask what we need\n- Can't explain experience with salt\n\n"
    '## Questions\nQ1: "Walk me through your bread."\n- Good answer: heat, time and water\n- Red flag: more yeast\n'
    "- Good candidates must stand firm and will ask follow-up questions\n",
    "charter of a committee": "Bakers United\n\nAudit Committee\nRole and Responsibilities\n\nThe purpose of the committee is to make decisions that are "
    "needed between meetings.\nThe committee shall meet twice a year.\nThe chair shall keep the minutes, which members shall receive within a week.\n"
    "The treasurer will serve as a member; members must have experience of the trade and may be asked to join the board.\n",
    "curriculum vitae in French": "# Boulanger {photo='me.jpg'}\n\nPétrir et cuire. Connaissances en levain.\n\n# Compétences clés {.hidden}\n\n"
    "- Pétrissage à la main\n\n# Expérience professionnelle {.hidden}\n\n## Le Fournil\n\n### Boulanger, juil. 2018 - août 2021\n\n"
    "Formé deux apprentis.\n\n### Apprenti, 2015 - 2018\n\n# Formation\n\nCAP Boulanger, 2015\n",
    "letter of application in German": "Sehr geehrte Damen und Herren,\n\nhiermit bewerbe ich mich um die Stelle als Bäcker. Ich habe "
    "Erfahrung im Backen von Brot und bringe Freude an der Arbeit mit.\n\nMit freundlichen Grüßen\nJana Roth",
    "a task for applicants": "# Desafio Técnico – Desenvolvedor Backend\n\n## Sobre a vaga\n- Modelo: remoto; contrato CLT\n- Faixa salarial: "
    "R$ 9.000\n\n## Requisitos\n- Rotas privadas\n- Testes\n\n## Critérios de avaliação\n- Clareza\n\n## Entregáveis\n- Código\n",
    "several roles of volunteers": "---\ntitle: Volunteer Roles\n---\n\nWe're looking for people to help.\n\n"
    + "\n\n".join(
        f"## {role}\n\nYou will help the choir with {what}, keep the notes of every meeting in good order and pass them on to whoever comes "
        "after you.\n\nInterested in this role? Mail us at hello@choir.example and tell us about yourself."
        for role, what in {
            "Treasurer": "its money",
            "Events Manager": "concerts",
            "Sound Technician": "sound",
        }.items()
    ),
    "a guide to a trade": "## 5. Baker\n\n### Real Job Titles\n- Baker\n- Senior Baker\n\n### Required Skills\n- Kneading\n\n### Day-to-Day Work\n"
    "- Baking bread and talking to customers\n\n### Growth Potential\nHigh.\n\n### Salary Ranges\n- £20,000 to £40,000\n\n### Stress Level\nMedium.\n\n"
    "### How to apply\nApply via bakeries near you.\n",
    "two openings on one page": "## Jobs at the bakery\n\n"
    + "\n\n".join(
        f"### {role}\n\nJoin us to bake. You will need patience, an early alarm and a strong back, and you will learn every bread we make "
        f"from the people who made it first.\n\n[Apply now](https://forms.example/{role[:3]})"
        for role in ("Baker", "Pastry Chef")
    ),
    "a role of a handbook that is advertised elsewhere": "# Senior Baker\n\nBakers help branches to bake.\n\n## What you will do\n- Knead dough\n"
    "- Mentor bakers\n\n## Skills we look for\n- Three years of experience with sourdough\n\n## Salary\nPlease see the advert when this role is "
    "live.\n\n## Applying\nWhen we're hiring for this role, you can apply at https://bakery.example/careers or write to jobs@bakery.example.\n",
    "how the files of job pages are kept": "# Gestione delle posizioni aperte\n\nOgni file nella cartella corrisponde a un annuncio di lavoro e "
    "comincia con il frontmatter.\n\n```\ntitle: Fornaio\nlocation: Milano\napplyEmail: lavoro@forno.example\n```\n\n## Aggiungere una posizione\n"
    "1. Creare un file\n2. Cliccare **Commit changes**\n\n```\n## Requisiti\n- Esperienza con il pane\n\n## Offriamo\n- Mensa\n```\n",
    "a role in a handbook": "# Baker\n\nBakers help teams to bake.\n\n## Key responsibilities\n- Knead and bake with the people of your branch\n\n"
    "## Skills needed\n- Knowledge of ovens\n\n## Definition of success\n\nSuccess as a Baker is mainly measured by bread.\n\n## Applying\n\n"
    "When we're hiring for this role, you can see the details and apply at https://bakery.example/careers. As you move towards a Senior Baker "
    "you will teach.",
    "how the insiders are promoted": "# Oven Manager Interview Process for Internal Candidates\n\nAll candidates will need to complete the "
    "same interviews. You must have approval from your manager to apply for this position.\n",
    "kinds of jobs": "# Types Of Vacancies\n\nEmployers advertise permanent roles and contract roles. In a contract role you must run your own "
    "company and be paid by the day.\n",
    "two openings in French": "# Les offres d'emploi\n\n"
    + "\n\n".join(
        f"### {role}\n\nNous recherchons des personnes avec une expérience professionnelle significative. Vous serez en charge du four, de la pâte "
        "et de la vitrine, du matin au soir.\n\nPour postuler : **contact@fournil.example**"
        for role in ("Boulanger", "Chef de cuisine")
    ),
    "how a firm hires": "# Applying for a job at Saltmarsh\n\nWe are always on the lookout for bakers. Here is what happens:\n\n1. You will have "
    "a phone call.\n2. You will bake with us.\n\nIf that sounds good, please send an email to ann@saltmarsh.example.",
    "a role described for its holder": "## Role of the Chief Baking Officer\n\nThe CBO plays a critical role in leading the bakery.\n\n"
    "## Duties of the CBO\n\n"
    + "* Oversee the ovens of every branch and report on the use of flour, yeast and salt to the board each quarter\n"
    * 12
    + "\nThe CBO must be a leader with experience in bread.\n",
    "cards of projects": "<html><body>"
    + "".join(
        f'<div><h2><a href="/{n}">{title}</a></h2><p>Build a dashboard with React for a shop.</p><div>$40 - $80/hr</div></div>'
        for n, title in enumerate(["React Developer", "Python Data Engineer", "Mobile App Developer"])
    )
    + "</body></html>",
    "resume as a record": json.dumps(
        {
            "name": "Jane Roe",
            "title": "Bridge Engineer",
            "skills": ["AutoCAD", "Python"],
            "mail": "jane@roe.example",
            "education": [{"institution": "North College", "start_date": "2010", "end_date": "2014"}],
            "projects": [{"name": "Harbour bridge", "start_date": "2015", "end_date": "2016"}],
        }
    ),
    "resume with one place of work": "Jane Roe\njane@roe.example | (555) 010-0199\n\nSummary:\nBridge engineer with 5 years of experience. Seeking a "
    "challenging role.\n\nExperience:\nSenior Engineer, Acme Inc. (Jan 2020 - Present)\n- Led a team\n\nSkills:\nAutoCAD, Python\n\n"
    "Education:\nMSc, State University (2015)\n",
    "guide": "# How to become a pilot\n\nPilots fly aircraft. To become a pilot, one typically needs a licence "
    "and many hours in the air.\n\n"
    "## What does a pilot do?\n\nPilots usually plan the route and fly it.\n\n## How much do pilots "
    "earn?\n\nThe average salary of a pilot is around $120,000 a year.\n",
    "salary_page": "Nurse salary in Ohio\n\nAverage base salary: $71,000 per year\nAccording to Payscale, the median "
    "pay is lower.\n25th percentile: $60,000\n"
    "Salary by experience: entry $58,000, senior $84,000\nSalary trends 2019 to 2025\n",
    "resume": "Jane Roe\njane@roe.example\n\nProfessional Summary\nEngineer with eight years of building "
    "bridges.\n\nWork Experience\nBridge Engineer, Acme | 2019 - Present\n"
    "- Led a team\nJunior Engineer, Brick & Co | 2015 - 2019\n- Drew plans\n\nEducation\nMSc, 2015\n",
    "list": "# Nursing jobs this week\n\n| Company | Title | Location |\n|---|---|---|\n| Acme Care | Nurse "
    "| Boston, MA |\n| Brook | Senior Nurse | Austin, TX |\n| Clyde | Caregiver | Denver, CO |\n",
    "template": "# Baker job description template\n\n[Company Name] is hiring a baker.\n\n## Responsibilities\n\n* "
    "Bake bread\n\n## Requirements\n\n* [X] years of experience\n\nSend your resume to [email address]. "
    "[Company Name] is in [City, State].\n",
    "error": "404 Not Found\nThe page you are looking for could not be found.",
    "closed": "Line Cook at Tamarind\n\nThis job is no longer accepting applications.\n\nRequirements\n- 1 year "
    "of experience\n",
    "email": "Subject: Your application\n\nDear Jane,\n\nthank you for applying for the role of Cook. "
    "Unfortunately, we have decided to move forward with other candidates.\n\nKind regards\nAcme",
    "thread": "Could everybody please put the pay in the first line of their job posts? I filter this thread by "
    "it and half of the comments say nothing.",
    "newsletter": "---\ntitle: You are in\n---\n\nYou are now subscribed to our weekly newsletter. **Unsubscribe** at "
    "any time.\n",
    "nothing": "Hello?",
    "empty": "",
    "lever": json.dumps({"ok": False, "error": "Document not found"}),
}


@pytest.mark.parametrize("name", texts.POSTINGS)
def test_postings_in_every_form_are_postings(name: str) -> None:
    verdict = extract(texts.POSTINGS[name]).verdict.value
    assert (verdict.is_posting, verdict.kind) == (True, "posting"), verdict.reason


def test_a_posting_that_begins_with_the_news_that_it_is_filled_is_closed() -> None:
    notice = (
        "**This position has been filled. We no longer take applications. Thank you to all who applied.**"
    )
    verdict = extract(f"{notice}\n\n{texts.MARKDOWN}").verdict
    assert (verdict.value.is_posting, verdict.value.kind) == (False, "closed")


@pytest.mark.parametrize("name", SHORT_POSTINGS)
def test_short_and_odd_postings_are_postings(name: str) -> None:
    assert extract(SHORT_POSTINGS[name]).verdict.value.is_posting


@pytest.mark.parametrize("name", OTHERS)
def test_other_texts_are_no_postings_and_say_why(name: str) -> None:
    verdict = extract(OTHERS[name]).verdict.value
    assert not verdict.is_posting
    assert verdict.reason.endswith(".")


@pytest.mark.parametrize("kind", ["guide", "resume", "list", "template", "error", "closed", "email"])
def test_the_kind_of_other_texts_is_told(kind: str) -> None:
    assert extract(OTHERS[kind]).verdict.value.kind == kind


def test_several_postings_are_a_list_and_can_be_read_one_by_one() -> None:
    from postings.extraction.pipeline import extract_all

    text = json.dumps(
        [json.loads(texts.GREENHOUSE), {**json.loads(texts.GREENHOUSE), "title": "Illustrator"}]
    )
    whole = extract(text)
    assert whole.verdict.value.kind == "list"
    assert whole.notes == ("The text holds 2 postings.",)
    assert [one.title.value for one in extract_all(text) if one.title] == ["Product Designer", "Illustrator"]


@pytest.mark.parametrize(
    "text",
    [
        "Dental Nurse\nBright Smile, 14 High Street\nWe are looking for a dental nurse. Please send your CV.",
        "# Technicien de maintenance H/F\nLe poste est basé à Grenoble. Vous avez une expérience en maintenance.",
        "Line Cook\n\nApply in person at 88 Wharf St., Portsmouth, NH 03801. $19 an hour. Nights and weekends.",
    ],
)
def test_a_few_lines_under_a_title_are_a_posting(text: str) -> None:
    assert extract(text).verdict.value.is_posting


@pytest.mark.parametrize(
    "title",
    [
        "Become a Welder: A Beginner's Guide",
        "10 tips for your first data job",
        "How to hire a Backend Engineer",
        "Career path of a Data Analyst",
    ],
)
def test_an_article_is_known_by_its_title(title: str) -> None:
    body = "You should learn SQL. Apply often. Requirements differ, and experience with Python helps."
    assert not extract(f'---\ntitle: "{title}"\n---\n{body}\n').verdict.value.is_posting


def test_a_history_of_work_among_the_requirements_is_no_resume() -> None:
    text = (
        '"Data Analyst","Quillmark & Sons","The Data Analyst is responsible for collecting data. This position '
        "works with management to set priorities. Requirements: Bachelor’s degree or relevant work history in "
        'statistics, 3 years of experience with SQL. Apply with your resume."'
    )
    assert extract(text).verdict.value.kind != "resume"


BARE_DESCRIPTIONS = {
    "duties and wishes in one paragraph": "Reporting to the harbour master, this role keeps the berth plan, prepares the weekly accounts and "
    "supports the pilots. Experience with ledgers and a good knowledge of tides are required; a boat licence is preferred. Strong "
    "communication skills and the ability to work independently.",
    "German": "Zu Ihren Aufgaben gehören die Betreuung unserer Kunden, die Planung der Touren und die Erstellung der Abrechnungen. Sie bringen "
    "Erfahrung in der Spedition mit und sind zuverlässig und teamfähig. Wir bieten einen unbefristeten Vertrag und 30 Urlaubstage.",
    "Spanish": "Funciones: atención de clientes, apoyo al equipo de ventas y control del almacén. Requisitos: experiencia mínima de un año, "
    "conocimientos de inventario y disponibilidad de horario. Ofrecemos contrato indefinido y salario competitivo.",
    "Dutch": "Als bakker zorg je voor het deeg en de oven. Je hebt ervaring in een bakkerij, je werkt graag zelfstandig en je bent flexibel. Wij "
    "bieden een vast contract, een goed salaris en ruimte om te groeien in ons team.",
    "cut off in the middle": "We are looking for an experienced glazier to join our growing team in the north of the county. You will measure, cut and "
    "fit windows for our clients, and you will be responsible for the van and",
}


@pytest.mark.parametrize("name", BARE_DESCRIPTIONS)
def test_a_bare_description_is_known_by_its_wording(name: str) -> None:
    assert extract(BARE_DESCRIPTIONS[name]).verdict.value.is_posting


OTHER_WORDING = {
    "a profile of an occupation": "Sailmakers\n\nSailmakers cut and sew sails and covers for boats. They measure masts, choose cloth and repair tears. "
    "Workers in this occupation usually learn their trade in workshops on the coast.",
    "how a firm interviews": "# Interviews\n\nWhen a candidate has passed the screen, the interviewer sends feedback within a day. If the interviewers "
    "disagree, the hiring manager may call a second round. Scores should be written down before the decision meeting.",
    "a firm about itself": "Brightwater builds pumps for farms. Our products are sold in forty countries, and our customers trust our service. Contact us "
    "for a quote, or visit our shop. Home - Products - About us - Privacy",
    "a project": "# ledgerfish\n\nA small tool that reads job ads and writes a table. Install it with pip, then run it in the directory of your files. See "
    "the examples in the docs folder; issues and pull requests are welcome.",
}


@pytest.mark.parametrize("name", OTHER_WORDING)
def test_other_texts_are_known_by_their_wording(name: str) -> None:
    assert not extract(OTHER_WORDING[name]).verdict.value.is_posting


def test_every_pattern_of_hiring_has_a_name_and_a_weight() -> None:
    assert len(HIRING_NAMES) == len(HIRING) == len(set(HIRING_NAMES))
    assert {f"hiring:{name}" for name in HIRING_NAMES} <= set(wording_weights().measures)


def test_every_class_of_words_has_a_weight_and_words_of_its_own() -> None:
    classes = vocabulary_file("wording.toml")["classes"]
    for name, words in classes.items():
        assert {f"share:{name}", f"words:{name}"} <= set(wording_weights().measures), name
        assert words.split(), name
        assert words == words.lower(), name


def test_the_wording_alone_never_says_more_than_its_bound() -> None:
    most = wording_weights().most
    assert wording_score(dict.fromkeys(wording_weights().measures, 100.0)) in (most, -most)
    assert wording_score(measures("", 0, ())) < most


def test_a_word_is_classed_whole_or_by_its_stem() -> None:
    assert "candidates" in classes_of("bewerberin")
    assert "you" in classes_of("you")
    assert "you" not in classes_of("youth")
