"""Time of extraction beside the parser's: `python -m benchmarks.extraction --texts FOLDER`.

Both in process time, in the same run, text by text. Every round must tell the same statements, and
so must an extractor made anew. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graphkit.extraction import Extractor
from graphkit.language import sections
from graphkit.model import Document, Statement

#: Any day: with none, "on Friday" would cost nothing.
PUBLISHED = "2021-05-14"


@dataclass(frozen=True, slots=True)
class Round:
    """One reading of all texts.

    Attributes:
        parsing, extracting: process time in seconds.
        words, sentences: how much was read.
        told: the statements.
    """

    parsing: float
    extracting: float
    words: int
    sentences: int
    told: tuple[Statement, ...]


def read(texts: Sequence[str], extractor: Extractor) -> Round:
    """Parse and extract all texts once, and time the two apart."""
    parsing = extracting = 0.0
    words = sentences = 0
    told: list[Statement] = []
    for number, text in enumerate(texts):
        begun = time.process_time()
        parts = list(sections(text))
        parsed = time.process_time()
        document = Document(f"text-{number}", text, date=PUBLISHED)
        told += extractor.extract_parsed(document, parts)
        extracting += time.process_time() - parsed
        parsing += parsed - begun
        words += sum(len(part) for part in parts)
        sentences += sum(len(part.sentences()) for part in parts)
    return Round(parsing, extracting, words, sentences, tuple(told))


def report(texts: Sequence[str], repeats: int) -> str:
    """Measure; returns Markdown."""
    extractor = Extractor()
    read(texts[:1], extractor)  # the model and the lexicons are loaded
    rounds = [read(texts, extractor) for _ in range(repeats)]
    first = rounds[0]
    again = read(texts, Extractor())
    assert all(one.told == first.told for one in [*rounds, again]), "two readings differ"
    parsing = statistics.median(one.parsing for one in rounds)
    extracting = statistics.median(one.extracting for one in rounds)
    note = (
        f"{len(texts)} texts, {first.words:,} words in {first.sentences:,} sentences, "
        f"{len(first.told):,} statements, the same in {repeats + 1} readings. Process time, "
        f"median of {repeats}."
    )
    lines = ["| step | microseconds a word | words a second |", "|---|---:|---:|"]
    for name, spent in (("parsing", parsing), ("extraction", extracting)):
        lines.append(f"| {name} | {spent / first.words * 1e6:.1f} | {first.words / spent:,.0f} |")
    lines.append(f"| extraction, in parts of the parser's time | {extracting / parsing:.3f} | |")
    return "\n".join([note, "", *lines])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=Path("seeds"), help="folder of .txt files")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    paths = sorted(options.texts.glob("*.txt"))
    if not paths:
        parser.error(f"no .txt files in {options.texts}")
    print(report([path.read_text(encoding="utf-8") for path in paths], max(1, options.repeats)))


if __name__ == "__main__":
    main()
