"""What docs/neo4j.md promises with docker: one command up, the same answers, a crash outlived.

Runs where `GRAPHKIT_TEST_DOCKER=1` says that containers may be started and ports 7474 and 7687 of
this machine are free.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support import ROOT

PROJECT = "graphkit-test"
URL = "neo4j://localhost"
QUESTIONS = (
    ("path", "United States", "Azerbaijan"),
    ("neighbors", "Armenia", "--hops", "2"),
    ("evidence", "Azerbaijan", "Armenia"),
    ("stats",),
)


@dataclass(frozen=True)
class Compose:
    """`docker compose` on the repository's file, as a project of its own."""

    password: str = field(repr=False)

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = ["docker", "compose", "--project-name", PROJECT, *words]
        environment = {**os.environ, "NEO4J_PASSWORD": self.password}
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    def up(self) -> None:
        """Start it, and wait until its healthcheck is content."""
        done = self("up", "--detach", "--wait")
        assert done.returncode == 0, done.stderr + self("logs", "--tail", "20").stdout

    def graphkit(self, *words: str, graph: str = URL) -> str:
        """What the command answers, with user and password from the environment."""
        command = [sys.executable, "-m", "graphkit", *words, "--graph", graph]
        environment = {
            **os.environ, "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": self.password,
        }  # fmt: skip
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def compose() -> Iterator[Compose]:
    if os.environ.get("GRAPHKIT_TEST_DOCKER") != "1":
        pytest.skip("starts containers: set GRAPHKIT_TEST_DOCKER=1 where docker may be used")
    running = Compose(secrets.token_hex(12))
    try:
        running.up()
        yield running
    finally:
        running("down", "--volumes")


def test_compose_stops_at_a_missing_password(compose: Compose) -> None:
    del compose  # only where docker may be used
    done = Compose("")("config")
    assert done.returncode != 0
    assert ".env.example" in done.stderr


def test_the_graph_answers_as_a_file_does_and_outlives_a_crash(
    compose: Compose, tmp_path: Path
) -> None:
    file = str(tmp_path / "graph.db")
    compose.graphkit("build", "seeds/")
    compose.graphkit("build", "seeds/", graph=file)
    expected = [compose.graphkit(*question, graph=file) for question in QUESTIONS]
    assert [compose.graphkit(*question) for question in QUESTIONS] == expected

    assert compose("kill", "--signal", "KILL", "neo4j").returncode == 0
    compose.up()
    assert [compose.graphkit(*question) for question in QUESTIONS] == expected

    assert compose("down").returncode == 0
    compose.up()
    assert compose.graphkit("stats") == expected[-1], "the volume holds the graph"


def test_the_password_shows_in_no_process_list_outside_the_server(compose: Compose) -> None:
    listed = compose("top").stdout  # the container's processes, as anybody on the machine sees them
    assert "java" in listed
    assert compose.password not in listed
