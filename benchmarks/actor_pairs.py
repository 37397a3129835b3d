"""How well actors of different documents are told to be one: precision of merges, recall of list.

`python -m benchmarks.actor_pairs [--pairs FILE] [--wrong]` asks for each pair of
benchmarks/actor_pairs.jsonl, as if the two stood in one graph, whether they are merged, and if not
whether `graphkit duplicates` lists them. Half of the 300 pairs are one actor; the others are two
with a surname or a word in common.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

from graphkit.model import Actor
from graphkit.ontology.actors import slugify
from graphkit.resolution.identity import Bearer, find_candidates, find_same

PAIRS = Path(__file__).with_name("actor_pairs.jsonl")


@dataclass(frozen=True, slots=True)
class Answer:
    """A pair and what became of it: `merged`, `listed` or neither."""

    first: str
    second: str
    same: bool
    merged: bool
    listed: bool


def bearer(record: dict[str, str | None], number: int) -> Bearer:
    """An actor of one document with a mention."""
    name = str(record["name"])
    slug = f"{slugify(name)}-{number}"
    actor = Actor(slug, name, str(record["kind"]), record["country"], record["role"])
    return Bearer.of([(actor, 1)])


def answers(path: Path = PAIRS) -> list[Answer]:
    """What becomes of each pair of a file."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        pair = [bearer(row["a"], 1), bearer(row["b"], 2)]
        merged = bool(find_same(pair))
        listed = bool(find_candidates(pair))
        found.append(Answer(pair[0].name, pair[1].name, row["same"], merged, listed))
    return found


@dataclass(frozen=True, slots=True)
class Score:
    """Precision of merges; recall of merges, and of merges and list together; listed in vain."""

    precision: float
    merged: float
    recall: float
    in_vain: int


def score(rows: list[Answer]) -> Score:
    """The figures of answers."""
    right = sum(row.same and row.merged for row in rows)
    same = sum(row.same for row in rows)
    return Score(
        right / max(1, sum(row.merged for row in rows)),
        right / same,
        sum(row.same and (row.merged or row.listed) for row in rows) / same,
        sum(row.listed and not row.merged for row in rows if not row.same),
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--wrong", action="store_true", help="list what came out wrong")
    asked = parser.parse_args()
    rows = answers(asked.pairs)
    found = score(rows)
    print(
        f"{len(rows)} pairs: precision of merges {found.precision:.3f}, recall of merges "
        f"{found.merged:.3f}, of merges and list {found.recall:.3f}, "
        f"different pairs listed {found.in_vain}"
    )
    for row in rows if asked.wrong else ():
        if row.same != row.merged and not (row.same and row.listed):
            print(f"{'missed' if row.same else 'merged'}: {row.first} | {row.second}")


if __name__ == "__main__":
    main()
