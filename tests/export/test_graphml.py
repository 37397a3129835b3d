"""GraphML that NetworkX, igraph and rustworkx read with nothing lost."""

from __future__ import annotations

import json
import math
import re
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import igraph
import networkx as nx
import pytest
import rustworkx as rx
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from graphkit.errors import GraphkitError
from graphkit.export import ExportOptions, export
from graphkit.export.selection import documents_of, evidence_record
from graphkit.export.xmltext import escaped, escaped_id, escaped_token
from graphkit.stores import Filters, Store, open_store
from tests.stores.sample import AZ, DOCUMENTS, SYMMETRIC, US, actor, statement, world

NS = {"g": "http://graphml.graphdrawing.org/xmlns"}
Rows = tuple[dict[str, dict[str, Any]], list[tuple[str, str, dict[str, Any]]]]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with open_store(tmp_path / "graph.db", write=True) as made:
        made.load(world(), documents=DOCUMENTS, symmetric=SYMMETRIC)
    return open_store(tmp_path / "graph.db")


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """Values without those that a reader puts where the file has none."""
    return {
        key: value
        for key, value in values.items()
        if value not in (None, "") and not (isinstance(value, float) and math.isnan(value))
    }


def with_networkx(path: Path) -> Rows:
    graph = nx.read_graphml(path, force_multigraph=True)
    edges = [(a, b, _given(values)) for a, b, values in graph.edges(data=True)]
    keys = [key for _, _, key in graph.edges(keys=True)]
    assert keys == [values["edge"] for _, _, values in edges]
    return {node: _given(values) for node, values in graph.nodes(data=True)}, edges


def with_igraph(path: Path) -> Rows:
    # libxml2's stream parser, as igraph uses it, leaves "&" in attributes as it is written.
    def name(text: str) -> str:
        return text.replace("&#38;", "&")

    graph = igraph.Graph.Read_GraphML(str(path))
    nodes = {
        name(v["id"]): {k: x for k, x in _given(v.attributes()).items() if k != "id"}
        for v in graph.vs
    }
    names = [name(v["id"]) for v in graph.vs]
    edges = []
    for edge in graph.es:
        values = _given(edge.attributes())
        values.pop("id", None)  # igraph puts the source's id or nothing here
        edges.append((names[edge.source], names[edge.target], values))
    return nodes, edges


def with_rustworkx(path: Path) -> Rows:
    (graph,) = rx.read_graphml(str(path))
    nodes = {}
    names = {}
    for index in graph.node_indices():
        values = dict(graph[index])
        values.pop("graphics")  # what yEd shows
        names[index] = values.pop("id")
        nodes[names[index]] = _given(values)
    edges = []
    for source, target, payload in graph.weighted_edge_list():
        values = _given(dict(payload))
        assert values.pop("id") == values["edge"]
        edges.append((names[source], names[target], values))
    return nodes, edges


READERS = [with_networkx, with_igraph, with_rustworkx]


def expected_nodes(store: Store) -> dict[str, dict[str, Any]]:
    found = {}
    for summary in store.actors(order="id"):
        it = summary.actor
        found[it.id] = _given(
            {
                "labels": f":Actor:{it.kind.capitalize()}",
                "label": it.name,
                "name": it.name,
                "kind": it.kind,
                "country": it.country,
                "role": it.role,
                "named": it.named,
                "aliases": json.dumps(it.aliases, ensure_ascii=False) if it.aliases else None,
            }
        )
    return found


def expected_edges(store: Store) -> list[tuple[str, str, dict[str, Any]]]:
    found = []
    documents = documents_of(store)
    for edge in store.edges(evidence=None):
        values = asdict(edge)
        del values["source"], values["target"], values["id"]
        relation = values.pop("relation")
        records = [evidence_record(item, documents) for item in edge.evidence]
        values["evidence"] = json.dumps(records, ensure_ascii=False, separators=(",", ":"))
        values |= {
            "label": relation.upper().replace("-", "_"),
            "interaction": relation,
            "weight": float(edge.count),
            "edge": edge.id,
        }
        found.append((edge.source, edge.target, _given(values)))
    return found


def _sorted(edges: list[tuple[str, str, dict[str, Any]]]) -> list[tuple[str, str, dict[str, Any]]]:
    return sorted(edges, key=lambda edge: (edge[0], edge[1], edge[2]["edge"]))


@pytest.mark.parametrize("read", READERS)
def test_nothing_is_lost_on_the_way_to(read: Any, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    report = export(store, path)
    assert (report.actors, report.edges) == (8, 10)
    nodes, edges = read(path)
    assert nodes == expected_nodes(store)
    assert _sorted(edges) == _sorted(expected_edges(store))


@pytest.mark.parametrize("read", READERS)
def test_every_statement_can_be_an_edge(read: Any, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    assert export(store, path, options=ExportOptions(statements=True)).edges == 11
    nodes, edges = read(path)
    assert len(nodes) == 8
    found = {values["statement"]: (a, b, values) for a, b, values in edges}
    for item in store.statements():
        source, target, values = found[item.id]
        assert (source, target) == (item.source.id, item.target.id)
        for field in ("document", "predicate", "modality", "sentence", "trigger_end", "confidence"):
            assert values[field] == getattr(item, field)
        assert values.get("date") == item.date
        assert values["negated"] == item.negated
    assert len({values["edge"] for _, _, values in edges}) == 11


def test_the_file_keeps_the_rules_of_graphml(store: Store, tmp_path: Path) -> None:
    for options in (ExportOptions(), ExportOptions(statements=True)):
        path = tmp_path / "graph.graphml"
        export(store, path, "graphml", options)
        check(path)
        export(store, path, "graphml-strict", options)
        check(path, strict=True)


def test_apoc_finds_labels_and_types_where_it_looks(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "graph.graphml")
    root = etree.parse(tmp_path / "graph.graphml").getroot()
    ids = {
        key.get("id"): (key.get("for"), key.get("attr.name")) for key in root.iterfind("g:key", NS)
    }
    assert ids["labels"] == ("node", "labels")
    assert ids["label"] == ("edge", "label")


def test_yed_shows_names(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "graph.graphml")
    root = etree.parse(tmp_path / "graph.graphml").getroot()
    yed = {"y": "http://www.yworks.com/xml/graphml", **NS}
    shown = [label.text for label in root.iterfind(".//y:ShapeNode/y:NodeLabel", yed)]
    assert shown == [s.actor.name for s in store.actors(order="id")]


def test_what_a_filtered_file_holds_has_an_edge(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    export(store, path, options=ExportOptions(filters=Filters(relations=("urges",))))
    graph = nx.read_graphml(path, force_multigraph=True)
    assert not list(nx.isolates(graph))
    assert set(graph) == {"united-states", "azerbaijan", "european-union", "armenia"}


def test_evidence_names_its_document(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    export(store, path)
    graph = nx.read_graphml(path, force_multigraph=True)
    (values,) = graph.get_edge_data("united-states", "azerbaijan").values()
    first = json.loads(values["evidence"])[0]
    assert (first["title"], first["published"], first["url"]) == (
        "Fighting erupts", "2020-09-29", "https://example.org/1",
    )  # fmt: skip


def check(path: Path, *, strict: bool = False) -> None:
    """What the GraphML schema and the programs that read it ask for."""
    content = path.read_bytes()
    assert b"<!DOCTYPE" not in content
    assert content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    root = etree.fromstring(content)
    assert root.tag == f"{{{NS['g']}}}graphml"
    kinds = [etree.QName(child).localname for child in root]
    assert kinds == ["key"] * (len(kinds) - 1) + ["graph"]
    keys: dict[str, tuple[str, str]] = {}
    for key in root.findall("g:key", NS):
        assert key.get("id") not in keys
        assert not re.fullmatch(r"d\d+", key.get("id"))
        assert key.get("attr.name") != "id"
        assert key.get("attr.type") in {"string", "long", "double", "boolean"}
        keys[key.get("id")] = (key.get("for"), key.get("attr.type"))
    assert next(k.get("attr.name") for k in root.findall("g:key[@for='edge']", NS)) == "label"
    graph = root.find("g:graph", NS)
    assert graph is not None
    assert graph.get("edgedefault") == "directed"
    order = [etree.QName(child).localname for child in graph]
    assert order == sorted(order, key=["node", "edge"].index)
    for tag in ("node", "edge"):
        elements = graph.findall(f"g:{tag}", NS)
        ids = [element.get("id") for element in elements]
        assert len(set(ids)) == len(ids)
        for element in elements:
            seen = [data.get("key") for data in element]
            assert len(set(seen)) == len(seen)
            for data in element:
                domain, kind = keys[data.get("key")]
                assert domain == tag
                if kind == "boolean":
                    assert data.text in ("true", "false")
                elif kind == "long":
                    int(data.text)
                elif kind == "double":
                    float(data.text)
    nodes = {element.get("id") for element in graph.findall("g:node", NS)}
    for edge in graph.findall("g:edge", NS):
        assert {edge.get("source"), edge.get("target")} <= nodes
        assert bool(edge.get("label")) is not strict
    if strict:
        assert b"yworks" not in content
        for element in graph:
            assert re.fullmatch(r"[\w.:-]+", element.get("id"), re.ASCII)


NASTY = st.text(
    st.characters(codec="utf-8")
    | st.sampled_from(list("\x00\x01\x0b\x1b\x7f\x85\ufffe\uffff<>&'\"\t\r\n ;]>\u2028\u202e")),
    min_size=1,
    max_size=12,
).filter(lambda text: bool(text.strip()))


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(NASTY, min_size=6, max_size=6))
def test_any_text_arrives_but_for_what_xml_cannot_hold(texts: list[str]) -> None:
    one, two, name, role, sentence, document = texts
    source = actor(name, "person", id=one, role=role, aliases=(role, sentence))
    target = actor(role, "person", id=two)
    item = statement(source, "urges", target, document=document, sentence=sentence, said_by=source)
    with TemporaryDirectory() as folder:
        path = Path(folder, "x.graphml")
        with open_store(Path(folder, "g.db"), write=True) as store:
            store.load([item], symmetric=())
            export(store, path)
            check(path)
            if one == two:
                return
            for read in READERS:
                nodes, edges = read(path)
                assert len(nodes) == 2
                held = nodes[_kept_id(one)]
                assert held.get("name", "") == _kept(store.resolve(one).name)
                assert held.get("role", "") == _kept(role)
                assert (edges[0][0], edges[0][1]) == (_kept_id(one), _kept_id(two))
            export(store, path, options=ExportOptions(statements=True))
            check(path)
            for read in READERS:
                _, edges = read(path)
                assert edges[0][2].get("sentence", "") == _kept(sentence)


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _kept(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _kept_id(text: str) -> str:
    return str(etree.fromstring(f'<x id="{escaped_id(text)}"/>').get("id"))


@given(st.lists(st.text(), unique=True, max_size=8))
def test_ids_that_differ_still_differ(ids: list[str]) -> None:
    assert len({escaped_id(text) for text in ids}) == len(ids)
    assert len({escaped_token(text) for text in ids}) == len(ids)


@given(st.text(st.characters(min_codepoint=1)))
def test_escaped_text_is_read_back(text: str) -> None:
    element = etree.fromstring(f'<x a="{escaped(text)}">{escaped(text)}</x>'.encode())
    assert (element.text or "") == element.get("a") == _kept(text)


def test_filters_choose_what_is_written(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    for statements in (False, True):
        options = ExportOptions(
            statements=statements, filters=Filters(since="2020-10", kinds=("event",))
        )
        assert export(store, path, options=options).edges == 5


def test_an_export_that_fails_leaves_the_old_file(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.graphml"
    path.write_text("old")
    monkeypatch.setattr("graphkit.export.graphml._edge", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(store, path)
    assert path.read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["graph.db", "graph.graphml"]


def test_a_place_that_cannot_be_written_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(GraphkitError, match=r"nowhere.*cannot be written: No such file"):
        export(store, tmp_path / "nowhere" / "x.graphml")
    with pytest.raises(GraphkitError, match="is a folder"):
        export(store, tmp_path, "graphml")


def test_an_actor_said_by_nobody_is_not_written_as_one(tmp_path: Path) -> None:
    with open_store(tmp_path / "g.db", write=True) as store:
        store.load([statement(US, "urges", AZ)], symmetric=())
        export(store, tmp_path / "g.graphml")
    assert b'edge_attributed_to">' not in (tmp_path / "g.graphml").read_bytes().split(b"<graph ")[1]
