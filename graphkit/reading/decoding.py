"""Bytes of a file to text: UTF-8, UTF-16 by its mark, else detected, else refused."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from graphkit.errors import InputError

_MARKS = (
    # UTF-32's little-endian mark begins with UTF-16's, so it is asked first.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN = (
    (b"%PDF-", "a PDF: name it .pdf"),
    (b"PK\x03\x04", "a zip archive or an office document: save it as plain text"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"SQLite format 3\x00", "an SQLite file (a graph?): to ask it, use --graph"),
    (b"{\\rtf", "rich text: save it as plain text"),
)
_DETECT_BYTES = 1 << 20
# What files are really written in. Without this list, a short text in Latin letters is taken for a
# code page of the 1980s, and a Russian one for Thai.
_IN_USE = (
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp437 cp850 cp866 mac_roman"
    " iso8859_2 iso8859_5 iso8859_7 iso8859_9 koi8_r koi8_u"
    " gb18030 big5 cp932 euc_jp iso2022_jp cp949 euc_kr"
).split()
_UNFIT = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
# All of C0 but tab, line feed, vertical tab, form feed, carriage return and escape.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROLS_PER_CHARACTER = 0.02


class _Bad(NamedTuple):
    first: int
    """Byte offset of the first byte that is no UTF-8."""
    bytes: int
    """How many bytes are no UTF-8."""
    good: int
    """How many characters beyond ASCII are good UTF-8."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a whole file, line ends as they stand, without a byte order mark.

    Args:
        data: the file's bytes.
        declared: an encoding that the file names itself (an HTML page does), tried after UTF-8.

    Raises:
        InputError: binary data, or no encoding fits; the message gives the byte's offset.
    """
    encoding = encoding_of(data, declared)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"not {_plain(encoding)}: the byte 0x{data[error.start]:02x} at offset {error.start}"
            " does not fit. Save the file as UTF-8."
        ) from None
    _refuse_binary_text(text)
    return text


def encoding_of(data: bytes, declared: str | None = None) -> str:
    """The encoding to decode `data` with (a name that Python knows).

    Args:
        data: a file, or its beginning cut at a line end.
        declared: an encoding that the file names itself.

    Raises:
        InputError: binary data, or no encoding fits.
    """
    if marked := mark_of(data):
        return marked
    refuse_binary(data)
    bad = _not_utf8(data)
    if bad is None:
        return "utf-8"
    if bad.good > bad.bytes:
        raise InputError(
            f"damaged UTF-8: the byte 0x{data[bad.first]:02x} at offset {bad.first} does not fit,"
            f" the {bad.good} other characters beyond ASCII do. Mend the file or save it again."
        )
    if declared and _fits(data, declared):
        return declared
    found = _detected(data[bad.first : bad.first + _DETECT_BYTES], data)
    if found is None:
        raise InputError(
            "neither UTF-8 nor another encoding that could be told: the byte"
            f" 0x{data[bad.first]:02x} at offset {bad.first} does not fit. Save the file as UTF-8."
        )
    return found


def mark_of(data: bytes) -> str | None:
    """The encoding that a byte order mark at the beginning tells, or None."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def refuse_binary(data: bytes) -> None:
    """Raise for bytes that are no text at all.

    Raises:
        InputError: a known binary format, or a null byte; the message gives its offset.
    """
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            raise InputError(f"this is {what}.")
    zero = data.find(0)
    if zero >= 0:
        raise InputError(
            f"binary, not text: a null byte at offset {zero}."
            " If it is UTF-16 without a byte order mark, save it as UTF-8."
        )


def _not_utf8(data: bytes) -> _Bad | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # Each byte that does not fit becomes one lone surrogate, U+DC80 to U+DCFF.
        text = data.decode("utf-8", "surrogateescape")
        bad = len(_UNFIT.findall(text))
        good = len(_BEYOND_ASCII.findall(text)) - bad
        return _Bad(error.start, bad, good)
    return None


def _detected(sample: bytes, data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    # The sample begins at the first byte beyond UTF-8; what stands before it says nothing about the
    # encoding, but a little more context helps short samples.
    if len(data) <= _DETECT_BYTES:
        sample = data
    matches = from_bytes(sample, cp_isolation=list(_IN_USE))
    best = matches.best()
    if best is None:
        return None
    # Many single-byte encodings fit a Western text equally well; Windows' own is the likeliest.
    western = any(
        "cp1252" in match.could_be_from_charset
        and match.chaos <= best.chaos
        and match.coherence >= best.coherence
        for match in matches
    )
    name = "cp1252" if western else best.encoding
    return name if _fits(sample, name) else None


def _fits(data: bytes, encoding: str) -> bool:
    try:
        # Some codecs (rot13, hex) are no text encodings; LookupError covers them and unknown names.
        data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return False
    return True


def _refuse_binary_text(text: str) -> None:
    controls = len(_CONTROLS.findall(text, 0, _DETECT_BYTES))
    if controls > _CONTROLS_PER_CHARACTER * min(len(text), _DETECT_BYTES):
        raise InputError(f"binary, not text: {controls} control characters. Give a text file.")


def _plain(encoding: str) -> str:
    return encoding.removesuffix("-sig").upper()
