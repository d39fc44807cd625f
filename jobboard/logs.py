"""Log lines: for people on a terminal, or one JSON object a line for a log store. Both carry the request's
id.
"""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is being answered; empty outside one."""


class RequestIdFilter(logging.Filter):
    """Puts the request's id on the record, as ``request_id``."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record pass."""
        record.request_id = request_id.get()
        return True


class TextFormatter(logging.Formatter):
    """``12:34:56 WARNING django.request: Not Found: /x [id]``."""

    default_time_format = "%H:%M:%S"
    default_msec_format = ""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """The line without a traceback."""
        line = super().formatMessage(record)
        marker = getattr(record, "request_id", "")
        return f"{line} [{marker}]" if marker else line


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (ISO 8601, UTC), level, logger, message, request, status, error."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if marker := getattr(record, "request_id", ""):
            entry["request_id"] = marker
        if (status := getattr(record, "status_code", None)) is not None:
            entry["status"] = status
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False, default=str)


def logging_settings(*, form: str, level: str) -> dict[str, Any]:
    """The value of ``LOGGING``. ``form`` is ``json`` or ``text``; ``level`` a level's name."""
    formatter = JsonFormatter if form == "json" else TextFormatter
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": RequestIdFilter}},
        "formatters": {"line": {"()": formatter}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]},
        },
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {
            # Without this entry Django adds a handler of its own for DEBUG, and mails errors to ADMINS.
            "django": {"handlers": [], "level": level.upper(), "propagate": True},
            # A wrong Host header is a visitor's mistake, not a fault of ours.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }
