"""Predicate-argument frames from the UD tree: who is subject, object and oblique of a verb.

One rule a construction, each with an example. A rule looks at the verb's own dependents first and
then at where the verb itself hangs, since English leaves shared arguments unsaid.
"""

from __future__ import annotations

from graphkit.extraction.lexicon.words import words

from .frame import Frame
from .subjects import antecedent, subjects
from .tree import RELATIVIZERS, Sentence

#: Prepositions of where or against whom something is done.
_SOMEWHERE = frozenset({"in", "at", "on", "before", "with", "for"})


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
        indirect = subjects(s, at)  # "Haiti was given medicine"
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
        agents = subjects(s, at)
    # "to the president", read as an adverb's or a particle's dependent, still belongs to the verb.
    for child in s.children[at]:
        if s.deps[child] in {"advmod", "compound:prt"}:
            obliques += [(s.preposition(more), more) for more in s.kids(child, "obl", "nmod")]
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
        return found + [word for word in subjects(s, at) if word not in found]
    if not found:
        # "found Nielsen guilty": what is said of the object hangs as a clause of its own
        small = [c for c in s.kids(at, "xcomp") if s.upos[c] == "ADJ"]
        found = [subject for c in small for subject in s.kids(c, "nsubj") if subject > at]
    noun = antecedent(s, at)
    if found and noun is not None and all(s.lower[word] in RELATIVIZERS for word in found):
        found = [noun]  # "the town that they captured"
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
