"""The story of docs/workflow.md over a file and a real server: two days, corrected for good."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graphkit.batch.extracting import extract_document
from graphkit.stores import open_store
from tests.cli.conftest import Run

MONDAY = {
    "mon-1": "Ukrainian President Volodymyr Zelenskyy met Turkish President Recep Tayyip Erdogan. "
    "Turkey urged Russia to withdraw.",
    "mon-2": "German Chancellor Olaf Scholz met Emmanuel Macron. France accused Iran of lying.",
}
TUESDAY = {
    "tue-1": "Volodymyr Zelenskiy thanked Poland. Erdogan criticized Russia.",
    "tue-2": "Olaf Schultz visited Poland. Germany criticized Russia.",
}


def write(path: Path, texts: dict[str, str]) -> str:
    rows = [json.dumps({"id": name, "text": text}) + "\n" for name, text in texts.items()]
    path.write_text("".join(rows))
    return path.name


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Ids of the documents that were read."""
    read: list[str] = []

    def watched(document, setup):  # type: ignore[no-untyped-def]
        read.append(document.id)
        return extract_document(document, setup)

    with monkeypatch.context() as patch:
        patch.setattr("graphkit.batch.run.extract_document", watched)
        yield read


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.neo4j)])
def where(request: pytest.FixtureRequest) -> str:
    if request.param == "file":
        return "graph.db"
    server = request.getfixturevalue("neo4j_empty")
    return str(server.url)


def test_what_was_corrected_stays_so_and_nothing_is_read_twice(
    run: Run, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def do(*words: str) -> str:
        result = run(*words, "--graph", where)
        assert result.exit_code == 0, result.output
        return result.output

    def actor(name: str) -> str:
        return str(json.loads(do("show", name, "--json"))["actor"]["id"])

    def accused() -> int:
        with open_store(where) as store:
            return sum(item.relation == "accuses" for item in store.statements())

    monday, tuesday = write(tmp_path / "monday.jsonl", MONDAY), tmp_path / "tuesday.jsonl"
    do("build", monday)
    write(tuesday, TUESDAY)
    with counted(monkeypatch) as read:
        do("build", monday, tuesday.name)
        assert read == ["tue-1", "tue-2"]
    assert actor("Volodymyr Zelenskiy") == actor("Volodymyr Zelenskyy")
    assert actor("Erdogan") == "recep-tayyip-erdogan"
    assert actor("Olaf Schultz") != actor("Olaf Scholz")
    do("export", "before.jsonl")

    do("merge", "Olaf Scholz", "Olaf Schultz")
    assert accused() == 1
    do("reject", "France", "accuses", "Iran")

    changed = MONDAY | {"mon-2": MONDAY["mon-2"] + " Spain thanked Poland."}
    write(tmp_path / "monday.jsonl", changed)
    for expected in (["mon-2"], []):
        with counted(monkeypatch) as read:
            do("build", monday, tuesday.name)
            assert read == expected
        assert actor("Olaf Schultz") == actor("Olaf Scholz") == "olaf-scholz"
        assert accused() == 0
    do("retract", "tue-1")
    assert "tue-1" not in do("documents")
    assert "Zelenskiy" not in do("show", "Volodymyr Zelenskyy")

    write(tmp_path / "monday.jsonl", MONDAY)
    do("undo")
    do("undo")
    do("build", monday, tuesday.name)
    assert accused() == 1
    do("export", "after.jsonl")
    assert (tmp_path / "after.jsonl").read_bytes() == (tmp_path / "before.jsonl").read_bytes()
