"""What a browser would send from the form of a posting, and where."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from postings.forms import initial_of
from postings.linting import WARNINGS
from postings.models import Posting
from postings.values import PostingValues

ADD = "admin:postings_posting_add"
MEANT = {"anyway": "on", "seen": list(WARNINGS)}
"""Everything that the linter warns of was seen and is meant so."""

BANDS = {"bands-TOTAL_FORMS": "1", "bands-INITIAL_FORMS": "0"}


def posting_data(**fields: Any) -> dict[str, Any]:
    """The fields of the form as strings, none but those given filled in; no pay."""
    return {"title": "Welder", "company": "", "eligibility": "unknown", **BANDS, **fields}


def data_of(values: PostingValues, **fields: Any) -> dict[str, Any]:
    """The form as it stands on the page when it shows these values."""
    initial, bands = initial_of(values)
    data: dict[str, Any] = {
        "bands-TOTAL_FORMS": str(len(bands) + 1),
        "bands-INITIAL_FORMS": str(len(bands)),
    }
    for name, value in initial.items():
        if isinstance(value, list):
            data[name] = [str(row.pk) for row in value]
        else:
            data[name] = "" if value is None else str(value)
    for number, band in enumerate(bands):
        for name, value in band.items():
            data[f"bands-{number}-{name}"] = "" if value is None else str(value)
    return {**data, **fields}


def said(response: HttpResponse) -> list[str]:
    """The messages that the next page shows."""
    return [str(message) for message in response.wsgi_request._messages]  # type: ignore[attr-defined]


def change(posting: Posting) -> str:
    return reverse("admin:postings_posting_change", args=[posting.pk])


def step(posting: Posting) -> str:
    return reverse("admin:postings_posting_step", args=[posting.pk])
