"""Intake: files and pasted texts become RawText rows, each stored once and verbatim, and are drafted.

One text's failure never touches another: each is stored and drafted in a transaction of its own, and what
became of it is kept by name in ``ImportItem``.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import logging
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from django.db import transaction
from django.utils import timezone

from postings import columns as tables
from postings.drafting import draft_text
from postings.models import Company, Draft, ImportBatch, ImportItem, RawText, Source
from postings.publishing import publish_confident
from postings.review import deciding

logger = logging.getLogger(__name__)

MAX_TEXT_BYTES = 2_000_000  # the largest saved page seen is 566 kB
MAX_FILE_BYTES = 100_000_000  # one uploaded file, before it is unpacked
MAX_UNPACKED_BYTES = 400_000_000  # all members of one archive together
MAX_TEXTS = 10_000  # one import
MAX_ZIP_RATIO = 200  # text rarely shrinks more than twentyfold
TEXT_SUFFIXES = {".md", ".markdown", ".txt", ".text", ".html", ".htm", ".json", ".xml", ".rss"}
SUFFIXES = TEXT_SUFFIXES | {".jsonl", ".ndjson", ".csv", ".zip"}

# Keys under which a JSON record wraps nothing but a text and its name.
_TEXT_KEYS = ("text", "html", "body", "content")
_NAME_KEYS = {"id", "name", "key"}


@dataclass(frozen=True, slots=True)
class Incoming:
    """One text on its way in, or why there is none: exactly one of ``content`` and ``problem`` is set."""

    name: str
    content: bytes | None = None
    problem: str = ""
    code: str = ""  # of the problem, one of ``ImportItem.Code``


Code = ImportItem.Code


@dataclass
class Summary:
    """What an import did, for the person who started it."""

    batch: ImportBatch
    imported: int = 0
    known: int = 0
    failed: int = 0
    drafts: list[Draft] = field(default_factory=list)
    raw_texts: list[RawText] = field(default_factory=list)  # new and known, in order

    @cached_property
    def publish_above(self) -> float | None:
        """From which confidence on the source's postings are published without review; None: never."""
        return Source.objects.filter(name=self.batch.source).values_list("publish_above", flat=True).first()

    @property
    def total(self) -> int:
        return self.imported + self.known + self.failed


# --- reading files --------------------------------------------------------------------------------


def read_file(name: str, content: bytes, columns: Mapping[str, str] | None = None) -> Iterator[Incoming]:
    """The texts of one file: one for .md, .txt, .html, .json and .xml, one a line or row for .jsonl and .csv,
    and those of its members for .zip.

    ``columns`` says what the columns of a table are (``postings.columns``).
    """
    suffix = PurePosixPath(name.lower()).suffix
    if len(content) > MAX_FILE_BYTES:
        problem = f"The file is larger than {_megabytes(MAX_FILE_BYTES)}."
        yield Incoming(name, problem=problem, code=Code.TOO_LARGE)
    elif not content.strip():
        yield Incoming(name, problem="The file is empty.", code=Code.EMPTY)
    elif suffix == ".zip":
        yield from _read_zip(name, content)
    elif suffix in {".jsonl", ".ndjson"}:
        yield from _read_json_lines(name, content)
    elif suffix == ".csv":
        yield from _read_csv(name, content, columns or {})
    elif suffix in TEXT_SUFFIXES:
        yield Incoming(name, content)
    else:
        accepted = " ".join(sorted(SUFFIXES))
        problem = f"Files of this kind are not read. Accepted: {accepted}"
        yield Incoming(name, problem=problem, code=Code.KIND)


def read_path(path: Path) -> Iterator[Incoming]:
    """The texts of a file, or of every file under a directory in the order of their names."""
    if path.is_dir():
        for child in sorted(path.rglob("*")):
            if child.is_file() and not any(part.startswith(".") for part in child.relative_to(path).parts):
                yield from _read_disk(child, str(child.relative_to(path)))
    else:
        yield from _read_disk(path, path.name)


def _read_disk(path: Path, name: str) -> Iterator[Incoming]:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            problem = f"The file is larger than {_megabytes(MAX_FILE_BYTES)}."
            yield Incoming(name, problem=problem, code=Code.TOO_LARGE)
            return
        content = path.read_bytes()
    except OSError as error:
        problem = f"The file can't be read: {error.strerror or error}."
        yield Incoming(name, problem=problem, code=Code.UNREADABLE)
        return
    yield from read_file(name, content)


def _read_zip(name: str, content: bytes) -> Iterator[Incoming]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        yield Incoming(name, problem=f"The archive is damaged: {error}.", code=Code.DAMAGED)
        return
    unpacked = 0
    for info in members:
        member = f"{name}/{info.filename}"[:480].replace("\x00", "")
        parts = PurePosixPath(info.filename).parts
        if any(part.startswith(".") or part == "__MACOSX" for part in parts):
            continue
        suffix = PurePosixPath(info.filename.lower()).suffix
        # Sizes in the directory may lie, so reading stops at the bound whatever they say.
        bound = MAX_FILE_BYTES if suffix in {".csv", ".jsonl", ".ndjson"} else MAX_TEXT_BYTES
        if suffix == ".zip":
            yield Incoming(member, problem="An archive inside an archive is not opened.", code=Code.KIND)
        elif info.flag_bits & 1:
            yield Incoming(member, problem="It is encrypted.", code=Code.DAMAGED)
        elif info.file_size > bound:
            yield Incoming(member, problem=f"It is larger than {_megabytes(bound)}.", code=Code.TOO_LARGE)
        elif info.compress_size and info.file_size / info.compress_size > MAX_ZIP_RATIO:
            problem = "It unpacks to far more than text does (a zip bomb?)."
            yield Incoming(member, problem=problem, code=Code.DAMAGED)
        else:
            try:
                with archive.open(info) as file:
                    data = file.read(bound + 1)
            except Exception as error:  # zipfile raises whatever a damaged member makes zlib or lzma raise
                yield Incoming(member, problem=f"It can't be unpacked: {error}.", code=Code.DAMAGED)
                continue
            unpacked += len(data)
            if len(data) > bound:
                yield Incoming(member, problem=f"It is larger than {_megabytes(bound)}.", code=Code.TOO_LARGE)
            elif unpacked > MAX_UNPACKED_BYTES:
                yield Incoming(
                    name,
                    problem=f"It unpacks to over {_megabytes(MAX_UNPACKED_BYTES)}; the rest is left.",
                    code=Code.TOO_LARGE,
                )
                return
            else:
                yield from read_file(member, data)


def _read_json_lines(name: str, content: bytes) -> Iterator[Incoming]:
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        label = f"{name} line {number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Incoming(label, problem=f"It is not JSON: {error}."[:400], code=Code.NO_RECORD)
            continue
        if isinstance(record, str):
            yield Incoming(label, record.encode())
        elif isinstance(record, dict):
            text, called = _only_text(record)
            yield Incoming(f"{name} {called}"[:480] if called else label, line if text is None else text)
        else:
            yield Incoming(label, problem="Neither an object nor a text.", code=Code.NO_RECORD)


def _only_text(record: dict[str, Any]) -> tuple[bytes | None, str]:
    """The text of a record that holds nothing else than a text and its name."""
    named = next((str(record[key]) for key in ("id", "name", "key") if record.get(key)), "")
    keys = set(record) - _NAME_KEYS
    if len(keys) == 1 and (key := keys.pop()) in _TEXT_KEYS and isinstance(record[key], str):
        return record[key].encode("utf-8", errors="surrogatepass"), named
    return None, named


def _read_csv(name: str, content: bytes, columns: Mapping[str, str]) -> Iterator[Incoming]:
    """One text a row: the header and the row, so that the columns keep their names or take those chosen."""
    try:
        text, _ = decode(content)
    except UnreadableTextError as error:
        yield Incoming(name, problem=str(error), code=Code.NO_TEXT)
        return
    csv.field_size_limit(MAX_FILE_BYTES)
    try:
        rows = tables.rows_of(text)
        header = next(rows, None)
        if header is None:
            yield Incoming(name, problem="The file is empty.", code=Code.EMPTY)
            return
        if missing := [column for column, role in columns.items() if role and column not in header]:
            problem = f"The table has no column “{missing[0]}”: choose its columns anew."[:400]
            yield Incoming(name, problem=problem, code=Code.COLUMN)
            return
        empty = True
        for number, row in enumerate(rows, start=1):
            if not any(cell.strip() for cell in row):
                continue
            empty = False
            called = tables.number_of_row(header, row, columns)[:100]
            label = f"{name} {called}" if called else f"{name} row {number}"
            written = tables.text_of_row(header, row, columns)
            if written.strip():
                yield Incoming(label, written.encode("utf-8", errors="surrogatepass"))
            else:
                yield Incoming(label, problem="The row's text is empty.", code=Code.EMPTY)
        if empty:
            yield Incoming(name, problem="There is a header but no row.", code=Code.EMPTY)
    except csv.Error as error:
        yield Incoming(name, problem=f"The table is damaged: {error}.", code=Code.NO_RECORD)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:g} MB"


# --- storing --------------------------------------------------------------------------------------


class UnreadableTextError(Exception):
    """The bytes are no text; the message says why."""


def decode(content: bytes) -> tuple[str, str]:
    """The text and its encoding: UTF-8, UTF-16 with a byte order mark, else Windows-1252.

    Raises ``UnreadableTextError`` for what is no text at all.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif content.startswith(b"\xef\xbb\xbf"):
        encodings = ["utf-8-sig", "cp1252"]
    else:
        encodings = ["utf-8", "cp1252"]
    if b"\x00" in content and encodings != ["utf-16"]:
        raise UnreadableTextError("It is not a text: it holds NUL bytes.")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            raise UnreadableTextError("It is not a text: it holds NUL characters.")
        strange = sum(1 for character in text[:10_000] if character < " " and character not in "\t\n\r\f\v")
        if strange * 20 > len(text[:10_000]):
            raise UnreadableTextError("It is not a text: it is full of control characters.")
        return text, encoding
    raise UnreadableTextError(
        "It is neither UTF-8 nor Windows-1252 text. Save it as UTF-8 and import it again."
    )


def import_texts(
    incoming: Iterable[Incoming],
    *,
    channel: str,
    by: Any = None,
    source: str = "",
    company: Company | None = None,
    progress: Callable[[Incoming], None] | None = None,
) -> Summary:
    """Store and draft every text, one transaction each, and keep what became of each by name."""
    batch = ImportBatch.objects.create(channel=channel, started_by=by, source=named_source(source))
    summary = Summary(batch)
    for number, text in enumerate(incoming, start=1):
        if number > MAX_TEXTS:
            problem = f"Only {MAX_TEXTS:,} texts are taken at once."
            _record(summary, Incoming(text.name, problem=problem, code=Code.TOO_MANY))
            break
        if progress is not None:
            progress(text)
        import_one(summary, text, company)
    batch.state = ImportBatch.State.FINISHED
    batch.finished_at = timezone.now()
    batch.save(update_fields=["state", "finished_at"])
    return summary


def named_source(name: str) -> str:
    """The source's name as it is kept. A name that is new is known as a source from now on."""
    name = " ".join(name.replace("\x00", "").split())[:120]
    if name:
        Source.objects.get_or_create(name=name)
    return name


def problem_of(content: bytes) -> tuple[str, str, str]:
    """Why the bytes are no text that can be imported: the reason and its code, empty when they are one; and
    their encoding."""
    if not content.strip():
        return "The text is empty.", Code.EMPTY, ""
    if len(content) > MAX_TEXT_BYTES:
        size = f"{_megabytes(MAX_TEXT_BYTES)} ({_megabytes(len(content))})"
        return f"The text is longer than {size}.", Code.TOO_LARGE, ""
    try:
        text, encoding = decode(content)
    except UnreadableTextError as error:
        return str(error), Code.NO_TEXT, ""
    if not text.strip("\ufeff \t\r\n"):
        return "The text is empty.", Code.EMPTY, ""
    return "", "", encoding


def import_one(
    summary: Summary, incoming: Incoming, company: Company | None, item: ImportItem | None = None
) -> None:
    """Store and draft one text and keep what became of it, in ``item`` when it waits as one already; raises
    nothing that is the text's fault."""
    content = incoming.content
    if content is None:
        _record(summary, incoming, item=item)
        return
    problem, code, encoding = problem_of(content)
    if problem:
        _record(summary, Incoming(incoming.name, content, problem, code), item=item)
        return
    try:
        with transaction.atomic():
            raw_text, created = RawText.objects.get_or_create(
                sha256=hashlib.sha256(content).hexdigest(),
                defaults={
                    "content": content,
                    "size_bytes": len(content),
                    "encoding": encoding,
                    "name": incoming.name[:255],
                    "source": summary.batch.source,
                    "batch": summary.batch,
                },
            )
        # A text whose drafting broke before is drafted now.
        fresh = created or not raw_text.drafts.exists()
        drafts = draft_text(raw_text=raw_text, company=company) if fresh else []
        if not fresh and item is not None:  # tried again
            drafts = deciding.reconsider_blocked(raw_text.drafts.all())
            fresh = bool(drafts)
        refused = deciding.refuse_blocked(drafts)
    except Exception:
        # One text must not end the import; the operator finds the cause in the log, the text is kept.
        logger.exception("importing %r failed", incoming.name)
        kept = RawText.objects.filter(sha256=hashlib.sha256(content).hexdigest()).first()
        reason = "Reading it failed by our fault; the text is kept and the error is in the log."
        _record(summary, Incoming(incoming.name, content, reason, Code.FAULT), kept, item=item)
        return
    summary.drafts.extend(drafts)
    if refused and len(refused) == len(drafts):
        _record(summary, Incoming(incoming.name, content, refused[0], Code.BLOCKED), raw_text, item=item)
        return
    if drafts and company is None and summary.publish_above is not None:
        publish_confident(drafts, threshold=summary.publish_above)
    remark = ""
    if encoding == "cp1252":
        remark = "It is not valid UTF-8 and was read as Windows-1252: check its accents."
    _record(summary, Incoming(incoming.name, content, remark), raw_text, fresh=fresh, item=item)


def _record(
    summary: Summary,
    incoming: Incoming,
    raw_text: RawText | None = None,
    *,
    fresh: bool = False,
    item: ImportItem | None = None,
) -> None:
    """Keep what became of a text. One with a code has failed; its bytes are kept to be tried again, unless
    they are none, too many, or stored as a text."""
    reason = incoming.problem
    if incoming.code:
        outcome = ImportItem.Outcome.FAILED
        summary.failed += 1
    elif fresh:
        outcome = ImportItem.Outcome.IMPORTED
        summary.imported += 1
    else:
        outcome = ImportItem.Outcome.KNOWN
        summary.known += 1
        if raw_text is not None:
            reason = f"The same text came on {raw_text.received_at:%d %B %Y} as “{raw_text.name}”."
    again = (
        incoming.code and raw_text is None and incoming.content and len(incoming.content) <= MAX_TEXT_BYTES
    )
    item = item if item is not None else ImportItem(batch=summary.batch)
    item.name = incoming.name.replace("\x00", "")[:500]
    item.outcome, item.code, item.reason = outcome, incoming.code, reason[:500]
    item.content = incoming.content if again else None
    item.raw_text = raw_text
    item.save()
    if raw_text is not None and not incoming.code:
        summary.raw_texts.append(raw_text)
