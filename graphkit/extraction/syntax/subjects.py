"""Who is understood as the subject of a verb, and the noun that a relative clause describes.

English leaves shared subjects unsaid: each rule says where one is looked for, with an example.
"""

from __future__ import annotations

from graphkit.extraction.lexicon.words import words

from .tree import RELATIVIZERS, Sentence

#: Prepositions before whoever is asked: "appealed to Iran to", "waited for Iran to".
_ASKED = frozenset({"on", "upon", "to", "for", "with"})
#: Clauses up to which an unsaid subject, or the noun of a relative clause, is looked for.
_DEPTH = 8


def subjects(s: Sentence, at: int) -> list[int]:
    """Heads of the understood surface subject of a verb or copular predicate."""
    return _subjects(s, at, 0)


def _subjects(s: Sentence, at: int, depth: int) -> list[int]:
    """Heads of the (surface) subject: own, or inherited from where the verb hangs."""
    if depth > _DEPTH:
        return []
    own = [
        child
        for child in s.kids(at, "nsubj", "nsubj:pass", "nsubj:outer")
        if s.lower[child] != "there"
    ]
    if own:
        found = []
        for child in own:
            if s.lower[child] in RELATIVIZERS:
                noun = antecedent(s, at)
                if noun is not None and s.kid(noun, "cop") is not None:
                    # "Israel was the only country that supported it"
                    found += _subjects(s, noun, depth + 1) or [noun]
                elif noun is not None and s.lemmas[noun] in words().utterances:
                    # "introduced a bill that would sanction Iran"
                    found += _issuer(s, noun, depth)
                elif noun is not None:
                    found += _avowed(s, noun, depth) or [noun]
                elif s.deps[at] != "acl:relcl":
                    found.append(child)
            else:
                found.append(child)
        return found
    dep, head = s.deps[at], s.heads[at]
    if head == at:
        return []
    if dep in {"acl:relcl", "acl"} or (dep == "amod" and at > head):
        # "troops occupying the town", "the man who was killed"; of "a plan to attack", who plans.
        intended = s.gerund_of(at) and s.lemmas[head] in words().intents
        if dep == "acl" and (s.infinitive(at) or intended):
            return _owner(s, head, depth)  # "a plan to attack", "no intention of attacking"
        speaks = s.xpos[at] == "VBG" or s.upos[at] == "ADJ"
        if dep != "acl:relcl" and speaks and s.lemmas[head] in words().utterances:
            # "issued a statement accusing Iran", "a report critical of it": who says so, where the
            # text tells
            return _issuer(s, head, depth)
        return [head]
    if dep == "conj":
        # "entered and occupied": only clauses share subjects.
        if s.upos[head] in {"VERB", "AUX", "ADJ"} or s.kid(head, "cop") is not None:
            return _subjects(s, head, depth + 1)
        return []
    if dep in {"xcomp", "ccomp", "advcl", "advcl:relcl"}:
        return _controller(s, at, head, dep, depth)
    return []


def _controller(s: Sentence, at: int, head: int, dep: str, depth: int) -> list[int]:
    """Who is understood as subject of a clause without one of its own."""
    if dep == "ccomp" and not s.infinitive(at):
        return []
    lemma = s.lemmas[head]
    if dep == "advcl" and s.infinitive(at) and lemma in words().oblique_control:
        # "called on the generals to release": however the infinitive hangs
        on = [c for c in s.kids(head, "obl") if s.preposition(c) in _ASKED and c < at]
        if on:
            return on
    if (
        dep in {"xcomp", "ccomp"}
        and s.upos[head] == "VERB"
        and lemma not in words().subject_control
    ):
        # "urged Azerbaijan to withdraw": the object acts; "promised Iraq to help": the subject.
        objects = s.kids(head, "obj", "iobj")
        if objects and lemma in words().addressing:
            return _subjects(s, head, depth + 1)  # "called the king to apologize"
        if objects and not s.passive(head):
            return objects
        if lemma in words().oblique_control:
            # "called on Iran to withdraw"
            on = [c for c in s.kids(head, "obl") if s.preposition(c) in _ASKED]
            if on:
                return on
    if dep == "advcl" and s.xpos[at] == "VBG" and s.preposition(at) == "by":
        # "compelled his neighbors to close ports by freezing aid": by what he does himself
        above = s.heads[head]
        if s.deps[head] == "xcomp" and s.kid(above, "obj") is not None and not s.passive(above):
            return _subjects(s, above, depth + 1)
    if (
        dep == "advcl"
        and s.xpos[at] == "VBG"
        and s.preposition(at) in {"of", "for", "on", "from", "against"}
    ):
        # "accused troops of penetrating", "congratulated him on becoming": the object did it.
        objects = s.kids(head, "obj", "iobj")
        if objects and not s.passive(head):
            return objects
    if s.upos[head] in {"NOUN", "PROPN"} and s.kid(head, "cop") is None and dep != "xcomp":
        return _owner(s, head, depth)
    return _subjects(s, head, depth + 1)


def _avowed(s: Sentence, noun: int, depth: int) -> list[int]:
    """Who did it, or claims to: "carried out an attack that killed two", "claimed responsibility
    for the bomb that killed two".
    """
    word = s.heads[noun]
    if s.deps[noun] == "obj" and s.lemmas[word] in words().carrying_out:
        return _subjects(s, word, depth + 1)
    verb = s.heads[word]
    if s.lemmas[word] != "responsibility" or s.preposition(noun) != "for":
        return []
    return _subjects(s, verb, depth + 1) if s.lemmas[verb] in words().avowing else []


def _issuer(s: Sentence, noun: int, depth: int) -> list[int]:
    """Who speaks through a text, or the text itself: "issued a report accusing Iran", "said in a
    letter accusing Iran", but not "rejected a report accusing Iran".
    """
    verb = s.heads[noun]
    told = s.deps[noun] in {"obj", "nsubj:pass"} and s.upos[verb] == "VERB"
    if told and s.lemmas[verb] not in words().issuing and s.kid(noun, "nmod:poss") is None:
        return [noun]
    return _owner(s, noun, depth) or [noun]


def _owner(s: Sentence, noun: int, depth: int) -> list[int]:
    """Who stands behind a noun with an infinitive: "Iran's plan to attack", "has a plan to"."""
    if s.kid(noun, "cop") is not None:
        return _subjects(s, noun, depth + 1)  # "has been in contact with Y to mediate"
    owners = s.kids(noun, "nmod:poss")
    if owners:
        return owners
    by = [child for child in s.kids(noun, "nmod") if s.preposition(child) in {"by", "of", "from"}]
    if by:
        return by
    head = s.heads[noun]
    if s.deps[noun] in {"obj", "obl", "nsubj:pass"} and s.upos[head] == "VERB":
        return _subjects(s, head, depth + 1) if not s.passive(head) else s.kids(head, "obl:agent")
    return []


def antecedent(s: Sentence, at: int) -> int | None:
    """The noun that a verb's relative clause describes, through coordination and complements."""
    word = at
    for _ in range(_DEPTH):
        if s.deps[word] in {"acl:relcl", "acl"}:
            return s.heads[word]
        if s.deps[word] not in {"conj", "xcomp", "ccomp"} or s.heads[word] == word:
            return None
        word = s.heads[word]
    return None
