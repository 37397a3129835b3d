"""Load rate and the time of questions, on any graph: a file or a Neo4j URL. Prints Markdown.

    python benchmarks/store.py /tmp/bench.db --actors 20000 --statements 200000

The graph must be new: what it measures is added to it. Questions run in this process, over one open
store; `benchmarks/startup.py` measures whole commands.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.generate import generate
from graphkit.stores import Filters, Store, open_store

Question = Callable[[Store, str, str], object]
QUESTIONS: dict[str, Question] = {
    "path": lambda store, a, b: store.path(a, b),
    "path, directed": lambda store, a, b: store.path(a, b, filters=Filters(direction="out")),
    "path, 5 alternatives": lambda store, a, b: store.path(a, b, k=5),
    "path, four relations": lambda store, a, b: store.path(
        a, b, filters=Filters(("urges", "accuses", "meets", "aids"))
    ),
    "path, three years": lambda store, a, b: store.path(
        a, b, filters=Filters(since="2018", until="2020")
    ),
    "neighbors, 1 hop": lambda store, a, _: store.neighbors(a),
    "neighbors, 2 hops": lambda store, a, _: store.neighbors(a, hops=2),
    "neighbors, 2 hops, one year": lambda store, a, _: store.neighbors(
        a, hops=2, filters=Filters(since="2020", until="2020")
    ),
    "show": lambda store, a, _: store.profile(a),
    "evidence": lambda store, a, b: store.evidence(a, b, limit=20),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("graph", help="path or URL of a new graph")
    parser.add_argument("--actors", type=int, default=20_000)
    parser.add_argument("--statements", type=int, default=200_000)
    parser.add_argument("--questions", type=int, default=50, help="of each kind")
    options = parser.parse_args()
    print("| what | result |\n|---|---|")
    load(options.graph, options.actors, options.statements)
    ask(options.graph, options.questions)


def load(graph: str, actors: int, statements: int) -> None:
    """Load, load again, and print the rates."""
    rows = list(generate(actors, statements))
    for what in ("load", "load again, unchanged"):
        with open_store(graph, write=True) as store:
            begin = time.perf_counter()
            report = store.load(rows)
            took = time.perf_counter() - begin
        assert report.added + report.unchanged == statements, "the graph was not new"
        print(f"| {what} | {statements / took:,.0f} statements/s ({took:.1f} s) |")
    path = Path(graph)
    if path.exists():
        print(f"| file | {path.stat().st_size / 1e6:,.0f} MB |")


def ask(graph: str, questions: int) -> None:
    """Ask each kind of question so many times and print p50 and p95."""
    with open_store(graph) as store:
        store.stats()
        held = [summary.actor.id for summary in store.actors(order="id")]
        for name, question in QUESTIONS.items():
            chance = random.Random(7)
            times = []
            for _ in range(questions):
                a, b = chance.sample(held, 2)
                begin = time.perf_counter()
                question(store, a, b)
                times.append((time.perf_counter() - begin) * 1000)
            cuts = statistics.quantiles(times, n=20, method="inclusive")
            print(f"| {name} | p50 {statistics.median(times):.1f} ms, p95 {cuts[-1]:.1f} ms |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| peak memory of all of it | {peak:,.0f} MB |", file=sys.stdout)


if __name__ == "__main__":
    main()
