"""Opening a graph file, and every way in which that can go wrong, as clear messages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphkit.errors import StoreError
from graphkit.stores.sqlite.schema import APPLICATION_ID, TABLES, VERSION

_MAGIC = b"SQLite format 3\0"
_WAIT_S = 5.0
_MMAP_BYTES = 1 << 30
_CACHE_KIB = 65536


@contextmanager
def explained(location: str) -> Iterator[None]:
    """Turn what SQLite raises into a `StoreError` that names the file and the next step."""
    try:
        yield
    except sqlite3.Error as error:
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


def _explain(location: str, error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        return f"{location} is not a graph file; give the path of one that graphkit made"
    if code == sqlite3.SQLITE_CORRUPT:
        return (
            f"{location} is damaged ({error}); restore it from a copy, or build it again from its "
            "documents into a new file"
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"{location} is being written by another process; try again when that has ended"
    if code == sqlite3.SQLITE_FULL:
        return (
            f"{location}: the disk is full; free some space and run the same command again "
            "(what was stored before is intact)"
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return f"{location} cannot be written; check the rights of the file and of its folder"
    if code == sqlite3.SQLITE_CANTOPEN:
        return f"{location} cannot be opened; check the rights of the file and of its folder"
    if code == sqlite3.SQLITE_IOERR:
        return (
            f"{location}: the disk failed or has a limit that was reached ({error}); check it and "
            "run the same command again (what was stored before is intact)"
        )
    if code == sqlite3.SQLITE_TOOBIG:
        return f"{location}: a text is too long to store; split the document"
    return f"{location}: {error}; if this lasts, build the graph again into a new file"


def open_reader(location: str) -> sqlite3.Connection:
    """A read-only connection, with the file mapped into memory.

    Raises:
        StoreError: no such file, no graph, another version, damaged, no rights.
    """
    path = _existing(location)
    with explained(location):
        connection = _connect_read(path)
        try:
            _check(connection, location)
            connection.execute(f"PRAGMA mmap_size = {_MMAP_BYTES}")
        except BaseException:
            connection.close()
            raise
    return connection


def _connect_read(path: Path) -> sqlite3.Connection:
    uri = path.absolute().as_uri()
    connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, isolation_level=None, timeout=_WAIT_S)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF not in (
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_READONLY,
        ):
            raise
        # In a folder without write rights SQLite cannot set up the files that a write-ahead log
        # needs; without such a log the file itself is complete.
        log = Path(f"{path}-wal")
        if log.exists() and log.stat().st_size:
            raise
        connection = sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None)
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
            head = file.read(16)
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
    if head != _MAGIC:
        # SQLite itself would take a short file for an empty one and write over it.
        raise StoreError(f"{location} is not a graph file; give the path of one that graphkit made")
    return path


def _check(connection: sqlite3.Connection, location: str) -> None:
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


def open_writer(location: str) -> sqlite3.Connection:
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
        connection = sqlite3.connect(path, isolation_level=None, timeout=_WAIT_S)
        try:
            _create(connection)
            _bring_forward(connection)
            _check(connection, location)
            try:
                connection.execute("PRAGMA journal_mode = WAL").fetchone()
            except sqlite3.OperationalError as error:
                # Readers are at work: the rollback journal is as safe, it only makes them wait.
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
            connection.execute("PRAGMA synchronous = NORMAL")
            # Fewer, larger moves from the log into the file: loads wait for the disk less often.
            connection.execute("PRAGMA wal_autocheckpoint = 16000")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            connection.execute("PRAGMA temp_store = MEMORY")
        except BaseException:
            connection.close()
            raise
    return connection


def _bring_forward(connection: sqlite3.Connection) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application == APPLICATION_ID and version < VERSION:
        from graphkit.stores.sqlite.migration import migrate

        migrate(connection)


def _create(connection: sqlite3.Connection) -> None:
    """Make the tables in a file that has none, in one transaction."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if tables or application:
        return
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
        connection.rollback()
        raise


def close_writer(connection: sqlite3.Connection) -> None:
    """Close, leaving one file without a write-ahead log beside it when nobody else uses it.

    Then it can be copied as it is and read from a folder without write rights.
    """
    try:
        connection.execute("PRAGMA busy_timeout = 100")
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.Error:
        pass  # others use it: the log stays, and with it everything stored
    connection.close()
