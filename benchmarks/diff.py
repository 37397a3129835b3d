"""What a change tells otherwise: `python -m benchmarks.diff BASE`.

The texts of `benchmarks.readings` are read twice: by the code of the revision BASE, checked out
into a folder of its own, and by what stands here. Statements that are lost, added or altered (the
same two actors in the same sentence, told otherwise) are printed side by side, a sentence at a
time, with their number for each set. `--model here` gives BASE this model, to see what rules alone
have changed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.readings import HOME, SETS

MODEL = Path("graphkit", "language", "data")
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that is told otherwise.

    Attributes:
        origin: its set. document: its text's id. sentence: its words.
        rows: (kind, before, after): "lost", "added" or "altered", and the statements' lines.
    """

    origin: str
    document: str
    sentence: str
    rows: tuple[tuple[str, str, str], ...]


def line_of(record: dict[str, Any]) -> str:
    """A statement as a reader sees it."""
    words = [record["source"]["id"], "not" if record["negated"] else "", record["relation"]]
    words += [record["target"]["id"], record["modality"]]
    words += ["ended"] if record.get("ended") else []
    words += [f"by {record['attributed_to']['id']}"] if record["attributed_to"] else []
    words += [f"on {record['date']}"] if record.get("date_of") == "text" else []
    return " ".join(word for word in words if word)


def by_sentence(path: Path) -> dict[Place, list[dict[str, Any]]]:
    """Records of a file of readings by text and sentence."""
    found: dict[Place, list[dict[str, Any]]] = {}
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        found.setdefault((record["document"], record["sentence_start"]), []).append(record)
    return found


def changes(before: Path, after: Path) -> Iterator[Change]:
    """Sentences that two files of readings tell otherwise, in the order of the texts."""
    old, new = by_sentence(before), by_sentence(after)
    for place in dict.fromkeys([*old, *new]):
        ours = {line_of(one): one for one in old.get(place, [])}
        theirs = {line_of(one): one for one in new.get(place, [])}
        if ours.keys() != theirs.keys():
            record = next(iter([*theirs.values(), *ours.values()]))
            rows = tuple(_rows(ours, theirs))
            yield Change(place[0].partition("/")[0], place[0], record["sentence"], rows)


def _rows(
    ours: dict[str, dict[str, Any]], theirs: dict[str, dict[str, Any]]
) -> Iterator[tuple[str, str, str]]:
    """Lost and added lines, those between the same two actors beside each other."""
    added = {line: one for line, one in theirs.items() if line not in ours}
    for line, one in ours.items():
        if line in theirs:
            continue
        ends = {one["source"]["id"], one["target"]["id"]}
        twins = [name for name, other in added.items()
                 if {other["source"]["id"], other["target"]["id"]} == ends]  # fmt: skip
        twin = twins[0] if twins else None
        if twin is None:
            yield "lost", line, ""
        else:
            del added[twin]
            yield "altered", line, twin
    for line in added:
        yield "added", "", line


def read(code: Path, out: Path, given: argparse.Namespace) -> None:
    """Read all texts by the code of a folder, in a process of its own."""
    command = [sys.executable, str(HOME / "benchmarks" / "readings.py"), str(out)]
    command += ["--shared", str(given.shared.resolve()), "--sets", given.sets]
    # A folder on PYTHONPATH comes before the installation, which is this one.
    subprocess.run(command, check=True, cwd=code, env={**os.environ, "PYTHONPATH": str(code)})


def main() -> None:
    """Compare, and print what has changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="a revision of git")
    parser.add_argument("--shared", type=Path, default=HOME / ".." / "shared")
    parser.add_argument("--sets", default=",".join(SETS), help="of " + ", ".join(SETS))
    parser.add_argument("--model", choices=["own", "here"], default="own")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base, before, after = (Path(folder, name) for name in ("base", "before", "after"))
        add = ["git", "worktree", "add", "--quiet", "--detach", str(base), given.base]
        if subprocess.run(add, cwd=HOME, check=False).returncode:
            sys.exit(f"{given.base}: no revision of this repository; name a branch or a commit.")
        try:
            if given.model == "here":
                shutil.copytree(HOME / MODEL, base / MODEL, dirs_exist_ok=True)
            read(base, before, given)
            read(HOME, after, given)
        finally:
            remove = ["git", "worktree", "remove", "--force", str(base)]
            subprocess.run(remove, cwd=HOME, check=True)
        show(list(changes(before, after)))


def show(found: list[Change]) -> None:
    """Print changes, and how many there are in each set."""
    counts: Counter[tuple[str, str]] = Counter()
    for change in found:
        print(f"\n{change.document}\n  {' '.join(change.sentence.split())}")
        for kind, before, after in change.rows:
            counts[change.origin, kind] += 1
            print(f"    - {before}" if before else "", f"    + {after}" if after else "",
                  sep="\n" if before and after else "")  # fmt: skip
    print(f"\n{'':<12}{'lost':>8}{'added':>8}{'altered':>8}{'sentences':>11}")
    for origin in SETS:
        row = [counts[origin, kind] for kind in ("lost", "added", "altered")]
        sentences = sum(change.origin == origin for change in found)
        print(f"{origin:<12}" + "".join(f"{n:>8}" for n in row) + f"{sentences:>11}")


if __name__ == "__main__":
    main()
