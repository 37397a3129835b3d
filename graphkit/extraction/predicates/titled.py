"""States that titles tell: "Foreign Secretary N", "President N of Ecuador", "Senator N (R-IN)".

What a title is of may stand elsewhere: at the same name somewhere in the text, or, where a text is
about one country only, nowhere. The title's own words are the evidence then.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.extraction.coreference.resolver import Resolver
from graphkit.extraction.lexicon.words import words
from graphkit.extraction.mentions import actors
from graphkit.extraction.mentions.affiliations import Affiliation, affiliations
from graphkit.extraction.mentions.offices import Office, offices
from graphkit.extraction.mentions.tenure import office_of
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.tree import Sentence
from graphkit.extraction.values import Event, Mention
from graphkit.model import Actor
from graphkit.ontology import Relations, Trigger
from graphkit.ontology.actors import slugify


class TitleFinder:
    """Finds the states that titles tell in sentences of one document.

    Args:
        relations: the ontology.
        resolver: the actors of the document.
    """

    def __init__(self, relations: Relations, resolver: Resolver) -> None:
        self.relations, self.resolver = relations, resolver
        self.roles: dict[str, Trigger] = {
            key: triggers[0]
            for key, triggers in relations.roles.items()
            if "office" in relations.flags_of(triggers[0].relation)
        }
        self._belongs = relations.roles["member"][0]
        self._speaks = relations.roles["representative"][0]

    def read(self, section: list[Sentence]) -> None:
        """Note what titles are of wherever the text says so, before it is read in order."""
        people, book = self.resolver.people, self.resolver.book
        for s in section:
            for office in offices(s, book, self.roles):
                if office.owner is None or office.past:
                    continue
                entry = book.name(spans.text(s, *office.owner))
                if entry is None and office.owner[1] - office.owner[0] <= 2:
                    entry = book.demonym(spans.text(s, *office.owner))
                if entry is not None and self._fits(s, office, actors.known(entry)):
                    name = people.full(spans.text(s, *office.name))
                    people.note_office(name, office.role, actors.known(entry))

    def events(self, s: Sentence) -> list[Event]:
        """States of one sentence, each once, in word order."""
        found: dict[tuple[str, str, str], Event] = {}
        for office in offices(s, self.resolver.book, self.roles):
            for event in self._told(s, office):
                key = (event.source.actor.id, event.relation, event.target.actor.id)
                found.setdefault(key, event)
        for affiliation in affiliations(s):
            for event in self._affiliated(s, affiliation):
                key = (event.source.actor.id, event.relation, event.target.actor.id)
                found.setdefault(key, event)
        return list(found.values())

    def _affiliated(self, s: Sentence, affiliation: Affiliation) -> Iterator[Event]:
        """What a body beside a name tells: "Graham Watson (ALDE)" belongs to it."""
        trigger = self._speaks if affiliation.speaks else self._belongs
        holders = self.resolver.name(s, spans.run_head(s, *affiliation.name))
        first, end = affiliation.body
        text = spans.text(s, first, end)
        entry = self.resolver.book.name(text)
        body = actors.known(entry) if entry is not None else Actor(slugify(text), text, "group")
        if body.kind not in {"organization", "group", "government"} or not body.id:
            return
        for holder in holders[:1]:
            if holder.actor.kind == "person":
                yield Event(
                    trigger=first,
                    words=(first,),
                    relation=trigger.relation,
                    cameo=trigger.cameo,
                    plover=trigger.plover,
                    goldstein=trigger.goldstein,
                    source=holder,
                    target=Mention(body, end - 1, first, end, "name"),
                    negated=False,
                    modality="asserted",
                    claimant=None,
                    path="state",
                    rule=f"{trigger.relation}/beside",
                )

    def _told(self, s: Sentence, office: Office) -> Iterator[Event]:
        head = spans.run_head(s, *office.name)
        holders = [m for m in self.resolver.name(s, head) if m.actor.kind == "person"]
        trigger = self.roles[office.role]
        for holder in holders[:1]:
            target = self._owner(s, office) or self._elsewhere(office, holder.actor)
            if target is None or target.actor.id == holder.actor.id:
                continue
            yield Event(
                trigger=office.title,
                words=tuple(range(office.first, office.title + 1)),
                relation=trigger.relation,
                cameo=trigger.cameo,
                plover=trigger.plover,
                goldstein=trigger.goldstein,
                source=holder,
                target=target,
                negated=False,
                ended=office.past,
                modality="asserted",
                claimant=None,
                path="state",
                rule=f"{trigger.key}.title",
            )

    def _owner(self, s: Sentence, office: Office) -> Mention | None:
        """What a title is of, by the words around it."""
        if office.owner is None:
            return None
        first, end = office.owner
        book = self.resolver.book
        text = spans.text(s, first, end)
        entry = book.demonym(text) or book.name(text)
        if entry is None:
            found = self.resolver.name(s, spans.run_head(s, first, end))
            mention = found[0] if found else None
        else:
            mention = Mention(actors.known(entry), end - 1, first, end, "name")
        if mention is None or not mention.actor.named:
            return None
        return mention if self._fits(s, office, mention.actor) else None

    def _elsewhere(self, office: Office, holder: Actor) -> Mention | None:
        """What a title is of where other words of the document tell it."""
        if office.owner is not None:
            return None
        owner = office_of(self.resolver, holder.name, office.role, past=office.past)
        if owner is None:
            return None
        return Mention(owner, office.title, office.first, office.title + 1, "name")

    def _fits(self, s: Sentence, office: Office, owner: Actor) -> bool:
        """Whether somebody can hold that office there: a commander leads no country."""
        word = s.lemmas[office.title]
        if owner.kind == "person":
            return office.role not in words().national_offices
        if owner.kind != "country":
            return True
        flags = self.relations.flags_of(self.roles[office.role].relation)
        if "leading" in flags:
            before = {s.lemmas[at] for at in range(office.first, office.title)}
            if before & words().led_groups or s.lemmas[max(0, office.first - 1)] in (
                words().led_groups
            ):
                return False
            return word not in words().of_bodies
        return "citizen" not in flags or word in words().citizens
