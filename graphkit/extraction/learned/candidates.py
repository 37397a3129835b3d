"""Whom a sentence mentions, whatever a rule makes of it: the ends of all pairs that are judged."""

from __future__ import annotations

from graphkit.extraction.coreference.resolver import Resolver
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.tree import PREMODIFIERS, Sentence
from graphkit.extraction.values import Mention

#: Most mentions of a sentence that are paired; a list of hundreds tells nothing about pairs.
MOST = 24


def candidates(s: Sentence, resolver: Resolver) -> list[Mention]:
    """Mentions of named actors, in word order: names, nouns, pronouns and possessors.

    Args:
        s: the sentence begun last.
        resolver: tells whom a phrase stands for.
    """
    found: dict[tuple[int, str], Mention] = {}
    inside: set[int] = set()
    heads: list[int] = []
    for first, end, _ in s.runs:
        heads.append(spans.run_head(s, first, end))
        inside.update(range(first, end))
    heads += [
        at
        for at, tag in enumerate(s.upos)
        if at not in inside
        and (tag == "PRON" or (tag == "NOUN" and resolver.book.noun(s.lemmas[at]) is not None))
    ]
    for at in sorted(heads):
        mentions = resolver.modifier(s, at) if s.deps[at] in PREMODIFIERS else ()
        for mention in mentions or resolver.actors(s, at):
            if mention.actor.named:
                found.setdefault((mention.head, mention.actor.id), mention)
    return list(found.values())[:MOST]
