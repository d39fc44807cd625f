"""Runs the programs that make up the server as children of one process, and ends them all with it.

Each child leads a process group and session of its own, so a Ctrl-C in the terminal reaches the supervisor
alone, which then stops the children in order. If the supervisor is killed outright, the kernel tells them to
stop. A child that ends by itself is started again, after a pause that grows while it keeps failing.
"""

import contextlib
import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

from jobboard.postgres_keeper import die_with_parent

logger = logging.getLogger(__name__)

STOP_SECONDS = 10
"""How long children may take to finish what they do before they are killed."""
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 30
"""A child that has run this long is well: its next failure begins with the first pause again."""
LOOK_SECONDS = 0.2
ECHO_SECONDS = 1.0
"""One Ctrl-C may come more than once (from the terminal and from ``uv run``): only a later one means "at
once".
"""

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked the process to stop while it was preparing (Ctrl-C, SIGTERM, a closed terminal)."""


@dataclass
class Child:
    """One program to keep running."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    """Variables added to our own."""
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = FIRST_PAUSE_SECONDS
    restart_at: float | None = None

    def start(self) -> None:
        """Start the program."""
        self.process = subprocess.Popen(  # noqa: S603
            self.command,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **self.environment},
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )
        self.started_at = time.monotonic()
        self.restart_at = None

    def signal_group(self, number: int) -> None:
        """Send a signal to the program and those it started, as far as they are still there."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


class Supervisor:
    """Keeps children running until a signal asks to stop.

    ``watch`` is called about once a second, to look after what is not a child.
    """

    def __init__(self, children: Sequence[Child], *, watch: Callable[[], None] | None = None) -> None:
        self.children = children
        self.watch = watch
        self.stopping = False
        self.impatient = False
        self.asked_at = 0.0

    def start(self) -> None:
        """Start all children. From now on signals end :meth:`run`."""
        for number in SIGNALS:
            signal.signal(number, self._on_signal)
        for child in self.children:
            child.start()

    def run(self) -> None:
        """Look after the children until asked to stop; they still run when this returns."""
        watched_at = 0.0
        while not self.stopping:
            self.look_once()
            if self.watch is not None and time.monotonic() - watched_at >= 1:
                watched_at = time.monotonic()
                self.watch()
            time.sleep(LOOK_SECONDS)

    def look_once(self) -> None:
        """Start again what has ended, when its pause is over."""
        now = time.monotonic()
        for child in self.children:
            if child.restart_at is not None:
                if now >= child.restart_at:
                    child.start()
                continue
            status = child.process.poll() if child.process is not None else 0
            if status is None:
                continue
            child.signal_group(signal.SIGKILL)  # what it left behind would be in the way of its successor
            if now - child.started_at >= STEADY_SECONDS:
                child.pause = FIRST_PAUSE_SECONDS
            child.restart_at = now + child.pause
            logger.error("%s ended (%s); starting it again in %.1f s", child.name, how(status), child.pause)
            child.pause = min(child.pause * 2, LONGEST_PAUSE_SECONDS)

    def stop(self) -> None:
        """End all children, in the reverse of their order of start; kill those that do not end in time."""
        running = [(child, child.process) for child in reversed(self.children) if child.process is not None]
        for _, process in running:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while any(process.poll() is None for _, process in running):
            if time.monotonic() > deadline or self.impatient:
                break
            time.sleep(0.05)
        for child, process in running:
            if process.poll() is None:
                logger.warning("%s did not stop by itself and is killed", child.name)
            child.signal_group(signal.SIGKILL)
            process.wait()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        now = time.monotonic()
        if not self.stopping:
            self.stopping, self.asked_at = True, now
        elif now - self.asked_at > ECHO_SECONDS:
            self.impatient = True


def stop_by_exception() -> None:
    """From now on, a signal to stop raises :class:`Stopped`: for the time before the supervisor runs."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped

    for number in SIGNALS:
        signal.signal(number, stop)


def how(status: int) -> str:
    """How a program ended, in words."""
    return f"signal {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"
