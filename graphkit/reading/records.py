"""One JSON object or row of a table to a draft: which key is what, and what its value may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphkit.reading.draft import Draft
from graphkit.reading.failure import RowError, clipped
from graphkit.reading.fields import FieldNames
from graphkit.reading.inline import plain

# Where APIs nest what belongs to a record: Elasticsearch, The Guardian, JSON:API.
_WRAPPERS = ("_source", "fields", "attributes", "article", "data", "document")
# What stands for an object that is only a value: WordPress, NYT, MongoDB, feeds turned to JSON.
_VALUES = ("rendered", "main", "name", "text", "value", "$t", "#text", "original", "$oid", "$date")


def record_draft(record: Mapping[str, Any], number: int, names: FieldNames) -> Draft:
    """The draft of one record.

    Args:
        record: keys to values.
        number: its line, for messages.
        names: which keys hold what.

    Raises:
        RowError: it has no text, or its id or text is of a wrong type.
    """
    fields = _fields(record, names)
    value = _text(fields, record, names, number)
    return Draft(
        text=plain(value),
        id=_own_id(_first(fields, names.id), number),
        title=_title(_string(_first(fields, names.title))),
        date=_string(_first(fields, names.date)),
        url=_string(_first(fields, names.url)),
        author=_string(_first(fields, names.author)),
        key=str(number),
    )


def has_text(record: Mapping[str, Any], names: FieldNames) -> bool:
    """Whether a record has a key that can hold a document's text."""
    return names.has_text(_fields(record, names))


def _fields(record: Mapping[str, Any], names: FieldNames) -> dict[str, Any]:
    """Keys in small letters; what a wrapper holds joins them if the record has no text itself."""
    found = {str(key).strip().lower(): value for key, value in record.items()}
    if names.has_text(found):
        return found
    for wrapper in _WRAPPERS:
        inner = found.get(wrapper)
        if isinstance(inner, dict) and names.has_text(map(str, inner)):
            return found | {str(key).strip().lower(): value for key, value in inner.items()}
    return found


def _text(
    fields: Mapping[str, Any], record: Mapping[str, Any], names: FieldNames, number: int
) -> str:
    present = [key for key in names.text if key in fields]
    if not present:
        keys = ", ".join(clipped(key, 30) for key in list(record)[:8]) or "nothing"
        wanted = f'"{names.text[0]}"'
        raise RowError(
            f"no {wanted} in this object (it has {keys}): name its key with --text-field.", number
        )
    for key in present:
        value = _paragraphs(fields[key])
        if value is not None and value.strip():
            return value
    first = fields[present[0]]
    if not isinstance(first, str):
        raise RowError(f'"{present[0]}" is {kind_of_value(first)}, not a string.', number)
    return first


def _paragraphs(value: object) -> str | None:
    """A text: a string, an object that holds one, or a list of paragraphs."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return next((v for k in _VALUES if isinstance(v := value.get(k), str)), None)
    if isinstance(value, list) and value:
        parts = [_paragraphs(item) for item in value[:10_000] if not isinstance(item, list)]
        if parts and all(part is not None for part in parts):
            return "\n\n".join(part for part in parts if part)
    return None


def _own_id(value: object, number: int) -> str | None:
    if isinstance(value, dict):
        value = _string(value)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise RowError(f'"id" is {kind_of_value(value)}, not a string.', number)


def _title(value: str | None) -> str | None:
    return plain(value) if value else value


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """The first of these that says something; else the first that is there."""
    present = [fields[name] for name in names if name in fields]
    return next(
        (value for value in present if value not in (None, "", [], {})), (present or [None])[0]
    )


def _string(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        return next((_string(value[key]) for key in _VALUES if value.get(key)), None)
    if isinstance(value, list):
        return "; ".join(filter(None, (_string(item) for item in value[:20]))) or None
    return None


def kind_of_value(value: object) -> str:
    """A JSON value's type, in words."""
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "an object",
    }
    return names.get(type(value), "null" if value is None else "a string")
