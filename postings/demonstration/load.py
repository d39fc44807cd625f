"""Loads the demonstration into the database."""

import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from postings.models import Company, CompanyMembership, Posting, ReferenceLoad
from postings.permissions import MODERATORS, RECRUITERS

TEXTS = Path(__file__).parent / "texts"
PUBLISH_ABOVE = 0.5
"""The texts that are read with less confidence than this wait for the moderator, as in real work."""
LOADED = "demonstration"
ACCOUNTS_FILE = "demonstration-accounts.json"


@dataclass(frozen=True)
class Account:
    """A demonstration account."""

    role: str
    username: str
    password: str


def load_texts() -> bool:
    """Import the texts, once for every state of them; whether anything was done.

    What was withdrawn, edited or deleted since stays so.
    """
    digest = hashlib.sha256()
    for path in sorted(path for path in TEXTS.rglob("*") if path.is_file()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    fingerprint = digest.hexdigest()
    if ReferenceLoad.objects.filter(name=LOADED, fingerprint=fingerprint).exists():
        return False
    call_command("import_texts", str(TEXTS), source="Demonstration", publish_above=PUBLISH_ABOVE)
    ReferenceLoad.objects.update_or_create(name=LOADED, defaults={"fingerprint": fingerprint})
    return True


def ensure_accounts(data_dir: Path) -> list[Account]:
    """An administrator, a moderator and a recruiter; passwords made at random at the first call, then kept.

    They are kept in a file of ``data_dir`` that its owner alone may read. An account that the database has
    and the file has not (another data directory) gets a new password.
    """
    path = data_dir / ACCOUNTS_FILE
    kept = {account.role: account for account in kept_accounts(data_dir)}
    accounts = []
    with transaction.atomic():
        for role in ("administrator", "moderator", "recruiter"):
            account = kept.get(role) or Account(role, f"demo-{role}", secrets.token_urlsafe(9))
            ensure_user(account, fresh=role not in kept)
            accounts.append(account)
    made = path.with_suffix(".new")
    made.unlink(missing_ok=True)
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump([vars(account) for account in accounts], file, indent=1)
    made.replace(path)
    return accounts


def kept_accounts(data_dir: Path) -> list[Account]:
    """The accounts of an earlier start; none when there was none."""
    try:
        return [Account(**entry) for entry in json.loads((data_dir / ACCOUNTS_FILE).read_text())]
    except (FileNotFoundError, ValueError, TypeError):
        return []


def ensure_user(account: Account, *, fresh: bool) -> None:
    """Make the user of an account when missing; set the password when the account is fresh."""
    user, created = get_user_model().objects.get_or_create(
        username=account.username,
        defaults={
            "is_staff": True,
            "is_superuser": account.role == "administrator",
            "email": f"{account.username}@example.com",
        },
    )
    if created or fresh:
        user.set_password(account.password)
        user.save()
    if created and account.role == "moderator":
        user.groups.add(Group.objects.get(name=MODERATORS))
    if created and account.role == "recruiter":
        user.groups.add(Group.objects.get(name=RECRUITERS))
    if account.role == "recruiter" and not user.company_memberships.exists():
        join_company(user)


def join_company(user: Any) -> None:
    """Make the user a recruiter of the company with the most live postings."""
    live = Posting.objects.live().filter(company=OuterRef("pk")).order_by().values("company")
    count = Coalesce(Subquery(live.annotate(count=Count("pk")).values("count")), 0)
    company = Company.objects.annotate(live=count).order_by("-live", "name").first()
    if company is not None:
        CompanyMembership.objects.get_or_create(user=user, company=company)
