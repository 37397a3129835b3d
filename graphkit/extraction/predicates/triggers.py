"""Whether the conditions of a trigger hold on the frame of a predicate.

The triggers are data (`ontology/relations.yaml`); this module knows what their conditions mean on a
UD tree.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphkit.extraction.coreference.resolver import Resolver
from graphkit.extraction.factuality.negation import negated
from graphkit.extraction.lexicon.words import words
from graphkit.extraction.syntax.frame import Frame
from graphkit.extraction.syntax.tree import Sentence
from graphkit.ontology import Trigger
from graphkit.ontology.matrix import Matrix

#: Words of a condition that are named to people.
_SHOWN = 4


def holds(s: Sentence, t: Trigger, f: Frame, resolver: Resolver, matrix: Matrix) -> bool:
    """Whether all conditions of a trigger hold; see `unmet`."""
    return unmet(s, t, f, resolver, matrix) == ""


def unmet(s: Sentence, t: Trigger, f: Frame, resolver: Resolver, matrix: Matrix) -> str:
    """The first condition of a trigger that does not hold, or an empty text where all do.

    Args:
        s: the sentence.
        t: the trigger.
        f: frame of the predicate.
        resolver: the actors of the document, for conditions on classes ("actor", "place").
        matrix: lists of negations.
    """
    if t.prt and s.particle(f.at) not in t.prt:
        return "prt"
    if t.obj and not _heads_in(s, f.objects, t.obj):
        return "obj"
    if t.subj and not _heads_in(s, f.subjects, t.subj):
        return "subj"
    if t.xcomp and not _completed(s, t, f):
        return "xcomp"
    if not _clause_holds(s, t, f, matrix):
        return "comp"
    if t.modal and not _modal_holds(s, t, f):
        return "modal"
    if t.obl and not _obliques_hold(s, t, f):
        return "obl"
    if t.obj_is and not _is(s, f.objects, t.obj_is, resolver):
        return "obj_is"
    return "subj_is" if t.subj_is and not _is(s, f.subjects, t.subj_is, resolver) else ""


def tried(resolver: Resolver, at: int, t: Trigger, outcome: str) -> None:
    """Note that a trigger was tried, and what came of it, where somebody asked for notes.

    Args:
        resolver: the actors of the document.
        at: the trigger's word.
        t: the trigger.
        outcome: "told", "actors" (that are not there), or the condition that does not hold.
    """
    if resolver.trace is not None:
        text = _IN_WORDS.get(outcome) or f"needs {_needed(t, outcome)}"
        place = f"{t.place}:{t.line}"
        resolver.trace.note("trigger", at, text, rule=t.key, outcome=outcome, place=place)


_IN_WORDS = {"told": "holds", "actors": "holds, but its actors are not there"}
_NAMES = {"prt": "the particle", "obj": "an object", "subj": "a subject", "xcomp": "a complement"}


def _needed(t: Trigger, condition: str) -> str:
    """A condition in words: "an object: attack, raid, strike or 32 more"."""
    if condition == "comp":
        return "a clause with that" if t.comp == "ccomp" else "an infinitive"
    if condition == "obl":
        return "a phrase with " + ", ".join(preposition for preposition, _ in t.obl)
    if condition in {"obj_is", "subj_is"}:
        name = "an object" if condition == "obj_is" else "a subject"
        return f"{name} that is a {' or '.join(sorted(getattr(t, condition)))}"
    if condition == "modal":
        return f"one of {', '.join(sorted(t.modal))}"
    found = sorted(word for word in getattr(t, condition) if word)
    more = f" or {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f"{_NAMES[condition]}: {', '.join(found[:_SHOWN])}{more}" if found else "no particle"


def obliques(s: Sentence, f: Frame) -> list[tuple[str, int]]:
    """Obliques of a frame; a particle before a bare object is one too ("call on Iran")."""
    found = list(f.obliques)
    particle = s.particle(f.at)
    if particle:
        found.extend((particle, head) for head in f.objects)
    return found


def hung_on_objects(s: Sentence, f: Frame) -> list[tuple[str, int]]:
    """What a parser hangs on the object or on the verb, as it comes: "massed troops near it"."""
    return [
        (preposition, child)
        for noun in f.objects
        for child in s.kids(noun, "nmod")
        if (preposition := s.preposition(child)) not in {"", "of"}
    ]


def _completed(s: Sentence, t: Trigger, f: Frame) -> bool:
    """Whether one of the words completes the predicate: "found guilty"."""
    return any(
        # Parsers waver between these relations for a word that completes a verb: "stand ready",
        # "ordered him jailed".
        s.lemmas[w] in t.xcomp or s.lower[w] in t.xcomp
        for w in (
            *s.kids(f.at, "xcomp", "advmod", "obj", "obl", "advcl", "ccomp"),
            *(verb for noun in f.objects for verb in s.kids(noun, "acl") if s.xpos[verb] == "VBN"),
            # "shot dead hundreds"
            *(word for noun in f.objects for word in s.kids(noun, "amod") if word == f.at + 1),
        )
    )


def _clause_holds(s: Sentence, t: Trigger, f: Frame, matrix: Matrix) -> bool:
    """Whether the clause is there that the trigger asks for."""
    if t.comp == "xcomp" and f.xcomp is None:
        return any(s.infinitive(c) for c in s.kids(f.at, "ccomp", "advcl"))
    if t.comp == "ccomp":
        if f.ccomp is None:
            return False
        # "claimed that Russia did not attack" accuses nobody
        return not t.blaming or not negated(s, f.ccomp, matrix)
    return True


def _modal_holds(s: Sentence, t: Trigger, f: Frame) -> bool:
    """Whether the predicate, or the clause it takes, has the modal: "said it should withdraw"."""
    clause = f.ccomp if f.ccomp is not None else f.at
    # "has" as an auxiliary is a tense; "have to" and "need to" are verbs of their own.
    modals = t.modal - {"have"}
    if any(s.deps[c] == "aux" and s.lower[c] in modals for c in s.children[clause]):
        return True
    return s.lemmas[clause] in t.modal and s.kid(clause, "xcomp") is not None


def _heads_in(s: Sentence, heads: Iterable[int], lemmas: frozenset[str]) -> bool:
    """Whether a phrase is headed by one of the words, or measures it: "a series of attacks"."""
    for head in heads:
        for word in s.conjuncts(head):
            if s.lemmas[word] in lemmas or s.lower[word] in lemmas:
                return True
            if any(s.lemmas[inner] in lemmas for inner in measured(s, word)):
                return True
    return False


def measured(s: Sentence, head: int) -> list[int]:
    """What a word measures: the demands of "most of the demands", the attacks of "a series of"."""
    return s.kids(head, "nmod") if s.lemmas[head] in words().partitives else []


def _is(s: Sentence, heads: Iterable[int], classes: frozenset[str], resolver: Resolver) -> bool:
    return any(not classes.isdisjoint(resolver.classes(s, head)) for head in heads)


def _obliques_hold(s: Sentence, t: Trigger, f: Frame) -> bool:
    """Whether the obliques are there: any one where nouns are asked for, else all prepositions."""
    found = obliques(s, f) + hung_on_objects(s, f)
    checks = []
    for preposition, lemmas in t.obl:
        heads = [head for given, head in found if given == preposition]
        checks.append(bool(heads) and (not lemmas or _heads_in(s, heads, lemmas)))
    return any(checks) if any(lemmas for _, lemmas in t.obl) else all(checks)
