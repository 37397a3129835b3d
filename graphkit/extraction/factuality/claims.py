"""Whether a clause is negated, only possible, planned or conditional, and who claims it.

The clause's own auxiliaries and adverbs come first, then every word above it that governs it
(`refused to meet`, `if it attacks`, `officials said that ...`). The words are data:
`ontology/matrix.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.extraction.lexicon.words import words
from graphkit.extraction.mentions.resolver import Resolver
from graphkit.extraction.syntax.frames import subjects
from graphkit.extraction.syntax.tree import Sentence
from graphkit.extraction.values import Mention
from graphkit.model import Actor
from graphkit.ontology.matrix import Matrix

#: A governing class that only applies to finite clauses; the others govern infinitives and gerunds.
FINITE = frozenset({"speech", "hope", "deny"})
_REACH = 10
_FUTURE = frozenset({"will", "would", "shall", "'ll", "wo", "'d"})
_INTENDING = frozenset({"planned", "promise", "refuse"})


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


@dataclass(frozen=True, slots=True)
class Status:
    """How a clause is meant.

    Attributes:
        negated: it says that it is not so.
        modality: one of `graphkit.model.MODALITIES`.
        claimant: who claims it, when it is not the text.
        denied: the claimant denies it.
    """

    negated: bool
    modality: str
    claimant: Actor | None
    denied: bool = False


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


def governors(s: Sentence, at: int, matrix: Matrix) -> Iterator[Governor]:
    """Words above a clause that govern it, innermost first; before them its own modal auxiliary."""
    modal = _modal(s, at, matrix)
    if modal is not None:
        yield modal
    word = at
    for _ in range(_REACH):
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
            cls = _class_of(s, head, matrix)
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


def _class_of(s: Sentence, at: int, matrix: Matrix) -> str | None:
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


def status(s: Sentence, at: int, resolver: Resolver, matrix: Matrix) -> Status:
    """Negation, modality and claimant of a predicate's clause, governing infinitives left out."""
    modality = "asserted"
    words = matrix.words
    for child in s.children[at]:
        if s.deps[child] == "advmod":
            if s.lower[child] in words["hedges"]:
                modality = "reported"
            elif s.lower[child] in words["possible"]:
                modality = "possible"
    claimant, denied, conditional = None, False, False
    word = at
    for _ in range(_REACH * 2):
        if any(
            s.deps[c] == "mark" and s.lower[c] in words["conditional"] for c in s.children[word]
        ):
            conditional = conditional or s.deps[word] == "advcl"
        head, dep = s.heads[word], s.deps[word]
        if claimant is None:
            claimant = _according(s, word, resolver, matrix)
        if dep != "conj":
            for child in s.kids(word, "parataxis"):
                # "X attacked Y, officials said."
                if claimant is None and matrix.is_speech(s.lemmas[child]):
                    claimant = _speaker(s, child, resolver)
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
                claimant = _speaker(s, head, resolver)
                denied = denies
                if claimant is None and s.passive(head):
                    modality = "reported"
            elif says and dep == "acl" and s.upos[head] == "NOUN" and finite and _that(s, word):
                claimant = _owner_of(s, head, resolver)
                modality = "reported"
        elif (
            claimant is None
            and dep == "xcomp"
            and s.xpos[word] == "VBG"
            and "deny" in matrix.verbs.get(s.lemmas[head], ())
        ):
            # "denied backing the rebels"
            claimant, denied = _speaker(s, head, resolver), True
        word = head
    if claimant is not None and modality == "asserted":
        modality = "reported"
    if conditional:
        modality = "conditional"
    return Status(negated(s, at, matrix), modality, claimant, denied)


def _owner_of(s: Sentence, noun: int, resolver: Resolver) -> Actor | None:
    """Whose claim a noun is: "the accusation by Saudi Arabia that ..."."""
    heads = s.kids(noun, "nmod:poss")
    heads += [c for c in s.kids(noun, "nmod") if s.preposition(c) in {"by", "from", "of"}]
    for head in heads:
        for mention in resolver.actors(s, head):
            return mention.actor
    return None


def _that(s: Sentence, at: int) -> bool:
    return any(s.deps[c] == "mark" and s.lower[c] == "that" for c in s.children[at])


def _speaker(s: Sentence, verb: int, resolver: Resolver) -> Actor | None:
    heads = s.kids(verb, "obl:agent") if s.passive(verb) else subjects(s, verb)
    for head in heads:
        for mention in resolver.actors(s, head):
            return mention.actor
    return None


def declared(
    s: Sentence, at: int, found: list[Mention], resolver: Resolver, matrix: Matrix
) -> list[Mention]:
    """Who declares an intention of its own is where the declaration says so.

    Of "Farc said it will release a sergeant" the source is "Farc": what happens is that Farc
    declares it (CAMEO's "express intent"), and the pronoun only repeats who speaks.

    Args:
        s: the sentence.
        at: the predicate.
        found: its sources; those that are no pronoun, or not the speaker's, stay as they are.
        resolver: the actors of the document.
        matrix: the words of speech.
    """
    if all(mention.via != "pronoun" for mention in found):
        return found
    verb = _declaration(s, at, matrix)
    if verb is None or s.passive(verb):
        return found
    speakers = {
        mention.actor.id: mention
        for head in subjects(s, verb)
        for mention in resolver.actors(s, head)
        if mention.via != "pronoun"
    }
    return [
        speakers.get(mention.actor.id, mention) if mention.via == "pronoun" else mention
        for mention in found
    ]


def _declaration(s: Sentence, at: int, matrix: Matrix) -> int | None:
    """The verb of speech that a clause about what is to come depends on."""
    word, intended = at, False
    for _ in range(_REACH):
        intended = intended or any(
            (s.deps[c] == "aux" and s.lower[c] in _FUTURE) for c in s.children[word]
        )
        head, dep = s.heads[word], s.deps[word]
        if head == word or dep not in {"xcomp", "conj", "ccomp"}:
            return None
        if dep == "ccomp" and matrix.is_speech(s.lemmas[head]) and not s.infinitive(word):
            return head if intended else None
        if dep == "xcomp":
            intended = intended or _class_of(s, head, matrix) in _INTENDING
        word = head
    return None


def _according(s: Sentence, at: int, resolver: Resolver, matrix: Matrix) -> Actor | None:
    """Who is named by "according to officials", wherever it hangs on the clause."""
    for child in s.children[at]:
        if (
            s.deps[child] in {"obl", "nmod", "advcl"}
            and s.preposition(child) in matrix.words["accord_prepositions"]
        ):
            for mention in resolver.actors(s, child):
                return mention.actor
    return None


def note_speaker(s: Sentence, resolver: Resolver, matrix: Matrix) -> None:
    """Remember who speaks, for "we" and "our" in this and the following quoted sentences."""
    quoted = any(s.quoted)
    for at, lemma in enumerate(s.lemmas):
        if (
            s.upos[at] == "VERB"
            and matrix.is_speech(lemma)
            and not s.passive(at)
            and (quoted or s.deps[at] in {"root", "parataxis"})
        ):
            for head in subjects(s, at):
                if s.lower[head] in {"i", "we"}:
                    continue
                for mention in resolver.actors(s, head):
                    resolver.memory.speaker = mention.actor
                    return
    if not s.quoted[0]:
        # Nobody is said to speak, and the sentence does not go on with a quotation.
        resolver.memory.speaker = None
