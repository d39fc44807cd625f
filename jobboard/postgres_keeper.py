"""Keeps one embedded PostgreSQL server alive for as long as a process uses it, and not a moment longer.

Run as a program by :mod:`jobboard.postgres_server`, never imported by Django. Every process that uses the
server holds a *shared* ``flock`` on one file. The keeper starts the server and then waits for the *exclusive*
lock on that file: the kernel grants it when the last user has gone, however that user ended (also by ``kill
-9``). Then the keeper stops the server and ends. So it does not matter who started the server, nor in which
order the users leave.

Standard library only, because it lives as long as the server does and should stay small.
"""

import argparse
import contextlib
import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable

PR_SET_PDEATHSIG = 1  # linux/prctl.h
FAST_SHUTDOWN_SECONDS = 30
"""How long the server may take to stop before it is told to stop at once (it recovers at the next start)."""


def die_with_parent(signal_number: int, *, of_self: bool = False) -> Callable[[], None]:
    """A function to run in a child before ``exec``: the kernel sends it ``signal_number`` when its parent
    dies.

    With ``of_self`` the function is for this process, and its own parent. Linux only; elsewhere it does
    nothing. libc is loaded here, before the fork, because loading a library in a forked child can deadlock.
    Must run after any change of user, which clears the setting.
    """
    if not sys.platform.startswith("linux"):
        return lambda: None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getppid() if of_self else os.getpid()

    def set_death_signal() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
        if os.getppid() != parent:  # the parent died between the fork and the call above
            os._exit(1)

    return set_death_signal


def main() -> int:
    """Start the server given after ``--``, keep it until its last user has gone; the server's exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users-lock", required=True)
    parser.add_argument("--user-id", type=int, help="run the server as this user")
    parser.add_argument("--group-id", type=int, help="run the server with this group")
    parser.add_argument(
        "--remove-directory", help="that of the socket, when it was made for this server alone"
    )
    parser.add_argument("server", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    command = arguments.server[1:] if arguments.server[:1] == ["--"] else arguments.server

    # The processes that use the server decide when it stops, by leaving. A Ctrl-C meant for them is not for
    # us.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)

    identity: dict[str, object] = {}
    if arguments.user_id is not None:
        identity = {"user": arguments.user_id, "group": arguments.group_id, "extra_groups": []}
    be_mortal = die_with_parent(signal.SIGINT)  # SIGINT is PostgreSQL's fast shutdown

    def prepare_server() -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        be_mortal()

    server = subprocess.Popen(command, preexec_fn=prepare_server, **identity)  # type: ignore[call-overload]  # noqa: S603

    def stop_when_unused() -> None:
        with open(arguments.users_lock, "rb") as users:
            fcntl.flock(users, fcntl.LOCK_EX)
            # Held until this process ends, so that a newcomer waits for the end of the old server.
            if server.poll() is None:
                server.send_signal(signal.SIGINT)
                try:
                    server.wait(FAST_SHUTDOWN_SECONDS)
                except subprocess.TimeoutExpired:
                    server.send_signal(signal.SIGQUIT)
            threading.Event().wait()

    threading.Thread(target=stop_when_unused, daemon=True).start()
    status = server.wait()
    if arguments.remove_directory:
        with contextlib.suppress(OSError):
            os.rmdir(arguments.remove_directory)
    return status


if __name__ == "__main__":
    sys.exit(main())
