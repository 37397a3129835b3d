"""The English model: raw text to sentences, tokens, tags, lemmas, UD trees and names."""

from .parsed import Parsed
from .pipeline import parse, parse_sentences, parse_text, sections

__all__ = ["Parsed", "parse", "parse_sentences", "parse_text", "sections"]
