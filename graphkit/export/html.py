"""One HTML file that shows the graph offline: picture, list, filters, sentences.

Everything is in the file (Cytoscape.js draws, d3-force lays out; licences in NOTICE). Its content
policy allows the scripts written here, by hash, and no request to anywhere. What documents say is
data to the scripts, never markup.
"""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.export.files import replacing
from graphkit.export.pagedata import look, strongest
from graphkit.export.registry import ExportOptions, ExportReport

if TYPE_CHECKING:
    from graphkit.stores.contract import Store

LIMIT = 20_000
"""Most edges of a page, unless `--limit` says another number."""
_FOLDER = Path(__file__).with_name("page")
_SCRIPTS = (
    "vendor/cytoscape.min.js", "vendor/d3-dispatch.min.js", "vendor/d3-quadtree.min.js",
    "vendor/d3-timer.min.js", "vendor/d3-force.min.js",
    "model.js", "drawing.js", "panels.js", "main.js",
)  # fmt: skip


def write_html(store: Store, path: Path, options: ExportOptions) -> ExportReport:
    """Write the page.

    Args:
        store: the graph.
        path: file to write; replaced when all of the new one is written.
        options: filters, and the most edges to show.
    """
    part = strongest(store, options.filters, options.limit or LIMIT)
    data = {"parts": part.to_dict(), "left_out": part.left_out, "look": look(), "served": None}
    with replacing(path) as file:
        file.write(page(data))
    notes: tuple[str, ...] = ()
    if part.left_out:
        notes = (f"{part.left_out:,} edges with the least evidence left out (see --limit)",)
    return ExportReport(str(path), "html", len(part.ends), len(part.edges), notes)


def page(data: dict[str, Any]) -> str:
    """The whole page around its data.

    Args:
        data: what `page/main.js` reads; `served` is None for a file, the token of its server else.
    """
    scripts = [(_FOLDER / name).read_text(encoding="utf-8") for name in _SCRIPTS]
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in scripts)
    connect = "'self'" if data["served"] else "'none'"
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        f"connect-src {connect}; form-action 'none'; base-uri 'none'"
    )
    # No "<" in it, so that no text can end the element.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    parts = [f'<script type="application/json" id="graph-data">{text}</script>']
    parts += [f"<script>{script}</script>" for script in scripts]
    template = (_FOLDER / "page.html").read_text(encoding="utf-8")
    head, tail = template.split("@scripts@")
    head = head.replace("@policy@", policy).replace(
        "@style@", (_FOLDER / "page.css").read_text(encoding="utf-8")
    )
    return f"{head}{chr(10).join(parts)}{tail}"


def _hash(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode()
