"""What this site keeps about those who use it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from postings import retention
from postings.alerts import CONFIRM_WITHIN


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The times it names are those that ``retention`` goes by; who answers for it is in the settings."""
    contact = settings.SITE_CONTACT
    return render(
        request,
        "postings/privacy.html",
        {
            "operator": settings.SITE_OPERATOR,
            "contact": contact,
            "contact_url": f"mailto:{contact}" if "@" in contact and "://" not in contact else contact,
            "confirm_days": CONFIRM_WITHIN.days,
            "stopped_days": retention.STOPPED_ALERT_KEPT.days,
            "session_days": retention.SESSION_KEPT.days,
            "login_minutes": int(retention.FAILED_LOGIN_KEPT.total_seconds() // 60),
            "canonical": request.build_absolute_uri(reverse("postings:privacy")),
        },
    )
