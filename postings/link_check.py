"""Does the address to apply at still answer? Asked in the background, with care: the address is anybody's.

Only ``http`` and ``https`` on their usual ports are asked, and only hosts whose every address is public:
each name is resolved once and the connection is made to the address that was looked at, so a name cannot
point elsewhere in between. Redirects are few and looked at alike. Nothing is read but the head of the answer,
within a time for all of it. Nothing waits for the result.
"""

from __future__ import annotations

import hashlib
import http.client
import socket
import ssl
import threading
from collections.abc import Container
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.utils import timezone

from postings import branding
from postings.models import LinkCheck

Outcome = LinkCheck.Outcome

PORTS = {"http": 80, "https": 443}
MOST_REDIRECTS = 4
WAIT_SECONDS = 5.0  # for a connection, and for each part of an answer
WHOLE_SECONDS = 15.0  # for one request, whatever it sends
LOOK_AGAIN_AFTER = timedelta(hours=24)
ASK_AGAIN_AFTER = timedelta(minutes=10)  # a task that was lost
GONE = {404, 410}
NO_HEAD = {400, 403, 404, 405, 406, 410, 500, 501, 503}  # some answer so to HEAD and serve GET
_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Look:
    """What one look has found; ``detail`` in words."""

    outcome: str
    status: int | None = None
    detail: str = ""


class RefusedError(Exception):
    """The address may not be asked."""


# --- asking and reading -----------------------------------------------------------------------------


def ask(url: str, *, now: datetime | None = None) -> None:
    """Have the address looked at in the background, unless it was a day ago or less."""
    if not settings.CHECK_APPLY_LINKS or not url.startswith(("http://", "https://")):
        return
    now = now or timezone.now()
    with transaction.atomic():
        row, made = LinkCheck.objects.select_for_update().get_or_create(
            url_hash=hash_of(url), defaults={"url": url, "asked_at": now}
        )
        fresh = row.checked_at is not None and row.checked_at > now - LOOK_AGAIN_AFTER
        waiting = row.checked_at is None or row.asked_at > row.checked_at
        if not made and (fresh or (waiting and row.asked_at > now - ASK_AGAIN_AFTER)):
            return
        row.asked_at = now
        row.save(update_fields=["asked_at"])
        transaction.on_commit(lambda: check.enqueue(row.pk))


def last_look(url: str) -> LinkCheck | None:
    """What was found at the address; None when nobody has looked."""
    if not url:
        return None
    return LinkCheck.objects.filter(url_hash=hash_of(url)).exclude(outcome="").first()


def hash_of(url: str) -> str:
    """The key of an address."""
    return hashlib.sha256(url.encode()).hexdigest()


@task
def check(pk: int) -> None:
    """Look at one address and keep what was found. Safe to run again."""
    row = LinkCheck.objects.filter(pk=pk).first()
    if row is None:
        return
    found = look(row.url)
    LinkCheck.objects.filter(pk=pk).update(
        outcome=found.outcome, status=found.status, detail=found.detail[:200], checked_at=timezone.now()
    )


# --- looking ----------------------------------------------------------------------------------------


def look(url: str, *, also: Container[tuple[str, int]] = ()) -> Look:
    """Ask the address, following a few redirects. Never raises.

    ``also`` are pairs of address and port that may be asked although they are not public: for tests alone.
    """
    try:
        for _ in range(MOST_REDIRECTS + 1):
            status, location = _request("HEAD", url, also)
            if status in NO_HEAD:
                status, location = _request("GET", url, also)
            if status in {301, 302, 303, 307, 308} and location:
                url = urljoin(url, location)
                continue
            return _judge(status)
        return Look(Outcome.SILENT, detail="It leads on and on.")
    except RefusedError as error:
        return Look(Outcome.REFUSED, detail=str(error))
    except ssl.SSLError:
        return Look(Outcome.SILENT, detail="Its certificate is not valid.")
    except socket.gaierror:
        return Look(Outcome.SILENT, detail="Its host is not known.")
    except (OSError, http.client.HTTPException, ValueError):
        return Look(Outcome.SILENT, detail="It gives no answer.")


def _judge(status: int) -> Look:
    if status in GONE:
        return Look(Outcome.DEAD, status, f"It answers {status}: there is nothing (any more).")
    if status >= 500:
        return Look(Outcome.SILENT, status, f"It answers {status}: an error of its own.")
    return Look(Outcome.ALIVE, status)  # also 401, 403 and 429: there is something, not for programs


def _request(method: str, url: str, also: Container[tuple[str, int]]) -> tuple[int, str]:
    """Status and ``Location`` of one request."""
    parts = urlsplit(url)
    host = parts.hostname
    if parts.scheme not in PORTS or not host:
        raise RefusedError("It is no web address.")
    if parts.username is not None or parts.password is not None:
        raise RefusedError("It holds a user name.")
    port = parts.port or PORTS[parts.scheme]
    name = host.encode("idna").decode() if not host.isascii() else host
    address = _address(name, port, also)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    links = [socket.create_connection((address, port), timeout=WAIT_SECONDS)]
    # A server that sends a byte now and then would hold the worker for hours.
    alarm = threading.Timer(WHOLE_SECONDS, _hang_up, [links])
    alarm.daemon = True
    alarm.start()
    try:
        if parts.scheme == "https":
            secure = ssl.create_default_context().wrap_socket(
                links[0], server_hostname=name, do_handshake_on_connect=False
            )
            links.append(secure)
            secure.do_handshake()
        connection = http.client.HTTPConnection(name, port, timeout=WAIT_SECONDS)
        connection.sock = links[-1]
        shown = f"[{name}]" if ":" in name else name
        headers = {
            "Host": shown if port == PORTS[parts.scheme] else f"{shown}:{port}",
            "User-Agent": f"{branding.NAME} link check",
            "Accept": "*/*",
            "Connection": "close",
        }
        connection.request(method, _escaped(path), headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location", "") or ""
    finally:
        alarm.cancel()
        for link in links:
            link.close()


def _escaped(path: str) -> str:
    return "".join(sign if "!" <= sign <= "~" else _percent(sign) for sign in path)


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "replace"))


def _hang_up(links: list[socket.socket]) -> None:
    with suppress(OSError):
        links[-1].shutdown(socket.SHUT_RDWR)


def _address(host: str, port: int, also: Container[tuple[str, int]]) -> str:
    """The address to connect to. All of the host's must be public."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if addresses and all((address, port) in also for address in addresses):
        return addresses[0]
    if port not in PORTS.values():
        raise RefusedError("It asks for an unusual port.")
    if not addresses or not all(is_public(address) for address in addresses):
        raise RefusedError("Its host is not on the public internet.")
    return addresses[0]


def is_public(address: str) -> bool:
    """Is it an address of the public internet, also when it wraps one of IPv4?"""
    try:
        parsed: IPv4Address | IPv6Address = ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo[1] if parsed.teredo else None)
        if parsed in _NAT64:
            inner = IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if parsed.is_site_local:
            return False
    return parsed.is_global and not (parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified)
