"""What ``manage.py serve`` prepares before it serves: address, locks, database, static files."""

import errno
import fcntl
import hashlib
import http.client
import os
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

import psutil
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import NotSupportedError, OperationalError, connection

from jobboard.supervisor import Child

THREADS = 4
"""Requests that one web worker answers at a time; each has a database connection."""
# Of the web server. A search works in several threads; glibc would keep what each of them has freed.
WORKER_ENVIRONMENT = {"DATABASE_POOL": str(THREADS), "MALLOC_ARENA_MAX": "2"}
STATIC_STAMP = ".stamp"


class CannotServe(Exception):  # noqa: N818 - it is told to a person, not raised as a fault
    """Why serving is not possible, in a sentence for the operator."""


@dataclass(frozen=True)
class Address:
    """Where to listen."""

    host: str
    """The host as the operator named it."""
    ip: str
    port: int

    @property
    def url(self) -> str:
        """The address to open in a browser on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.ip, self.host)  # noqa: S104
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    @property
    def host_names(self) -> list[str]:
        """The ``Host`` headers to answer: local ones, the given one, for ``0.0.0.0`` all of the machine."""
        names = ["localhost", "127.0.0.1", "[::1]"]
        if self.ip in ("0.0.0.0", "::"):  # noqa: S104
            names += [socket.gethostname(), socket.getfqdn()]
            for addresses in psutil.net_if_addrs().values():
                for found in addresses:
                    if found.family == socket.AF_INET:
                        names.append(found.address)
                    elif found.family == socket.AF_INET6:
                        names.append(f"[{found.address.split('%')[0]}]")
        else:
            names.append(f"[{self.ip}]" if ":" in self.ip else self.ip)
            names.append(self.host)
        return sorted({name for name in names if name and ("[" in name) == (":" in name)})


def free_address(host: str, port: int) -> Address:
    """The address, when one can listen there (port 0: any free port). Raises :class:`CannotServe`."""
    if not 0 <= port <= 65535:
        raise CannotServe(f"There is no port {port}: choose one from 1 to 65535 with --port.")
    try:
        family, kind, protocol, _, name = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError):
        raise CannotServe(
            f"There is no address {host!r} on this machine: choose another with --host."
        ) from None
    with socket.socket(family, kind, protocol) as probe:
        # A port with connections of a server that has just ended is free; one with a listener is not.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(name)
        except PermissionError:
            raise CannotServe(
                f"Port {port} is reserved for root: choose one above 1023 with --port."
            ) from None
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CannotServe(f"Port {port} of {host} is in use: choose another with --port.") from None
            raise CannotServe(f"{host} is no address of this machine: choose another with --host.") from None
        return Address(host=host, ip=str(name[0]), port=probe.getsockname()[1])


def private_data_dir(path: Path) -> None:
    """Make the data directory and see that it can be written to. Raises :class:`CannotServe`."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = path / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CannotServe(
            f"The data directory {path} cannot be written to ({error.strerror}): "
            "make it writable, or set DATA_DIR to another one."
        ) from None


def only_server(data_dir: Path, address: Address) -> IO[str]:
    """The lock that keeps a second server off this data directory; held until closed."""
    try:
        file = os.fdopen(os.open(data_dir / "serve.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+")
    except OSError as error:
        raise CannotServe(f"{data_dir / 'serve.lock'} cannot be written to ({error.strerror}).") from None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        other = file.read().strip() or "another process"
        file.close()
        raise CannotServe(
            f"The data directory {data_dir} is being served already ({other}): "
            "stop that first, or set DATA_DIR to another directory."
        ) from None
    file.truncate(0)
    file.write(f"process {os.getpid()}, {address.url}\n")
    file.flush()
    return file


def reach_database() -> str:
    """Connect once; the server's version. Raises :class:`CannotServe` when ``DATABASE_URL`` leads nowhere."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return str(cursor.fetchone()[0])
    except NotSupportedError as error:
        raise CannotServe(str(error)) from None
    except OperationalError as error:
        if error.__cause__ is not None and type(error.__cause__).__name__ == "DatabaseUnavailable":
            raise CannotServe(str(error)) from None
        reason = " ".join(str(error).split()) or type(error).__name__
        raise CannotServe(f"The database at {database_place()} cannot be reached: {reason}") from None
    finally:
        connection.close()


def database_place() -> str:
    """Where the database is, without a password."""
    if url := os.environ.get("DATABASE_URL"):
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        return f"{unquote(parts.hostname or 'the local socket')}{port}{parts.path} (DATABASE_URL)"
    return str(settings.DATA_DIR / "postgres")


def collect_static() -> bool:
    """Collect and compress the static files when any of them has changed; whether that was done."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            found = os.stat(storage.path(name))
            digest.update(f"{name}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    stamp = settings.STATIC_ROOT / STATIC_STAMP
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest.hexdigest())
    return True


def web_server(address: Address, *, workers: int) -> Child:
    """The web server with its workers."""
    command = [sys.executable, "-m", "granian", "jobboard.wsgi:application", "--interface", "wsgi"]
    command += ["--host", address.ip, "--port", str(address.port), "--workers", str(workers)]
    command += ["--blocking-threads", str(THREADS), "--http", "1", "--no-ws"]
    command += ["--respawn-failed-workers", "--workers-kill-timeout", "8", "--log-level", "warning"]
    command += ["--working-dir", str(settings.BASE_DIR)]
    environment = WORKER_ENVIRONMENT | {"JOBBOARD_END_WITH_PARENT": "1"}
    if os.environ.get("ACCESS_LOG", "").lower() in ("1", "true", "yes", "on"):
        command.append("--access-log")
    if "ALLOWED_HOSTS" not in os.environ and "ALLOWED_HOSTS_FILE" not in os.environ:
        environment["ALLOWED_HOSTS"] = ",".join(address.host_names)
    return Child("The web server", command, environment)


def management_command(name: str, *arguments: str, called: str) -> Child:
    """A management command that runs for as long as the server does."""
    return Child(called, [sys.executable, str(settings.BASE_DIR / "manage.py"), name, *arguments])


def answers(address: Address, path: str) -> bool:
    """Whether the server answers 200 at a path."""
    target = urlsplit(address.url)
    client = http.client.HTTPConnection(target.hostname or "", target.port, timeout=5)
    try:
        client.request("GET", path, headers={"Host": "localhost"})
        return client.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        client.close()


def wait_until(ready: Callable[[], bool], *, seconds: float, meanwhile: Callable[[], bool]) -> bool:
    """Wait until ``ready``; False when the time is over or ``meanwhile`` says that it is no use."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ready():
            return True
        if not meanwhile():
            return False
        time.sleep(0.1)
    return False
