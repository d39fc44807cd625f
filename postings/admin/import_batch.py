"""The import page: paste a text or upload files, and see what became of each."""

from __future__ import annotations

from itertools import chain, islice
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, IntegerField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from postings.admin.scope import ModeratorOnly
from postings.bulk_import import continue_import, stands_still, start_import
from postings.intake import SUFFIXES, Incoming, Summary, import_texts, read_file
from postings.models import Draft, ImportBatch, ImportItem

# More is imported in the background. A text takes some 30 ms, so the answer to these comes in two seconds.
IN_REQUEST_TEXTS = 50
IN_REQUEST_BYTES = 2_000_000
ITEMS_A_PAGE = 100


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A list of uploaded files. Empty ones are kept: the import reports them by name."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [file for file in (data if isinstance(data, (list, tuple)) else [data]) if file is not None]


class ImportForm(forms.Form):
    """A pasted text, files, or both."""

    text = forms.CharField(
        required=False,
        strip=False,
        label="Paste a text",
        # No maxlength: the browser would cut the text without a word.
        widget=forms.Textarea(attrs={"rows": 14, "autofocus": True}),
        help_text="Anything: Markdown, HTML, JSON, or a page copied from a board. It is kept as it is.",
    )
    files = SeveralFilesField(  # type: ignore[assignment]
        required=False,
        label="or choose files",
        help_text=f"One or many: {' '.join(sorted(SUFFIXES))}",
        widget=SeveralFilesInput(attrs={"accept": ",".join(sorted(SUFFIXES))}),
    )
    source = forms.CharField(
        required=False,
        max_length=120,
        help_text="Where the texts are from, such as the name of a board. Optional.",
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("text", "").strip() and not data.get("files"):
            raise forms.ValidationError("Paste a text or choose at least one file.")
        return data

    def contents(self) -> list[tuple[str, bytes]]:
        """The files of a valid form."""
        return [(file.name, file.read()) for file in self.cleaned_data["files"]]

    def pasted(self) -> list[Incoming]:
        """The text of a valid form, if there is one."""
        text = self.cleaned_data["text"]
        if not text.strip():
            return []
        return [Incoming("pasted text", text.encode("utf-8", errors="surrogatepass"))]


def is_large(files: list[tuple[str, bytes]]) -> bool:
    """Is it too much to read while the browser waits?"""
    if sum(len(content) for _, content in files) > IN_REQUEST_BYTES:
        return True
    texts = chain.from_iterable(read_file(name, content) for name, content in files)
    return sum(1 for _ in islice(texts, IN_REQUEST_TEXTS + 1)) > IN_REQUEST_TEXTS


@admin.register(ImportBatch)
class ImportBatchAdmin(ModeratorOnly, admin.ModelAdmin[ImportBatch]):
    list_display = (
        "started_at",
        "channel",
        "source",
        "started_by",
        "imported",
        "known",
        "failed",
        "progress",
    )
    list_filter = ("channel",)
    search_fields = ("source",)
    search_help_text = "Source"
    list_per_page = 50
    show_full_result_count = False
    list_select_related = ("started_by",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        def of(outcome: str) -> Any:
            counted = (
                ImportItem.objects.filter(batch=OuterRef("pk"), outcome=outcome)
                .order_by()
                .values("batch")
                .annotate(n=Count("pk"))
                .values("n")
            )
            return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

        return (
            super()
            .get_queryset(request)
            .annotate(
                imported_count=of(ImportItem.Outcome.IMPORTED),
                known_count=of(ImportItem.Outcome.KNOWN),
                failed_count=of(ImportItem.Outcome.FAILED),
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

    @admin.display(description="")
    def progress(self, batch: ImportBatch) -> str:
        if batch.finished_at is not None:
            return ""
        return "stands still" if stands_still(batch) else "running"

    def has_change_permission(self, request: HttpRequest, obj: ImportBatch | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ImportBatch | None = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        return [
            path(
                "<int:pk>/continue/",
                self.admin_site.admin_view(self.continue_view),
                name="postings_importbatch_continue",
            ),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        bound = request.method == "POST"
        form = ImportForm(request.POST if bound else None, request.FILES if bound else None)
        if bound and form.is_valid():
            return self._import(request, form)
        sources = ImportBatch.objects.exclude(source="").order_by("source").values_list("source", flat=True)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Import texts",
            "form": form,
            "sources": sources.distinct()[:50],
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/postings/importbatch/import.html", context)

    def _import(self, request: HttpRequest, form: ImportForm) -> HttpResponse:
        files = form.contents()
        source = form.cleaned_data["source"]
        if is_large(files):
            for pasted in form.pasted():
                files.append((f"{pasted.name}.txt", pasted.content or b""))
            batch = start_import(files, channel=ImportBatch.Channel.UPLOAD, by=request.user, source=source)
            self.log_addition(request, batch, "Started in the background.")
            return HttpResponseRedirect(_address(batch))
        summary = import_texts(
            chain(form.pasted(), *(read_file(name, content) for name, content in files)),
            channel=ImportBatch.Channel.UPLOAD if files else ImportBatch.Channel.PASTE,
            by=request.user,
            source=source,
        )
        self.log_addition(request, summary.batch, "Imported.")
        return HttpResponseRedirect(self._review_of_one(request, summary) or _address(summary.batch))

    @staticmethod
    def _review_of_one(request: HttpRequest, summary: Summary) -> str:
        """The review of the only text there was; empty when there were more or it has no draft."""
        if summary.total != 1 or not summary.raw_texts:
            return ""
        draft = summary.raw_texts[0].drafts.order_by("part").first()
        if draft is None:
            return ""
        item = summary.batch.items.first()
        if item is not None and item.outcome == ImportItem.Outcome.KNOWN:
            messages.warning(
                request, f"{item.reason} Here is what there is: it is {draft.get_state_display()}."
            )
        elif item is not None and item.reason:
            messages.warning(request, item.reason)
        return draft.get_admin_url()

    def continue_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Go on with an import whose worker has died, by POST."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        batch = ImportBatch.objects.filter(pk=pk).first()
        if batch is None:
            raise Http404("This import is not there.")
        if request.method == "POST" and batch.finished_at is None:
            continue_import(batch)
            messages.success(request, "It goes on where it stopped.")
        return HttpResponseRedirect(_address(batch))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What became of each text."""
        batch: Any = self.get_object(request, object_id)
        if batch is None:
            raise Http404("This import is not there.")
        if not self.has_view_permission(request, batch):
            raise PermissionDenied
        outcome = request.GET.get("outcome", "")
        items = batch.items.select_related("raw_text").defer("raw_text__content")
        if outcome in ImportItem.Outcome.values:
            items = items.filter(outcome=outcome)
        drafts = Draft.objects.annotate(title=KeyTextTransform("title", "values")).defer("values", "notes")
        items = items.prefetch_related(Prefetch("raw_text__drafts", drafts.order_by("part")))
        counts = {
            ImportItem.Outcome.IMPORTED: batch.imported_count,
            ImportItem.Outcome.KNOWN: batch.known_count,
            ImportItem.Outcome.FAILED: batch.failed_count,
        }
        done = sum(counts.values())
        page = Paginator(items, ITEMS_A_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": batch,
            "title": f"Import of {batch.started_at:%d %B %Y, %H:%M}",
            "batch": batch,
            "outcomes": [
                {"value": value, "label": ImportItem.Outcome(value).label, "count": count}
                for value, count in counts.items()
            ],
            "outcome": outcome if outcome in ImportItem.Outcome.values else "",
            "done": done,
            "running": batch.finished_at is None,
            "stands_still": stands_still(batch),
            "page": page,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/postings/importbatch/result.html", context)


def _address(batch: ImportBatch) -> str:
    return reverse("admin:postings_importbatch_change", args=[batch.pk])
