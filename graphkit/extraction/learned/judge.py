"""How likely a proposed statement is right: a small network over what is known of it.

Fitted on documents that the reader has not learnt from (training/judge.py), so that of what it
gives 0.8 about 80 % is right; docs/model.md has its reliability table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from .features import Proposal, names, vector

PATH = Path(__file__).with_name("judge.npz")


class Judge:
    """Weighs proposals.

    Args:
        arrays: weights by name, as `training.judge` writes them: one or more networks with a hidden
            layer each, whose answers are averaged.

    Raises:
        ValueError: the weights are for other features.
    """

    def __init__(self, arrays: Mapping[str, npt.NDArray[np.generic]]) -> None:
        known = [str(name) for name in arrays["features"]]
        if known != names():
            raise ValueError("judge.npz was fitted to other features; fit it again.")
        self._hidden = np.asarray(arrays["hidden"], dtype=np.float64)  # (networks, H, F)
        self._hidden_bias = np.asarray(arrays["hidden_bias"], dtype=np.float64)  # (networks, H)
        self._out = np.asarray(arrays["out"], dtype=np.float64)  # (networks, H)
        self._skip = np.asarray(arrays["skip"], dtype=np.float64)  # (networks, F)
        self._bias = np.asarray(arrays["bias"], dtype=np.float64)  # (networks,)
        self._least: dict[tuple[bool, bool], float] = {
            (ruled, hostile): float(arrays["least"][int(ruled)][int(hostile)])
            for ruled in (False, True)
            for hostile in (False, True)
        }

    def least(self, *, ruled: bool, hostile: bool) -> float:
        """From which confidence a statement is told unless another bound is asked for.

        Args:
            ruled: rules tell it. hostile: it tells of harm or blame: a false one costs more.
        """
        return self._least[ruled, hostile]

    def weigh(self, proposals: Sequence[Proposal]) -> list[float]:
        """Probability that each proposal is right."""
        if not proposals:
            return []
        x = np.array([vector(proposal) for proposal in proposals])
        hidden = np.tanh(np.einsum("nhf,pf->nph", self._hidden, x) + self._hidden_bias[:, None])
        odds = np.einsum("nph,nh->np", hidden, self._out) + self._skip @ x.T + self._bias[:, None]
        shares = (1.0 / (1.0 + np.exp(-odds))).mean(axis=0)
        return [float(share) for share in shares]


@lru_cache(maxsize=1)
def judge() -> Judge:
    """The judge that is shipped."""
    with np.load(PATH) as arrays:
        return Judge(dict(arrays))
