"""Text as XML 1.0 can hold it."""

from __future__ import annotations

import re
from hashlib import blake2b

# Section 2.2 of the XML 1.0 recommendation: everything else may not occur, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile("[&<>\"'\t\n\r]")
# The ampersand first: the others are written with it.
_ESCAPES = {
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;",
    "\t": "&#9;", "\n": "&#10;", "\r": "&#13;",
}  # fmt: skip


def escaped(text: str) -> str:
    """Text for an element or a quoted attribute: what XML forbids left out, the rest escaped.

    Line ends and tabs are escaped too, or readers would turn them into blanks in attributes and
    carriage returns into line feeds.
    """
    if _FORBIDDEN.search(text):
        text = _FORBIDDEN.sub("", text)
    if _SPECIAL.search(text):
        for char, entity in _ESCAPES.items():
            text = text.replace(char, entity)
    return text


def escaped_id(text: str) -> str:
    """Text for an id: as `escaped`, but two ids that differ still differ.

    An id that XML cannot hold as it is gets a hash of it in place of what is left out.
    """
    if text and not _FORBIDDEN.search(text):
        return escaped(text)
    mark = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return f"{escaped(text)}~{mark}"


_NO_NAME_CHARACTER = re.compile(r"[^A-Za-z0-9_.:-]")


def escaped_token(text: str) -> str:
    """Text for an id that must be an NMTOKEN (no blanks, no marks): two that differ still differ.

    What is not of ASCII's letters, digits and `_.:-` becomes "_", with a hash of the whole text.
    """
    token = _NO_NAME_CHARACTER.sub("_", text)
    if token and token == text:
        return token
    mark = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return f"{token}.{mark}"
