"""The stores that the contract suite runs over.

To add one: write a function that gives a fresh, empty graph's location and put it into `PLACES`
under its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from graphkit.stores import Store, open_store
from tests.neo4j_server.fixtures import Reachable
from tests.stores.sample import DOCUMENTS, SYMMETRIC, world


class StoreFactory(Protocol):
    """`make()` is a fresh, empty, writable store; `make.again(store)` opens the same graph anew."""

    def __call__(self) -> Store: ...

    def again(self, store: Store, *, write: bool = False) -> Store: ...


class _Factory:
    def __init__(self, new_place: Callable[[], str], stack: ExitStack) -> None:
        self._new_place = new_place
        self._stack = stack

    def __call__(self) -> Store:
        return self._stack.enter_context(open_store(self._new_place(), write=True))

    def again(self, store: Store, *, write: bool = False) -> Store:
        store.close()
        return self._stack.enter_context(open_store(store.location, write=write))


def _embedded(request: pytest.FixtureRequest) -> Callable[[], str]:
    folder: Path = request.getfixturevalue("tmp_path_factory").mktemp("graphs")
    count = iter(range(1_000_000))
    return lambda: str(folder / f"{next(count)}.db")


def _neo4j(request: pytest.FixtureRequest) -> Callable[[], str]:
    """One server with one database: a fresh graph is that database, emptied.

    A test may use one store at a time, therefore.
    """
    server: Reachable = request.getfixturevalue("neo4j_server")

    def new_place() -> str:
        server.empty()
        return server.url

    return new_place


PLACES: dict[str, Callable[[pytest.FixtureRequest], Callable[[], str]]] = {
    "embedded": _embedded,
    "neo4j": _neo4j,
}


@pytest.fixture(
    params=[
        pytest.param(name, marks=pytest.mark.neo4j if name == "neo4j" else ())
        for name in sorted(PLACES)
    ]
)
def store_factory(request: pytest.FixtureRequest) -> Iterator[StoreFactory]:
    with ExitStack() as stack:
        yield _Factory(PLACES[request.param](request), stack)


@pytest.fixture
def store(store_factory: StoreFactory) -> Store:
    return store_factory()


@pytest.fixture
def graph(store: Store) -> Store:
    """The sample world."""
    store.load(world(), documents=DOCUMENTS, symmetric=SYMMETRIC)
    return store
