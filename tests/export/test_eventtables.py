"""Event tables in the field's columns, read by pandas with the right types."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from graphkit.export import ExportOptions, export
from graphkit.export.event_codes import event_codes
from graphkit.export.eventtables import DYADS, GDELT, ICEWS, POLECAT
from graphkit.model import Document
from graphkit.stores import Store, open_store
from tests.stores.sample import AZ, EU, PASHINYAN, RU, US, actor, statement


def read(path: Path, **options: object) -> pd.DataFrame:
    return pd.read_csv(path, sep="\t", **options)


def table(
    store: Store, path: Path, form: str, *, statements: bool = False, header: bool = True
) -> pd.DataFrame:
    export(store, path, form, ExportOptions(statements=statements, header=header))
    codes = ["EventCode", "EventBaseCode", "EventRootCode", "CAMEO Code", "CAMEO Root"]
    return read(path, dtype=dict.fromkeys(codes, "string"))


@pytest.fixture
def days(tmp_path: Path) -> Store:
    """One event told by two papers, one only planned, one denied, one without a day."""
    store = open_store(tmp_path / "days.db", write=True)
    store.load(
        [
            statement(US, "urges", AZ, document="a", date="2020-09-28", cameo="0231"),
            statement(US, "urges", AZ, document="b", date="2020-09-28", cameo="0231"),
            statement(US, "urges", AZ, document="b", at=90, date="2020-09-28", cameo="0231"),
            statement(US, "attacks", AZ, document="b", at=200, date="2020-09-28", cameo="190",
                      modality="planned"),
            statement(RU, "attacks", AZ, document="b", at=300, date="2020-09-28", cameo="190",
                      negated=True),
            statement(RU, "attacks", AZ, document="b", at=400, date="2020-09", cameo="190"),
            statement(RU, "attacks", AZ, document="b", at=500, cameo="190"),
            statement(PASHINYAN, "requests", RU, document="a", at=600, date="2020-10-31"),
        ],
        documents=[
            Document("a", "", "A", "2020-09-29", "https://www.paper.example/1"),
            Document("b", "", "B", "2020-09-30", "https://other.example/2"),
        ],
        symmetric=(),
    )  # fmt: skip
    return store


def test_icews_has_its_columns_and_types(days: Store, tmp_path: Path) -> None:
    found = table(days, tmp_path / "i.tsv", "icews")
    assert tuple(found.columns) == ICEWS
    assert found["Event ID"].dtype == "int64"
    assert found["Intensity"].dtype == "float64"
    assert pd.to_datetime(found["Event Date"]).is_monotonic_increasing
    first = found.iloc[0]
    assert (first["Source Name"], first["Source Country"]) == ("United States", "United States")
    assert (first["CAMEO Code"], first["Event Text"]) == ("0231", "Appeal")
    assert (first["Story ID"], first["Publisher"]) == ("a", "paper.example")
    assert found.iloc[1]["Source Sectors"] == "Government"


def test_one_event_a_day_is_one_row_unless_every_statement_is_asked_for(
    days: Store, tmp_path: Path
) -> None:
    found = table(days, tmp_path / "g.tsv", "gdelt")
    assert tuple(found.columns) == GDELT
    assert len(GDELT) == 61
    row = found.iloc[0]
    assert (row["NumMentions"], row["NumArticles"], row["NumSources"]) == (3, 2, 2)
    assert len(found) == 2
    assert len(table(days, tmp_path / "s.tsv", "gdelt", statements=True)) == 4
    ids = table(days, tmp_path / "s.tsv", "gdelt", statements=True)["GlobalEventID"]
    assert ids.is_unique


def test_gdelt_cuts_dates_and_classes_as_it_says(days: Store, tmp_path: Path) -> None:
    row = table(days, tmp_path / "g.tsv", "gdelt").iloc[0]
    assert (row["SQLDate"], row["MonthYear"], row["Year"]) == (20200928, 202009, 2020)
    assert row["FractionDate"] == pytest.approx(2020 + 268 / 365, abs=1e-4)
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == ("0231", "023", "02")
    assert (row["QuadClass"], row["Actor1Code"], row["Actor2CountryCode"]) == (1, "USA", "AZE")
    assert (row["DateAdded"], row["SourceURL"]) == (20200929, "https://www.paper.example/1")
    assert [event_codes().quad(root)[0] for root in ("05", "06", "08", "09", "13", "14", "20")] == [
        1, 2, 2, 3, 3, 4, 4,
    ]  # fmt: skip


def test_gdelt_files_can_be_without_a_header(days: Store, tmp_path: Path) -> None:
    table(days, tmp_path / "g.tsv", "gdelt", header=False)
    assert read(tmp_path / "g.tsv", header=None).shape == (2, 61)


def test_polecat_names_types_sectors_and_the_story(days: Store, tmp_path: Path) -> None:
    found = table(days, tmp_path / "p.tsv", "polecat")
    assert tuple(found.columns) == POLECAT
    last = found.iloc[1]
    assert (last["Event Type"], last["Quad Code"]) == ("REQUEST", "VERBAL COOPERATION")
    assert (last["Actor Name"], last["Actor Country"]) == ("Nikol Pashinyan", "ARM")
    assert (last["Primary Actor Sector"], last["Actor Title"]) == ("GOV", "Prime Minister")
    assert last["Story People"] == "Nikol Pashinyan"
    assert pd.to_datetime(found["Publication Date"]).notna().all()


def test_dyads_count_months_between_countries(days: Store, tmp_path: Path) -> None:
    found = table(days, tmp_path / "d.tsv", "dyads")
    assert tuple(found.columns) == DYADS
    rows = [tuple(row) for row in found.itertuples(index=False)]
    assert rows == [
        ("2020-09", "RUS", "AZE", "19", 4, 1, 3.0),
        ("2020-09", "USA", "AZE", "02", 1, 1, 3.0),
        ("2020-10", "ARM", "RUS", "02", 1, 1, 3.0),
    ]


def test_what_was_left_out_is_told(days: Store, tmp_path: Path) -> None:
    report = export(days, tmp_path / "i.tsv", "icews")
    assert report.notes == ("2 events left out without a day",)


@pytest.mark.parametrize(
    ("who", "agent"),
    [
        (actor("Ann", "person", role="Prime Minister"), "GOV"),
        (actor("Ann Major General", "person"), None),
        (actor("Bob", "person", role="opposition leader"), "OPP"),
        (actor("Serbia police", "government"), "COP"),
        (actor("Armenian army", "military"), "MIL"),
        (EU, "IGO"),
        (US, None),
    ],
)
def test_sectors_come_from_role_then_name_then_kind(who: object, agent: str | None) -> None:
    sector = event_codes().sector(who)  # type: ignore[arg-type]
    assert (sector.agent if sector else None) == agent


def test_tabs_and_formulas_of_strangers_break_no_row(tmp_path: Path) -> None:
    bad = actor("=cmd\t|x\n", "person", id="bad")
    with open_store(tmp_path / "g.db", write=True) as store:
        store.load([statement(bad, "urges", AZ, date="2020-01-01")], symmetric=())
        for form in ("icews", "polecat", "gdelt"):
            found = table(store, tmp_path / "x.tsv", form)
            assert len(found) == 1
            assert any(str(value).upper() == "'=CMD |X " for value in found.iloc[0])
