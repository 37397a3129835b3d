"""`graphkit explain`: why a sentence tells what it tells, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from graphkit.cli.main import cli

TEXT = "Turkey arrested ten. France accused Iran of lying, and it denied the charge."


def run(*args: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["explain", *args], input=stdin)


def test_a_text_is_explained_sentence_by_sentence() -> None:
    shown = run(TEXT).stdout
    assert '0  "Turkey arrested ten."' in shown
    assert "accuses/accuse" in shown
    assert "relations.yaml:" in shown
    assert "France --accuses--> Iran" in shown
    assert "a pronoun" in shown


def test_programs_get_the_same_as_json() -> None:
    (record,) = json.loads(run(TEXT, "--json").stdout)
    kinds = {note["kind"] for sentence in record["sentences"] for note in sentence["notes"]}
    assert {"trigger", "slot", "status", "told", "reference"} <= kinds
    assert {one["rule"].split(".")[0] for one in record["statements"]} >= {"accuses/accuse"}


def test_a_file_and_standard_input_tell_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    lines = [
        [line for line in shown.splitlines() if "--> " not in line]
        for shown in (run(str(path)).stdout, run("-", stdin=TEXT).stdout, run(TEXT).stdout)
    ]
    assert lines[0] == lines[1] == lines[2]


def test_one_statement_of_a_graph_whose_text_is_given_again(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    graph = str(tmp_path / "g.db")
    cli_run = CliRunner().invoke(cli, ["build", str(article), "--graph", graph, "--quiet"])
    assert cli_run.exit_code == 0
    told = CliRunner().invoke(cli, ["extract", str(article)]).stdout
    one = next(json.loads(line) for line in told.splitlines() if '"accuses"' in line)
    for source in (str(article), TEXT):
        result = run(source, "--statement", one["id"], "--graph", graph)
        assert result.exit_code == 0
        assert one["rule"] in result.stdout
        assert "Turkey arrested" not in result.stdout


def test_another_text_is_refused_with_the_next_step(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    graph = str(tmp_path / "g.db")
    CliRunner().invoke(cli, ["build", str(article), "--graph", graph, "--quiet"])
    told = CliRunner().invoke(cli, ["extract", str(article)]).stdout
    one = json.loads(told.splitlines()[0])
    result = run("Nobody came to Paris.", "--statement", one["id"], "--graph", graph)
    assert result.exit_code == 1
    assert "Give the text of the document" in result.stderr


def test_wrong_usage_names_the_value(tmp_path: Path) -> None:
    missing = run("nofile.txt")
    assert missing.exit_code == 2
    assert "nofile.txt" in missing.stderr
    unknown = run(TEXT, "--statement", "s-0", "--graph", str(tmp_path / "none.db"))
    assert unknown.exit_code == 2
    assert "s-0" in unknown.stderr
