"""JSON lines, one document a line; JSON files: an array of documents, or what holds one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from graphkit.errors import InputError
from graphkit.reading.content import Content, Options
from graphkit.reading.decoding import decode
from graphkit.reading.draft import Draft
from graphkit.reading.failure import RowError, clipped
from graphkit.reading.fields import FieldNames
from graphkit.reading.limits import MAX_TREE_BYTES
from graphkit.reading.lines import Line, lines
from graphkit.reading.records import has_text, kind_of_value, record_draft

_LEVELS = 5


def json_drafts(
    stream: BinaryIO,
    limit: int,
    names: FieldNames = FieldNames(),  # noqa: B008 - frozen
) -> Iterator[tuple[int, Draft | RowError]]:
    """The documents of JSON lines, each with its line number; blank lines are passed over.

    Args:
        stream: UTF-8, without a byte order mark.
        limit: the most bytes a line may have.
        names: which keys hold what.
    """
    for line in lines(stream, limit):
        if not line.too_long and not line.data.strip():
            continue
        try:
            yield line.number, record_draft(_record(line, limit), line.number, names)
        except RowError as error:
            yield line.number, error
        except InputError as error:
            yield line.number, RowError(str(error), line.number)


def json_file_drafts(content: Content, options: Options) -> Iterator[tuple[int, Draft | RowError]]:
    """The documents of a JSON file, each with its number.

    They are the objects with a text in the first array that has such (an array, a news API's
    answer, a search's hits), the values of an object keyed by id, or the one object itself.

    Raises:
        InputError: not JSON, longer than `MAX_TREE_BYTES`, or without a text.
    """
    data = content.whole(max(options.limit, MAX_TREE_BYTES))
    records = _documents(_parsed(decode(data), 1), options.names)
    if not records:
        raise InputError(
            "no documents in this JSON: no object in it has a key for the text"
            f" ({', '.join(options.names.text[:4])} ...). Name the key with --text-field."
        )
    for number, (key, record) in enumerate(records, 1):
        try:
            draft = record_draft(record, number, options.names)
            if key is not None and draft.id is None:
                draft = replace(draft, id=key)
            yield number, draft
        except RowError as error:
            yield number, error
        except InputError as error:
            yield number, RowError(str(error), number)


def _documents(value: Any, names: FieldNames) -> list[tuple[str | None, Mapping[str, Any]]]:
    level: list[Any] = [value]
    for _ in range(_LEVELS):
        below: list[Any] = []
        for item in level:
            if isinstance(item, list):
                if any(isinstance(entry, dict) and has_text(entry, names) for entry in item):
                    return [(None, entry if isinstance(entry, dict) else {}) for entry in item]
                below.extend(entry for entry in item if isinstance(entry, dict | list))
            elif isinstance(item, dict):
                inner = [entry for entry in item.values() if isinstance(entry, list)]
                if not has_text(item, names) or _is_answer(item, inner, names):
                    keyed = [
                        (str(key), entry) for key, entry in item.items() if isinstance(entry, dict)
                    ]
                    if len(keyed) == len(item) > 0 and all(
                        has_text(entry, names) for _, entry in keyed
                    ):
                        return list(keyed)
                    below.extend(e for e in item.values() if isinstance(e, dict | list))
                else:
                    return [(None, item)] if _is_document(item, names) else []
        level = below[:100_000]
    return []


def _is_document(item: dict[str, Any], names: FieldNames) -> bool:
    """A lone object with a description and no more is some program's settings."""
    keys = {str(key).strip().lower() for key in item}
    strong = set(names.text) - {"description", "summary"} or set(names.text)
    return bool(keys & strong) or (
        names.has_text(keys) and bool(keys & {*names.title, *names.date})
    )


def _is_answer(item: dict[str, Any], inner: list[list[Any]], names: FieldNames) -> bool:
    """A feed has a description of its own; its items are what is meant."""
    return any(
        isinstance(entry, dict) and has_text(entry, names) for part in inner for entry in part[:3]
    ) and not isinstance(item.get("text"), str)


def _record(line: Line, limit: int) -> dict[str, Any]:
    if line.too_long:
        raise RowError(
            f"a line of {line.length} bytes; a document has at most {limit} ({limit >> 20} MB)."
            " Split it into several.",
            line.number,
        )
    record = _parsed(line.text(), line.number)
    if not isinstance(record, dict):
        raise RowError(
            f'{kind_of_value(record)} where an object with "text" is expected: {clipped(record)}.',
            line.number,
        )
    return record


def _parsed(text: str, number: int) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        # A line end is the line's own: a value cut off there is in this line, not in the next.
        place = min(error.pos, len(text.rstrip()))
        before = text[:place]
        raise RowError(
            f"not JSON: {error.msg}. Each line is one whole object.",
            number + before.count("\n"),
            place - (before.rfind("\n") + 1) + 1,
        ) from None
    except RecursionError:
        raise RowError("JSON nested too deeply to be a document.", number) from None
    except ValueError:
        # The only other ValueError of the parser: an integer of more digits than Python converts.
        raise RowError("a number with thousands of digits: write it as a string.", number) from None
