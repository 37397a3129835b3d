"""Texts of documents, kept compressed beside a graph's evidence where the user asks for it.

The table is made with the first text, so that graphs without any stay as they are.
"""

from __future__ import annotations

import zlib

from graphkit.stores.sqlite.driver import Connection

_TABLE = "CREATE TABLE IF NOT EXISTS kept_text (name TEXT PRIMARY KEY, text BLOB NOT NULL)"


def keep(db: Connection, name: str, text: str) -> None:
    """Keep the text of a document, in place of the one that was kept.

    Args:
        db: open for writing, in no transaction or in the caller's.
        name: the document's id.
        text: what its offsets count.
    """
    db.execute(_TABLE)
    packed = zlib.compress(text.encode("utf-8"), 6)
    db.execute("INSERT OR REPLACE INTO kept_text VALUES (?, ?)", (name, packed))


def kept(db: Connection, name: str) -> str | None:
    """The text that is kept of a document, or None."""
    if not _has_table(db):
        return None
    row = db.execute("SELECT text FROM kept_text WHERE name = ?", (name,)).fetchone()
    return zlib.decompress(row[0]).decode("utf-8") if row else None


def forget(db: Connection, name: str) -> None:
    """Take the text of a document out again."""
    if _has_table(db):
        db.execute("DELETE FROM kept_text WHERE name = ?", (name,))


def _has_table(db: Connection) -> bool:
    found = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'kept_text'").fetchone()
    return found is not None
