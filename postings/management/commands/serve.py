"""``manage.py serve``: everything that the job board needs, in one process tree."""

import contextlib
import os
import signal
import sys
import time
from argparse import ArgumentParser
from typing import Any

import psutil
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from jobboard import serving
from jobboard.postgres_keeper import die_with_parent
from jobboard.postgres_server import DatabaseUnavailable, EmbeddedPostgres, embedded_server
from jobboard.secret_key import keep_secret_key
from jobboard.supervisor import Stopped, Supervisor, stop_by_exception
from postings.bulk_import import continue_all
from postings.demonstration import load as demonstration
from postings.search import index
from postings.search.follow import Follower

START_SECONDS = 60
"""How long the web server may take until it answers."""
OTHER_CONNECTIONS = 20
"""Connections of the embedded database beyond those of the web workers: follower, tasks, commands, psql."""


class Command(BaseCommand):
    """Serve the job board."""

    help = (
        "Serves the job board: starts the embedded PostgreSQL (unless DATABASE_URL is set), brings tables "
        "and index up to date, then runs web server, index follower and task worker until Ctrl-C. "
        "Nothing of it stays behind."
    )
    requires_system_checks: list[str] = []  # the database is not there yet; they run below

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The command line."""
        parser.add_argument("--demo", action="store_true", help="load demonstration postings and accounts")
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
        parser.add_argument(
            "--port", default=8000, type=int, help="default: %(default)s; 0: any that is free"
        )
        parser.add_argument(
            "--workers", default=2, type=int, help="web server processes (default: %(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, serve until a signal, stop."""
        end_with_uv()
        stop_by_exception()
        try:
            self.serve(**{name: options[name] for name in ("demo", "host", "port", "workers")})
        except (serving.CannotServe, DatabaseUnavailable) as error:
            raise CommandError(str(error)) from None
        except Stopped:
            self.say("Stopped.")

    def serve(self, *, demo: bool, host: str, port: int, workers: int) -> None:
        """All of it; what was started is stopped in the end, however it ends."""
        if not 1 <= workers <= 64:
            raise serving.CannotServe("--workers takes a number from 1 to 64.")
        if demo and settings.PRODUCTION:
            raise serving.CannotServe(
                "--demo makes accounts that all can guess the names of: not with PRODUCTION=1."
            )
        with contextlib.ExitStack() as at_end:
            address = serving.free_address(host, port)
            serving.private_data_dir(settings.DATA_DIR)
            at_end.enter_context(serving.only_server(settings.DATA_DIR, address))
            if not settings.PRODUCTION:
                keep_secret_key(settings.DATA_DIR)
            postgres = None
            if connections.settings["default"]["ENGINE"] == "jobboard.lazy_postgresql":
                limit = workers * serving.THREADS + OTHER_CONNECTIONS
                postgres = embedded_server(settings.DATA_DIR, options={"max_connections": str(limit)})
                at_end.callback(self.stop_postgres, postgres)
                postgres.acquire()
            version = serving.reach_database()
            self.say(f"PostgreSQL {version.split()[0]}: {serving.database_place()}")
            self.prepare(demo=demo)
            site = settings.SITE_URL or address.url.rstrip("/")
            children = [
                serving.web_server(address, workers=workers),
                serving.management_command("follow_search", called="The index follower"),
                serving.management_command(
                    "task_worker", "--queue-name", "*", "--no-reload", called="The task worker"
                ),
                serving.management_command(
                    "send_alerts",
                    "--reminders",
                    "--every",
                    "15",
                    "--site",
                    site,
                    called="The sender of mails",
                ),
            ]
            supervisor = Supervisor(children, watch=(lambda: watch_postgres(postgres)) if postgres else None)
            at_end.callback(supervisor.stop)
            connections.close_all()
            supervisor.start()
            web = children[0]
            if not serving.wait_until(
                lambda: serving.answers(address, "/healthz"),
                seconds=START_SECONDS,
                meanwhile=lambda: (
                    not supervisor.stopping and web.process is not None and web.process.poll() is None
                ),
            ):
                if supervisor.stopping:
                    raise Stopped
                raise serving.CannotServe("The web server did not start; its own words are above.")
            self.welcome(address)
            supervisor.run()
            self.say("Stopping …")
        self.say("Stopped.")

    def prepare(self, *, demo: bool) -> None:
        """Bring everything that is stored up to date."""
        self.step(
            "Tables and reference data", lambda: call_command("migrate", interactive=False, verbosity=0)
        )
        self.check(databases=["default"])
        if demo:
            self.step("Demonstration texts", demonstration.load_texts)
            demonstration.ensure_accounts(settings.DATA_DIR)
        if (count := continue_all()) > 0:
            self.say(f"{count} import{'s' if count > 1 else ''} of before will go on.")
        self.step("Search index", bring_index_up_to_date)
        self.step("Static files", serving.collect_static)

    def step(self, name: str, work: Any) -> None:
        """Do one thing and say how long it took."""
        begin = time.monotonic()
        work()
        self.say(f"{name}: {time.monotonic() - begin:.1f} s")

    def welcome(self, address: serving.Address) -> None:
        """Tell the addresses and the demonstration's accounts."""
        self.say(f"\nJob board:       {address.url}")
        self.say(f"Administration:  {address.url}admin/")
        accounts = demonstration.kept_accounts(settings.DATA_DIR)
        if accounts:
            self.say("\nAccounts of the demonstration (name, password):")
        for account in accounts:
            self.say(f"  {account.username:<20} {account.password}")
        self.say("\nCtrl-C stops it.")

    def stop_postgres(self, postgres: EmbeddedPostgres) -> None:
        """Stop PostgreSQL, last of all."""
        connections.close_all()
        postgres.release()
        if (running := postgres.running()) is not None:
            self.say(f"PostgreSQL (process {running.pid}) goes on for another command that uses it.")

    def say(self, text: str) -> None:
        """Print a line now. The terminal may be gone: that is no reason to stop half way."""
        with contextlib.suppress(OSError, ValueError):
            self.stdout.write(text)
            self.stdout.flush()


def bring_index_up_to_date() -> None:
    """Build the search index when there is none, else apply what has changed since it was last followed."""
    with index.exclusive("follow", wait=False) as held:
        if held:  # else another process of this machine keeps it up to date
            follower = Follower()
            try:
                follower.step()
            finally:
                follower.close()


def watch_postgres(postgres: EmbeddedPostgres) -> None:
    """Start the embedded server again if it has gone."""
    running = postgres.running()
    if running is None or running.status != "ready":
        with contextlib.suppress(DatabaseUnavailable):  # the next look tries again
            postgres.acquire()


def end_with_uv() -> None:
    """Stop when ``uv run``, which started us, is killed outright; other signals it passes on by itself."""
    with contextlib.suppress(psutil.Error):
        if psutil.Process(os.getppid()).name() == "uv" and sys.platform.startswith("linux"):
            die_with_parent(signal.SIGTERM, of_self=True)()
