"""Weights to go on from, cut to the network's size where that is less."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from .network import Network

Array = npt.NDArray[np.float32]


def cut_to_size(weights: dict[str, Array], network: Network) -> dict[str, Array]:
    """Weights whose inner layers keep the neurons that matter most, as many as the network has.

    No data is needed: what comes into an inner layer has been normalised, so each neuron's input is
    about Gaussian with a mean and a variance that the weights tell. A neuron matters as much as its
    output varies; one that is cut leaves its mean in the bias of the layer after it.

    Args:
        weights: by the names of the network's state, (out, in) as PyTorch stores them.
        network: the network to fill.

    Returns:
        what of `weights` the network has a place for.
    """
    wanted = {name: tuple(value.shape) for name, value in network.state_dict().items()}
    cut = dict(weights)
    for name, shape in wanted.items():
        if not name.endswith(".inner.weight") or name not in weights:
            continue
        layer = name.removesuffix(".inner.weight")
        mean, spread = _outputs(cut, layer)
        outer = cut[f"{layer}.outer.weight"]
        importance = spread * np.linalg.norm(outer, axis=0)
        order = np.argsort(-importance, kind="stable")
        kept, gone = np.sort(order[: shape[0]]), order[shape[0] :]
        cut[f"{layer}.outer.bias"] = cut[f"{layer}.outer.bias"] + outer[:, gone] @ mean[gone]
        cut[f"{layer}.outer.weight"] = outer[:, kept]
        cut[f"{layer}.inner.weight"] = cut[f"{layer}.inner.weight"][kept]
        cut[f"{layer}.inner.bias"] = cut[f"{layer}.inner.bias"][kept]
    return {name: value for name, value in cut.items() if wanted.get(name) == value.shape}


def _outputs(weights: dict[str, Array], layer: str) -> tuple[Array, Array]:
    """Mean and standard deviation of GELU(w x + b) for each neuron of an inner layer."""
    scale, shift = weights[f"{layer}.norm1.weight"], weights[f"{layer}.norm1.bias"]
    inner = weights[f"{layer}.inner.weight"]
    mean = inner @ shift + weights[f"{layer}.inner.bias"]
    spread = np.sqrt((inner**2) @ (scale**2))
    points, shares = np.polynomial.hermite_e.hermegauss(31)
    shares = shares / shares.sum()
    values = mean[:, None] + spread[:, None] * points[None, :]
    outputs = values * 0.5 * (1 + np.tanh(0.7978845608 * (values + 0.044715 * values**3)))
    average = outputs @ shares
    variance = ((outputs - average[:, None]) ** 2) @ shares
    return average.astype(np.float32), np.sqrt(variance).astype(np.float32)


def continued(path: Path) -> dict[str, Array]:
    """Weights of a saved state (`.pt`), by the names of the network's state.

    Args:
        path: a file that `training.train` has written.
    """
    import torch

    state = torch.load(path, map_location="cpu", weights_only=True)
    return {name: value.float().numpy() for name, value in state.items()}
