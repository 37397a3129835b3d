"""Parsed text to statements."""

from .pipeline import Extractor

__all__ = ["Extractor"]
