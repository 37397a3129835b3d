"""Thirty pages after real layouts: the story's sentences, none of the menus, captions, comments."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from graphkit.reading.formats.htmltext import fragment_text
from graphkit.reading.webpage import webpage_draft

FOLDER = Path(__file__).parent / "pages"
PAGES = sorted(FOLDER.glob("*.html"))


def expected(page: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(page.with_suffix(".yaml").read_text("utf-8"))
    return found


def test_there_are_thirty() -> None:
    assert len(PAGES) == 30


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_page_gives_its_story_and_nothing_else(page: Path) -> None:
    wanted = expected(page)
    text = " ".join(webpage_draft(page.read_text("utf-8")).text.split())
    assert [sentence for sentence in wanted["keep"] if sentence not in text] == []
    assert [words for words in wanted["drop"] if words in text] == []


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_page_tells_its_title_day_author_and_site(page: Path) -> None:
    wanted = expected(page)
    draft = webpage_draft(page.read_text("utf-8"))
    for field in ("title", "date", "author", "site", "url"):
        if field in wanted:
            assert getattr(draft, field) == str(wanted[field]), field


def test_a_page_whose_classes_name_the_whole_of_it_is_not_emptied() -> None:
    story = "<p>Chile thanked Peru for the help on Monday, the ministry in Santiago said.</p>" * 12
    page = f"<body class='with-sidebar'><div class='page social comments-open'><h1>T</h1>{story}"
    assert webpage_draft(page).text.count("Chile thanked Peru") == 12


def test_a_figure_with_a_power_keeps_it() -> None:
    assert "12 km2" in webpage_draft("<p>Peru lost 12 km<sup>2</sup> of forest to fire.").text


def test_paragraphs_of_a_fragment_stay_apart() -> None:
    assert fragment_text("<p>One &amp; two.</p>three<br>four<br><br>five") == (
        "One & two.\n\nthree\nfour\n\nfive"
    )
