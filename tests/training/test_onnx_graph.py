"""The hand-written ONNX graph computes what the trained network computes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs PyTorch (training/requirements.txt)")
onnx = pytest.importorskip("onnx", reason="needs onnx (training/requirements.txt)")


def test_the_graph_gives_the_scores_of_the_network(tmp_path: Path) -> None:
    import onnxruntime

    from training.network import ARC_WIDTH, Network, Sizes
    from training.onnx_graph import build

    torch.manual_seed(1)
    sizes = Sizes(upos=5, xpos=6, lemma=7, names=3, deprel=4, relation=5, modality=3)
    network = Network(sizes, vocabulary=50).eval()
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            parameter.add_(0.02 * torch.randn_like(parameter))
            # The file keeps weights as int8: let the network have what they come back as.
            if parameter.dim() > 1 and name not in {
                "shapes.weight",
                "arc",
                "label",
                "pair_distance",
            }:
                parameter.copy_(_as_int8(parameter))
        network.types.zero_()  # the file adds them to the positions before it rounds
        network.arc[:ARC_WIDTH].copy_(_as_int8(network.arc[:ARC_WIDTH].T).T)
    state = {name: value.numpy() for name, value in network.state_dict().items()}
    path = tmp_path / "network.onnx"
    onnx.save(build(state), path)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    # Two sentences that must not see each other: of three words in four pieces, and of one word.
    ids, shapes, first = [1, 7, 8, 9, 30, 2], [0, 1, 1, 3, 2, 0], [1, 3, 4]
    feed = {
        "ids": np.array([*ids, 1, 12, 2]),
        "shapes": np.array([*shapes, 0, 1, 0]),
        "places": np.array([0, 1, 2, 3, 4, 5, 0, 1, 2]),
        "texts": np.array([0] * 6 + [1] * 3),
        "kept": np.array([0, 1, 3, 4, 6, 7]),
        "words": np.array([1, 2, 3, 5]),
        "trees": np.array(True),
    }
    found = dict(zip(names, session.run(None, feed), strict=True))
    with torch.no_grad():
        inputs = (
            torch.tensor([ids]),
            torch.tensor([shapes]),
            torch.ones(1, len(ids), dtype=torch.bool),
            torch.tensor([first]),
        )
        wanted = network(*inputs, torch.ones(1, 3, dtype=torch.bool))
        boundaries = network.boundaries(*inputs)[0].numpy()
        heads = torch.tensor([[0, 1, 2]])
        labels = network.labels(wanted["label_dep"], wanted["label_head"], heads)[0].numpy()
    for name in ("upos", "xpos", "lemma", "names"):
        np.testing.assert_allclose(found[name][:3], wanted[name][0].numpy(), atol=2e-3)
    np.testing.assert_allclose(found["arc"][:3, :4], wanted["arc"][0].numpy(), atol=2e-3)
    np.testing.assert_allclose(found["pair_source"][:4], wanted["source"][0].numpy(), atol=2e-3)
    np.testing.assert_allclose(found["pair_target"][:4], wanted["target"][0].numpy(), atol=2e-3)
    np.testing.assert_allclose(found["boundary"][:3], boundaries, atol=2e-3)
    width = found["label_head"].shape[1]
    dep = found["label_dep"][:3].reshape(len(first), -1, width)
    ours = np.einsum("wlj,wj->wl", dep, found["label_head"][[0, 1, 2]])
    np.testing.assert_allclose(ours, labels, atol=2e-2)
    feed["trees"] = np.array(False)
    alone = dict(zip(names, session.run(None, feed), strict=True))
    assert alone["arc"].size == 0, "boundaries are asked for without the layers above them"
    np.testing.assert_array_equal(alone["boundary"], found["boundary"])


def _as_int8(weight: Any) -> Any:
    scale = weight.abs().amax(dim=1, keepdim=True) / 127
    return (weight / scale.clamp(min=1e-12)).round() * scale
