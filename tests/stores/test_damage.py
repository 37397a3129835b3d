"""A damaged file never answers wrongly without a word, and is never written to."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.cli.main import cli
from graphkit.errors import StoreError
from graphkit.stores import Filters, Store, open_store
from graphkit.stores.embedded import EmbeddedStore
from tests.stores.sample import DOCUMENTS, SYMMETRIC, US, actor, statement, world

QUESTIONS: tuple[Callable[[Store], object], ...] = (
    lambda store: store.path("US", "Armenia", k=3),
    lambda store: store.neighbors("Russia", hops=2, filters=Filters(since="2019")),
    lambda store: store.profile("Azerbaijan"),
    lambda store: store.evidence("US", "Azerbaijan"),
    lambda store: store.stats(),
    lambda store: list(store.actors()),
    lambda store: list(store.edges(evidence=None)),
    lambda store: list(store.statements()),
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A graph file of some hundred pages."""
    path = tmp_path_factory.mktemp("sound") / "graph.db"
    more = [
        statement(US, "urges", actor(f"Body {n % 97}"), document=f"m{n // 5}", at=n)
        for n in range(900)
    ]
    with open_store(path, write=True) as store:
        store.load(world(), documents=DOCUMENTS, symmetric=SYMMETRIC)
        store.load(more, symmetric=SYMMETRIC)
    return path.read_bytes()


def harmed(data: bytes, chance: random.Random) -> bytes:
    """The file with a bit turned, bytes lost, a sector of zeros, or its end gone."""
    content = bytearray(data)
    at = chance.randrange(len(content))
    how = chance.randrange(5)
    if how == 0:
        content[at] ^= 1 << chance.randrange(8)
    elif how == 1:
        content[at : at + 16] = chance.randbytes(len(content[at : at + 16]))
    elif how == 2:
        start = at // 512 * 512
        content[start : start + 512] = bytes(512)
    elif how == 3:
        del content[at // 4096 * 4096 :]
    else:
        content[at % 100] ^= 1 << chance.randrange(8)  # in the head
    return bytes(content)


def answers(path: Path) -> list[object]:
    found: list[object] = []
    for question in QUESTIONS:
        try:
            with open_store(path) as store:
                found.append(question(store))
        except StoreError as error:
            found.append(None if str(path) in str(error) else error)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_file_answers_rightly_or_says_that_it_is_damaged(
    sound: bytes, tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "graph.db"
    path.write_bytes(sound)
    right = answers(path)
    chance = random.Random(seed)
    for _ in range(15):
        damage = harmed(sound, chance)
        path.write_bytes(damage)
        for answer, true in zip(answers(path), right, strict=True):
            assert answer is None or answer == true
        if damage == sound:
            continue
        try:
            with open_store(path, write=True) as store:
                store.load([statement(US, "urges", actor("New"))], symmetric=SYMMETRIC)
        except StoreError:
            assert path.read_bytes() == damage
        else:
            pytest.fail("written to a damaged file")


def test_check_names_what_is_damaged(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    path.write_bytes(sound)
    result = CliRunner().invoke(cli, ["check", "--graph", str(path)])
    assert result.exit_code == 0
    assert "sound, 911 statements" in result.output
    content = bytearray(sound)
    content[4096 * 7 + 99] ^= 1
    path.write_bytes(content)
    result = CliRunner().invoke(cli, ["check", "--graph", str(path)])
    assert result.exit_code == 1
    assert "pages that do not match their checksums: 8" in result.output
    assert "restore it from a copy" in result.output
    assert CliRunner().invoke(cli, ["check", "--graph", "neo4j://x"]).exit_code == 2


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE edge SET n = n + 1 WHERE id = 3", "edges whose count"),
        ("DELETE FROM sentence WHERE id = 4", "without their sentence"),
        ("DELETE FROM actor WHERE slug = 'body-7'", "edges without an actor"),
        ("DELETE FROM name WHERE actor = 9", "without a name"),
        ("UPDATE relation SET evidence = 1", "relations whose counts"),
        ("UPDATE pair SET n = n + 1 WHERE a = 1", "pairs of actors"),
        ("DELETE FROM document WHERE name = 'm3'", "without their document"),
    ],
)
def test_check_finds_parts_that_tell_different_things(
    sound: bytes, tmp_path: Path, change: str, found: str
) -> None:
    path = tmp_path / "graph.db"
    path.write_bytes(sound)
    with EmbeddedStore(str(path), write=True) as store:
        store._db.execute(change)
        assert any(found in line for line in store.problems())
