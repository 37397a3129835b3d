"""What is told of all texts over which rules are judged: `python benchmarks/readings.py OUT.jsonl`.

One JSON line a statement, with the set and the text that it comes from. Imports nothing of this
repository but the package, so that `benchmarks.diff` can run it on another revision's code too. The
texts: the seed, our own sentences, and, where the folder `--shared` is there, the development sets,
the articles and a sample of the news texts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
SETS = ("seed", "sentences", "plv_dev", "docs_dev", "articles", "news")
#: News texts that are read, spread evenly over all there are.
NEWS = 60
#: Any day: with none, "on Friday" would mean nothing.
PUBLISHED = "2021-05-14"


@dataclass(frozen=True, slots=True)
class Text:
    """A text of one of the sets.

    Attributes:
        origin: name of the set.
        id: unique over all sets.
        text: what is read.
    """

    origin: str
    id: str
    text: str


def texts(sets: tuple[str, ...], shared: Path) -> Iterator[Text]:
    """All texts of these sets, each once, however many sets hold it."""
    seen: set[str] = set()
    for origin in sets:
        for name, text in _SOURCES[origin](shared):
            if text not in seen:
                seen.add(text)
                yield Text(origin, f"{origin}/{name}", text)


def _seed(_: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((HOME / "seeds").iterdir()):
        yield path.name, path.read_text("utf-8")


def _sentences(_: Path) -> Iterator[tuple[str, str]]:
    for row in _rows(HOME / "benchmarks" / "sentences.jsonl"):
        yield row["id"], row["text"]


def _plv_dev(shared: Path) -> Iterator[tuple[str, str]]:
    for row in _rows(shared / "gold" / "plv_dev.jsonl"):
        yield row["id"], row["text"]


def _docs_dev(shared: Path) -> Iterator[tuple[str, str]]:
    wanted = {row["document"] for row in _rows(shared / "gold" / "docs_dev.jsonl")}
    for path in sorted((shared / "corpora" / "ner" / "re3d").glob("*/documents.json")):
        for row in _rows(path):
            name = f"re3d-{path.parent.name.split('_')[0].lower()}-{row['_id'][:8].lower()}"
            if name in wanted:
                yield name, row["text"]
    for path in sorted((shared / "articles").glob("GUM_*.txt")):
        if f"gum-{path.stem[4:]}" in wanted:
            yield f"gum-{path.stem[4:]}", path.read_text("utf-8")


def _articles(shared: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((shared / "articles").glob("*.txt")):
        yield path.stem, path.read_text("utf-8")


def _news(shared: Path) -> Iterator[tuple[str, str]]:
    paths = sorted((shared / "gold" / "news" / "texts").glob("*.txt"))
    for path in paths[:: max(1, len(paths) // NEWS)][:NEWS]:
        yield path.stem, path.read_text("utf-8")


_SOURCES = {
    "seed": _seed,
    "sentences": _sentences,
    "plv_dev": _plv_dev,
    "docs_dev": _docs_dev,
    "articles": _articles,
    "news": _news,
}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def main() -> None:
    """Read all texts and write what is told of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, default=HOME / ".." / "shared")
    parser.add_argument("--sets", default=",".join(SETS), help="of " + ", ".join(SETS))
    given = parser.parse_args()
    from graphkit.extraction import Extractor
    from graphkit.model import Document

    extractor = Extractor()
    count = 0
    with given.out.open("w", encoding="utf-8") as out:
        for text in texts(tuple(given.sets.split(",")), given.shared):
            count += 1
            document = Document(text.id, text.text, date=PUBLISHED)
            for statement in extractor.extract(document):
                out.write(json.dumps(statement.to_dict(), ensure_ascii=False) + "\n")
    print(f"{given.out}: what {count} texts tell", file=sys.stderr)


if __name__ == "__main__":
    main()
