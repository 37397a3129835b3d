"""From what a format yields to a checked `Document`: text, id, date and the rest."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.reading.dates import date_in_name, dateline, iso_date
from graphkit.reading.failure import clipped

MAX_ID = 200
MAX_FIELD = 2000
_INVISIBLE = "\ufeff\u200b\u200e\u200f\u2060"


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as its file gives it, not yet checked.

    Attributes:
        text: the text that offsets count.
        id, title, date, url, author: what the file says, as written, or None.
        site, language: what a page says of itself, or None.
        key: its own id or number inside its file; None for the one document of a file.
        stem: the file's name without folder and suffix, which may hold a date; "" for a row.
    """

    text: str
    id: str | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    author: str | None = None
    site: str | None = None
    language: str | None = None
    key: str | None = None
    stem: str = ""


def document(draft: Draft, path: str, date: str | None = None) -> Document:
    """The document of a draft.

    Args:
        draft: what the file gives.
        path: where it was read, fit to print.
        date: the day that the caller gives to all documents (YYYY-MM-DD), before the file's own.

    Raises:
        InputError: the text is blank or holds what no text holds, or a field is wrong.
    """
    data = _checked_text(draft.text)
    return Document(
        id=_checked_id(draft.id) if draft.id is not None else text_id(data),
        text=draft.text,
        title=_field("title", draft.title),
        date=date or _date_of(draft),
        url=_field("url", draft.url),
        path=path,
    )


def text_id(data: bytes) -> str:
    """The id of a text without one of its own: "d-" and 16 hexadecimal digits.

    Args:
        data: the text in UTF-8.
    """
    return f"d-{hashlib.sha256(data).hexdigest()[:16]}"


def _date_of(draft: Draft) -> str | None:
    written = _field("date", draft.date)
    if written is not None:
        return iso_date(written)
    return date_in_name(draft.stem) or dateline(draft.text)


def _checked_text(text: str) -> bytes:
    """The text in UTF-8, if it is one."""
    if not text.strip().strip(_INVISIBLE).strip():
        raise InputError(
            "empty: there is no text in it." if not text else "blank: it holds only white space."
        )
    zero = text.find("\0")
    if zero >= 0:
        raise InputError(f"the text holds a null character at character {zero}: remove it.")
    return _utf8(text, "the text")


def _checked_id(own: str) -> str:
    if not own.strip():
        raise InputError("the id is empty: give one, or leave the field out.")
    if len(own) > MAX_ID:
        raise InputError(
            f"the id {clipped(own)} has {len(own)} characters: give it at most {MAX_ID}."
        )
    if any(unicodedata.category(c) == "Cc" for c in own):
        raise InputError(f"the id {clipped(own)} holds a control character: remove it.")
    _utf8(own, "the id")
    return own


def _field(name: str, value: str | None) -> str | None:
    """A field on one line, or None if it says nothing."""
    if value is None:
        return None
    if len(value) > 100 * MAX_FIELD:
        raise InputError(f"the {name} has {len(value)} characters: give it at most {MAX_FIELD}.")
    _utf8(value, f"the {name}")
    line = " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in value).split())
    if len(line) > MAX_FIELD:
        raise InputError(f"the {name} has {len(line)} characters: give it at most {MAX_FIELD}.")
    return line or None


def _utf8(text: str, what: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        raise InputError(
            f"{what} holds half a character (the lone surrogate U+{code:04X}) at character"
            f" {error.start}: write the file again as UTF-8."
        ) from None
