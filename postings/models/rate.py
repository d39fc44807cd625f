"""How often an address has asked lately (see ``postings.rate_limit``)."""

from __future__ import annotations

from django.db import models


class RateBucket(models.Model):
    """One address and what it asks for. The key is a keyed hash: no address is kept.

    The table is unlogged: it need not outlive a crash, and costs no write to the log.
    """

    key = models.CharField(max_length=43, primary_key=True)
    free_at = models.DateTimeField(db_index=True, help_text="When the bucket is full again.")

    def __str__(self) -> str:
        return self.key
