"""What strangers and slips of the hand do to commands: a clear word, no secret, nothing steered."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphkit.cli.main import cli
from graphkit.controls import as_json, escaped
from graphkit.stores import open_store
from tests.stores.sample import SYMMETRIC, world

UNSAFE = {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), *"\u202a\u202e\u2066\u2069\u200f"}


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.db"
    with open_store(path, write=True) as store:
        store.load(world(), symmetric=SYMMETRIC)
    return path


@pytest.mark.parametrize(
    "url",
    [
        "neo4j:/neo4j:s3cretPW@localhost",
        "neo4j:neo4j:s3cretPW@localhost",
        "bolt//neo4j:s3cretPW@localhost",
        "NEO4J+S;//neo4j:s3cretPW@localhost",
        "neo4j:s3cretPW@localhost:7687",
        "//u:s3cretPW@localhost",
        "u:s3cretPW@localhost",
        "neo4j://u:s3cretPW@localhost",
        "https://u:s3cretPW@localhost",
    ],
)
@pytest.mark.parametrize("command", [["stats"], ["show", "x"], ["build", "nothing-there"]])
def test_a_password_in_any_url_is_refused_and_not_shown(url: str, command: list[str]) -> None:
    told = run(*command, "--graph", url)
    assert told.exit_code == 2
    assert "s3cretPW" not in told.output


def test_a_password_in_the_wrong_place_is_not_shown() -> None:
    told = run("stats", "neo4j://u:s3cretPW@localhost")
    assert told.exit_code == 2
    assert "s3cretPW" not in told.output


@pytest.mark.parametrize("name", [":memory:", "./:memory:"])
def test_a_graph_that_would_keep_nothing_is_refused(name: str) -> None:
    told = run("stats", "--graph", name)
    assert told.exit_code == 2
    assert "keep nothing" in told.output


@pytest.mark.parametrize(
    "words",
    [["export", "x" * 300 + ".graphml"], ["export", "x" * 300, "--format", "neo4j-admin"]],
)
def test_an_over_long_name_is_told(graph: Path, words: list[str]) -> None:
    told = run(*words, "--graph", graph)
    assert told.exit_code == 1
    assert "too long" in told.output.lower()
    assert "report" not in told.output


def test_an_over_long_graph_name_is_told() -> None:
    for words in (["stats"], ["load", "/dev/null"]):
        told = run(*words, "--graph", "x" * 300)
        assert told.exit_code == 1
        assert "too long" in told.output.lower()
        assert "report" not in told.output


@pytest.mark.parametrize("old", [b"Azerbaijan", b"urges", b"d1", b"Armenia"])
def test_a_graph_with_damaged_texts_is_told(graph: Path, old: bytes) -> None:
    graph.write_bytes(graph.read_bytes().replace(old, b"\xff" * len(old)))
    for words in (["stats"], ["actors"], ["relations"], ["export", graph.with_suffix(".jsonl")]):
        told = run(*words, "--graph", graph)
        assert told.exit_code in (0, 1), told.output
        assert "report this" not in told.output


@pytest.fixture
def _closed_to_others() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_closed_to_others")
def test_what_is_written_has_the_rights_that_the_user_asked_for(graph: Path) -> None:
    for name, format_ in (("a.graphml", "graphml"), ("folder", "neo4j-admin")):
        assert (
            run("export", graph.with_name(name), "--format", format_, "--graph", graph).exit_code
            == 0
        )
    for path in graph.parent.rglob("*"):
        if path.name != "graph.db":
            assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_controls_are_shown_in_text_and_escaped_in_json() -> None:
    nasty = "".join(sorted(UNSAFE)) + "a\U0001f600"
    assert not UNSAFE & set(escaped(nasty))
    assert not (UNSAFE - {"\n", "\t"}) & set(escaped(nasty, keep="\n\t"))
    for indent in (None, 2):
        text = as_json({"a": nasty}, indent=indent)
        assert not (UNSAFE - {"\n"}) & set(text)
        assert json.loads(text) == {"a": nasty}


def test_extract_and_parse_print_no_raw_controls(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("France accused Ir\u202ean of \u009blying.\nThe US\u2066 urged Iran to act.\n")
    tokens = tmp_path / "a.conllu"
    tokens.write_text("1\tFran\x1b]52;c;QQ==\x07ce\t" + "\t".join("_" * 8) + "\n\n")
    for words in (["extract", text], ["parse", text], ["parse", "--pretokenized", tokens]):
        told = run(*words)
        assert told.exit_code == 0, told.output
        assert not (UNSAFE - {"\n", "\t"}) & set(told.output)
