"""The English model: raw text to sentences, tokens, tags, lemmas, UD trees and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .parsed import Parsed
    from .pipeline import parse, parse_sentences, parse_text, sections

__all__ = ["Parsed", "parse", "parse_sentences", "parse_text", "sections"]


def __getattr__(name: str) -> Any:
    # Lazily: the word lists are checked when the package is built, without the model's libraries.
    if name in __all__:
        from . import parsed, pipeline

        return getattr(parsed if name == "Parsed" else pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
