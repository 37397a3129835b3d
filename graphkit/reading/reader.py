"""Paths and streams to documents, one at a time; what cannot be read is reported and skipped."""

from __future__ import annotations

import hashlib
import logging
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import BinaryIO

from graphkit.errors import InputError, UsageError
from graphkit.model import Document
from graphkit.reading.dates import iso_date
from graphkit.reading.decoding import decode, refuse_binary
from graphkit.reading.draft import Draft, document
from graphkit.reading.failure import ReadFailure, RowError, broken
from graphkit.reading.lines import as_utf8, chained
from graphkit.reading.markdown import markdown_draft
from graphkit.reading.pdf import pdf_draft
from graphkit.reading.rows import json_drafts
from graphkit.reading.table import csv_drafts
from graphkit.reading.walk import Source, cannot_read, sources
from graphkit.reading.webpage import MAX_PAGE_BYTES, declared_charset, webpage_draft

MAX_BYTES = 32 << 20
"""The most bytes of one document: some 300,000 sentences. Rows of a batch count one by one."""

STDIN = "-"
_HEAD = 4096

_log = logging.getLogger(__name__)


def read(
    paths: Iterable[str | os.PathLike[str]],
    *,
    stdin: BinaryIO | None = None,
    date: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Document | ReadFailure]:
    r"""The documents behind paths, in order, one in memory at a time.

    Text, Markdown, HTML and PDF files are one document each, JSON lines and CSV files one a row; a
    folder gives its files in the order of their names. Line ends of text, Markdown and HTML files
    become `\n`; otherwise the text of text files and rows stays as it is, so that offsets are true.

    A document whose id came before with the same text is passed over; with another text it is a
    failure.

    Args:
        paths: files, folders, or "-" for standard input (JSON lines if it begins with "{",
            else text).
        stdin: the bytes of "-"; the process's own standard input if None.
        date: publication date of all documents, before what they say themselves.
        max_bytes: the most bytes of one document.

    Raises:
        UsageError: no paths, or `date` is no date.
    """
    named = [os.fspath(path) for path in paths]
    if not named:
        raise UsageError("Nothing to read: name a file, a folder, or - for standard input.")
    try:
        day = iso_date(date) if date is not None else None
    except InputError as error:
        raise UsageError(str(error)) from None
    return _Batch(max_bytes, day).documents(named, stdin)


class _Batch:
    """One call of `read`: what holds for all its documents, and the ids seen so far."""

    def __init__(self, limit: int, date: str | None) -> None:
        self._limit = limit
        self._date = date
        self._seen: dict[str, tuple[bytes, str]] = {}

    def documents(
        self, named: list[str], stdin: BinaryIO | None
    ) -> Iterator[Document | ReadFailure]:
        for name in named:
            if name == STDIN:
                yield from self._file(stdin or sys.stdin.buffer, Source(Path(STDIN), STDIN, ""))
                continue
            for source in sources(Path(name)):
                if isinstance(source, ReadFailure):
                    yield source
                else:
                    yield from self._opened(source)

    def _opened(self, source: Source) -> Iterator[Document | ReadFailure]:
        try:
            stream = source.path.open("rb")
        except (OSError, ValueError) as error:
            yield ReadFailure(source.label, cannot_read(error))
            return
        with stream:
            yield from self._file(stream, source)

    def _file(self, stream: BinaryIO, source: Source) -> Iterator[Document | ReadFailure]:
        try:
            if source.format == "":
                head = stream.read(_HEAD)
                stream = chained(head, stream)
                source = Source(source.path, source.label, _told(head))
            if source.format in ("json", "csv"):
                yield from self._batch_of_rows(stream, source)
            else:
                yield from self._one(_draft(stream, source, self._limit), source.label)
        except InputError as error:
            yield ReadFailure(source.label, str(error))
        except OSError as error:
            yield ReadFailure(source.label, cannot_read(error))
        except Exception as error:  # noqa: BLE001  a stranger's file may make a library fail in any way
            yield ReadFailure(source.label, broken(error))

    def _batch_of_rows(self, stream: BinaryIO, source: Source) -> Iterator[Document | ReadFailure]:
        head = stream.read(_HEAD)
        if not head:
            raise InputError("empty: there is no text in it.")
        rows = as_utf8(stream, head, self._limit)
        if source.format == "json":
            if not head.startswith((b"\xff\xfe", b"\xfe\xff")):
                refuse_binary(head)
            drafts = json_drafts(rows, self._limit)
        else:
            drafts = csv_drafts(rows, self._limit)
        empty = True
        for number, draft in drafts:
            empty = False
            if isinstance(draft, RowError):
                yield draft.failure(source.label)
            else:
                yield from self._one(draft, f"{source.label}:{number}")
        if empty:
            raise InputError("no documents in it: write one a line.")

    def _one(self, draft: Draft, label: str) -> Iterator[Document | ReadFailure]:
        try:
            found = document(draft, label, self._date)
        except InputError as error:
            yield ReadFailure(label, str(error))
            return
        except Exception as error:  # noqa: BLE001  see `_file`
            yield ReadFailure(label, broken(error))
            return
        # 16 bytes tell texts apart; keeping the texts themselves would fill the memory.
        digest = hashlib.sha256(found.text.encode()).digest()[:16]
        before = self._seen.get(found.id)
        if before is None:
            self._seen[found.id] = (digest, label)
            yield found
        elif before[0] == digest:
            _log.info("%s: the same document as %s, passed over", label, before[1])
        else:
            yield ReadFailure(
                label,
                f"the id {found.id!r} stands for another text in {before[1]}: change one of them.",
            )


def _draft(stream: BinaryIO, source: Source, limit: int) -> Draft:
    """The one document of a file."""
    stem = PurePath(source.path).stem
    if source.format == "pdf":
        return pdf_draft(stream, limit, stem)
    if source.format == "html":
        limit = min(limit, MAX_PAGE_BYTES)
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(f"longer than {limit} bytes ({limit >> 20} MB): split it into documents.")
    if source.format == "html":
        return webpage_draft(_with_plain_line_ends(decode(data, declared_charset(data))), stem)
    text = _with_plain_line_ends(decode(data))
    return markdown_draft(text, stem) if source.format == "markdown" else Draft(text, stem=stem)


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _told(head: bytes) -> str:
    """The format of a stream without a name."""
    return "json" if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") else "text"
