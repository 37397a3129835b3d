"""ASCII85 inside PDFs, decoded in bounded memory.

pypdf bounds what its other filters give out, but hands ASCII85 as a whole to Python's decoder,
which takes ninety bytes for each: a stream of 20 MB filled 1.8 GB.
"""

from __future__ import annotations

import base64
from typing import Any

MAX_OUTPUT = 75_000_000
"""The most bytes of one decoded stream, as pypdf has it for its other filters."""

_PIECE = 5 << 12  # of whole groups: five characters are four bytes
_SPACE = b" \t\n\r\v\f\0"


def decode(data: str | bytes, decode_parms: object = None, **_: Any) -> bytes:  # noqa: ARG001
    """What an ASCII85 stream stands for, its marks (`<~`, `~>`) there or not.

    Args:
        data: the stream.
        decode_parms: not used by this filter.

    Raises:
        LimitReachedError: it gives more than `MAX_OUTPUT` bytes.
        ValueError: it is no ASCII85.
    """
    from pypdf.errors import LimitReachedError

    raw = data.encode("latin-1") if isinstance(data, str) else bytes(data)
    # Without the tilde, which is no digit, both brackets are.
    digits = raw.translate(None, _SPACE).removeprefix(b"<~").removesuffix(b"~>").removesuffix(b"~")
    zeros = digits.count(b"z")
    if (len(digits) + 4 * zeros) // 5 * 4 > MAX_OUTPUT:
        raise LimitReachedError(f"more than {MAX_OUTPUT} bytes in ASCII85")
    if zeros:
        digits = digits.replace(b"z", b"!!!!!")
    return b"".join(
        base64.a85decode(digits[start : start + _PIECE]) for start in range(0, len(digits), _PIECE)
    )


def bound_ascii85() -> None:
    """Have pypdf use `decode`: it has no setting for this filter's size."""
    from pypdf import filters

    filters.ASCII85Decode.decode = staticmethod(decode)  # type: ignore[method-assign]
