"""Which store a graph's path or URL means."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import UsageError

if TYPE_CHECKING:
    from graphkit.stores.contract import Store

NEO4J_SCHEMES: tuple[str, ...] = (
    "bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc",
)  # fmt: skip
_MISWRITTEN = re.compile(r"(neo4j|bolt)(?:\+s|\+ssc)?(?:[:;]|//)", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]++)://")


def is_url(location: str) -> bool:
    """Whether this means a server and not a file."""
    return _SCHEME.match(location) is not None


def _check_path(text: str) -> None:
    """Refuse what is meant as something else than the path of a file.

    Raises:
        UsageError: SQLite's name for a database that is never kept, or a URL written wrong, which
            may hold a password and so is not shown.
    """
    if Path(text) == Path(":memory:"):
        raise UsageError(
            "--graph :memory: would keep nothing after this command; give the path of a file"
        )
    meant = _MISWRITTEN.match(text)
    user, at, _ = text.partition("@")
    if (meant or (at and ":" in user)) and not Path(text).exists():
        kind = meant[1].lower() if meant else "neo4j"
        raise UsageError(
            f"--graph looks like a URL, but is none (it is not shown: it may hold a password);"
            f" write {kind}://HOST:PORT and set NEO4J_USERNAME and NEO4J_PASSWORD, or give the path"
            " of a file"
        )


def open_store(location: str | os.PathLike[str], *, write: bool = False) -> Store:
    """Open a graph.

    Args:
        location: path of a file (the embedded store), or a `bolt://` or `neo4j://` URL (also with
            `+s`, `+ssc`), whose user and password come from `NEO4J_USERNAME`, `NEO4J_PASSWORD`.
        write: open for loading and retracting; creates what is not there.

    Raises:
        UsageError: a URL of another scheme or written wrong, `:memory:`, or no location at all.
        StoreError: it cannot be opened; the message names it and the next step.
    """
    text = os.fspath(location)
    if not text:
        raise UsageError("--graph is empty; give the path of a graph file, or a neo4j:// URL")
    scheme = _SCHEME.match(text)
    if scheme is None:
        _check_path(text)
        from graphkit.stores.embedded import EmbeddedStore

        return EmbeddedStore(text, write=write)
    if scheme.group(1).lower() not in NEO4J_SCHEMES:
        raise UsageError(
            f"no store for {scheme.group(0)}; a graph is the path of a file, or a URL that starts "
            f"with {', '.join(name + '://' for name in NEO4J_SCHEMES)}"
        )
    from graphkit.stores.neo4j import Neo4jStore

    return Neo4jStore(text, write=write)
