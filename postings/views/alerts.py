"""E-mail alerts: ask, confirm, stop. No account; the links in the mails carry the right to manage one alert.

Links that mail programs open by themselves change nothing: every change is a POST.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from postings import alerts, retention
from postings.models import Alert
from postings.search.query import SearchQuery


def site_of(request: HttpRequest) -> str:
    """Scheme and host for links in mails."""
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"


@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """The form for an alert of the search in ``query``."""
    data = request.POST if request.method == "POST" else request.GET
    query, _ = SearchQuery.from_querydict(QueryDict(data.get("query", "")[:4000]))
    error = ""
    if request.method == "POST":
        try:
            alerts.subscribe(
                email=data.get("email", "").replace("\0", "")[:254],
                query=query,
                frequency=data.get("frequency", Alert.Frequency.DAILY),
                site=site_of(request),
            )
        except alerts.AlertError as problem:
            error = str(problem)
        except OSError:
            error = "The mail could not be sent just now. Try again in a few minutes."
        else:
            return HttpResponseRedirect(reverse("postings:alert_asked"))
    return render(
        request,
        "postings/alert_form.html",
        {
            "query": query,
            "parameters": query.replace(sort="").urlencode(),
            "heading": alerts.heading_of(query),
            "email": data.get("email", "") if request.method == "POST" else "",
            "frequency": data.get("frequency", Alert.Frequency.DAILY),
            "frequencies": Alert.Frequency.choices,
            "error": error,
            "noindex": True,
        },
        status=400 if error else 200,
    )


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What happens next. Says the same whether or not the address has alerts already."""
    return render(request, "postings/alert_asked.html", {"noindex": True})


def _alert(token: str) -> Alert:
    alert = alerts.alert_of(token)
    if alert is None:
        raise Http404("This link belongs to no alert (any more).")
    return alert


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """One button that confirms."""
    alert = _alert(token)
    error = ""
    if request.method == "POST":
        try:
            alerts.confirm(alert=alert)
        except alerts.AlertError as problem:
            error = str(problem)
    return _state(request, alert, token, asks="confirm", error=error)


@csrf_exempt  # mail programs post it from their own servers (RFC 8058); the token is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """One button that stops the alert, and RFC 8058's one click. Of an alert that was deleted since, it says
    that no mail comes."""
    if alerts.alert_of(token) is None and alerts.was_given(token):
        return render(request, "postings/alert_state.html", {"alert": None, "noindex": True})
    alert = _alert(token)
    if request.method == "POST":
        alerts.unsubscribe(alert=alert)
    return _state(request, alert, token, asks="unsubscribe")


def _state(request: HttpRequest, alert: Alert, token: str, *, asks: str, error: str = "") -> HttpResponse:
    alert.refresh_from_db()
    query = alerts.query_of(alert)
    return render(
        request,
        "postings/alert_state.html",
        {
            "alert": alert,
            "token": token,
            "asks": asks,
            "error": error,
            "kept_days": retention.STOPPED_ALERT_KEPT.days,
            "heading": alerts.heading_of(query),
            "search_url": reverse("postings:search") + query.url,
            "noindex": True,
        },
        status=400 if error else 200,
    )
