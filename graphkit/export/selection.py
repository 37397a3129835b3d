"""Which statements filters let through, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit.model import Statement

if TYPE_CHECKING:
    from graphkit.stores.contract import Store
    from graphkit.stores.values import Filters


def statements_of(store: Store, filters: Filters | None) -> Iterator[Statement]:
    """The store's statements that filters let through (None: all), in the store's order."""
    for statement in store.statements():
        if filters is None or admits(filters, statement):
            yield statement


def admits(filters: Filters, statement: Statement) -> bool:
    """Whether filters let a statement through (their direction aside)."""
    if filters.relations and statement.relation not in filters.relations:
        return False
    if filters.kinds and statement.kind not in filters.kinds:
        return False
    if statement.kind == "open" and not filters.with_open:
        return False
    if statement.negated and not filters.negated:
        return False
    if not filters.dated:
        return True
    return statement.date is not None and filters.low <= statement.date < filters.high
