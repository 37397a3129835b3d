"""Files, folders and streams to documents."""

from graphkit.reading.content import Note
from graphkit.reading.failure import ReadFailure
from graphkit.reading.fields import FieldNames
from graphkit.reading.limits import MAX_BYTES
from graphkit.reading.reader import read

__all__ = ["MAX_BYTES", "FieldNames", "Note", "ReadFailure", "read"]
