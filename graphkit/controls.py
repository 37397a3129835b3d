"""Characters that steer a terminal or turn the direction of writing, shown instead of obeyed.

Text from strangers goes to terminals, logs and pages: an escape sequence can repaint a screen or
write to the clipboard, a mark of direction can make one sentence read as another.
"""

from __future__ import annotations

import json
import re
from typing import Any

# C0 and C1 (an escape sequence begins with one), the separators of lines and paragraphs, the marks
# and overrides of direction, and halves of surrogate pairs.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SAFE = re.compile(r"[\x20-\x7e\n\t]*")


def escaped(text: str, keep: str = "") -> str:
    r"""Text that is safe to show: each such character as `\u001b`.

    Args:
        text: any text.
        keep: characters that stay as they are (line feed, tab).
    """
    if _SAFE.fullmatch(text) and "\n" in keep and "\t" in keep:
        return text

    def show(match: re.Match[str]) -> str:
        char = match.group()
        return char if char in keep else f"\\u{ord(char):04x}"

    return _UNSAFE.sub(show, text)


def as_json(value: Any, *, ascii_only: bool = False, indent: int | None = None) -> str:
    """A value as JSON in which no such character stands raw; what it says is the same.

    Args:
        value: what JSON knows.
        ascii_only: escape everything beyond ASCII.
        indent: blanks a level; None writes one line.
    """
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    # Line feeds and tabs are only between values here, inside texts JSON escapes them itself.
    return escaped(text, keep="\n\t")
