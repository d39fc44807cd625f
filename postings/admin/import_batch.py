"""The import page: paste a text or upload files, and see what became of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from postings import bulk_import, columns
from postings.admin.scope import ModeratorOnly
from postings.bulk_import import stands_still, start_import
from postings.intake import MAX_TEXTS, SUFFIXES, Incoming, Summary, import_texts, read_file
from postings.models import Draft, ImportBatch, ImportItem, Source
from postings.tasks import collect_terms

# More is imported in the background. A text takes some 30 ms, so the answer to these comes in two seconds.
IN_REQUEST_TEXTS = 50
IN_REQUEST_BYTES = 2_000_000
ITEMS_A_PAGE = 100
Outcome = ImportItem.Outcome


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
        help_text=f"One or many, {MAX_TEXTS:,} texts in all: {' '.join(sorted(SUFFIXES))}",
        widget=SeveralFilesInput(attrs={"accept": ",".join(sorted(SUFFIXES))}),
    )
    folder = SeveralFilesField(
        required=False,
        label="or a folder",
        help_text="With everything below it. Hidden files are left out.",
        widget=SeveralFilesInput(attrs={"webkitdirectory": True}),
    )
    paths = forms.CharField(  # filled by script: browsers send only the last part of a file's path
        required=False, widget=forms.HiddenInput(attrs={"data-paths": ""})
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
        if not self.errors and not (data.get("text", "").strip() or data.get("files") or self.folder_files()):
            raise forms.ValidationError("Paste a text or choose at least one file.")
        return data

    def contents(self) -> list[tuple[str, bytes]]:
        """The files of a valid form."""
        chosen = [(file.name, file.read()) for file in self.cleaned_data["files"]]
        return chosen + [(path, file.read()) for path, file in self.folder_files()]

    def folder_files(self) -> list[tuple[str, Any]]:
        """The folder's files by their paths in it (their names, without script), hidden ones left out."""
        files = self.cleaned_data.get("folder") or []
        names = [file.name for file in files]
        try:
            paths = json.loads(self.cleaned_data.get("paths") or "[]")
        except (ValueError, RecursionError):
            paths = []
        fits = (
            isinstance(paths, list)
            and len(paths) == len(files)
            and all(isinstance(path, str) and PurePosixPath(path).name == name
                    for path, name in zip(paths, names, strict=True))
        )  # fmt: skip
        found = zip([path[:480] for path in paths] if fits else names, files, strict=True)
        return [
            (path, file)
            for path, file in found
            if not any(part.startswith(".") for part in PurePosixPath(path).parts)
        ]

    def pasted(self) -> list[Incoming]:
        """The text of a valid form, if there is one."""
        text = self.cleaned_data["text"]
        if not text.strip():
            return []
        return [Incoming("pasted text", text.encode("utf-8", errors="surrogatepass"))]


def is_large(files: list[tuple[str, bytes]]) -> bool:
    """Is it too much to read while the browser waits? Tables are asked about first, so they count as much."""
    if any(name.lower().endswith(".csv") for name, _ in files):
        return True
    if sum(len(content) for _, content in files) > IN_REQUEST_BYTES:
        return True
    texts = chain.from_iterable(read_file(name, content) for name, content in files)
    return sum(1 for _ in islice(texts, IN_REQUEST_TEXTS + 1)) > IN_REQUEST_TEXTS


@dataclass(slots=True)
class TableChoice:
    """A table of an import with what its columns are taken for."""

    name: str
    table: columns.Table
    chosen: dict[str, str]

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Each column's name and role."""
        return [(name, self.chosen.get(name, "")) for name in self.table.header]


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
    list_filter = ("state", "channel")
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

    @admin.display(description="state", ordering="state")
    def progress(self, batch: ImportBatch) -> str:
        if batch.state == ImportBatch.State.FINISHED:
            return ""
        return "stands still" if stands_still(batch) else str(batch.get_state_display())

    def has_change_permission(self, request: HttpRequest, obj: ImportBatch | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ImportBatch | None = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        return [
            path(
                "<int:pk>/step/",
                self.admin_site.admin_view(self.step_view),
                name="postings_importbatch_step",
            ),
            path(
                "<int:pk>/columns/",
                self.admin_site.admin_view(self.columns_view),
                name="postings_importbatch_columns",
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
        sources = Source.objects.order_by("name").values_list("name", flat=True)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Import texts",
            "form": form,
            "sources": sources[:200],
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
            if batch.state == ImportBatch.State.COLUMNS:
                return HttpResponseRedirect(reverse("admin:postings_importbatch_columns", args=[batch.pk]))
            return HttpResponseRedirect(_address(batch))
        summary = import_texts(
            chain(form.pasted(), *(read_file(name, content) for name, content in files)),
            channel=ImportBatch.Channel.UPLOAD if files else ImportBatch.Channel.PASTE,
            by=request.user,
            source=source,
        )
        self.log_addition(request, summary.batch, "Imported.")
        if summary.drafts:
            collect_terms.enqueue()
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

    def _batch(self, request: HttpRequest, pk: int) -> ImportBatch:
        if not self.has_add_permission(request):
            raise PermissionDenied
        batch = ImportBatch.objects.filter(pk=pk).first()
        if batch is None:
            raise Http404("This import is not there.")
        return batch

    def step_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Pause, go on, cancel, or try failed texts again, by POST."""
        batch = self._batch(request, pk)
        back = HttpResponseRedirect(_address(batch))
        if request.method != "POST":
            return back
        step, item = request.POST.get("step", ""), request.POST.get("item", "")
        try:
            match step:
                case "pause":
                    bulk_import.pause(batch)
                    said = "Paused. Texts that are being read are read to their end; the others wait."
                case "resume":
                    bulk_import.resume(batch)
                    said = "It goes on where it stopped."
                case "cancel":
                    left = bulk_import.cancel(batch).items.filter(outcome=ImportItem.Outcome.LEFT).count()
                    said = f"Cancelled. What was imported stays; {_texts(left)} not read."
                case "retry" if item.isdecimal() and len(item) < 18:
                    if not bulk_import.retry(batch, items=[int(item)]):
                        raise bulk_import.ImportStateError("This text can't be tried again: import it anew.")
                    said = "It is tried again."
                case "retry_all":
                    count = bulk_import.retry(batch)
                    said = f"{_texts(count)} tried again."
                case _:
                    raise Http404("There is no such step.")
        except bulk_import.ImportStateError as error:
            messages.error(request, str(error))
            return back
        self.log_change(request, batch, said)
        messages.success(request, said)
        return back

    def columns_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What the columns of the uploaded tables are, with their first rows; a POST decides and begins."""
        batch = self._batch(request, pk)
        if batch.state != ImportBatch.State.COLUMNS:
            return HttpResponseRedirect(_address(batch))
        tables = [
            TableChoice(upload.name, table, columns.guess(table.header))
            for upload, table in bulk_import.undecided_tables(batch)
        ]
        problem = ""
        if request.method == "POST":
            for choice in tables:
                choice.chosen = {
                    name: request.POST.get(f"{choice.table.key}-{number}", "")
                    for number, name in enumerate(choice.table.header)
                }
            try:
                bulk_import.choose_columns(batch, {choice.table.key: choice.chosen for choice in tables})
            except (columns.ColumnsError, bulk_import.ImportStateError) as error:
                problem = str(error)
            else:
                self.log_change(request, batch, "Columns chosen.")
                return HttpResponseRedirect(_address(batch))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": batch,
            "title": "What the columns are",
            "batch": batch,
            "tables": tables,
            "roles": columns.ROLES,
            "problem": problem,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/postings/importbatch/columns.html", context)

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
        code = request.GET.get("code", "")
        items = batch.items.select_related("raw_text").defer("raw_text__content", "content")
        items = items.annotate(again=Exists(bulk_import.retriable(batch).filter(pk=OuterRef("pk"))))
        if outcome in ImportItem.Outcome.values:
            items = items.filter(outcome=outcome)
        if code in ImportItem.Code.values:
            items = items.filter(code=code)
        drafts = Draft.objects.defer("values", "read", "notes")
        items = items.prefetch_related(Prefetch("raw_text__drafts", drafts.order_by("part")))
        rows = batch.items.order_by().values("outcome", "code").annotate(n=Count("pk"))
        counts: dict[str, int] = {}
        failures: dict[str, int] = {}
        for row in rows:
            counts[row["outcome"]] = counts.get(row["outcome"], 0) + row["n"]
            if row["code"]:
                failures[row["code"]] = row["n"]
        shown = [
            value
            for value in ImportItem.Outcome.values
            if counts.get(value) or value in (Outcome.IMPORTED, Outcome.KNOWN, Outcome.FAILED)
        ]
        total = sum(counts.values())
        done = total - counts.get(Outcome.WAITING, 0)
        page = Paginator(items, ITEMS_A_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": batch,
            "title": f"Import of {batch.started_at:%d %B %Y, %H:%M}",
            "batch": batch,
            "outcomes": [
                {"value": value, "label": Outcome(value).label, "count": counts.get(value, 0)}
                for value in shown
            ],
            "outcome": outcome if outcome in ImportItem.Outcome.values else "",
            "failures": [
                {"code": value, "label": ImportItem.Code(value).label, "count": count}
                for value, count in sorted(failures.items(), key=lambda pair: (-pair[1], pair[0]))
            ],
            "code": code if code in ImportItem.Code.values else "",
            "retriable": bulk_import.retriable(batch).count() if failures else 0,
            "done": done,
            "total": total,
            "still": stands_still(batch),
            "page": page,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/postings/importbatch/result.html", context)


def _address(batch: ImportBatch) -> str:
    return reverse("admin:postings_importbatch_change", args=[batch.pk])


def _texts(count: int) -> str:
    return f"{count:,} text was" if count == 1 else f"{count:,} texts were"
