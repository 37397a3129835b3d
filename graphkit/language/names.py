"""BIO scores to names: the best label sequence in which I- follows only its own kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
#: What the name of a person, an organisation or a place can end in: "University Library of the" and
#: "Dutch" end in something else.
ENDS = frozenset({"PROPN", "NOUN", "NUM", "SYM", "X"})
_ENDING = frozenset({"PERSON", "ORG", "LOC"})


def decode_names(scores: Floats, labels: Sequence[str]) -> list[str]:
    """Viterbi over (words, labels) scores of one sentence.

    Returns:
        a BIO label for each word.
    """
    outside = labels.index("O")
    greedy = scores.argmax(axis=1)
    if (greedy == outside).all():
        return ["O"] * len(scores)
    allowed = _allowed(tuple(labels))
    best = scores[0] + allowed[outside]
    back = np.zeros((len(scores), len(labels)), dtype=np.int64)
    for index in range(1, len(scores)):
        paths = best[:, None] + allowed
        back[index] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[index]
    label = int(best.argmax())
    path = [label]
    for index in range(len(scores) - 1, 0, -1):
        label = int(back[index, label])
        path.append(label)
    return [labels[label] for label in reversed(path)]


@lru_cache(maxsize=4)
def _allowed(labels: tuple[str, ...]) -> Floats:
    """(from, to): 0 where the step is allowed, minus infinity where not."""
    table = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for column, label in enumerate(labels):
        if label.startswith("I-"):
            for row, before in enumerate(labels):
                if before == "O" or before[2:] != label[2:]:
                    table[row, column] = -np.inf
    return table


def cut_to_ends(names: Sequence[str], upos: Sequence[str], words: Sequence[str] = ()) -> list[str]:
    """Names cut back to their last word that a name can end in; without one they are none.

    Args:
        names: BIO labels of a sentence. upos: its tags.
        words: where given, a name has a capital in one of its words: "the army" is none.
    """
    cut = list(names)
    for start in range(len(words)):
        if cut[start].startswith("B-"):
            end = start + 1
            while end < len(cut) and cut[end].startswith("I-"):
                end += 1
            if all(word.islower() for word in words[start:end]):
                cut[start:end] = ["O"] * (end - start)
    inside = False  # whether the next word goes on with this name
    for index in range(len(cut) - 1, -1, -1):
        label = cut[index]
        if label[2:] in _ENDING and not inside and upos[index] not in ENDS:
            cut[index] = "O"
        inside = cut[index].startswith("I-")
    return cut
