"""Batches made ready ahead of the writer: nothing that came before a fault is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graphkit.errors import InputError
from graphkit.stores.bolt.prepared import Prepared, prepared_ahead
from graphkit.stores.incoming import Batch

from .sample import AM, AZ, RU, statement


def made(batches: Iterator[Batch]) -> tuple[list[Prepared], str]:
    """What is given out, and the message of what ends it."""
    found: list[Prepared] = []
    with pytest.raises(InputError) as caught:
        found.extend(prepared_ahead(batches, unnamed=False, symmetric=()))
    return found, str(caught.value)


def test_batches_before_a_broken_stream_are_given_out() -> None:
    def broken() -> Iterator[Batch]:
        yield {"d1": [statement(AM, "urges", AZ)]}
        yield {"d2": [statement(RU, "urges", AZ, document="d2")]}
        raise InputError("line 3 is no statement")

    found, message = made(broken())
    assert [list(ready.documents) for ready in found] == [["d1"], ["d2"]]
    assert message == "line 3 is no statement"


def test_batches_before_a_contradiction_are_given_out() -> None:
    twice = [statement(AM, "urges", AZ), statement(AM, "urges", AZ, confidence=0.5)]
    found, message = made(
        iter([{"d0": [statement(AM, "urges", AZ, document="d0")]}, {"d1": twice}])
    )
    assert [list(ready.documents) for ready in found] == [["d0"]]
    assert "comes twice with different content" in message


def test_batches_come_in_order() -> None:
    batches = [{f"d{n}": [statement(AM, "urges", AZ, document=f"d{n}")]} for n in range(20)]
    found = list(prepared_ahead(iter(batches), unnamed=False, symmetric=()))
    assert [name for ready in found for name in ready.documents] == [f"d{n}" for n in range(20)]
