"""How often one address may ask: a token bucket in the database, so that it holds across all workers.

A bucket is one time stamp, the moment at which it is full again (the generic cell rate algorithm, ITU-T
I.371): asking moves it on by the time one token takes, and is refused when it would lie further ahead than
the whole bucket takes. One statement asks, decides and writes, so two workers never both take the last token.

No address is kept: the key is a keyed hash of it that changes every day. When the database cannot write,
nobody is refused.
"""

from __future__ import annotations

import base64
import logging
import random
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)

SWEEP_ONCE_IN = 500  # requests: then full buckets are deleted

_TAKE = """
INSERT INTO postings_ratebucket AS bucket (key, free_at)
VALUES (%(key)s, clock_timestamp() + %(step)s * interval '1 second')
ON CONFLICT (key) DO UPDATE
SET free_at = greatest(bucket.free_at, clock_timestamp()) + %(step)s * interval '1 second'
WHERE greatest(bucket.free_at, clock_timestamp()) + %(step)s * interval '1 second'
      <= clock_timestamp() + %(whole)s * interval '1 second'
RETURNING extract(epoch FROM free_at - clock_timestamp())
"""
_AHEAD = "SELECT extract(epoch FROM free_at - clock_timestamp()) FROM postings_ratebucket WHERE key = %(key)s"


@dataclass(frozen=True, slots=True)
class Limit:
    """``burst`` requests at once, and ``burst`` more every ``seconds``."""

    name: str
    burst: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """``remaining`` requests are free now. When refused, the next is in ``retry_after`` seconds."""

    allowed: bool
    limit: Limit
    remaining: int
    full_in: int  # seconds until the whole burst is free again
    retry_after: int = 0


def take(request: HttpRequest, limit: Limit) -> Answer:
    """Take a token from the bucket of the request's address. Never raises."""
    step = limit.seconds / limit.burst
    values: dict[str, str | float] = {"key": _key(request, limit), "step": step, "whole": limit.seconds}
    try:
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, values)
            row = cursor.fetchone()
            if row is None:
                cursor.execute(_AHEAD, values)
                found = cursor.fetchone()
                ahead = float(found[0]) if found else 0.0
                retry = max(1, ceil(ahead + step - limit.seconds))
                return Answer(False, limit, 0, max(1, ceil(ahead)), retry)
            if random.random() * SWEEP_ONCE_IN < 1:  # noqa: S311 - when to sweep is no secret
                cursor.execute("DELETE FROM postings_ratebucket WHERE free_at < clock_timestamp()")
    except (DatabaseError, InterfaceError) as error:
        logger.warning("requests cannot be counted, so none is refused: %s", error)
        return Answer(True, limit, limit.burst, 0)
    ahead = float(row[0])
    return Answer(True, limit, max(0, int((limit.seconds - ahead) / step + 1e-6)), max(0, ceil(ahead)))


def _key(request: HttpRequest, limit: Limit) -> str:
    address = request.META.get("REMOTE_ADDR", "")
    try:
        parsed = ip_address(address)
    except ValueError:
        pass
    else:
        # One household has a whole network of IPv6 addresses, and changes them at will.
        if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
            address = parsed.exploded[:19]
    value = f"{limit.name}|{timezone.now():%Y-%m-%d}|{address}"
    digest = salted_hmac("postings.rate_limit", value, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
