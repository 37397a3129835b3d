"""News text in, an evidence-backed graph of who does what to whom out.

>>> import graphkit
>>> statements = graphkit.extract("The United States urged Azerbaijan to withdraw.")
>>> graph = graphkit.build(["seeds/"], "graph.db")
>>> graph = graphkit.open("graph.db")
"""

from __future__ import annotations

import sys

# `python -m graphkit` puts the current folder before the standard library, and a folder of texts
# may hold a file called json.py. This package is found already, so the entry can go before anything
# else is imported. Elsewhere (a user's own program, an installed command) there is none to remove.
if sys.argv[:1] == ["-m"] and not sys.flags.safe_path:
    del sys.path[0]

import os
from typing import TYPE_CHECKING, Any

# The model's runtime writes a device id into the user's home and, in a longer run, asks for a host
# of its maker, unless this stands in the environment before it is imported; its own switch after
# the import comes too late. Whatever imports any part of graphkit, workers too, passes here first.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

if TYPE_CHECKING:
    from graphkit.api import build, extract

__version__ = "0.1.0"
__all__ = ["__version__", "build", "extract"]


def __getattr__(name: str) -> Any:
    # Lazily: `graphkit path` imports this package and must not pay for the extractor.
    if name in {"build", "extract"}:
        from graphkit import api

        return getattr(api, name)
    if name == "open":
        from graphkit.stores import open_store

        return open_store
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
