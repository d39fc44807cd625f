"""Texts as they came in, and the imports that brought them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper


class ImportBatch(models.Model):
    """One act of importing: a paste, an upload of files, a run of the command."""

    class Channel(models.TextChoices):
        PASTE = "paste", "pasted"
        UPLOAD = "upload", "uploaded"
        COMMAND = "command", "command line"
        RECRUITER = "recruiter", "recruiter's paste"

    class State(models.TextChoices):
        COLUMNS = "columns", "waiting for the choice of columns"
        RUNNING = "running", "running"
        PAUSED = "paused", "paused"
        CANCELLED = "cancelled", "cancelled"
        FINISHED = "finished", "finished"

    channel = models.CharField(max_length=9, choices=Channel)
    source = models.CharField(max_length=120, blank=True, help_text="Where the texts are from.")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="import_batches",
    )
    started_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=9, choices=State, default=State.RUNNING)
    finished_at = models.DateTimeField(null=True, blank=True, help_text="Also of a cancelled one.")
    expected = models.PositiveIntegerField(
        null=True, blank=True, help_text="Texts in all, once an import in the background has counted them."
    )
    active_at = models.DateTimeField(
        null=True, blank=True, help_text="When an import in the background last got on."
    )

    class Meta:
        ordering = ["-started_at", "-id"]
        verbose_name = "import"
        verbose_name_plural = "imports"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["columns", "running", "paused", "cancelled", "finished"]),
                name="import_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["cancelled", "finished"], finished_at__isnull=False)
                | ~Q(state__in=["cancelled", "finished"]) & Q(finished_at__isnull=True),
                name="import_end_is_dated",
            ),
        ]
        indexes = [models.Index(fields=["source", "started_at"], name="import_of_source")]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.started_at:%Y-%m-%d %H:%M}"


class RawText(models.Model):
    """A text verbatim. Never edited; the same bytes are stored once."""

    content = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    size_bytes = models.PositiveIntegerField(editable=False)
    encoding = models.CharField(max_length=20, default="utf-8")
    name = models.CharField(max_length=255, blank=True, help_text="File name, or how it came.")
    source = models.CharField(max_length=120, blank=True)
    batch = models.ForeignKey(
        ImportBatch, null=True, blank=True, on_delete=models.SET_NULL, related_name="raw_texts"
    )
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(size_bytes__gt=0), name="raw_text_not_empty"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="raw_text_sha256_is_hex"
            ),
        ]
        indexes = [
            models.Index(fields=["source", "-received_at"], name="raw_text_of_source"),
            models.Index(fields=["-received_at", "-id"], name="raw_text_newest"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="raw_text_name_words"),
        ]

    def __str__(self) -> str:
        return self.name or f"text {self.pk}"

    @property
    def text(self) -> str:
        """The content decoded; undecodable bytes show as U+FFFD."""
        return bytes(self.content).decode(self.encoding, errors="replace")


class ImportUpload(models.Model):
    """An uploaded file whose texts an import in the background has still to tell apart. Then it goes."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=500)
    content = models.BinaryField()
    taken = models.PositiveIntegerField(
        default=0, help_text="So many of its texts are told apart: where to go on."
    )
    columns = models.JSONField(
        null=True, blank=True, help_text="Of a table: what each column is; see postings.columns."
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class ImportItem(models.Model):
    """One text of an import: waiting to be read, or what became of it."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "waiting"
        IMPORTED = "imported", "imported"
        KNOWN = "known", "already known"
        FAILED = "failed", "not imported"
        LEFT = "left", "cancelled before it was read"

    class Code(models.TextChoices):
        """Why a text was not imported."""

        EMPTY = "empty", "empty"
        TOO_LARGE = "too_large", "too large"
        TOO_MANY = "too_many", "more than an import takes"
        KIND = "kind", "kind of file that is not read"
        NO_TEXT = "no_text", "not a text"
        NO_RECORD = "no_record", "damaged line or table"
        COLUMN = "column", "column missing"
        DAMAGED = "damaged", "damaged or locked archive"
        UNREADABLE = "unreadable", "file that can't be opened"
        BLOCKED = "blocked", "company is blocked"
        FAULT = "fault", "our fault"
        OTHER = "other", "another reason"

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="items")
    name = models.CharField(max_length=500)
    outcome = models.CharField(max_length=8, choices=Outcome)
    code = models.CharField(max_length=10, choices=Code, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    content = models.BinaryField(
        null=True, blank=True, help_text="Kept while the text waits, and of a failed one to try it again."
    )
    raw_text = models.ForeignKey(
        RawText, null=True, blank=True, on_delete=models.SET_NULL, related_name="import_items"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["waiting", "imported", "known", "failed", "left"]),
                name="import_item_outcome_known",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="failed") | ~Q(reason=""), name="import_item_failure_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(outcome="failed") & ~Q(code="") | ~Q(outcome="failed") & Q(code=""),
                name="import_item_failure_has_a_code",
            ),
        ]
        indexes = [models.Index(fields=["batch", "outcome", "id"], name="import_item_outcome")]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_outcome_display()}"
