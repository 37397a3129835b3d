"""Lines of a byte stream, one at a time, none longer than asked: memory stays bounded."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from graphkit.errors import InputError
from graphkit.reading.failure import RowError

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands, its line end included.

    Attributes:
        number: from 1.
        offset: of its first byte in the stream.
        data: its bytes; empty if the line is too long.
        length: how many bytes it has, counted even when it is too long to keep.
    """

    number: int
    offset: int
    data: bytes
    length: int

    @property
    def too_long(self) -> bool:
        """The line is longer than the limit and was passed over."""
        return self.length > len(self.data)

    def text(self, encoding: str = "utf-8") -> str:
        """The line decoded.

        Raises:
            RowError: a byte does not fit; the message gives its offset in the file.
        """
        try:
            return self.data.decode(encoding)
        except UnicodeDecodeError as error:
            raise RowError(
                f"not {encoding.upper()}: the byte 0x{self.data[error.start]:02x} at offset"
                f" {self.offset + error.start} of the file does not fit. Save it as UTF-8.",
                self.number,
            ) from None


def lines(stream: BinaryIO, limit: int) -> Iterator[Line]:
    r"""Lines ending in `\n`, as they come; the last may lack it.

    Args:
        stream: read to its end, never more than `limit` bytes of it kept.
        limit: the most bytes a line may have; of a longer one only the length is given.
    """
    number, offset = 0, 0
    while data := stream.readline(limit + 1):
        number += 1
        length = len(data)
        if length > limit and not data.endswith(b"\n"):
            data = b""
            while rest := stream.readline(_CHUNK):
                length += len(rest)
                if rest.endswith(b"\n"):
                    break
        elif length > limit:
            data = b""
        yield Line(number, offset, data, length)
        offset += length


def as_utf8(stream: BinaryIO, head: bytes, limit: int) -> BinaryIO:
    """A stream of rows with its byte order mark taken off, UTF-16 turned into UTF-8.

    Args:
        stream: at the byte after `head`.
        head: the first bytes of the file (at least 4, if it has them).
        limit: the most bytes a UTF-16 file may have: it is turned as a whole.

    Raises:
        InputError: a UTF-16 file that is too long or damaged.
    """
    if head.startswith(codecs.BOM_UTF8):
        return chained(head[3:], stream)
    if not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return chained(head, stream)
    data = head + stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(
            f"a UTF-16 file of rows longer than {limit >> 20} MB:"
            " save it as UTF-8, then any length will do."
        )
    try:
        return io.BytesIO(data.decode("utf-16").encode("utf-8"))
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        raise InputError(
            f"damaged UTF-16 at byte offset {start}. Save the file as UTF-8."
        ) from None


def chained(head: bytes, stream: BinaryIO) -> BinaryIO:
    """A stream that gives `head` first, then the rest of `stream`."""
    return io.BufferedReader(_Chained(head, stream)) if head else stream


class _Chained(io.RawIOBase):
    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = memoryview(head)
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        data = bytes(self._head[:size]) if self._head else self._stream.read(size)
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)
