"""WARC and WET files of web archives: each page that was fetched, or its text."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from graphkit.errors import InputError
from graphkit.reading.content import Budget, Content, Note, Options
from graphkit.reading.failure import shown
from graphkit.reading.formats.packed import check_layers, count_member

_MAX_HEADER = 1 << 16
_READABLE = ("text/", "application/xhtml", "application/xml", "application/json",
             "application/rss", "application/atom", "application/pdf")  # fmt: skip
_TYPES = frozenset(("response", "resource", "conversion"))


def warc_members(content: Content, options: Options) -> Iterator[Content | InputError]:
    """The pages of a WARC file: answers with status 200 whose type is a text, page or PDF.

    Raises:
        InputError: damaged; what came before has been given.
    """
    check_layers(content)
    stream = content.stream
    number = 0
    while (head := _head(stream)) is not None:
        number += 1
        size = _size(head, number)
        kind = head.get("warc-type", "")
        if kind not in _TYPES:
            _pass_over(stream, size)
            continue
        address = head.get("warc-target-uri", "").strip("<> ") or f"record {number}"
        label = f"{content.label}/{shown(address)}"
        if size > options.limit:
            _pass_over(stream, size)
            yield InputError(f"{shown(address)}: longer than {options.limit >> 20} MB.")
            continue
        data = stream.read(size)
        if len(data) < size:
            raise InputError(f"WARC record {number} breaks off: what came before is read.")
        count_member(content.budget)
        try:
            body = _body(data, kind, head, options.limit, content.budget)
        except InputError as error:
            yield InputError(f"{shown(address)}: {error}")
            continue
        if body is None:
            options.told(Note(label, "skipped", "no page", "no text, page or PDF that was found."))
            continue
        yield content.member(io.BytesIO(body), "", shown(address))


def _head(stream: BinaryIO) -> dict[str, str] | None:
    """Fields of the next record's head, names in small letters; None at the end."""
    line = stream.readline(_MAX_HEADER)
    while line and not line.strip():
        line = stream.readline(_MAX_HEADER)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise InputError("a damaged WARC file: no record where one should begin.")
    return _fields(stream)


def _fields(stream: BinaryIO) -> dict[str, str]:
    found: dict[str, str] = {}
    taken = 0
    while (line := stream.readline(_MAX_HEADER)).strip():
        taken += len(line)
        if taken > _MAX_HEADER:
            raise InputError(f"a head of more than {_MAX_HEADER} bytes.")
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found[name.strip().lower()] = value.strip()
    return found


def _size(head: dict[str, str], number: int) -> int:
    try:
        size = int(head["content-length"][:18])
    except (KeyError, ValueError):
        size = -1
    if size < 0:
        raise InputError(
            f"WARC record {number} does not tell its length: what came before is read."
        )
    return size


def _pass_over(stream: BinaryIO, size: int) -> None:
    while size > 0 and (data := stream.read(min(size, 1 << 16))):
        size -= len(data)


def _body(data: bytes, kind: str, head: dict[str, str], limit: int, budget: Budget) -> bytes | None:
    """The page itself, its transfer encoding undone; None where it is none to read."""
    if kind == "conversion" or not data.startswith(b"HTTP/"):
        return data if head.get("content-type", "text/").startswith(_READABLE) else None
    stream = io.BytesIO(data)
    status = stream.readline(_MAX_HEADER).split()
    fields = _fields(stream)
    if len(status) < 2 or status[1] != b"200":
        return None
    if not fields.get("content-type", "text/html").lower().startswith(_READABLE):
        return None
    body = stream.read()
    if fields.get("transfer-encoding", "").lower() == "chunked":
        body = _joined(body)
    encoding = fields.get("content-encoding", "identity").lower()
    if encoding in ("gzip", "x-gzip", "deflate"):
        body = _inflated(body, limit)
        budget.unpacked += len(body)
    elif encoding not in ("identity", ""):
        raise InputError(f"packed as {encoding[:20]!r}, which is not read here.")
    return body


def _joined(body: bytes) -> bytes:
    """Chunks put together; a body that is none, though its head says so, as it stands."""
    parts: list[bytes] = []
    place = 0
    while True:
        end = body.find(b"\r\n", place, place + 100)
        try:
            size = int(body[place:end].split(b";")[0], 16) if end > 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(parts) if parts else body
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        place = end + 2 + size + 2


def _inflated(body: bytes, limit: int) -> bytes:
    for bits in (47, -15):  # gzip or zlib by its head; deflate without one
        try:
            found = zlib.decompressobj(bits).decompress(body, limit + 1)
        except zlib.error:
            continue
        if len(found) > limit:
            raise InputError(f"unpacks to more than {limit >> 20} MB.")
        return found
    raise InputError("damaged compressed data.")
