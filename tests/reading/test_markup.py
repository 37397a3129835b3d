"""No page holds the reader: its time grows with the page, whatever the page repeats."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest

from graphkit.errors import InputError
from graphkit.reading.markup import (
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    MAX_MENDED,
    MAX_OPTIONS,
    check_markup,
)
from graphkit.reading.webpage import webpage_draft
from tests.growth import grows_too_fast

REPEATED = {
    "a tag without an end": lambda n: "<" + "a" * n,
    "tags without an end": lambda n: "<a " * n,
    "unclosed quotes": lambda n: "<a b='" * n,
    "unclosed double quotes": lambda n: '<a b="' * n + "'",
    "blanks in a tag": lambda n: "<a b" + " =" * n,
    "slashes in a tag": lambda n: "<a" + "/" * n,
    "attributes of a tag": lambda n: "<p " + " ".join(f"a{i}=b" for i in range(n)) + ">x",
    "attributes alike": lambda n: "<p " + "a=b " * n + ">x",
    "options": lambda n: "<select>" + "<option>x" * n,
    "groups of options": lambda n: "<select>" + "<optgroup><option>x" * n,
    "items": lambda n: "<ul>" + "<li>x" * n,
    "items of several kinds": lambda n: "<dt><dd><option><li>" * n,
    "items in bold": lambda n: "<ul>" + "<li><b>x" * n,
    "cells": lambda n: "<table>" + "<tr><td>x" * n,
    "cells outside a table": lambda n: "<td>x" * n,
    "text in a table": lambda n: "<table>" + "x<tr>" * n,
    "paragraphs": lambda n: "<p>x" * n,
    "unclosed letters": lambda n: "".join(f"<p><b id={i}>x" for i in range(n)),
    "unclosed letters alike": lambda n: "<b><p>" * n,
    "unclosed links": lambda n: "<a><b>" * n,
    "unclosed letters in cells": lambda n: (
        "<table>" + "".join(f"<tr><td><font color={i}>x" for i in range(n))
    ),
    "letters closed in a wrong order": lambda n: (
        "".join(f"<i id={i}>" for i in range(n)) + "<b>" * n + "</i>" * n
    ),
    "closed, never opened": lambda n: "</li></p></b>" * n,
    "empty elements": lambda n: "<br><img src=x>" * n,
    "elements that only look empty": lambda n: "<div/>" * n,
    "elements in elements": lambda n: "<div>" * n,
    "comments without an end": lambda n: "<!--" * n,
    "half ends of comments": lambda n: "<!-- --" * n,
    "scripts without an end": lambda n: "<script>" * n,
    "half ends of scripts": lambda n: "<script>" + "</scrip" * n,
    "templates": lambda n: "<template>" * n,
    "forms": lambda n: "<form></div>" * n,
    "references": lambda n: "&" * n,
    "named references": lambda n: "&notit;" * n,
    "headings": lambda n: "<h1>" * n,
    "buttons": lambda n: "<button>" * n,
    "framesets": lambda n: "<frameset><frame>" * n,
    "svg": lambda n: "<svg>" + "<path/>" * n,
    "letters in svg": lambda n: "<svg><b>" * n,
    "articles": lambda n: "<article>x</article>" * n,
    "meta": lambda n: "<meta name=date content=x>" * n,
    "less than": lambda n: "<" * n,
    "declarations": lambda n: "<!" * n + "<?" * n,
    "character data": lambda n: "<svg>" + "<![CDATA[" * n,
}  # fmt: skip


def read_or_refused(source: str) -> None:
    with contextlib.suppress(InputError):
        webpage_draft(source)


@pytest.mark.parametrize("make", REPEATED.values(), ids=REPEATED)
def test_time_grows_with_the_length_of_a_page(make: Callable[[int], str]) -> None:
    # Up to the limit a parser takes the square of the options, a third of a second at most.
    start = MAX_OPTIONS if "option" in make(1) else 500
    assert not grows_too_fast(make, read_or_refused, start)


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("<div>" * (MAX_DEPTH + 1), "nested"),
        ("<dt><dd><option><li>" * MAX_DEPTH, "nested"),
        ("<p " + " ".join(f"a{i}" for i in range(MAX_ATTRIBUTES + 1)) + ">", "attributes"),
        ("<option>" * (MAX_OPTIONS + 1), "choose"),
        ("".join(f"<p><b id={i}>" for i in range(2000)), str(MAX_MENDED)),
    ],
)
def test_what_would_hold_a_parser_is_refused_with_the_limit(source: str, word: str) -> None:
    with pytest.raises(InputError, match=word):
        check_markup(source)


@pytest.mark.parametrize(
    "source",
    [
        "<p>one" * 5000,
        "<ul>" + "<li><b>one" * 5000,
        "<table>" + "<tr><td><font size=2>one" * 5000,
        "<table>" + "".join(f"<tr><td><font color={i}>one" for i in range(5000)),
        "<dl>" + "<dt>one<dd>two" * 5000,
        "<svg>" + "<path/>" * 5000 + "</svg><p>one",
        "<script>" + "document.write('<div>');" * 5000 + "</script><p>one",
        "<!--" + "<div>" * 5000 + "--><p>one",
        '<p title="' + "<div>" * 5000 + '">one',
        "<p>" + "<b>one</b> <i>two</i>" * 5000,
        "<br>" * 5000,
    ],
)
def test_pages_as_people_write_them_are_not_refused(source: str) -> None:
    check_markup(source)
    check_markup(source.upper())


def test_the_words_after_markup_in_a_script_are_read() -> None:
    page = "<script>'" + "<div>" * 2000 + "'</script><p>France accused Iran.</p>"
    assert webpage_draft(page).text == "France accused Iran."
