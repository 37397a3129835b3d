"""Paths and streams to documents, one at a time; what cannot be read is reported and skipped."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from graphkit.errors import InputError, UsageError
from graphkit.model import Document
from graphkit.reading.content import Budget, Content, Note, Options, Told
from graphkit.reading.copies import Copies
from graphkit.reading.dates import iso_date
from graphkit.reading.draft import Draft, document
from graphkit.reading.failure import ReadFailure, RowError, broken
from graphkit.reading.fields import FieldNames
from graphkit.reading.formats.dispatch import Found, drafts_of
from graphkit.reading.kinds import kind_of
from graphkit.reading.languages import judged, without
from graphkit.reading.limits import MAX_BYTES
from graphkit.reading.walk import Source, cannot_read, sources

STDIN = "-"

_log = logging.getLogger(__name__)


def read(
    paths: Iterable[str | os.PathLike[str]],
    *,
    stdin: BinaryIO | None = None,
    date: str | None = None,
    day_first: bool = False,
    names: FieldNames | None = None,
    any_language: bool = False,
    prefix: str = "",
    dedupe: bool = False,
    max_bytes: int = MAX_BYTES,
    told: Told | None = None,
) -> Iterator[Document | ReadFailure]:
    r"""The documents behind paths, in order, one in memory at a time.

    The kind of each file is told by its content (docs/inputs.md): a text, page or PDF is one
    document; feeds, mailboxes, tables and JSON hold several; archives hold files. A folder gives
    its files in the order of their names. Line ends of text, Markdown and HTML files become `\n`;
    otherwise the text of text files, and of rows without markup, stays as it is, so that offsets
    are true. Paragraphs in another language than English are blanked, character by character.

    A document whose id came before with the same text is passed over; with another text it is a
    failure.

    Args:
        paths: files, folders, or "-" for standard input.
        stdin: the bytes of "-"; the process's own standard input if None.
        date: publication date of documents that have none themselves.
        day_first: 5/6/2024 is the fifth of June.
        names: which columns and keys hold the text, the date and the rest.
        any_language: read other languages than English too.
        prefix: what all ids begin with.
        dedupe: leave out copies of a story that came before; else they are told.
        max_bytes: the most bytes of one document.
        told: gets notes on what is skipped, left out or doubtful; else they go to the log.

    Raises:
        UsageError: no paths, or `date` is no date.
    """
    named = [os.fspath(path) for path in paths]
    if not named:
        raise UsageError("Nothing to read: name a file, a folder, or - for standard input.")
    try:
        day = iso_date(date, day_first=day_first) if date is not None else None
    except InputError as error:
        raise UsageError(str(error)) from None
    options = Options(
        max_bytes,
        names or FieldNames(),
        day,
        day_first,
        any_language,
        prefix,
        dedupe,
        told or _logged,
    )
    return _Batch(options).documents(named, stdin)


def plain_path(path: str) -> str:
    r"""A file's path as a document's id: no `./`, no doubled or trailing `/`, `\` written `/`."""
    slashes = path.replace("\\", "/") if os.sep == "\\" else path
    absolute = slashes.startswith("/")
    parts = [part for part in slashes.split("/") if part not in ("", ".")]
    return ("/" if absolute else "") + "/".join(parts) or "."


def _logged(note: Note) -> None:
    _log.info("%s", note)


class _Batch:
    """One call of `read`: what holds for all its documents, and the ids seen so far."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._seen: dict[str, tuple[bytes, str]] = {}
        self._copies = Copies()

    def documents(
        self, named: list[str], stdin: BinaryIO | None
    ) -> Iterator[Document | ReadFailure]:
        for name in named:
            if name == STDIN:
                stream = _Counted(stdin or sys.stdin.buffer)
                yield from self._content(Content(stream, STDIN, budget=stream.budget))  # type: ignore[arg-type]
                continue
            for source in sources(Path(name), self._options.told):
                if isinstance(source, ReadFailure):
                    yield source
                else:
                    yield from self._opened(source)

    def _opened(self, source: Source) -> Iterator[Document | ReadFailure]:
        try:
            stream = source.path.open("rb")
            size = os.fstat(stream.fileno()).st_size
        except (OSError, ValueError) as error:
            yield ReadFailure(source.label, cannot_read(error))
            return
        with stream:
            yield from self._content(
                Content(
                    stream,
                    source.label,
                    source.path.name,
                    plain_path(str(source.path)),
                    named=source.named,
                    budget=Budget(packed=size),
                )
            )

    def _content(self, content: Content) -> Iterator[Document | ReadFailure]:
        try:
            yield from self._found(content)
        except RowError as error:
            yield error.failure(content.label)
        except InputError as error:
            yield ReadFailure(content.label, str(error))
        except OSError as error:
            yield ReadFailure(content.label, cannot_read(error))
        except Exception as error:  # noqa: BLE001  a stranger's file may make a library fail in any way
            yield ReadFailure(content.label, broken(error))

    def _found(self, content: Content) -> Iterator[Document | ReadFailure]:
        head, content = content.peeked()
        if not head:
            raise InputError("empty: there is no text in it.")
        kind = kind_of(head, content.name, self._options.names)
        if kind.status == "skip" and not content.named:
            self._options.told(
                Note(content.label, "skipped", kind.name, f"{_a(kind.name)}, no document.")
            )
            return
        if kind.status != "read":
            hint = f": {kind.hint}" if kind.hint else ": give text, HTML, PDF or another known kind"
            raise InputError(f"{_a(kind.name)}{hint}.")
        empty = True
        for found in drafts_of(content, kind.name, head, self._options):
            empty = False
            yield from self._told(found, content)
        if empty:
            raise InputError("no documents in it.")

    def _told(self, found: Found, content: Content) -> Iterator[Document | ReadFailure]:
        if isinstance(found.what, Content):
            yield from self._content(found.what)
        elif isinstance(found.what, RowError):
            yield found.what.failure(content.label)
        elif isinstance(found.what, InputError):
            yield ReadFailure(content.label + found.place, str(found.what))
        elif isinstance(found.what, Draft):
            yield from self._one(found.what, content, content.label + found.place)

    def _one(self, draft: Draft, content: Content, label: str) -> Iterator[Document | ReadFailure]:
        try:
            found = self._in_english(document(draft, content, label, self._options), label)
        except InputError as error:
            yield ReadFailure(label, str(error))
            return
        except Exception as error:  # noqa: BLE001  see `_content`
            yield ReadFailure(label, broken(error))
            return
        if found is None:
            return
        # 16 bytes tell texts apart; keeping the texts themselves would fill the memory.
        digest = hashlib.sha256(found.text.encode()).digest()[:16]
        before = self._seen.get(found.id)
        if before is None:
            self._seen[found.id] = (digest, label)
            if not self._is_copy(found, label):
                yield found
        elif before[0] == digest:
            self._options.told(
                Note(label, "left out", "double", f"the same document as {before[1]}.")
            )
        else:
            yield ReadFailure(
                label,
                f"the id {found.id!r} stands for another text in {before[1]}: change one of them,"
                " or tell the files apart with --prefix.",
            )

    def _is_copy(self, found: Document, label: str) -> bool:
        """Whether it is to be left out as the copy of a story; told in any case."""
        copy = self._copies.seen(found.text, label)
        if copy is None:
            return False
        same = f"{copy.share:.0%} of {copy.original}"
        if self._options.dedupe:
            message = f"a copy ({same}): not counted again."
            self._options.told(Note(label, "left out", "copy", message))
        else:
            message = f"a copy ({same}); --dedupe counts one of them."
            self._options.told(Note(label, "note", "copy", message))
        return self._options.dedupe

    def _in_english(self, found: Document, label: str) -> Document | None:
        """The document without what is in another language; None if all of it is."""
        if self._options.any_language:
            return found
        result = judged(found.text)
        if result.language is not None:
            message = f"in {result.language}; read it all the same with --any-language."
            self._options.told(Note(label, "left out", f"in {result.language}", message))
            return None
        if not result.foreign:
            return found
        languages = " and ".join(sorted({language for _, _, language in result.foreign}))
        count = len(result.foreign)
        many = "1 paragraph" if count == 1 else f"{count} paragraphs"
        self._options.told(
            Note(label, "note", f"paragraphs in {languages}", f"{many} in {languages} left out.")
        )
        return replace(found, text=without(found.text, result.foreign))


class _Counted:
    """Standard input, its bytes counted: what it unpacks to is measured against them."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.budget = Budget()

    def seekable(self) -> bool:
        return False

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.budget.packed += len(data)
        return data

    def readline(self, size: int = -1) -> bytes:
        data = self._stream.readline(size)
        self.budget.packed += len(data)
        return data


def _a(name: str) -> str:
    """The name with its article: "an image"."""
    if name[0].isupper() or " or " in name:
        return f"{'an' if re.match(r'XML|SQL', name) else 'a'} {name}"
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
