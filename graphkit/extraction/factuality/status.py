"""How a clause is meant: negated, only possible, planned or conditional, and who claims it.

The clause's own auxiliaries and adverbs come first, then the words above it that say so: "officials
said that ...", "if it attacks". The words are data: `ontology/matrix.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphkit.extraction.coreference.resolver import Resolver
from graphkit.extraction.syntax.tree import Sentence
from graphkit.model import Actor
from graphkit.ontology.matrix import Matrix

from .attribution import according, owner_of, speaker
from .contents import doubted, inverted
from .governors import REACH
from .negation import negated


@dataclass(frozen=True, slots=True)
class Status:
    """How a clause is meant.

    Attributes:
        negated: it says that it is not so.
        modality: one of `graphkit.model.MODALITIES`.
        claimant: who claims it, when it is not the text.
        denied: the claimant denies it.
        voiced: the claimant speaks it, in a quotation or turn: what he does so is his own deed.
    """

    negated: bool
    modality: str
    claimant: Actor | None
    denied: bool = False
    voiced: bool = False


def status(s: Sentence, at: int, resolver: Resolver, matrix: Matrix) -> Status:
    """Negation, modality and claimant of a predicate's clause, governing infinitives left out."""
    modality = "asserted"
    words = matrix.words
    for child in s.children[at]:
        if s.deps[child] in {"advmod", "amod"}:
            if s.lower[child] in words["hedges"]:
                modality = "reported"
            elif s.lower[child] in words["possible"]:
                modality = "possible"
    claimant, denied, conditional = None, False, False
    untrue = voiced = False
    word = at
    for _ in range(REACH * 2):
        if any(
            s.deps[c] == "mark" and s.lower[c] in words["conditional"] for c in s.children[word]
        ):
            conditional = conditional or s.deps[word] == "advcl"
        head, dep = s.heads[word], s.deps[word]
        conditional = conditional or inverted(s, word)
        doubt = doubted(s, word, matrix)
        untrue = untrue != (doubt == "untrue")
        if doubt == "possible":
            modality = "possible"
        if claimant is None:
            claimant = according(s, word, resolver, matrix)
        if dep != "conj":
            for child in s.kids(word, "parataxis"):
                # "X attacked Y, officials said."
                if claimant is None and matrix.is_speech(s.lemmas[child]):
                    claimant = speaker(s, child, resolver)
        if head == word:
            break
        if claimant is None and dep in {"ccomp", "parataxis", "acl", "csubj", "csubj:pass", "dep"}:
            lemma = s.lemmas[head]
            classes = (*matrix.verbs.get(lemma, ()), *matrix.nouns.get(lemma, ()))
            # "suspect that", "the accusation that"; but "Police arrested him, officials fled".
            says = "speech" in classes or ("accuse" in classes and dep in {"ccomp", "acl"})
            denies = "deny" in classes
            finite = not s.infinitive(word)
            if s.quoted[word] and not s.quoted[at]:
                finite = False  # the quotation is what is said, and this stands outside it
            if (says or denies) and finite and dep != "acl":
                claimant = speaker(s, head, resolver)
                denied = denies
                if claimant is None and s.passive(head):
                    modality = "reported"
            elif says and dep == "acl" and s.upos[head] == "NOUN" and finite and _that(s, word):
                claimant = owner_of(s, head, resolver)
                modality = "reported"
        elif (
            claimant is None
            and dep == "xcomp"
            and s.xpos[word] == "VBG"
            and "deny" in matrix.verbs.get(s.lemmas[head], ())
        ):
            # "denied backing the rebels"
            claimant, denied = speaker(s, head, resolver), True
        word = head
    if claimant is None and not denied:
        memory = resolver.memory
        claimant = memory.speaker if s.quoted[at] else memory.turn
        voiced = claimant is not None
    voiced = voiced or (claimant is not None and bool(s.quoted[at]))
    if claimant is not None and modality == "asserted":
        modality = "reported"
    if conditional:
        modality = "conditional"
    return Status(negated(s, at, matrix) != untrue, modality, claimant, denied, voiced)


def _that(s: Sentence, at: int) -> bool:
    return any(s.deps[c] == "mark" and s.lower[c] == "that" for c in s.children[at])
