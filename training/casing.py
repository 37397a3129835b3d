"""How words are written when they are not in capitals: `python -m training.casing`.

Counts the forms of words inside sentences of the treebanks' training halves and of
`politics/documents.jsonl`, texts without annotation, and writes the words that are mostly lower
case, and those mostly in capitals, into `graphkit/language/data`. A text in capitals is read with
their help (`graphkit.language.casing`).
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from graphkit.language.casing import DATA, known_lower
from graphkit.language.tokens import blocks

from .corpora import read_conllu

CORPORA = ("ewt", "gum")


def counts(sentences: Iterable[Sequence[str]]) -> dict[str, Counter[str]]:
    """Lower-case form of each word to how often it is written "lower", "title" or "upper".

    First words of sentences and sentences in capitals say nothing.
    """
    found: dict[str, Counter[str]] = {}
    for sentence in sentences:
        if not any(form.islower() and len(form) > 3 for form in sentence):
            continue
        for form in sentence[1:]:
            if form[:1].isalpha():
                kind = "lower" if form.islower() else "upper" if form.isupper() else "title"
                found.setdefault(form.lower(), Counter())[kind] += 1
    return found


def table(found: dict[str, Counter[str]]) -> dict[str, list[str]]:
    """The words that rules alone would write otherwise."""
    usual = {word: kinds.most_common(1)[0][0] for word, kinds in found.items()}
    return {
        "lower": sorted(w for w, kind in usual.items() if kind == "lower" and not known_lower(w)),
        "upper": sorted(
            w for w, kind in usual.items() if kind == "upper" and len(w) > 1 and w.isalpha()
        ),
        "title": sorted(w for w, kind in usual.items() if kind == "title" and known_lower(w)),
    }


def _sentences(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Cut after marks that end sentences; a cut too many costs one word's count."""
    first = 0
    for at, word in enumerate(words, 1):
        if word in {".", "!", "?", ":"} or at == len(words):
            yield words[first:at]
            first = at


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    options = parser.parse_args()
    sentences: list[Sequence[str]] = [
        sentence.forms
        for name in CORPORA
        for doc in read_conllu(options.corpora / "ud" / name / "train.conllu", with_names=False)
        for sentence in doc
    ]
    for line in (options.corpora / "politics/documents.jsonl").read_text("utf-8").splitlines():
        for block in blocks(json.loads(line)["text"]):
            sentences.extend(_sentences([token.text for token in block.tokens]))
    made = table(counts(sentences))
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    DATA.write_bytes(gzip.compress(text.encode(), mtime=0))
    print({kind: len(words) for kind, words in made.items()}, DATA.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
