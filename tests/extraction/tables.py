"""Tables of sentences with what must be found in them, as YAML files beside the tests.

A file maps groups to sentences, and a sentence to one line or a list of lines, each
"source [not] [once] relation target [modality] [by claimant] [on date]". The lines are all that may
be found, unless one of them is "...". `weak.yaml` lists sentences that fail for a known reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from graphkit.model import MODALITIES, Document, Statement

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

    from graphkit.extraction import Extractor

HERE = Path(__file__).resolve().parent
MORE = "..."
TABLES = {
    "predicates/relations": None,
    "predicates/constructions": None,
    "factuality/modality": None,
    "coreference/coreference": None,
    "time/dates": "2021-05-14",
}
"""Each table, and the day of publication of its texts."""


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence (or short text) of a table.

    Attributes:
        group: heading that it stands under: a relation or a construction.
        text: what is read.
        wanted: what must be found, without "...".
        more: other statements may be found besides.
    """

    group: str
    text: str
    wanted: frozenset[str]
    more: bool


def rows(name: str) -> list[Row]:
    """All rows of a table, in the file's order."""
    found = []
    for group, sentences in _read(name).items():
        for text, lines in sentences.items():
            wanted = [lines] if isinstance(lines, str) else lines
            kept = frozenset(line for line in wanted if line != MORE)
            found.append(Row(group, text, kept, MORE in wanted))
    return found


def cases(name: str) -> list[ParameterSet]:
    """Rows as parameters of a test; those with a known reason to fail are expected to."""
    weak: dict[str, str] = _read("weak.yaml")
    return [
        pytest.param(
            row,
            id=f"{row.group}: {row.text}",
            marks=[pytest.mark.xfail(reason=weak[row.text], strict=True)]
            if row.text in weak
            else [],
        )
        for row in rows(name)
    ]


def told(statement: Statement, *, modality: bool = False, date: bool = False) -> str:
    """A statement as a table writes it."""
    how = ("not " if statement.negated else "") + ("once " if statement.ended else "")
    line = f"{statement.source.id} {how}{statement.relation}"
    line += f" {statement.target.id}"
    if modality:
        line += f" {statement.modality}"
        if statement.attributed_to is not None:
            line += f" by {statement.attributed_to.id}"
    return f"{line} on {statement.date}" if date else line


def check(
    extractor: Extractor, row: Row, *, modality: bool = False, published: str | None = None
) -> None:
    """Fail unless exactly the row's statements are found in its text."""
    found = extractor.extract(Document("table", row.text, date=published))
    got = {told(one, modality=modality, date=published is not None) for one in found}
    assert got >= row.wanted, f"not found; there is {sorted(got)}"
    if not row.more:
        assert got == row.wanted, "found what the text does not say"


def noticing() -> Callable[[], bool]:
    """Whether a table fails as things are: `benchmarks.rules` asks with a rule switched off.

    Every text is parsed once, here; rows that are expected to fail are left out.
    """
    from graphkit.extraction import Extractor
    from graphkit.language import sections

    extractor = Extractor()
    weak = _read("weak.yaml")
    asked = [
        (row, document, list(sections(row.text)), name)
        for name, day in TABLES.items()
        for row in rows(f"{name}.yaml")
        if row.text not in weak
        for document in [Document("table", row.text, date=day)]
    ]

    def failing() -> bool:
        for row, document, parts, name in asked:
            try:
                found = list(extractor.extract_parsed(document, iter(parts)))
            except Exception:  # noqa: BLE001 - whatever it is, a test would fail
                return True
            meant, dated = name == "factuality/modality", document.date is not None
            got = {told(one, modality=meant, date=dated) for one in found}
            if not got >= row.wanted or (got > row.wanted and not row.more):
                return True
        return False

    return failing


def well_formed(name: str, relations: tuple[str, ...]) -> list[str]:
    """Lines of a table whose relation or modality does not exist: a typing slip never passes."""
    bad = []
    for row in rows(name):
        for line in row.wanted:
            words = [word for word in line.split() if word not in {"not", "once"}]
            named = len(words) >= 3 and words[1] in relations
            if not named or (len(words) > 3 and words[3] not in {*MODALITIES, "on"}):
                bad.append(line)
    return bad


def _read(name: str) -> dict[str, Any]:
    data = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return dict(data or {})
