"""Who claims what a clause tells: the subject of a verb of speech, "according to officials".

Whoever speaks is remembered too, for "we" and "our" inside quotations.
"""

from __future__ import annotations

from graphkit.extraction.coreference.resolver import Resolver
from graphkit.extraction.lexicon.words import words
from graphkit.extraction.syntax.subjects import subjects
from graphkit.extraction.syntax.tree import Sentence
from graphkit.extraction.values import Mention
from graphkit.model import Actor
from graphkit.ontology.matrix import Matrix

from .governors import REACH, class_of

_FUTURE = frozenset({"will", "would", "shall", "'ll", "wo", "'d"})
_INTENDING = frozenset({"planned", "promise", "refuse"})


def owner_of(s: Sentence, noun: int, resolver: Resolver) -> Actor | None:
    """Whose claim a noun is: "the accusation by Saudi Arabia that ..."."""
    heads = s.kids(noun, "nmod:poss")
    heads += [c for c in s.kids(noun, "nmod") if s.preposition(c) in {"by", "from", "of"}]
    for head in heads:
        for mention in resolver.actors(s, head):
            return mention.actor
    return None


def speaker(s: Sentence, verb: int, resolver: Resolver) -> Actor | None:
    heads = s.kids(verb, "obl:agent") if s.passive(verb) else subjects(s, verb)
    for head in heads:
        for mention in resolver.actors(s, head):
            return mention.actor
    return None


def according(s: Sentence, at: int, resolver: Resolver, matrix: Matrix) -> Actor | None:
    """Who is named by "according to officials", wherever it hangs on the clause."""
    for child in s.children[at]:
        if (
            s.deps[child] in {"obl", "nmod", "advcl"}
            and s.preposition(child) in matrix.words["accord_prepositions"]
        ):
            for mention in resolver.actors(s, child):
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
    if all(mention.via not in {"pronoun", "told"} for mention in found):
        return found
    verb = _declaration(s, at, matrix)
    if verb is None or s.passive(verb):
        return found
    speakers = {
        mention.actor.id: mention
        for head in subjects(s, verb)
        for mention in resolver.actors(s, head)
        if mention.via not in {"pronoun", "told"}
    }
    return [
        speakers.get(mention.actor.id, mention) if mention.via in {"pronoun", "told"} else mention
        for mention in found
    ]


def _declaration(s: Sentence, at: int, matrix: Matrix) -> int | None:
    """The verb of speech that a clause about what is to come depends on."""
    word, intended = at, False
    for _ in range(REACH):
        intended = intended or any(
            (s.deps[c] == "aux" and s.lower[c] in _FUTURE) for c in s.children[word]
        )
        head, dep = s.heads[word], s.deps[word]
        if head == word or dep not in {"xcomp", "conj", "ccomp"}:
            return None
        if dep == "ccomp" and matrix.is_speech(s.lemmas[head]) and not s.infinitive(word):
            return head if intended else None
        if dep == "xcomp":
            intended = intended or class_of(s, head, matrix) in _INTENDING
        word = head
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
            # "it quoted X as saying": X speaks
            told = s.kids(at, "obj") if lemma in words().quoting else []
            for head in told or subjects(s, at):
                if s.lower[head] in {"i", "we"}:
                    continue
                for mention in resolver.actors(s, head):
                    resolver.memory.speaker = mention.actor
                    if resolver.trace is not None:
                        text = f"{mention.actor.name} speaks"
                        resolver.trace.note("speaker", at, text)
                    return
    if not s.quoted[0]:
        # Nobody is said to speak, and the sentence does not go on with a quotation.
        resolver.memory.speaker = None
