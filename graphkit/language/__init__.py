"""The English model: raw text to sentences, tokens, tags, lemmas, UD trees and names."""

from .pipeline import parse, sections

__all__ = ["parse", "sections"]
