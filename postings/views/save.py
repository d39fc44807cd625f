"""That somebody saved a posting: a number for its recruiters, and nothing of who."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from postings import rate_limit
from postings.counting import count_save
from postings.models import Posting
from postings.rate_limit import Limit
from postings.views.posting import gone

LIMIT = Limit("save", burst=100, seconds=3600)  # as many as the list of saved jobs holds


@csrf_exempt  # pages are the same for all and carry no token; where the request comes from is the proof
@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Counts one save of a live posting. The page's script asks for it, without cookies."""
    if not _from_own_page(request):
        return HttpResponse("Only a page of this site counts what is saved.\n", "text/plain", 403)
    now = timezone.now()
    posting = Posting.objects.readable(now).filter(pk=pk).first()
    if posting is None:
        return gone(request, pk)
    counted = rate_limit.take(request, LIMIT)
    if not counted.allowed:
        headers = {"Retry-After": str(counted.retry_after)}
        return HttpResponse("Too many at once.\n", "text/plain", 429, headers=headers)
    if posting.is_live(now):
        count_save(request, posting)
    return HttpResponse(status=204)


def _from_own_page(request: HttpRequest) -> bool:
    """Browsers say so themselves, and no other site's script can make them say it."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    # Sec-Fetch-Site is not sent over plain HTTP to another machine; Origin is, with every POST.
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
