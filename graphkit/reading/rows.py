"""JSON lines: one document a line, with `text` and optionally `id`, `title`, `date` and `url`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from graphkit.reading.draft import Draft
from graphkit.reading.failure import RowError, clipped
from graphkit.reading.lines import Line, lines


def json_drafts(stream: BinaryIO, limit: int) -> Iterator[tuple[int, Draft | RowError]]:
    """The documents of JSON lines, each with its line number; blank lines are passed over.

    Args:
        stream: UTF-8, without a byte order mark.
        limit: the most bytes a line may have.
    """
    for line in lines(stream, limit):
        if not line.too_long and not line.data.strip():
            continue
        try:
            yield line.number, _draft(line, limit)
        except RowError as error:
            yield line.number, error


def _draft(line: Line, limit: int) -> Draft:
    if line.too_long:
        raise RowError(
            f"a line of {line.length} bytes; a document has at most {limit} ({limit >> 20} MB)."
            " Split it into several.",
            line.number,
        )
    record = _parsed(line.text(), line.number)
    if "text" not in record:
        keys = ", ".join(clipped(key, 30) for key in list(record)[:8]) or "nothing"
        raise RowError(
            f'no "text" in this object (it has {keys}): put the text there.', line.number
        )
    text = record["text"]
    if not isinstance(text, str):
        raise RowError(f'"text" is {_kind(text)}, not a string.', line.number)
    return Draft(
        text=text,
        id=_own_id(record.get("id"), line.number),
        title=_text_or_none(record, "title", line.number),
        date=_text_or_none(record, "date", line.number),
        url=_text_or_none(record, "url", line.number),
    )


def _parsed(text: str, number: int) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        # A line end is the line's own: a value cut off there is in this line, not in the next.
        column = min(error.pos, len(text.rstrip())) + 1
        raise RowError(
            f"not JSON: {error.msg}. Each line is one whole object.", number, column
        ) from None
    except RecursionError:
        raise RowError("JSON nested too deeply to be a document.", number) from None
    except ValueError:
        # The only other ValueError of the parser: an integer of more digits than Python converts.
        raise RowError("a number with thousands of digits: write it as a string.", number) from None
    if not isinstance(record, dict):
        raise RowError(
            f'{_kind(record)} where an object with "text" is expected: {clipped(record)}.', number
        )
    return record


def _own_id(value: object, number: int) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise RowError(f'"id" is {_kind(value)}, not a string.', number)


def _text_or_none(record: dict[str, Any], name: str, number: int) -> str | None:
    value = record.get(name)
    if value is None or isinstance(value, str):
        return value
    raise RowError(f'"{name}" is {_kind(value)}, not a string.', number)


def _kind(value: object) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "an object",
    }
    return names.get(type(value), "null" if value is None else "a string")
