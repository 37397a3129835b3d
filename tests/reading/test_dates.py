"""Dates: a document's day is what orders the evidence, so a wrong one is worse than none."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import InputError
from graphkit.reading.dates import date_in_name, dateline, iso_date


@pytest.mark.parametrize(
    "written",
    [
        "2021-05-14",
        " 2021-05-14 ",
        "20210514",
        "2021-05-14T23:59:59+14:00",
        "2021-05-14 10:00:00.123Z",
        "14 May 2021",
        "14 may, 2021",
        "May 14, 2021",
        "Fri, 14 May 2021 10:00:00 GMT",
        "14/05/2021",
        "14.05.2021",
        "5/14/2021",
        "2021/05/14",
        "2021-5-14",
        "Friday, May 14, 2021",
        "May 14, 2021 10:00 am EDT",
        "20210514T080000Z",
        "20210514083000",
        "1620986400",
        "1620986400000",
        "Fri May 14 08:00:00 +0000 2021",
        "May 14th, 2021",
        "14-May-2021",
        "14 May, 2021 at 10:32",
        "14th of May 2021",
        "Published: 14 May 2021",
        "2021.05.14 10:00",
        "2021年5月14日",
    ],
)
def test_ways_to_write_a_day(written: str) -> None:
    assert iso_date(written) == "2021-05-14"


@pytest.mark.parametrize("month", ["Sep", "Sept.", "September", "SEP."])
def test_months_cut_short(month: str) -> None:
    assert iso_date(f"{month} 1, 2020") == "2020-09-01"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2021",
        "2021-05",
        "31/02/2021",
        "2021-02-29",
        "May 2021",
        "14 May",
        "Friday",
        "10:30",
        "0000-01-01",
        "٢٠٢١-٠٥-١٤",
        "x",
    ],
)
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        iso_date(written)


@pytest.mark.parametrize(
    ("written", "day_first", "day"),
    [
        ("5/6/2021", False, "2021-05-06"),
        ("5/6/2021", True, "2021-06-05"),
        ("5.6.2021", False, "2021-06-05"),
        ("13/6/2021", False, "2021-06-13"),
    ],
)
def test_the_order_of_day_and_month(written: str, day_first: bool, day: str) -> None:
    assert iso_date(written, day_first=day_first) == day


@given(st.text(max_size=60))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    with contextlib.suppress(InputError):
        assert date.fromisoformat(iso_date(text)).year >= 1


@given(st.dates())
def test_every_day_comes_back(day: date) -> None:
    assert iso_date(day.isoformat()) == day.isoformat()


@pytest.mark.parametrize(
    ("stem", "day"),
    [
        ("2021-05-14-us-urges", "2021-05-14"),
        ("reuters_2021_05_14", "2021-05-14"),
        ("2021-05-14_and_2021-05-15", None),
        ("report-12021-05-14", None),
        ("2021-13-14", None),
        ("20210514", None),
        ("article", None),
    ],
)
def test_a_date_in_a_files_name_counts_when_there_is_just_one(stem: str, day: str | None) -> None:
    assert date_in_name(stem) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Headline\n\n2021-05-14\nText", "2021-05-14"),
        ("Published: 2021-05-14T10:00Z\n", "2021-05-14"),
        ("Headline\n(2021-05-14)\n", "2021-05-14"),
        ("On 2021-05-14 the army left.", None),
        ("a\nb\nc\nd\ne\nf\n2021-05-14", None),
        ("2021-99-14", None),
        ("Headline\n14 May 2021\nText", "2021-05-14"),
        ("Posted on May 14, 2021\nText", "2021-05-14"),
        ("1620986400\nText", None),
    ],
)
def test_a_dateline_counts_when_it_stands_alone_at_the_top(text: str, day: str | None) -> None:
    assert dateline(text) == day
