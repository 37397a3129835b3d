"""Table or JSON: the one place that decides, and that keeps text from steering a terminal."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import click

from graphkit.controls import as_json, escaped


def clean(text: str, *, lines: bool = False) -> str:
    r"""Text that is safe to show on one line: controls as escapes (\u001b), tabs and line ends as
    blanks.

    Args:
        text: any text.
        lines: keep line feeds.
    """
    blanks = re.sub(r"[\t\r]" if lines else r"[\t\n\r]", " ", text)
    return escaped(blanks, keep="\n" if lines else "")


def say(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Print text, line ends and tabs as they are, other controls as escapes.

    Every command prints with this (or with `emit`), so that no text of a stranger steers a
    terminal.

    Args:
        text: what to print.
        err: to standard error: what is no result.
        nl: end the line.
    """
    click.echo(escaped(text, keep="\n\t"), err=err, nl=nl)


def say_json(value: Any) -> None:
    """Print a value as one line of JSON."""
    say(_json(value, None))


def redraw(line: str, *, last: bool = False) -> None:
    """Show the state of work in the same line of the terminal, over what stood there.

    Args:
        line: one line.
        last: go on below it.
    """
    click.echo(f"\r\x1b[K{clean(line)}", err=True, nl=last)


def plain(value: Any) -> Any:
    """A value as JSON knows it: frozen values become objects of their fields."""
    if is_dataclass(value) and not isinstance(value, type):
        shown = (item.name for item in fields(value) if item.metadata.get("shown", True))
        return {name: plain(getattr(value, name)) for name in shown}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def _json(value: Any, indent: int | None) -> str:
    ascii_only = "utf" not in (getattr(sys.stdout, "encoding", None) or "").casefold()
    return as_json(plain(value), ascii_only=ascii_only, indent=indent)


def emit(value: Any, as_json: bool, render: Callable[[], Iterable[str]]) -> None:
    """Print one answer: a JSON object for programs, lines for people."""
    if as_json:
        say(_json(value, 2))
        return
    for line in render():
        say(line)


def emit_rows(
    rows: Iterable[Any],
    as_json: bool,
    head: Sequence[str],
    cells: Callable[[Any], Sequence[object]],
) -> None:
    """Print a list: a JSON object a line for programs, a table for people."""
    if as_json:
        for row in rows:
            say(_json(row, None))
        return
    for line in table(head, (cells(row) for row in rows)):
        say(line)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Lines of aligned columns; numbers stand right, None is blank."""
    shown = [[clean("" if cell is None else str(cell)) for cell in row] for row in rows]
    raw_right = [True] * len(head)
    for row in shown:
        for column, cell in enumerate(row):
            if cell and not re.fullmatch(r"-?[\d.]+", cell):
                raw_right[column] = False
    widths = [
        max([_width(name), *(_width(row[column]) for row in shown)])
        for column, name in enumerate(head)
    ]
    for row in (list(head), *shown):
        padded = []
        for column, cell in enumerate(row):
            gap = " " * (widths[column] - _width(cell))
            padded.append(gap + cell if raw_right[column] and shown else cell + gap)
        yield "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """Columns that a terminal gives a text."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
