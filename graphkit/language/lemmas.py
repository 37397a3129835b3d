"""Lemmas as edit scripts: a class that the model predicts for each word.

A script keeps or lowers the case, cuts letters off the end and adds others
("l|3|y": lower, cut three, add "y": Parties -> party). After UDPipe 2 (Straka 2018), suffixes only.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "base_forms.json.gz"
#: One syllable that ends in one vowel and one consonant that English would double before -ed.
_SILENT_E = re.compile(r"[^aeiouy]*[aeiouy][^aeiouwxy]")
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

    def checked(self, form: str, upos: str, xpos: str, lemma: str) -> str:
        """`lemma`, or the base form of `form` where `lemma` cannot be it and a rule finds one.

        Args:
            form, upos, xpos: the word and its tags.
            lemma: what the model predicts.
        """
        part = PARTS.get(upos)
        if part is None:
            return lemma
        low, known = form.lower(), self.index[part]
        irregular = self.irregular[part].get(low)
        if irregular is not None:
            # "begun" is no form of "beg"; "rose" as a past tense is one of "rise".
            past = xpos in {"VBD", "VBN"} or (part == "verb" and low not in known)  # "overthrew"
            past = past and low != irregular and lemma == low
            return irregular if past or lemma not in (low, irregular) else lemma
        if low in known and not low.endswith(("ed", "ing", "s")):
            return low  # "cut", "hit", "spread"
        for ending in ("ed", "ing"):
            stem = low.removesuffix(ending)
            if stem != low and _SILENT_E.fullmatch(stem) and stem + "e" in known:
                return stem + "e"  # "fined": "fin" would double its n
        if lemma in known and low in _inflected(lemma):
            return lemma
        for ending, replacement in self.endings[part]:
            if low.endswith(ending):
                base = low[: len(low) - len(ending)] + replacement
                if base in known:
                    return base
        return lemma


@lru_cache(maxsize=65536)
def _inflected(base: str) -> frozenset[str]:
    """The regular forms of a verb or noun: "deplored" is no form of "deploy", whatever it is."""
    stem = base.removesuffix("e")
    last = base[-1]
    forms = {base, base + "s", base + "es"}
    for ending in ("ed", "ing"):
        forms |= {stem + ending, base + ending, base + last + ending}
    if last == "y":
        forms |= {base[:-1] + "ies", base[:-1] + "ied"}
    if last == "c":
        forms |= {base + "ked", base + "king"}
    if base.endswith("ie"):
        forms.add(base[:-2] + "ying")
    if last == "f" or base.endswith("fe"):
        forms.add(base.removesuffix("e")[:-1] + "ves")
    return frozenset(forms)


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
def lemma(form: str, upos: str, xpos: str, edit: str) -> str:
    """The lemma of a form by its predicted script, checked against the known base forms."""
    return base_forms().checked(form, upos, xpos, apply(form, edit))


def _common(left: str, right: str) -> int:
    """Length of the common prefix."""
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count
