"""Pictures for a report."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from lxml import etree

from graphkit.errors import GraphkitError
from graphkit.export import ExportOptions, export
from graphkit.stores import Filters, Store, open_store
from tests.stores.sample import AZ, actor, statement


def test_a_picture_names_actors_and_relations(store: Store, tmp_path: Path) -> None:
    report = export(store, tmp_path / "p.svg")
    assert (report.actors, report.edges) == (8, 10)
    texts = {"".join(e.itertext()).strip() for e in etree.parse(tmp_path / "p.svg").iter("{*}text")}
    assert {"Armenia", "Nikol Pashinyan", "urges", "meets"} <= texts
    export(store, tmp_path / "again.svg")
    assert (tmp_path / "again.svg").read_bytes() == (tmp_path / "p.svg").read_bytes()


def test_a_png_is_one(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "p.png")
    assert (tmp_path / "p.png").read_bytes().startswith(b"\x89PNG")


def test_what_does_not_fit_is_told(store: Store, tmp_path: Path) -> None:
    report = export(store, tmp_path / "p.svg", options=ExportOptions(limit=2))
    assert report.notes == ("8 edges with the least evidence left out (see --limit)",)


def test_nothing_to_draw_is_a_picture_that_says_so(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "p.svg", options=ExportOptions(filters=Filters(since="2030")))
    assert "No edges under these filters" in (tmp_path / "p.svg").read_text()


def test_strangers_names_are_drawn_as_they_are(tmp_path: Path) -> None:
    bad = actor("<script>x</script> $\\frac{$", "person", id="bad")
    with open_store(tmp_path / "g.db", write=True) as store:
        store.load([statement(bad, "urges", AZ)], symmetric=())
        export(store, tmp_path / "p.svg")
    root = etree.parse(tmp_path / "p.svg")
    assert not list(root.iter("{*}script"))
    assert "<script>x</script> $\\frac{$" in {"".join(e.itertext()) for e in root.iter("{*}text")}


def test_without_matplotlib_the_next_step_is_named(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(GraphkitError, match="pip install 'graphkit\\[pictures\\]'"):
        export(store, tmp_path / "p.svg")
