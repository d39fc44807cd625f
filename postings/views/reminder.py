"""The page that a link of a reminder opens: one button. Opening it changes nothing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from postings import reminders
from postings.review.errors import ConflictError, ReviewError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reminder(request: HttpRequest, token: str) -> HttpResponse:
    """Marks a posting as filled, or extends it, by POST; without an account."""
    try:
        what = reminders.asked(token)
    except reminders.LinkError as error:
        return _page(request, status=410, problem=str(error))
    if what is None:
        raise Http404("This link belongs to no reminder.")
    problem = ""
    did = False
    if request.method == "POST" and not reminders.done(what):
        try:
            reminders.do(what)
            did = True
        except ConflictError:
            pass  # pressed twice: what came of it is said below
        except ReviewError as error:
            problem = str(error)
        what.posting.refresh_from_db()
    return _page(
        request,
        status=409 if problem else 200,
        problem=problem,
        what=what,
        posting=what.posting,
        did=did,
        done="" if problem else reminders.done(what),
        days=reminders.EXTENSION_DAYS,
        token=token,
    )


def _page(request: HttpRequest, *, status: int, **context: object) -> HttpResponse:
    response = render(request, "postings/reminder.html", {**context, "noindex": True}, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
