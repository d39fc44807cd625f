"""Who publishes for which company: invite by e-mail, accept, take back, leave, remove.

Every function takes keywords, works in one transaction on the locked company and writes the company's
history in it. What can't be done raises ``MembershipError`` with a sentence for the person who asked. A link
in a mail is signed and holds a random secret, of which the database has the hash only; it works once.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from postings.mailing import compose
from postings.models import Company, CompanyMembership, Invitation
from postings.permissions import RECRUITERS, is_moderator

SALT = "postings.invitation"
LASTS = timedelta(days=14)
SEND_AGAIN_AFTER = timedelta(minutes=10)  # nobody can fill a stranger's mailbox
MOST_OPEN = 20  # open invitations a company may have
MOST_OPEN_AN_ADDRESS = 5  # open invitations an address may have, of all companies
LONGEST_ADDRESS = 150  # characters: the address becomes the user name


class MembershipError(Exception):
    """It can't be done; the message says why in the user's words."""


# --- inviting -------------------------------------------------------------------------------------


def invite(
    *, company: Company, email: str, by: Any, site: str, now: datetime | None = None
) -> tuple[Invitation, bool]:
    """Ask an address to publish for the company. Gives the invitation and whether its mail has left.

    ``site`` is scheme and host for the link. An address that is invited already gets a new link.
    """
    now = now or timezone.now()
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError as error:
        raise MembershipError("That is not an e-mail address.") from error
    if len(email) > LONGEST_ADDRESS:
        raise MembershipError(f"An address may have at most {LONGEST_ADDRESS} characters.")
    with transaction.atomic():
        company = _lock(company, by)
        if company.members.filter(email__iexact=email).exists():
            raise MembershipError(f"{email} publishes for {company} already.")
        open_ones = Invitation.objects.filter(accepted_at__isnull=True, revoked_at__isnull=True)
        invitation = open_ones.filter(company=company, email__iexact=email).first()
        if invitation is None:
            if open_ones.filter(company=company).count() >= MOST_OPEN:
                raise MembershipError(
                    f"{MOST_OPEN} invitations of {company} are open. Take one back before you send another."
                )
            unexpired = open_ones.filter(email__iexact=email, expires_at__gt=now)
            if not is_moderator(by) and unexpired.count() >= MOST_OPEN_AN_ADDRESS:
                raise MembershipError("This address has many open invitations. Ask a moderator.")
            invitation = Invitation(company=company, email=email)
        token = _renew(invitation, by, now)
        _note(company, by, f"Invited {invitation.email}.")
    return invitation, _send(invitation, token, site)


def send_again(*, invitation: Invitation, by: Any, site: str, now: datetime | None = None) -> bool:
    """Send a new link, open for another fortnight; the link before stops working. Has the mail left?"""
    now = now or timezone.now()
    with transaction.atomic():
        company = _lock(invitation.company, by)
        locked = _lock_open(invitation)
        token = _renew(locked, by, now)
        _note(company, by, f"Invited {locked.email} again.")
    return _send(locked, token, site)


def _renew(invitation: Invitation, by: Any, now: datetime) -> str:
    """A new link; its token, which is told nobody but the mail."""
    if invitation.sent_at is not None and invitation.sent_at > now - SEND_AGAIN_AFTER:
        raise MembershipError(
            f"{invitation.email} was sent an invitation just now. Wait ten minutes before you send another."
        )
    token = signing.Signer(salt=SALT).sign(secrets.token_urlsafe(24))
    invitation.token_hash = _hash(token)
    invitation.invited_by = by
    invitation.asked_at = now
    invitation.expires_at = now + LASTS
    invitation.sent_at = None
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError as error:
        raise MembershipError(f"{invitation.email} was invited by somebody else just now.") from error
    return token


def _send(invitation: Invitation, token: str, site: str) -> bool:
    company = invitation.company
    by = invitation.invited_by
    context = {
        "invitation": invitation,
        "company": company,
        "by": (by.get_full_name() or by.get_username()) if by is not None else "",
        "site": site,
        "url": site + reverse("postings:invitation", kwargs={"token": token}),
    }
    mail = compose(
        to=invitation.email,
        subject=f"Publish jobs for {company}",
        template="invitation",
        context=context,
    )
    try:
        mail.send()
    except OSError:
        return False
    invitation.sent_at = timezone.now()
    invitation.save(update_fields=["sent_at"])
    return True


@transaction.atomic
def revoke(*, invitation: Invitation, by: Any, now: datetime | None = None) -> Invitation:
    """Take an open invitation back: its link stops working."""
    company = _lock(invitation.company, by)
    locked = _lock_open(invitation)
    locked.revoked_at = now or timezone.now()
    locked.save(update_fields=["revoked_at"])
    _note(company, by, f"Took back the invitation of {locked.email}.")
    return locked


# --- accepting ------------------------------------------------------------------------------------


def invitation_of(token: str) -> Invitation | None:
    """The invitation of a link, or None when the link is forged or a newer one was sent."""
    token = token[:200]
    try:
        signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    return Invitation.objects.select_related("company", "invited_by").filter(token_hash=_hash(token)).first()


def accounts_of(invitation: Invitation) -> QuerySet[Any]:
    """The accounts of the invited address; case does not matter."""
    return get_user_model().objects.filter(email__iexact=invitation.email)


def accept(*, invitation: Invitation, user: Any, now: datetime | None = None) -> CompanyMembership:
    """The logged-in owner of the address joins. Joining twice is joining once."""
    now = now or timezone.now()
    with transaction.atomic():
        company = Company.objects.select_for_update().get(pk=invitation.company_id)
        locked = _lock_open(invitation, now)
        if user.email.lower() != locked.email.lower():
            raise MembershipError(f"This invitation is for {locked.email}. Log in with that account.")
        if not user.is_active:
            raise MembershipError("This account is closed. Ask a moderator.")
        return _join(locked, company, user, now)


def accept_as_new(
    *, invitation: Invitation, name: str, password: str, now: datetime | None = None
) -> CompanyMembership:
    """Make an account for the invited address, its user name, and join.

    Raises ``ValidationError`` with the fields ``name`` and ``password``.
    """
    now = now or timezone.now()
    name = " ".join(name.split())
    if not name:
        raise ValidationError({"name": "Say your name."})
    if len(name) > 150:
        raise ValidationError({"name": "A name may have at most 150 characters."})
    address = invitation.email.lower()
    user = get_user_model()(username=address, email=address, first_name=name, is_staff=True)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    user.set_password(password)
    with transaction.atomic():
        company = Company.objects.select_for_update().get(pk=invitation.company_id)
        locked = _lock_open(invitation, now)
        try:
            # The user name is the address in small letters, so the database lets it be taken once.
            with transaction.atomic():
                if accounts_of(locked).exists():
                    raise IntegrityError
                user.save()
        except IntegrityError as error:
            raise MembershipError(
                f"There is an account of {locked.email} by now. Log in with it, then open the link again."
            ) from error
        return _join(locked, company, user, now)


def _join(invitation: Invitation, company: Company, user: Any, now: datetime) -> CompanyMembership:
    membership, _ = CompanyMembership.objects.get_or_create(company=company, user=user)
    if not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])
    user.groups.add(Group.objects.get(name=RECRUITERS))
    invitation.accepted_at = now
    invitation.accepted_by = user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    _note(company, user, f"{user} accepted the invitation and publishes for {company}.")
    return membership


# --- leaving --------------------------------------------------------------------------------------


@transaction.atomic
def remove(*, membership: CompanyMembership, by: Any) -> None:
    """End a membership: one's own (leaving), or a colleague's. The last one only a moderator ends."""
    company = _lock(membership.company, by)
    rows = company.memberships.select_related("user")
    there = rows.filter(pk=membership.pk).first()
    if there is None:
        raise MembershipError("This recruiter has left already.")
    if not is_moderator(by) and rows.count() == 1:
        raise MembershipError(
            f"You are the only recruiter of {company}. Invite somebody else first, or ask a moderator."
        )
    user = there.user
    there.delete()
    _note(company, by, f"{user} left {company}." if user == by else f"Removed the recruiter {user}.")


# --- parts ----------------------------------------------------------------------------------------


def _lock(company: Company, by: Any) -> Company:
    locked = Company.objects.select_for_update().get(pk=company.pk)
    if not Company.objects.of(by).filter(pk=locked.pk).exists():
        raise MembershipError(f"You are not a recruiter of {locked}.")
    return locked


def _lock_open(invitation: Invitation, now: datetime | None = None) -> Invitation:
    """The invitation as it is; with ``now`` it must not have expired."""
    locked = (
        Invitation.objects.select_for_update(of=("self",)).select_related("company").get(pk=invitation.pk)
    )
    if locked.accepted_at is not None:
        raise MembershipError("This invitation was accepted already.")
    if locked.revoked_at is not None:
        raise MembershipError("This invitation was taken back.")
    if now is not None and (locked.expires_at <= now or locked.token_hash != invitation.token_hash):
        raise MembershipError("This invitation has expired. Ask for a new one.")
    return locked


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _note(company: Company, by: Any, message: str) -> None:
    """Into the company's history."""
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(Company),
        object_id=str(company.pk),
        object_repr=str(company)[:200],
        action_flag=CHANGE,
        change_message=message,
    )
