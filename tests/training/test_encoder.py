"""The pretrained encoder: weights without names find theirs; another file is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from training.encoder import ARTIFACT, VERSION, fetch, named_weights


def test_a_product_is_called_after_the_bias_added_to_it() -> None:
    onnx = pytest.importorskip("onnx", reason="needs onnx (training/requirements.txt)")
    weight = np.arange(6, dtype=np.float32).reshape(2, 3)
    bias = np.zeros(3, dtype=np.float32)
    graph = onnx.helper.make_graph(
        [
            onnx.helper.make_node("MatMul", ["x", "onnx::MatMul_7"], ["product"]),
            onnx.helper.make_node("Add", ["layer.0.query.bias", "product"], ["y"]),
        ],
        "encoder",
        [onnx.helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, [1, 2])],
        [onnx.helper.make_tensor_value_info("y", onnx.TensorProto.FLOAT, [1, 3])],
        [
            onnx.numpy_helper.from_array(weight, "onnx::MatMul_7"),
            onnx.numpy_helper.from_array(bias, "layer.0.query.bias"),
        ],
    )
    named = named_weights(onnx.helper.make_model(graph).SerializeToString())
    assert named.keys() == {"layer.0.query.weight", "layer.0.query.bias"}
    assert np.array_equal(named["layer.0.query.weight"], weight.T)


def test_a_file_that_was_not_trained_from_is_refused(tmp_path: Path) -> None:
    jar = tmp_path / f"{ARTIFACT}-{VERSION}.jar"
    jar.write_bytes(b"something else")
    with pytest.raises(SystemExit, match="delete it"):
        fetch(tmp_path)
