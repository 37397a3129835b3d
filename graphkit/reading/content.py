"""What a reader gets and gives: bytes with their place and name, and documents not yet checked."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import BinaryIO, Literal

from graphkit.errors import InputError
from graphkit.reading.fields import FieldNames
from graphkit.reading.lines import chained

HEAD_BYTES = 4096
"""How much of a file its kind is told by."""

Action = Literal["skipped", "left out", "note"]


@dataclass(frozen=True, slots=True)
class Note:
    """Something about an input that is no failure, for the user to know.

    Attributes:
        path: where, fit to print.
        action: "skipped": no document (an image, a program); "left out": a document, or a part of
            one, that is not used (another language); "note": used, with a remark.
        kind: what it is, in a word or two; a summary counts by it ("image", "date").
        message: what is the matter, as a sentence.
    """

    path: str
    action: Action
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


Told = Callable[[Note], None]


@dataclass(slots=True)
class Budget:
    """How much may still be unpacked out of one file that the user names.

    Attributes:
        packed: bytes of the file itself.
        unpacked: bytes that came out of it so far, over all its layers.
        members: how many files came out of it so far.
    """

    packed: int = 0
    unpacked: int = 0
    members: int = 0


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for all inputs of one call.

    Attributes:
        limit: the most bytes of one document.
        names: the columns and keys that hold a document's text, date and the rest.
        date: the day of documents that have none, YYYY-MM-DD.
        day_first: 5/6/2024 is the fifth of June.
        any_language: other languages than English are read too.
        prefix: what ids begin with.
        dedupe: copies of a story that came before are left out.
        told: gets the notes.
    """

    limit: int
    names: FieldNames = FieldNames()  # noqa: RUF009 - frozen
    date: str | None = None
    day_first: bool = False
    any_language: bool = False
    prefix: str = ""
    dedupe: bool = False
    told: Told = lambda _: None


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes to read, and where they stand.

    Attributes:
        stream: at its beginning.
        label: the place, fit to print: "news.zip/a.html", "-".
        name: the file's name without folders; "" for standard input.
        id: the document id of the file as a whole (its plain path); None for standard input.
        depth: how many layers of packing it was in.
        named: the user named this very file, so that it cannot be passed over as no document.
        budget: shared by all that comes out of one file.
    """

    stream: BinaryIO
    label: str
    name: str = ""
    id: str | None = None
    depth: int = 0
    named: bool = True
    budget: Budget = field(default_factory=Budget)

    @property
    def stem(self) -> str:
        """The name without suffixes, which may hold a date."""
        return PurePosixPath(self.name).stem

    def peeked(self, size: int = HEAD_BYTES) -> tuple[bytes, Content]:
        """The first bytes, and this content with a stream that still begins with them."""
        if self.stream.seekable():
            head = self.stream.read(size)
            self.stream.seek(0)
            return head, self
        head = self.stream.read(size)
        return head, replace(self, stream=chained(head, self.stream))

    def whole(self, limit: int) -> bytes:
        """All bytes.

        Raises:
            InputError: there are more than `limit`.
        """
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise InputError(
                f"longer than {limit} bytes ({limit >> 20} MB): split it into documents."
            )
        return data

    def seekable(self, limit: int) -> BinaryIO:
        """A stream of the same bytes that can be read from any place."""
        return self.stream if self.stream.seekable() else io.BytesIO(self.whole(limit))

    def member(self, stream: BinaryIO, name: str, inner: str) -> Content:
        """What is packed inside.

        Args:
            stream: its bytes.
            name: its file name.
            inner: its place inside, part of label and id; "" if this holds nothing else.
        """
        return replace(
            self,
            stream=stream,
            name=name,
            label=f"{self.label}/{inner}" if inner else self.label,
            id=self.id if self.id is None or not inner else f"{self.id}#{inner}",
            depth=self.depth + 1,
            named=self.named and not inner,
        )
