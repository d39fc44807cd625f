# ruff: noqa: E501 - texts are as long as they are and in many languages
"""Notices of a few lines and records as job boards and applicant tracking systems write them, field by field."""

from __future__ import annotations

from typing import Any

import pytest

from postings.extraction.pipeline import extract

NOTICES: dict[str, tuple[str, dict[str, Any]]] = {
    "ui-short": (
        "UI Designer\n\nWe're a small studio in Ghent making apps for museums. We need a UI designer for two days a week, starting in May.\n\nFigma is what we use. Show us three screens you are proud of: hello@lumenstudio.example",
        {"title": "UI Designer", "is_posting": True},
    ),
    "servicedesk": (
        "Service Desk Analyst - Wolverhampton\n\n£24,500. Mon-Fri, 37.5 hours.\nFirst line calls and tickets for 600 users. Windows 11, Active Directory, O365. Some experience on a helpdesk preferred but we will train the right person.\nCall Marian on 01902 555 0134.",
        {"title": "Service Desk Analyst", "is_posting": True},
    ),
    "nl-driver": (
        "Vrachtwagenchauffeur CE (dagritten)\n\nTransportbedrijf De Waard zoekt een chauffeur CE voor dagritten in de Benelux. Je werkt 40 uur per week, rijbewijs CE en code 95 zijn vereist. Salaris volgens cao, € 17,50 per uur.\nInteresse? Bel 0528-555 123 of mail naar werk@dewaard.example.",
        {"employment_type": "full_time", "language": "nl", "is_posting": True},
    ),
    "fr-boulanger": (
        "Boulangerie Maison Petit - Nantes\n\nRecherche boulanger (H/F), CDI, 39h par semaine, CAP exigé, débutant accepté.\nEnvoyez votre CV à contact@maisonpetit.example",
        {"title": "boulanger (H/F)", "language": "fr", "is_posting": True},
    ),
    "de-reinigung": (
        "Wir suchen ab sofort eine Reinigungskraft (m/w/d) in Teilzeit\n\nHotel Seeblick, Lindau\n15 Stunden pro Woche, Montag bis Freitag vormittags. Stundenlohn 14,50 €.\nBewerbung telefonisch unter 08382 555 12.",
        {
            "title": "Reinigungskraft (m/w/d)",
            "employment_type": "part_time",
            "language": "de",
            "is_posting": True,
        },
    ),
    "barista": (
        "HIRING!! Barista needed at Bean & Gone, Headingley.\n20 hrs a week incl. Saturdays, £11.90/hr plus tips.\n6 months experience please. Pop in with a CV or message us here!",
        {"title": "Barista", "company": "Bean & Gone", "employment_type": "part_time", "is_posting": True},
    ),
    "linkedin": (
        "Payroll Specialist\nNorthgate Foods · Austin, TX (Hybrid) · 3 weeks ago · 84 applicants\nFull-time · Mid-Senior level\n\nAbout the job\nNorthgate Foods is looking for a Payroll Specialist to run biweekly payroll for 900 employees.\n\nWhat you'll do\nProcess payroll in ADP Workforce Now\nAnswer questions from employees\n\nWhat we need\n3+ years of payroll experience\nHigh school diploma or GED; associate degree preferred\n\nSeniority level\nMid-Senior level\nEmployment type\nFull-time\nJob function\nAccounting\nIndustries\nFood and Beverage Services",
        {
            "title": "Payroll Specialist",
            "company": "Northgate Foods",
            "employment_type": "full_time",
            "seniority": "mid",
            "experience_years_min": 3,
            "education": "high_school",
            "is_posting": True,
        },
    ),
    "indeed": (
        "Diesel Mechanic\nTri-River Hauling LLC\n3.4 ★ 27 reviews\nDubuque, IA 52001\n$27 - $34 an hour - Full-time\nYou must create an Indeed account before continuing to the company website to apply\nJob details\nPay\n$27 - $34 an hour\nJob type\nFull-time\nShift and schedule\nDay shift\nFull job description\nWe keep 60 trucks on the road and need another mechanic in our Dubuque shop.\nRequirements: 2 years working on diesel engines, own tools, clean driving record.\nJob Type: Full-time\nPay: $27.00 - $34.00 per hour\nWork Location: In person",
        {
            "title": "Diesel Mechanic",
            "company": "Tri-River Hauling LLC",
            "employment_type": "full_time",
            "experience_years_min": 2,
            "is_posting": True,
        },
    ),
    "nhs": (
        "Staff Nurse - Respiratory Ward (Band 5)\nNorthmoor University Hospitals NHS Trust\nThe closing date is 04 December 2026\nJob summary\nAn exciting opportunity has arisen for a Registered Nurse to join our respiratory ward.\nDate posted\n20 November 2026\nPay scheme\nAgenda for change\nBand\nBand 5\nSalary\n£29,970 to £36,483 a year\nContract\nPermanent\nWorking pattern\nFull-time, Flexible working\nReference number\nC9287-RES-0412\nJob locations\nNorthmoor Infirmary\nPerson Specification\nQualifications\nEssential\nRegistered Nurse with current NMC registration",
        {
            "title": "Staff Nurse - Respiratory Ward (Band 5)",
            "company": "Northmoor University Hospitals NHS Trust",
            "employment_type": "full_time",
            "posted_on": "2026-11-20",
            "expires_on": "2026-12-04",
            "external_id": "C9287-RES-0412",
            "seniority": None,
            "is_posting": True,
        },
    ),
    "html-agency": (
        "<html><body><h1>Environmental Specialist 3</h1><table><tr><td>Agency</td><td>Department of Ecology</td></tr><tr><td>Salary</td><td>$5,120 - $6,890 Monthly</td></tr><tr><td>Location</td><td>Yakima County – Union Gap, WA</td></tr><tr><td>Job Type</td><td>Full Time - Permanent</td></tr><tr><td>Job Number</td><td>2026-CRO4021-08812</td></tr><tr><td>Closing</td><td>12/6/2026 11:59 PM Pacific</td></tr></table><h2>Description</h2><p>You will inspect farms and write permits.</p><h2>Qualifications</h2><p>A bachelor's degree in environmental science and two years of field experience.</p></body></html>",
        {
            "title": "Environmental Specialist 3",
            "company": "Department of Ecology",
            "employment_type": "full_time",
            "experience_years_min": 2,
            "education": "bachelor",
            "external_id": "2026-CRO4021-08812",
            "is_posting": True,
        },
    ),
    "html-betrieb": (
        '<div class="stellenangebot"><h2>Ausbildung zum Tischler (m/w/d)</h2><table><tr><th>Betrieb</th><td>Holzbau Krämer GmbH</td></tr><tr><th>Ort</th><td>87435 Kempten</td></tr><tr><th>Beginn</th><td>01.09.2027</td></tr><tr><th>Schulabschluss</th><td>Hauptschulabschluss</td></tr></table><p>Wir bilden aus! Du lernst in drei Jahren alles rund um Möbel und Innenausbau. Bewirb dich mit Lebenslauf und Zeugnis.</p></div>',
        {
            "title": "Ausbildung zum Tischler (m/w/d)",
            "company": "Holzbau Krämer GmbH",
            "employment_type": "apprenticeship",
            "language": "de",
            "is_posting": True,
        },
    ),
    "html-dl": (
        '<main><h1>Senior Conservation Officer</h1><dl><dt>Organisation</dt><dd>Fenland Wildlife Trust</dd><dt>Hours</dt><dd>Part time, 22.5 hours per week</dd><dt>Salary</dt><dd>£31,000 pro rata</dd><dt>Closing date</dt><dd>15th December 2026</dd></dl><p>Lead our work on chalk streams. You will manage volunteers and contractors. You need a degree in ecology or similar and at least three years\' experience of river restoration.</p><a href="https://fenlandwt.example/jobs/apply/77">Apply now</a></main>',
        {
            "title": "Senior Conservation Officer",
            "company": "Fenland Wildlife Trust",
            "seniority": "senior",
            "employment_type": "part_time",
            "experience_years_min": 3,
            "expires_on": "2026-12-15",
            "is_posting": True,
        },
    ),
    "greenhouse": (
        '{"absolute_url": "https://boards.greenhouse.io/quillpay/jobs/4411223", "data_compliance": [{"type": "gdpr", "requires_consent": false}], "internal_job_id": 4400112, "location": {"name": "Remote - Canada"}, "metadata": [{"id": 1, "name": "Employment Type", "value": "Full-time", "value_type": "single_select"}], "id": 4411223, "updated_at": "2026-11-03T10:00:00-05:00", "requisition_id": "ENG-204", "title": "Staff Software Engineer, Ledger", "company_name": "Quillpay", "first_published": "2026-10-28T09:00:00-04:00", "content": "&lt;p&gt;Quillpay moves money for co-ops.&lt;/p&gt;&lt;h3&gt;You have&lt;/h3&gt;&lt;ul&gt;&lt;li&gt;8+ years building backend systems&lt;/li&gt;&lt;li&gt;BS in CS or equivalent experience&lt;/li&gt;&lt;/ul&gt;", "departments": [{"id": 9, "name": "Engineering"}], "offices": [{"id": 2, "name": "Toronto"}]}',
        {
            "title": "Staff Software Engineer, Ledger",
            "company": "Quillpay",
            "seniority": "lead",
            "employment_type": "full_time",
            "experience_years_min": 8,
            "education": "bachelor",
            "external_id": "ENG-204",
            "posted_on": "2026-10-28",
            "is_posting": True,
        },
    ),
    "ashby": (
        '{"title": "Founding Product Designer", "location": "New York", "department": "Design", "team": "Design", "isListed": true, "isRemote": false, "employmentType": "FullTime", "publishedAt": "2026-11-10T16:21:55.393+00:00", "jobUrl": "https://jobs.ashbyhq.com/tessel/145ff46b", "applyUrl": "https://jobs.ashbyhq.com/tessel/145ff46b/application", "descriptionHtml": "<p>Tessel builds scheduling for clinics.</p><h2>About you</h2><ul><li>5+ years of product design</li></ul>", "compensation": {"compensationTierSummary": "$160K \\u2013 $190K"}}',
        {
            "title": "Founding Product Designer",
            "company": "Tessel",
            "employment_type": "full_time",
            "experience_years_min": 5,
            "posted_on": "2026-11-10",
            "is_posting": True,
        },
    ),
    "workable": (
        '{"title": "Junior Accountant", "shortcode": "A1B2C3D4E5", "code": "FIN-12", "employment_type": "Full-time", "telecommuting": false, "department": "Finance", "url": "https://apply.workable.com/j/A1B2C3D4E5", "application_url": "https://apply.workable.com/j/A1B2C3D4E5/apply", "published_on": "2026-11-12", "created_at": "2026-11-11", "country": "Greece", "city": "Athens", "state": "Attica", "education": "Bachelor\'s Degree", "experience": "Entry level", "function": "Accounting/Auditing", "industry": "Shipping", "description": "<p>Aegea Lines is looking for a Junior Accountant.</p><p><strong>Requirements</strong></p><ul><li>Up to 2 years in accounting</li></ul>"}',
        {
            "title": "Junior Accountant",
            "company": "Aegea Lines",
            "seniority": "entry",
            "employment_type": "full_time",
            "education": "bachelor",
            "posted_on": "2026-11-12",
            "external_id": "FIN-12",
            "is_posting": True,
        },
    ),
    "smart": (
        '{"id": "743999", "name": "Electrical Maintenance Technician", "uuid": "c8", "refNumber": "REF812Q", "company": {"identifier": "Norrvik", "name": "Norrvik Paper"}, "releasedDate": "2026-11-01T08:00:00.000Z", "location": {"city": "G\\u00e4vle", "region": "", "country": "se", "remote": false}, "industry": {"id": "paper", "label": "Paper"}, "typeOfEmployment": {"id": "permanent", "label": "Full-time"}, "experienceLevel": {"id": "associate", "label": "Associate"}, "jobAd": {"sections": {"companyDescription": {"title": "Company Description", "text": "<p>Norrvik Paper makes board.</p>"}, "jobDescription": {"title": "Job Description", "text": "<p>You keep our machines running.</p>"}, "qualifications": {"title": "Qualifications", "text": "<ul><li>Vocational training as electrician</li><li>3 years in industry</li></ul>"}}}}',
        {
            "title": "Electrical Maintenance Technician",
            "company": "Norrvik Paper",
            "employment_type": "full_time",
            "experience_years_min": 3,
            "seniority": "entry",
            "external_id": "REF812Q",
            "posted_on": "2026-11-01",
            "is_posting": True,
        },
    ),
    "recruitee": (
        '{"id": 88, "slug": "office-manager", "title": "Office Manager", "position": "Office Manager", "company_name": "Duin & Zee", "employment_type_code": "parttime_permanent", "experience_code": "mid_level", "education_code": "bachelor_degree", "min_hours": 24, "max_hours": 32, "city": "Haarlem", "country_code": "NL", "published_at": "2026-11-05 10:11:12 UTC", "close_at": null, "description": "<p>Wij zoeken een Office Manager voor 24 tot 32 uur.</p>", "requirements": "<p>HBO werk- en denkniveau.</p>", "careers_url": "https://duinzee.recruitee.com/o/office-manager"}',
        {
            "title": "Office Manager",
            "company": "Duin & Zee",
            "employment_type": "part_time",
            "seniority": "manager",
            "education": "bachelor",
            "posted_on": "2026-11-05",
            "is_posting": True,
        },
    ),
    "workday": (
        '{"jobPostingInfo": {"id": "abc", "title": "Manufacturing Engineer II", "jobDescription": "<p>Join Helix Devices in Galway.</p><p><b>Minimum Qualifications</b></p><ul><li>Bachelor of Engineering</li><li>2+ years in medical devices</li></ul>", "location": "Galway, Ireland", "postedOn": "Posted 5 Days Ago", "startDate": "2026-11-17", "timeType": "Full time", "jobReqId": "R-118822", "country": {"descriptor": "Ireland"}, "externalUrl": "https://helix.wd1.myworkdayjobs.com/External/job/Galway/Manufacturing-Engineer-II_R-118822"}, "hiringOrganization": {"name": "Helix Devices Ireland Ltd", "url": ""}}',
        {
            "title": "Manufacturing Engineer II",
            "company": "Helix Devices Ireland Ltd",
            "employment_type": "full_time",
            "experience_years_min": 2,
            "education": "bachelor",
            "external_id": "R-118822",
            "is_posting": True,
        },
    ),
    "adzuna": (
        '{"id": "5104", "title": "Class 1 HGV Driver - Nights", "company": {"display_name": "Fastlane Logistics", "__CLASS__": "Adzuna::API::Response::Company"}, "location": {"display_name": "Tamworth, Staffordshire", "area": ["UK"]}, "contract_type": "permanent", "contract_time": "full_time", "salary_min": 38000, "salary_max": 42000, "created": "2026-11-18T04:10:00Z", "redirect_url": "https://www.adzuna.example/land/ad/5104", "description": "We are recruiting Class 1 drivers for trunking. You need 12 months\' experience and a digi card\\u2026"}',
        {
            "title": "Class 1 HGV Driver - Nights",
            "company": "Fastlane Logistics",
            "employment_type": "full_time",
            "experience_years_min": 1,
            "posted_on": "2026-11-18",
            "is_posting": True,
        },
    ),
    "remoteok": (
        '{"slug": "remote-growth-marketer-plumly", "id": "998", "epoch": 1793000000, "date": "2026-11-15T00:00:00+00:00", "company": "Plumly", "position": "Growth Marketer", "tags": ["marketing", "seo"], "location": "Worldwide", "description": "<p>Plumly is a savings app. You own paid and SEO.</p>", "salary_min": 60000, "salary_max": 90000, "apply_url": "https://remoteok.example/l/998"}',
        {"title": "Growth Marketer", "company": "Plumly", "posted_on": "2026-11-15", "is_posting": True},
    ),
    "arbeitnow": (
        '{"slug": "pflegefachkraft-ulm-1", "company_name": "Klinikum Donau", "title": "Pflegefachkraft Intensivstation (m/w/d)", "description": "<p>Wir suchen zum n\\u00e4chstm\\u00f6glichen Zeitpunkt eine Pflegefachkraft in Voll- oder Teilzeit.</p><h3>Ihr Profil</h3><ul><li>Abgeschlossene Ausbildung in der Pflege</li></ul>", "remote": false, "url": "https://x.example/1", "tags": ["Pflege"], "job_types": ["berufserfahren"], "location": "Ulm", "created_at": 1793400000}',
        {
            "title": "Pflegefachkraft Intensivstation (m/w/d)",
            "company": "Klinikum Donau",
            "employment_type": "full_time",
            "language": "de",
            "is_posting": True,
        },
    ),
    "usajobsapi": (
        '{"MatchedObjectId": "8123", "MatchedObjectDescriptor": {"PositionID": "DE-123-26", "PositionTitle": "Civil Engineer", "PositionURI": "https://www.jobs.example/job/8123", "PositionLocationDisplay": "Omaha, Nebraska", "OrganizationName": "State Corps of Engineers", "DepartmentName": "Department of the Army", "PositionSchedule": [{"Name": "Full-time", "Code": "1"}], "PositionOfferingType": [{"Name": "Permanent"}], "QualificationSummary": "A degree in civil engineering and one year of specialized experience.", "PositionRemuneration": [{"MinimumRange": "72000", "MaximumRange": "94000", "RateIntervalCode": "PA"}], "PublicationStartDate": "2026-11-02", "ApplicationCloseDate": "2026-11-30"}}',
        {
            "title": "Civil Engineer",
            "company": "State Corps of Engineers",
            "employment_type": "full_time",
            "experience_years_min": 1,
            "posted_on": "2026-11-02",
            "expires_on": "2026-11-30",
            "external_id": "DE-123-26",
            "is_posting": True,
        },
    ),
    "teamtailor": (
        '{"data": {"id": "55", "type": "jobs", "attributes": {"title": "Redovisningsekonom", "pitch": "V\\u00e4x med oss", "body": "<p>Kustbolaget s\\u00f6ker en redovisningsekonom p\\u00e5 heltid till Kalmar.</p><p>Du har minst 3 \\u00e5rs erfarenhet av redovisning.</p>", "employment-type": "fulltime", "start-date": null, "created-at": "2026-11-09T10:00:00+01:00", "remote-status": "hybrid"}, "links": {"careersite-job-url": "https://kustbolaget.teamtailor.com/jobs/55-redovisningsekonom"}}}',
        {
            "title": "Redovisningsekonom",
            "company": "Kustbolaget",
            "employment_type": "full_time",
            "experience_years_min": 3,
            "language": "sv",
            "is_posting": True,
        },
    ),
    "csv-naukri": (
        'Job Title,Company,Experience,Salary,Location,Skills,Posted\n"Sr. Java Developer","Indus Softworks Pvt Ltd","6-9 Yrs","12-18 Lacs PA","Pune","Java, Spring Boot, Kafka","Posted 3 Days Ago"\n',
        {
            "title": "Sr. Java Developer",
            "company": "Indus Softworks Pvt Ltd",
            "seniority": "senior",
            "experience_years_min": 6,
            "is_posting": True,
        },
    ),
    "naukri-plain": (
        "Data Entry Operator\nSunrise Infotech\n0-2 Yrs\n1.5-2.5 Lacs P.A.\nJaipur\nJob description\nRole & responsibilities: typing of Hindi and English documents, updating Excel sheets.\nPreferred candidate profile: any graduate, typing speed 35 wpm.\nRole: Data Entry / MIS - Other\nIndustry Type: IT Services\nEmployment Type: Full Time, Permanent\nEducation\nUG: Any Graduate",
        {
            "title": "Data Entry Operator",
            "company": "Sunrise Infotech",
            "employment_type": "full_time",
            "experience_years_min": 0,
            "is_posting": True,
        },
    ),
    "uni": (
        "Assistant Professor of Medieval History (tenure-track)\nDepartment of History, Lakeview College\n\nLakeview College invites applications for a full-time tenure-track position in Medieval European history, to begin August 2027. Ph.D. in History required by time of appointment. Teaching load is 3-2.\n\nTo apply, send a letter, CV and three references to history-search@lakeview.example by January 8, 2027. Review of applications begins December 1.",
        {
            "title": "Assistant Professor of Medieval History (tenure-track)",
            "company": "Lakeview College",
            "employment_type": "full_time",
            "education": "doctorate",
            "expires_on": "2027-01-08",
            "is_posting": True,
        },
    ),
    "agency": (
        "Our client, a well known law firm in the City, is looking for a Junior/Senior Legal Secretary.\n\nPermanent, full time. £32-38k. You'll have at least 18 months in a law firm and fast, accurate typing. Please send your CV to Kate at Ashgrove Recruitment: kate@ashgrove.example",
        {
            "title": "Junior/Senior Legal Secretary",
            "seniority": "entry",
            "employment_type": "full_time",
            "company": None,
            "is_posting": True,
        },
    ),
    "es": (
        "SE BUSCA: Camarero/a para restaurante en Gijón\n\nRestaurante El Faro del Norte necesita camarero/a con experiencia mínima de 2 años. Jornada completa, turno partido. Imprescindible carnet de manipulador.\nInteresados enviar CV a elfaro@correo.example",
        {
            "company": "Restaurante El Faro del Norte",
            "employment_type": "full_time",
            "experience_years_min": 2,
            "language": "es",
            "is_posting": True,
        },
    ),
    "pt": (
        "Vaga: Auxiliar Administrativo (Presencial - Curitiba/PR)\n\nEmpresa: Contábil Aurora Ltda\nRegime: CLT, 44h semanais\nRequisitos: ensino médio completo, Excel intermediário, experiência mínima de 6 meses.\nEnviar currículo para rh@contabilaurora.example até 30/11/2026.",
        {
            "title": "Auxiliar Administrativo",
            "company": "Contábil Aurora Ltda",
            "education": "high_school",
            "expires_on": "2026-11-30",
            "language": "pt",
            "is_posting": True,
        },
    ),
    "memo": (
        "INTERNAL / EXTERNAL JOB POSTING\n\nPosition: Accounts Clerk II\nDepartment: Finance\nReports to: Controller\nPosting #: 26-114\nPosting date: November 9, 2026    Closing date: November 23, 2026\nStatus: Regular part-time (25 hrs/week)\nHourly rate: $24.10\n\nThe Town of Millbrook is seeking an Accounts Clerk II. Requires a two-year college diploma in accounting and one (1) year of municipal experience.",
        {
            "title": "Accounts Clerk II",
            "company": "Town of Millbrook",
            "employment_type": "part_time",
            "experience_years_min": 1,
            "education": "associate",
            "posted_on": "2026-11-09",
            "expires_on": "2026-11-23",
            "external_id": "26-114",
            "is_posting": True,
        },
    ),
    "chat": (
        "hey all 👋 we're hiring a mid-level React dev at Orbitly (remote, EU). contract to start, 6 months. dm me or https://orbitly.example/jobs/react",
        {
            "title": "mid-level React dev",
            "company": "Orbitly",
            "seniority": "mid",
            "employment_type": "contract",
            "is_posting": True,
        },
    ),
    "subject-mail": (
        "Job Title: Graduate Structural Engineer\nCompany: <company>\nLocation: Bristol\n\nOur team is growing. As a Graduate Structural Engineer you will prepare calculations and drawings. You should hold an MEng in civil engineering.",
        {
            "title": "Graduate Structural Engineer",
            "company": None,
            "seniority": "entry",
            "education": "master",
            "is_posting": True,
        },
    ),
    "board": (
        "Internal Job Board\n\nStore Manager - Homewares\nKettle & Thread, Bath\nSalary: £28,000\nWe are looking for a store manager with at least three years in retail to run our Bath shop. Full time, permanent.",
        {
            "title": "Store Manager - Homewares",
            "company": "Kettle & Thread",
            "seniority": "manager",
            "employment_type": "full_time",
            "is_posting": True,
        },
    ),
    "neg-article": (
        "# How to hire a great UX designer\n\nHiring a UX designer is hard. Start with a clear job description: list the duties, the skills and the salary. Ask for a portfolio. Candidates should have experience with Figma and user research. Offer a competitive salary and equity.",
        {"is_posting": False},
    ),
    "neg-resume": (
        "Priya Nair\nSenior Data Engineer — London — priya@mail.example\n\nExperience\nData Engineer, Tessera Bank, 2019 – 2023\nSenior Data Engineer, Flowline, 2023 – Present\nEducation\nMSc Computer Science, University of Leeds, 2018\nSkills: Python, Spark, dbt",
        {"is_posting": False},
    ),
    "neg-newsletter": (
        "This week's jobs: \nBackend Engineer at Plumly (remote) https://a.example/1\nData Analyst at Wavelet (Berlin) https://a.example/2\nProduct Manager at Quillpay (Toronto) https://a.example/3\nDesigner at Tessel (New York) https://a.example/4\nSee you next week!",
        {"is_posting": False},
    ),
    "care": (
        "Care Assistant (Nights)\nWillowmere Residential Home, Harrogate, HG2\n£12.60 per hour | 33 hours per week | Permanent\n\nWillowmere is a family-run home for 28 residents. We're looking for a kind, reliable Care Assistant to join our night team.\n\nYou'll have:\n- NVQ Level 2 in Health and Social Care (or be willing to work towards it)\n- At least six months' care experience\n\nApply with your CV to manager@willowmere.example. Closing date: 11 December 2026.",
        {
            "title": "Care Assistant (Nights)",
            "company": "Willowmere Residential Home",
            "expires_on": "2026-12-11",
            "is_posting": True,
        },
    ),
    "tech-plain": (
        "Company: Halyard Analytics\nRole: Sr. Data Engineer II\nJob Location: Remote (USA)\nJob Type: W2 Contract, 12+ months\nYears of experience: 8+\n\nMust have: Python, Spark, Airflow, Snowflake.\nNice to have: dbt.\nPlease share resumes to priya@halyard.example",
        {
            "title": "Sr. Data Engineer II",
            "company": "Halyard Analytics",
            "seniority": "senior",
            "employment_type": "contract",
            "experience_years_min": 8,
            "is_posting": True,
        },
    ),
    "recruiter": (
        "Hi Connections,\n\nGreetings from Zenspire Technologies!!\n\nWe have an immediate opening for SAP MM Consultant with one of our clients.\nExperience: 5-8 years\nLocation: Bengaluru\nNotice period: immediate to 15 days\nQualification: B.E/B.Tech\n\nInterested candidates can share their CV at hr@zenspire.example",
        {
            "title": "SAP MM Consultant",
            "experience_years_min": 5,
            "education": "bachelor",
            "is_posting": True,
        },
    ),
    "glassdoor": (
        "Brightwater Clinic\n4.1 ★\nFront Desk Coordinator\nBoise, ID\n$18 - $21 Per Hour (Employer est.)\nEasy Apply\nJob\nCompany\nRating\nWe are seeking a Front Desk Coordinator for our busy physiotherapy practice. Monday to Thursday, full-time. High school diploma required. 1 year of front office experience required.",
        {"title": "Front Desk Coordinator", "company": "Brightwater Clinic", "is_posting": True},
    ),
    "monster": (
        "Forklift Operator - 2nd Shift\nOxbow Lumber Co.  |  Eugene, OR  |  Full-time\nPosted: 11/18/2026\n\nABOUT THE JOB\nOxbow Lumber Co. has an opening for a Forklift Operator on 2nd shift (3 pm to 11:30 pm).\n\nREQUIREMENTS\n* Forklift certification\n* 1+ yr exp in a lumber yard or warehouse\n\nEqual Opportunity Employer/Veterans/Disabled",
        {
            "title": "Forklift Operator - 2nd Shift",
            "company": "Oxbow Lumber Co.",
            "employment_type": "full_time",
            "experience_years_min": 1,
            "posted_on": "2026-11-18",
            "is_posting": True,
        },
    ),
    "de-long": (
        "Stellenausschreibung\n\nDie Stadtwerke Ebersfeld GmbH sucht zum nächstmöglichen Zeitpunkt eine/n\n\nElektroniker (m/w/d) für Betriebstechnik\n\nin Vollzeit, unbefristet.\n\nIhre Aufgaben:\n- Wartung der Schaltanlagen\n- Bereitschaftsdienst\n\nIhr Profil:\n- Abgeschlossene Ausbildung als Elektroniker\n- mindestens 2 Jahre Berufserfahrung\n- Führerschein Klasse B\n\nBewerbungsfrist: 15.12.2026\nbewerbung@stadtwerke-ebersfeld.example",
        {
            "title": "Elektroniker (m/w/d) für Betriebstechnik",
            "company": "Stadtwerke Ebersfeld GmbH",
            "employment_type": "full_time",
            "experience_years_min": 2,
            "expires_on": "2026-12-15",
            "language": "de",
            "is_posting": True,
        },
    ),
    "fr-long": (
        "OFFRE D'EMPLOI\nComptable fournisseurs (H/F) - CDD 6 mois\nEntreprise : Ateliers Corvin\nLieu : Angers (49)\nTemps plein\nVous assurez la saisie des factures et les relances.\nProfil : Bac+2 en comptabilité, 2 ans d'expérience minimum.\nDate limite de candidature : 5 décembre 2026\nEnvoyez CV et lettre à rh@corvin.example",
        {
            "title": "Comptable fournisseurs (H/F)",
            "company": "Ateliers Corvin",
            "employment_type": "contract",
            "education": "associate",
            "experience_years_min": 2,
            "expires_on": "2026-12-05",
            "language": "fr",
            "is_posting": True,
        },
    ),
    "it": (
        "Cercasi cameriere/a - Trattoria Da Nino, Siena\n\nTrattoria Da Nino cerca cameriere/a con esperienza di almeno un anno, part time serale dal giovedì alla domenica. Inviare CV a danino@posta.example o chiamare lo 0577 555 010.",
        {
            "title": "cameriere/a",
            "company": "Trattoria Da Nino",
            "employment_type": "part_time",
            "language": "it",
            "is_posting": True,
        },
    ),
    "sv": (
        "Undersköterska till Solhaga äldreboende\nVård & Omsorg Kusten AB, Varberg\nVi söker en undersköterska på deltid (75 %). Du är utbildad undersköterska och har minst två års erfarenhet.\nSista ansökningsdag: 2026-12-10\nAnställningsform: Tillsvidareanställning",
        {
            "title": "Undersköterska",
            "company": "Vård & Omsorg Kusten AB",
            "employment_type": "part_time",
            "experience_years_min": 2,
            "expires_on": "2026-12-10",
            "language": "sv",
            "is_posting": True,
        },
    ),
    "pl": (
        "Oferta pracy: Magazynier (k/m)\nFirma: Polmeble Sp. z o.o.\nMiejsce pracy: Radom\nUmowa o pracę, pełny etat\nWymagania: min. 1 rok doświadczenia, uprawnienia na wózki widłowe.\nAplikuj: praca@polmeble.example",
        {
            "title": "Magazynier (k/m)",
            "company": "Polmeble Sp. z o.o.",
            "employment_type": "full_time",
            "language": "pl",
            "is_posting": True,
        },
    ),
    "church": (
        "Part-Time Church Administrator\n\nSt. Brendan's Parish, Kenmare\n\nThe parish seeks an administrator for 15 hours per week (mornings). Duties: bulletin, bookings, phone and accounts. Good Word and Excel needed. Letter and CV to the Parish Office by 4 December 2026.",
        {"employment_type": "part_time", "expires_on": "2026-12-04", "is_posting": True},
    ),
    "startup-prose": (
        "Quillback is building the operating system for independent bookshops. We raised a seed round in June and have 140 shops on the platform.\n\nWe're looking for our first Head of Sales. You've sold software to small businesses for at least five years, ideally in retail, and you want to build a team from nothing. Base £70-85k plus commission and equity. London, hybrid (two days).\n\nIf that's you, write to Asha (asha@quillback.example) with a few lines on the best deal you ever lost.",
        {"title": "Head of Sales", "company": "Quillback", "seniority": "director", "is_posting": True},
    ),
    "internship": (
        "Summer Internship: Marine Biology\n\nSkerry Field Centre offers eight-week internships for undergraduates in marine biology or a related subject. Interns help with shore surveys and teach school groups. Stipend of £250 a week and a bunk. Applications (CV and one page on why) by 31 March 2027.",
        {
            "title": "Summer Internship: Marine Biology",
            "company": "Skerry Field Centre",
            "employment_type": "internship",
            "seniority": "intern",
            "expires_on": "2027-03-31",
            "is_posting": True,
        },
    ),
    "volunteer": (
        "Volunteer Treasurer - Hollow Brook Food Bank\nTime commitment: about 4 hours a month\nWe are looking for a volunteer treasurer with bookkeeping experience to join our board of trustees. Travel costs paid. Contact: chair@hollowbrook.example",
        {
            "title": "Volunteer Treasurer",
            "company": "Hollow Brook Food Bank",
            "employment_type": "volunteer",
            "is_posting": True,
        },
    ),
    "apprentice": (
        "Apprentice Hairdresser (Level 2)\nEmployer: Curl Up & Dye Salon\nWage: £7.55 an hour\nDuration: 18 months\nHours: 30 a week\nWhat you'll do at work: shampoo, sweep, learn.\nRequirements: GCSE English grade 3",
        {
            "title": "Apprentice Hairdresser (Level 2)",
            "company": "Curl Up & Dye Salon",
            "employment_type": "apprenticeship",
            "is_posting": True,
        },
    ),
    "gov-ca": (
        "Senior Policy Analyst (EC-06)\nAgency: Natural Resources Secretariat\nClosing date: 2026-12-03 - 23:59, Pacific time\nWho can apply: Persons residing in Canada\nSalary: $104,526 to $121,225\nEducation: Graduation with a degree from a recognized post-secondary institution with specialization in economics.\nExperience: Minimum three years of experience in policy analysis.\nReference number: RNC26J-0142",
        {
            "title": "Senior Policy Analyst (EC-06)",
            "company": "Natural Resources Secretariat",
            "seniority": "senior",
            "experience_years_min": 3,
            "expires_on": "2026-12-03",
            "external_id": "RNC26J-0142",
            "is_posting": True,
        },
    ),
    "html-card": (
        '<article class="job"><header><p class="employer">Fernhill Nursery School</p><h1>Early Years Practitioner <span class="badge">New</span></h1><ul class="meta"><li>Totnes, Devon</li><li>Term time only</li><li>£23,100 FTE</li></ul></header><section><h3>The role</h3><p>You plan play for a group of eight three-year-olds with a colleague.</p><h3>You will need</h3><ul><li>Level 3 childcare qualification</li><li>Paediatric first aid</li></ul></section><footer>Posted 19 November 2026 · Job ref FNS-31</footer></article>',
        {
            "company": "Fernhill Nursery School",
            "posted_on": "2026-11-19",
            "external_id": "FNS-31",
            "is_posting": True,
        },
    ),
    "html-email": (
        '<html><body><p>Hello,</p><p><b>Lead Ecologist</b><br>Marsh &amp; Meadow Consulting &ndash; Norwich (hybrid)<br>Full time, permanent, &pound;42k&ndash;&pound;48k</p><p>Marsh &amp; Meadow is hiring a Lead Ecologist to run bat and newt surveys across East Anglia.</p><p>Essential: CIEEM membership, Natural England licence, 6 years in consultancy.</p><p>Apply: <a href="https://marshmeadow.example/careers/lead-ecologist">marshmeadow.example/careers</a></p></body></html>',
        {
            "title": "Lead Ecologist",
            "company": "Marsh & Meadow Consulting",
            "seniority": "lead",
            "employment_type": "full_time",
            "experience_years_min": 6,
            "is_posting": True,
        },
    ),
    "html-div": (
        '<div id="job"><div class="job-title">Mid-level iOS Developer</div><div class="company-name">Larkspur Mobile</div><div>Lisbon, Portugal</div><div class="job-body"><strong>What we ask</strong><ul><li>3-5 years of iOS</li><li>Swift, SwiftUI</li></ul><strong>What we offer</strong><ul><li>Full-time contract</li></ul></div></div>',
        {
            "title": "Mid-level iOS Developer",
            "company": "Larkspur Mobile",
            "seniority": "mid",
            "employment_type": "full_time",
            "experience_years_min": 3,
            "is_posting": True,
        },
    ),
    "html-title": (
        "<html><head><title>Software Tester (m/f/d) at Brokkoli Software in Graz | JobsAlpin</title></head><body><nav>Home Jobs Employers Login</nav><h1>Software Tester (m/f/d)</h1><h2>Your tasks</h2><ul><li>Write test plans</li></ul><h2>Your profile</h2><ul><li>HTL or bachelor's degree</li><li>First experience with Cypress</li></ul><p>Minimum salary EUR 42.000 gross per year, full-time.</p></body></html>",
        {
            "title": "Software Tester (m/f/d)",
            "company": "Brokkoli Software",
            "employment_type": "full_time",
            "education": "bachelor",
            "is_posting": True,
        },
    ),
    "json-generic": (
        '{"job": {"jobTitle": "Cloud Security Engineer", "employer": {"name": "Basalt Bank"}, "jobType": "Permanent", "hours": "Full Time", "seniority": "Senior", "experienceYears": "5", "qualification": "Bachelors", "datePosted": "2026-11-14", "closingDate": "2026-12-14", "reference": "BB-7781", "jobDescription": "Basalt Bank needs a Cloud Security Engineer to secure Azure."}}',
        {
            "title": "Cloud Security Engineer",
            "company": "Basalt Bank",
            "seniority": "senior",
            "employment_type": "full_time",
            "experience_years_min": 5,
            "education": "bachelor",
            "posted_on": "2026-11-14",
            "expires_on": "2026-12-14",
            "external_id": "BB-7781",
            "is_posting": True,
        },
    ),
    "json-reed": (
        '{"employerId": 1, "employerName": "Ashgrove Recruitment", "jobId": 51234567, "jobTitle": "Credit Controller", "locationName": "Hull", "minimumSalary": 26000, "maximumSalary": 29000, "currency": "GBP", "expirationDate": "20/12/2026", "date": "18/11/2026", "fullTime": true, "partTime": false, "contractType": "Permanent", "jobDescription": "<p>You chase debt, politely. At least 2 years in credit control.</p>", "jobUrl": "https://www.reed.example/jobs/51234567"}',
        {
            "title": "Credit Controller",
            "company": "Ashgrove Recruitment",
            "employment_type": "full_time",
            "experience_years_min": 2,
            "posted_on": "2026-11-18",
            "expires_on": "2026-12-20",
            "external_id": "51234567",
            "is_posting": True,
        },
    ),
    "json-gh-embed": (
        '{"jobs": [{"id": 1, "title": "Machine Learning Intern (Summer 2027)", "absolute_url": "https://boards.greenhouse.io/tarn/jobs/1", "location": {"name": "Zurich"}, "content": "&lt;p&gt;Tarn trains small models. As an intern you will train them with us.&lt;/p&gt;&lt;p&gt;Enrolled in a Master or PhD program.&lt;/p&gt;"}]}',
        {"seniority": "intern", "employment_type": "internship", "education": "master", "is_posting": True},
    ),
    "csv-semi": (
        'Titel;Firma;Ort;Arbeitszeit;Beschreibung\n"Lagermitarbeiter (m/w/d)";"Holm Logistik GmbH";"Kiel";"Vollzeit";"Wir suchen Verstärkung im Lager. Staplerschein von Vorteil, mindestens 1 Jahr Erfahrung."\n',
        {
            "title": "Lagermitarbeiter (m/w/d)",
            "company": "Holm Logistik GmbH",
            "employment_type": "full_time",
            "experience_years_min": 1,
            "language": "de",
            "is_posting": True,
        },
    ),
    "md-yaml": (
        '---\ntitle: "Research Software Engineer"\norganization: "Institute for Glacier Studies"\nlocation: Tromsø\ndeadline: 2026-12-31\ntype: fixed-term\n---\n\nWe seek a research software engineer (two-year contract) to look after our ice models.\n\n**Required**: MSc in a quantitative field, Fortran or C++, 3 years experience.',
        {
            "title": "Research Software Engineer",
            "company": "Institute for Glacier Studies",
            "employment_type": "contract",
            "education": "master",
            "experience_years_min": 3,
            "expires_on": "2026-12-31",
            "is_posting": True,
        },
    ),
    "md-wiki": (
        "**Job title:** Programme Manager (Water)\n**Reports to:** Director of Programmes\n**Contract:** Two years, fixed-term\n**Employer:** WellSpring Relief\n\n## Background\nWellSpring Relief drills wells in five countries.\n\n## Person specification\n*Essential*\n- Master's degree in engineering or international development\n- Minimum 7 years' experience managing water projects\n*Desirable*\n- French",
        {
            "title": "Programme Manager (Water)",
            "company": "WellSpring Relief",
            "employment_type": "contract",
            "education": "master",
            "experience_years_min": 7,
            "is_posting": True,
        },
    ),
    "hn1": (
        'Tarnwood Labs (<a href="https:&#x2F;&#x2F;tarnwood.example">https:&#x2F;&#x2F;tarnwood.example</a>) is hiring in Oslo (ONSITE) and REMOTE (EU)<p>We make software for sawmills. Roles:<p>- Senior&#x2F;Staff Backend Engineer (Rust)<p>- Product Designer<p>Email jobs@tarnwood.example',
        {
            "title": "Senior/Staff Backend Engineer (Rust)",
            "company": "Tarnwood Labs",
            "seniority": "senior",
            "is_posting": True,
        },
    ),
    "hn2": (
        "Junior&#x2F;Mid Frontend Developer @ Osprey Maps | Vienna | full-time | €45-55k<p>Vue, TypeScript, maps. No degree needed.",
        {
            "title": "Junior/Mid Frontend Developer",
            "company": "Osprey Maps",
            "seniority": "entry",
            "employment_type": "full_time",
            "education": "none",
            "is_posting": True,
        },
    ),
    "hn3": (
        "Stealth fintech | NYC | Founding engineer | $180-220k + equity<p>We are two ex-bankers. Reach out: founders@stealthfin.example",
        {"title": "Founding engineer", "company": None, "is_posting": True},
    ),
    "hn4": (
        "I work at Petrel (YC W21), a payroll startup. We&#x27;re looking for an engineering manager and 2 senior backend folks in Toronto. See petrel.example&#x2F;jobs",
        {"title": "engineering manager", "company": "Petrel", "seniority": "manager", "is_posting": True},
    ),
    "neg-thread": (
        "Has anyone interviewed at a bootcamp recently? I'm a junior developer with 1 year of experience and wondering whether a degree matters for full-time roles. Salary is fine. Thanks!",
        {"is_posting": False},
    ),
    "neg-profile": (
        "Jonas Weber\nFreelance Photographer, Bremen\nI shoot weddings and products. Day rate 650 EUR. Available weekends. Contact jonas@weber.example",
        {"is_posting": False},
    ),
    "neg-salary": (
        "Average Electrician Salary in Ohio\nThe average salary for an electrician in Ohio is $58,100 per year, or $27.93 an hour. Entry-level positions start at $41,000 while most experienced workers make up to $79,000.",
        {"is_posting": False},
    ),
    "neg-company": (
        "About Marlow Desk\nMarlow Desk makes standing desks. Founded in 2009, we employ 80 people in Leeds. Our desks are sold in 14 countries. Contact: hello@marlowdesk.example, 0113 555 0100.",
        {"is_posting": False},
    ),
}


@pytest.mark.parametrize("name", NOTICES)
def test_short_notices_and_records_are_read(name: str) -> None:
    text, expected = NOTICES[name]
    extraction = extract(text)
    found: dict[str, Any] = {}
    for field in expected:
        if field == "is_posting":
            found[field] = extraction.verdict.value.is_posting
        elif field == "language":
            found[field] = extraction.language
        else:
            finding = getattr(extraction, field)
            value = None if finding is None else finding.value
            found[field] = value if isinstance(value, int | None) else str(value)
    assert found == expected
