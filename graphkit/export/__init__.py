"""A graph as files for other programs."""

from graphkit.export.registry import FORMATS, ExportOptions, ExportReport, export

__all__ = ["FORMATS", "ExportOptions", "ExportReport", "export"]
