"""The import page: paste a text or upload files, and see what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from postings.admin.scope import ModeratorOnly
from postings.intake import MAX_TEXT_BYTES, SUFFIXES, Incoming, import_texts, read_file
from postings.models import ImportBatch, ImportItem


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A list of uploaded files. Empty ones are kept: the import reports them by name."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [file for file in (data if isinstance(data, (list, tuple)) else [data]) if file]


class ImportForm(forms.Form):
    """A pasted text, files, or both."""

    text = forms.CharField(
        required=False,
        strip=False,
        label="Paste a text",
        widget=forms.Textarea(attrs={"rows": 14, "autofocus": True, "maxlength": MAX_TEXT_BYTES}),
        help_text="Anything: Markdown, HTML, JSON, or a page copied from a board. It is kept as it is.",
    )
    files = SeveralFilesField(
        required=False,
        label="or choose files",
        help_text=f"One or many: {' '.join(sorted(SUFFIXES))}",
        widget=SeveralFilesInput(attrs={"accept": ",".join(sorted(SUFFIXES))}),
    )
    source = forms.CharField(
        required=False, max_length=120, help_text="Where the texts are from, such as a board. Optional."
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("text", "").strip() and not data.get("files"):
            raise forms.ValidationError("Paste a text or choose at least one file.")
        return data

    def incoming(self) -> Iterator[Incoming]:
        """The texts of a valid form."""
        if self.cleaned_data["text"].strip():
            yield Incoming("pasted text", self.cleaned_data["text"].encode("utf-8", errors="surrogatepass"))
        for file in self.cleaned_data["files"]:
            yield from read_file(file.name, file.read())


@admin.register(ImportBatch)
class ImportBatchAdmin(ModeratorOnly, admin.ModelAdmin[ImportBatch]):
    list_display = ("started_at", "channel", "source", "started_by", "imported", "known", "failed")
    list_filter = ("channel", "source")
    change_form_template = "admin/postings/importbatch/result.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        outcomes = ImportItem.Outcome
        return (
            super()
            .get_queryset(request)
            .select_related("started_by")
            .annotate(
                imported_count=Count("items", filter=Q(items__outcome=outcomes.IMPORTED)),
                known_count=Count("items", filter=Q(items__outcome=outcomes.KNOWN)),
                failed_count=Count("items", filter=Q(items__outcome=outcomes.FAILED)),
            )
        )

    @admin.display(ordering="imported_count")
    def imported(self, batch: Any) -> int:
        return int(batch.imported_count)

    @admin.display(description="already known", ordering="known_count")
    def known(self, batch: Any) -> int:
        return int(batch.known_count)

    @admin.display(description="not imported", ordering="failed_count")
    def failed(self, batch: Any) -> int:
        return int(batch.failed_count)

    def has_change_permission(self, request: HttpRequest, obj: ImportBatch | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ImportBatch | None = None) -> bool:
        return False

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ImportForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            return self._import(request, form)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Import texts",
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/postings/importbatch/import.html", context)

    def _import(self, request: HttpRequest, form: ImportForm) -> HttpResponse:
        pasted = not form.cleaned_data["files"]
        summary = import_texts(
            form.incoming(),
            channel=ImportBatch.Channel.PASTE if pasted else ImportBatch.Channel.UPLOAD,
            by=request.user,
            source=form.cleaned_data["source"],
        )
        self.log_addition(request, summary.batch, [{"added": {}}])
        item = summary.batch.items.select_related("raw_text").first()
        if summary.total == 1 and item is not None and item.raw_text is not None:
            if item.reason:
                messages.warning(request, item.reason)
            draft = item.raw_text.drafts.order_by("part").first()
            if draft is not None:
                return HttpResponseRedirect(draft.get_admin_url())
        return HttpResponseRedirect(reverse("admin:postings_importbatch_change", args=[summary.batch.pk]))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        batch = self.get_object(request, object_id)
        items = batch.items.select_related("raw_text").prefetch_related("raw_text__drafts") if batch else ()
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "items": items})
