"""Mails: one way in which they are made, and what to say about where they went."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from postings import branding


def compose(
    *,
    to: str,
    subject: str,
    template: str,
    context: Mapping[str, object],
    headers: Mapping[str, str] | None = None,
) -> EmailMultiAlternatives:
    """A mail of ``postings/mail/<template>.txt`` with its ``.html`` beside it."""
    context = {**context, "site_name": branding.NAME}
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split())[:200],
        body=render_to_string(f"postings/mail/{template}.txt", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        headers=dict(headers or {}),
    )
    mail.attach_alternative(render_to_string(f"postings/mail/{template}.html", context), "text/html")
    return mail


def where_it_went() -> str:
    """Where mail is written to when this server sends none, as a sentence; empty when it does."""
    mailer = settings.MAILERS["default"]
    backend = str(mailer.get("BACKEND", ""))
    if "console" in backend:
        return "This server sends no mail: it is in the server's log."
    if "filebased" in backend:
        return f"This server sends no mail: it is a file in {mailer['OPTIONS']['file_path']}."
    return ""
