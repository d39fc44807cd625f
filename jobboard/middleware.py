"""What is done for every request: its id, its size, its headers, and an answer when the database is away."""

import re
import uuid
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from jobboard.errors import database_away, too_large
from jobboard.logs import request_id

GetResponse = Callable[[HttpRequest], HttpResponse]
ID_FORM = re.compile(r"[\w.-]{8,64}", re.ASCII)


class RequestIdMiddleware:
    """Gives each request an id: in the log and in the answer's ``X-Request-ID``.

    Takes the one that a trusted proxy has given (see ``TRUSTED_PROXIES``), so that the logs of both agree.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "") if settings.TRUSTED_PROXIES else ""
        marker = given if ID_FORM.fullmatch(given) else uuid.uuid4().hex
        token = request_id.set(marker)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response.headers["X-Request-ID"] = marker
        return response


class RequestSizeMiddleware:
    """Refuses a body longer than ``REQUEST_MAX_BYTES`` before any of it is read, with 413.

    Without it a stranger could fill the temporary directory by posting files to any address.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.REQUEST_MAX_BYTES:
            return too_large(request)
        return self.get_response(request)


class PermissionsPolicyMiddleware:
    """Sends ``Permissions-Policy`` from the setting of that name: features and who may use them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.policy = ", ".join(
            f"{feature}=({' '.join(origins)})" for feature, origins in settings.PERMISSIONS_POLICY.items()
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.policy)
        return response


class DatabaseAwayMiddleware:
    """Answers 503 with a page of ours, not 500, when the database cannot be reached."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The 503 page for a lost connection; any other error goes its way."""
        return database_away(request, error) if isinstance(error, OperationalError | InterfaceError) else None
