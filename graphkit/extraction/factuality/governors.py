"""The words above a clause that change what it means: "refused to meet", "will attack".

Which word does what is data: `ontology/matrix.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.extraction.lexicon.words import words
from graphkit.extraction.syntax.tree import Sentence
from graphkit.ontology.matrix import Matrix

from .negation import negated

#: A governing class that only applies to finite clauses; the others govern infinitives and gerunds.
FINITE = frozenset({"speech", "hope", "deny"})


#: Words up to which a governor is looked for.
REACH = 10


@dataclass(frozen=True, slots=True)
class Governor:
    """A word above a clause that changes what the clause means.

    Attributes:
        at: its index.
        cls: its class in the matrix.
        negated: it is itself negated.
    """

    at: int
    cls: str
    negated: bool


def governors(s: Sentence, at: int, matrix: Matrix) -> Iterator[Governor]:
    """Words above a clause that govern it, innermost first; before them its own modal auxiliary."""
    modal = _modal(s, at, matrix)
    if modal is not None:
        yield modal
    word = at
    for _ in range(REACH):
        head, dep = s.heads[word], s.deps[word]
        if head == word:
            return
        if dep == "conj":
            if s.kid(word, "nsubj", "nsubj:pass") is not None:
                return
            word = head
            if _modal(s, at, matrix) is None and (shared := _modal(s, word, matrix)) is not None:
                yield shared
            continue
        if (
            dep == "xcomp"
            or (dep == "ccomp" and s.infinitive(word))
            or (dep == "advcl" and s.infinitive(word) and not _reflexive(s, head))
            or (dep == "advcl" and s.preposition(word) in {"from", "of", "for", "against"})
        ):
            if s.lemmas[head] in words().addressing and s.kid(head, "obj") is not None:
                return  # "called the king to apologize" by telephone
            cls = class_of(s, head, matrix)
            if cls == "forbid" and dep == "advcl" and s.infinitive(word):
                return  # "blocked roads to protest": what for, not what is forbidden
            if cls is not None:
                yield Governor(head, cls, negated(s, head, matrix))
            elif dep == "advcl":
                return
            inner = _modal(s, head, matrix)
            if inner is not None:
                yield inner
            word = head
            continue
        if dep == "ccomp" and _demanded(s, word, head, matrix):
            yield Governor(head, "demand", negated(s, head, matrix))
            word = head
            continue
        told_of = s.infinitive(word) or s.gerund_of(word)
        if dep in {"acl", "ccomp"} and s.upos[head] in {"NOUN", "ADJ"} and told_of:
            table = matrix.nouns if s.upos[head] == "NOUN" else matrix.adjectives
            for cls in table.get(s.lemmas[head], ())[:1]:
                yield Governor(head, cls, negated(s, head, matrix))
        return


def _reflexive(s: Sentence, at: int) -> bool:
    """Whether a verb is done to oneself: what "set himself ablaze to protest" is for is done."""
    return any(s.lower[c].endswith(("self", "selves")) for c in s.kids(at, "obj"))


def _demanded(s: Sentence, at: int, head: int, matrix: Matrix) -> bool:
    """Whether a clause is asked for, not told as done: "demanded that Kosovo withdraw"."""
    classes = matrix.verbs.get(s.lemmas[head], ())
    if not {"demand", "urge", "request"} & set(classes):
        return False
    auxiliaries = s.kids(at, "aux", "aux:pass", "cop")
    bare = s.xpos[at] == "VB" and not auxiliaries
    # "insisted that X must go", "demanded that X be freed"
    modal = any(s.lower[c] in {"must", "should", "shall", "ought"} for c in auxiliaries)
    plain = any(s.xpos[c] == "VB" for c in auxiliaries)
    return bare or modal or plain or "speech" not in classes


def class_of(s: Sentence, at: int, matrix: Matrix) -> str | None:
    """The class by which a word governs an infinitive or a gerund, or None."""
    tables = {"ADJ": matrix.adjectives, "NOUN": matrix.nouns}
    table = tables.get(s.upos[at], matrix.verbs)
    # "ruled out lifting": a verb with its particle is a word of its own
    found = table.get(f"{s.lemmas[at]}_{s.particle(at)}", ()) or table.get(s.lemmas[at], ())
    return next((cls for cls in found if cls not in FINITE), None)


def _modal(s: Sentence, at: int, matrix: Matrix) -> Governor | None:
    """The modal auxiliary of a predicate as a governor; its negation is used up in its class."""
    for child in s.children[at]:
        if s.deps[child] == "aux" and s.lower[child] in matrix.modals:
            plain, opposite = matrix.modals[s.lower[child]]
            no = negated(s, at, matrix)
            return Governor(child, opposite if no else plain, no)
    return None
