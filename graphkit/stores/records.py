"""Statement records (JSON lines) in, checked field by field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from graphkit import gate
from graphkit.errors import InputError, UsageError
from graphkit.model import (
    ACTOR_KINDS,
    DATE_SOURCES,
    MODALITIES,
    OFFSETS,
    STATEMENT_KINDS,
    Document,
    Statement,
)
from graphkit.stores.fastrecords import fast_statement
from graphkit.stores.values import check_date

_T = TypeVar("_T")
_IDS = frozenset(("id", "document", "relation"))


class _BadRecordError(Exception):
    """Says what is wrong with a record."""


def read_statements(lines: Iterable[bytes], name: str) -> Iterator[Statement]:
    """Statements of JSON lines; blank lines are skipped.

    Args:
        lines: each one record (docs/statement.md), UTF-8; actors may carry `aliases` too.
        name: of the file, for messages.

    Raises:
        InputError: a line is no statement; the message names file, line, field and value.
    """
    return _read(lines, name, _statement, fast_statement)


def read_documents(lines: Iterable[bytes], name: str) -> Iterator[Document]:
    """Documents of JSON lines with `id`, and `title`, `date`, `url`, `author` where known.

    Raises:
        InputError: a line is no document; the message names file, line, field and value.
    """
    return _read(lines, name, _document)


def _read(
    lines: Iterable[bytes],
    name: str,
    make: Callable[[dict[str, Any]], _T],
    fast: Callable[[bytes], _T | None] = lambda _: None,
) -> Iterator[_T]:
    """Records of lines.

    `fast` reads those with nothing wrong or unusual; what it leaves is read with care, and refused
    in words.
    """
    for number, line in enumerate(gate.lines(lines, name), start=1):
        if (value := fast(line)) is not None:
            yield value
            continue
        if not line.strip():
            continue
        try:
            record = gate.read_json(line.decode("utf-8-sig" if number == 1 else "utf-8"))
            if not isinstance(record, dict):
                raise _BadRecordError("is no JSON object")
            yield make(record)
        except UnicodeDecodeError as error:
            raise InputError(
                f"{name}:{number}: is not UTF-8 (byte {error.start + 1} of the line); "
                "convert the file to UTF-8"
            ) from None
        except json.JSONDecodeError as error:
            raise InputError(
                f"{name}:{number}: is not JSON ({error.msg}, column {error.colno}); each line must "
                "be one record as `graphkit extract` writes it"
            ) from None
        except gate.LimitError as error:
            raise gate.LimitError(f"{name}:{number}: {error}") from None
        except _BadRecordError as error:
            raise InputError(
                f"{name}:{number}: {error}; each line must be one record as `graphkit extract` "
                "writes it"
            ) from None


def statement_of(record: dict[str, Any], place: str, advice: str) -> Statement:
    """A statement out of a record that was put together from another format.

    Args:
        record: as docs/statement.md has it.
        place: file and line, for the message.
        advice: the next step, for the message.

    Raises:
        InputError: it is no statement; the message names place, field and value.
    """
    try:
        return _statement(record)
    except _BadRecordError as error:
        raise InputError(f"{place}: {error}; {advice}") from None


def _statement(record: dict[str, Any]) -> Statement:
    for field in ("id", "document", "relation"):
        _text(record, field, empty=False)
    for field in ("predicate", "sentence"):
        _text(record, field)
    for field in ("cameo", "plover"):
        _text(record, field, null=True)
    _one_of(record, "kind", STATEMENT_KINDS)
    _one_of(record, "modality", MODALITIES)
    _number(record, "goldstein", -10, 10, null=True)
    _number(record, "confidence", 0, 1)
    _flag(record, "negated")
    _date(record)
    if "ended" in record:
        _flag(record, "ended")
    if record.get("date_of") is not None:
        _one_of(record, "date_of", DATE_SOURCES)
    if "rule" in record:
        _text(record, "rule")
    own = record.get("origin") == "edit"
    for field in OFFSETS:
        value = _field(record, field)
        if own and value is None:
            continue
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 53:
            raise _BadRecordError(f"{field} is {_show(value)}, not a whole number from 0")
    for field in ("source", "target"):
        _actor(_field(record, field), field)
    if _field(record, "attributed_to") is not None:
        _actor(record["attributed_to"], "attributed_to")
    return Statement.from_dict(record)


def _document(record: dict[str, Any]) -> Document:
    _text(record, "id", empty=False)
    known = {}
    for field in ("title", "date", "url", "author", "text_hash", "read_by"):
        record.setdefault(field, None)
        _text(record, field, null=True)
        known[field] = record[field]
    return Document(record["id"], "", **known)


def _actor(value: object, field: str) -> None:
    if not isinstance(value, dict):
        raise _BadRecordError(f"{field} is {_show(value)}, not an actor")
    try:
        for name in ("id", "name"):
            _text(value, name, empty=False)
        _one_of(value, "kind", ACTOR_KINDS)
        for name in ("country", "role"):
            _text(value, name, null=True)
        _flag(value, "named")
        aliases = value.get("aliases", [])
        if not isinstance(aliases, list):
            raise _BadRecordError(f"aliases is {_show(aliases)}, not a list")
        gate.check_count("aliases", len(aliases), gate.MAX_ALIASES)
        for alias in aliases:
            _text({"aliases": alias}, "aliases", empty=False)
    except (_BadRecordError, gate.LimitError) as error:
        raise type(error)(f"{field}: {error}") from None


def _field(record: dict[str, Any], field: str) -> object:
    if field not in record:
        raise _BadRecordError(f"{field} is missing")
    return record[field]


def _text(record: dict[str, Any], field: str, *, empty: bool = True, null: bool = False) -> None:
    value = _field(record, field)
    if value is None and null:
        return
    if not isinstance(value, str):
        raise _BadRecordError(f"{field} is {_show(value)}, not a text")
    if not empty and not value.strip():
        raise _BadRecordError(f"{field} is empty")
    if field in _IDS:
        gate.check_id(field, value)
    else:
        gate.check_text(field, value, gate.MAX_SENTENCE if field == "sentence" else gate.MAX_NAME)


def _one_of(record: dict[str, Any], field: str, allowed: tuple[str, ...]) -> None:
    value = _field(record, field)
    if value not in allowed:
        raise _BadRecordError(f"{field} is {_show(value)}, not one of {', '.join(allowed)}")


def _flag(record: dict[str, Any], field: str) -> None:
    value = _field(record, field)
    if not isinstance(value, bool):
        raise _BadRecordError(f"{field} is {_show(value)}, not true or false")


def _number(
    record: dict[str, Any], field: str, least: float, most: float, *, null: bool = False
) -> None:
    value = _field(record, field)
    if value is None and null:
        return
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not least <= value <= most:  # type: ignore[operator]
        raise _BadRecordError(f"{field} is {_show(value)}, not a number from {least} to {most}")


def _date(record: dict[str, Any]) -> None:
    value = _field(record, "date")
    if value is None:
        return
    try:
        check_date("date", value if isinstance(value, str) else "")
    except UsageError:
        raise _BadRecordError(f"date is {_show(value)}, not an ISO date") from None


def _show(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."
