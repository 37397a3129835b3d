"""Where a graph is kept: the Store contract, one SQLite file, Neo4j."""

from graphkit.stores.contract import Store
from graphkit.stores.opening import open_store
from graphkit.stores.values import Filters

__all__ = ["Filters", "Store", "open_store"]
