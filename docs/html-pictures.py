"""The pictures of docs/showing.md, taken with a headless Chromium.

python docs/html-pictures.py GRAPH.db docs/pictures
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graphkit.export import ExportOptions, export
from graphkit.stores import Filters, open_store
from tests.browser import browsing, chromium


def main(graph: str, folder: Path) -> None:
    """Write three screenshots of the page and a picture of its strongest edges."""
    program = chromium()
    if program is None:
        sys.exit("no Chromium: install one, or name it in CHROMIUM")
    with tempfile.TemporaryDirectory() as place, browsing(program, Path(place, "p")) as tab:
        with open_store(graph) as store:
            export(store, Path(place, "g.html"), options=ExportOptions(filters=Filters()))
            strongest = ExportOptions(filters=Filters(), limit=25)
            export(store, folder / "picture.svg", options=strongest)
        tab.open(Path(place, "g.html").as_uri())
        tab.until("graphkit.drawing.settled", 60)
        tab.picture(folder / "page-graph.png")
        tab.press("/")
        tab.type("azer")
        tab.until("document.querySelectorAll('#found li').length")
        tab.press("Enter")
        tab.run("document.querySelector('#details li button').click()")
        tab.run("new Promise(done => setTimeout(done, 600))")
        tab.picture(folder / "page-pair.png")
        tab.run("document.getElementById('list-tab').click()")
        tab.picture(folder / "page-list.png")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
