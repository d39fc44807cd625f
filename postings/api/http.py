"""What every answer of the API has: JSON, an entity tag, leave for scripts of other sites, clear errors."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from postings import rate_limit
from postings.api.shapes import Problem
from postings.rate_limit import Limit
from postings.search import SearchUnavailable

logger = logging.getLogger(__name__)

LIMIT = Limit("api", burst=120, seconds=60)
ALLOWED = "GET, HEAD, OPTIONS"
RETRY_AFTER_SECONDS = 10

TITLES = {400: "Bad request", 404: "Not found", 405: "Method not allowed", 410: "Gone",
          429: "Too many requests", 500: "Internal error", 503: "Unavailable for a moment"}  # fmt: skip


class ProblemError(Exception):
    """An answer other than 200; ``detail`` says in words what to do about it."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, dict(headers or {})


def _json(body: Any, *, content_type: str, status: int = 200) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text.encode("utf-8", "replace"), content_type=content_type, status=status)


def answer(request: HttpRequest, body: Any, *, seconds: int, tag_of: Any = None) -> HttpResponse:
    """The body as JSON, which caches may keep for ``seconds``; 304 when the client has it already.

    The entity tag is made of ``tag_of``, or of the body: it is weak, since it leaves out what differs in
    every answer.
    """
    response = _json(body, content_type="application/json")
    marked = json.dumps(body if tag_of is None else tag_of, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(marked.encode("utf-8", "replace")).hexdigest()[:32]
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    known = get_conditional_response(request, etag=f'W/"{digest}"', response=response)
    assert known is not None
    known.headers["ETag"] = f'W/"{digest}"'
    return known


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """An error as RFC 9457 tells it."""
    body: Problem = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail}
    response = _json(body, content_type="application/problem+json", status=status)
    response.headers["Cache-Control"] = "no-store"
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def endpoint(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of the API: GET only, limited by address, every error a problem in words."""

    @csrf_exempt  # other methods get 405, not a page about cookies
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = _answered(view, request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = (
            "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-ID"
        )
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answered


def _answered(
    view: Callable[..., HttpResponse], request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    if request.method == "OPTIONS":
        return _preflight()
    if request.method not in ("GET", "HEAD"):
        return problem(405, f"The API only reads: use GET, not {request.method}.", {"Allow": ALLOWED})
    counted = rate_limit.take(request, LIMIT)
    if not counted.allowed:
        response = problem(
            429,
            f"{LIMIT.burst} requests a minute are free. Try again in {counted.retry_after} s.",
            {"Retry-After": str(counted.retry_after)},
        )
    else:
        response = _tried(view, request, *args, **kwargs)
    response.headers["RateLimit-Policy"] = f'"{LIMIT.name}";q={LIMIT.burst};w={round(LIMIT.seconds)}'
    response.headers["RateLimit"] = f'"{LIMIT.name}";r={counted.remaining};t={counted.full_in}'
    return response


def _tried(
    view: Callable[..., HttpResponse], request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    retry = {"Retry-After": str(RETRY_AFTER_SECONDS)}
    try:
        return view(request, *args, **kwargs)
    except ProblemError as error:
        return problem(error.status, error.detail, error.headers)
    except Http404 as error:
        return problem(404, str(error) or "There is nothing at this address.")
    except SuspiciousOperation as error:
        return problem(400, f"The request cannot be read: {error}")
    except SearchUnavailable:
        return problem(503, "The search is being made ready. Try again in a moment.", retry)
    except (OperationalError, InterfaceError):
        logger.exception("The database is away.")
        return problem(503, "The database cannot be reached. Try again in a moment.", retry)
    except Exception:
        logger.exception("The API failed at %s", request.path)
        return problem(500, "This is our mistake; it is in our log. Other requests may still work.")


def _preflight() -> HttpResponse:
    response = HttpResponse(status=204)
    response.headers["Allow"] = ALLOWED
    response.headers["Access-Control-Allow-Methods"] = ALLOWED
    response.headers["Access-Control-Allow-Headers"] = "If-None-Match, Accept"
    response.headers["Access-Control-Max-Age"] = "86400"
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
