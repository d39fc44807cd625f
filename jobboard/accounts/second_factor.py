"""The second factor of an account: an authenticator app (RFC 6238), and recovery codes for its loss.

The mathematics, the throttling of wrong codes and the tables are django-otp's. An account has at most one
confirmed device of each kind.
"""

from __future__ import annotations

from base64 import b32encode
from typing import Any

import segno
from django.conf import settings
from django.db import transaction
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from postings.permissions import is_moderator

RECOVERY_CODES = 10


def is_on(user: Any) -> bool:
    """Whether the login of this account asks for a code."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def is_required(user: Any) -> bool:
    """Whether the operator lets this account in only with a second factor (``SECOND_FACTOR``)."""
    if settings.SECOND_FACTOR == "everyone":
        return True
    return settings.SECOND_FACTOR == "moderators" and (user.is_superuser or is_moderator(user))


def accepts(user: Any, code: str) -> bool:
    """Whether the code is the app's of this half minute, or an unused recovery code, which it uses up.

    Wrong codes make the device wait, longer each time: right codes are refused meanwhile, too.
    """
    code = "".join(code.split()).lower()
    model = TOTPDevice if code.isdecimal() else StaticDevice
    device = model.objects.filter(user=user, confirmed=True).first()
    return device is not None and verify_token(user, device.persistent_id, code) is not None


def codes_left(user: Any) -> int:
    """Number of recovery codes not used yet."""
    return StaticToken.objects.filter(device__user=user, device__confirmed=True).count()


def pending_device(user: Any) -> TOTPDevice:
    """The device that is being set up: its key stays the same until the first code confirms it."""
    device: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, name="Authenticator app", confirmed=False)


@transaction.atomic
def turn_on(user: Any, code: str) -> list[str] | None:
    """Confirm the pending device by its first code. Returns the recovery codes; None if the code is wrong."""
    device = pending_device(user)
    if verify_token(user, device.persistent_id, "".join(code.split())) is None:
        return None
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    return new_codes(user)


@transaction.atomic
def new_codes(user: Any) -> list[str]:
    """Make recovery codes in place of those before, and return them: they are shown once."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="Recovery codes")
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


@transaction.atomic
def turn_off(user: Any) -> bool:
    """Forget the app and the recovery codes. Returns whether there was something to forget."""
    devices, _ = TOTPDevice.objects.filter(user=user).delete()
    codes, _ = StaticDevice.objects.filter(user=user).delete()
    return bool(devices or codes)


def qr_code(device: TOTPDevice) -> str:
    """The picture that an authenticator app reads, as SVG without colours of its own."""
    picture: str = segno.make(device.config_url, error="m").svg_inline(
        border=2, omitsize=True, svgclass="qr", lineclass=None, title="QR code for your authenticator app"
    )
    return picture


def key_in_words(device: TOTPDevice) -> str:
    """The key in groups of four letters, for those who type it."""
    key = b32encode(device.bin_key).decode()
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))
