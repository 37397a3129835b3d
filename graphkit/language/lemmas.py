"""Lemmas as edit scripts: a class that the model predicts for each word.

A script keeps or lowers the case, cuts letters off the end and adds others
("l|3|y": lower, cut three, add "y": Parties -> party). After UDPipe 2 (Straka 2018), suffixes only.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "base_forms.json.gz"
#: UPOS to the part of speech of the base forms.
PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun"}


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
    """The lemma that script `edit` makes of `form`; `form` itself where it does not fit."""
    case, cut, add = edit.split("|", 2)
    base = form.lower() if case == "l" else form
    keep = len(base) - int(cut)
    lemma = base[:keep] + add if keep >= 0 else base
    return lemma or form


@dataclass(frozen=True, slots=True)
class BaseForms:
    """Known base forms, against which a predicted lemma is checked ("releas" is no verb).

    From the tables of spaCy's rule lemmatizer (spacy-lookups-data, after WordNet).

    Attributes:
        index: part of speech to its base forms.
        irregular: part of speech to {form: base form}.
        endings: part of speech to (ending, replacement) rules, tried in order.
    """

    index: dict[str, frozenset[str]]
    irregular: dict[str, dict[str, str]]
    endings: dict[str, list[tuple[str, str]]]

    def checked(self, form: str, upos: str, lemma: str) -> str:
        """`lemma`, or a rule's base form of `form` where `lemma` is no known base form."""
        part = PARTS.get(upos)
        if part is None:
            return lemma
        low = form.lower()
        if low in self.irregular[part] and lemma not in (low, self.irregular[part][low]):
            return self.irregular[part][low]  # "begun" is no form of "beg"
        if lemma in self.index[part]:
            return lemma
        for ending, replacement in self.endings[part]:
            if low.endswith(ending):
                base = low[: len(low) - len(ending)] + replacement
                if base in self.index[part]:
                    return base
        return lemma


@lru_cache(maxsize=1)
def base_forms() -> BaseForms:
    """The shipped table."""
    tables = json.loads(gzip.decompress(DATA.read_bytes()))
    return BaseForms(
        {part: frozenset(words) for part, words in tables["index"].items()},
        tables["irregular"],
        {part: [(a, b) for a, b in rules] for part, rules in tables["endings"].items()},
    )


@lru_cache(maxsize=65536)
def lemma(form: str, upos: str, edit: str) -> str:
    """The lemma of a form by its predicted script, checked against the known base forms."""
    return base_forms().checked(form, upos, apply(form, edit))


def _common(left: str, right: str) -> int:
    """Length of the common prefix."""
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count
