"""Standing ties told by a role: titles, appositions and predicate nouns.

"Armenian Prime Minister Nikol Pashinyan", "Azerbaijan, a key partner of Israel", "Israel is an ally
of the United States", "the EU's special representative, Toivo Klaar". The role nouns are data.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from graphkit.extraction.coreference.resolver import Resolver
from graphkit.extraction.factuality.contents import questions
from graphkit.extraction.factuality.status import status
from graphkit.extraction.lexicon.words import words
from graphkit.extraction.mentions.counterparts import lands_of, role_of
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.subjects import subjects
from graphkit.extraction.syntax.tree import PREMODIFIERS, Sentence
from graphkit.extraction.values import STANDING, Event, Mention
from graphkit.ontology import Relation, Relations, Trigger
from graphkit.ontology.matrix import Matrix

from .triggers import tried

#: Labels of names; a noun inside one is no role.
_NAMES = ("ORG", "LOC", "EVENT", "NORP")


class StateFinder:
    """Finds role states in sentences of one document.

    Args:
        relations, matrix: the ontology.
        resolver: the actors of the document.
    """

    def __init__(self, relations: Relations, matrix: Matrix, resolver: Resolver) -> None:
        self.relations, self.matrix, self.resolver = relations, matrix, resolver

    def events(self, s: Sentence) -> list[Event]:
        """States of one sentence, in word order."""
        found: list[Event] = []
        for at in range(len(s)):
            if s.upos[at] not in {"NOUN", "PROPN"} or s.names[at].endswith(_NAMES):
                continue
            if s.lemmas[at] in words().counterparts:
                found.extend(self._counterparts(s, at))
                continue
            triggers, first = self._triggers(s, at)
            if s.upos[at] == "PROPN":
                # "Korean Central News Agency": a noun in a name is no role; "President" is.
                triggers = tuple(
                    t
                    for t in triggers
                    if "never-in-names" not in self.relations.flags_of(t.relation)
                )
            if not triggers:
                continue
            for holder, clause in self._holders(s, at):
                found.extend(self._states(s, at, first, triggers, holder, clause))
        asked = questions(s)
        return [e for e in found if not any(a <= e.trigger < b for a, b in asked)]

    def _counterparts(self, s: Sentence, at: int) -> Iterator[Event]:
        """Of "his Cambodian counterpart, Hor Namhong": the same office, in Cambodia."""
        role = (role_of(self.resolver, s, at) or "").lower().split()
        keys = ("_".join(role[-2:]), *role[-1:])
        triggers = next((self.relations.roles[k] for k in keys if k in self.relations.roles), ())
        lands = lands_of(self.resolver, s, at)
        for holders, clause in self._holders(s, at):
            holding = [m for h in holders for m in self._holder(s, h) if m.actor.kind == "person"]
            for trigger, source, land in product(triggers[:1], holding, lands[:1]):
                yield self._state(s, (at,), trigger, source, land, clause, slot="counterpart")

    def _state(
        self,
        s: Sentence,
        carriers: tuple[int, ...],
        trigger: Trigger,
        source: Mention,
        target: Mention,
        clause: int,
        *,
        slot: str,
        past: bool = False,
    ) -> Event:
        state = status(s, clause, self.resolver, self.matrix)
        return Event(
            trigger=carriers[-1],
            words=carriers,
            relation=trigger.relation,
            cameo=trigger.cameo,
            plover=trigger.plover,
            goldstein=trigger.goldstein,
            source=source,
            target=target,
            negated=state.negated,
            ended=past,
            modality=state.modality,
            claimant=state.claimant,
            path="state",
            rule=f"{trigger.key}.{slot}",
        )

    def _triggers(self, s: Sentence, at: int) -> tuple[tuple[Trigger, ...], int]:
        """Role triggers of a noun, a two-word role first ("prime_minister"), and its first word."""
        if at > 0 and s.heads[at - 1] in {at, s.heads[at]}:
            for pair in (f"{s.lower[at - 1]}_{s.lemmas[at]}", f"{s.lower[at - 1]}_{s.lower[at]}"):
                if pair in self.relations.roles:
                    return self.relations.roles[pair], at - 1
        if at + 1 < len(s) and f"{s.lower[at]}_{s.lower[at + 1]}" in self.relations.roles:
            return (), at  # "Secretary General": told of by its last word
        if s.words[at + 1 : at + 2] == ["-"] and (
            f"{s.lower[at]}-{s.lower[min(at + 2, len(s) - 1)]}" in self.relations.roles
        ):
            return (), at
        if at > 1 and s.words[at - 1] == "-":
            pair = f"{s.lower[at - 2]}-{s.lemmas[at]}"
            if pair in self.relations.roles:
                return self.relations.roles[pair], at - 2
        return self.relations.roles.get(s.lemmas[at], ()), at

    def _holders(self, s: Sentence, at: int) -> Iterator[tuple[list[int], int]]:
        """(heads of who has the role, the clause that says so)."""
        dep, head = s.deps[at], s.heads[at]
        if at + 1 < len(s) and s.names[at + 1] == "B-PERSON":
            yield [at + 1], at + 1  # "White House spokesman Hogan Gidley", wherever it hangs
            return
        if (
            dep in {"nmod:desc", "compound", "flat"}
            and s.upos[head] == "PROPN"
            and s.names[head] != "O"
        ):
            yield [head], head
        elif dep == "appos":
            if at and s.words[at - 1] not in {"(", "-LRB-"}:
                yield [head], at
        elif dep == "conj" and s.upos[head] == "NOUN" and s.kid(at, "nsubj") is None:
            # "a major energy player and key partner of Israel"
            yield from self._holders(s, head)
        appositions = [c for c in s.kids(at, "appos", "flat") if s.upos[c] == "PROPN"]
        if appositions:
            yield appositions, at
        if s.kid(at, "cop") is not None and s.kid(at, "nsubj") is not None:
            yield s.kids(at, "nsubj"), at
        elif s.kid(at, "cop") is not None and dep in {"conj", "acl:relcl", "advcl"}:
            yield subjects(s, at), at
        becomes = s.lemmas[head] in words().becoming
        if not becomes and s.lemmas[head] not in words().appointing:
            return
        if dep in {"xcomp", "obj"}:
            # "became president", "elected him president", "was elected president"
            objects = [o for o in s.kids(head, "obj") if o != at]
            if not becomes and objects:
                yield objects, head
            elif becomes or s.passive(head):
                yield subjects(s, head), head
        if dep == "obl" and s.preposition(at) == "as":
            # "serves as envoy", "was named as envoy", "named her as envoy"
            passive = becomes or s.passive(head)
            yield (subjects(s, head) if passive else s.kids(head, "obj")), head

    def _states(
        self,
        s: Sentence,
        at: int,
        first: int,
        triggers: tuple[Trigger, ...],
        holders: list[int],
        clause: int,
    ) -> Iterator[Event]:
        # "envoys X and Y" are two; of "envoy X and President Y" only the first is envoy.
        plural = s.xpos[at] in {"NNS", "NNPS"}
        heads = [w for h in holders for w in (s.conjuncts(h) if plural else [h])]
        sources = [m for h in heads for m in self._holder(s, h)]
        if not sources:
            return
        taken = {m.actor.id for m in sources}
        for trigger in triggers:
            relation = self.relations.by_name[trigger.relation]
            targets, slot = self._targets(s, at, first, trigger.target or relation.target, taken)
            targets = [t for t in targets if self._fits(s, at, relation, t)]
            if not targets and relation.symmetric and s.xpos[at] == "NNS":
                # "Russia and Iran are allies"
                named = [m for m in sources if m.actor.named]
                sources, targets, slot = named[:1], named[1:], "conj"
            tried(self.resolver, at, trigger, "told" if targets else "actors")
            if not targets:
                continue
            pairs = list(product(sources, targets))
            if s.xpos[at] == "NNS" and len(sources) == len(targets) > 1:
                # "the Croatian and Bosnian presidents, Tudjman and Izetbegovic"
                pairs = list(zip(sources, targets, strict=True))
            near = [*s.children[at], max(0, first - 1)]
            past = any(s.lower[word] in words().past_roles for word in near)
            carriers = tuple(range(first, at + 1))
            for source, target in pairs:
                if source.actor.id != target.actor.id and (
                    "office" not in relation.flags or _belongs(source, target)
                ):
                    yield self._state(
                        s, carriers, trigger, source, target, clause, slot=slot, past=past
                    )
            return

    def _fits(self, s: Sentence, at: int, relation: Relation, target: Mention) -> bool:
        """Whether a role can be of this actor: a mayor's city is not the country."""
        if "office" not in relation.flags:
            return True
        book = self.resolver.book
        owned = s.deps[target.head] == "nmod:poss"
        if "leading" in relation.flags and owned and target.actor.kind == "person":
            return False  # "Jayewardene's own prime minister" leads no Jayewardene
        if target.actor.kind == "country":
            name = spans.name_text(s, target.head)
            if book.name(name) is None and book.city(name) is not None:
                return False  # "mayor of Kyiv", "Texas Governor"
            if "leading" in relation.flags and target.head < at:
                before = s.lemmas[at - 1]
                if s.lemmas[at] in words().of_bodies or before in words().led_groups:
                    return False  # "Iranian commander", "Russian opposition leader"
            return "citizen" not in relation.flags or s.lemmas[at] in words().citizens
        # "Health Minister": a portfolio is nobody
        return not (
            s.lemmas[at] in words().portfolios
            and not book.is_known(target.actor.id)
            and target.actor.kind == "organization"
            and target.head == at - 1
        )

    def _holder(self, s: Sentence, head: int) -> list[Mention]:
        """Actors that the phrase of a holder itself is; a thing stands for no role holder."""
        return [m for m in self.resolver.actors(s, head) if m.via not in STANDING]

    def _targets(
        self, s: Sentence, at: int, first: int, slots: tuple[str, ...], taken: set[str]
    ) -> tuple[list[Mention], str]:
        """Named actors of the first slot that has any besides those taken, and that slot."""
        for slot in slots:
            kind, _, preposition = slot.partition(":")
            heads: list[int] = []
            found: list[Mention] = []
            if kind == "nmod":
                heads = [
                    c
                    for c in s.kids(at, "nmod", "obl")
                    if s.preposition(c) == preposition and c > at
                ]
            elif kind == "poss":
                heads = s.kids(at, "nmod:poss")
            elif kind == "mod":
                for child in (c for word in range(first, at + 1) for c in s.children[word]):
                    if child < first and s.deps[child] in PREMODIFIERS:
                        # "the Croatian and Bosnian presidents"
                        joined = s.conjuncts(child) if s.xpos[at] == "NNS" else [child]
                        found.extend(m for one in joined for m in self.resolver.modifier(s, one))
            for head in heads:
                for word in s.conjuncts(head):
                    found.extend(self.resolver.actors(s, word))
            found = [m for m in found if m.actor.id not in taken and m.actor.named]
            if found:
                return list({m.actor.id: m for m in found}.values()), slot
        return [], ""


def _belongs(source: Mention, target: Mention) -> bool:
    """Whether somebody can lead, represent or belong to the other."""
    kind = source.actor.kind
    return kind not in {"place", "other"} and (target.actor.kind != "person" or kind == "person")
