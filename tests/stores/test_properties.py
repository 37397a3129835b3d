"""Rules that hold for any statements, in any order, and for any graph."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.model import Actor, Statement
from graphkit.stores import Filters, open_store
from graphkit.stores.search import best_paths
from tests.stores.sample import SYMMETRIC, actor, statement
from tests.stores.test_contract import dump

IDS = ["a", "b", "c", "d"]
ACTORS = st.builds(
    actor,
    st.sampled_from(["Ann", "Ännä", "Bob", "B. Ob"]),
    st.sampled_from(["country", "person", "other"]),
    id=st.sampled_from(IDS),
    country=st.sampled_from([None, "USA", "ARM"]),
    role=st.sampled_from([None, "president"]),
    named=st.booleans(),
    aliases=st.sampled_from([(), ("X",), ("Y", "Ann")]),
)
DATES = st.sampled_from([None, "2020-01-01", "2020-02", "2021"])


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    count = draw(st.integers(0, 12))
    found: dict[tuple[str, str], Statement] = {}
    for at in range(count):
        kind = draw(st.sampled_from(["event", "open"]))
        relation = "open" if kind == "open" else draw(st.sampled_from(["urges", "meets"]))
        item = statement(
            draw(ACTORS),
            relation,
            draw(ACTORS),
            document=draw(st.sampled_from(["d1", "d2", "d3"])),
            at=at,
            kind=kind,
            date=draw(DATES),
            negated=draw(st.booleans()),
            ended=draw(st.booleans()),
            modality=draw(st.sampled_from(["asserted", "reported", "planned"])),
            said_by=draw(st.none() | ACTORS),
            cameo=draw(st.sampled_from([None, "02", "0231"])),
        )
        found[item.document, item.id] = item
    return list(found.values())


@settings(max_examples=40, deadline=None)
@given(items=statements(), data=st.data(), unnamed=st.booleans())
def test_the_graph_depends_only_on_what_it_holds(
    items: list[Statement], data: st.DataObject, unnamed: bool
) -> None:
    """Any order, any detour over other contents and retractions: the same graph."""
    with TemporaryDirectory() as folder:
        places = [str(Path(folder, name)) for name in ("straight.db", "detour.db")]
        with (
            open_store(places[0], write=True) as straight,
            open_store(places[1], write=True) as detour,
        ):
            kept = [item for item in items if item.document != "d3"]
            straight.load(kept, symmetric=SYMMETRIC, unnamed=unnamed)

            detour.load(data.draw(statements()), symmetric=SYMMETRIC, unnamed=True)
            for document in data.draw(st.permutations(["d1", "d2", "d3"])):
                part = [item for item in items if item.document == document]
                detour.load(data.draw(st.permutations(part)), symmetric=SYMMETRIC, unnamed=unnamed)
                if not part:
                    detour.retract([document])
            detour.retract(["d3"])
            for document in ("d1", "d2"):
                if not any(s.document == document for s in straight.statements()):
                    detour.retract([document])
            assert dump(straight) == dump(detour)
            names = {i: straight.resolve(i).name for i in IDS if _has(straight, i)}
            assert names == {i: detour.resolve(i).name for i in names}
            before = dump(detour)
            assert detour.load(kept, symmetric=SYMMETRIC, unnamed=unnamed).added == 0
            assert dump(detour) == before


def _has(store: object, actor_id: str) -> bool:
    return any(s.actor.id == actor_id for s in store.actors())  # type: ignore[attr-defined]


class Table:
    """An adjacency in memory, to hold the search against."""

    def __init__(self, steps: dict[tuple[int, int], int]) -> None:
        self.steps = steps

    def expand(self, nodes: Collection[int], forward: bool) -> list[tuple[int, int, int]]:
        wanted = set(nodes)
        if forward:
            return [(a, b, n) for (a, b), n in self.steps.items() if a in wanted]
        return [(b, a, n) for (a, b), n in self.steps.items() if b in wanted]

    def ids(self, nodes: Collection[int]) -> dict[int, str]:
        return {node: f"n{9 - node}" for node in nodes}


@settings(max_examples=300, deadline=None)
@given(
    steps=st.dictionaries(
        st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda step: step[0] != step[1]),
        st.integers(1, 3),
        max_size=22,
    ),
    max_hops=st.integers(0, 6),
    k=st.integers(1, 8),
)
def test_the_k_best_paths_are_those_of_trying_them_all(
    steps: dict[tuple[int, int], int], max_hops: int, k: int
) -> None:
    table = Table(steps)
    every = []
    for count in range(max_hops):
        for middle in itertools.permutations([2, 3, 4, 5, 6], count):
            path = (0, *middle, 1)
            if all(step in steps for step in itertools.pairwise(path)):
                weight = sum(steps[step] for step in itertools.pairwise(path))
                names = tuple(table.ids(list(path)).values())
                every.append((len(path) - 1, -weight, names, path))
    assert best_paths(table, 0, 1, max_hops, k) == [item[3] for item in sorted(every)[:k]]


FILTERS = st.builds(
    Filters,
    relations=st.sampled_from([(), ("urges",), ("urges", "meets"), ("open",)]),
    kinds=st.sampled_from([(), ("event",), ("open",)]),
    since=st.sampled_from([None, "2020-01-15", "2020"]),
    until=st.sampled_from([None, "2020", "2020-02"]),
    direction=st.sampled_from(["any", "out", "in"]),
    open=st.booleans(),
    negated=st.booleans(),
    ended=st.booleans(),
    modalities=st.sampled_from([(), ("asserted", "reported"), ("planned",)]),
)
FACTS = st.just(Filters.of_facts())


def _allowed(item: Statement, filters: Filters) -> bool:
    if filters.dated and (item.date is None or not filters.low <= item.date < filters.high):
        return False
    return (
        (not filters.relations or item.relation in filters.relations)
        and (not filters.kinds or item.kind in filters.kinds)
        and (filters.with_open or item.kind != "open")
        and (filters.negated or not item.negated)
        and (filters.ended or not item.ended)
        and (not filters.modalities or item.modality in filters.modalities)
    )


@settings(max_examples=60, deadline=None)
@given(items=statements(), filters=FILTERS | FACTS, hops=st.integers(1, 3))
def test_searches_agree_with_a_graph_built_from_the_filtered_statements(
    items: list[Statement], filters: Filters, hops: int
) -> None:
    """Whichever index answers: paths and neighbours are those of NetworkX on the same data."""
    graph: nx.DiGraph = nx.DiGraph()
    weights: dict[tuple[str, str], int] = defaultdict(int)
    for item in items:
        ends = (item.source.id, item.target.id)
        if ends[0] != ends[1] and _allowed(item, filters):
            both = filters.direction == "any" or item.relation in SYMMETRIC
            for step in {
                ends if filters.direction != "in" else ends[::-1],
                *((ends, ends[::-1]) if both else ()),
            }:
                graph.add_edge(*step)
                weights[step] += 1
    with TemporaryDirectory() as folder, open_store(Path(folder, "g.db"), write=True) as store:
        store.load(items, symmetric=SYMMETRIC, unnamed=True)
        held = [summary.actor.id for summary in store.actors(order="id")]
        graph.add_nodes_from(held)
        for start, end in itertools.permutations(held, 2):
            found = store.path(start, end, filters=filters, max_hops=4)
            if not nx.has_path(graph, start, end):
                assert found == ()
                continue
            (path,) = found
            walked = [start, *(hop.end for hop in path.hops)]
            best = min(
                (-sum(weights[s] for s in itertools.pairwise(nodes)), nodes)
                for nodes in nx.all_shortest_paths(graph, start, end)
            )[1]
            assert walked == best
            assert [hop.weight for hop in path.hops] == [
                weights[step] for step in itertools.pairwise(best)
            ]
        for start in held:
            near = store.neighbors(start, hops=hops, filters=filters)
            expected = nx.single_source_shortest_path_length(graph, start, cutoff=hops)
            assert {n.actor.id: n.distance for n in near.neighbors} == {
                node: distance for node, distance in expected.items() if distance
            }
            assert sum(near.left_out) == 0


@given(st.text())
def test_any_text_folds_to_itself_again(text: str) -> None:
    from graphkit.stores.names import fold

    assert fold(fold(text)) == fold(text)
    assert bool(fold(text)) == bool(text.split())


def test_forms_of_an_actor_are_read_back() -> None:
    from graphkit.stores.merge import form_of, form_text, read_form

    read = Actor("y", "Y", "group", "USA", None, True, ("z",))
    it = Actor("x", 'a"\\\n', "person", None, "ü", False, ("b", "a"), read)
    assert read_form("x", form_text(form_of(it))) == form_of(it)
