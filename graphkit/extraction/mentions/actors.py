"""Makes the `Actor` values that a noun phrase stands for."""

from __future__ import annotations

from graphkit.extraction.lexicon.words import words
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.tree import Sentence
from graphkit.model import Actor
from graphkit.ontology.actors import ActorEntry, NounClass, slugify

#: Kinds under which an actor's nouns are one actor: "Azeri soldiers" and "Azerbaijan's army".
POOLED = {"military": "military"}
#: Words of an unnamed actor's name.
_LONGEST_NAME = 3


def known(entry: ActorEntry) -> Actor:
    """The actor of an entry of the actor book."""
    return Actor(entry.id, entry.name, entry.kind, entry.country)


def people_of(entry: ActorEntry) -> Actor:
    """The people of a country, a group that hangs on its name: "Armenians"."""
    if entry.kind != "country":
        return known(entry)
    return Actor(f"{entry.id}-people", f"{entry.name} people", "group", entry.country)


def hung(owner: Actor, noun: NounClass, lemma: str, s: Sentence, head: int) -> Actor:
    """The actor that a noun makes of the one it hangs on: "Turkish police", "Iran's president"."""
    if lemma in words().country_itself and owner.kind in {"country", "organization"}:
        return owner
    word = POOLED.get(noun.kind, lemma)
    if noun.kind == owner.kind == "military" and owner.id.endswith(f"-{word}"):
        return owner  # "a convoy of UN peacekeepers"
    role = None
    if noun.kind == "person":
        role = role_text(s, head)
        word = slugify(role) or lemma
    name = f"{owner.name} {role.lower() if role else word}"
    return Actor(f"{owner.id}-{word}", name, noun.kind, owner.country, role)


def unnamed(noun: NounClass, lemma: str, s: Sentence, head: int) -> Actor:
    """An actor without a name: "protesters", "two journalists"."""
    first, end = s.phrase(head)
    parts = [
        s.lower[index]
        for index in range(first, end)
        if index == head
        or (index < head and s.upos[index] in {"ADJ", "NOUN", "PROPN"} and s.heads[index] == head)
    ]
    name = " ".join(parts[-_LONGEST_NAME:]) or lemma
    role = lemma if noun.kind == "person" else None
    return Actor(slugify(name), name, noun.kind, None, role, named=False)


def role_text(s: Sentence, title: int) -> str:
    """The title noun with what belongs to its name: "Prime Minister", "special representative"."""
    first = title
    while first > 0 and _of_role(s, first - 1, title, first):
        first -= 1
    while first < title and s.upos[first] == "PUNCT":
        first += 1
    text = spans.text(s, first, title + 1)
    for child in s.kids(title, "nmod"):
        # "Minister of Foreign Affairs", "Secretary of State"
        if s.preposition(child) in {"of", "for"} and s.lower[child] in words().role_domains:
            end = max(s.subtree(child)[0], child) + 1
            return text + " " + spans.text(s, title + 1, end)
    return text


def _of_role(s: Sentence, at: int, title: int, first: int) -> bool:
    """Whether the word before a role's first word belongs to the role too."""
    lists = words()
    return (
        s.heads[at] in {title, first}
        and s.deps[at] in {"amod", "compound", "punct"}
        and (
            s.upos[at] in {"NOUN", "PUNCT"}
            or s.lower[at] in lists.role_adjectives
            or (s.upos[at] == "PROPN" and s.lower[at] in lists.role_fields)
        )
    )
