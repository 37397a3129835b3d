"""Who has been mentioned so far in a document: what coreference looks back on.

One `Entity` a real actor in the document; names in part, pronouns and definite noun phrases
find it again. Rules follow Hobbs (1978) and Lappin and Leass (1994) in spirit: agreement first, then
syntax, then recency.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graphkit.model import Actor

#: Sentences back that a pronoun, and that a definite noun phrase, may reach.
PRONOUN_REACH = 3
PHRASE_REACH = 12
#: Entities remembered; a very long document forgets those not met for longest.
CAPACITY = 400

FEMALE = frozenset(
    "spokeswoman chairwoman congresswoman queen princess woman mother wife daughter sister widow "
    "businesswoman policewoman actress duchess mrs ms miss madam lady girl councilwoman".split()
)
MALE = frozenset(
    "spokesman chairman congressman king prince man father husband son brother businessman "
    "policeman sultan emir sheikh pope mr sir lord boy councilman priest imam".split()
)


@dataclass(slots=True)
class Entity:
    """An actor as the document has told of it so far (the only mutable value of this room).

    Attributes:
        actor: who it is, with the fullest name met.
        names: names it was met under.
        gender: "f", "m" or "" while unknown.
        plural: takes "they" rather than "it".
        sentence, word: where it was last mentioned.
        subject: it was a subject there; `verb` is the lemma of what it depended on.
        count: mentions so far.
    """

    actor: Actor
    names: list[str] = field(default_factory=list)
    gender: str = ""
    plural: bool = False
    sentence: int = -1
    word: int = -1
    subject: bool = False
    verb: str = ""
    count: int = 0


class Memory:
    """The entities of one document, most recent last."""

    def __init__(self) -> None:
        self._by_id: dict[str, Entity] = {}
        self._people: dict[str, list[str]] = {}
        self.speaker: Actor | None = None

    def __iter__(self) -> Iterable[Entity]:  # type: ignore[override]
        return iter(reversed(self._by_id.values()))

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
        """Record a mention and return its entity (now the most recent)."""
        entity = self._by_id.pop(actor.id, None)
        if entity is None:
            entity = Entity(actor, plural=plural)
            if len(self._by_id) >= CAPACITY:
                self._forget()
            if actor.kind == "person" and actor.named:
                for part in _name_words(name):
                    self._people.setdefault(part, []).append(actor.id)
        elif (sentence, word) < (entity.sentence, entity.word):
            # Lazily resolved out of order: knowing it is no reason to call it more recent.
            self._by_id[actor.id] = entity
            return entity
        self._by_id[actor.id] = entity
        if name and name not in entity.names:
            entity.names.append(name)
        if gender and not entity.gender:
            entity.gender = gender
        entity.sentence, entity.word, entity.subject, entity.verb = sentence, word, subject, verb
        entity.count += 1
        return entity

    def update(self, actor: Actor) -> None:
        """Replace what is known of an actor (a role, a country, a fuller name)."""
        entity = self._by_id.get(actor.id)
        if entity is not None:
            entity.actor = actor

    def people_named(self, word: str) -> list[Entity]:
        """People one of whose names has this word, most recent first."""
        ids = set(self._people.get(word.lower(), ()))
        return [entity for entity in self if entity.actor.id in ids]  # type: ignore[attr-defined]

    def recent(self, sentence: int, reach: int) -> list[Entity]:
        """Entities mentioned in the last `reach` sentences, most recent first."""
        found = []
        for entity in self:  # type: ignore[attr-defined]
            if sentence - entity.sentence > reach:
                continue
            found.append(entity)
        found.sort(key=lambda entity: (-entity.sentence, -entity.word))
        return found

    def _forget(self) -> None:
        oldest = min(self._by_id.values(), key=lambda entity: (entity.count > 3, entity.sentence))
        del self._by_id[oldest.actor.id]
        for ids in self._people.values():
            if oldest.actor.id in ids:
                ids.remove(oldest.actor.id)


def _name_words(name: str) -> list[str]:
    return [word.lower() for word in name.replace(".", " ").split() if len(word) > 1]


def gender_of(words: Iterable[str]) -> str:
    """Gender told by role words and titles among these lower-case words, or ""."""
    for word in words:
        if word in FEMALE:
            return "f"
        if word in MALE:
            return "m"
    return ""
