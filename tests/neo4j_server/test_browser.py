"""What people load into Neo4j Browser: favourites that run, a style that names what there is."""

from __future__ import annotations

import re

import pytest

from graphkit.model import ACTOR_KINDS
from graphkit.resources import cypher_names, cypher_text
from graphkit.stores import open_store
from graphkit.stores.bolt.shape import label_of
from tests.neo4j_server.fixtures import Reachable
from tests.stores.sample import AM, AZ, DOCUMENTS, EU, SYMMETRIC, statement, world
from tests.support import ROOT

FAVOURITES = [name for name in cypher_names() if name.startswith("browser/")]


@pytest.mark.parametrize("name", FAVOURITES)
def test_a_favourite_begins_with_its_title(name: str) -> None:
    """Browser takes the first line for the name in its list, and cuts long ones."""
    first = cypher_text(name).splitlines()[0]
    assert re.fullmatch(r"// [A-Z][a-z ]{5,28}", first)


def test_the_style_colours_every_kind_of_actor() -> None:
    style = (ROOT / "cypher" / "browser" / "style.grass").read_text("utf-8")
    styled = set(re.findall(r"^node\.(\w+) \{", style, re.MULTILINE))
    assert {label_of(kind) for kind in ACTOR_KINDS} <= styled
    assert style.count("{\n") == style.count("\n}")


@pytest.mark.neo4j
def test_favourites_find_what_they_promise(neo4j_empty: Reachable) -> None:
    more = [
        statement(EU, "mediates", AZ, document="d4", at=0),
        statement(AZ, "accuses", AM, document="d4", at=100),
    ]
    with open_store(neo4j_empty.url, write=True) as store:
        store.load([*world(), *more], documents=DOCUMENTS, symmetric=SYMMETRIC)
    neo4j_empty.query("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    rows = {name: neo4j_empty.query(cypher_text(name)) for name in FAVOURITES}
    assert all(rows.values())
    pair = rows["browser/timeline-of-a-pair"]
    assert [row["date"] for row in pair] == ["2020-09-28", "2020-09-29", "undated"]
    assert pair[0]["says"] == "Nikol Pashinyan"
    top = rows["browser/most-connected-actors"][0]
    assert (top["actor"], top["partners"]) == ("Azerbaijan", 4)
