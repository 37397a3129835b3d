"""Whatever goes wrong between graphkit and a server is a clear message that shows no secret."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from graphkit.errors import GraphkitError, StoreError, UsageError
from graphkit.stores import open_store
from tests.neo4j_server.fixtures import Reachable
from tests.neo4j_server.server import free_port
from tests.stores.sample import AM, AZ, SYMMETRIC, US, statement, world

pytestmark = pytest.mark.neo4j


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The real command."""
    return subprocess.run(
        [sys.executable, "-m", "graphkit", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )


def test_a_wrong_password_is_told_without_being_shown(
    neo4j_empty: Reachable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not-the-password-1")
    with pytest.raises(StoreError, match=r"refuses user or password; check NEO4J_") as caught:
        open_store(neo4j_empty.url)
    assert "not-the-password-1" not in str(caught.value)
    told = run("stats", "--graph", neo4j_empty.url)
    assert told.returncode == 1
    assert "refuses user or password" in told.stderr
    assert "not-the-password-1" not in told.stderr + told.stdout
    assert "Traceback" not in told.stderr


def test_no_password_at_all_says_which_variables_to_set(
    neo4j_empty: Reachable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD")
    with pytest.raises(StoreError, match=r"set NEO4J_USERNAME and NEO4J_PASSWORD"):
        open_store(neo4j_empty.url, write=True)


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_server_that_is_not_there_is_named_with_the_next_step(scheme: str) -> None:
    url = f"{scheme}://127.0.0.1:{free_port()}"
    with pytest.raises(StoreError, match=r"no Neo4j server answers at .*docker compose up"):
        open_store(url)


def test_a_host_that_does_not_exist_is_named() -> None:
    with pytest.raises(StoreError, match=r"neo4j://no\.such\.host\.invalid"):
        open_store("neo4j://no.such.host.invalid")


@pytest.mark.parametrize(
    "url",
    [
        "neo4j://neo4j:hunter2secret@localhost",
        "bolt://hunter2secret@localhost:7687",
        "neo4j+s://:hunter2secret@localhost",
        "neo4j://user:hunter2secret@[::1",
        "neo4j://localhost/hunter2secret@x",
    ],
)
def test_a_password_in_the_url_is_refused_and_never_printed(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_store(url)
    assert "hunter2" not in str(caught.value)
    for command in (["stats"], ["show", "x"], ["build", "nothing-there"], ["retract", "x"]):
        told = run(*command, "--graph", url)
        assert told.returncode in (1, 2)
        assert "hunter2" not in told.stdout + told.stderr


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("neo4j://", "has no host"),
        ("neo4j://localhost:port", "cannot be read"),
        ("neo4j://localhost/db", "NEO4J_DATABASE"),
        ("bolt://localhost?policy=x", "no path or options"),
    ],
)
def test_a_url_that_cannot_be_used_says_how_to_write_it(url: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        open_store(url)


def test_a_server_without_a_graph_says_how_to_make_one(neo4j_empty: Reachable) -> None:
    with pytest.raises(StoreError, match=r"no graphkit graph at .*graphkit build"):
        open_store(neo4j_empty.url)
    assert neo4j_empty.query("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_a_graph_of_another_layout_is_refused(neo4j_empty: Reachable) -> None:
    neo4j_empty.query("CREATE (:GraphkitGraph {name: 'graphkit', layout: 99})")
    for write in (False, True):
        with pytest.raises(StoreError, match="layout 99"):
            open_store(neo4j_empty.url, write=write)


def test_a_database_that_does_not_exist_is_named(
    neo4j_empty: Reachable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "nosuchdb")
    with pytest.raises(StoreError, match=r"no such database .*NEO4J_DATABASE"):
        open_store(neo4j_empty.url)


def test_other_data_in_the_database_is_never_read_nor_touched(neo4j_empty: Reachable) -> None:
    """Same labels, same types, same ids, even the same property names: still not ours."""
    neo4j_empty.query(
        "CREATE (a:Actor:Country {id: 'azerbaijan', name: 'Theirs', count: 7})"
        "-[:URGES {graphkit_id: 'x', id: 'e', count: 99, kind: 'event', relation: 'urges'}]->"
        "(b:Actor {id: 'azerbaijan', name: 'Theirs too'}), (b)-[:URGES]->(a),"
        "(:Document {id: 'd1'})"
    )
    theirs = (
        "MATCH (n) WHERE none(l IN labels(n) WHERE l STARTS WITH 'Graphkit') "
        "OPTIONAL MATCH (n)-[r]->(m) RETURN labels(n) AS l, properties(n) AS p, type(r) AS t, "
        "properties(r) AS q, m.name AS m ORDER BY n.name, m, l"
    )
    before = neo4j_empty.query(theirs)
    with open_store(neo4j_empty.url, write=True) as store:
        store.load(world(), symmetric=SYMMETRIC)
        assert store.resolve("azerbaijan").name == "Azerbaijan"
        assert store.stats().edges == 10
        assert store.neighbors("Azerbaijan").found == (3,)
        store.retract(["d1", "d2", "d3"])
        assert store.stats().actors == 0
    assert neo4j_empty.query(theirs) == before


def test_relationships_that_others_tie_to_our_actors_are_theirs(neo4j_empty: Reachable) -> None:
    with open_store(neo4j_empty.url, write=True) as store:
        store.load([statement(US, "urges", AZ)], symmetric=SYMMETRIC)
        neo4j_empty.query(
            "MATCH (a:GraphkitActor {id: 'azerbaijan'}), (b:GraphkitActor {id: 'united-states'}) "
            "CREATE (a)-[:LIKES {count: 5, kind: 'event'}]->(b), (:Note {t: 1})-[:ABOUT]->(a)"
        )
        assert store.stats().edges == 1
        assert store.profile("Azerbaijan").edges_found == 1
        assert store.path("Azerbaijan", "United States")[0].hops[0].weight == 1
        store.retract(["d1"])
        assert (store.stats().actors, store.stats().edges) == (0, 0)
        assert neo4j_empty.query("MATCH ()-[r]->() RETURN count(r) AS n") == [{"n": 2}]
        store.load([statement(AM, "urges", AZ)], symmetric=SYMMETRIC)
        assert store.stats().actors == 2


def test_the_user_sees_no_warnings_of_the_driver(neo4j_empty: Reachable) -> None:
    """An empty database makes the server warn of labels and properties that do not exist."""
    with open_store(neo4j_empty.url, write=True):
        pass
    told = run("stats", "--graph", neo4j_empty.url)
    assert (told.returncode, told.stderr) == (0, "")


def test_nothing_that_goes_wrong_shows_the_password(
    neo4j_empty: Reachable, monkeypatch: pytest.MonkeyPatch
) -> None:
    password = os.environ["NEO4J_PASSWORD"]
    for arguments in (
        ["show", "Nobody", "--graph", neo4j_empty.url],
        ["stats", "--graph", f"bolt://127.0.0.1:{free_port()}"],
        ["load", "no-such-file.jsonl", "--graph", neo4j_empty.url],
        ["stats", "--graph", neo4j_empty.url, "--json"],
    ):
        for debug in ("0", "1"):
            told = run(*arguments, GRAPHKIT_DEBUG=debug)
            assert password not in told.stdout + told.stderr
    with open_store(neo4j_empty.url, write=True) as store:
        assert password not in repr(store) + str(vars(store)) + store.location


def test_half_a_surrogate_pair_is_refused_and_nothing_is_stored(neo4j_empty: Reachable) -> None:
    with open_store(neo4j_empty.url, write=True) as store:
        with pytest.raises(GraphkitError, match="half a surrogate pair"):
            store.load([statement(US, "urges", AZ, sentence="\ud800")], symmetric=SYMMETRIC)
        assert store.stats().statements == 0


def test_a_closed_store_says_so(neo4j_empty: Reachable) -> None:
    store = open_store(neo4j_empty.url, write=True)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="was closed"):
        store.stats()
