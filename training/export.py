"""Turn trained weights into the shipped model: `python -m training.export --model build/model`.

Writes `english.onnx` (weights in int8), `reader.npz` (what the reader judges pairs of words with),
`labels.json` and `tokenizer.json` into `graphkit/language/data`.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch

from graphkit.extraction.learned import pairs

from .onnx_graph import Array, build

READER = pairs.PATH
DATA = Path(__file__).parent.parent / "graphkit" / "language" / "data"


def export(model: Path, data: Path) -> Path:
    """Export the weights in folder `model` to folder `data`; returns the ONNX file."""
    data.mkdir(parents=True, exist_ok=True)
    state = torch.load(model / "weights.pt", map_location="cpu", weights_only=True)
    arrays = {name: value.float().numpy() for name, value in state.items()}
    onnx.save(build(arrays), data / "english.onnx")
    write_reader(arrays, model / "labels.json", READER)
    labels = json.loads((model / "labels.json").read_text(encoding="utf-8"))
    (data / "labels.json").write_text(
        json.dumps(labels, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    tokenizer = json.loads((model / "tokenizer.json").read_text(encoding="utf-8"))
    # On one line: the vocabulary is for no reader.
    (data / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    write_base_forms(data / "base_forms.json.gz")
    return data / "english.onnx"


def write_reader(arrays: Mapping[str, Array], labels: Path, path: Path) -> None:
    """What the learnt reader scores pairs of words with (graphkit/extraction/learned/pairs.py)."""
    known = json.loads(labels.read_text(encoding="utf-8"))
    weights: dict[str, Any] = {
        "relations": np.array(known["relation"]),
        "distance": arrays["pair_distance.weight"].astype(np.float16),
        **{
            name: value.astype(np.float16)
            for ours, name in (
                ("relation", "relation"),
                ("qualities", "qualities"),
                ("trigger_query", "query"),
            )
            for name, value in (
                (name, arrays[f"{ours}.weight"].T),
                (f"{name}_bias", arrays[f"{ours}.bias"]),
            )
        },
    }
    np.savez(path, **weights)


def write_base_forms(path: Path) -> None:
    """The tables that predicted lemmas are checked against, from `spacy-lookups-data`."""
    import spacy_lookups_data

    folder = Path(spacy_lookups_data.__file__).parent / "data"

    def table(name: str) -> Any:
        return json.loads(gzip.decompress((folder / f"en_lemma_{name}.json.gz").read_bytes()))

    parts = ("verb", "noun")
    index, irregular, endings = table("index"), table("exc"), table("rules")
    tables = {
        "index": {part: sorted(index[part]) for part in parts},
        "irregular": {
            part: {form: bases[0] for form, bases in sorted(irregular[part].items())}
            for part in parts
        },
        "endings": {part: endings[part] for part in parts},
    }
    text = json.dumps(tables, ensure_ascii=False, separators=(",", ":"))
    # No time stamp: the same tables give the same file.
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


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
