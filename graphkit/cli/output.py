"""Table or JSON: the one place that decides, and that keeps text from steering a terminal."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import click

# Control characters (escape sequences begin with one), line and paragraph separators, and the marks
# that turn the direction of writing.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def clean(text: str, *, lines: bool = False) -> str:
    r"""Text that is safe to show: controls as escapes (\x1b), tabs and line ends as blanks.

    Args:
        text: any text.
        lines: keep line feeds.
    """

    def show(match: re.Match[str]) -> str:
        char = match.group()
        if char == "\n" and lines:
            return char
        if char in "\t\n\r":
            return " "
        code = ord(char)
        return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"

    return _UNSAFE.sub(show, text)


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
    text = json.dumps(plain(value), ensure_ascii=ascii_only, indent=indent)
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def emit(value: Any, as_json: bool, render: Callable[[], Iterable[str]]) -> None:
    """Print one answer: a JSON object for programs, lines for people."""
    if as_json:
        click.echo(_json(value, 2))
        return
    for line in render():
        click.echo(line)


def emit_rows(
    rows: Iterable[Any],
    as_json: bool,
    head: Sequence[str],
    cells: Callable[[Any], Sequence[object]],
) -> None:
    """Print a list: a JSON object a line for programs, a table for people."""
    if as_json:
        for row in rows:
            click.echo(_json(row, None))
        return
    for line in table(head, (cells(row) for row in rows)):
        click.echo(line)


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
