"""What is kept about people, and for how long: deleted when its time is over.

The page about privacy says these times, so they stand here once. ``send_alerts`` deletes at every round.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from postings.alerts import CONFIRM_WITHIN
from postings.models import Alert, RateBucket

STOPPED_ALERT_KEPT = timedelta(days=30)
FAILED_LOGIN_KEPT = timedelta(hours=settings.AXES_COOLOFF_TIME)
SESSION_KEPT = timedelta(seconds=settings.SESSION_COOKIE_AGE)


def delete_outdated(now: datetime | None = None) -> int:
    """Delete alerts that were stopped or never confirmed, failed logins, sessions and counts of requests
    whose time is over. Returns how many alerts. Safe to stop and to repeat."""
    now = now or timezone.now()
    long_ago = now - CONFIRM_WITHIN
    not_awaited = Q(confirmation_sent_at__isnull=True) | Q(confirmation_sent_at__lte=long_ago)
    stopped = Q(unsubscribed_at__lte=now - STOPPED_ALERT_KEPT)
    never_begun = Q(confirmed_at__isnull=True, created_at__lte=long_ago)
    _, deleted = Alert.objects.filter(not_awaited & (stopped | never_begun)).delete()
    AccessAttempt.objects.filter(attempt_time__lte=now - FAILED_LOGIN_KEPT).delete()
    RateBucket.objects.filter(free_at__lte=now).delete()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return deleted.get(Alert._meta.label, 0)
