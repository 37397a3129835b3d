"""The hand-written ONNX graph computes what the trained network computes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs PyTorch (training/requirements.txt)")
onnx = pytest.importorskip("onnx", reason="needs onnx (training/requirements.txt)")


def test_the_graph_gives_the_scores_of_the_network(tmp_path: Path) -> None:
    import onnxruntime

    from training.network import Network, Sizes
    from training.onnx_graph import build

    torch.manual_seed(1)
    network = Network(Sizes(upos=5, xpos=6, lemma=7, names=3, deprel=4), vocabulary=50).eval()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(0.02 * torch.randn_like(parameter))
        # The graph keeps int8 embeddings: let the network have what they come back as.
        for table in (network.pieces, network.positions):
            scale = table.weight.abs().amax(dim=1, keepdim=True) / 127
            table.weight.copy_((table.weight / scale).round() * scale)
    state = {name: value.numpy() for name, value in network.state_dict().items()}
    path = tmp_path / "full.onnx"
    onnx.save(build(state), path)
    ids, shapes, first = [1, 7, 8, 9, 30, 2], [0, 1, 1, 3, 2, 0], [1, 3, 4]
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    feed = {
        "ids": np.array(ids, dtype=np.int64),
        "shapes": np.array(shapes, dtype=np.int64),
        "first": np.array(first, dtype=np.int64),
    }
    found = dict(zip(names, session.run(None, feed), strict=True))
    with torch.no_grad():
        wanted = network(
            torch.tensor([ids]),
            torch.tensor([shapes]),
            torch.ones(1, len(ids), dtype=torch.bool),
            torch.tensor([first]),
        )
        heads = torch.tensor([[0, 1, 2]])
        labels = network.labels(wanted["label_dep"], wanted["label_head"], heads)[0].numpy()
    for name in ("upos", "xpos", "lemma", "names", "boundary", "arc"):
        np.testing.assert_allclose(found[name], wanted[name][0].numpy(), atol=2e-3)
    width = found["label_head"].shape[1]
    dep = found["label_dep"].reshape(len(first), -1, width)
    ours = np.einsum("wlj,wj->wl", dep, found["label_head"][[0, 1, 2]])
    np.testing.assert_allclose(ours, labels, atol=2e-3)
