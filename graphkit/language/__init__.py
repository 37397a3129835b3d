"""The English model: raw text to sentences, tokens, tags, lemmas, UD trees and names."""

from .pipeline import parse, parse_sentences, parse_text, sections

__all__ = ["parse", "parse_sentences", "parse_text", "sections"]
