"""The strongest edges of a graph as a picture for a report, SVG or PNG; needs "pictures"."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.errors import GraphkitError
from graphkit.export.colours import kind_colour, relation_colour
from graphkit.export.files import replacing_path
from graphkit.export.pagedata import Part, strongest
from graphkit.export.registry import ExportOptions, ExportReport

if TYPE_CHECKING:
    from graphkit.model import Edge
    from graphkit.stores.contract import Store

LIMIT = 60
"""Most edges of a picture, unless `--limit` says another number: more cannot be read on a page."""
MOST = 400
"""No picture holds more."""
_INCHES = (11.0, 7.5)


def write_svg(store: Store, path: Path, options: ExportOptions) -> ExportReport:
    """Draw the graph as SVG, its texts as text.

    Raises:
        GraphkitError: matplotlib is not installed.
    """
    return _write(store, path, options, "svg")


def write_png(store: Store, path: Path, options: ExportOptions) -> ExportReport:
    """Draw the graph as PNG, 200 dots to the inch.

    Raises:
        GraphkitError: matplotlib is not installed.
    """
    return _write(store, path, options, "png")


def _write(store: Store, path: Path, options: ExportOptions, form: str) -> ExportReport:
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError:
        raise GraphkitError(
            "A picture needs matplotlib, which is not installed; run "
            "`pip install 'graphkit[pictures]'`, or export to .html"
        ) from None
    part = strongest(store, options.filters, min(options.limit or LIMIT, MOST))
    # Text stays text, and the same graph gives the same file.
    settings: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": "graphkit",
        "font.family": "DejaVu Sans",
    }
    with mpl.rc_context(settings), replacing_path(path) as temporary:
        figure = Figure(figsize=_INCHES)
        axes = figure.add_axes((0.02, 0.02, 0.96, 0.96))
        axes.set_axis_off()
        _draw(axes, part)
        nothing: dict[str, Any] = {"Date": None} if form == "svg" else {"Software": None}
        figure.savefig(temporary, format=form, dpi=200, metadata=nothing)
    notes: tuple[str, ...] = ()
    if part.left_out:
        notes = (f"{part.left_out:,} edges with the least evidence left out (see --limit)",)
    return ExportReport(str(path), form, len(part.ends), len(part.edges), notes)


def _draw(axes: Any, part: Part) -> None:
    import networkx as nx

    lines: dict[tuple[str, str], list[Edge]] = {}
    weights: dict[str, int] = {}
    for edge in part.edges:
        for end in {edge.source, edge.target}:
            weights[end] = weights.get(end, 0) + edge.count
        if edge.source != edge.target:
            lines.setdefault((edge.source, edge.target), []).append(edge)
    if not weights:
        axes.text(0.5, 0.5, "No edges under these filters", ha="center", transform=axes.transAxes)
        return
    graph = nx.Graph()
    graph.add_nodes_from(sorted(weights))
    graph.add_edges_from(lines)
    places = _places(graph)
    for (source, target), edges in lines.items():
        _line(axes, places[source], places[target], edges, (target, source) in lines)
    for actor_id, (x, y) in places.items():
        actor = part.actors[actor_id]
        size = 5 + 3 * math.log2(1 + weights[actor_id])
        axes.plot(x, y, "o", color=kind_colour(actor.kind), markersize=size, zorder=3)
        axes.annotate(
            actor.name, (x, y), xytext=(0, -size / 2 - 3), textcoords="offset points",
            ha="center", va="top", fontsize=8, zorder=4, parse_math=False,
        )  # fmt: skip
    axes.margins(0.08)


def _places(graph: Any) -> dict[str, tuple[float, float]]:
    """Each connected part laid out for itself, the small ones in columns beside the largest."""
    import networkx as nx

    places: dict[str, tuple[float, float]] = {}
    left = top = widest = 0.0
    height = 0.0
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    for part in parts:
        radius = math.sqrt(len(part)) * (1 if part is parts[0] else 0.5)
        apart = 3.0 / math.sqrt(len(part))
        one = graph.subgraph(sorted(part))
        laid = nx.spring_layout(one, seed=1, k=apart, iterations=300, scale=radius)
        height = height or 2 * radius
        if top and top + 2 * radius > height:
            left, top, widest = left + widest + 1, 0.0, 0.0
        for name, (x, y) in laid.items():
            places[name] = (left + radius + float(x), -(top + radius) + float(y))
        top += 2 * radius + 0.6
        widest = max(widest, 2 * radius)
    return places


def _line(axes: Any, start: Any, end: Any, edges: list[Edge], curved: bool) -> None:
    """All edges from one actor to another: an arrow with their relations."""
    best = max(edges, key=lambda edge: edge.count)
    count = sum(edge.count for edge in edges)
    colour = relation_colour(best.plover)
    bend = 0.12 if curved else 0.0
    axes.annotate(
        "", end, start,
        arrowprops={
            "arrowstyle": "<->" if best.symmetric else "->", "color": colour, "alpha": 0.75,
            "linewidth": 0.8 + 0.6 * math.log2(count), "shrinkA": 8, "shrinkB": 8,
            "linestyle": "--" if best.negated else "-", "connectionstyle": f"arc3,rad={bend}",
        },
        zorder=1,
    )  # fmt: skip
    words = [f"not {edge.relation}" if edge.negated else edge.relation for edge in edges]
    shown = ", ".join(dict.fromkeys(words[:2])) + (f" +{len(words) - 2}" if len(words) > 2 else "")
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    dx, dy = end[0] - start[0], end[1] - start[1]
    axes.text(
        x + bend * dy / 2, y - bend * dx / 2, shown, fontsize=5.5, color=colour, ha="center",
        va="center", zorder=2, parse_math=False,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.5},
    )  # fmt: skip
