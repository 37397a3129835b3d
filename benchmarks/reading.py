"""What reading costs beside the extraction: many small files in a folder, and thirty pages.

python -m benchmarks.reading            # 10,000 files: milliseconds a file, offsets
python -m benchmarks.reading --pages    # sentences kept and clutter left, against resiliparse
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from graphkit.model import Document
from graphkit.reading import read

PAGES = Path(__file__).parent.parent / "tests" / "reading" / "pages"
_SENTENCES = (
    "Peru thanked Chile for its help after the earthquake.",
    "Bolivia accused Brazil of spying on its army.",
    "The government of Ecuador said that it would recall its envoy from Lima.",
    "Nobody in the ministry could say when the talks with Cuba would begin again.",
)


def files(count: int) -> None:
    """Write `count` files of a few sentences, read them, print the time for each."""
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        written = {}
        for number in range(count):
            path = Path(folder) / f"{number % 100:02d}" / f"{number:06d}.txt"
            path.parent.mkdir(exist_ok=True)
            text = " ".join(chance.choices(_SENTENCES, k=6)) + f" Report {number}.\n"
            path.write_text(text, "utf-8")
            written[str(path)] = text
        began, busy = time.perf_counter(), time.process_time()
        found = {d.id: d.text for d in read([folder]) if isinstance(d, Document)}
        took, busy = time.perf_counter() - began, time.process_time() - busy
        same = sum(found.get(path) == text for path, text in written.items())
        print(
            f"{count:,} files: {1000 * took / count:.2f} ms a file"
            f" ({1000 * busy / count:.2f} ms of a processor), text the same in {same:,}"
        )


def pages() -> None:
    """Score the thirty pages, by graphkit and by resiliparse alone."""
    readers: dict[str, Callable[[str], str]] = {
        "graphkit": _graphkit,
        "resiliparse": _resiliparse,
    }
    for name, reader in readers.items():
        kept = wanted = clutter = places = 0
        for page in sorted(PAGES.glob("*.html")):
            marks = yaml.safe_load(page.with_suffix(".yaml").read_text("utf-8"))
            text = " ".join(reader(page.read_text("utf-8")).split())
            wanted += len(marks["keep"])
            kept += sum(sentence in text for sentence in marks["keep"])
            unwanted = [*marks["drop"], *marks.get("may", ())]
            places += len(unwanted)
            clutter += sum(words in text for words in unwanted)
        print(f"{name}: {kept} of {wanted} sentences kept, {clutter} of {places} pieces of clutter")


def _graphkit(source: str) -> str:
    from graphkit.reading.webpage import webpage_draft

    return webpage_draft(source).text


def _resiliparse(source: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(source, main_content=True))


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--pages", action="store_true")
    given = parser.parse_args()
    if given.pages:
        pages()
    else:
        files(given.files)


if __name__ == "__main__":
    main()
