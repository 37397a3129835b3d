"""Line breaks: a wrapped sentence stays whole, a heading or list entry stays alone."""

from __future__ import annotations

import textwrap

import pytest

from graphkit.language.lines import paragraphs

PROSE = (
    "The President of Armenia met the foreign minister of France on Tuesday in Yerevan to discuss "
    "the peace talks with Azerbaijan. He said that no date had been set for the next meeting, and "
    "that the European Union would send observers to the border before the end of the month."
)


def read(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in paragraphs(text)]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_wrapped_at_a_width_is_one_paragraph(width: int, end: str) -> None:
    wrapped = end.join(textwrap.wrap(PROSE, width))
    assert read(wrapped) == [PROSE]


def test_wrapped_paragraphs_end_at_blank_lines_and_indents() -> None:
    lines = textwrap.wrap(PROSE, 72)
    indented = ["    " + lines[0], *lines[1:]]
    assert read("\n".join(lines) + "\n \n" + "\n".join(lines)) == [PROSE, PROSE]
    assert read("\n".join([*lines, *indented])) == [PROSE, PROSE]


def test_a_heading_above_wrapped_text_stays_alone() -> None:
    lines = textwrap.wrap(PROSE, 72)
    assert read("\n".join(["Talks in Yerevan", "By Our Correspondent", *lines])) == [
        "Talks in Yerevan",
        "By Our Correspondent",
        PROSE,
    ]


def test_one_paragraph_a_line() -> None:
    assert read(f"{PROSE}\n{PROSE}\nA last line") == [PROSE, PROSE, "A last line"]


def test_a_list_of_short_lines_is_not_one_sentence() -> None:
    assert read("Apples\nPears\nKiwis") == ["Apples", "Pears", "Kiwis"]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "1. ", "2) ", "(a) ", "•"])
def test_list_entries_begin_anew(mark: str) -> None:
    assert read(f"The demands:\n{mark}release of all prisoners\n{mark}talks at once") == [
        "The demands:",
        f"{mark}release of all prisoners",
        f"{mark}talks at once",
    ]


def test_a_sentence_broken_by_a_stray_line_end_goes_on() -> None:
    long = "x" * 120
    assert read(f"The minister of\nforeign affairs left.\n\n{long}\nEnd") == [
        "The minister of foreign affairs left.",
        long,
        "End",
    ]


@pytest.mark.parametrize("part", ["\f", "\v", "\x1c", "\x85", "\u2028", "\u2029"])
def test_other_separators_part_paragraphs(part: str) -> None:
    assert read(f"One{part}two") == ["One", "two"]


def test_blank_text_has_no_paragraphs() -> None:
    assert read("") == read(" \n\t\r\n \f ") == []
