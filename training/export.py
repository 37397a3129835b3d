"""Turn trained weights into the shipped model: `python -m training.export --model build/model`.

Writes `english.onnx` (int8), `labels.json` and `tokenizer.json` into `graphkit/language/data`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch

from .onnx_graph import build, quantize

DATA = Path(__file__).parent.parent / "graphkit" / "language" / "data"


def export(model: Path, data: Path) -> Path:
    """Export the weights in folder `model` to folder `data`; returns the ONNX file."""
    data.mkdir(parents=True, exist_ok=True)
    state = torch.load(model / "weights.pt", map_location="cpu", weights_only=True)
    arrays = {name: value.float().numpy() for name, value in state.items()}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        onnx.save(build(arrays), full)
        quantize(full, data / "english.onnx")
    labels = json.loads((model / "labels.json").read_text(encoding="utf-8"))
    (data / "labels.json").write_text(
        json.dumps(labels, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    (data / "tokenizer.json").write_bytes((model / "tokenizer.json").read_bytes())
    return data / "english.onnx"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("build/model"))
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    path = export(options.model, options.data)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
