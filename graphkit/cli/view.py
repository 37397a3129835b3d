"""`graphkit view`: the graph in a browser."""

from __future__ import annotations

import contextlib

import click

from graphkit.cli.options import filter_options, graph_option
from graphkit.cli.output import say
from graphkit.stores.values import Filters


@click.command()
@graph_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port on 127.0.0.1.  [default: a free one]",
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help="Begin with the whole graph up to so many edges.  [default: 5000]",
)
@filter_options
def view(graph: str, port: int, no_browser: bool, limit: int | None, filters: Filters) -> None:
    r"""Show a graph of any size in a browser.

    Serves a page from this computer to this computer only, until Ctrl-C. It begins with the whole
    graph or, of a large one, with what is around its greatest actors; searching and choosing brings
    in the rest. `graphkit export graph.html` makes a page to give away.

    \b
    Example:
      graphkit view --graph graph.db
    """
    from graphkit.view.server import ViewServer

    with ViewServer(graph, filters, port, limit) as server:
        say(server.address)
        say("Ctrl-C ends it.", err=True)
        if not no_browser:
            import webbrowser

            webbrowser.open(server.address)
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
