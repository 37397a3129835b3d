"""PDF to running text: lines of a paragraph joined, words broken at a line's end mended.

Offsets of statements count this text.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, BinaryIO

from graphkit.errors import InputError
from graphkit.reading.ascii85 import bound_ascii85
from graphkit.reading.draft import Draft

if TYPE_CHECKING:
    from pypdf import PdfReader

_BROKEN_WORD = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


def pdf_draft(stream: BinaryIO, limit: int, stem: str = "") -> Draft:
    """The text of a PDF, pages and paragraphs separated by a blank line.

    Args:
        stream: the file, seekable.
        limit: the most characters its text may have.
        stem: the file's name without folder and suffix.

    Raises:
        InputError: broken, locked by a password, too long, or without text (scanned pages).
    """
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    # It reports each of the many faults it can repair; what it cannot repair is raised.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    bound_ascii85()
    try:
        reader = pypdf.PdfReader(stream)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("locked by a password: save an unlocked copy.")
        text = _text(reader, limit)
        title = _title(reader)
    except InputError:
        raise
    except DependencyError:
        raise InputError(
            "encrypted in a way that is not read here (AES): save an unlocked copy, or text."
        ) from None
    except (PyPdfError, RecursionError, MemoryError) as error:
        raise InputError(
            f"a broken PDF ({_first_line(error)}): save it again, or as text."
        ) from None
    except Exception as error:  # noqa: BLE001  a broken file makes the library fail in any way at all
        raise InputError(
            f"a broken PDF ({type(error).__name__}: {_first_line(error)}):"
            " save it again, or as text."
        ) from None
    if not text.strip():
        raise InputError("no text in this PDF (scanned pages?): run text recognition on it first.")
    return Draft(text=text, title=title, stem=stem)


def _title(reader: PdfReader) -> str | None:
    """The title, where the file has one that is a text: what stands there may be anything."""
    try:
        title: object = reader.metadata.title if reader.metadata else None
        return str(title) if isinstance(title, str) else None
    except Exception:  # noqa: BLE001  a broken title fails in any way and costs the title alone
        return None


def _text(reader: PdfReader, limit: int) -> str:
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        text = _joined(page.extract_text())
        length += len(text)
        if length > limit:
            raise InputError(f"more than {limit >> 20} million characters of text: split it.")
        if text:
            pages.append(text)
    return "\n\n".join(pages)


def _joined(page: str) -> str:
    paragraphs = _PARAGRAPH.split(page.replace("\r\n", "\n").replace("\0", "").strip())
    return "\n\n".join(
        " ".join(_BROKEN_WORD.sub("", paragraph).split()) for paragraph in paragraphs
    )


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:100]
