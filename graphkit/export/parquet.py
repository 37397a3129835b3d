"""Every statement as a row of a Parquet file, a batch at a time; needs the extra "parquet"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.errors import GraphkitError
from graphkit.export.files import replacing_path
from graphkit.export.registry import ExportOptions, ExportReport
from graphkit.export.selection import documents_of, statements_of
from graphkit.tabular import COLUMNS, row_of

if TYPE_CHECKING:
    from graphkit.stores.contract import Store

_BATCH = 20_000


def write_parquet(store: Store, path: Path, options: ExportOptions) -> ExportReport:
    """Write the statements with the columns of `graphkit.export.tabular`.

    Raises:
        GraphkitError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise GraphkitError(
            "Parquet needs pyarrow, which is not installed; run `pip install 'graphkit[parquet]'`, "
            "or export to .csv"
        ) from None
    types = {"text": pa.string(), "whole": pa.int64(), "number": pa.float64(), "flag": pa.bool_()}
    schema = pa.schema([(name, types[kind]) for name, kind in COLUMNS])
    count = 0
    actors: set[str] = set()
    with replacing_path(path) as temporary, pq.ParquetWriter(temporary, schema) as writer:
        for rows in _batches(store, options):
            actors.update(row["source_id"] for row in rows)
            actors.update(row["target_id"] for row in rows)
            count += len(rows)
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
    return ExportReport(str(path), "parquet", len(actors), count)


def _batches(store: Store, options: ExportOptions) -> Iterator[list[dict[str, Any]]]:
    documents = documents_of(store)
    rows = (row_of(item, documents) for item in statements_of(store, options.filters))
    while batch := list(islice(rows, _BATCH)):
        yield batch
