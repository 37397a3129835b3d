"""SQLite as graph files use it: the same version on every computer, a checksum on every page.

APSW brings SQLite of its own, so that what a graph does never depends on what a system has, and
with it SQLite's checksum VFS: eight bytes at the end of each page that are verified whenever the
page is read, by whatever question, and written whenever it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, cast

import apsw

from graphkit.errors import StoreError

Error = apsw.Error


class Cursor(Protocol):
    """Rows of a statement, as they are asked for."""

    def __iter__(self) -> Iterator[Any]: ...

    def fetchone(self) -> Any:
        """The next row, None at the end."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""


class Connection(Protocol):
    """What graphkit uses of `apsw.Connection`; columns are whatever the statement selects."""

    def execute(self, statement: str, values: Sequence[object] = ..., /) -> Cursor:
        """Run a statement."""

    def executemany(self, statement: str, rows: Iterable[Sequence[object]], /) -> object:
        """Run a statement for each row."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""

    def close(self) -> None:
        """Release the file."""

    def set_busy_timeout(self, milliseconds: int, /) -> None:
        """Wait so long for others."""

    def reserve_bytes(self, schema: str | None = ..., reserve: int = ...) -> int:
        """Keep bytes at the end of each page free; holds for pages written from now on."""


CHECKSUM_BYTES = 8
"""Bytes at the end of a page that hold its checksum."""
RESERVED_AT = 20
"""Where the head of a file says how many bytes of a page are reserved."""
_VFS = "cksmvfs"
_SUFFIXES = (".so", ".dll", ".dylib", "")
_WAIT_MS = 5000


def connect(location: str, *, write: bool = False, immutable: bool = False) -> Connection:
    """A connection whose pages are verified as they are read.

    Args:
        location: path of the file.
        write: for reading and writing; makes the file when there is none.
        immutable: read without locks and logs: nobody can be writing.

    Raises:
        Error: what SQLite raises.
        StoreError: the installed APSW lacks its extensions.
    """
    _load_checksums()
    flags = apsw.SQLITE_OPEN_READONLY
    if write:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    name = location
    if immutable:
        flags |= apsw.SQLITE_OPEN_URI
        name = f"{Path(location).absolute().as_uri()}?immutable=1"
    connection = apsw.Connection(name, flags=flags, vfs=_VFS)
    connection.set_busy_timeout(_WAIT_MS)
    return cast("Connection", connection)


def code_of(error: Error) -> int:
    """The primary result code of an error (`apsw.SQLITE_...`)."""
    return int(getattr(error, "result", 0)) & 0xFF


def is_damage(error: Error) -> bool:
    """Whether an error says that the file is not what was written to it."""
    whole = int(getattr(error, "extendedresult", 0))
    return code_of(error) == apsw.SQLITE_CORRUPT or whole in (
        apsw.SQLITE_IOERR_DATA,
        apsw.SQLITE_IOERR_SHORT_READ,
        apsw.SQLITE_IOERR_CORRUPTFS,
    )


@lru_cache(maxsize=1)
def _load_checksums() -> None:
    """Register the VFS, once a process."""
    folder = Path(apsw.__file__).parent / "sqlite_extra_binaries"
    paths = [path for suffix in _SUFFIXES if (path := folder / f"cksumvfs{suffix}").is_file()]
    if not paths:
        raise StoreError(
            f"the installed apsw {apsw.apsw_version()} lacks SQLite's checksums (cksumvfs); "
            "install it from PyPI: pip install --force-reinstall apsw"
        )
    connection = apsw.Connection(":memory:")
    try:
        connection.enable_load_extension(True)
        connection.load_extension(str(paths[0]))
    except Error as error:
        raise StoreError(
            f"SQLite's checksums cannot be loaded from {paths[0]}: {error}; reinstall apsw"
        ) from error
    finally:
        connection.close()
