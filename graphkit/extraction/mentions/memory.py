"""Who has been mentioned so far in a document: what coreference looks back on.

One `Entity` a real actor in the document; names in part, pronouns and definite noun phrases
find it again (see `coreference`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from graphkit.extraction.lexicon.words import words
from graphkit.model import Actor

#: Sentences back that a pronoun, and that a definite noun phrase, may reach.
PRONOUN_REACH = 3
PHRASE_REACH = 12
OFFICE_REACH = 40
#: Entities remembered; a very long document forgets those not met for longest.
CAPACITY = 400
#: Pairs named together that are remembered.
JOINT = 40
#: Names remembered of one entity; later ones are aliases that nobody misses.
NAMES = 200
#: Mentions after which an entity is a main one, forgotten after all others.
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class Joint:
    """Two actors of one kind that the document has named together.

    Attributes:
        sentence, word: where.
        actors: the two.
    """

    sentence: int
    word: int
    actors: tuple[Actor, Actor]


@dataclass(slots=True)
class Entity:
    """An actor as the document has told of it so far (the only mutable value of this room).

    Attributes:
        actor: who it is, with the fullest name met.
        parts: the lower-case words of a person's name, by which the name in part is known.
        names: names it was met under.
        gender: "f", "m" or "" while unknown.
        plural: takes "they" rather than "it".
        sentence, word: where it was last mentioned.
        subject: it was a subject there.
        verb: lemma of what it depended on there.
        count: mentions so far.
    """

    actor: Actor
    parts: tuple[str, ...] = ()
    names: list[str] = field(default_factory=list)
    gender: str = ""
    plural: bool = False
    sentence: int = -1
    word: int = -1
    subject: bool = False
    verb: str = ""
    count: int = 0


class Memory:
    """The entities of one document; bounded, however long it is.

    Attributes:
        speaker: who says what stands in the quotation at work, or None.
        turn: whose labelled turn is at work, or None.
        issuer: whose statement the text is, or None.
        body: whose resolution the text is, or None; clause: its own clause is at work.
        joint: the pairs last named together.
    """

    def __init__(self) -> None:
        self.speaker: Actor | None = None
        self.turn: Actor | None = None
        self.issuer: Actor | None = None
        self.body: Actor | None = None
        self.clause = False
        self.joint: deque[Joint] = deque(maxlen=JOINT)
        self._by_id: dict[str, Entity] = {}
        # The entities last mentioned in a sentence: looking back costs what is found, not all that
        # is remembered.
        self._by_sentence: dict[int, dict[str, Entity]] = {}
        self._people: dict[str, set[str]] = {}

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, actor_id: str) -> Entity | None:
        """The entity of an actor id."""
        return self._by_id.get(actor_id)

    def note(
        self,
        actor: Actor,
        name: str,
        sentence: int,
        word: int,
        *,
        subject: bool,
        plural: bool,
        gender: str,
        verb: str,
    ) -> Entity:
        """Record a mention and return its entity (now the most recent).

        Args:
            actor: who, if this is its first mention.
            name: what the text calls it here, "" for no name.
            sentence, word: where.
            subject: whether it is a subject here.
            plural: whether it takes "they" here.
            gender: "f", "m" or "" where the text does not tell.
            verb: lemma of what it depends on.
        """
        entity = self._by_id.pop(actor.id, None)
        if entity is None:
            entity = self._new(actor, name, plural)
            self._by_id[actor.id] = entity
        else:
            self._by_id[actor.id] = entity  # last in the order of forgetting
            self._leave(entity)
            if (sentence, word) < (entity.sentence, entity.word):
                # Resolved out of order: knowing it is no reason to call it more recent.
                self._enter(entity)
                return entity
        if name and name not in entity.names and len(entity.names) < NAMES:
            entity.names.append(name)
        if gender and not entity.gender:
            entity.gender = gender
        entity.sentence, entity.word, entity.subject, entity.verb = sentence, word, subject, verb
        entity.plural = plural  # "Burkinabe soldiers", then "the army ... it"
        entity.count += 1
        self._enter(entity)
        return entity

    def note_pair(self, sentence: int, word: int, one: Actor, other: Actor) -> None:
        """Remember that two actors were named together."""
        if one.named and other.named and one.kind == other.kind and one.id != other.id:
            self.joint.append(Joint(sentence, word, (one, other)))

    def update(self, actor: Actor) -> None:
        """Replace what is known of an actor (a role, a country, a fuller name)."""
        entity = self._by_id.get(actor.id)
        if entity is not None:
            entity.actor = actor

    def knows_person(self, word: str) -> bool:
        """Whether somebody's name has this word."""
        return word.lower() in self._people

    def recent(self, sentence: int, reach: int) -> list[Entity]:
        """Entities mentioned in a sentence or the `reach` ones before it, most recent first."""
        found: list[Entity] = []
        for back in range(sentence, sentence - reach - 1, -1):
            here = list(self._by_sentence.get(back, {}).values())
            here.reverse()  # of one word, what was noted last
            found += sorted(here, key=lambda entity: -entity.word)
        return found

    def _new(self, actor: Actor, name: str, plural: bool) -> Entity:
        if len(self._by_id) >= CAPACITY:
            self._forget()
        parts = _name_words(name) if actor.kind == "person" and actor.named else ()
        for part in parts:
            self._people.setdefault(part, set()).add(actor.id)
        return Entity(actor, parts, plural=plural)

    def _enter(self, entity: Entity) -> None:
        self._by_sentence.setdefault(entity.sentence, {})[entity.actor.id] = entity

    def _leave(self, entity: Entity) -> None:
        here = self._by_sentence[entity.sentence]
        del here[entity.actor.id]
        if not here:
            del self._by_sentence[entity.sentence]

    def _forget(self) -> None:
        oldest = min(self._by_id.values(), key=lambda one: (one.count > _OFTEN, one.sentence))
        del self._by_id[oldest.actor.id]
        self._leave(oldest)
        for part in oldest.parts:
            ids = self._people.get(part, set())
            ids.discard(oldest.actor.id)
            if not ids:
                self._people.pop(part, None)


def _name_words(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in name.replace(".", " ").split() if len(word) > 1)


def given_gender(name: str) -> str:
    """Gender told by a first name in lower case, or an empty text."""
    lists = words()
    return "f" if name in lists.female_names else "m" if name in lists.male_names else ""


def gender_of(near: Iterable[str]) -> str:
    """Gender told by role words and titles among these lower-case words, or an empty text."""
    lists = words()
    for word in near:
        if word in lists.female:
            return "f"
        if word in lists.male:
            return "m"
    return ""
