"""Whether a clause is negated: "did not", "no troops entered", "neither"."""

from __future__ import annotations

from graphkit.extraction.syntax.tree import Sentence
from graphkit.ontology.matrix import Matrix


def negated(s: Sentence, at: int, matrix: Matrix) -> bool:
    """Whether the clause of a predicate is negated: "did not", "no troops entered", "neither"."""
    negations = matrix.words["negations"]
    count = 0
    for child in s.children[at]:
        if (
            s.deps[child] in {"advmod", "cc:preconj", "cc", "mark", "case"}
            and s.lower[child] in negations
        ):
            count += 1
        elif s.deps[child] in {"nsubj", "obj", "nsubj:pass"}:
            if s.lower[child] in {"nobody", "none", "nothing"} or any(
                s.deps[d] in {"det", "cc:preconj", "cc", "advmod"}
                and s.lower[d] in {"no", "neither"}
                for d in s.children[child]
            ):
                count += 1
        elif (s.deps[child], s.lower[child]) in {("advmod", "longer"), ("aux", "cannot")}:
            count += 1
    if s.upos[at] == "NOUN" and any(
        s.deps[d] == "det" and s.lower[d] == "no" for d in s.children[at]
    ):
        count += 1
    return count % 2 == 1
