"""An event has the day that the text gives it, and no made-up one."""

from __future__ import annotations

import pytest

from graphkit.extraction import Extractor
from graphkit.model import Document
from tests.extraction.tables import Row, cases, check

PUBLISHED = "2021-05-14"


@pytest.mark.parametrize("row", cases("time/dates.yaml"))
def test_day(extractor: Extractor, row: Row) -> None:
    check(extractor, row, published=PUBLISHED)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Russia attacked Ukraine on Thursday.", None),
        ("Russia attacked Ukraine on March 27.", None),
        ("Russia attacked Ukraine on March 27, 2015.", "2015-03-27"),
        ("Russia attacked Ukraine on February 30, 2015.", None),
        ("Russia attacked Ukraine.", None),
    ],
)
def test_undated_document(extractor: Extractor, text: str, day: str | None) -> None:
    """Without a day of publication only a full date is one."""
    assert [one.date for one in extractor.extract(Document("undated", text))] == [day]
