"""A load leaves Python's cycle collector as it was, whatever happens in it."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from graphkit.stores.collector import collector_resting


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    yield
    gc.enable()


def rest_and_fail() -> None:
    with collector_resting() as collect:
        assert not gc.isenabled()
        collect()
        raise ValueError("bad")


def test_it_rests_inside_and_works_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="bad"):
        rest_and_fail()
    assert gc.isenabled()


def test_one_that_was_off_stays_off() -> None:
    gc.disable()
    with collector_resting() as collect:
        collect()
    assert not gc.isenabled()
