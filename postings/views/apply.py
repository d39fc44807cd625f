"""The way to the employer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from postings.counting import count_apply
from postings.models import Posting
from postings.views.posting import gone


@require_safe
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends to the address that the posting states, unchanged, and counts that it was used.

    A posting that has ended, or states no address, sends back to its page, which says so.
    """
    now = timezone.now()
    posting = Posting.objects.readable(now).filter(pk=pk).first()
    if posting is None:
        return gone(request, pk)
    if posting.is_live(now) and posting.apply_url.startswith(("http://", "https://")):
        count_apply(request, posting)
        response = HttpResponseRedirect(posting.apply_url)
    else:
        response = HttpResponseRedirect(posting.get_absolute_url())
    response.headers["Referrer-Policy"] = "no-referrer"  # the employer does not learn where from
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
