"""Predicate-argument frames from the UD tree: who is subject, object and oblique of a verb.

One rule a construction, each with an example. A rule looks at the verb's own dependents first and
then at where the verb itself hangs, since English leaves shared arguments unsaid.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphkit.extraction.lexicon.words import words

from .tree import RELATIVIZERS, Sentence

#: Prepositions before whoever is asked: "appealed to Iran to", "waited for Iran to".
_ASKED = frozenset({"on", "upon", "to", "for", "with"})
#: Clauses up to which an unsaid subject, or the noun of a relative clause, is looked for.
_DEPTH = 8
#: Prepositions of where or against whom something is done.
_SOMEWHERE = frozenset({"in", "at", "on", "before", "with", "for"})
_PLACING = frozenset({"near", "along", "against", "toward", "towards", "over", "into", "onto"})


@dataclass(frozen=True, slots=True)
class Frame:
    """Arguments of one verb in active terms; every index is the head of a phrase.

    Attributes:
        at: the predicate.
        passive: it is a passive.
        subjects: who does it.
        objects: whom or what it is done to.
        indirect: recipients.
        obliques: (preposition, head) pairs, the agent of a passive left out.
        xcomp, ccomp: heads of complement clauses, or None.
    """

    at: int
    passive: bool
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    indirect: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]
    xcomp: int | None
    ccomp: int | None


def frame(s: Sentence, at: int) -> Frame:
    """The frame of the predicate at `at`; made once a sentence."""
    known = s.frames.get(at)
    if known is None:
        known = s.frames[at] = _frame(s, at)
    return known


def _frame(s: Sentence, at: int) -> Frame:
    passive = s.passive(at)
    objects = _objects(s, at, passive)
    indirect = s.kids(at, "iobj")
    if passive and s.kid(at, "obj") is not None:
        indirect = _subjects(s, at, 0)  # "Haiti was given medicine"
    if not objects and not passive:
        objects = list(indirect)  # "allowed Iran to pass": one object, whatever it is called
    obliques = []
    agents: list[int] = []
    for child in s.children[at]:
        dep = s.deps[child]
        if dep == "obl:agent" or (dep == "obl" and passive and s.preposition(child) == "by"):
            agents.append(child)
        elif dep in {"obl", "obl:unmarked"}:
            if not is_time(s, child):
                obliques.append((s.preposition(child), child))
        elif dep == "advcl" and s.kid(child, "case") is not None:
            obliques.append((s.preposition(child), child))
    if not passive:
        agents = _subjects(s, at, 0)
    # "to the president", read as an adverb's or a particle's dependent, still belongs to the verb.
    for child in s.children[at]:
        if s.deps[child] in {"advmod", "compound:prt"}:
            obliques += [(s.preposition(more), more) for more in s.kids(child, "obl", "nmod")]
    # "were deployed by China near Taiwan": a name has no place of its own, the deed has.
    obliques += [
        (s.preposition(child), child)
        for noun in (*agents, *objects)
        if s.upos[noun] == "PROPN"
        for child in s.kids(noun, "nmod")
        if s.preposition(child) in _PLACING
    ]
    # "filed a suit in a Paris court against X": a place is against nobody, the deed is
    obliques += [
        ("against", child)
        for preposition, noun in tuple(obliques)
        if preposition in _SOMEWHERE
        for child in s.kids(noun, "nmod")
        if s.preposition(child) == "against"
    ]
    # "called for Turkey to withdraw": as "called for its withdrawal"
    obliques += [
        ("for", subject)
        for clause in (
            *s.kids(at, "xcomp", "ccomp", "advcl"),
            *(c for noun in objects for c in s.kids(noun, "acl")),
        )
        if any(s.lower[mark] == "for" for mark in s.kids(clause, "mark"))
        for subject in s.kids(clause, "nsubj")
    ]
    relative = _relative_gap(s, at)
    if relative is not None:
        preposition, head = relative
        obliques.append((preposition, head))
    xcomp = s.kid(at, "xcomp")
    ccomp = s.kid(at, "ccomp")
    if ccomp is None and s.deps[at] == "parataxis" and s.deps[s.heads[at]] != "punct":
        # "X attacked Y, officials said": the clause that the speech verb hangs on is what is said.
        ccomp = s.heads[at] if s.kid(at, "nsubj") is not None else None
    return Frame(
        at=at,
        passive=passive,
        subjects=tuple(dict.fromkeys(agents)),
        objects=tuple(dict.fromkeys(objects)),
        indirect=tuple(indirect),
        obliques=tuple(obliques),
        xcomp=xcomp,
        ccomp=ccomp,
    )


def _objects(s: Sentence, at: int, passive: bool) -> list[int]:
    """Objects; of a passive, its subject ("Iran was accused")."""
    found = s.kids(at, "obj")
    if passive and found:
        return found
    if passive:
        return found + [word for word in _subjects(s, at, 0) if word not in found]
    if not found:
        # "found Nielsen guilty": what is said of the object hangs as a clause of its own
        small = [c for c in s.kids(at, "xcomp") if s.upos[c] == "ADJ"]
        found = [subject for c in small for subject in s.kids(c, "nsubj") if subject > at]
    antecedent = _antecedent(s, at)
    if found and antecedent is not None and all(s.lower[word] in RELATIVIZERS for word in found):
        found = [antecedent]  # "the town that they captured"
    else:
        found = [word for word in found if s.lower[word] not in RELATIVIZERS]
    subject = s.kid(at, "nsubj")
    if (
        not found
        and s.deps[at] == "acl:relcl"
        and subject is not None
        and s.lower[subject] not in RELATIVIZERS
        and s.kid(at, "xcomp") is None
    ):
        # "the town (that) rebels captured": the object is the noun that the clause describes.
        return [s.heads[at]]
    if not found and s.deps[at] != "conj" and s.kid(at, "obl", "xcomp", "ccomp") is None:
        # "bombed and captured the town": a shared object stands with the last verb, and the first
        # takes it from there.
        for child in s.kids(at, "conj"):
            shared = s.kids(child, "obj")
            if shared and s.upos[child] == "VERB" and s.kid(child, "nsubj") is None:
                return shared
    return found


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
                antecedent = _antecedent(s, at)
                if antecedent is not None and s.kid(antecedent, "cop") is not None:
                    # "Israel was the only country that supported it"
                    found += _subjects(s, antecedent, depth + 1) or [antecedent]
                elif antecedent is not None and s.lemmas[antecedent] in words().utterances:
                    # "introduced a bill that would sanction Iran"
                    found += _issuer(s, antecedent, depth)
                elif antecedent is not None:
                    found += _avowed(s, antecedent, depth) or [antecedent]
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


def _antecedent(s: Sentence, at: int) -> int | None:
    """The noun that a verb's relative clause describes, through coordination and complements."""
    word = at
    for _ in range(_DEPTH):
        if s.deps[word] in {"acl:relcl", "acl"}:
            return s.heads[word]
        if s.deps[word] not in {"conj", "xcomp", "ccomp"} or s.heads[word] == word:
            return None
        word = s.heads[word]
    return None


def _relative_gap(s: Sentence, at: int) -> tuple[str, int] | None:
    """(preposition, described noun) of a relative clause: "the country with which it signed"."""
    if s.deps[at] != "acl:relcl":
        return None
    for child in s.kids(at, "obl", "obl:agent"):
        if s.lower[child] in RELATIVIZERS:
            preposition = s.preposition(child)
            return (preposition, s.heads[at]) if preposition else None
    return None


def is_time(s: Sentence, at: int) -> bool:
    """Whether an oblique says when: "on Saturday", "in March", "last week"."""
    times = words().times
    if s.lower[at].rstrip(".") in times or s.lemmas[at] in times:
        return True
    if s.upos[at] != "NUM":
        return False
    return any(s.lower[child].rstrip(".") in times for child in s.children[at])  # "Nov. 2"


def subjects(s: Sentence, at: int) -> list[int]:
    """Heads of the understood surface subject of a verb or copular predicate."""
    return _subjects(s, at, 0)
