# ruff: noqa: E501 - texts are as long as they are
"""Pay: which sums are pay, in which currency and period, and which bands they make."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postings.extraction import pay
from postings.extraction.document import read_document
from postings.extraction.finding import Finding, Location, Pay, PayPeriod


def places(*countries: str) -> tuple[Finding[Location], ...]:
    """Places of work known only by country."""
    return tuple(Finding(Location(None, None, country), "", 0, 0, 1.0, "test") for country in countries)


def envelope(text: str, *countries: str) -> str:
    """The envelope of a text's pay as a short string: "120000-150000 USD year"; "" when it states none."""
    found = pay.envelope(pay.find(read_document(text), places(*countries)))
    if found is None:
        return ""
    low = "" if found.minimum is None else f"{found.minimum.normalize():f}"
    high = "" if found.maximum is None else f"{found.maximum.normalize():f}"
    span = low if low == high else f"{low}-{high}"
    return " ".join([span, found.currency or "?", found.period.value if found.period else "?"])


# Text, countries of the job ("" when unknown), the pay that it states.
STATED = [
    ("Een startsalaris tussen €4.200 en €5.200 per maand", "NL", "4200-5200 EUR month"),
    ("Een bruto maandsalaris tussen € 3.140,- en € 4.260,- bij 36 uur", "NL", "3140-4260 EUR month"),
    ("Het salaris ligt tussen 3.500 en 4.500 euro bruto per maand", "NL", "3500-4500 EUR month"),
    ("Salary: from 800 up to 1500 EUR (net) per month", "", "800-1500 EUR month"),
    # marks, magnitudes and elided units
    ("Salary: $120-150k", "", "120000-150000 USD year"),
    ("SALARY: N180,000 - N220,000 monthly (net)", "NG", "180000-220000 NGN month"),
    (
        "Pay: $52.18 to $73.05 per hour. A weekend differential of $4.00 an hour applies.",
        "",
        "52.18-73.05 USD hour",
    ),
    ("Wir bieten 3.000 bis 3.600 € brutto im Monat. Jobticket im Wert von 49 €.", "", "3000-3600 EUR month"),
    ("| Weekly gross pay | $2,240 - $2,380 |", "", "2240-2380 USD week"),
    (
        "Das bieten wir\n3.450 € bis 4.100 € brutto im Monat\nGehalt für Schlosser in Bochum: 41.200 € - 49.800 €/Jahr",
        "",
        "3450-4100 EUR month",
    ),
    ("80k-100k EUR", "", "80000-100000 EUR year"),
    ("Rate: £450/day", "", "450 GBP day"),
    ("£350 daily rate", "", "350 GBP day"),
    ("Pay: $11,670.34 – $14,174.54 per month", "", "11670.34-14174.54 USD month"),
    ("Pay: $11,670.34 â€“ $14,174.54 per month", "", "11670.34-14174.54 USD month"),
    ("₹12,00,000 - ₹18,00,000 a year", "", "1200000-1800000 INR year"),
    ("CTC 20-30 LPA", "", "2000000-3000000 INR year"),
    ("Salary: 1.2 - 1.8 Crore", "", "12000000-18000000 INR year"),
    ("CTC: ₹ 8 Lakhs per annum", "", "800000 INR year"),
    ("Gehalt: €65.000 - €80.000 brutto", "", "65000-80000 EUR year"),
    ("65 000 – 80 000 EUR", "", "65000-80000 EUR year"),
    ("CHF 110'000 - 130'000", "", "110000-130000 CHF year"),
    ("SALARY: 95k-130k CHF", "", "95000-130000 CHF year"),
    ("PLN 20 000 - 28 000 net + VAT / month (B2B)", "", "20000-28000 PLN month"),
    ("Wynagrodzenie: 15 000 - 20 000 zł netto + VAT", "", "15000-20000 PLN month"),
    ("Stawka: do 150 PLN/h netto", "", "-150 PLN hour"),
    ("Lön: 45 000 - 55 000 kr/mån", "SE", "45000-55000 SEK month"),
    ("Lønn: kr 600 000 - 700 000 per år", "NO", "600000-700000 NOK year"),
    ("Rémunération : 38-45 k€", "", "38000-45000 EUR year"),
    ("Salaire : 50-60K€ Brut/an", "", "50000-60000 EUR year"),
    ("Salaire: 2 300 € brut/mois", "", "2300 EUR month"),
    ("entre 35 000 et 42 000 € brut annuel", "", "35000-42000 EUR year"),
    ("TJM : 350-400 €", "", "350-400 EUR day"),
    ("Monatsgehalt: 3.500 € – 4.200 €", "", "3500-4200 EUR month"),
    ("Jahresgehalt ab 55.000 €", "", "55000- EUR year"),
    ("CDI - Nantes - 38/45K€ selon profil", "FR", "38000-45000 EUR year"),
    ("Gehalt: 50 - 60 T€", "", "50000-60000 EUR year"),
    ("年収400万円〜600万円", "", "4000000-6000000 JPY year"),
    ("₹6L - ₹10L", "", "600000-1000000 INR year"),
    ("$48 - $55 p.h. + super", "", "48-55 AUD hour"),
    ("Base Pay: USD $80,000.00/Yr.-USD $100,000.00/Yr.", "", "80000-100000 USD year"),
    ("Salary Range: 58,000.00 To 66,000.00 (USD) Annually", "", "58000-66000 USD year"),
    ("Salary Min: $70,000\nSalary Max: $90,000", "", "70000-90000 USD year"),
    ("Hourly pay: $17-19/hr + tips (avg $25-30/hr with tips)", "", "17-19 USD hour"),
    ("Salary: $50,000-$60,000 DOE, Health stipend of $300 - $400/month", "", "50000-60000 USD year"),
    ("Starting at $15/hour; up to $18/hour after 90 days", "", "15-18 USD hour"),
    ("Stundenlohn: 14,50 €", "", "14.5 EUR hour"),
    ("RAL tra € 28k ed € 35k", "", "28000-35000 EUR year"),
    ("Sueldo: $25,000 - $30,000 MXN mensuales", "", "25000-30000 MXN month"),
    ("Salario: $18,000 - $22,000 mensuales", "MX", "18000-22000 MXN month"),
    ("Faixa salarial: R$ 5.500,00 a R$ 7.000,00", "", "5500-7000 BRL month"),
    ("Salário: R$ 8.000", "", "8000 BRL month"),
    ("Salary: RM 1500 – 1800++", "", "1500-1800 MYR month"),
    ("Salary S$6,000", "", "6000 SGD month"),
    ("Salary: CA$95K", "", "95000 CAD year"),
    ("AED 8,000 - 10,000 per month", "", "8000-10000 AED month"),
    ("R25 000 - R35 000 per month", "ZA", "25000-35000 ZAR month"),
    ("年収 ¥6,000,000 ~ ¥9,000,000", "", "6000000-9000000 JPY year"),
    ("Salary $80\u00ad-$125k", "", "80000-125000 USD year"),
    ("$120\\-150k", "", "120000-150000 USD year"),
    ("$73,150 AUD - $75,000 per year plus Superannuation", "", "73150-75000 AUD year"),
    ("$21.20 + 8% holiday pay", "", "21.2 USD hour"),
    ("GS-12 $88,000 to $114,000 Per Year", "", "88000-114000 USD year"),
    ("Salary range for this role is $85,000k - $120,000k/ year", "", "85000-120000 USD year"),
    # open ends
    ("Salary up to £90k", "", "-90000 GBP year"),
    ("From $25 an hour", "", "25- USD hour"),
    ("Salary: £DOE up to £45,000 per annum + benefits", "", "-45000 GBP year"),
    ("Gross salary from 4100 EUR/month (depending on your experience).", "", "4100- EUR month"),
    ("Pay starts at $19.50 per hour", "", "19.5- USD hour"),
    ("We are a startup and can pay at least $100k.", "", "100000- USD year"),
    ("Able to work within our $1,000/month budget.", "", "-1000 USD month"),
    # per hour to per year, and one sum for the whole
    ("Pay: $15.00 - $17.00 per hour Expected hours: 40 per week", "", "15-17 USD hour"),
    ("Pay range: USD 17.50/hr - 21.00/hr", "", "17.5-21 USD hour"),
    ("Compensation: $40.00/HR - 50.00/HR", "", "40-50 USD hour"),
    ("Compensation is $18- $22 an hour and a max of 40 hours a week.", "", "18-22 USD hour"),
    ("$85/hr W2", "", "85 USD hour"),
    ("£12.21 ph", "", "12.21 GBP hour"),
    ("Earn up to $1,500 per week", "", "-1500 USD week"),
    ("Internship stipend: ₹15,000 per month", "", "15000 INR month"),
    ("Fixed price: $5,000 for the project", "", "5000 USD fixed"),
    ("Hourly rate: 18-22", "US", "18-22 USD hour"),
    ("Bay Area Hourly Rate\n$54—$60 USD", "", "54-60 USD hour"),
    # the period of a bare figure comes from its size, with low confidence
    ("Range: $18.50 to $25.75", "CA", "18.5-25.75 CAD hour"),
    ("Salary: 21000-25000", "GB", "21000-25000 GBP year"),
    ("The anticipated base pay range for this position is $29-33.", "US", "29-33 USD hour"),
    ("Salary: 60k", "GB", "60000 GBP year"),
    ("Comp: 180-220", "US", "180000-220000 USD year"),
    ("Gehalt zwischen 8000 CHF und 9000 CHF", "CH", "8000-9000 CHF month"),
    # headers
    ("Acme | Engineer | London | 45-50K DOE", "GB", "45000-50000 GBP year"),
    ("Acme | Engineer | 120k-180k", "US", "120000-180000 USD year"),
    ("Acme | Dev | 100k+", "US", "100000- USD year"),
    ("Acme | Austin, TX | Onsite, Full-time | up to $100k | https://acme.example", "US", "-100000 USD year"),
    ("Acme | Software Engineer | NYC | Full-time | $130-$250+", "US", "130000-250000 USD year"),
    ("Acme | Front End Engineer | Remote | $60k, No Equity", "", "60000 USD year"),
    ("Acme | Data Engineer | Berlin | €60-75k + equity | ONSITE", "DE", "60000-75000 EUR year"),
    ("# Data Engineer\n### Acme\n#### `💰 USD $119,000~$153,000` `🌎 Remote`", "", "119000-153000 USD year"),
    ("# Nurse\n### Acme\n#### `💰 $60/hour - $93/hour` `🌎 Remote`", "", "60-93 USD hour"),
    ("Front-End Engineer ($70-$100k)", "US", "70000-100000 USD year"),
    # prose
    ("We pay $150k–$200k plus meaningful equity.", "", "150000-200000 USD year"),
    ("And we'll pay £35k-£70k.", "", "35000-70000 GBP year"),
    ("A salary of circa £40,000", "", "40000 GBP year"),
    ("Salary ranges based on experience from $70k to $100k.", "", "70000-100000 USD year"),
    (
        "The average base salary pay range for this role is between $140,000-$145,000 USD",
        "",
        "140000-145000 USD year",
    ),
    (
        "is generally within the range of $142,000 – $185,000 for annual base salary.",
        "",
        "142000-185000 USD year",
    ),
    ("The salary is between 146 000 and 218 000gross/year.", "PL", "146000-218000 PLN year"),
    ("A reasonable estimate of the range is $39,410 to $63,840", "US", "39410-63840 USD year"),
    # base pay beside what is not base pay
    ("OTE $180k (base $120k)", "", "120000 USD year"),
    ("Salary: £38,000 (OTE £45,000)", "", "38000 GBP year"),
    ("Salary £38,000 basic, OTE of £45,000", "", "38000 GBP year"),
    ("On-target earnings with a base salary of $100,000 - $120,000", "", "100000-120000 USD year"),
    ("£38,000 basic (£45,000 on-target earnings)", "", "38000 GBP year"),
    ("Base salary: $140,000\nBonus: $20,000", "", "140000 USD year"),
    ("Compensation:\n- Base: $140,000\n- Base + Bonus Target: $185,000", "", "140000 USD year"),
    ("Compensation: $150,000 - $180,000 + 0.5% equity", "", "150000-180000 USD year"),
    (
        "The base salary range, excluding bonus, equity and benefits, is $120,000 - $150,000 per year.",
        "",
        "120000-150000 USD year",
    ),
    ("Salary: $100k plus a $10,000 signing bonus.", "", "100000 USD year"),
    ("Pay: £11.50 per hour plus tips and a £500 welcome bonus", "", "11.5 GBP hour"),
    ("We have raised over $5,000,000. Salary: $120k.", "", "120000 USD year"),
    ("Equity: 10-20% + ~$40k salary", "", "40000 USD year"),
    ("Pay: $52,000/yr ($25/hr)", "", "52000 USD year"),
    ("Pay: $60 per hour\n\nThe statutory minimum wage is $40 per hour.", "HK", "60 HKD hour"),
    ("Monthly pay $11,700 USD + housing stipend", "", "11700 USD month"),
    # several bands make an envelope
    ("Zone A: $150,000-$180,000; Zone B: $135,000-$162,000", "", "135000-180000 USD year"),
    (
        "Base pay by place\nDenver: $89,300 - $130,900\nSeattle: $104,000 - $152,570",
        "",
        "89300-152570 USD year",
    ),
    ("Junior salary: £25k-£30k, Senior salary: £45k-£60k", "", "25000-60000 GBP year"),
    # the place of work tells the dollar
    ("Pay: $40/hour", "CA", "40 CAD hour"),
    ("Pay: $40/hour", "AU", "40 AUD hour"),
    ("Pay: $40/hour", "NZ", "40 NZD hour"),
    ("Pay: $40/hour", "US", "40 USD hour"),
    ("Salary: $5,500 per month", "SG", "5500 SGD month"),
    ("Salary: $120k - $150k USD", "CA", "120000-150000 USD year"),
    (
        "The annual Canadian base salary range for this role is $160,000 - $240,000.",
        "US",
        "160000-240000 CAD year",
    ),
    ("Salary: $90,000", "DE", "90000 USD year"),
]

# Texts with sums, none of which is this job's base pay.
NOT_PAY = [
    "Een marktconform salaris (op basis van 38,75 uur per week)",
    "$75 phone and $1,200 learning allowance per year",
    "Detention $15/hour · Stop pay $20",
    "Salary: $~0k",
    "💰 ~0k",
    "Salary: competitive",
    "Pay: $0.00",
    "$0/yr - $0/yr",
    "$1/yr - $1/yr",
    "We pay six figures",
    "This is an unpaid internship",
    "We offer a 401k and 403(b) plan",
    "401k match up to $5,000",
    "We raised $40M from well-known funds",
    "We just closed a $25 million Series B",
    "backed by $5M+ in seed funding",
    "crossed the $1B mark in transaction volume",
    "last month we made $390K",
    "a company with €1B in revenue",
    "disrupting a $12 trillion market",
    "We processed over $58 billion last year",
    "valued at $12,000,000",
    "used by 40k retailers on 100k physical servers",
    "a 50k sqft warehouse",
    "more than 500K members",
    "over 30k customers in 12 countries",
    "houses here go for $100,000 to $400,000",
    "£3k to spend on your perfect desk",
    "$75 cell phone reimbursement",
    "a $100 monthly commuter benefit",
    "$1,000/month for gym membership and food",
    "$200/month AI tools budget",
    "Home office stipend: USD$100/month",
    "Learning budget: $3,000 per year",
    "$5,250 annually for professional development",
    "up to $315/month towards transit",
    "for each friend you refer you get $2,500",
    "a $10k referral bounty",
    "$1,000 sign-on",
    "Sign-on bonus: $5,000",
    "a relocation package of 5,000 EUR",
    "In addition to your salary you get 2700 RON/year through your benefits account",
    "Annual performance bonus of £2,500",
    "OTE: $180,000",
    "The OTE range for this role is $180,000 - $210,000 USD.",
    "Pay range (OTE): $180k-$210k",
    "Salary: $180,000 - $210,000 OTE",
    "The on target earnings range is $180,000 - $210,000",
    "Salary Range: $180,000—$210,000 USD (OTE)",
    "commission of $500 - $900 per month",
    "0.1% - 0.5% equity",
    "Options worth $20,000 - $40,000 vesting over four years",
    "$90K - $120K (Glassdoor est.)",
    "The average salary for this role in the US is $95,000.",
    "The minimum wage is $15.00 per hour.",
    "Our customers save $2,000 - $4,000 a year",
    "a meal voucher of 13€ per ticket",
    "Stipend: $500/month for coworking",
    "detention $12/hour and layover $80/day",
    "Detention pay: $12/hour, layover pay $80/day, 55 cpm",
    "$0.62 per mile",
    "earn $20-$30 per interview",
    "Job ID 120000-150000",
    "Req. R25_00537",
    "Call 020 7946 0000",
    "ISO 27001 certified",
    "Budget responsibility of $5M",
    "Manage a portfolio of £250k deals",
    "costs over $5,000 in fees and 225 days",
    "Please state your salary expectations",
    "Dental insurance with a $1,500 deductible",
    "Visa fees of £1,200 are paid by us",
    "Series C of $105M at a $2.1B valuation",
    "Salary: **** (with London weighting). Our school was founded by friends of the wind in 2010 and was praised in 2013.",
    "Fertility support (up to $10,000 per year)",
]


@pytest.mark.parametrize(("text", "country", "wanted"), STATED, ids=[text[:60] for text, _, _ in STATED])
def test_stated_pay_is_read(text: str, country: str, wanted: str) -> None:
    assert envelope(text, *filter(None, [country])) == wanted


@pytest.mark.parametrize("text", NOT_PAY)
def test_a_sum_that_is_no_pay_is_refused(text: str) -> None:
    assert envelope(text) == ""


@pytest.mark.parametrize("trap", NOT_PAY)
def test_a_trap_beside_stated_pay_changes_nothing(trap: str) -> None:
    body = (
        f"Bookkeeper\n\nWe keep the books of small firms.\n\n{trap}\n\nSalary: $61,500 - $68,250 per year\n"
    )
    assert envelope(body) == "61500-68250 USD year"


def test_of_several_roles_in_a_comment_the_first_one_s_pay_counts() -> None:
    text = (
        "Pinwheel | Leeds, MA or REMOTE | full-time<p>Hiring:<p>* Front-End Engineer ($70-$100k)"
        "<p>* Junior Kite Engineer (onsite) ($40-$60k)"
    )
    assert envelope(text, "US") == "70000-100000 USD year"


def test_pay_in_the_navigation_of_a_page_is_not_this_jobs_pay() -> None:
    page = (
        "<html><body><nav><a href='/s'>Salaries: stagehands earn £24,000 on average</a></nav>"
        "<h1>Stage Hand</h1><p>Temporary · £26,500 pro rata</p></body></html>"
    )
    assert envelope(page, "GB") == "26500 GBP year"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Salary: £23,500 FTE (£14,100 pro rata for 22.5 hours a week)", "23500 GBP year"),
        ("Pay: £12.75 per hour (weekend rate £14.40)", "12.75 GBP hour"),
        ("Pay: $17 - $19 per hour. Tips average $4-$7/hour.", "17-19 USD hour"),
        ("Das Mindestentgelt beträgt 2.870 EUR brutto pro Monat.", "2870- EUR month"),
        ("Salarisschaal 10 (€ 3.871 - € 5.580)", "3871-5580 EUR month"),
        ("Pay: $430 per shift", "430 USD day"),
        ("MIN $41,850.00 - MAX $69,750.00", "41850-69750 USD year"),
        (
            "The base pay ranges from $31.10/hr in our lowest geographic market up to $68.20/hr.",
            "31.1-68.2 USD hour",
        ),
        ("Pay: $85 per visit", "85 USD fixed"),
        ("US base pay: $91,000 - $97,000; Canada base pay: CAD 82,000 - 88,000", "91000-97000 USD year"),
    ],
)
def test_pay_in_the_ways_of_its_trade(line: str, wanted: str) -> None:
    assert envelope(f"Kite Fitter\n\nYou fit kites.\n\n{line}\n\nWe like wind.\n") == wanted


def test_bands_of_a_record_keep_their_titles() -> None:
    record = {
        "title": "Kite Fitter",
        "pay_input_ranges": [
            {"min_cents": 5100000, "max_cents": 5900000, "currency_type": "USD", "title": "NYC Salary Range"},
            {"min_cents": 4700000, "max_cents": 5500000, "currency_type": "USD", "title": "Remote Range"},
            {"min_cents": 900000, "max_cents": 990000, "currency_type": "USD", "title": "Annual Bonus"},
        ],
        "content": "<p>You keep kites in order.</p><ul><li>Patience</li></ul>" * 3,
    }
    bands = pay.find(read_document(json.dumps(record)), ())
    assert [(int(b.value.minimum or 0), b.value.scope) for b in bands] == [
        (51000, "NYC Salary Range"),
        (47000, "Remote Range"),
    ]


def test_full_stop_in_structured_pay_may_mark_thousands() -> None:
    salary = {"currency": "EUR", "value": {"minValue": "41.000", "maxValue": "47.500", "unitText": "YEAR"}}
    assert envelope(json_ld(salary)) == "41000-47500 EUR year"


def test_stipend_is_the_pay_of_an_internship_and_a_benefit_elsewhere() -> None:
    text = "{}\nLyon\nStipend: €1,200 per month for six months\n\nWe weave.\n"
    assert envelope(text.format("Loom Engineering Intern")) == "1200 EUR month"
    assert envelope(text.format("Loom Engineer")) == ""
    prose = "# {}\n\nWe weave. The post comes with an annual stipend of at least $41,000, plus $2,000 for travel.\n"
    assert envelope(prose.format("Postdoctoral Fellow in Weaving")) == "41000- USD year"
    assert envelope(prose.format("Loom Engineer")) == ""
    assert envelope("# PhD student\n\nThere is a travel stipend of $2,000 per year.") == ""


def test_bands_keep_the_place_they_are_for() -> None:
    text = (
        "Base salary range:\n- US residents: $85,600-$106,400/year\n"
        "- Canada residents: CA$93,200-CA$107,600/year\n"
    )
    bands = pay.find(read_document(text), ())
    assert [(band.value.scope, band.value.currency) for band in bands] == [
        ("US residents", "USD"),
        ("Canada residents", "CAD"),
    ]


def test_a_place_whose_name_begins_with_new_is_kept_whole() -> None:
    text = "The base salary range for this position in New York City is $165,000 to $195,000 per year."
    (band,) = pay.find(read_document(text), ())
    assert band.value.scope == "New York City"
    (band,) = pay.find(read_document("The base salary range for new hires is $95,000 to $99,000 a year."), ())
    assert band.value.scope == ""


def test_the_envelope_is_taken_in_the_main_currency() -> None:
    year = PayPeriod.YEAR
    bands = [
        Pay(Decimal(100), Decimal(120), "USD", year),
        Pay(Decimal(90), Decimal(110), "USD", year),
        Pay(Decimal(50), Decimal(60), "GBP", year),
    ]
    assert pay.envelope(bands) == Pay(Decimal(90), Decimal(120), "USD", year)
    assert pay.envelope([]) is None


def test_the_quote_is_the_text_as_received() -> None:
    text = "Some words\n\n**Salary:** `USD 70,000 - 80,000` per year\n"
    (band,) = pay.find(read_document(text), ())
    assert text[band.start : band.end] == band.quote
    assert "70,000" in band.quote


def test_words_that_repeat_the_header_complete_it() -> None:
    text = "# Clerk\n### Acme\n#### `💰 $23.85` `🌎 Remote`\n\n**Pay Range:**\n\n* $23.85 per hour\n"
    assert envelope(text) == "23.85 USD hour"


def test_the_body_beats_a_header_that_says_otherwise() -> None:
    text = "# Clerk\n### Acme\n#### `💰 USD 36000-42000`\n\n**Salary:** USD$3-3.5k / month + PTO\n"
    assert envelope(text) == "3000-3500 USD month"


def test_a_header_filled_from_a_benefit_is_refused() -> None:
    text = (
        "# Clerk\n### Acme\n#### `💰 R$ 1.200,00` `🌎 Remote`\n\n## What we offer\n\n"
        "* Meal allowance of R$ 1.200,00 a month\n* Health plan\n"
    )
    assert envelope(text) == ""


def test_pay_of_similar_jobs_is_not_this_jobs_pay() -> None:
    text = (
        "Kitchen porter\nWe need help in a busy kitchen.\n\n"
        + "Clean, carry and stack.\n" * 12
        + "\nSimilar jobs\nChef de partie\n£28,000 - £31,000 a year\nWaiter\n£12 per hour\n"
    )
    assert envelope(text) == ""


def json_ld(salary: object) -> str:
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Baker",
        "description": "<p>Bake bread at night.</p>",
        "baseSalary": salary,
    }
    return (
        f'<html><head><script type="application/ld+json">{json.dumps(posting)}</script></head>'
        "<body><h1>Baker</h1><p>Bake bread at night.</p></body></html>"
    )


@pytest.mark.parametrize(
    ("salary", "wanted"),
    [
        (
            {
                "@type": "MonetaryAmount",
                "currency": "BRL",
                "value": {
                    "@type": "QuantitativeValue",
                    "minValue": 1980.32,
                    "maxValue": 2662.4,
                    "unitText": "MONTH",
                },
            },
            "1980.32-2662.4 BRL month",
        ),
        (
            {"currency": "GBP", "value": {"minValue": 24000, "maxValue": 28000, "unitText": "Year"}},
            "24000-28000 GBP year",
        ),
        ({"currency": "USD", "value": {"value": "19.50", "unitText": "HOUR"}}, "19.5 USD hour"),
        ({"currency": "USD", "value": {"minValue": 0, "maxValue": 0, "unitText": "YEAR"}}, ""),
        ({"currency": "EUR", "value": 42000}, "42000 EUR year"),
    ],
)
def test_pay_in_structured_page_data(salary: object, wanted: str) -> None:
    assert envelope(json_ld(salary)) == wanted


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        (
            {
                "text": "Welder",
                "descriptionPlain": "Weld.",
                "salaryRange": {"min": 52000, "max": 61000, "currency": "CAD", "interval": "per-year-salary"},
            },
            "52000-61000 CAD year",
        ),
        (
            {
                "title": "Welder",
                "content": "Weld.",
                "pay_input_ranges": [
                    {
                        "min_cents": 5200000,
                        "max_cents": 6100000,
                        "currency_type": "USD",
                        "title": "Annual Salary",
                    }
                ],
            },
            "52000-61000 USD year",
        ),
        (
            {
                "title": "Welder",
                "descriptionPlain": "Weld.",
                "compensation": {
                    "summaryComponents": [
                        {
                            "compensationType": "Salary",
                            "interval": "1 YEAR",
                            "currencyCode": "EUR",
                            "minValue": 52000,
                            "maxValue": 61000,
                        },
                        {
                            "compensationType": "Bonus",
                            "interval": "1 YEAR",
                            "currencyCode": "EUR",
                            "minValue": 4000,
                            "maxValue": 5000,
                        },
                    ]
                },
            },
            "52000-61000 EUR year",
        ),
        ({"title": "Welder", "description": "Weld.", "salary": "$18 - $22 an hour"}, "18-22 USD hour"),
        ({"title": "Welder", "description": "Weld.", "salary": ""}, ""),
        (
            {
                "name": "Welder",
                "salary": {"from": 90000, "to": None, "currency": "RUR", "gross": False},
                "description": "Weld.",
            },
            "90000- RUB month",
        ),
        (
            {
                "title": "Welder",
                "min_salary": 22,
                "max_salary": 30.5,
                "pay_period": "HOURLY",
                "currency": "USD",
                "description": "Weld.",
            },
            "22-30.5 USD hour",
        ),
        (
            {
                "title": "Welder",
                "salary_min": None,
                "salary_currency": "KES",
                "description": "We melt 40 000 tons.",
            },
            "",
        ),
        (
            {
                "title": "Welder",
                "description": "Weld.",
                "salary_min": 30000,
                "salary_max": 36000,
                "salary_currency": "GBP",
            },
            "30000-36000 GBP year",
        ),
    ],
)
def test_pay_in_board_records(record: object, wanted: str) -> None:
    assert envelope(json.dumps(record)) == wanted


def test_pay_in_a_table_column_takes_its_currency_from_the_place() -> None:
    text = "title,location,salary_range,description\nService Manager,GB,21000-25000,Run a small garage.\n"
    assert envelope(text, "GB") == "21000-25000 GBP year"


@given(st.text(alphabet="Salaryp $€£0123456789k,.-–/\n|:()+hourmt", max_size=160))
@settings(max_examples=150)
def test_any_text_gives_ordered_bands_with_their_quotes(text: str) -> None:
    for band in pay.find(read_document(text), ()):
        assert text[band.start : band.end] == band.quote
        assert 0 < band.confidence <= 1
        low, high = band.value.minimum, band.value.maximum
        assert low is not None or high is not None
        assert low is None or high is None or low <= high


BODY = "Bookkeeper\n\nWe keep the books of small firms.\n\nSalary: $61,500 – $68,250 per year, plus bonus\n"


@pytest.mark.parametrize(
    "damaged",
    [
        BODY.replace("\n", "\r\n"),
        BODY.replace("$61,500 – $68,250 per", "$61,500\u00a0–\u00a0$68,250\u00a0per"),
        BODY.replace("–", "â€“"),
        BODY.replace("–", "—"),
        BODY.replace("–", "to"),
        BODY.replace("$", "\\$").replace(" – ", " \\- "),
        BODY.replace("Salary:", "**Salary:**"),
        BODY.replace("$61,500 – $68,250", "**$61,500** – **$68,250**"),
        BODY.replace("Salary: ", "### Salary\n\n"),
        BODY.replace("Salary: ", "Salary:\t"),
        "<html><body><h1>Bookkeeper</h1><p>We keep books.</p>"
        "<p><b>Salary:</b> $61,500 &ndash; $68,250 per year</p></body></html>",
        json.dumps({"title": "Bookkeeper", "description": f"<p>{BODY.replace(chr(10), '<br>')}</p>"}),
    ],
)
def test_damage_to_the_text_changes_nothing(damaged: str) -> None:
    assert envelope(damaged) == "61500-68250 USD year"


def test_the_same_text_gives_the_same_bands_again() -> None:
    text = "\n".join(line for line, _, _ in STATED)
    document = read_document(text)
    assert pay.find(document, places("US")) == pay.find(document, places("US"))


def test_the_label_of_another_fact_ends_that_of_pay() -> None:
    page = (
        "Nimbrook\n[STAGE] Assistant de vente (h/f)\nGenève\nSalaire :\nNon spécifié\nDébut :\n"
        "01 janvier 2026\nExpérience :\n< 6 mois\nExcel\n\nil y a 9 jours\n"
    )
    assert not pay.find(read_document(page), places("CH"))
