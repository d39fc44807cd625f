"""Sums of money: the grammar alone, without the question whether a sum is pay."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postings.extraction.finding import PayPeriod
from postings.extraction.money import Sum, period_after, period_before, sums


def written(total: Sum) -> str:
    """A sum as a short string: "120000-150000 $ year", "-90000 GBP", "25- $ hour"."""
    low = "" if total.minimum is None else f"{total.minimum.normalize():f}"
    high = "" if total.maximum is None else f"{total.maximum.normalize():f}"
    span = low if low == high else f"{low}-{high}"
    return " ".join(filter(None, [span, total.currency or total.sign, total.period and total.period.value]))


# What is written, and the sums with a money mark that stand in it.
WRITTEN = [
    # thousands and decimal marks of the world
    ("$85,000", "85000 $"),
    ("$85,000.50", "85000.5 $"),
    ("€65.000", "65000 EUR"),
    ("1.980,32 €", "1980.32 EUR"),
    ("65 000 EUR", "65000 EUR"),
    ("65\u202f000\u00a0€", "65000 EUR"),
    ("CHF 110'000", "110000 CHF"),
    ("CHF 110’000.-", "110000 CHF"),
    ("₹12,00,000", "1200000 INR"),
    ("18,50 €", "18.5 EUR"),
    ("£12.21", "12.21 GBP"),
    ("R$ 5.500,00", "5500 BRL"),
    # magnitudes
    ("$120k", "120000 $"),
    ("$58.5k", "58500 $"),
    ("3,5k€", "3500 EUR"),
    ("8 LPA", "800000 INR year"),
    ("12 lakhs INR", "1200000 INR"),
    ("1.2 Crore", "12000000 INR"),
    ("$2.5M", "2500000 $"),
    ("€3 billion", "3000000000 EUR"),
    ("$95,000k", "95000 $"),
    ("£40 thousand", "40000 GBP"),
    # marks of currency
    ("US$60", "60 USD"),
    ("CA$95K", "95000 CAD"),
    ("A$110,000", "110000 AUD"),
    ("S$6,000", "6000 SGD"),
    ("HK$30K", "30000 HKD"),
    ("NZ$90k", "90000 NZD"),
    ("MX$25,000", "25000 MXN"),
    ("R$8.000", "8000 BRL"),
    ("USD120k", "120000 USD"),
    ("EUR65000", "65000 EUR"),
    ("60k GBP", "60000 GBP"),
    ("90000 euros", "90000 EUR"),
    ("12 000 zł", "12000 PLN"),
    ("45 000 Kč", "45000 CZK"),
    ("Rs. 25,000", "25000 Rs"),
    ("kr 600 000", "600000 kr"),
    ("RM 4,500", "4500 MYR"),
    ("R25 000", "25000 ZAR"),
    ("¥6,000,000", "6000000 ¥"),
    ("₱35,000", "35000 PHP"),
    ("15 000 AED", "15000 AED"),
    # ranges, with what is left out on one side restored
    ("$120-150k", "120000-150000 $"),
    ("$120k-150", "120000-150000 $"),
    ("$70 - $100k", "70000-100000 $"),
    ("80k-100k EUR", "80000-100000 EUR"),
    ("$120,000 to $150,000", "120000-150000 $"),
    ("$50-60,000", "50000-60000 $"),
    ("10-20 lakhs p.a.", "1000000-2000000 INR year"),
    ("between £30k and £40k", "30000-40000 GBP"),
    ("entre 30k€ et 40k€", "30000-40000 EUR"),
    ("zwischen 50.000 und 60.000 Euro", "50000-60000 EUR"),
    ("von 50.000 bis 60.000 €", "50000-60000 EUR"),
    ("tra € 28k ed € 35k", "28000-35000 EUR"),
    ("$80\u00ad-$125k", "80000-125000 $"),
    ("$120\\-150k", "120000-150000 $"),
    ("USD $90,000~$110,000", "90000-110000 USD"),
    ("$73,150 AUD - $75,000", "73150-75000 AUD"),
    ("£27,000 rising to £31,000", "27000-31000 GBP"),
    ("$3-3.5k / month", "3000-3500 $ month"),
    ("$90,000-$100,000 - $110,000-$120,000", "90000-120000 $"),
    # open ends
    ("up to £90k", "-90000 GBP"),
    ("from $25 an hour", "25- $ hour"),
    ("ab 3.500 € brutto/Monat", "3500- EUR month"),
    ("£40k+", "40000- GBP"),
    ("$25/hr and up", "25- $ hour"),
    ("starting at $21 per hour", "21- $ hour"),
    ("minimum €45,000", "45000- EUR"),
    ("€500 max", "-500 EUR"),
    # periods
    ("£450/day", "450 GBP day"),
    ("£350 daily rate", "350 GBP day"),
    ("£500pd", "500 GBP day"),
    ("£12 ph", "12 GBP hour"),
    ("$18/hr - $22/hr", "18-22 $ hour"),
    ("$1,200 per week", "1200 $ week"),
    ("4100 EUR/month", "4100 EUR month"),
    ("2 300 € brut par mois", "2300 EUR month"),
    ("50-60K€ Brut/an", "50000-60000 EUR year"),
    ("350-400€/j", "350-400 EUR day"),
    ("PLN 20 000 - 28 000 net + VAT / month", "20000-28000 PLN month"),
    ("£30,000 p.a.", "30000 GBP year"),
    ("$90,000 USD annually", "90000 USD year"),
    ("$5,000 fixed price", "5000 $ fixed"),
    # no range
    ("$20/hr, 40 hours", "20 $ hour"),
    ("$15 and 3 days", "15 $"),
    ("salary $100k and $10k bonus", "100000 $; 10000 $"),
    # no money at all
    ("24/7", ""),
    ("9am - 5pm", ""),
    ("R25_00537", ""),
    ("3D CAD 2024 skills", ""),
    ("0.1% - 0.5%", ""),
    ("ISO 27001", ""),
    ("version 3.11.2", ""),
]


@pytest.mark.parametrize(("text", "wanted"), WRITTEN, ids=[text for text, _ in WRITTEN])
def test_a_sum_is_read_as_written(text: str, wanted: str) -> None:
    assert "; ".join(written(total) for total in sums(text) if total.marked) == wanted


def test_cents_are_kept_exactly() -> None:
    (total,) = sums("$11,670.34 – $14,174.54 per month")
    assert (total.minimum, total.maximum) == (Decimal("11670.34"), Decimal("14174.54"))
    assert total.period is PayPeriod.MONTH


def test_offsets_mark_the_words_of_the_sum() -> None:
    text = "We pay USD 70,000 - 80,000 per year, more later."
    (total,) = sums(text)
    assert text[total.start : total.end] == "USD 70,000 - 80,000 per year"


@pytest.mark.parametrize(
    ("words", "period"),
    [
        (" per hour", PayPeriod.HOUR),
        ("/hr", PayPeriod.HOUR),
        (" an hour", PayPeriod.HOUR),
        ("/Std.", PayPeriod.HOUR),
        (" gross per month", PayPeriod.MONTH),
        (" mensuales", PayPeriod.MONTH),
        (" pcm", PayPeriod.MONTH),
        (" / yr", PayPeriod.YEAR),
        (" per annum", PayPeriod.YEAR),
        (" brutto im Jahr", PayPeriod.YEAR),
        (" per week", PayPeriod.WEEK),
        (" per diem", PayPeriod.DAY),
        (" for the whole project", PayPeriod.FIXED),
    ],
)
def test_the_period_behind_a_sum_comes_from_words(words: str, period: PayPeriod) -> None:
    found = period_after(f"100{words}", 3)
    assert found is not None
    assert found[0] is period


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Annual salary range:", PayPeriod.YEAR),
        ("Hourly rate:", PayPeriod.HOUR),
        ("Monatsgehalt:", PayPeriod.MONTH),
        ("TJM :", PayPeriod.DAY),
        ("Salary:", None),
    ],
)
def test_the_period_before_a_sum_comes_from_words(words: str, period: PayPeriod | None) -> None:
    assert period_before(words) is period


@given(st.text(alphabet="0123456789$€£k,. -–/+toUSDLPACrperhouyan\n()'", max_size=80))
@settings(max_examples=300)
def test_any_text_gives_ordered_sums_within_it(text: str) -> None:
    end = 0
    for total in sums(text):
        assert end <= total.start < total.end <= len(text)
        assert total.low <= total.high
        assert total.low >= 0
        end = total.end


@pytest.mark.parametrize(
    "unit", ["1 ", "$1,", "$1 - ", "9", "USD ", "$100k per year ", " ", "1.1.", "k$", "$ ", "1,000,"]
)
def test_a_long_text_is_read_whole_without_failing(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    assert all(total.end <= len(text) for total in sums(text))
