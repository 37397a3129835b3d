"""The network as an ONNX graph for one window without padding, built node by node.

Written out by hand rather than traced: the graph for a single window has no batch axis, query, key
and value become one product, and the file depends on no exporter's version. A window holds several
texts (sentences, or paragraphs whose sentence boundaries are asked for) that do not see each other:
attention goes inside a text only.

Weights are stored as int8, of matrix products per output channel, of embeddings per row. Those of
products are scaled back when the file is loaded, and all arithmetic is in float: activations
rounded to integers turn the millionth by which processors differ into whole steps, layer after
layer.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from .network import (
    ARC_WIDTH,
    ATTENTION_HEADS,
    INNER,
    LAYERS,
    PIECE_LAYERS,
    TAG_LAYERS,
    WIDTH,
)

Array = npt.NDArray[np.float32]
OPSET = 17


class Graph:
    """Collects nodes and weights; every method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: npt.NDArray[np.generic]) -> str:
        """Store a constant."""
        self.weights.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def add(self, kind: str, inputs: list[str], name: str, domain: str = "", **more: object) -> str:
        """Add a node named like its only output."""
        self.nodes.append(helper.make_node(kind, inputs, [name], name, domain=domain, **more))
        return name

    def linear(self, x: str, name: str, weight: Array, bias: Array) -> str:
        """Give x @ weight.T + bias, weight as PyTorch stores it (out, in), kept as int8.

        The runtime folds the scaling into a float matrix when it loads the file.
        """
        rows, scale = rounded(weight)
        rows_name = self.weight(f"{name}.q", rows.T)
        cast = self.add("Cast", [rows_name], f"{name}.cast", to=TensorProto.FLOAT)
        scaled = self.add("Mul", [cast, self.weight(f"{name}.scale", scale[:, 0])], f"{name}.w")
        product = self.add("MatMul", [x, scaled], f"{name}.matmul")
        return self.add("Add", [product, self.weight(f"{name}.b", bias)], name)

    def norm(self, x: str, name: str, weight: Array, bias: Array) -> str:
        """Layer normalisation over the last axis."""
        scale, shift = self.weight(f"{name}.w", weight), self.weight(f"{name}.b", bias)
        return self.add("LayerNormalization", [x, scale, shift], name, axis=-1, epsilon=1e-12)

    def embedding(self, ids: str, name: str, table: Array) -> str:
        """Rows of an int8 table, scaled back."""
        rounded_rows, scale = rounded(table)
        scales = self.weight(f"{name}.scale", scale)
        row = self.add("Gather", [self.weight(f"{name}.q", rounded_rows), ids], f"{name}.row")
        cast = self.add("Cast", [row], f"{name}.cast", to=TensorProto.FLOAT)
        return self.add("Mul", [cast, self.add("Gather", [scales, ids], f"{name}.scaling")], name)


def rounded(table: Array) -> tuple[npt.NDArray[np.int8], Array]:
    """A table as int8, and the scale of each row, (rows, 1)."""
    scale = np.abs(table).max(axis=1, keepdims=True) / 127.0
    scale = np.where(scale == 0, 1.0, scale).astype(np.float32)
    return np.round(table / scale).astype(np.int8), scale


def build(state: Mapping[str, Array]) -> onnx.ModelProto:
    """The graph of a network's weights.

    Inputs, int64: `ids`, `shapes`, `places` (pieces,), the place of a piece in its text; `texts`
    (pieces,), the number of its text; `kept` (rows,), pieces of [CLS] and of each word's beginning;
    `words` (words,), rows that are words. `trees` (bool): whether more than boundaries is wanted.
    Outputs, float: `boundary` (words, 2); one (words, classes) per tagger; `arc` (words, words +
    1); `label_dep` (words, deprels * (L + 1)), the dependent already multiplied into the label
    tensor; `label_head` (words + 1, L + 1); `pair_source`, `pair_target` (rows, P), `trigger_key`
    (words, T). Without `trees` all but the first are empty.
    """
    g = Graph()
    x = g.embedding("ids", "pieces", state["pieces.weight"])
    positions = state["positions.weight"] + state["types"][None, :]
    place = g.embedding("places", "positions", positions)
    shape = g.add("Gather", [g.weight("shape.w", state["shapes.weight"]), "shapes"], "shape")
    x = g.add("Add", [x, place], "placed")
    x = g.norm(g.add("Add", [x, shape], "shaped"), "norm", state["norm.weight"], state["norm.bias"])
    mask = _mask(g, "texts", "pieces.mask")
    for index in range(PIECE_LAYERS):
        x = _layer(g, x, index, state, mask)
    rows = g.add("Gather", [x, "kept"], "rows")
    words = g.add("Gather", [rows, "words"], "rows.words")
    boundary = g.linear(words, "boundary", state["boundary.weight"], state["boundary.bias"])
    upper, names = _upper(state, rows)
    nothing = _nothing(names)
    g.nodes.append(
        helper.make_node("If", ["trees"], names, "upper", then_branch=upper, else_branch=nothing)
    )
    pieces = ("ids", "shapes", "places", "texts")
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["pieces"]) for n in pieces]
    inputs.append(helper.make_tensor_value_info("kept", TensorProto.INT64, ["rows"]))
    inputs.append(helper.make_tensor_value_info("words", TensorProto.INT64, ["words"]))
    inputs.append(helper.make_tensor_value_info("trees", TensorProto.BOOL, []))
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in (boundary, *names)
    ]
    graph = helper.make_graph(g.nodes, "graphkit-english", inputs, outputs, g.weights)
    domains = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=domains, ir_version=8)


def _mask(g: Graph, texts: str, name: str) -> str:
    """(n, n): 0 between pieces of one text, far below zero between those of two."""
    column = g.weight(f"{name}.column", np.array([1], dtype=np.int64))
    turned = g.add("Unsqueeze", [texts, column], f"{name}.turned")
    same = g.add("Equal", [turned, texts], f"{name}.same")
    zero = g.weight(f"{name}.zero", np.array(0, dtype=np.float32))
    far = g.weight(f"{name}.far", np.array(-1e9, dtype=np.float32))
    return g.add("Where", [same, zero, far], name)


def _upper(state: Mapping[str, Array], rows: str) -> tuple[onnx.GraphProto, list[str]]:
    """The layers over words and all heads but the boundaries', and the names of the outputs."""
    g = Graph()
    x = g.add("Identity", [rows], "upper.rows")
    mask = _mask(g, g.add("Gather", ["texts", "kept"], "kept.texts"), "rows.mask")
    for index in range(PIECE_LAYERS, LAYERS):
        x = _layer(g, x, index, state, mask)
    words = g.add("Gather", [x, "words"], "word.states")
    outputs = []
    for name in TAG_LAYERS:
        key = f"taggers.{name}"
        outputs.append(g.linear(words, name, state[f"{key}.weight"], state[f"{key}.bias"]))
    root = g.weight("root", state["root"][None, :])
    heads = g.add("Concat", [root, words], "heads", axis=0)
    outputs += _parser(g, words, heads, state)
    none = np.zeros(state["pair_target.weight"].shape[0], dtype=np.float32)
    for name, at, bias in (
        ("pair_source", x, state["pair_source.bias"]),
        ("pair_target", x, none),
        ("trigger_key", words, state["trigger_key.bias"]),
    ):
        outputs.append(g.linear(at, name, state[f"{name}.weight"], bias))
    graph = helper.make_graph(
        g.nodes,
        "words",
        [],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
        g.weights,
    )
    return graph, outputs


def _nothing(names: list[str]) -> onnx.GraphProto:
    """Empty outputs of the same names' number."""
    g = Graph()
    outputs = []
    for name in names:
        empty = g.weight(f"{name}.empty", np.zeros((0, 0), dtype=np.float32))
        outputs.append(g.add("Identity", [empty], f"{name}.nothing"))
    return helper.make_graph(
        g.nodes,
        "nothing",
        [],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
        g.weights,
    )


def _layer(g: Graph, x: str, index: int, state: Mapping[str, Array], mask: str) -> str:
    """One encoder layer on (rows, width), attention where the mask (rows, rows) is 0."""
    key = f"layers.{index}"

    def part(name: str) -> tuple[Array, Array]:
        return state[f"{key}.{name}.weight"], state[f"{key}.{name}.bias"]

    trio = [part(name) for name in ("query", "key", "value")]
    weight = np.concatenate([w for w, _ in trio])
    bias = np.concatenate([b for _, b in trio])
    size = WIDTH // ATTENTION_HEADS
    # The scale of the scores goes into the query's weights: one product less at run time.
    weight[:WIDTH] /= np.sqrt(size)
    bias[:WIDTH] /= np.sqrt(size)
    joint = g.linear(x, f"{key}.qkv", weight, bias)
    split = g.weight(f"{key}.split", np.array([0, 3, ATTENTION_HEADS, size], dtype=np.int64))
    cube = g.add("Reshape", [joint, split], f"{key}.cube")
    cube = g.add("Transpose", [cube], f"{key}.turned", perm=[1, 2, 0, 3])
    parts = []
    for order, name in enumerate(("q", "k", "v")):
        which = g.weight(f"{key}.{name}.index", np.array(order, dtype=np.int64))
        parts.append(g.add("Gather", [cube, which], f"{key}.{name}", axis=0))
    turned = g.add("Transpose", [parts[1]], f"{key}.kt", perm=[0, 2, 1])
    scores = g.add("MatMul", [parts[0], turned], f"{key}.scores")
    scores = g.add("Add", [scores, mask], f"{key}.masked")
    weights = g.add("Softmax", [scores], f"{key}.weights", axis=-1)
    mixed = g.add("MatMul", [weights, parts[2]], f"{key}.mixed")
    mixed = g.add("Transpose", [mixed], f"{key}.back", perm=[1, 0, 2])
    flat = g.weight(f"{key}.flat", np.array([0, WIDTH], dtype=np.int64))
    mixed = g.add("Reshape", [mixed, flat], f"{key}.joined")
    attended = g.linear(mixed, f"{key}.output", *part("output"))
    x = g.norm(g.add("Add", [x, attended], f"{key}.add1"), f"{key}.norm1", *part("norm1"))
    inner = g.linear(x, f"{key}.inner", *part("inner"))
    assert state[f"{key}.inner.weight"].shape[0] == INNER
    inner = g.add("Gelu", [inner], f"{key}.gelu", domain="com.microsoft")
    outer = g.linear(inner, f"{key}.outer", *part("outer"))
    return g.norm(g.add("Add", [x, outer], f"{key}.add2"), f"{key}.norm2", *part("norm2"))


def _parser(g: Graph, words: str, heads: str, state: Mapping[str, Array]) -> list[str]:
    """Arc scores and the two halves of the label scores."""

    def hidden(x: str, name: str) -> str:
        raw = g.linear(x, f"{name}.raw", state[f"{name}.weight"], state[f"{name}.bias"])
        return g.add("Relu", [raw], f"{name}.hidden")

    dep = hidden(words, "arc_dep")
    # Linear computes x @ w.T: the arc matrix goes in turned.
    dep = g.linear(dep, "arc.dep", state["arc"][:ARC_WIDTH].T, state["arc"][ARC_WIDTH])
    head = g.add("Transpose", [hidden(heads, "arc_head")], "arc_head.turned", perm=[1, 0])
    arc = g.add("MatMul", [dep, head], "arc")
    label = state["label"]  # (deprels, dep + 1, head + 1)
    deprels, dep_size, head_size = label.shape
    flat = label.transpose(1, 0, 2).reshape(dep_size, deprels * head_size)
    label_dep = g.linear(hidden(words, "label_dep"), "label_dep", flat[:-1].T, flat[-1])
    label_head = hidden(heads, "label_head")
    one = g.weight("one", np.ones((1, 1), dtype=np.float32))
    shape = g.add("Shape", [label_head], "label_head.shape")
    first = g.weight("first.index", np.array([0], dtype=np.int64))
    length = g.add("Gather", [shape, first], "label_head.length")
    wide = g.add(
        "Concat", [length, g.weight("unit", np.array([1], dtype=np.int64))], "wide", axis=0
    )
    ones = g.add("Expand", [one, wide], "ones")
    return [arc, label_dep, g.add("Concat", [label_head, ones], "label_head", axis=1)]
