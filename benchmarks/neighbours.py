"""Does a sentence's company change its reading? `python -m benchmarks.neighbours --texts FOLDER`.

Every paragraph of the texts is read alone, after another article's, and with the paragraphs in the
opposite order; arcs and statements are compared with the reading in the document as it stands. Only
statements whose ends are named where they stand are compared: an anaphor needs what went before.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from graphkit.extraction.pipeline import Extractor
from graphkit.language import parse
from graphkit.model import Document

PARTING = "\n\n"
Arcs = dict[str, tuple[tuple[int, str], ...]]
Told = set[tuple[str, str, str, str]]


def arcs(text: str) -> Arcs:
    """Each sentence's words to their arcs; of a sentence that stands twice the last."""
    parsed = parse(text)
    return {
        " ".join(token.text for token in parsed.tokens[start:end]): tuple(
            (parsed.heads[at] - start, parsed.deprels[at]) for at in range(start, end)
        )
        for start, end in parsed.sentences()
    }


def statements(text: str, extractor: Extractor) -> Told:
    """(sentence, source, relation, target) of statements whose ends are named where they stand."""
    return {
        (s.sentence, s.source.name, s.relation, s.target.name)
        for s in extractor.extract(Document(id="d", text=text))
        if s.source.name in text[s.source_start : s.source_end]
        and s.target.name in text[s.target_start : s.target_end]
    }


def surroundings(paragraphs: Sequence[str], other: str) -> Iterator[tuple[str, list[str]]]:
    """(what was changed, texts that together hold every paragraph once)."""
    yield "each paragraph alone", list(paragraphs)
    yield "after another article", [PARTING.join((other, *paragraphs))]
    yield "in the opposite order", [PARTING.join(reversed(paragraphs))]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    texts = [path.read_text("utf-8") for path in sorted(parser.parse_args().texts.glob("*.txt"))]
    extractor = Extractor()
    counts: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        paragraphs = [part for part in text.split(PARTING) if part.strip()]
        own, told = arcs(text), statements(text, extractor)
        for name, parts in surroundings(paragraphs, texts[number - 1]):
            count = counts.setdefault(name, [0, 0, 0, 0])
            found: Arcs = {}
            said: Told = set()
            for part in parts:
                found |= arcs(part)
                said |= statements(part, extractor)
            for sentence, tree in own.items():
                theirs = found.get(sentence, ((-1, ""),) * len(tree))
                count[0] += len(tree)
                count[1] += sum(a != b for a, b in zip(tree, theirs, strict=True))
            count[2] += len(told)
            count[3] += len(told - said)
    print("| surroundings | arcs that change | statements that are lost |\n|---|---|---|")
    for name, (words, differ, all_told, lost) in counts.items():
        print(
            f"| {name} | {differ} of {words} ({100 * differ / max(1, words):.2f} %) "
            f"| {lost} of {all_told} ({100 * lost / max(1, all_told):.1f} %) |"
        )


if __name__ == "__main__":
    main()
