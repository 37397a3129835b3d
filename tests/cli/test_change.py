"""`graphkit load`, `retract`, `export`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.stores.sample import world

LINE: dict[str, Any] = world()[0].to_dict()


def test_loading_again_says_that_nothing_changed(run: Run, graph: Path) -> None:
    result = run("load", "statements.jsonl")
    assert result.output == "3 documents: 0 statements added, 11 unchanged, 0 removed\n"


def test_standard_input_is_a_dash(run: Run, tmp_path: Path) -> None:
    result = run("load", "-", "--json", input=json.dumps(LINE) + "\n\n")
    assert json.loads(result.stdout)["added"] == 1
    result = run("load", "-", input="{")
    assert result.exit_code == 1
    assert "standard input:1: is not JSON" in result.output


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": None}, "id is None, not a text"),
        ({"id": " "}, "id is empty"),
        ({"document": 7}, "document is 7, not a text"),
        ({"source": "US"}, "source is 'US', not an actor"),
        ({"source": {**LINE["source"], "kind": "robot"}}, "source: kind is 'robot', not one of"),
        ({"target": {**LINE["target"], "aliases": [1]}}, "target: aliases is 1, not a text"),
        ({"target": {**LINE["target"], "named": 1}}, "target: named is 1, not true or false"),
        ({"kind": "verb"}, "kind is 'verb', not one of event, state, open"),
        ({"modality": "certain"}, "modality is 'certain', not one of"),
        ({"goldstein": 11}, "goldstein is 11, not a number from -10 to 10"),
        ({"confidence": float("nan")}, "confidence is nan, not a number from 0 to 1"),
        ({"confidence": True}, "confidence is True, not a number"),
        ({"negated": "no"}, "negated is 'no', not true or false"),
        ({"date": "yesterday"}, "date is 'yesterday', not an ISO date"),
        ({"date": "2020-13-01"}, "date is '2020-13-01', not an ISO date"),
        ({"trigger_end": -1}, "trigger_end is -1, not a whole number"),
        ({"trigger_end": 10**30}, f"trigger_end is {10**30}, not a whole number"),
        ({"sentence": "\ud800"}, "sentence holds half a surrogate pair (U+D800) at character 0"),
        ({"attributed_to": []}, "attributed_to is [], not an actor"),
    ],
)
def test_a_bad_line_is_named_by_file_line_and_field(
    run: Run, tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    lines = [json.dumps(LINE), json.dumps({**LINE, "id": "x", **change})]
    (tmp_path / "bad.jsonl").write_text("\n".join(lines))
    result = run("load", "bad.jsonl")
    assert result.exit_code == 1
    assert f"bad.jsonl:2: {message}" in result.output
    assert run("stats", "--json").output.count('"statements": 0') == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "bad.jsonl:1: is not UTF-8 (byte 1 of the line)"),
        (b"[1]", "bad.jsonl:1: is no JSON object"),
        (b"{}", "bad.jsonl:1: id is missing"),
        (b'\n\n{"id": ', "bad.jsonl:3: is not JSON"),
        (b"[" * 200_000, "bad.jsonl:1: the value is nested too deep"),
        (b"\x00" * 50, "bad.jsonl:1: is not JSON"),
    ],
)
def test_what_is_no_record_is_named_by_file_and_line(
    run: Run, tmp_path: Path, content: bytes, message: str
) -> None:
    (tmp_path / "bad.jsonl").write_bytes(content)
    result = run("load", "bad.jsonl")
    assert result.exit_code == 1
    assert message in result.output
    assert "Traceback" not in result.output


def test_a_file_that_is_not_there_is_named(run: Run) -> None:
    result = run("load", "nope.jsonl")
    assert result.exit_code == 1
    assert "nope.jsonl cannot be read: No such file" in result.output
    assert "cannot be read" in run("load", ".").output


def test_a_byte_order_mark_is_no_harm(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bom.jsonl").write_bytes(b"\xef\xbb\xbf" + json.dumps(LINE).encode())
    assert run("load", "bom.jsonl").exit_code == 0


def test_retracting_takes_a_document_out(run: Run, graph: Path) -> None:
    result = run("retract", "d2")
    assert result.output == "1 document taken out with 4 statements\n"
    assert run("show", "Russia").exit_code == 2


def test_retracting_an_unknown_document_fails_but_does_the_others(run: Run, graph: Path) -> None:
    result = run("retract", "nope", "d3")
    assert result.exit_code == 1
    assert "1 document taken out with 2 statements" in result.output
    assert "not in graph.db: 'nope'" in result.output


def test_retracting_from_no_graph_makes_none(run: Run, tmp_path: Path) -> None:
    assert run("retract", "d1").exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_export_writes_what_the_suffix_says(run: Run, graph: Path, tmp_path: Path) -> None:
    assert run("export", "g.graphml").output == "g.graphml: 7 actors, 9 edges\n"
    assert run("export", "g.graphml", "--open", "--statements").output.endswith("11 edges\n")
    assert run("export", "s.jsonl", "--open").exit_code == 0
    assert len((tmp_path / "s.jsonl").read_text().splitlines()) == 11
    result = run("export", "g.png2")
    assert result.exit_code == 2
    assert "the suffix '.png2' means no format" in result.output
    assert run("export", "nowhere/g.graphml").exit_code == 1
    assert run("export", "g.txt", "--format", "graphml").exit_code == 0
