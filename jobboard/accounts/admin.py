"""Users: what an administrator does for somebody who lost the second factor."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from jobboard.accounts import second_factor, sessions

# Their pages show the keys; an administrator removes a factor, and never reads it.
admin.site.unregister([StaticDevice, TOTPDevice])
admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]
    list_display = ("username", "email", "is_active", "groups_in_words", "second_step", "last_login")
    list_filter = ("is_active", "is_superuser", "groups")
    actions = ("remove_second_factor", "end_sessions")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        device = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).annotate(has_factor=Exists(device)).prefetch_related("groups")

    @admin.display(description="Groups")
    def groups_in_words(self, user: User) -> str:
        names = [group.name for group in user.groups.all()]
        return ", ".join(["Superuser", *names] if user.is_superuser else names) or "–"

    @admin.display(description="Second step", boolean=True)
    def second_step(self, user: Any) -> bool:
        return bool(user.has_factor)

    @admin.action(description="Remove the second factor (lost phone)", permissions=["change"])
    def remove_second_factor(self, request: HttpRequest, users: QuerySet[User]) -> None:
        removed = [user for user in users if second_factor.turn_off(user)]
        for user in removed:
            self.log_change(request, user, "Removed the second factor.")
        messages.success(request, f"Removed from {len(removed)} of {len(users)}: the password is enough.")

    @admin.action(description="Log out everywhere", permissions=["change"])
    def end_sessions(self, request: HttpRequest, users: QuerySet[User]) -> None:
        ended = 0
        for user in users:
            ended += sessions.end(user, keep=request.session.session_key)
            self.log_change(request, user, "Ended the sessions.")
        messages.success(request, f"{ended} sessions ended.")
