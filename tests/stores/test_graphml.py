"""GraphML of our own comes back as the statements that went out."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import GraphkitError, InputError
from graphkit.export import ExportOptions, export
from graphkit.model import Statement
from graphkit.stores import open_store
from graphkit.stores.graphml import read_graphml
from tests.stores.sample import AZ, SYMMETRIC, US, statement, world


def exported(folder: Path, items: list[Statement], *, statements: bool = True) -> Path:
    with open_store(folder / "g.db", write=True) as store:
        store.load(items, symmetric=SYMMETRIC)
        export(store, folder / "g.graphml", options=ExportOptions(statements=statements))
    return folder / "g.graphml"


def test_every_statement_comes_back(tmp_path: Path) -> None:
    more = replace(statement(US, "leads", AZ, at=900, kind="state"), ended=True, rule="leads/x",
                   date="2020", date_of="text")  # fmt: skip
    items = [*world(), more]
    path = exported(tmp_path, items)
    with path.open("rb") as file:
        found = {item.id: item for item in read_graphml(file, "g.graphml")}
    assert found == {item.id: item for item in items}
    with open_store(tmp_path / "back.db", write=True) as back:
        with path.open("rb") as file:
            back.load(read_graphml(file, "g.graphml"), symmetric=SYMMETRIC)
        with open_store(tmp_path / "g.db") as first:
            assert list(back.edges(evidence=None)) == list(first.edges(evidence=None))
            assert list(back.actors(order="id")) == list(first.actors(order="id"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is not XML"),
        (b"<graphml", "is not XML"),
        (b"<a/>", "holds no graph"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><graphml><graph/></graphml>', "document type"),
        (b"<graphml><graph><edge source='a' target='b'/></graph></graphml>", "no single statement"),
        (
            b"<graphml><key id='s' attr.name='statement'/><graph>"
            b"<edge source='a' target='b'><data key='s'>x</data></edge></graph></graphml>",
            "does not hold the actor 'a'",
        ),
        (
            b"<graphml><key id='n' attr.name='named' attr.type='boolean'/><graph>"
            b"<node id='a'><data key='n'>maybe</data></node></graph></graphml>",
            "x.graphml:1: 'maybe' is no boolean",
        ),
    ],
)
def test_what_is_no_graph_of_ours_is_refused_with_its_place(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        list(read_graphml(io.BytesIO(content), "x.graphml"))


def test_a_file_of_merged_edges_names_the_option(tmp_path: Path) -> None:
    path = exported(tmp_path, world(), statements=False)
    with path.open("rb") as file, pytest.raises(InputError, match="--statements"):
        list(read_graphml(file, "g.graphml"))


@settings(max_examples=60, deadline=None)
@given(
    cut=st.integers(0, 4000),
    junk=st.binary(max_size=12),
)
def test_a_broken_file_is_told_and_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, cut: int, junk: bytes
) -> None:
    content = (
        b"<graphml><key id='s' attr.name='statement'/><graph><node id='a'/><node id='b'/>"
        b"<edge source='a' target='b'><data key='s'>x</data></edge></graph></graphml>"
    )
    broken = content[: cut % len(content)] + junk + content[cut % len(content) :]
    told = "x:"
    try:
        list(read_graphml(io.BytesIO(broken), "x"))
    except GraphkitError as error:
        told = str(error)
    assert told.startswith("x:")
