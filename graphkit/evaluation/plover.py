"""Score statements against sentences with one marked pair of actors and its PLOVER type.

Gold: JSON lines with id, text, source, source_start, source_end, target, target_start, target_end,
plover. The types CONCEDE and RETREAT count as one, YIELD; INVESTIGATE as ACCUSE.

- An end matches when the mention's span overlaps the gold span.
- A *found pair* is a statement whose source and target match (in either order if symmetric).
- It is *right* when its PLOVER type is the gold one too.
- Recall: rows with a right statement. Precision: right statements among those whose two ends match
  the two gold spans in either order, whatever their type.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphkit.errors import InputError
from graphkit.model import Statement
from graphkit.ontology.codes import PLOVER_TYPES

YIELD = frozenset({"CONCEDE", "RETREAT"})
#: Types that a row can have.
TYPES = frozenset(PLOVER_TYPES) - YIELD | {"YIELD"}
#: Types written otherwise: older annotations keep investigations apart.
SAME = {"CONCEDE": "YIELD", "RETREAT": "YIELD", "INVESTIGATE": "ACCUSE"}
FIELDS = ("id", "text", "source_start", "source_end", "target_start", "target_end", "plover")


@dataclass(slots=True)
class Scores:
    """Counts over a gold set; ratios are properties.

    Attributes:
        rows: gold rows. right_rows, pair_rows: rows with a right statement, with a found pair.
        right, judged: right statements, and statements between the two gold spans.
        statements: all statements of the sentences.
        by_type: PLOVER type to (rows, found pairs, right rows).
        confused: (gold, given) to rows, where the pair was found but not right.
    """

    rows: int = 0
    right_rows: int = 0
    pair_rows: int = 0
    right: int = 0
    judged: int = 0
    statements: int = 0
    by_type: dict[str, list[int]] = field(default_factory=dict)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        """Rows with a right statement."""
        return self.right_rows / max(1, self.rows)

    @property
    def precision(self) -> float:
        """Right statements among those judged."""
        return self.right / max(1, self.judged)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def pair_recall(self) -> float:
        """Rows with a found pair."""
        return self.pair_rows / max(1, self.rows)

    @property
    def type_accuracy(self) -> float:
        """Right rows among rows with a found pair."""
        return self.right_rows / max(1, self.pair_rows)

    def to_dict(self) -> dict[str, Any]:
        """Figures for programs."""
        names = ("precision", "recall", "f1", "pair_recall", "type_accuracy")
        figures: dict[str, Any] = {name: round(getattr(self, name), 4) for name in names}
        figures["rows"] = self.rows
        figures["statements_per_sentence"] = round(self.statements / max(1, self.rows), 3)
        return figures


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Gold rows of a file.

    Raises:
        InputError: a line is no JSON, lacks a field or has one that cannot be; the message names
            file and line.
    """
    rows = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text: {error}; save it as UTF-8.") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}, line {number}: not JSON: {error}") from error
        missing = [key for key in FIELDS if not isinstance(row, dict) or key not in row]
        if missing:
            raise InputError(
                f"{path}, line {number}: no {missing[0]!r}. A gold line needs: {', '.join(FIELDS)}."
            )
        rows.append(_checked(row, f"{path}, line {number}"))
    if not rows:
        raise InputError(f"{path}: no gold rows in it.")
    return rows


def _checked(row: dict[str, Any], place: str) -> dict[str, Any]:
    """The row, its type written as this module has it."""
    for key in ("id", "text", "plover"):
        if not isinstance(row[key], str):
            raise InputError(f"{place}: {key!r} must be text, not {row[key]!r}.")
    plover = SAME.get(row["plover"], row["plover"])
    if plover not in TYPES:
        raise InputError(
            f"{place}: {plover!r} is no PLOVER type; known are: {', '.join(sorted(TYPES))}."
        )
    for end in ("source", "target"):
        first, last = row[f"{end}_start"], row[f"{end}_end"]
        whole = all(isinstance(at, int) and not isinstance(at, bool) for at in (first, last))
        if not whole or not 0 <= first < last <= len(row["text"]):
            raise InputError(
                f"{place}: {end}_start and {end}_end must be offsets in the text of "
                f"{len(row['text'])} characters, not {first!r} and {last!r}."
            )
    return {**row, "plover": plover}


def score(
    rows: Sequence[dict[str, Any]],
    extract: Callable[[str, str], Iterable[Statement]],
    symmetric: frozenset[str],
    seen: Callable[[dict[str, Any], list[Statement], str], None] | None = None,
) -> Scores:
    """Score an extractor on gold rows.

    Args:
        rows: see `read_gold`.
        extract: (id, text) to statements.
        symmetric: names of symmetric relations.
        seen: called with each row, its statements and the outcome ("right", "type", "pair").
    """
    total = Scores()
    for row in rows:
        statements = list(extract(row["id"], row["text"]))
        outcome = _count(total, row, statements, symmetric)
        if seen is not None:
            seen(row, statements, outcome)
    return total


def judge(row: dict[str, Any], statement: Statement, symmetric: frozenset[str]) -> str:
    """What a statement is beside a gold row.

    Args:
        row: see `read_gold`.
        statement: of the row's text.
        symmetric: names of symmetric relations.

    Returns:
        "right", "type" (pair found), "turned" (ends match in the other order) or "" (not judged).
    """
    source = (row["source_start"], row["source_end"])
    target = (row["target_start"], row["target_end"])
    one = (statement.source_start, statement.source_end)
    other = (statement.target_start, statement.target_end)
    straight = _overlap(one, source) and _overlap(other, target)
    turned = _overlap(one, target) and _overlap(other, source)
    if not straight and not turned:
        return ""
    if straight or statement.relation in symmetric:
        plover = "YIELD" if statement.plover in YIELD else statement.plover
        return "right" if plover == row["plover"] else "type"
    return "turned"


def _count(
    total: Scores, row: dict[str, Any], statements: list[Statement], symmetric: frozenset[str]
) -> str:
    verdicts = [judge(row, statement, symmetric) for statement in statements]
    counts = total.by_type.setdefault(row["plover"], [0, 0, 0])
    total.rows += 1
    counts[0] += 1
    total.statements += len(statements)
    total.judged += sum(bool(verdict) for verdict in verdicts)
    total.right += verdicts.count("right")
    if "right" in verdicts or "type" in verdicts:
        total.pair_rows += 1
        counts[1] += 1
    if "right" in verdicts:
        total.right_rows += 1
        counts[2] += 1
        return "right"
    for statement, verdict in zip(statements, verdicts, strict=True):
        if verdict == "type":
            total.confused[row["plover"], statement.plover or statement.relation] += 1
            return "type"
    return "pair"


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
