"""From arc scores to a dependency tree: maximum spanning arborescence with exactly one root.

Method: greedy heads where they already form a tree, else Chu-Liu/Edmonds (Chu and Liu 1965, Edmonds
1967) on the dense score matrix, exactly one root by making roots dear (Stanojević and Cohen 2021).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.floating[Any]]
Heads = npt.NDArray[np.int64]


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
    greedy: Heads = full[1:].argmax(axis=1).astype(np.int64)
    if (greedy == 0).sum() == 1 and _find_cycle(np.concatenate(([0], greedy))) is None:
        return greedy
    finite = scores[np.isfinite(scores)]
    full[1:, 0] -= (count + 1) * (float(np.ptp(finite)) + 1.0)
    return _edmonds(full)[1:]


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
    contractions: list[_Contraction] = []
    while True:
        heads: Heads = scores.argmax(axis=1).astype(np.int64)
        heads[0] = 0
        cycle = _find_cycle(heads)
        if cycle is None:
            break
        contraction, scores = _contract(scores, heads, np.array(cycle))
        contractions.append(contraction)
    for contraction in reversed(contractions):
        heads = _expand(contraction, heads)
    return heads


class _Contraction(NamedTuple):
    """A cycle made one node, the last of the smaller problem.

    Attributes:
        heads: best heads before, the cycle's among them.
        rest: nodes outside the cycle; their places are their numbers in the smaller problem.
        leave_by: for each of them, the best head inside the cycle.
        enter_at: for each of them, the node of the cycle that would best hang on it.
    """

    heads: Heads
    rest: Heads
    leave_by: Heads
    enter_at: Heads


def _contract(scores: Scores, heads: Heads, ring: Heads) -> tuple[_Contraction, Scores]:
    inside = np.zeros(len(heads), dtype=bool)
    inside[ring] = True
    rest = np.flatnonzero(~inside)
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    leaving = scores[np.ix_(rest, ring)]
    small[:-1, -1] = leaving.max(axis=1)
    entering = scores[np.ix_(ring, rest)] - scores[ring, heads[ring]][:, None]
    small[-1, :-1] = entering.max(axis=0)
    small[0, :] = -np.inf
    leave_by, enter_at = ring[leaving.argmax(axis=1)], ring[entering.argmax(axis=0)]
    return _Contraction(heads, rest, leave_by, enter_at), small


def _expand(contraction: _Contraction, small: Heads) -> Heads:
    """Heads of the larger problem from those of the smaller."""
    heads, rest, leave_by, enter_at = contraction
    result: Heads = heads.copy()
    result[rest[1:]] = [
        leave_by[index] if small[index] == len(rest) else rest[small[index]]
        for index in range(1, len(rest))
    ]
    entry = small[-1]
    result[enter_at[entry]] = rest[entry]
    return result
