"""`graphkit build` and `extract`: what a user feeds them, and what becomes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphkit.cli.main import cli
from graphkit.stores import open_store
from tests.support import ROOT

SENTENCE = "France accused Iran of lying."


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=text)


def test_extract_writes_one_record_a_line() -> None:
    result = run("extract", "-", text=SENTENCE)
    assert result.exit_code == 0, result.output
    [record] = [json.loads(line) for line in result.stdout.splitlines()]
    assert record["source"]["id"] == "france"
    assert record["relation"] == "accuses"
    assert SENTENCE[record["target_start"] : record["target_end"]] == "Iran"


def test_a_bad_document_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(SENTENCE)
    (tmp_path / "empty.txt").write_text("")
    graph = tmp_path / "graph.db"
    result = run("build", str(tmp_path), "--graph", str(graph))
    assert result.exit_code == 1
    assert "empty.txt" in result.stderr
    with open_store(str(graph)) as store:
        assert store.stats().statements == 1


def test_building_twice_changes_nothing(tmp_path: Path) -> None:
    graph = str(tmp_path / "graph.db")
    seeds = str(ROOT / "seeds")
    first = run("build", seeds, "--graph", graph)
    assert first.exit_code == 0, first.output
    again = run("build", seeds, "--graph", graph)
    assert "0 statements added" in again.stdout
    assert "unchanged" in again.stdout


def test_unnamed_actors_come_only_when_asked_for(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Protesters criticized France.")
    plain, all_of_them = str(tmp_path / "plain.db"), str(tmp_path / "all.db")
    assert "1 with unnamed actors left out" in run("build", str(article), "--graph", plain).stdout
    result = run("build", str(article), "--graph", all_of_them, "--unnamed")
    assert "1 statement added" in result.stdout


def test_own_actors(tmp_path: Path) -> None:
    actors = tmp_path / "mine.csv"
    actors.write_text("name,aliases,kind,country\nZorg Front,ZF,group,FRA\n")
    result = run("extract", "-", "--actors", str(actors), text="ZF attacked Iran.")
    [record] = [json.loads(line) for line in result.stdout.splitlines()]
    assert record["source"]["name"] == "Zorg Front"
    assert record["source"]["country"] == "FRA"


@pytest.mark.parametrize("text", ["name,kind\nX,alien\n", ""])
def test_broken_actor_file_is_named(tmp_path: Path, text: str) -> None:
    actors = tmp_path / "mine.csv"
    actors.write_text(text)
    result = run("extract", "-", "--actors", str(actors), text=SENTENCE)
    assert result.exit_code in {1, 2}
    assert "mine.csv" in result.stderr
    assert "Traceback" not in result.output


def test_the_number_of_workers_does_not_show(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": f"d{number}", "text": f"{name} accused Iran of lying. It denied it."})
        for number, name in enumerate(("France", "Italy", "Spain", "Norway", "Chad"))
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(lines))
    one = run("extract", str(batch))
    two = run("extract", str(batch), "--workers", "2")
    assert one.exit_code == two.exit_code == 0
    assert one.stdout_bytes == two.stdout_bytes
    assert len(one.stdout.splitlines()) >= len(lines)
