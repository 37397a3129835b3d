"""The server that the tests of a run share, and a way to empty it.

`GRAPHKIT_TEST_NEO4J_URI` (with `NEO4J_USERNAME`, `NEO4J_PASSWORD`) names a scratch server to use
instead of a fresh one. `GRAPHKIT_TEST_NEO4J_VERSION` (and `GRAPHKIT_TEST_NEO4J_CYPHER`, 5 or 25)
take a server of another version. `GRAPHKIT_REQUIRE_NEO4J=1` turns skips into failures.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.neo4j_server.server import Server, ServerMissingError

URI = "GRAPHKIT_TEST_NEO4J_URI"
VERSION, CYPHER = "GRAPHKIT_TEST_NEO4J_VERSION", "GRAPHKIT_TEST_NEO4J_CYPHER"
REQUIRED = "GRAPHKIT_REQUIRE_NEO4J"


@dataclass(frozen=True)
class Reachable:
    """A server that answers; the environment of the test run holds its user and password."""

    url: str
    server: Server | None

    def query(self, text: str, **parameters: object) -> list[dict[str, object]]:
        """Rows of a query, past graphkit."""
        import neo4j

        auth = (os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ["NEO4J_PASSWORD"])
        with neo4j.GraphDatabase.driver(
            self.url, auth=auth, notifications_min_severity="OFF"
        ) as driver:
            records = driver.execute_query(text, parameters_=parameters).records
        return [record.data() for record in records]

    def empty(self) -> None:
        """Take everything out of the database."""
        self.query("MATCH (n) DETACH DELETE n")


def skip_or_fail(reason: str) -> None:
    """Skip the test, or fail it where Neo4j's tests must run."""
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{REQUIRED}=1, but {reason}")
    pytest.skip(f"Neo4j tests need a server: {reason}")


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reachable]:
    """One server for all tests of the run, with its user and password in the environment."""
    given = os.environ.get(URI)
    if given:
        reachable = Reachable(given, None)
        if reachable.query("MATCH (n) RETURN n LIMIT 1"):
            pytest.fail(f"{URI} names a database that is not empty: the tests would empty it")
        yield reachable
        reachable.empty()
        return
    version, cypher = os.environ.get(VERSION), os.environ.get(CYPHER)
    settings = {"db.query.default_language": f"CYPHER_{cypher}"} if cypher else {}
    try:
        with (
            Server(version=version, settings=settings) as server,
            pytest.MonkeyPatch.context() as patch,
        ):
            for name, value in server.environment.items():
                patch.setenv(name, value)
            patch.delenv("NEO4J_DATABASE", raising=False)
            yield Reachable(server.url, server)
    except ServerMissingError as error:
        skip_or_fail(str(error))


@pytest.fixture
def neo4j_empty(neo4j_server: Reachable) -> Reachable:
    """The shared server with nothing in its database."""
    neo4j_server.empty()
    return neo4j_server
