"""Which committed tables the database holds."""

from __future__ import annotations

from django.db import models


class ReferenceLoad(models.Model):
    """A committed table and the fingerprint of the file it was last loaded from."""

    name = models.CharField(max_length=40, primary_key=True)
    fingerprint = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name
