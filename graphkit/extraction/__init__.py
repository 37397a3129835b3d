"""Parsed text to statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .pipeline import Extractor

__all__ = ["Extractor"]


def __getattr__(name: str) -> Any:
    # Lazily: the word lists are checked when the package is built, without what extraction needs.
    if name == "Extractor":
        from .pipeline import Extractor

        return Extractor
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
