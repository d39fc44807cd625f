"""Harder strings of pay, places and workplace, and how many the tables of all four fields hold."""

from __future__ import annotations

import pytest

from tests.extraction import test_pay, test_skills, test_workplace
from tests.extraction.places import test_header, test_labels, test_prose
from tests.extraction.places.reading import labelled, said

PAY = [
    # marks and magnitudes of the world
    ("Salary: ₹ 18,50,000 - 24,00,000 PA", "", "1850000-2400000 INR year"),
    ("CTC: 12 LPA - 16 LPA", "", "1200000-1600000 INR year"),
    ("Salary: INR 4,50,000 – 6,00,000 per annum", "", "450000-600000 INR year"),
    ("Compensation: ₹1.5 Cr - ₹2 Cr per year", "", "15000000-20000000 INR year"),
    ("Salary: ₹35,000 - ₹45,000 per month", "", "35000-45000 INR month"),
    ("Salário: R$ 4.500 a R$ 6.200 por mês", "", "4500-6200 BRL month"),
    ("Gehalt: 52.000–61.000 EUR brutto/Jahr", "", "52000-61000 EUR year"),
    ("Bruttojahresgehalt zwischen 48.000 € und 56.000 €", "", "48000-56000 EUR year"),
    ("Stundenlohn ab 16,20 € brutto", "", "16.2- EUR hour"),
    ("Lohn: CHF 6'200.– bis CHF 7'100.– pro Monat", "", "6200-7100 CHF month"),
    ("Salaire : entre 2 100 € et 2 400 € brut par mois", "", "2100-2400 EUR month"),
    ("Rémunération annuelle brute : 42 000 € à 48 000 €", "", "42000-48000 EUR year"),
    ("Salario: 24.000 € - 28.000 € brutos anuales", "", "24000-28000 EUR year"),
    ("Retribuzione: 1.600 € - 1.850 € lordi al mese", "", "1600-1850 EUR month"),
    ("Loon: € 2.850 - € 3.400 bruto per maand", "", "2850-3400 EUR month"),
    ("Månadslön: 32 500 – 36 000 SEK", "", "32500-36000 SEK month"),
    ("Løn: 38.000 - 42.000 kr. pr. måned", "DK", "38000-42000 DKK month"),
    ("Wynagrodzenie: 7 500 – 9 200 PLN brutto / miesiąc", "", "7500-9200 PLN month"),
    ("Mzda: 45 000 - 55 000 Kč / měsíc", "", "45000-55000 CZK month"),
    ("月給 28万円 〜 35万円", "", "280000-350000 JPY month"),
    ("Salary: HK$28,000 - HK$34,000 per month", "", "28000-34000 HKD month"),
    ("Salary: SGD 5,200 to 6,800 monthly", "", "5200-6800 SGD month"),
    ("Salary: NZ$78,000 – NZ$86,000 per annum", "", "78000-86000 NZD year"),
    ("Package: AU$115k + super", "", "115000 AUD year"),
    ("Salary: KES 80,000 - 110,000 per month", "", "80000-110000 KES month"),
    ("Salary: ₦350,000 - ₦420,000 per month", "", "350000-420000 NGN month"),
    ("Salary: R450 000 - R520 000 per annum", "ZA", "450000-520000 ZAR year"),
    ("Salary: PHP 45,000 – PHP 60,000 per month", "", "45000-60000 PHP month"),
    ("Salary: ₱38,000 to ₱44,000 monthly", "", "38000-44000 PHP month"),
    ("Salary: ILS 22,000-27,000 per month", "", "22000-27000 ILS month"),
    # base beside variable pay, elided units, bands
    ("Base salary $95,000 - $110,000; OTE $190,000 - $220,000", "", "95000-110000 USD year"),
    ("OTE: £70,000 (£40,000 base + £30,000 commission)", "", "40000 GBP year"),
    ("£32k basic, £55k OTE", "", "32000 GBP year"),
    ("Salary: $85-95K DOE plus 10% bonus", "", "85000-95000 USD year"),
    ("Pay: $28/hr - $34/hr depending on experience", "", "28-34 USD hour"),
    ("$62.50 per hour (about $130,000 per year)", "", "62.5 USD hour"),
    (
        "Salary range:\n- New York: $130,000 - $150,000\n- All other locations: $115,000 - $135,000",
        "",
        "115000-150000 USD year",
    ),
    ("Day rate: £500 - £550 (outside IR35)", "", "500-550 GBP day"),
    ("Salary: $60,000 plus $5,000 sign-on bonus", "", "60000 USD year"),
    ("Package : 45K€ fixe + 15K€ variable (OTE 60K€)", "FR", "45000 EUR year"),
    # Russian boards
    ("Зарплата: от 95 000 ₽ на руки", "RU", "95000- RUB month"),
    ("от 110 000 до 165 000 руб. до вычета налогов", "RU", "110000-165000 RUB month"),
    ("З/п: 70 000–90 000 ₽ за месяц, на руки", "RU", "70000-90000 RUB month"),
    ("Оклад 62 000 рублей", "RU", "62000 RUB month"),
    ("Заработная плата до 230 000 ₽", "RU", "-230000 RUB month"),
    ("Доход: 450 руб. в час", "RU", "450 RUB hour"),
    # a year's pay in 13, 14 or 15 parts
    ("14 pagas de 1.380 € brutos", "ES", "1380 EUR month"),
    ("1.520 € brutos mensuales en 14 pagas", "ES", "1520 EUR month"),
    ("Salaire : 1 920 € brut mensuel sur 13 mois", "FR", "1920 EUR month"),
    ("Bruttomonatsgehalt ab € 2.610,- (14x)", "AT", "2610- EUR month"),
    ("Mindestentgelt EUR 39.200,- brutto jährlich, Überzahlung möglich", "AT", "39200- EUR year"),
    ("Bruttojahreszielgehalt: 61.000 € - 67.000 €", "DE", "61000-67000 EUR year"),
    ("Más de 19.500€ bruto/año", "ES", "19500- EUR year"),
    ("年薪800,000元以上", "TW", "800000- TWD year"),
    ("月薪42,000~58,000元", "CN", "42000-58000 CNY month"),
    # for one piece of work, or for the whole stay
    ("Pay: $52 per session", "US", "52 USD fixed"),
    ("Rate: $95 per consultation", "US", "95 USD fixed"),
    ("Pay: $6,400 for the 10-week internship", "US", "6400 USD fixed"),
    # lines of a record
    (
        "title: Bookkeeper\nsalary_min: 31000.0\nsalary_max: 34500.0\nsalary_avg: 32750.0",
        "GB",
        "31000-34500 GBP year",
    ),
    ("$53K-$91K (Employer est.)", "US", "53000-91000 USD year"),
    ("Employer Provided Salary:$45 - $65 Per Hour", "US", "45-65 USD hour"),
    ("Weekly pay: $1,450 - $1,600", "", "1450-1600 USD week"),
    ("Pay: up to £14.75 per hour", "", "-14.75 GBP hour"),
    ("Salary: from €3.100 per month", "", "3100- EUR month"),
    ("Level 4: $118,000 - $137,000\nLevel 5: $139,000 - $166,000", "", "118000-166000 USD year"),
    ("Compensation\nLevel 4: $118,000\nLevel 5: $139,000", "", "118000-139000 USD year"),
    ("Pay: $21.50/hour, time and a half after 40 hours", "", "21.5 USD hour"),
]
NOT_PAY = [
    "$53K-$91K (Glassdoor est.)",
    "Estimated salary: $85,000 - $103,000 per year according to Indeed",
    "100% commission, earn $80k-$150k in your first year",
    "Commission only: our people make $90,000 - $140,000",
    "Top performers earn over $200,000 a year",
    "Salary: 999999",
    "Application fee: $50. Course price: $1,200",
    "average contract value $30,000 - $60,000 per year",
    "On-call pay of $150 per week",
    "Budget szkoleniowy 5 000 zł rocznie",
    "The average base salary for a Bookkeeper is $45,000 per year",
    "Salary Estimate: $56K - $100K",
    "Salary: competitive\nOur fund: $40,000 - $60,000 for start-ups",
    "title: Bookkeeper\nsalary_min: 31204.55\nsalary_max: 31204.55\nsalary_is_predicted: 1",
    "Salary Estimate: $56K - $100K (Glassdoor est.)\nMin Salary: 56\nMax Salary: 100\nAvg Salary: 78.0",
    "Pay scale & grade: GS 9 - 11",
    "Salary: agreed with you\nVacancy number: 2027396",
    "A monthly phone allowance of $60 is paid.",
    "You manage budgets of up to €4 million.",
    "Our average order is worth $1,200.",
    "A relocation payment of $8,000 is made.",
    "We pay $150 a month towards child care.",
    "Deals between $250k and $900k are yours to close.",
    "Quota: $1.2M a year.",
    "Bail bonds of $20,000 and more are no obstacle.",
]

LABELLED_PLACES = [
    ("Georgia, USA", ["GA, US"]),
    ("Tbilisi", ["Tbilisi, GE"]),
    ("Augusta, GA", ["Augusta, GA, US"]),
    ("Athens, GA", ["Athens, GA, US"]),
    ("Athens, Greece", ["Athens, GR"]),
    ("New Orleans, LA", ["New Orleans, LA, US"]),
    ("Los Angeles", ["Los Angeles, CA, US"]),
    ("Vientiane, LA", ["Vientiane, LA"]),
    ("Dover, DE", ["Dover, DE, US"]),
    ("Dresden, DE", ["Dresden, DE"]),
    ("Fort Wayne, IN", ["Fort Wayne, IN, US"]),
    ("Mumbai, IN", ["Mumbai, IN"]),
    ("Sacramento, CA", ["Sacramento, CA, US"]),
    ("Ottawa, CA", ["Ottawa, ON, CA"]),
    ("Denver, CO", ["Denver, CO, US"]),
    ("Bogotá, CO", ["Bogotá, CO"]),
    ("Baltimore, MD", ["Baltimore, MD, US"]),
    ("Chisinau, MD", ["Chisinau, MD"]),
    ("Little Rock, AR", ["Little Rock, AR, US"]),
    ("Buenos Aires, AR", ["Buenos Aires, AR"]),
    ("Mobile, Alabama", ["Mobile, AL, US"]),
    ("Tirana, AL", ["Tirana, AL"]),
    ("Omaha, NE", ["Omaha, NE, US"]),
    ("Kansas City, MO", ["Kansas City, MO, US"]),
    ("Kansas City, KS", ["Kansas City, KS, US"]),
    ("Birmingham, UK", ["Birmingham, GB"]),
    ("Birmingham, Alabama", ["Birmingham, AL, US"]),
    ("Cambridge, Massachusetts", ["Cambridge, MA, US"]),
    ("Cambridge, England", ["Cambridge, GB"]),
    ("San Jose, CA", ["San Jose, CA, US"]),
    ("San José, Costa Rica", ["San José, CR"]),
    ("Santiago, Chile", ["Santiago, CL"]),
    ("Valencia, Spain", ["Valencia, ES"]),
    ("Valencia, CA", ["Valencia, CA, US"]),
    ("Melbourne, FL", ["Melbourne, FL, US"]),
    ("Melbourne VIC", ["Melbourne, AU"]),
    ("Perth, Scotland", ["Perth, GB"]),
    ("Perth, WA", ["Perth, AU"]),
    ("Hamilton, ON", ["Hamilton, ON, CA"]),
    ("Hamilton, New Zealand", ["Hamilton, NZ"]),
    ("Moscow, ID", ["Moscow, ID, US"]),
    ("Berlin, NH", ["Berlin, NH, US"]),
    ("Rome, GA", ["Rome, GA, US"]),
    ("Naples, FL", ["Naples, FL, US"]),
    ("Remote - Canada", ["CA"]),
    ("Remote, Germany", ["DE"]),
    ("Remote (CA)", ["CA, US"]),
    ("Remote - Georgia", ["GA, US"]),
    ("Anywhere in the UK", ["GB"]),
    ("Newcastle upon Tyne", ["Newcastle upon Tyne, GB"]),
    ("St. John's, NL", ["St. John's, NL, CA"]),
    ("Victoria, BC", ["Victoria, BC, CA"]),
]

WORKPLACE = [
    ("This is not a hybrid role: you work from home all week.", "remote"),
    ("There is no option to work from home.", "onsite"),
    ("Working from home is not an option.", "onsite"),
    ("The role cannot be done from home.", "onsite"),
    ("This position does not offer remote work.", "onsite"),
    ("Remote candidates will not be considered.", "onsite"),
    ("We are unable to consider remote applicants.", "onsite"),
    ("This role is office-based, five days a week.", "onsite"),
    ("You will be in the office Monday to Friday.", "onsite"),
    ("Four days in the office, one from home.", "hybrid"),
    ("You come to the office twice a week.", "hybrid"),
    ("Office attendance is expected three days each week.", "hybrid"),
    ("At least 60% of your time is spent in the office.", "hybrid"),
    ("We ask for two office days a week.", "hybrid"),
    ("You can choose two home days a week.", "hybrid"),
    ("Up to 50% of the work can be done from home.", "hybrid"),
    ("1 day per week WFH after probation.", "hybrid"),
    ("Fully remote, with a team week in Porto once a year.", "remote"),
    ("You work remotely and visit the office once a quarter.", "remote"),
    ("This job is 100% home based.", "remote"),
    ("You can do this job from anywhere in Europe.", "remote"),
    ("We are a fully distributed team and this role is remote.", "remote"),
    ("We have no office; everyone works from home.", "remote"),
    ("Remote-only.", "remote"),
    ("Applicants may work remotely from any state.", "remote"),
    ("Télétravail à 100 %.", "remote"),
    ("Télétravail : 3 jours par semaine.", "hybrid"),
    ("Homeoffice ist nicht möglich.", "onsite"),
    ("Zwei Tage pro Woche im Büro.", "hybrid"),
    ("Trabajo 100% remoto.", "remote"),
    ("Trabajo presencial.", "onsite"),
    ("Lavoro da remoto due giorni alla settimana.", "hybrid"),
    ("Our remote sensing team maps glaciers.", None),
    ("You support remote sites by satellite phone.", None),
    ("You look after hybrid tomatoes in our greenhouse.", None),
    ("There is an on-site canteen and an on-site nursery.", None),
    ("The home office of the bank is in Ohio.", None),
    ("You install home office equipment for clients.", None),
    ("Our customers work from home and love our chairs.", None),
    ("The training in the first week takes place in person.", None),
    ("You lead people in the office and on the road.", None),
]


@pytest.mark.parametrize(("text", "country", "wanted"), PAY, ids=[text[:60] for text, _, _ in PAY])
def test_pay_in_the_forms_of_the_world_is_read(text: str, country: str, wanted: str) -> None:
    assert test_pay.envelope(text, *filter(None, [country])) == wanted


@pytest.mark.parametrize("text", NOT_PAY)
def test_a_sum_that_is_not_the_job_s_pay_is_refused(text: str) -> None:
    assert test_pay.envelope(text) == ""


@pytest.mark.parametrize(("value", "wanted"), LABELLED_PLACES, ids=[value for value, _ in LABELLED_PLACES])
def test_places_whose_names_and_codes_collide_are_told_apart(value: str, wanted: list[str]) -> None:
    assert said(labelled(value)) == wanted


@pytest.mark.parametrize(("sentence", "wanted"), WORKPLACE, ids=[sentence for sentence, _ in WORKPLACE])
def test_negations_and_office_days_are_understood(sentence: str, wanted: str | None) -> None:
    assert test_workplace.said(test_workplace.in_prose(sentence)) == wanted


def test_the_tables_of_hard_strings_are_as_long_as_promised() -> None:
    """Distinct strings: at least 150 of pay, 120 of places, 100 of workplace, 300 of skills."""
    pay = {text for text, _, _ in (*test_pay.STATED, *PAY)} | {*test_pay.NOT_PAY, *NOT_PAY}
    places = {
        *(text for text, _ in (*test_labels.LABELLED, *test_header.HEADERS, *test_prose.PROSE)),
        *(text for text, _ in LABELLED_PLACES),
        *test_prose.TRAPS,
    }
    workplace = {
        *(text for text, _ in (*test_workplace.PROSE, *test_workplace.LABELLED, *test_workplace.HEADERS)),
        *(text for text, _ in WORKPLACE),
        *test_workplace.TRAPS,
    }
    skills = {
        *(text for text, _ in test_skills.NAMED),
        *(text for text, _, _ in test_skills.SPLIT),
        *(sentence for _, _, sentence in test_skills.SENTENCES),
    }
    counted = {"pay": len(pay), "places": len(places), "workplace": len(workplace), "skills": len(skills)}
    print(counted)  # shown with -s
    assert counted["pay"] >= 240
    assert counted["places"] >= 240
    assert counted["workplace"] >= 180
    assert counted["skills"] >= 300
