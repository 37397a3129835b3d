"""Noun phrases to actors: names, titles, demonyms, metonyms, unnamed groups, and nouns that stand for an actor.

`Resolver.actors(sentence, head)` is the one door: it takes the head of a phrase and gives the
actors that it stands for, with the span that says so. Pronouns and definite phrases go on to
`coreference`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from graphkit.model import Actor
from graphkit.ontology.actors import ActorEntry, NounClass, slugify

from . import coreference
from .lexicon import Lexicon
from .memory import Memory, gender_of
from .people import People, is_title, strip_title
from .tree import Sentence, name_runs

#: Kinds under which an actor's nouns are one actor: "Azeri soldiers" and "Azerbaijan's army".
POOLED = {"military": "military"}
#: "the Armenian government", "the Russian side": the country itself acts.
COUNTRY_ITSELF = frozenset(
    "government administration authority authorities regime side state country nation leadership "
    "republic kingdom federation".split()
)
#: Prepositions by which a noun hangs on the actor it stands for, best first.
OWNERS = ("by", "of", "from", "in", "against", "with", "on", "to", "for", "between", "at", "near", "into", "over")
#: Things of an army that act only for whom they belong to.
EQUIPMENT = frozenset(
    "warplane warship jet airstrike artillery tank bomber drone submarine destroyer frigate gunship "
    "aircraft helicopter vessel convoy fleet infantry state house command mission office palace".split()
)
DETERMINERS = frozenset({"the", "this", "that", "these", "those", "both"})
QUANTIFIERS = frozenset(
    "group number lot dozen hundred thousand majority rest some many several all most part member members "
    "team handful couple pair half crowd wave series".split()
)
_MAX_DEPTH = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor where it stands in a sentence.

    Attributes:
        actor: who.
        head: index of the head word.
        first, end: words of the mention.
        via: "name", "noun" (a noun that hangs on a name, or an unnamed actor), "stands-for" (a deed or
            thing of the actor), "pronoun", "phrase" (definite noun phrase), "pair" ("both parties"), "place".
    """

    actor: Actor
    head: int
    first: int
    end: int
    via: str


class Resolver:
    """Finds the actors of one document, sentence by sentence, in order.

    Args:
        book: known actors and noun classes.
        people: full names of the people of the document.
        memory: the document so far.
    """

    def __init__(self, book: Lexicon, people: People, memory: Memory) -> None:
        self.book, self.people, self.memory = book, people, memory
        self._cache: dict[tuple[int, int], tuple[Mention, ...]] = {}
        self._open: set[tuple[int, int]] = set()

    def begin(self, s: Sentence) -> None:
        """Start a sentence: its names enter the memory in word order."""
        self._cache.clear()
        for first, end, _ in name_runs(s.names):
            head = _run_head(s, first, end)
            # A name inside a bigger phrase with a head of its own ("US State Department") is no mention.
            if s.upos[head] in {"PROPN", "NOUN", "X"}:
                self._direct(s, head)
        for at, tag in enumerate(s.upos):
            if tag == "NOUN" and s.deps[at] in {"nsubj", "obj", "nsubj:pass", "iobj", "obl", "nmod:poss", "obl:agent", "conj"}:
                noun = self.book.noun(s.lemmas[at])
                if noun is not None and noun.kind != "other":
                    self._direct(s, at)

    def actors(self, s: Sentence, head: int, depth: int = 0) -> tuple[Mention, ...]:
        """Actors that the phrase of a head stands for; empty where it stands for none."""
        if depth > _MAX_DEPTH:
            return ()
        key = (s.index, head)
        known = self._cache.get(key)
        if known is None:
            known = self._find(s, head, depth)
            if depth == 0:
                self._cache[key] = known
        return known

    def modifier(self, s: Sentence, at: int) -> tuple[Mention, ...]:
        """The actor that a word before a noun names: "Israeli", "Taliban", "US"."""
        if s.words[at][:1].isupper():
            entry = self.book.demonym(s.words[at])
            if entry is not None:
                return (self._met(s, at, _actor_of(entry), s.words[at]),)
        return self._direct(s, at)

    def classes(self, s: Sentence, head: int) -> frozenset[str]:
        """What the phrase is: of "actor", "person", "thing", "place" (the ontology's conditions)."""
        if s.upos[head] == "PRON":
            if s.lower[head] in {"it", "that", "this", "what", "which"}:
                found = self.actors(s, head)
                return _classes_of(found) if found else frozenset({"thing"})
            return frozenset({"actor", "person"})
        direct = self._direct(s, head)
        return _classes_of(direct) if direct else frozenset({"thing"})

    def _find(self, s: Sentence, head: int, depth: int) -> tuple[Mention, ...]:
        if s.upos[head] == "PRON" or s.xpos[head] in {"PRP", "PRP$", "DT", "WP"}:
            return coreference.pronoun(self, s, head)
        direct = self._direct(s, head)
        if direct:
            return direct
        if s.upos[head] in {"NUM", "ADJ", "DET"}:
            # "11 of Iran's prisoners", "many of the rebels": the members.
            for child in s.kids(head, "nmod", "obl"):
                if s.preposition(child) in {"of", "among"}:
                    members = self.actors(s, child, depth + 1)
                    return tuple(self._spanned(s, head, mention) for mention in members)
            return ()
        phrase = coreference.definite_phrase(self, s, head)
        if phrase:
            return phrase
        return self._stands_for(s, head, depth)

    # -- phrases that are an actor themselves ------------------------------------------------

    def _direct(self, s: Sentence, head: int) -> tuple[Mention, ...]:
        key = (s.index, -head - 1)
        known = self._cache.get(key)
        if known is None:
            # Set first: an apposition may lead back here.
            self._cache[key] = ()
            known = self._name(s, head) or self._noun(s, head)
            self._cache[key] = known
        return known

    def _name(self, s: Sentence, head: int) -> tuple[Mention, ...]:
        if s.upos[head] not in {"PROPN", "NOUN", "X", "ADJ", "NUM"}:
            return ()
        run = _name_run(s, head)
        if run is None:
            return ()
        first, end, label = run
        while end - 1 > first and s.lower[end - 1] in {"'s", "’s", "'", "’"}:
            end -= 1
        while end - 1 > max(first, head) and label in {"ORG", "LOC", "NORP"} and self._is_role(s, end - 1):
            end -= 1  # "NASA Administrator", asked for NASA
        if (first, end) in self._open:
            return ()  # a part of a name asks for its own whole
        self._open.add((first, end))
        try:
            return self._named(s, head, first, end, label)
        finally:
            self._open.discard((first, end))

    def _is_role(self, s: Sentence, at: int) -> bool:
        noun = self.book.noun(s.lower[at])
        return noun is not None and noun.kind == "person"

    def _named(self, s: Sentence, head: int, first: int, end: int, label: str) -> tuple[Mention, ...]:
        text = _text(s, first, end)
        entry = self._entry(s, first, end, text, label)
        if entry is not None and not (label == "PERSON" and entry.kind in {"country", "place"} and end - first > 1):
            return (self._met(s, head, _actor_of(entry), text),)
        noun = self.book.noun(_compound_lemma(s, head))
        if noun is not None and noun.kind == "person" and s.kid(head, "flat") is None:
            return ()  # "Secretary-General", "Minister of Foreign Affairs": a role, tagged as a name
        if label == "PERSON" or (label == "" and self.people.knows(text)):
            return self._person(s, head, first, end)
        if label == "ORG" or label == "NORP":
            return self._organization(s, head, first, end, text)
        if label == "LOC":
            return self._place(s, head, text)
        if label == "EVENT":
            return ()
        if s.upos[head] == "PROPN":
            if self.book.noun(s.lemmas[head]) is not None:
                return ()  # "the President", "Parliament": a noun with a capital
            if self.memory.people_named(s.words[head]):
                return self._person(s, head, first, end)
            return self._unlabelled(s, head, first, end, text)
        return ()

    def _entry(self, s: Sentence, first: int, end: int, text: str, label: str) -> ActorEntry | None:
        """The known actor of this name, also with a leading "the" or without a trailing noun."""
        entry = self.book.name(text)
        if entry is None and end - first == 1 and label == "PERSON" and self.people.full(text) == text:
            entry = self.book.book.metonym(text)  # "Washington" without a first name anywhere
        if entry is None and s.lower[first] == "the":
            entry = self.book.name(_text(s, first + 1, end))
        if entry is None and (label in {"LOC", ""} or (label == "ORG" and end - first == 1)):
            entry = self.book.place(text)
        return entry

    def _person(self, s: Sentence, head: int, first: int, end: int) -> tuple[Mention, ...]:
        begin, role_words = strip_title(s, first, end, self.book)
        if s.lower[begin] in {"of", "for", "the", "and", "'s"} or (
            end - begin == 1 and is_title(s.lower[begin], self.book)
        ):
            return ()  # "Secretary of State", "Mr.": a title and no name
        name = self.people.full(_text(s, begin, end))
        role, country, gender = self._role_of(s, head, role_words)
        known = self.memory.get(slugify(name))
        if known is not None:
            actor = known.actor
            if (role and not actor.role) or (country and not actor.country):
                actor = replace(actor, role=actor.role or role, country=actor.country or country)
        else:
            actor = Actor(slugify(name), name, "person", country, role)
        return (self._met(s, head, actor, _text(s, begin, end), gender=gender),)

    def _role_of(
        self, s: Sentence, head: int, role_words: list[int]
    ) -> tuple[str | None, str | None, str]:
        """(role, country, gender) told by a person's title or apposition."""
        titles = list(role_words)
        for child in s.children[head]:
            if s.deps[child] in {"nmod:desc", "compound", "appos", "nmod"} and child not in titles and (
                s.deps[child] != "nmod" or child < head
            ):
                titles.append(child)
        if s.deps[head] in {"appos", "flat"} and s.upos[s.heads[head]] in {"NOUN", "PROPN"}:
            titles.append(s.heads[head])
        for title in titles:
            noun = self.book.noun(s.lemmas[title])
            if noun is None or noun.kind != "person":
                continue
            role = _role_text(s, title)
            owner = self._owner(s, title, skip=head)
            country = owner.actor.country if owner is not None else None
            if country is None:
                country = self._demonym_country(s, head)
            return role, country, gender_of([s.lower[title]])
        return None, self._demonym_country(s, head), gender_of(s.lower[max(0, head - 3) : head])

    def _demonym_country(self, s: Sentence, head: int) -> str | None:
        for child in s.children[head]:
            if s.deps[child] == "amod" or s.deps[child] == "compound":
                entry = self.book.demonym(s.words[child])
                if entry is not None:
                    return entry.country
        return None

    def _organization(
        self, s: Sentence, head: int, first: int, end: int, text: str
    ) -> tuple[Mention, ...]:
        if s.lower[first] == "the" and end - first > 1:
            first, text = first + 1, _text(s, first + 1, end)
        noun = self.book.noun(s.lemmas[end - 1])
        # "Armenian government" tagged as a name is the noun phrase it looks like.
        demonym = self.book.demonym(s.words[first])
        if demonym is not None and noun is not None and end - first == 2:
            return self._noun(s, end - 1) or ()
        if end - first > 1 and noun is None and self.book.book.is_deed(s.lower[end - 1]):
            # "EU Foreign Policy": what the EU does, not a body of that name.
            holder = self.book.name(s.words[first])
            if holder is not None:
                return (self._met(s, head, _actor_of(holder), s.words[first]),)
        if demonym is not None and end - first == 1:
            return (self._met(s, head, _people_of(demonym, s, head), text),)
        kind = "organization"
        if noun is not None and noun.kind in {"government", "military", "group"}:
            kind = noun.kind
        country = demonym.country if demonym is not None else None
        if country is None:
            for index in range(first, end):
                entry = self.book.name(s.words[index])
                if entry is not None and entry.kind == "country":
                    country = entry.country
                    break
        if country is None:
            owner = self._owner(s, head, inside=(first, end))
            country = owner.actor.country if owner is not None else None
        entry = self._abbreviated(s, head, first, end)
        if entry is not None:
            return (self._met(s, head, entry, text),)
        name = text
        known = self.memory.get(slugify(name))
        actor = known.actor if known is not None else Actor(slugify(name), name, kind, country)
        return (self._met(s, head, actor, text),)

    def _abbreviated(self, s: Sentence, head: int, first: int, end: int) -> Actor | None:
        """An abbreviation that the document has introduced in parentheses."""
        text = _text(s, first, end)
        full = self.people.expansion(text)
        if full is None:
            return None
        entry = self.book.name(full)
        if entry is not None:
            return _actor_of(entry)
        known = self.memory.get(slugify(full))
        return known.actor if known is not None else Actor(slugify(full), full, "organization")

    def _place(self, s: Sentence, head: int, text: str) -> tuple[Mention, ...]:
        known = self.memory.get(slugify(text))
        actor = known.actor if known is not None else Actor(slugify(text), text, "place")
        mention = self._met(s, head, actor, text)
        return (replace(mention, via="place"),)

    def _unlabelled(
        self, s: Sentence, head: int, first: int, end: int, text: str
    ) -> tuple[Mention, ...]:
        """A proper noun without a label: an actor if it was one before."""
        known = self.memory.get(slugify(text))
        return (self._met(s, head, known.actor, text),) if known is not None else ()

    def _noun(self, s: Sentence, head: int) -> tuple[Mention, ...]:
        """"Turkish police", "the Armenian government", "protesters", "an Italian journalist"."""
        demonym = self.book.demonym(s.words[head])
        if demonym is not None and s.upos[head] in {"NOUN", "PROPN", "ADJ"} and s.words[head][:1].isupper():
            # "Armenians", "the Dutch".
            return (self._met(s, head, _people_of(demonym, s, head), s.words[head]),)
        if s.upos[head] not in {"NOUN", "PROPN"}:
            return ()
        lemma = _compound_lemma(s, head)
        noun = self.book.noun(lemma)
        if noun is None and lemma in QUANTIFIERS:
            # "a group of British lawmakers": the members act.
            for child in s.kids(head, "nmod"):
                if s.preposition(child) == "of":
                    members = self.actors(s, child, 1)
                    return tuple(self._spanned(s, head, mention) for mention in members)
        if noun is None or noun.kind in {"other", "place"}:
            return ()
        named = self._apposed_name(s, head, person=noun.kind == "person")
        if named is not None:
            return (named,)
        if lemma in QUANTIFIERS:
            for child in s.kids(head, "nmod"):
                if s.preposition(child) == "of":
                    members = self.actors(s, child, 1)
                    if members:
                        return tuple(self._spanned(s, head, mention) for mention in members)
        if noun.kind == "person":
            definite = coreference.definite_phrase(self, s, head)
            if definite:
                return definite
        owner = self._owner(s, head)
        if owner is not None:
            return (self._met(s, head, _hung(owner.actor, noun, lemma, s, head), _phrase_text(s, head)),)
        definite = coreference.definite_phrase(self, s, head)
        if definite:
            return definite
        if noun.kind == "country" or lemma in EQUIPMENT:
            return ()  # "a state of war", "artillery": nobody, unless somebody's
        return (self._met(s, head, _unnamed(noun, lemma, s, head), ""),)

    def _apposed_name(self, s: Sentence, head: int, *, person: bool) -> Mention | None:
        """"the EU's special representative, Toivo Klaar", "the rebel group M23": the name is who it is."""
        candidates = [child for child in s.kids(head, "appos", "flat") if s.upos[child] == "PROPN"]
        for child in s.kids(head, "nmod"):
            # "the Minister of Foreign Affairs of Armenia, Ara Aivazian", hung on the last noun
            for inner in [child, *s.kids(child, "nmod")]:
                candidates.extend(c for c in s.kids(inner, "appos") if s.names[c].endswith("PERSON"))
        if s.deps[head] == "appos" and s.upos[s.heads[head]] == "PROPN":
            candidates.append(s.heads[head])
        if s.deps[head] == "nmod:desc":
            candidates.append(s.heads[head])
        for name in candidates:
            found = self._name(s, name)
            if found and (found[0].actor.kind == "person") == person and found[0].actor.kind not in {"country", "place"}:
                return self._spanned(s, head, found[0])
        return None

    # -- whom a noun hangs on ----------------------------------------------------------------

    def _owner(
        self, s: Sentence, head: int, *, skip: int = -1, inside: tuple[int, int] | None = None
    ) -> Mention | None:
        """The named actor that a noun belongs to: possessor, demonym, name before it, "of" phrase."""
        for child in s.kids(head, "nmod:poss"):
            if child != skip:
                for mention in self.actors(s, child, 1):
                    if mention.actor.named:
                        return mention
        for child in s.children[head]:
            if child == skip or child > head or s.deps[child] not in {"amod", "compound", "nmod:desc", "nmod", "det", "nmod:unmarked"}:
                continue
            if inside is not None and not inside[0] <= child < inside[1]:
                continue
            entry = self.book.demonym(s.words[child]) if s.words[child][:1].isupper() else None
            if entry is not None:
                return Mention(_actor_of(entry), child, child, child + 1, "name")
            if s.upos[child] == "PROPN":
                for mention in self._name(s, child):
                    if mention.actor.named:
                        return mention
            elif s.deps[child] == "compound" and s.upos[child] == "NOUN":
                inner = self._owner(s, child)
                if inner is not None:
                    return inner
        for child in s.kids(head, "nmod"):
            if child != skip and child > head and s.preposition(child) in {"of", "from", "in", "for", "at"}:
                for mention in self._direct(s, child):
                    if mention.actor.named and mention.actor.kind != "person":
                        return mention
                if s.upos[child] == "PRON":
                    for mention in self.actors(s, child, 1):
                        if mention.actor.named:
                            return mention
        for index in s.children[head]:
            # "Kurdish-led forces", "US-backed rebels": a hyphened demonym.
            if s.deps[index] == "amod" and s.upos[index] in {"VERB", "ADJ"}:
                for inner in s.children[index]:
                    if s.words[inner][:1].isupper() and s.lower[index] in {"led", "controlled", "held", "run", "based"}:
                        entry = self.book.demonym(s.words[inner]) or self.book.name(s.words[inner])
                        if entry is not None:
                            return Mention(_actor_of(entry), inner, inner, inner + 1, "name")
        return None

    def _stands_for(self, s: Sentence, head: int, depth: int) -> tuple[Mention, ...]:
        """"a Supreme Court decision", "the Israeli strikes", "talks with the Taliban": the actor in the phrase."""
        for child in s.kids(head, "nmod:poss"):
            found = self.actors(s, child, depth + 1)
            if found:
                return tuple(self._spanned(s, head, mention, "stands-for") for mention in found)
        for child in s.children[head]:
            if child < head and s.deps[child] in {"amod", "compound", "nmod:desc", "nmod", "nmod:unmarked"}:
                entry = self.book.demonym(s.words[child]) if s.words[child][:1].isupper() else None
                if entry is not None:
                    return (self._spanned(s, head, self._met(s, child, _actor_of(entry), s.words[child]), "stands-for"),)
                found = self._direct(s, child)
                if not found and s.upos[child] in {"NOUN", "PROPN"}:
                    found = self._stands_for(s, child, depth + 1) if depth < _MAX_DEPTH else ()
                if found:
                    return tuple(self._spanned(s, head, mention, "stands-for") for mention in found)
        for child in s.kids(head, "acl"):
            # "every offer made by the Taliban"
            for agent in s.kids(child, "obl:agent"):
                found = self.actors(s, agent, depth + 1)
                if found:
                    return tuple(self._spanned(s, head, mention, "stands-for") for mention in found)
        # Deeper down only who it is of: "events on the border between X and Y" are no deed of X.
        owners = OWNERS if depth == 0 else OWNERS[:4]
        ranked = sorted(
            (owners.index(s.preposition(child)), child)
            for child in s.kids(head, "nmod")
            if s.preposition(child) in owners
        )
        for _, child in ranked:
            found = self.actors(s, child, depth + 1)
            if found:
                return tuple(self._spanned(s, head, mention, "stands-for") for mention in found)
        return ()

    # -- bookkeeping -------------------------------------------------------------------------

    def _spanned(self, s: Sentence, head: int, mention: Mention, via: str = "") -> Mention:
        first, end = s.phrase(head)
        return Mention(mention.actor, head, min(first, mention.first), max(end, mention.end) if mention.first >= first else end, via or mention.via)

    def _met(self, s: Sentence, head: int, actor: Actor, name: str, gender: str = "") -> Mention:
        first, end = s.phrase(head)
        # "the United States" is one body for all its plural form.
        plural = actor.kind in {"military", "group"} or (
            actor.kind in {"person", "other"} and s.xpos[head] in {"NNS", "NNPS"}
        )
        top = head
        while s.deps[top] in {"appos", "flat", "nmod:desc"} and s.heads[top] != top:
            top = s.heads[top]  # "the Secretary-General, Stefano Sannino, spoke": the name is the subject
        entity = self.memory.note(
            actor,
            name,
            s.index,
            head,
            subject=s.deps[top] in {"nsubj", "nsubj:pass", "obl:agent"},
            plural=plural,
            gender=gender,
            verb=s.lemmas[s.heads[top]],
        )
        if actor is not entity.actor and (actor.role, actor.country) != (entity.actor.role, entity.actor.country):
            actor = replace(
                entity.actor,
                role=entity.actor.role or actor.role,
                country=entity.actor.country or actor.country,
            )
            self.memory.update(actor)
        return Mention(actor, head, first, end, "name" if actor.named else "noun")


def _actor_of(entry: ActorEntry) -> Actor:
    return Actor(entry.id, entry.name, entry.kind, entry.country)


def _people_of(entry: ActorEntry, s: Sentence, head: int) -> Actor:
    """"Armenians": the people of a country, a group that hangs on its name."""
    if entry.kind != "country":
        return _actor_of(entry)
    return Actor(f"{entry.id}-people", f"{entry.name} people", "group", entry.country)


def _hung(owner: Actor, noun: NounClass, lemma: str, s: Sentence, head: int) -> Actor:
    """The actor that a noun makes of the one it hangs on."""
    if lemma in COUNTRY_ITSELF and owner.kind in {"country", "organization"}:
        return owner
    word = POOLED.get(noun.kind, lemma)
    role = None
    if noun.kind == "person":
        role = _role_text(s, head)
        word = slugify(role) or lemma
    name = f"{owner.name} {role.lower() if role else word}"
    return Actor(f"{owner.id}-{word}", name, noun.kind, owner.country, role)


def _unnamed(noun: NounClass, lemma: str, s: Sentence, head: int) -> Actor:
    """An actor without a name: "protesters", "two journalists"."""
    words = [
        s.lower[index]
        for index in range(*s.phrase(head))
        if index == head or (index < head and s.upos[index] in {"ADJ", "NOUN", "PROPN"} and s.heads[index] == head)
    ]
    name = " ".join(words[-3:]) or lemma
    role = lemma if noun.kind == "person" else None
    return Actor(slugify(name), name, noun.kind, None, role, named=False)


def _role_text(s: Sentence, title: int) -> str:
    """"Prime Minister", "special representative": the title noun with what belongs to its name."""
    first = title
    while first - 1 >= 0 and (
        s.heads[first - 1] in {title, first}
        and s.deps[first - 1] in {"amod", "compound", "punct"}
        and (s.upos[first - 1] in {"NOUN", "PUNCT"} or s.lower[first - 1] in ROLE_ADJECTIVES or (s.upos[first - 1] == "PROPN" and s.lower[first - 1] in ROLE_PROPER))
    ):
        first -= 1
    while first < title and s.upos[first] == "PUNCT":
        first += 1
    text = "".join(
        s.words[i] + (" " if i < title and s.starts[i + 1] > s.ends[i] else "") for i in range(first, title + 1)
    )
    of = next((c for c in s.kids(title, "nmod") if s.preposition(c) in {"of", "for"} and s.lower[c] in {"affairs", "state", "defense", "defence", "justice", "interior", "finance", "war", "staff", "health", "education"}), None)
    if of is not None:
        text += " " + _text(s, title + 1, max(s.subtree(of)[0], of) + 1)
    return text


ROLE_ADJECTIVES = frozenset(
    "prime foreign special high permanent deputy vice chief general secretary supreme crown senior interior "
    "former acting interim assistant federal executive managing opposition chief defense defence".split()
)
ROLE_PROPER = ROLE_ADJECTIVES | frozenset("defense finance justice health economy trade energy security".split())


def _classes_of(mentions: tuple[Mention, ...]) -> frozenset[str]:
    found = set()
    for mention in mentions:
        if mention.via == "stands-for":
            found.add("thing")
        elif mention.actor.kind == "place" or mention.via == "place":
            found.add("place")
        else:
            found.add("actor")
            if mention.actor.kind == "person":
                found.add("person")
            if mention.actor.kind == "country":
                found.add("place")
    return frozenset(found)


def _compound_lemma(s: Sentence, head: int) -> str:
    """Lemma of a noun with the word that makes a compound of it: "secretary-general", "prime_minister"."""
    if head > 1 and s.words[head - 1] == "-" and s.heads[head - 2] in {head, head - 1}:
        return f"{s.lower[head - 2]}-{s.lemmas[head]}"
    return s.lemmas[head]


def name_text(s: Sentence, head: int) -> str:
    """The name that a word heads, or the word itself."""
    run = _name_run(s, head)
    return _text(s, run[0], run[1]) if run is not None else s.words[head]


def _run_head(s: Sentence, first: int, end: int) -> int:
    """The word of a run whose head lies outside it."""
    for index in range(first, end):
        if not first <= s.heads[index] < end or s.heads[index] == index:
            return index
    return end - 1


def _name_run(s: Sentence, head: int) -> tuple[int, int, str] | None:
    """(first, end, label) of the name that a word heads; label "" where the model gave none."""
    for first, end, label in name_runs(s.names):
        if first <= head < end:
            return first, end, label
        # "the Portuguese president Silva": the name hangs on its noun by flat or apposition elsewhere.
    if s.upos[head] != "PROPN":
        return None
    first, end = head, head + 1
    while first > 0 and s.heads[first - 1] == head and s.deps[first - 1] in {"compound", "amod", "flat"} and s.words[first - 1][:1].isupper():
        first -= 1
    while end < len(s) and s.heads[end] == head and s.deps[end] in {"flat", "compound"} and s.words[end][:1].isupper():
        end += 1
    return first, end, ""


def _text(s: Sentence, first: int, end: int) -> str:
    """Words of a name with their own spacing."""
    parts = []
    for index in range(first, end):
        parts.append(s.words[index])
        if index + 1 < end and s.starts[index + 1] > s.ends[index]:
            parts.append(" ")
    return "".join(parts)


def _phrase_text(s: Sentence, head: int) -> str:
    first, end = s.phrase(head)
    return _text(s, first, min(end, head + 1))
