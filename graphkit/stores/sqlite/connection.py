"""Opening a graph file, and every way in which that can go wrong, as clear messages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import apsw

from graphkit.errors import StoreError
from graphkit.stores.sqlite.driver import (
    CHECKSUM_BYTES,
    RESERVED_AT,
    Connection,
    Error,
    code_of,
    connect,
    is_damage,
)
from graphkit.stores.sqlite.schema import APPLICATION_ID, CHECKED_SINCE, TABLES, VERSION

_MAGIC = b"SQLite format 3\0"
_HEAD = 100
_READ_CACHE_KIB = 16384
_WRITE_CACHE_KIB = 65536
_PAGES_AT_ONCE = 256


@contextmanager
def explained(location: str) -> Iterator[None]:
    """Turn what SQLite raises into a `StoreError` that names the file and the next step."""
    try:
        yield
    except Error as error:
        raise StoreError(_explain(location, error)) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"{location}: cannot store {error.object[error.start]!r}, half a surrogate; repair "
            "the input's encoding"
        ) from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # SQLite vouches for its pages, not for what stands in them: a flipped bit in a text or a
        # number passes it and breaks whatever is made of it.
        reason = f"{type(error).__name__}: {error}"[:100]
        raise StoreError(
            f"{location} holds what graphkit does not write ({reason}): it is damaged; restore it "
            "from a copy, or build it again from its documents into a new file"
        ) from error


def _explain(location: str, error: Error) -> str:
    code = code_of(error)
    if code == apsw.SQLITE_NOTADB:
        return f"{location} is not a graph file; give the path of one that graphkit made"
    if is_damage(error):
        return damaged(location, str(error))
    if code in (apsw.SQLITE_BUSY, apsw.SQLITE_LOCKED):
        return f"{location} is being written by another process; try again when that has ended"
    if code == apsw.SQLITE_FULL:
        return (
            f"{location}: the disk is full; free some space and run the same command again "
            "(what was stored before is intact)"
        )
    if code in (apsw.SQLITE_READONLY, apsw.SQLITE_PERM, apsw.SQLITE_AUTH):
        return f"{location} cannot be written; check the rights of the file and of its folder"
    if code == apsw.SQLITE_CANTOPEN:
        return f"{location} cannot be opened; check the rights of the file and of its folder"
    if code == apsw.SQLITE_IOERR:
        return (
            f"{location}: the disk failed or has a limit that was reached ({error}); check it and "
            "run the same command again (what was stored before is intact)"
        )
    if code == apsw.SQLITE_TOOBIG:
        return f"{location}: a text is too long to store; split the document"
    return f"{location}: {error}; if this lasts, build the graph again into a new file"


def damaged(location: str, what: str) -> str:
    """The message for a file that is not what was written to it, with the way back."""
    return (
        f"{location} is damaged ({what}); restore it from a copy, or build it again from its "
        f"documents into a new file (`graphkit check --graph {location}` says what is wrong)"
    )


def open_reader(location: str) -> Connection:
    """A read-only connection; every page is verified as it is read.

    Raises:
        StoreError: no such file, no graph, another version, damaged, no rights.
    """
    path = _existing(location)
    with explained(location):
        connection = _connect_read(path)
        try:
            _check(connection, location)
            connection.execute(f"PRAGMA cache_size = -{_READ_CACHE_KIB}")
        except BaseException:
            connection.close()
            raise
    return connection


def _connect_read(path: Path) -> Connection:
    try:
        connection = connect(str(path))
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except BaseException:
            connection.close()
            raise
    except Error as error:
        if code_of(error) not in (apsw.SQLITE_CANTOPEN, apsw.SQLITE_READONLY):
            raise
        # In a folder without write rights SQLite cannot set up the files that a write-ahead log
        # needs; without such a log the file itself is complete.
        log = Path(f"{path}-wal")
        if log.exists() and log.stat().st_size:
            raise
        connection = connect(str(path), immutable=True)
    return connection


def _existing(location: str) -> Path:
    path = Path(location)
    try:
        if path.is_dir():
            raise StoreError(
                f"{location} is a folder; give the path of a graph file, for example "
                f"{path / 'graph.db'}"
            )
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise StoreError(
            f"no graph at {location}; make one with `graphkit build FOLDER --graph {location}`, or "
            "name another with --graph or GRAPHKIT_GRAPH"
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise StoreError(f"{location} cannot be read: {reason}") from error
    if not head:
        raise StoreError(
            f"{location} is empty; make a graph with `graphkit build FOLDER --graph {location}`"
        )
    if not head.startswith(_MAGIC) or len(head) < _HEAD:
        # SQLite itself would take a short file for an empty one and write over it.
        raise StoreError(f"{location} is not a graph file; give the path of one that graphkit made")
    return path


def _check(connection: Connection, location: str) -> None:
    """Refuse what is not a graph of this version."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise StoreError(
            f"{location} is an SQLite file of another program, not a graph; "
            "give the path of one that graphkit made"
        )
    if version < VERSION:
        raise StoreError(
            f"{location} was made by an older graphkit (layout {version}, this one reads "
            f"{VERSION}); bring it up to date with `graphkit migrate --graph {location}`, or by "
            "adding anything to it"
        )
    if version > VERSION:
        raise StoreError(
            f"{location} was made by a newer graphkit (layout {version}, this one reads {VERSION});"
            " use that graphkit, or build the graph again into a new file"
        )
    if version >= CHECKED_SINCE and _reserved(Path(location)) != CHECKSUM_BYTES:
        # Without it SQLite would not verify any page.
        raise StoreError(damaged(location, "its head says that its pages have no checksums"))


def _reserved(path: Path) -> int:
    with path.open("rb") as file:
        return file.read(_HEAD)[RESERVED_AT]


def bad_pages(connection: Connection, path: Path, most: int = 10) -> list[int]:
    """Numbers of pages that do not match their checksums, at most so many.

    Reads the file past SQLite's cache, some 800 MB a second. What a write-ahead log holds is
    verified by SQLite as it reads it.
    """
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    found: list[int] = []
    at = 1
    with path.open("rb") as file:
        while (data := file.read(size * _PAGES_AT_ONCE)) and len(found) < most:
            for (number,) in connection.execute(
                "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2) "
                "SELECT i FROM n WHERE verify_checksum(substr(?1, i * ?3 + 1, ?3)) IS NOT 1",
                (data, -(-len(data) // size), size),
            ):
                found.append(at + number)
            at += _PAGES_AT_ONCE
    return found[:most]


def _refuse_damaged(connection: Connection, path: Path, location: str) -> None:
    """Raise when any page is not what was written: nothing is ever written over damage."""
    # What a writer that was killed left in the log belongs to the file.
    with suppress(apsw.BusyError):
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    log = Path(f"{path}-wal")
    short = path.stat().st_size < pages * size and not (log.exists() and log.stat().st_size)
    bad = bad_pages(connection, path)
    if not bad and not short:
        return
    # Another writer may have been moving its log into the file meanwhile: SQLite knows.
    row = connection.execute("PRAGMA quick_check(1)").fetchone()
    if row and row[0] != "ok":
        where = f"page {bad[0]} does not match its checksum" if bad else "its end is missing"
        raise StoreError(damaged(location, where))


def open_writer(location: str) -> Connection:
    """A connection that may write, in write-ahead mode; makes the file when there is none.

    Raises:
        StoreError: no rights, no such folder, not a graph, another version, damaged, being written.
    """
    path = Path(location)
    if path.is_dir() or path.exists():
        try:
            path = _existing(location)
        except StoreError:
            if path.is_dir() or path.stat().st_size:
                raise
    elif not path.parent.is_dir():
        raise StoreError(f"no folder {path.parent} for {location}; make it first")
    with explained(location):
        connection = connect(str(path), write=True)
        try:
            _create(connection)
            _bring_forward(connection)
            _check(connection, location)
            _refuse_damaged(connection, path, location)
            # Readers may be at work: the rollback journal is as safe, it only makes them wait.
            with suppress(apsw.BusyError):
                connection.execute("PRAGMA journal_mode = WAL").fetchall()
            connection.execute("PRAGMA synchronous = NORMAL")
            # Fewer, larger moves from the log into the file: loads wait for the disk less often.
            connection.execute("PRAGMA wal_autocheckpoint = 16000")
            connection.execute(f"PRAGMA cache_size = -{_WRITE_CACHE_KIB}")
            connection.execute("PRAGMA temp_store = MEMORY")
        except BaseException:
            connection.close()
            raise
    return connection


def _bring_forward(connection: Connection) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application == APPLICATION_ID and version < VERSION:
        from graphkit.stores.sqlite.migration import migrate

        migrate(connection)


def _create(connection: Connection) -> None:
    """Make the tables in a file that has none, in one transaction."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if tables or application:
        return
    connection.reserve_bytes(reserve=CHECKSUM_BYTES)
    connection.execute("BEGIN IMMEDIATE")
    try:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if not tables:
            for statement in TABLES:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def close_writer(connection: Connection) -> None:
    """Close, leaving one file without a write-ahead log beside it when nobody else uses it.

    Then it can be copied as it is and read from a folder without write rights.
    """
    with suppress(Error):  # others use it: the log stays, and with it everything stored
        connection.set_busy_timeout(100)
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    connection.close()
