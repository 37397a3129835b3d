"""Whose words a text is: turns with a label, statements of an issuer, quotations whose speaker is
named only later.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.extraction.coreference.resolver import Resolver
from graphkit.extraction.lexicon.words import words
from graphkit.extraction.mentions import actors
from graphkit.extraction.mentions.people import strip_title
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.subjects import subjects
from graphkit.extraction.syntax.tree import QUOTES, Sentence
from graphkit.model import Actor, Document
from graphkit.ontology.actors import slugify
from graphkit.ontology.matrix import Matrix

#: Words that the label of a turn may be long.
_LABEL = 16
#: Sentences at the head of a text that may say whose statement it is.
_HEAD = 4
#: Sentences ahead in which the speaker of a quotation may be named.
_AHEAD = 8


def turn(s: Sentence, resolver: Resolver) -> bool:
    """Note whose turn begins with a sentence: "Graham Watson (ALDE): ...", "Q: ..."; whether one
    does.
    """
    for colon in range(1, min(_LABEL, len(s))):
        if s.words[colon] in {".", "!", "?", ";", ","} or s.upos[colon] in {"VERB", "AUX"}:
            return False
        if s.words[colon] != ":":
            continue
        person = next((run for run in s.runs if run[2] == "PERSON" and run[1] <= colon), None)
        if person is not None and all(_of_label(s, at) for at in range(person[0])):
            found = resolver.name(s, spans.run_head(s, person[0], person[1]))
            resolver.memory.turn = found[0].actor if found else None
            return True
        if colon == 1 and s.lower[0] in words().askers:
            resolver.memory.turn = None
            return True
        return False
    return False


def said(s: Sentence, after: Sentence | None, resolver: Resolver, matrix: Matrix) -> None:
    """Note who says what follows without marks: "The Foreign Secretary, N, said:"."""
    if s.words[-1] != ":" or after is None or after.words[0] in QUOTES:
        return
    for verb, lemma in enumerate(s.lemmas):
        if s.upos[verb] == "VERB" and matrix.is_speech(lemma) and not s.passive(verb):
            found = [m for head in subjects(s, verb) for m in resolver.actors(s, head)]
            if found and found[0].actor.named:
                resolver.memory.turn = found[0].actor
            return


def _of_label(s: Sentence, at: int) -> bool:
    return s.upos[at] in {"PUNCT", "NOUN", "PROPN", "DET", "ADJ"} or s.words[at].istitle()


def author(document: Document, resolver: Resolver) -> Actor | None:
    """Who wrote a document, where it says so of itself: a ministry's own statement."""
    if not document.author:
        return None
    entry = resolver.book.name(document.author)
    if entry is not None:
        return actors.known(entry)
    return Actor(slugify(document.author), document.author, "organization")


def issuer(section: Sequence[Sentence], resolver: Resolver) -> Actor | None:
    """Whose statement a text is by its head: "Statement by President N on ..."."""
    for s in section[:_HEAD]:
        for at in range(min(len(s) - 1, _LABEL)):
            if s.lower[at] not in words().issued or s.lower[at + 1] not in {"by", "from", "of"}:
                continue
            found = _named_from(s, at + 2, resolver)
            if found is not None:
                return found
    return None


def spoken_ahead(
    section: Sequence[Sentence], at: int, resolver: Resolver, matrix: Matrix
) -> Actor | None:
    """The speaker of a quotation that a later sentence closes and names."""
    for s in section[at : at + _AHEAD]:
        for verb, lemma in enumerate(s.lemmas):
            if s.upos[verb] != "VERB" or s.quoted[verb] or not matrix.is_speech(lemma):
                continue
            for head in subjects(s, verb):
                for first, end, _ in s.runs:
                    if first <= head < end:
                        return _named_from(s, first, resolver)
            return None
        if not s.quoted[-1]:
            return None
    return None


def _named_from(s: Sentence, begin: int, resolver: Resolver) -> Actor | None:
    """The person named first from a word on, else the body or country named at it."""
    runs = [run for run in s.runs if run[1] > begin and run[0] <= begin + _LABEL]
    for first, end, label in runs:
        if label != "PERSON":
            continue
        start, _ = strip_title(s, first, end, resolver.book)
        full = resolver.people.full(spans.text(s, start, end))
        known = resolver.memory.get(slugify(full))
        return known.actor if known is not None else Actor(slugify(full), full, "person")
    for first, end, label in runs:
        entry = resolver.book.name(spans.text(s, first, end))
        if entry is not None and first <= begin + 1:
            return actors.known(entry)
        if label == "ORG" and first <= begin + 1:
            text = spans.text(s, first, end)
            return Actor(slugify(text), text, "organization")
    return None


def _verb_after_all(s: Sentence, at: int) -> None:
    """Retag, in place, the verb of an operative clause taken for a noun: "Demands that"."""
    s.upos[at], s.xpos[at] = "VERB", "VBZ"
    for child in s.children[at]:
        if s.deps[child] == "nmod":
            s.deps[child] = "obl"
        elif s.deps[child] in {"acl", "acl:relcl"}:
            s.deps[child] = "ccomp"
            if s.xpos[child] == "VBP":
                s.xpos[child] = "VB"  # "demands that X withdraw"
    s.frames.clear()


def operative(s: Sentence, resolver: Resolver) -> None:
    """Note the body at the head of a resolution, "The Security Council,", and whether a sentence is
    one of its clauses: "1. Condemns N".
    """
    memory = resolver.memory
    first = 0
    while first < len(s) and (s.upos[first] in {"NUM", "PUNCT", "X"} or s.words[first].isdigit()):
        first += 1
    bare = (first < len(s) and s.lemmas[first] + "s" == s.lower[first]) or s.upos[
        first : first + 1
    ] == ["VERB"]
    memory.clause = memory.body is not None and bare and s.words[first][:1].isupper()
    if memory.clause and s.upos[first] in {"NOUN", "PROPN"}:
        _verb_after_all(s, first)
    if s.words[0] == "The" and "," in s.words[:_LABEL]:
        comma = s.words.index(",")
        named = next((run for run in s.runs if run[1] == comma and run[2] == "ORG"), None)
        if named is not None and named[0] <= 1:
            found = resolver.name(s, spans.run_head(s, named[0], named[1]))
            after = comma + 1
            if found and (after == len(s) or s.xpos[after] == "VBG"):
                memory.body = found[0].actor
                memory.clause = False


def note_joint_issuer(s: Sentence, resolver: Resolver) -> None:
    """Note who "We, the leaders of the Group of Seven" are."""
    for at in range(min(len(s) - 3, _LABEL)):
        if s.lower[at] == "we" and s.words[at + 1] == "," and s.lower[at + 2] == "the":
            for first, end, label in s.runs:
                if at + 2 < first < at + _LABEL and label == "ORG":
                    for mention in resolver.name(s, spans.run_head(s, first, end)):
                        resolver.memory.issuer = mention.actor
                    return
