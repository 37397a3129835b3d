"""Archives: what is inside .gz, .bz2, .xz, .zip, .tar and WARC, one file at a time.

Nothing is written to the disk, so no name can lead outside. What comes out is counted against
`limits`: a bomb is told before it fills the memory.
"""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, Protocol

from graphkit.errors import InputError
from graphkit.reading.content import Budget, Content, Note, Options
from graphkit.reading.failure import shown
from graphkit.reading.limits import (
    FREE_UNPACKED,
    MAX_LAYERS,
    MAX_MEMBER_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
)

_CHUNK = 1 << 16
_XZ_MEMORY = 128 << 20
_DAMAGED = (EOFError, OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError)


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def unpacked(content: Content, kind: str) -> Content:
    """The one file in a .gz, .bz2 or .xz, as a stream that unpacks while it is read.

    Raises:
        InputError: packed too deep.
    """
    check_layers(content)
    make: dict[str, Callable[[], _Decompressor]] = {
        "gzip": lambda: zlib.decompressobj(wbits=31),
        "bzip2": bz2.BZ2Decompressor,
        "xz": lambda: lzma.LZMADecompressor(memlimit=_XZ_MEMORY),
    }
    raw = _Unpacked(content.stream, make[kind], kind, content.budget)
    name = PurePosixPath(content.name)
    inner = name.stem + ".tar" if name.suffix.lower() in (".tgz", ".tbz2", ".txz") else name.stem
    return content.member(io.BufferedReader(raw, _CHUNK), inner, "")


def zip_members(
    content: Content, archive: zipfile.ZipFile, options: Options
) -> Iterator[Content | InputError]:
    """The files in a zip archive, in its order; folders, links and hidden files left out."""
    check_layers(content)
    for info in archive.infolist():
        if not info.filename or info.is_dir() or _passed_over(info.filename):
            continue
        if (info.external_attr >> 28) == 0xA:
            options.told(_link_note(content, info.filename))
            continue
        count_member(content.budget)
        try:
            if info.flag_bits & 1:
                raise InputError(f"{shown(info.filename)}: locked by a password: unlock it first.")
            stream = archive.open(info)
        except (NotImplementedError, RuntimeError, *_DAMAGED) as error:
            yield InputError(f"{shown(info.filename)}: cannot be unpacked ({_words(error)}).")
            continue
        except InputError as error:
            yield error
            continue
        with stream:
            guarded = io.BufferedReader(_Guarded(stream, content.budget), _CHUNK)
            yield content.member(guarded, PurePosixPath(info.filename).name, shown(info.filename))


def tar_members(content: Content, options: Options) -> Iterator[Content]:
    """The files in a tar archive, read as a stream; links, devices and hidden files left out.

    Raises:
        InputError: damaged; what came before has been given.
    """
    check_layers(content)
    try:
        with tarfile.open(fileobj=content.stream, mode="r|", bufsize=_CHUNK) as archive:
            for info in archive:
                if info.isdir() or _passed_over(info.name):
                    continue
                if not info.isreg():
                    options.told(_link_note(content, info.name))
                    continue
                count_member(content.budget)
                stream = archive.extractfile(info)
                if stream is not None:
                    # A stream cannot go back: a reader that must gets the bytes.
                    forward = io.BufferedReader(_Forward(stream), _CHUNK)
                    yield content.member(forward, PurePosixPath(info.name).name, shown(info.name))
                archive.members.clear()  # type: ignore[attr-defined]  # else all of them stay in memory
    except (*_DAMAGED, ValueError, OverflowError) as error:
        raise InputError(
            f"a damaged tar archive ({_words(error)}): what came before is read."
        ) from None


def opened_zip(content: Content) -> zipfile.ZipFile:
    """The zip archive that a content is.

    Raises:
        InputError: damaged, or with more than `MAX_MEMBERS` files.
    """
    try:
        archive = zipfile.ZipFile(content.seekable(MAX_MEMBER_BYTES))
    except (*_DAMAGED, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise InputError(f"a damaged zip archive ({_words(error)}).") from None
    if len(archive.filelist) > MAX_MEMBERS:
        raise InputError(f"more than {MAX_MEMBERS} files in one archive: split it.")
    return archive


def read_member(content: Content, archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """One file of an office document.

    Raises:
        InputError: missing, damaged, locked or longer than `limit`.
    """
    try:
        with archive.open(name) as stream:
            data = io.BufferedReader(_Guarded(stream, content.budget), _CHUNK).read(limit + 1)
    except KeyError:
        raise InputError(f"a broken document: {name} is not in it. Save it again.") from None
    except (NotImplementedError, RuntimeError, *_DAMAGED) as error:
        raise InputError(f"a broken document ({_words(error)}): save it again.") from None
    if len(data) > limit:
        raise InputError(f"{shown(name)} in it is longer than {limit >> 20} MB: split it.")
    return data


def check_layers(content: Content) -> None:
    """Refuse what is packed too deep.

    Raises:
        InputError: more than `MAX_LAYERS` layers.
    """
    if content.depth >= MAX_LAYERS:
        raise InputError(f"packed in more than {MAX_LAYERS} layers: unpack it first.")


def count_member(budget: Budget) -> None:
    """Count one more file out of an archive.

    Raises:
        InputError: more than `MAX_MEMBERS`.
    """
    budget.members += 1
    if budget.members > MAX_MEMBERS:
        raise InputError(f"more than {MAX_MEMBERS} files in one archive: split it.")


def _count(budget: Budget, size: int) -> None:
    budget.unpacked += size
    if budget.unpacked > FREE_UNPACKED and budget.unpacked > MAX_RATIO * budget.packed:
        raise InputError(
            f"unpacks to more than {MAX_RATIO} times its size (a bomb?): more than"
            f" {budget.unpacked >> 20} MB came out of {budget.packed} bytes. Unpack it yourself if"
            " you trust it."
        )


class _Unpacked(io.RawIOBase):
    """A compressed stream, member after member, as one stream of what it holds."""

    def __init__(
        self, stream: BinaryIO, make: Callable[[], _Decompressor], kind: str, budget: Budget
    ) -> None:
        self._stream = stream
        self._make = make
        self._kind = kind
        self._budget = budget
        self._decompressor = make()
        self._rest = b""
        self._started = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._next(min(len(buffer), _CHUNK))
        buffer[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        while True:
            if self._decompressor.eof:
                rest = (self._decompressor.unused_data or self._rest).lstrip(b"\0")
                self._rest = rest or self._stream.read(_CHUNK)
                if not self._rest:
                    return b""
                self._decompressor, self._started = self._make(), False
            try:
                data = self._step(size)
            except (zlib.error, OSError, EOFError, lzma.LZMAError) as error:
                raise InputError(f"damaged {self._kind} data ({_words(error)}).") from None
            if data:
                _count(self._budget, len(data))
                return data
            if not self._decompressor.eof and not self._fed:
                if self._started:
                    raise InputError(f"{self._kind} data that breaks off: get the file again.")
                return b""

    def _step(self, size: int) -> bytes:
        given = self._rest
        if not given and getattr(self._decompressor, "needs_input", True):
            given = self._stream.read(_CHUNK)
        self._fed = bool(given) or not getattr(self._decompressor, "needs_input", True)
        self._started = self._started or bool(given)
        data = self._decompressor.decompress(given, size)
        self._rest = getattr(self._decompressor, "unconsumed_tail", b"")
        return data

    _fed = False


class _Guarded(io.RawIOBase):
    """A member's stream: what it gives is counted, what breaks in it is told plainly."""

    def __init__(self, stream: object, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data: bytes = self._stream.read(len(buffer))  # type: ignore[attr-defined]
        except (NotImplementedError, RuntimeError, *_DAMAGED) as error:
            raise InputError(f"cannot be unpacked ({_words(error)}).") from None
        _count(self._budget, len(data))
        buffer[: len(data)] = data
        return len(data)


class _Forward(io.RawIOBase):
    """A stream that only goes forward."""

    def __init__(self, stream: object) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data: bytes = self._stream.read(len(buffer))  # type: ignore[attr-defined]
        except _DAMAGED as error:
            raise InputError(f"cannot be unpacked ({_words(error)}).") from None
        buffer[: len(data)] = data
        return len(data)


def _passed_over(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.startswith(".") and part not in (".", "..") for part in parts) or (
        "__MACOSX" in parts
    )


def _link_note(content: Content, name: str) -> Note:
    return Note(
        f"{content.label}/{shown(name)}", "skipped", "link or device",
        "a link or a device, not a file: not followed.",
    )  # fmt: skip


def _words(error: BaseException) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__
