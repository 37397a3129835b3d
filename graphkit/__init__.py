"""News text in, an evidence-backed graph of who does what to whom out.

>>> import graphkit
>>> statements = graphkit.extract("The United States urged Azerbaijan to withdraw.")
>>> graph = graphkit.build(["seeds/"], "graph.db")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.api import build, extract

__version__ = "0.1.0"
__all__ = ["__version__", "build", "extract"]


def __getattr__(name: str) -> Any:
    # Lazily: `graphkit path` imports this package and must not pay for the extractor.
    if name in {"build", "extract"}:
        from graphkit import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
