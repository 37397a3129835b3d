"""Whole commands over the embedded graph beside the bare start of Python with what they need.

    python benchmarks/startup.py graph.db "United States" Azerbaijan

The goal: `graphkit path` and `neighbors` start and answer in under twice the time of
`python -c "import click, sqlite3"` plus 0.1 s. Runs take turns, so that a busy machine is as unkind
to one as to the other. Ends with 1 when the goal is missed.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("graph", help="path of a graph file")
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    graphkit = str(Path(sys.executable).with_name("graphkit"))
    commands = {
        "python -c 'import click, sqlite3'": [sys.executable, "-c", "import click, sqlite3"],
        "graphkit path": [
            graphkit, "path", options.source, options.target, "--graph", options.graph,
        ],
        "graphkit neighbors": [graphkit, "neighbors", options.source, "--graph", options.graph],
        "graphkit neighbors --hops 2": [
            graphkit, "neighbors", options.source, "--hops", "2", "--graph", options.graph,
        ],
    }  # fmt: skip
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(options.runs + 1):
        for name, command in commands.items():
            begin = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            if turn:  # the first turn warms the disk's cache
                times[name].append(time.perf_counter() - begin)
    medians = {name: statistics.median(values) for name, values in times.items()}
    bare = next(iter(medians.values()))
    goal = 2 * bare + 0.1
    print("| command | median s | goal s |\n|---|---|---|")
    for name, median in medians.items():
        print(f"| `{name}` | {median:.3f} | {'' if median == bare else f'{goal:.3f}'} |")
    return 1 if max(medians.values()) > goal else 0


if __name__ == "__main__":
    sys.exit(main())
