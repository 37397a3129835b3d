"""`graphkit evaluate` prints the figures, and the rows that were missed on demand."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

ROW = {
    "id": "one", "text": "Iran attacked Iraq.", "plover": "AID",
    "source_start": 0, "source_end": 4, "target_start": 14, "target_end": 18,
}  # fmt: skip


def test_figures_as_a_table_and_the_missed_rows(run: Run, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(ROW) + "\n", "utf-8")
    result = run("evaluate", str(gold), "--errors", "5")
    assert result.exit_code == 0
    assert "pair_recall" in result.output
    assert "one AID (type): Iran attacked Iraq.\n    Iran attacks Iraq" in result.output


def test_figures_as_json(run: Run, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({**ROW, "plover": "ASSAULT"}) + "\n", "utf-8")
    assert json.loads(run("evaluate", str(gold), "--json").output)["f1"] == 1.0


def test_a_broken_line_is_named(run: Run, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "one"}\n', "utf-8")
    result = run("evaluate", str(gold))
    assert result.exit_code == 1
    assert "gold.jsonl, line 1: no 'text'" in result.output
