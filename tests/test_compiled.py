"""Built copies of the data are never stale, never foreign, and never needed."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

from graphkit import compiled


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(compiled, "FOLDER", tmp_path / "made")
    path = tmp_path / "data.yaml"
    path.write_text("a: 1", "utf-8")
    return path


def refuse() -> Any:
    raise AssertionError("made although it was there")


def test_what_was_made_once_is_only_read_afterwards(source: Path) -> None:
    assert compiled.load("data", (source,), lambda: {"a": frozenset({"x"})}) == {"a": {"x"}}
    assert compiled.load("data", (source,), refuse) == {"a": frozenset({"x"})}


def test_an_edited_file_is_read_again(source: Path) -> None:
    compiled.load("data", (source,), lambda: "old")
    source.write_text("a: 2", "utf-8")
    assert compiled.load("data", (source,), lambda: "new") == "new"
    assert compiled.load("data", (source,), refuse) == "new"


def test_changed_checks_read_the_data_again(source: Path) -> None:
    compiled.load("data", (source, compiled), lambda: "old")
    assert compiled.load("data", (source, pytest), lambda: "new") == "new"


def test_a_folder_that_cannot_be_written_costs_time_only(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (source.parent / "file").touch()
    monkeypatch.setattr(compiled, "FOLDER", source.parent / "file")
    assert compiled.load("data", (source,), lambda: "made") == "made"


def test_a_torn_copy_is_made_anew(source: Path) -> None:
    compiled.load("data", (source,), lambda: "made " * 1000)
    (copy,) = compiled.FOLDER.iterdir()
    copy.write_bytes(copy.read_bytes()[:40])
    assert compiled.load("data", (source,), lambda: "again") == "again"


def test_a_copy_builds_nothing_but_our_own_values(source: Path) -> None:
    compiled.load("data", (source,), lambda: "made")
    (copy,) = compiled.FOLDER.iterdir()
    copy.write_bytes(copy.read_bytes()[:32] + pickle.dumps(Path("/")))
    assert compiled.load("data", (source,), lambda: "again") == "again"
