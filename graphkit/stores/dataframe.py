"""A graph's statements as a pandas data frame; needs the extra "pandas"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.errors import GraphkitError
from graphkit.tabular import COLUMNS, row_of

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.stores.contract import Store
    from graphkit.stores.values import Filters

_TYPES = {"text": "string", "whole": "Int64", "number": "Float64", "flag": "boolean"}


def dataframe_of(store: Store, filters: Filters | None) -> pd.DataFrame:
    """See `Store.to_dataframe`.

    Raises:
        GraphkitError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError:
        raise GraphkitError(
            "a data frame needs pandas, which is not installed; run "
            "`pip install 'graphkit[pandas]'`, or use to_networkx() or export()"
        ) from None
    documents = {d.id: d for d in store.documents()}
    if filters is not None and filters.documents:
        filters = filters.named_documents(documents, store.location)
    rows = [
        row_of(item, documents)
        for item in store.statements()
        if filters is None or filters.admits(item)
    ]
    frame = pd.DataFrame(rows, columns=[name for name, _ in COLUMNS])
    frame = frame.astype({name: _TYPES[kind] for name, kind in COLUMNS})
    # A month or a year is no day: it stays in `date`.
    frame["day"] = pd.to_datetime(frame["date"], format="%Y-%m-%d", errors="coerce")
    return frame
