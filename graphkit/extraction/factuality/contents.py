"""What is made of a content: feared, doubted, asked, refuted, or told to be untrue.

"there is no evidence that X attacked Y", "rejected claims that ...", "rumours that ... are untrue",
"nobody believes that ...", "whether ...", "had X attacked Y", "fears of an attack by X on Y".
"""

from __future__ import annotations

from graphkit.extraction.syntax.tree import Sentence
from graphkit.ontology.matrix import Matrix

from .negation import negated

#: Relations by which a clause is the content of the word that it hangs on.
CONTENT = frozenset(
    {"ccomp", "acl", "acl:relcl", "csubj", "csubj:pass", "advcl", "parataxis", "dep"}
)
_INVERTED = frozenset({"had", "were", "should"})
_FEW = frozenset({"no", "little", "any", "neither", "scant"})
_STARTS = frozenset({".", "!", "?", ":", ";"})


def doubted(s: Sentence, word: int, matrix: Matrix) -> str:
    """What the word above makes of a clause or deed: "untrue", "possible" or "" for nothing.

    Args:
        s: the sentence.
        word: the head of the clause, or the noun of a deed.
        matrix: the word lists.
    """
    head, dep = s.heads[word], s.deps[word]
    lists = matrix.words
    if dep != "advcl" and any(
        s.deps[c] == "mark" and s.lower[c] in {"whether", "if"} for c in s.children[word]
    ):
        return "possible"
    if head == word:
        return ""
    if dep in CONTENT and not s.infinitive(word):
        lemma = s.lemmas[head]
        if lemma in lists["untrue"] or (lemma == "true" and negated(s, head, matrix)):
            return "possible" if lemma != "true" and negated(s, head, matrix) else "untrue"
        if s.upos[head] == "VERB" and lemma in lists["belief"] and negated(s, head, matrix):
            return "untrue"
        told = _of_noun(s, head, matrix) if s.upos[head] == "NOUN" else ""
        if not told and lemma in lists["doubtful"] and dep != "advcl":
            return "possible"
        return told
    if dep == "obj" and s.upos[head] == "VERB" and _feared(s, head, matrix):
        return "possible"  # "fears an attack by X on Y"
    if dep == "nmod" and s.preposition(word) in {"of", "about", "for"}:
        if s.lemmas[head] in lists["doubtful"]:
            return "possible"
        return _of_noun(s, head, matrix)
    return ""


def _feared(s: Sentence, verb: int, matrix: Matrix) -> bool:
    """Whether what is done to a deed is to fear or imagine it."""
    return s.lemmas[verb] in matrix.words["doubtful"]


def inverted(s: Sentence, word: int) -> bool:
    """Whether a clause is a condition by its order: "had X attacked Y", "were X to attack Y"."""
    if s.deps[word] != "advcl" or s.kid(word, "mark") is not None:
        return False
    subject = s.kid(word, "nsubj", "nsubj:pass")
    return subject is not None and any(
        s.lower[c] in _INVERTED and c < subject for c in s.kids(word, "aux", "aux:pass", "cop")
    )


def _of_noun(s: Sentence, noun: int, matrix: Matrix) -> str:
    """The same of what a noun tells: by what is said of the evidence, the claim, the rumour."""
    lists = matrix.words
    head = s.heads[noun]
    none = any(s.lower[c] in _FEW for c in s.kids(noun, "det", "amod"))
    governed = s.deps[noun] in {"obj", "nsubj", "nsubj:pass"} and head != noun
    if s.lemmas[noun] in lists["proof"]:
        return "untrue" if none or (governed and negated(s, head, matrix)) else ""
    if s.lemmas[noun] not in lists["told"] or not governed:
        return "possible" if s.lemmas[noun] in lists["told"] and none else ""
    if s.deps[noun] == "obj" and s.lemmas[head] in lists["refuting"]:
        return "untrue" if not negated(s, head, matrix) else ""
    if s.deps[noun].startswith("nsubj") and (
        s.lemmas[head] in lists["untrue"]
        or (s.lemmas[head] in lists["refuting"] and s.passive(head))
    ):
        return "untrue"
    return ""


def questions(s: Sentence) -> list[tuple[int, int]]:
    """(first, end) of the words of each question: they assert nothing."""
    found = []
    for at, word in enumerate(s.words):
        if not word.endswith("?") or word[0].isalnum():
            continue
        first = at
        while (
            first > 0
            and s.words[first - 1] not in _STARTS
            and (s.quoted[first - 1] == s.quoted[at] or not s.quoted[at])
        ):
            first -= 1
        found.append((first, at + 1))
    return found
