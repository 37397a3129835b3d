"""The shipped network on onnxruntime: texts of one window in, scores of every layer out.

A window holds several texts that do not see each other, so that a text's company cannot change its
reading. Weights are int8 in the file and float in memory; all arithmetic is in float, in which
processors differ by a millionth and no more (training/onnx_graph.py says why).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
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

#: Pieces of a text that the encoder has positions for, without [CLS] and [SEP].
MAX_PIECES = 510


class ModelError(GraphkitError):
    """The model's files are missing or broken."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Raw scores of one window of W words in T texts.

    Attributes:
        upos, xpos, lemma, names: (W, classes).
        arc: (W, W + 1), column 0 the root.
        label_dep: (W, deprels * L), label_head: (W + 1, L).
        pair_source, pair_target: (T + W, P) halves of pairs, each text's own row before its words'.
        trigger_key: (W, K).
    """

    upos: Floats
    xpos: Floats
    lemma: Floats
    names: Floats
    arc: Floats
    label_dep: Floats
    label_head: Floats
    pair_source: Floats
    pair_target: Floats
    trigger_key: Floats


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
        self._outputs = [field.name for field in fields(Scores)]
        self._root = self.deprel.index("root")

    def boundaries(self, texts: Sequence[Sequence[str]]) -> Floats:
        """(words, 2) scores of "does not begin a sentence" and "begins one", texts in a row.

        Args:
            texts: words of each, at least one; together at most `MAX_PIECES` pieces.
        """
        found: Floats = self._session.run(["boundary"], self._feed(texts, trees=False))[0]
        return found

    def score(self, texts: Sequence[Sequence[str]]) -> Scores:
        """Scores of sentences, each read alone; see `boundaries` for what they may be."""
        values = self._session.run(self._outputs, self._feed(texts, trees=True))
        return Scores(**dict(zip(self._outputs, values, strict=True)))

    def _feed(self, texts: Sequence[Sequence[str]], *, trees: bool) -> dict[str, Any]:
        ids: list[int] = []
        shapes: list[int] = []
        places: list[int] = []
        numbers: list[int] = []
        kept: list[int] = []
        words: list[int] = []
        for number, text in enumerate(texts):
            own, own_shapes, first = self.pieces.of_words(text)
            begin = len(ids)
            ids += own
            shapes += own_shapes
            places += range(len(own))
            numbers += [number] * len(own)
            words += range(len(kept) + 1, len(kept) + 1 + len(first))
            kept.append(begin)
            kept += (begin + piece for piece in first)
        integers = {
            "ids": ids,
            "shapes": shapes,
            "places": places,
            "texts": numbers,
            "kept": kept,
            "words": words,
        }
        feed: dict[str, Any] = {
            name: np.array(values, dtype=np.int64) for name, values in integers.items()
        }
        feed["trees"] = np.array(trees)
        return feed

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
