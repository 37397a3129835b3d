"""Graphs that move: Cypher scripts, copies, GraphML from either store."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.errors import GraphkitError, UsageError
from graphkit.export import ExportOptions, export
from graphkit.export.cypher import literal
from graphkit.export.neo4j_admin import cell
from graphkit.stores import Filters, open_store
from tests.neo4j_server.fixtures import Reachable, skip_or_fail
from tests.neo4j_server.server import Server, ServerMissingError
from tests.neo4j_server.test_failures import run
from tests.neo4j_server.test_same_answers import NASTY
from tests.stores.sample import DOCUMENTS, SYMMETRIC, actor, statement, world
from tests.stores.test_contract import dump
from tests.support import ROOT


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A file with a graph that has something of everything."""
    place = tmp_path / "graph.db"
    nasty = 'it\'s \\u0027 `x` {y} "z"; \x00 \n:exit\n// no comment \\'
    odd = statement(actor(nasty, id=nasty, aliases=(nasty + "2", "")), nasty, actor("B"), at=950)
    with open_store(place, write=True) as store:
        store.load([*world(), odd], documents=DOCUMENTS, symmetric=SYMMETRIC)
    return place


Shell = Callable[[Path, Reachable], None]


def cypher_shell(script: Path, server: Reachable) -> None:
    """Run a script with the real cypher-shell."""
    try:
        done = (server.server or Server()).java(
            "org.neo4j.shell.Main", "--file", str(script), "--fail-fast", "--address", server.url,
            environment={
                "NEO4J_USERNAME": os.environ.get("NEO4J_USERNAME", "neo4j"),
                "NEO4J_PASSWORD": os.environ["NEO4J_PASSWORD"],
            },
        )  # fmt: skip
    except ServerMissingError as error:
        skip_or_fail(str(error))
    else:
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.neo4j
def test_cypher_shell_runs_the_script_to_the_same_graph_twice(
    neo4j_empty: Reachable, graph: Path, tmp_path: Path
) -> None:
    script = tmp_path / "graph.cypher"
    with open_store(graph) as store:
        report = export(store, script)
        expected = dump(store)
        assert (report.format, report.edges) == ("cypher", store.stats().edges)
    for _ in range(2):
        cypher_shell(script, neo4j_empty)
        with open_store(neo4j_empty.url) as store:
            assert dump(store) == expected
    with open_store(neo4j_empty.url, write=True) as store:
        assert store.load(world(), symmetric=SYMMETRIC).unchanged == 11


@pytest.mark.neo4j
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.lists(NASTY, max_size=4).map("".join), number=st.floats(allow_nan=False))
def test_literals_are_read_back_by_a_real_server(
    neo4j_server: Reachable, text: str, number: float
) -> None:
    value = {"text": text, "list": [text, "\\u0027", "\\\\u0027"], "flag": True, "n": -7}
    assert neo4j_server.query(f"RETURN {literal(value)} AS value") == [{"value": value}]


@pytest.mark.neo4j
def test_a_graph_copied_to_neo4j_and_back_is_the_same(
    neo4j_empty: Reachable, graph: Path, tmp_path: Path
) -> None:
    back = tmp_path / "back.db"
    for source, target in ((str(graph), neo4j_empty.url), (neo4j_empty.url, str(back))):
        told = run("copy", source, target)
        assert (told.returncode, told.stderr) == (0, "")
        assert "12 statements added" in told.stdout
    with (
        open_store(graph) as one,
        open_store(neo4j_empty.url) as two,
        open_store(back) as three,
    ):
        assert dump(one) == dump(two) == dump(three)
    again = run("copy", str(graph), neo4j_empty.url)
    assert "0 statements added, 12 unchanged, 0 removed" in again.stdout


@pytest.mark.neo4j
def test_the_seed_graph_is_the_same_in_both_stores_edge_by_edge(
    neo4j_empty: Reachable, tmp_path: Path
) -> None:
    """What a user gets: the same command, a file or a server, one graph."""
    place = str(tmp_path / "seeds.db")
    for graph in (place, neo4j_empty.url):
        told = run("build", str(ROOT / "seeds"), "--graph", graph, "--quiet")
        assert told.returncode == 0, told.stderr
    with open_store(place) as embedded, open_store(neo4j_empty.url) as neo4j:
        assert embedded.stats().edges >= 10
        assert dump(neo4j) == dump(embedded)
        question = ("United States", "Azerbaijan")
        assert neo4j.path(*question, k=3) == embedded.path(*question, k=3)


def test_a_graph_is_not_copied_onto_itself(graph: Path) -> None:
    told = run("copy", str(graph), str(graph))
    assert (told.returncode, told.stdout) == (2, "")


@pytest.mark.neo4j
@pytest.mark.parametrize("statements", [False, True])
@pytest.mark.parametrize("filters", [None, Filters(since="2020-10")])
def test_graphml_from_neo4j_is_that_from_the_embedded_graph(
    neo4j_empty: Reachable, tmp_path: Path, statements: bool, filters: Filters | None
) -> None:
    options = ExportOptions(statements=statements, filters=filters)
    texts = []
    for number, place in enumerate((str(tmp_path / "g.db"), neo4j_empty.url)):
        with open_store(place, write=True) as store:
            store.load(world(), documents=DOCUMENTS, symmetric=SYMMETRIC)
            export(store, tmp_path / f"{number}.graphml", options=options)
            texts.append((tmp_path / f"{number}.graphml").read_bytes())
    assert texts[0] == texts[1]


def test_bulk_formats_honour_filters(graph: Path, tmp_path: Path) -> None:
    with open_store(graph) as store:
        only = ExportOptions(filters=Filters(relations=("urges",)))
        assert export(store, tmp_path / "some", "neo4j-admin", only).edges == 3
        assert export(store, tmp_path / "some.cypher", None, only).edges == 3
    lines = (tmp_path / "some" / "actors.csv").read_text("utf-8").splitlines()
    assert [line.split(",")[0] for line in lines] == [
        '"armenia"', '"azerbaijan"', '"european-union"', '"united-states"',
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["cypher", "neo4j-admin"])
def test_an_edge_per_statement_is_refused_where_it_means_nothing(
    graph: Path, tmp_path: Path, name: str
) -> None:
    with open_store(graph) as store, pytest.raises(UsageError, match=f"--format {name}"):
        export(store, tmp_path / "x", name, ExportOptions(statements=True))
    assert not (tmp_path / "x").exists()


def test_neo4j_admin_files_never_replace_what_is_there(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("keep", "utf-8")
    with open_store(graph) as store, pytest.raises(GraphkitError, match="is there already"):
        export(store, tmp_path / "full", "neo4j-admin")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_a_text_that_would_break_the_lists_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with open_store(tmp_path / "g.db", write=True) as store:
        store.load([statement(actor("A"), "urges", actor("B"), sentence="a\x1fb")])
        with pytest.raises(GraphkitError, match=r"U\+001F.*--format cypher"):
            export(store, tmp_path / "bulk", "neo4j-admin")
    assert [path.name for path in tmp_path.iterdir()] == ["g.db"]


def test_cells_keep_what_they_hold() -> None:
    assert cell('a"b,\n') == '"a""b,\n"'
    assert cell(["a", "b"]) == '"a\x1fb"'
    assert [cell(None), cell([]), cell(True), cell(1.5)] == ["", "", "true", "1.5"]
