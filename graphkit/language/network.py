"""The shipped network on onnxruntime: words of one window in, scores of every layer out.

Batch size is one window, never padded: dynamic int8 takes its activation scale from the whole
batch, so company would change results. That is what makes output equal for any number of workers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from graphkit.errors import GraphkitError

from .trees import decode
from .wordpieces import WordPieces

if TYPE_CHECKING:
    import onnxruntime

Floats = npt.NDArray[np.float32]
DATA = Path(__file__).parent / "data"

#: Pieces the encoder has positions for, [CLS] and [SEP] included.
MAX_PIECES = 510


class ModelError(GraphkitError):
    """The model's files are missing or broken."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Raw scores of one window of W words.

    Attributes:
        upos, xpos, lemma, names, boundary: (W, classes).
        arc: (W, W + 1), column 0 the root.
        label_dep: (W, deprels * L), label_head: (W + 1, L).
    """

    upos: Floats
    xpos: Floats
    lemma: Floats
    names: Floats
    boundary: Floats
    arc: Floats
    label_dep: Floats
    label_head: Floats


class EnglishNetwork:
    """Word pieces, the ONNX session and the labels of its classes.

    Args:
        folder: holds `english.onnx`, `labels.json` and `tokenizer.json`.

    Raises:
        ModelError: a file is missing or not what it should be.
    """

    def __init__(self, folder: Path = DATA) -> None:
        import onnxruntime

        path = folder / "english.onnx"
        try:
            labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self.pieces = WordPieces(folder / "tokenizer.json")
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            # Windows differ in length: a pattern or arena kept per length would only grow.
            options.enable_mem_pattern = False
            options.enable_cpu_mem_arena = False
            self._session: onnxruntime.InferenceSession = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the runtime raises bare types of its own
            raise ModelError(
                f"cannot load the English model from {folder}: {error}. "
                "Reinstall graphkit, or rebuild the model as training/README.md says."
            ) from error
        self.upos: list[str] = labels["upos"]
        self.xpos: list[str] = labels["xpos"]
        self.lemma: list[str] = labels["lemma"]
        self.names: list[str] = labels["names"]
        self.deprel: list[str] = labels["deprel"]
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._root = self.deprel.index("root")

    def score(self, words: Sequence[str]) -> Scores:
        """Scores for one window of at least one word and at most `MAX_PIECES` pieces."""
        ids, shapes, first = self.pieces.of_words(words)
        feed: dict[str, Any] = {
            "ids": np.array(ids, dtype=np.int64),
            "shapes": np.array(shapes, dtype=np.int64),
            "first": np.array(first, dtype=np.int64),
        }
        values = self._session.run(None, feed)
        return Scores(**dict(zip(self._outputs, values, strict=True)))

    def tree(self, scores: Scores, start: int, end: int) -> tuple[list[int], list[str]]:
        """Tree of the sentence of words start..end of a window.

        Returns:
            (head of each word: 0 for the root, else 1-based inside the sentence; its relation)
        """
        columns = np.concatenate(([0], np.arange(start + 1, end + 1)))
        heads = decode(scores.arc[start:end][:, columns])
        width = scores.label_head.shape[1]
        window_heads = np.where(heads == 0, 0, heads + start)
        dep = scores.label_dep[start:end].reshape(end - start, len(self.deprel), width)
        labels = np.einsum("wlj,wj->wl", dep, scores.label_head[window_heads])
        labels[heads != 0, self._root] = -np.inf
        best = labels.argmax(axis=1)
        best[heads == 0] = self._root
        return heads.tolist(), [self.deprel[index] for index in best]


@lru_cache(maxsize=1)
def english() -> EnglishNetwork:
    """The shipped model, loaded once a process."""
    return EnglishNetwork()
