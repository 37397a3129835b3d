"""What needs a server of its own: power cuts, read-only databases, imports, old versions."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit.errors import StoreError
from graphkit.export import export
from graphkit.export.neo4j_admin import import_arguments
from graphkit.model import Statement
from graphkit.stores import open_store
from graphkit.stores.values import LoadReport
from tests.neo4j_server.fixtures import Reachable, skip_or_fail
from tests.neo4j_server.server import Server, ServerMissingError, java_command, libraries
from tests.stores.sample import DOCUMENTS, SYMMETRIC, actor, statement, world
from tests.stores.test_contract import dump

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that is not started yet; the environment holds its user and password."""
    try:
        java_command()
        libraries()
    except ServerMissingError as error:
        skip_or_fail(str(error))
    server = Server()
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NEO4J_DATABASE", raising=False)
    try:
        yield server
    finally:
        server.remove()


def many(count: int) -> list[Statement]:
    actors = [actor(f"Actor {n}") for n in range(200)]
    return [
        statement(
            actors[n % 200],
            ("urges", "accuses", "meets")[n % 3],
            actors[(n * 7 + 1) % 200],
            document=f"d{n // 50}",
            at=n,
            date=f"2020-01-{n % 28 + 1:02}",
        )
        for n in range(count)
    ]


def test_a_load_cut_by_a_power_failure_is_completed_by_repeating_it(own: Server) -> None:
    own.start()
    items = many(40_000)
    loaded = threading.Event()

    def first_batch(report: LoadReport) -> None:
        loaded.set()

    def cut() -> None:
        loaded.wait(120)
        own.kill()  # while the next batches are under way

    killer = threading.Thread(target=cut)
    killer.start()
    with (
        pytest.raises(StoreError, match="can be repeated"),
        open_store(own.url, write=True) as store,
    ):
        store.load(items, symmetric=SYMMETRIC, progress=first_batch)
    killer.join()
    own.start()
    with open_store(own.url, write=True) as store:
        held = store.stats().statements
        assert 0 < held < len(items)
        assert held % 50 == 0, "half a document was stored"
        again = store.load(items, symmetric=SYMMETRIC)
        assert (again.added, again.unchanged) == (len(items) - held, held)
        assert store.stats().statements == len(items)
        assert sorted(s.id for s in store.statements()) == sorted(s.id for s in items)
        assert sum(edge.count for edge in store.edges()) == len(items)
        assert store.load(items, symmetric=SYMMETRIC).added == 0


def test_a_database_that_may_only_be_read_says_so_and_still_answers(own: Server) -> None:
    own.start()
    with open_store(own.url, write=True) as store:
        store.load(world(), symmetric=SYMMETRIC)
    own.stop()
    own.settings["server.databases.default_to_read_only"] = "true"
    own.start()
    with open_store(own.url) as store:
        assert store.path("United States", "Azerbaijan")
        with pytest.raises(StoreError, match="open for reading"):
            store.retract(["d1"])
    with pytest.raises(StoreError, match="may only be read"):
        open_store(own.url, write=True)


def test_neo4j_admin_imports_the_files_to_the_same_graph(own: Server, tmp_path: Path) -> None:
    lists = [
        statement(actor('a"b, c\nd', aliases=("", "x;y", "'")), "urges", actor(" "), at=900),
        statement(actor("only"), "open", actor("Crowd", "group", named=False), at=901, kind="open"),
    ]
    with open_store(tmp_path / "g.db", write=True) as store:
        store.load([*world(), *lists], documents=DOCUMENTS, symmetric=SYMMETRIC, unnamed=True)
        report = export(store, tmp_path / "bulk", "neo4j-admin")
        expected = dump(store)
        assert (report.actors, report.edges) == (store.stats().actors, store.stats().edges)
    own._configure()  # the importer reads neo4j.conf, before the first start
    arguments = import_arguments(tmp_path / "bulk")
    done = own.java("org.neo4j.cli.AdminTool", "database", "import", "full", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    own.start()
    shared = Reachable(own.url, own)
    for text in (tmp_path / "bulk" / "schema.cypher").read_text("utf-8").split(";\n"):
        if text.strip():
            shared.query(text)
    with open_store(own.url) as store:
        assert dump(store) == expected
    with open_store(own.url, write=True) as store:
        again = store.load(world(), symmetric=SYMMETRIC)
        assert (again.unchanged, again.removed) == (11, 2)
        store.retract(["d1", "d2", "d3"])
        assert store.stats().actors == 0


def test_an_old_server_is_refused_by_its_version() -> None:
    try:
        with Server(version="5.20.0") as old, pytest.MonkeyPatch.context() as patch:
            for name, value in old.environment.items():
                patch.setenv(name, value)
            with pytest.raises(StoreError, match=r"runs Neo4j 5\.20; graphkit needs 5\.26"):
                open_store(old.url)
    except ServerMissingError as error:
        skip_or_fail(str(error))
