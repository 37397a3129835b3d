"""The command line as a user runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphkit.cli.main import cli
from tests.stores.sample import DOCUMENTS, world

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("path", "a", "b")` in an empty folder, where graph.db is the default graph."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GRAPHKIT_GRAPH", raising=False)
    monkeypatch.delenv("GRAPHKIT_DEBUG", raising=False)

    def run(*words: str, **options: object) -> Result:
        return CliRunner().invoke(cli, list(words), **options)  # type: ignore[arg-type]

    return run


@pytest.fixture
def graph(run: Run, tmp_path: Path) -> Path:
    """The sample world in graph.db; its input stands beside it."""
    lines = [json.dumps(item.to_dict()) + "\n" for item in world()]
    (tmp_path / "statements.jsonl").write_text("".join(lines))
    listed = [
        json.dumps({"id": d.id, "title": d.title, "date": d.date, "url": d.url}) + "\n"
        for d in DOCUMENTS
    ]
    (tmp_path / "documents.jsonl").write_text("".join(listed))
    result = run("load", "statements.jsonl", "--documents", "documents.jsonl")
    assert result.exit_code == 0, result.output
    return tmp_path / "graph.db"
