"""A graph file verified whole: its pages, its structure, and that its parts tell the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graphkit.stores.sqlite.connection import bad_pages
from graphkit.stores.sqlite.driver import Connection, Error

_MOST = 20

_RULES: tuple[tuple[str, str], ...] = (
    (
        "edges whose count is not that of their evidence",
        "SELECT count(*) FROM edge e WHERE e.n != "
        "(SELECT count(*) FROM evidence v WHERE v.edge = e.id) OR e.n <= 0",
    ),
    (
        "pieces of evidence whose edge is missing or another",
        "SELECT count(*) FROM evidence v LEFT JOIN edge e ON e.id = v.edge WHERE e.id IS NULL "
        "OR e.source != v.source OR e.target != v.target OR e.relation != v.relation "
        "OR e.negated != v.negated OR e.ended != v.ended",
    ),
    (
        "pieces of evidence without their document",
        "SELECT count(*) FROM evidence v LEFT JOIN document d ON d.id = v.document "
        "WHERE d.id IS NULL",
    ),
    (
        "pieces of evidence without their sentence",
        "SELECT count(*) FROM evidence v LEFT JOIN sentence s ON s.id = v.sentence "
        "WHERE s.id IS NULL OR s.document != v.document",
    ),
    (
        "edges without an actor",
        "SELECT count(*) FROM edge e LEFT JOIN actor a ON a.id = e.source "
        "LEFT JOIN actor b ON b.id = e.target WHERE a.id IS NULL OR b.id IS NULL",
    ),
    (
        "actors without a wording",
        "SELECT count(*) FROM actor a WHERE NOT EXISTS "
        "(SELECT 1 FROM form f WHERE f.actor = a.id AND f.n > 0)",
    ),
    (
        "actors without a name to be found by",
        "SELECT count(*) FROM actor a WHERE NOT EXISTS (SELECT 1 FROM name n WHERE n.actor = a.id)",
    ),
    (
        "relations whose counts are not those of their edges",
        "SELECT count(*) FROM relation r WHERE r.edges != (SELECT count(*) FROM edge e "
        "WHERE e.relation = r.id) OR r.evidence != (SELECT coalesce(sum(e.n), 0) FROM edge e "
        "WHERE e.relation = r.id)",
    ),
    (
        "pairs of actors whose counts are not those of their edges",
        "SELECT count(*) FROM (SELECT a, b, sum(n) AS n FROM ("
        "SELECT source AS a, target AS b, n FROM edge WHERE source != target UNION ALL "
        "SELECT target, source, n FROM edge WHERE source != target UNION ALL "
        "SELECT a, b, -(n + o_n) FROM pair) GROUP BY a, b HAVING sum(n) != 0)",
    ),
)
"""What must not be found: in words, and how many there are."""


def problems(db: Connection, location: str) -> Iterator[str]:
    """What is wrong with a graph file, in words for people; nothing when it is sound.

    Args:
        db: an open connection, in a transaction.
        location: path of the file.
    """
    bad = bad_pages(db, Path(location), _MOST)
    if bad:
        numbers = ", ".join(str(number) for number in bad)
        more = " and more" if len(bad) == _MOST else ""
        yield f"pages that do not match their checksums: {numbers}{more}"
        return  # what follows would only tell of these again
    try:
        for (text,) in db.execute(f"PRAGMA integrity_check({_MOST})"):
            if text != "ok":
                yield f"structure: {text}"
        for what, sql in _RULES:
            (count,) = db.execute(sql).fetchone()
            if count:
                yield f"{what}: {count:,}"
    except Error as error:
        yield f"reading it fails: {error}"
