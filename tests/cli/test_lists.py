"""`graphkit actors`, `relations`, `stats`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_actors_are_a_table_or_json_lines(run: Run, graph: Path) -> None:
    lines = run("actors", "--limit", "2").output.splitlines()
    assert lines[0].split() == ["actor", "kind", "country", "partners", "evidence", "id"]
    assert [line.split()[-1] for line in lines[1:]] == ["armenia", "azerbaijan"]
    rows = [
        json.loads(line) for line in run("actors", "--limit", "0", "--json").output.splitlines()
    ]
    assert len(rows) == 8
    assert rows[0]["actor"]["id"] == "armenia"


def test_actors_can_be_searched(run: Run, graph: Path) -> None:
    output = run("actors", "union").output
    assert "European Union" in output
    assert "Armenia" not in output
    assert "Pashinyan" in run("actors", "--kind", "person").output
    assert run("actors", "--kind", "planet").exit_code == 2
    assert run("actors", "--limit", "-1").exit_code == 2


def test_relations_list_the_ontology_with_the_graphs_counts(run: Run, graph: Path) -> None:
    rows = {
        row["name"]: row for row in map(json.loads, run("relations", "--json").output.splitlines())
    }
    assert (rows["urges"]["cameo"], rows["urges"]["plover"]) == ("02", "REQUEST")
    assert (rows["urges"]["edges"], rows["urges"]["evidence"]) == (3, 4)
    assert (rows["invades"]["edges"], rows["meets"]["symmetric"]) == (0, True)
    assert rows["open"]["evidence"] == 1


def test_relations_need_no_graph_unless_one_is_named(run: Run) -> None:
    result = run("relations")
    assert result.exit_code == 0
    assert "allies-with" in result.output
    assert run("relations", "--graph", "nope.db").exit_code == 1


def test_stats_count(run: Run, graph: Path) -> None:
    output = run("stats").output
    assert "actors      8  (5 country, 1 organization, 2 person)" in output
    assert "statements  11" in output
    assert json.loads(run("stats", "--json").output)["edges"] == 10


def test_a_file_that_is_no_graph_is_a_message(run: Run, tmp_path: Path) -> None:
    (tmp_path / "graph.db").write_text("a letter to my aunt " * 500)
    for words in (("stats",), ("actors",), ("path", "a", "b"), ("retract", "x"), ("relations",)):
        result = run(*words)
        assert result.exit_code == 1
        assert "graph.db is not a graph file" in result.output
    assert (tmp_path / "graph.db").read_text().startswith("a letter")
