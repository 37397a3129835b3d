"""Cells that a spreadsheet shows and never runs."""

from __future__ import annotations

import re

# What Excel, LibreOffice and Google Sheets take for the beginning of a formula (OWASP, "CSV
# Injection").
_FORMULA = re.compile(r"[\s\x00]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


def cell(value: str | float | bool | None) -> str | int | float:
    """A value as a cell: nothing for None, and no text that would be taken for a formula.

    Controls, line ends among them, become blanks. Numbers stay numbers: "-10.0" as a float is none
    of a stranger's text.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    text = _CONTROLS.sub(" ", value)
    return f"'{text}" if _FORMULA.match(text) else text
