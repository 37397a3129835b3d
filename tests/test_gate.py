"""One gate for all that comes from outside: what does not pass is told with field and limit."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import graphkit
from graphkit import gate
from graphkit.errors import GraphkitError, InputError, OntologyError
from graphkit.model import Document, Statement
from graphkit.ontology import load_actors, load_relations
from graphkit.ontology.actors import MAX_SLUG, slugify
from graphkit.stores import open_store
from graphkit.stores.records import read_documents, read_statements
from graphkit.yamlfile import parse_yaml
from tests.growth import grows_too_fast
from tests.stores.sample import SYMMETRIC, actor, statement

GOOD = statement(actor("Ann"), "urges", actor("Bob"), document="d", said_by=actor("Cid"))


def line(**changes: Any) -> bytes:
    """A record with fields changed; `source_id` is the source's id and so on."""
    record = GOOD.to_dict()
    for key, value in changes.items():
        side, _, field = key.rpartition("__")
        (record[side] if side else record)[field] = value
    return json.dumps(record).encode() + b"\n"


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "id": ({"id": "x" * 1001}, "id has 1,001 characters, at most 1,000"),
    "document": ({"document": "x" * 9000}, "document has 9,000 characters"),
    "relation": ({"relation": "x" * 9000}, "relation has 9,000 characters"),
    "actor": ({"source__id": "x" * 9000}, "source: id has 9,000 characters"),
    "claimant": ({"attributed_to__id": "x" * 1001}, "attributed_to: id has 1,001 characters"),
    "name": ({"source__name": "x" * 10_001}, "source: name has 10,001 characters"),
    "alias": ({"source__aliases": ["x" * 10_001]}, "source: aliases has 10,001 characters"),
    "aliases": ({"source__aliases": ["x"] * 1001}, "source: aliases are 1,001"),
    "sentence": ({"sentence": "x" * 1_000_001}, "sentence has 1,000,001 characters"),
    "half": ({"predicate": "a\ud800"}, "predicate holds half a surrogate pair"),
}


@pytest.mark.parametrize(("changes", "words"), REFUSED.values(), ids=REFUSED)
def test_a_record_beyond_a_limit_is_told_by_file_line_field_and_limit(
    changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(InputError) as told:
        list(read_statements([line(), line(**changes)], "news.jsonl"))
    assert str(told.value).startswith("news.jsonl:2: ")
    assert words in str(told.value)


def test_a_number_of_thousands_of_digits_is_told() -> None:
    record = re.sub(rb'("sentence_start": ?)\d+', rb"\g<1>" + b"1" * 5000, line())
    with pytest.raises(InputError, match=r"news\.jsonl:1: a number has more than 4,300 digits"):
        list(read_statements([record], "news.jsonl"))


def test_deep_json_is_told() -> None:
    with pytest.raises(InputError, match="nested too deep"):
        list(read_statements([b'{"id": ' + b"[" * 200_000], "news.jsonl"))


def test_a_line_is_never_held_beyond_the_limit() -> None:
    class Endless(io.RawIOBase):
        asked = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert 0 < size <= gate.MAX_LINE + 2
            self.asked += 1
            return b"x" * size

    stream = Endless()
    with pytest.raises(InputError, match=r"news\.jsonl:1: the line has more than 16,777,216 bytes"):
        list(read_statements(stream, "news.jsonl"))
    assert stream.asked == 1


def test_what_is_at_the_limit_passes() -> None:
    changes = {"id": "x" * 1000, "source__id": "é" * 1000, "source__name": "\0" * 10_000}
    (one,) = read_statements([line(**changes)], "news.jsonl")
    gate.check_statement(one)


@pytest.mark.parametrize("field", ["id", "title", "url", "author"])
def test_a_document_record_passes_the_same_gate(field: str) -> None:
    record = {"id": "d", field: "x" * 10_001}
    with pytest.raises(InputError, match=rf"documents\.jsonl:1: {field} has 10,001 characters"):
        list(read_documents([json.dumps(record).encode()], "documents.jsonl"))


def long_actor(one: Statement) -> Statement:
    return replace(one, source=replace(one.source, id="x" * 9000))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s: replace(s, id="x" * 9000), "statement 'xxx"),
        (lambda s: replace(s, relation="x" * 9000), "relation has 9,000"),
        (long_actor, "source: id has 9,000"),
        (lambda s: replace(s, sentence="\udc80"), "half a surrogate"),
    ],
)
def test_statements_made_by_a_program_pass_it_too(
    tmp_path: Path, change: Callable[[Statement], Statement], words: str
) -> None:
    with open_store(tmp_path / "graph.db", write=True) as store:
        with pytest.raises(InputError) as told:
            store.load([GOOD, change(GOOD)], symmetric=SYMMETRIC)
        assert words in str(told.value)
        assert store.stats().statements == 0


def test_documents_given_by_a_program_pass_it_too(tmp_path: Path) -> None:
    with open_store(tmp_path / "graph.db", write=True) as store:
        with pytest.raises(InputError, match="id has 2,000"):
            store.load([], documents=[Document("x" * 2000, "")], symmetric=SYMMETRIC)
        with pytest.raises(InputError, match="title has"):
            store.load([], documents=[Document("x", "", title="x" * 10_001)], symmetric=())


def test_names_of_any_length_get_ids_that_pass() -> None:
    ids = {slugify("a" * 10_000), slugify("a" * 10_001), slugify("名" * 10_000)}
    assert len(ids) == 3
    assert all(len(one) <= MAX_SLUG + 9 for one in ids)
    assert slugify("a" * MAX_SLUG) == "a" * MAX_SLUG


YAML: dict[str, tuple[str, str]] = {
    "lists in lists": ("[" * 50_000, "more than 50 deep"),
    "mappings in mappings": ("{a: " * 50_000, "more than 50 deep"),
    "items in items": ("- " * 50_000, "more than 50 deep"),
    "an alias of many": (
        "a: &a [" + ", ".join(["w"] * 10_000) + "]\nb: [" + ", ".join(["*a"] * 1500) + "]",
        "more than 1,000,000 values",
    ),
    "aliases of aliases": (
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefgh")),
        "more than 1,000,000 values",
    ),
    "itself": ("a: &a [*a]", "stands inside what it stands for"),
    "nobody": ("a: *b", "there is no &b"),
    "two": ("a: 1\n---\nb: 2", "second document"),
    "a long word": ("- name: " + "x" * 20_000, "20,000 characters"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words"), YAML.values(), ids=YAML)
@pytest.mark.parametrize("read", [load_actors, load_relations])
def test_hostile_yaml_is_told_by_file_and_line(
    tmp_path: Path, text: str, words: str, read: Callable[[tuple[Path, ...]], object]
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    if "characters" in words:
        read = load_actors  # a relation's name must be a name before that
    with pytest.raises(OntologyError) as told:
        read((path,))
    assert f"{path}, line" in str(told.value)
    assert words in str(told.value)


def test_an_anchor_may_be_used_as_people_use_it() -> None:
    root = parse_yaml(b"base: &b [one, two]\nmore: *b\n", "mine.yaml")
    assert root.mapping()["more"].words() == ("one", "two")


YAML_REPEATED = {
    "lists": lambda n: "[" * n,
    "closed lists": lambda n: "[[]," * n,
    "anchors": lambda n: "".join(f"- &a{i} x\n" for i in range(n)),
    "aliases": lambda n: "a: &a x\nb:\n" + "- *a\n" * n,
    "keys": lambda n: "".join(f"k{i}: v\n" for i in range(n)),
    "quotes": lambda n: "a: '" + "''" * n,
    "blanks": lambda n: "a:" + " " * n,
    "comments": lambda n: "# \n" * n,
    "questions": lambda n: "? " * n,
    "a block": lambda n: "a: |\n" + " x\n" * n,
}


@pytest.mark.parametrize("make", YAML_REPEATED.values(), ids=YAML_REPEATED)
def test_time_grows_with_the_length_of_a_yaml_file(make: Callable[[int], str]) -> None:
    def read(data: bytes) -> None:
        with suppress(GraphkitError):
            parse_yaml(data, "mine.yaml")

    assert not grows_too_fast(lambda n: make(n).encode(), read)


@pytest.mark.parametrize("name", ["mine.csv", "mine.yaml"])
def test_an_actor_file_beyond_the_limit_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("graphkit.yamlfile.MAX_FILE", 100)
    path = tmp_path / name
    path.write_text("name\n" + "x" * 100)
    with pytest.raises(OntologyError, match="more than 100 bytes"):
        load_actors((path,))


@pytest.mark.parametrize(
    "given", [{"text": "Baku \ud800 left."}, {"id": "a\ud800"}, {"title": "\udfff"}]
)
def test_a_python_function_refuses_half_a_character(given: dict[str, str]) -> None:
    with pytest.raises(InputError, match=r"half"):
        graphkit.extract(**{"text": "Baku left.", **given})
