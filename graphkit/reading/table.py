"""CSV and TSV: one document a row; the first row names the columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from graphkit.errors import InputError
from graphkit.reading.decoding import encoding_of, refuse_binary
from graphkit.reading.draft import Draft
from graphkit.reading.failure import RowError, clipped
from graphkit.reading.fields import FIELDS, FieldNames
from graphkit.reading.lines import chained, lines
from graphkit.reading.records import record_draft

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 1 << 20


def csv_drafts(
    stream: BinaryIO,
    limit: int,
    names: FieldNames = FieldNames(),  # noqa: B008 - frozen
) -> Iterator[tuple[int, Draft | RowError]]:
    """The documents of a CSV stream, each with the number of its row's first line.

    The delimiter is the one of `, ; tab |` that makes a column for the text out of the first row.
    Empty rows are passed over. A row that is broken in itself is given as an error and the next one
    goes on; a quote that never ends, or a byte that does not fit, leaves no next row to find and
    ends the stream.

    Args:
        stream: in any encoding that `decoding` tells from its first megabyte; no byte order mark.
        limit: the most bytes a line, and characters a field, may have.
        names: which columns hold what.

    Raises:
        InputError: binary data, or an encoding that cannot be told.
    """
    sample = stream.read(_SAMPLE)
    refuse_binary(sample)
    encoding = encoding_of(_whole_lines(sample))
    text = _Text(chained(sample, stream), encoding, limit)
    # The limit is the csv module's, for the whole process: there is no other way to lift it.
    csv.field_size_limit(max(limit, csv.field_size_limit()))
    try:
        first = next(iter(text), "")
        delimiter = _delimiter(first, names)
        header = _header(first, delimiter, names)
        for row in _rows(text, delimiter):
            number = text.row_start
            if row:
                yield number, _draft(row, header, number, names)
    except RowError as error:
        yield error.line, error


class _Text:
    """The stream's lines decoded, counted, and none longer than the limit."""

    def __init__(self, stream: BinaryIO, encoding: str, limit: int) -> None:
        self._lines = lines(stream, limit)
        self._encoding = encoding
        self._limit = limit
        self.number = 0
        self.row_start = 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number = line.number
        if line.too_long:
            raise RowError(
                f"a line of {line.length} bytes; a document has at most {self._limit}"
                f" ({self._limit >> 20} MB). Split it into several.",
                line.number,
            )
        return line.text(self._encoding)


def _rows(text: _Text, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        text.row_start = text.number + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise RowError(
                f"not CSV: {error}, in the row that begins here. Look for a quote that is not"
                " closed or not doubled; the rest of the file is not read.",
                text.row_start,
            ) from None
        yield row


def _header(first: str, delimiter: str, names: FieldNames) -> list[str]:
    header = [name.strip().lower() for name in _split(first, delimiter)]
    if not names.has_text(header):
        found = ", ".join(clipped(name, 30) for name in header[:8] if name) or "nothing"
        raise RowError(
            f"no column named {names.text[0]} in the first row (it has {found}). Name the column"
            " that holds the text with --text-field.",
            1,
        )
    used = {name for field in FIELDS for name in names.of(field)}
    twice = {name for name in header if name in used and header.count(name) > 1}
    if twice:
        raise RowError(f"two columns named {sorted(twice)[0]} in the first row.", 1)
    return header


def _delimiter(first: str, names: FieldNames) -> str:
    for delimiter in _DELIMITERS:
        if names.has_text(_split(first, delimiter)):
            return delimiter
    return ","


def _split(first: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error:
        return []


def _draft(
    row: Sequence[str], header: Sequence[str], number: int, names: FieldNames
) -> Draft | RowError:
    if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
        return RowError(
            f"{len(row)} fields where the first row names {len(header)}: put the text in quotes.",
            number,
        )
    # An empty cell is an absent one, but for the text, whose absence is worth a message.
    cells = {
        name: cell
        for name, cell in zip(header, row, strict=False)
        if cell.strip() or name in names.text
    }
    if not names.has_text(cells):
        return RowError(f"only {len(row)} of {len(header)} fields: the text is missing.", number)
    try:
        return record_draft(cells, number, names)
    except RowError as error:
        return error
    except InputError as error:
        return RowError(str(error), number)


def _whole_lines(sample: bytes) -> bytes:
    """The sample without a last line that may be cut inside a character."""
    if len(sample) < _SAMPLE:
        return sample
    end = max((m.end() for m in re.finditer(rb"\n", sample)), default=0)
    return sample[:end] if end else sample[: _ascii_end(sample)]


def _ascii_end(sample: bytes) -> int:
    end = len(sample)
    while end and sample[end - 1] > 0x7F:
        end -= 1
    return end
