"""Files, folders and streams to documents."""

from graphkit.reading.failure import ReadFailure
from graphkit.reading.reader import MAX_BYTES, read

__all__ = ["MAX_BYTES", "ReadFailure", "read"]
