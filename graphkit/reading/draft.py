"""From what a format yields to a checked `Document`: text, id, date and the rest."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.reading.dates import date_in_name, dateline, iso_date, story_day
from graphkit.reading.failure import clipped

if TYPE_CHECKING:
    from graphkit.reading.content import Content, Options

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


def document(draft: Draft, content: Content, path: str, options: Options) -> Document:
    """The document of a draft.

    Args:
        draft: what the file gives.
        content: the file.
        path: where it was read, fit to print.
        options: what holds for all documents.

    Raises:
        InputError: the text is blank or holds what no text holds, or a field is wrong.
    """
    data = _checked_text(draft.text)
    return Document(
        id=_id(draft, content, data, options.prefix),
        text=draft.text,
        title=_field("title", draft.title),
        date=_date(draft, path, options),
        url=_field("url", draft.url),
        path=path,
        author=_field("author", draft.author),
    )


def text_id(data: bytes) -> str:
    """The id of a text without one of its own: "d-" and 16 hexadecimal digits.

    Args:
        data: the text in UTF-8.
    """
    return f"d-{hashlib.sha256(data).hexdigest()[:16]}"


def _id(draft: Draft, content: Content, data: bytes, prefix: str) -> str:
    """The input's own id, else the file's path, with what tells the document inside it."""
    if draft.id is not None:
        return prefix + _checked_id(draft.id)
    if content.id is None:
        return prefix + text_id(data)
    if draft.key is None:
        return prefix + _printable(content.id)
    return prefix + _printable(f"{content.id}#{draft.key}")


def _printable(made: str) -> str:
    """An id made of names of files and guids, which may hold anything, kept within bounds."""
    clean = os.fsencode(made).decode("utf-8", "backslashreplace")
    clean = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in clean)
    if len(clean) <= MAX_ID:
        return clean
    return f"{clean[: MAX_ID - 18]}~{hashlib.sha256(clean.encode()).hexdigest()[:16]}"


def _date(draft: Draft, path: str, options: Options) -> str | None:
    """The day of the story: its dateline's, else what the file tells, else what the caller does."""
    known = _told_date(draft, path, options) or options.date
    return story_day(draft.text, known) or known


def _told_date(draft: Draft, path: str, options: Options) -> str | None:
    written = _field("date", draft.date)
    if written is not None:
        try:
            return iso_date(written, day_first=options.day_first)
        except InputError as error:
            message = f"{error} The document is read without a date."
            from graphkit.reading.content import Note

            options.told(Note(path, "note", "date not read", message))
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
