"""Neo4j: load rate beside a bare CREATE of the same rows, questions beside the embedded store.

    python -m benchmarks.neo4j_store --actors 20000 --statements 200000 > benchmarks/neo4j.md

Starts a server of its own from Maven's artifacts (Java 17+, Maven), as the tests do.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.generate import generate
from benchmarks.store import QUESTIONS, Question
from graphkit.model import Statement
from graphkit.stores import Store, open_store
from graphkit.stores.bolt.shape import type_of
from graphkit.stores.bolt.writer import BATCH
from tests.neo4j_server.server import Server

if TYPE_CHECKING:
    from neo4j import Driver

BARE = "Bare"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--actors", type=int, default=20_000)
    parser.add_argument("--statements", type=int, default=200_000)
    parser.add_argument("--questions", type=int, default=50, help="of each kind")
    options = parser.parse_args()
    statements = list(generate(options.actors, options.statements))
    gc.freeze()  # the rows themselves are nobody's work here
    with Server(heap_mb=2000) as server, tempfile.TemporaryDirectory() as folder:
        os.environ.update(server.environment)
        print("# Neo4j beside a bare load, and beside the embedded store\n")
        print("`python -m benchmarks.neo4j_store`, in one run on one machine:")
        print(f"{options.statements:,} statements between {options.actors:,} actors (Zipf),")
        print("Neo4j Community 5.26, statements in transactions of 10,000.\n")
        print("| load | statements/s | s |\n|---|---|---|")
        measure_loads(server, statements)
        print("\n| question | Neo4j p50, p95 (ms) | SQLite p50, p95 (ms) |\n|---|---|---|")
        measure_questions(server.url, Path(folder, "graph.db"), statements, options.questions)


def measure_loads(server: Server, statements: list[Statement]) -> None:
    """Bare, graphkit, bare again: what else the machine does falls on both alike.

    Before, a tenth of it is loaded both ways: a server that has just started compiles as it goes.
    """
    part = statements[: len(statements) // 10]
    bare_load(server, part)
    with open_store(server.url, write=True) as store:
        store.load(part)
    clean(server)
    bare = [bare_load(server, statements)]
    took = {}
    for what in ("graphkit load", "the same again"):
        with open_store(server.url, write=True) as store:
            begin = time.perf_counter()
            report = store.load(statements)
            took[what] = time.perf_counter() - begin
        expected = (len(statements), 0) if what == "graphkit load" else (0, len(statements))
        assert (report.added, report.unchanged) == expected
    bare.append(bare_load(server, statements))
    mean = statistics.mean(bare)
    for what, seconds in (("bare UNWIND ... CREATE", mean), *took.items()):
        print(f"| {what} | {len(statements) / seconds:,.0f} | {seconds:.1f} |")
    print(f"\nThe load runs at {mean / took['graphkit load']:.0%} of the bare rate")
    print(
        f"(bare before and after it: {bare[0]:.1f} s, {bare[1]:.1f} s). The bare load creates one"
    )
    print(
        "relationship per statement with its fields as properties; graphkit also merges statements"
    )
    print("to edges and actors, keeps documents, and looks first what the graph holds.")
    sys.stdout.flush()


def bare_rows(statements: list[Statement]) -> list[dict[str, list[dict[str, Any]]]]:
    """Batches of rows by relationship type: every field of a statement as a property."""
    batches = []
    for at in range(0, len(statements), BATCH):
        rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for statement in statements[at : at + BATCH]:
            properties = statement.to_dict()
            said = properties.pop("attributed_to")
            properties["attributed_to"] = said and said["id"]
            source, target = properties.pop("source")["id"], properties.pop("target")["id"]
            row = {"source": source, "target": target, "properties": properties}
            rows[type_of(statement.relation)].append(row)
        batches.append(dict(rows))
    return batches


def bare_load(server: Server, statements: list[Statement]) -> float:
    """Seconds to create actors and one relationship per statement, nothing read or checked.

    As fast as the driver lets one: no statement waits for the one before, and making the rows is
    not counted, nor the collector's looking at them.
    """
    import neo4j

    batches = bare_rows(statements)
    gc.freeze()
    actors = {a.id: a.to_dict() for s in statements for a in (s.source, s.target)}
    auth = (server.user, server.password)
    with neo4j.GraphDatabase.driver(server.url, auth=auth) as driver:
        run(driver, f"CREATE CONSTRAINT bare FOR (a:{BARE}) REQUIRE a.id IS UNIQUE", [])
        begin = time.perf_counter()
        rows = list(actors.values())
        for at in range(0, len(rows), BATCH):
            run(driver, f"UNWIND $rows AS row CREATE (a:{BARE}) SET a = row", rows[at : at + BATCH])
        for batch in batches:
            with driver.session() as session, session.begin_transaction() as tx:
                for name, part in batch.items():
                    tx.run(
                        f"UNWIND $rows AS row MATCH (a:{BARE} {{id: row.source}}) "
                        f"MATCH (b:{BARE} {{id: row.target}}) CREATE (a)-[r:`{name}`]->(b) "
                        "SET r = row.properties",
                        rows=part,
                    )
                tx.commit()
        took = time.perf_counter() - begin
    clean(server, BARE)
    return took


def run(driver: Driver, text: str, rows: list[Any]) -> None:
    """One statement."""
    driver.execute_query(text, rows=rows)


def clean(server: Server, label: str | None = None) -> None:
    """Empty the database of what the bare load made."""
    import neo4j

    auth = (server.user, server.password)
    with neo4j.GraphDatabase.driver(server.url, auth=auth) as driver, driver.session() as session:
        where = f":{label}" if label else ""
        for pattern in (f"(n{where})-[x]->()", f"(x{where})"):
            session.run(
                f"MATCH {pattern} CALL (x) {{ DELETE x }} IN TRANSACTIONS OF 5000 ROWS"
            ).consume()
        session.run("DROP CONSTRAINT bare IF EXISTS").consume()


def measure_questions(url: str, path: Path, statements: list[Statement], questions: int) -> None:
    """The same questions to both stores."""
    with open_store(path, write=True) as embedded:
        embedded.load(statements)
    with open_store(url) as neo4j, open_store(path) as embedded:
        held = [summary.actor.id for summary in embedded.actors(order="id")]
        for name, question in QUESTIONS.items():
            cells = []
            for store in (neo4j, embedded):
                times_of(store, question, held, 3)
                times = times_of(store, question, held, questions)
                cuts = statistics.quantiles(times, n=20, method="inclusive")
                cells.append(f"{statistics.median(times):.1f}, {cuts[-1]:.1f}")
            print(f"| {name} | {' | '.join(cells)} |", flush=True)


def times_of(store: Store, question: Question, held: list[str], count: int) -> list[float]:
    """Milliseconds of each of so many questions between actors drawn always alike."""
    chance = random.Random(7)
    times = []
    for _ in range(count):
        one, other = chance.sample(held, 2)
        begin = time.perf_counter()
        question(store, one, other)
        times.append((time.perf_counter() - begin) * 1000)
    return times


if __name__ == "__main__":
    main()
