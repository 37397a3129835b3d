"""Scores mean what their definition says, and a broken gold file is refused by line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import InputError
from graphkit.evaluation.plover import judge, read_gold, score
from graphkit.extraction import Extractor
from graphkit.model import Document, Statement
from tests.support import ROOT

OWN = ROOT / "benchmarks" / "sentences.jsonl"
ROW: dict[str, Any] = {
    "id": "a", "text": "Iran attacked Iraq.", "plover": "ASSAULT",
    "source_start": 0, "source_end": 4, "target_start": 14, "target_end": 18,
}  # fmt: skip


@pytest.fixture(scope="module")
def extract() -> Callable[[str, str], list[Statement]]:
    extractor = Extractor()
    return lambda name, text: list(extractor.extract(Document(name, text)))


@pytest.fixture
def gold(tmp_path: Path) -> Callable[..., Path]:
    def write(**changes: Any) -> Path:
        path = tmp_path / "gold.jsonl"
        path.write_text(json.dumps({**ROW, **changes}) + "\n", "utf-8")
        return path

    return write


def test_a_right_statement_counts_for_recall_and_precision(
    extract: Callable[[str, str], list[Statement]],
) -> None:
    scores = score([ROW], extract, frozenset())
    assert (scores.recall, scores.precision, scores.f1) == (1.0, 1.0, 1.0)
    assert scores.by_type == {"ASSAULT": [1, 1, 1]}


def test_another_type_is_a_found_pair_and_no_more(
    extract: Callable[[str, str], list[Statement]],
) -> None:
    scores = score([{**ROW, "plover": "AID"}], extract, frozenset())
    assert (scores.recall, scores.pair_recall, scores.type_accuracy) == (0.0, 1.0, 0.0)
    assert scores.confused == {("AID", "ASSAULT"): 1}


def test_the_other_direction_counts_for_symmetric_relations_alone(
    extract: Callable[[str, str], list[Statement]],
) -> None:
    turned = {
        **ROW, "source_start": 14, "source_end": 18, "target_start": 0, "target_end": 4,
    }  # fmt: skip
    (statement,) = extract("a", ROW["text"])
    assert judge(turned, statement, frozenset()) == "turned"
    assert judge(turned, statement, frozenset({"attacks"})) == "right"


@pytest.mark.parametrize(
    ("written", "read"),
    [("CONCEDE", "YIELD"), ("RETREAT", "YIELD"), ("INVESTIGATE", "ACCUSE"), ("AID", "AID")],
)
def test_types_that_count_as_one(gold: Callable[..., Path], written: str, read: str) -> None:
    assert read_gold(gold(plover=written))[0]["plover"] == read


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": 1}, "line 1: 'id' must be text, not 1"),
        ({"text": None}, "line 1: 'text' must be text, not None"),
        ({"plover": "FOO"}, "line 1: 'FOO' is no PLOVER type; known are: ACCUSE"),
        ({"source_start": "x"}, "offsets in the text of 19 characters, not 'x' and 4"),
        ({"source_end": 0}, "not 0 and 0"),
        ({"target_end": 99}, "target_start and target_end must be offsets"),
        ({"target_start": True}, "not True and 18"),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_its_line(
    gold: Callable[..., Path], changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(InputError, match=r"gold\.jsonl, line 1") as refused:
        read_gold(gold(**changes))
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no gold rows in it"),
        (b"{}\n", "line 1: no 'id'"),
        (b"[1]\n", "line 1: no 'id'"),
        (b"\n{nonsense\n", "line 2: not JSON"),
        (b"\xff\xfe\n", "not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_gold_file(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match="gold") as refused:
        read_gold(path)
    assert message in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.jsonl: cannot be read: No such file"):
        read_gold(tmp_path / "missing.jsonl")


def test_our_own_sentences_are_marked_as_they_are_written() -> None:
    rows = read_gold(OWN)
    assert len({row["id"] for row in rows}) == len(rows) > 200
    for row in rows:
        for end in ("source", "target"):
            assert row["text"][row[f"{end}_start"] : row[f"{end}_end"]] == row[end]


def test_our_own_sentences_score_what_readme_says(
    extract: Callable[[str, str], list[Statement]],
) -> None:
    scores = score(read_gold(OWN), extract, Extractor().relations.symmetric)
    said = (ROOT / "README.md").read_text("utf-8")
    figures = f"F1 {scores.f1:.2f}, precision {scores.precision:.2f}, recall {scores.recall:.2f}"
    assert f"{figures.replace('0.', '.')} | `graphkit evaluate benchmarks" in said
