"""Faults on purpose: whatever ends a command, running it again gives the graph of a quiet run.

    python -m benchmarks.torture --kills 50 --soak 180 > benchmarks/torture.md

Each command is run once in peace, then killed (SIGKILL) at a random moment, again and again, then
run to its end. Counted: graphs that differ from the quiet one, files that `graphkit check` finds
damaged after the kill, temporary files left behind. `make test` runs a short form.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import generate
from graphkit.errors import GraphkitError
from graphkit.stores import open_store
from graphkit.stores.embedded import EmbeddedStore

_SENTENCES = (
    "France accused Iran of lying. ",
    "The United States urged Azerbaijan to withdraw. ",
    "Italy met Spain in Rome on Friday. ",
)
_OLD = Path(__file__).parent.parent / "tests" / "stores" / "old" / "layout_1.sql"


@dataclass
class Row:
    """What came of one kind of fault.

    Attributes:
        tried: how often.
        hit: how often the command was still at work when the fault came.
        wrong: results that differ from those of a quiet run.
        damaged: files that were damaged right after the fault.
        left: files that nothing needs any more, after the last run.
    """

    kind: str
    tried: int = 0
    hit: int = 0
    wrong: int = 0
    damaged: int = 0
    left: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing went wrong."""
        return self.tried > 0 and not (self.wrong or self.damaged or self.left)


@dataclass(frozen=True)
class Trial:
    """A command and what it makes.

    Attributes:
        words: arguments of `graphkit`, run in the folder.
        prepare: puts into the folder what the command needs.
        made: name of the graph, file or folder that it makes or changes.
    """

    kind: str
    words: tuple[str, ...]
    prepare: Callable[[Path], None]
    made: str


def statements(folder: Path, count: int, seed: int = 1, name: str = "statements.jsonl") -> None:
    """Ready statements, as JSON lines."""
    with (folder / name).open("w", encoding="utf-8") as file:
        for item in generate(max(20, count // 10), count, seed):
            file.write(json.dumps(item.to_dict()) + "\n")


def texts(folder: Path, count: int) -> None:
    """Short documents, as JSON lines."""
    lines = [
        json.dumps({"id": f"t{n}", "text": _SENTENCES[n % 3] * (1 + n % 7)}) for n in range(count)
    ]
    (folder / "texts.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def graph(folder: Path, count: int, name: str = "graph.db") -> None:
    """A graph of ready statements."""
    with open_store(folder / name, write=True) as store:
        store.load(generate(max(20, count // 10), count))


def old_graph(folder: Path) -> None:
    """A graph file of the first layout."""
    db = sqlite3.connect(folder / "graph.db")
    db.executescript(_OLD.read_text(encoding="utf-8"))
    db.close()


def trials(size: int) -> list[Trial]:
    """The commands to be killed.

    Args:
        size: statements of a graph.
    """
    some = tuple(f"doc-{n:07}" for n in range(0, size // 10, 3))
    return [
        Trial("load", ("load", "statements.jsonl"), lambda f: statements(f, size), "graph.db"),
        Trial("retract", ("retract", *some), lambda f: graph(f, size), "graph.db"),
        Trial("copy", ("copy", "graph.db", "to.db"), lambda f: graph(f, size), "to.db"),
        Trial("export", ("export", "graph.graphml"), lambda f: graph(f, size), "graph.graphml"),
        Trial("migrate", ("migrate",), old_graph, "graph.db"),
        Trial("build", ("build", "texts.jsonl", "--quiet"), lambda f: texts(f, 60), "graph.db"),
        Trial(
            "extract --out",
            ("extract", "texts.jsonl", "--out", "out", "--workers", "2"),
            lambda f: texts(f, 60),
            "out",
        ),
    ]


def run(folder: Path, words: Sequence[str]) -> subprocess.Popen[bytes]:
    """A command of graphkit, at work in a folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "graphkit", *words],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def dump(path: Path) -> str:
    """A hash of all that a graph, a file or a folder holds; "" where there is none."""
    digest = hashlib.sha256()
    if path.is_dir():
        for item in sorted(path.iterdir()):
            digest.update(item.name.encode() + item.read_bytes())
    elif path.suffix == ".db" and path.exists():
        with open_store(path) as store:
            for part in (store.statements(), store.documents(), store.edges(), store.actors()):
                for value in part:
                    digest.update(repr(value).encode())
    elif path.exists():
        digest.update(path.read_bytes())
    else:
        return ""
    return digest.hexdigest()


def damaged(path: Path) -> bool:
    """Whether a graph file is there and not sound (one of an older layout is not looked into)."""
    if path.suffix != ".db" or not path.exists() or not path.stat().st_size:
        return False
    try:
        with EmbeddedStore(str(path)) as store:
            return bool(list(store.problems()))
    except GraphkitError as error:
        return "older graphkit" not in str(error)


def left_behind(folder: Path, quiet: Path) -> int:
    """Files in a folder that a quiet run does not leave."""
    names = {item.name for item in quiet.iterdir()}
    return sum(item.name not in names for item in folder.iterdir())


def killed(trial: Trial, kills: int, chance: random.Random) -> Row:
    """Kill a command at random moments."""
    row = Row(f"kill during {trial.kind}")
    with tempfile.TemporaryDirectory() as name:
        quiet = Path(name, "quiet")
        quiet.mkdir()
        trial.prepare(quiet)
        begin = time.perf_counter()
        run(quiet, trial.words).wait()
        whole = time.perf_counter() - begin
        right = dump(quiet / trial.made)
        while row.tried < kills:
            folder = Path(name, f"f{row.tried}")
            folder.mkdir()
            trial.prepare(folder)
            for _ in range(min(2, kills - row.tried)):  # twice on one folder, then a fresh one
                process = run(folder, trial.words)
                with suppress(subprocess.TimeoutExpired):
                    process.wait(chance.uniform(0.05, 1.05) * whole)
                row.hit += process.poll() is None
                process.send_signal(signal.SIGKILL)
                process.wait()
                row.tried += 1
                row.damaged += damaged(folder / trial.made)
            run(folder, trial.words).wait()
            row.wrong += dump(folder / trial.made) != right
            row.left += left_behind(folder, quiet)
    return row


def full_disk(times: int, size: int, chance: random.Random) -> Row:
    """Files that may not grow beyond a random size, as on a disk that is full."""
    row = Row("disk full during load")
    with tempfile.TemporaryDirectory() as name:
        quiet = Path(name, "quiet")
        quiet.mkdir()
        statements(quiet, size)
        run(quiet, ("load", "statements.jsonl")).wait()
        right, most = dump(quiet / "graph.db"), (quiet / "graph.db").stat().st_size
        for number in range(times):
            folder = Path(name, f"f{number}")
            folder.mkdir()
            statements(folder, size)
            limit = chance.randrange(most)

            def limited(limit: int = limit) -> None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

            code = subprocess.run(
                [sys.executable, "-m", "graphkit", "load", "statements.jsonl"],
                cwd=folder,
                check=False,
                capture_output=True,
                preexec_fn=limited,
            ).returncode
            row.tried += 1
            row.hit += code != 0
            row.damaged += damaged(folder / "graph.db")
            run(folder, ("load", "statements.jsonl")).wait()
            row.wrong += dump(folder / "graph.db") != right
            row.left += left_behind(folder, quiet)
    return row


def two_writers(times: int, size: int) -> Row:
    """Two loads of different statements into one graph at the same time."""
    row = Row("two writers at once")
    with tempfile.TemporaryDirectory() as name:
        quiet = Path(name, "quiet")
        for number in range(times + 1):
            folder = quiet if number == 0 else Path(name, f"f{number}")
            folder.mkdir()
            statements(folder, size)
            (folder / "more.jsonl").write_text(
                (folder / "statements.jsonl").read_text().replace('"doc-', '"more-')
            )
            words = [("load", "statements.jsonl"), ("load", "more.jsonl")]
            if number == 0:
                codes = [run(folder, one).wait() for one in words]
                right = dump(folder / "graph.db")
                continue
            both = [run(folder, one) for one in words]
            codes = [process.wait() for process in both]
            row.tried += 1
            row.hit += all(code == 0 for code in codes)
            row.damaged += damaged(folder / "graph.db")
            for one, code in zip(words, codes, strict=True):
                if code:  # it was told that another one writes
                    run(folder, one).wait()
            row.wrong += dump(folder / "graph.db") != right
            row.left += left_behind(folder, quiet)
    return row


_READER = """
import sys, time
from graphkit.stores import open_store
end, slowest, asked = time.monotonic() + float(sys.argv[2]), 0.0, 0
while time.monotonic() < end:
    with open_store(sys.argv[1]) as store:
        for _ in range(20):
            begin = time.monotonic()
            path = store.path("actor-000000", "actor-000003")
            found = store.neighbors("actor-000001", hops=2)
            assert path and found.neighbors
            slowest, asked = max(slowest, time.monotonic() - begin), asked + 2
print(asked, slowest)
"""


def soak(seconds: float, size: int) -> tuple[Row, int, float]:
    """One writer and eight readers on one graph: the row, answers, and the slowest in seconds."""
    row = Row(f"{seconds:.0f} s of one writer and eight readers")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        graph(folder, size)
        statements(folder, size, seed=2, name="more.jsonl")
        (folder / "more.jsonl").write_text(
            (folder / "more.jsonl").read_text().replace('"doc-', '"more-')
        )
        more = [f"more-{n:07}" for n in range(size // 10)]
        run(folder, ("load", "more.jsonl")).wait()
        run(folder, ("retract", *more)).wait()
        before = dump(folder / "graph.db")  # what is surely one actor is one in it
        readers = [
            subprocess.Popen(
                [sys.executable, "-c", _READER, str(folder / "graph.db"), str(seconds)],
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(8)
        ]
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with open_store(folder / "graph.db", write=True) as store:
                store.load(generate(size // 10, size // 4, seed=3))
                store.load(generate(size // 10, size))
            run(folder, ("load", "more.jsonl")).wait()
            run(folder, ("retract", *more)).wait()
            row.tried += 1
        answers, slowest = 0, 0.0
        for reader in readers:
            out = reader.communicate()[0].split()
            row.wrong += reader.returncode != 0
            if len(out) == 2:
                answers, slowest = answers + int(out[0]), max(slowest, float(out[1]))
        row.hit = row.tried
        open_store(folder / "graph.db", write=True).close()  # takes up the log that readers left
        row.damaged += damaged(folder / "graph.db")
        row.wrong += dump(folder / "graph.db") != before
        row.left += sum(item.name not in ("graph.db", "more.jsonl") for item in folder.iterdir())
    return row, answers, slowest


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=50, help="of each kind")
    parser.add_argument("--size", type=int, default=20_000, help="statements of a graph")
    parser.add_argument("--soak", type=float, default=180, help="seconds")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    print("# Faults on purpose\n")
    print(f"`python -m benchmarks.torture --kills {options.kills} --size {options.size} ", end="")
    print(
        f"--soak {options.soak:.0f}` on {os.cpu_count()} cores, Python {sys.version.split()[0]}.\n"
    )
    print("| fault | tried | at work then | wrong graphs | damaged files | files left behind |")
    print("|---|---|---|---|---|---|")
    rows = []

    def show(row: Row) -> None:
        rows.append(row)
        print(
            f"| {row.kind} | {row.tried} | {row.hit} | {row.wrong} | {row.damaged} | {row.left} |",
            flush=True,
        )

    for trial in trials(options.size):
        show(killed(trial, options.kills, chance))
    show(full_disk(max(2, options.kills // 4), options.size, chance))
    show(two_writers(max(2, options.kills // 10), options.size))
    row, answers, slowest = soak(options.soak, options.size)
    show(row)
    print(f"\nThe readers had {answers:,} answers, the slowest pair after {slowest:.2f} s.")
    return 0 if all(row.sound for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
