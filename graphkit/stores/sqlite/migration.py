"""Graph files of earlier layouts brought forward, each step all of it or nothing."""

# ruff: noqa: S608 - only names of our own tables and columns are put into SQL
from __future__ import annotations

from collections.abc import Callable, Mapping

from graphkit.model import MODALITIES
from graphkit.stores.sqlite.driver import CHECKSUM_BYTES, Connection
from graphkit.stores.sqlite.schema import CHECKED_SINCE, TABLES
from graphkit.stores.values import FACTS

_FACTS = ", ".join(str(MODALITIES.index(name)) for name in FACTS)


def migrate(connection: Connection) -> None:
    """Bring a file of an earlier layout to this one; one that has it already stays as it is.

    Raises:
        Error: the file cannot be written; it is as it was then.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        while version in _STEPS:
            _STEPS[version](connection)
            version += 1
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    if version == CHECKED_SINCE - 1:
        _to_layout_3(connection)


def _to_layout_3(connection: Connection) -> None:
    """Checksums on pages: the whole file is written anew, also all of it or nothing."""
    connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    connection.reserve_bytes(reserve=CHECKSUM_BYTES)
    connection.execute("VACUUM")
    connection.execute(f"PRAGMA user_version = {CHECKED_SINCE}")


def _to_layout_2(db: Connection) -> None:
    """Rules, ended ties, where dates come from, more about documents, corrections."""
    for table in ("document", "edge", "evidence", "pair"):
        db.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    for index in (
        "edge_key", "edge_target", "edge_said", "evidence_edge", "evidence_out", "evidence_in",
    ):  # fmt: skip
        db.execute(f"DROP INDEX {index}")
    held = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
    for statement in TABLES:
        if statement.split()[2] not in held and statement.split()[1] == "TABLE":
            db.execute(statement)
    db.execute(
        "INSERT INTO document (id, name, title, date, url) "
        "SELECT id, name, title, date, url FROM old_document"
    )
    db.execute(
        "INSERT INTO edge (id, source, target, relation, negated, ended, said, n) "
        "SELECT id, source, target, relation, negated, 0, said, n FROM old_edge"
    )
    shared = (
        "id, document, statement, mark, edge, source, relation, target, negated, date, code, "
        "sentence, predicate, confidence, swapped, source_form, target_form, said_form, "
        "source_start, source_end, target_start, target_end, trigger_start, trigger_end"
    )
    place = " ".join(f"WHEN '{name}' THEN {at}" for at, name in enumerate(MODALITIES))
    db.execute(
        f"INSERT INTO evidence ({shared}, ended, date_of, rule, modality) "
        f"SELECT {shared}, 0, NULL, 0, CASE modality {place} END FROM old_evidence"
    )
    facts = (
        "SELECT v.source, v.target, r.symmetric FROM evidence v "
        "CROSS JOIN relation r ON r.id = v.relation "
        f"WHERE r.kind != 'open' AND v.negated = 0 AND v.modality IN ({_FACTS})"
    )
    db.execute(
        "INSERT INTO pair (a, b, n, ab, ba, o_n, o_ab, o_ba, f_n, f_ab, f_ba) "
        "SELECT p.a, p.b, p.n, p.ab, p.ba, p.o_n, p.o_ab, p.o_ba, "
        "coalesce(f.n, 0), coalesce(f.ab, 0), coalesce(f.ba, 0) FROM old_pair p LEFT JOIN ("
        "SELECT a, b, count(*) AS n, sum(ab) AS ab, sum(ba) AS ba FROM ("
        f"SELECT source AS a, target AS b, 1 AS ab, symmetric AS ba FROM ({facts}) UNION ALL "
        f"SELECT target, source, symmetric, 1 FROM ({facts})) GROUP BY a, b"
        ") f ON f.a = p.a AND f.b = p.b"
    )
    for table in ("document", "edge", "evidence", "pair"):
        db.execute(f"DROP TABLE old_{table}")
    held = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
    for statement in TABLES:
        name = statement.replace("UNIQUE ", "").split()[2]
        if name not in held:
            db.execute(statement)


_STEPS: Mapping[int, Callable[[Connection], None]] = {1: _to_layout_2}
"""By the layout that each starts from."""
