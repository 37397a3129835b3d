"""Lemmas as edit scripts: a class that the model predicts for each word.

A script keeps or lowers the case, cuts letters off the end and adds others
("l|3|y": lower, cut three, add "y": Parties -> party). After UDPipe 2 (Straka 2018), suffixes only.
"""

from __future__ import annotations

from functools import lru_cache


def script(form: str, lemma: str) -> str:
    """The edit script that turns `form` into `lemma`."""
    case, base = "k", form
    if form != lemma and form.lower() != form:
        kept = _common(form, lemma)
        lowered = _common(form.lower(), lemma)
        if lowered > kept:
            case, base = "l", form.lower()
    shared = _common(base, lemma)
    return f"{case}|{len(base) - shared}|{lemma[shared:]}"


@lru_cache(maxsize=65536)
def apply(form: str, edit: str) -> str:
    """The lemma that script `edit` makes of `form`; `form` itself where the script does not fit."""
    case, cut, add = edit.split("|", 2)
    base = form.lower() if case == "l" else form
    keep = len(base) - int(cut)
    lemma = base[:keep] + add if keep >= 0 else base
    return lemma or form


def _common(left: str, right: str) -> int:
    """Length of the common prefix."""
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count
