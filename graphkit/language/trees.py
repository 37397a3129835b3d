"""From arc scores to a dependency tree: maximum spanning arborescence with exactly one root.

Method: greedy heads where they already form a tree, else Chu-Liu/Edmonds (Chu and Liu 1965, Edmonds
1967) on the dense score matrix; one root after Zmigrod, Vieira and Cotterell (2020), by trying the
best root candidates in turn.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.floating[Any]]
Heads = npt.NDArray[np.int64]

#: Root candidates tried when the greedy tree is not one.
ROOTS_TRIED = 3


def decode(scores: Scores) -> Heads:
    """Best tree over one sentence.

    Args:
        scores: (words, words + 1); column 0 is the root, column h + 1 is word h as head.

    Returns:
        (words,) head of each word, 0 for the root, else 1-based index of the head word.
    """
    count = scores.shape[0]
    if count == 1:
        return np.zeros(1, dtype=np.int64)
    full = np.full((count + 1, count + 1), -np.inf)
    full[1:, :] = scores
    full[np.arange(count + 1), np.arange(count + 1)] = -np.inf
    greedy = full[1:].argmax(axis=1).astype(np.int64)
    if (greedy == 0).sum() == 1 and _find_cycle(np.concatenate(([0], greedy))) is None:
        return greedy
    best: Heads | None = None
    best_score = -np.inf
    for root in np.argsort(-(full[1:, 0] - full[1:, 1:].max(axis=1)), kind="stable")[:ROOTS_TRIED]:
        trial = full.copy()
        trial[1:, 0] = -np.inf
        trial[root + 1, 1:] = -np.inf
        trial[root + 1, 0] = 0.0
        heads = _edmonds(trial)
        score = float(full[np.arange(1, count + 1), heads[1:]].sum())
        if best is None or score > best_score:
            best, best_score = heads[1:], score
    assert best is not None
    return best


def _find_cycle(heads: Heads) -> list[int] | None:
    """Nodes of one cycle in a head list whose entry 0 is the root, or None."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[0] = 2
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None


def _edmonds(scores: Scores) -> Heads:
    """Maximum arborescence from node 0; `scores[d, h]` scores head h for dependent d."""
    size = scores.shape[0]
    heads = scores.argmax(axis=1).astype(np.int64)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    ring = np.array(cycle)
    # Contract the cycle to one node, the last of the smaller problem.
    ring_gain = scores[ring, heads[ring]]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    leaving = scores[np.ix_(rest, ring)]
    small[:-1, -1] = leaving.max(axis=1)
    leave_by = ring[leaving.argmax(axis=1)]
    entering = scores[np.ix_(ring, rest)] - ring_gain[:, None]
    small[-1, :-1] = entering.max(axis=0)
    enter_at = ring[entering.argmax(axis=0)]
    small[0, :] = -np.inf
    contracted = _edmonds(small)
    result = heads.copy()
    for index in range(1, len(rest)):
        head = int(contracted[index])
        result[rest[index]] = leave_by[index] if head == len(rest) else rest[head]
    entry = int(contracted[-1])
    result[enter_at[entry]] = rest[entry]
    return result
