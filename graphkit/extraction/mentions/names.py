"""Proper names to actors: people with their titles, organisations, places, abbreviations."""

from __future__ import annotations

from dataclasses import replace

from graphkit.extraction.lexicon.words import words
from graphkit.extraction.mentions.memory import gender_of, given_gender
from graphkit.extraction.syntax import spans
from graphkit.extraction.syntax.tree import POSSESSIVES, PRONOUNS, Sentence
from graphkit.extraction.values import Mention
from graphkit.model import Actor
from graphkit.ontology.actors import ActorEntry, slugify

from . import actors
from .counterparts import lands_of, role_of
from .discourse import Discourse
from .people import is_title, strip_title
from .possessors import owner
from .tenure import office_of

#: Words before a name among which a title may tell its gender ("Mr.", "Queen").
_TITLES_BEFORE = 3
#: Sentences back in which a country with a north or south in its name may have been named.
_HALVES_REACH = 30


def name(r: Discourse, s: Sentence, head: int) -> tuple[Mention, ...]:
    """The actor whose name a word stands in; empty where it stands in none."""
    if s.upos[head] not in {"PROPN", "NOUN", "X", "ADJ", "NUM"}:
        return ()
    run = spans.name_run(s, head)
    if run is None or s.lower[head] in PRONOUNS:
        return ()  # "We, the leaders of the G7": nobody is called so
    first, end, label = run
    while end - 1 > first and s.lower[end - 1] in POSSESSIVES:
        end -= 1
    while (
        end - 1 > max(first, head) and label in {"ORG", "LOC", "NORP"} and _is_role(r, s, end - 1)
    ):
        end -= 1  # "NASA Administrator", asked for NASA
    with r.opened(first, end) as fresh:
        # A part of a name asks for its own whole: once is enough.
        return _named(r, s, head, first, end, label) if fresh else ()


def _is_role(r: Discourse, s: Sentence, at: int) -> bool:
    noun = r.book.noun(s.lower[at])
    return noun is not None and noun.kind == "person"


def _named(
    r: Discourse, s: Sentence, head: int, first: int, end: int, label: str
) -> tuple[Mention, ...]:
    text = spans.text(s, first, end)
    halves = _halves(r, s, head, text) if end - first == 1 else ()
    if halves:
        return halves
    entry = _entry(r, s, first, end, text, label)
    if entry is not None and not (
        # "Saint Lucia" as a woman's name: of two words, the model's label counts.
        label == "PERSON" and entry.kind in {"country", "place"} and end - first > 1
    ):
        return (r.met(s, head, actors.known(entry), text),)
    if entry is None and (label in {"LOC", ""} or (label == "ORG" and end - first == 1)):
        seat = r.book.metonym(text)
        if seat is not None and not spans.located(s, head):
            return (r.met(s, head, actors.known(seat), text),)
        code = seat.country if seat is not None else r.book.region(text)
        if code is not None:
            return _place(r, s, head, text, code)
    noun = r.book.noun(spans.compound_lemma(s, head))
    if noun is not None and noun.kind == "person" and s.kid(head, "flat") is None:
        return ()  # "Secretary-General", "Minister of Foreign Affairs": a role, tagged as a name
    if label == "PERSON" or (label == "" and r.people.knows(text)):
        return _person(r, s, head, first, end)
    if label in {"ORG", "NORP"}:
        return _organization(r, s, head, first, end)
    if label == "LOC":
        return _place(r, s, head, text)
    if label == "EVENT" or s.upos[head] != "PROPN" or r.book.noun(s.lemmas[head]) is not None:
        return ()  # "the President", "Parliament": a noun with a capital
    if r.memory.knows_person(s.words[head]):
        return _person(r, s, head, first, end)
    # A proper noun without a label: an actor if it was one before.
    known = r.memory.get(slugify(text))
    return (r.met(s, head, known.actor, text),) if known is not None else ()


def _halves(r: Discourse, s: Sentence, head: int, text: str) -> tuple[Mention, ...]:
    """Of "the South" the country that was spoken of, of "both Koreas" both."""
    if text.lower() in {"north", "south"}:
        if head == 0 or s.lower[head - 1] != "the":
            return ()  # Oliver North
        for entity in r.memory.recent(s.index, _HALVES_REACH):
            if entity.actor.kind == "country" and entity.actor.name.startswith(f"{text} "):
                return (r.met(s, head, entity.actor, text),)
        return ()
    if s.xpos[head] != "NNPS" or not text.endswith("s") or r.book.name(text) is not None:
        return ()
    found = {}
    for part in ("North ", "South ", ""):
        entry = r.book.name(part + text[:-1])
        if entry is not None and entry.kind == "country":
            found[entry.id] = actors.known(entry)
    both = [r.met(s, head, actor, "") for actor in found.values()]
    return tuple(both) if len(both) == 2 else ()


def _entry(
    r: Discourse, s: Sentence, first: int, end: int, text: str, label: str
) -> ActorEntry | None:
    """The known actor of this name, also with a leading "the", or of the place that it names."""
    entry = r.book.name(text)
    single = end - first == 1
    if entry is None and single and label == "PERSON" and r.people.full(text) == text:
        entry = r.book.metonym(text)  # "Washington" without a first name anywhere
    if entry is None and s.lower[first] == "the":
        entry = r.book.name(spans.text(s, first + 1, end))
    return entry


def _person(r: Discourse, s: Sentence, head: int, first: int, end: int) -> tuple[Mention, ...]:
    begin, titles = strip_title(s, first, end, r.book)
    if s.lower[begin] in {"of", "for", "the", "and", "'s"} or (
        end - begin == 1 and is_title(s.lower[begin], r.book)
    ):
        return ()  # "Secretary of State", "Mr.": a title and no name
    full = r.people.full(spans.text(s, begin, end))
    if " " not in full and begin > 0 and s.lower[begin - 1] in words().regnal:
        full = f"{s.words[begin - 1].title()} {full}"
    elif " " not in full:
        # "Francis" after "Pope Francis"
        titled = (r.memory.get(f"{title}-{slugify(full)}") for title in sorted(words().regnal))
        full = next((entity.actor.name for entity in titled if entity is not None), full)
    role, country, gender = _role_of(r, s, head, titles, full)
    gender = gender or (given_gender(full.split()[0].lower()) if " " in full else "")
    known = r.memory.get(slugify(full))
    if known is not None:
        actor = known.actor
        if (role and not actor.role) or (country and not actor.country):
            actor = replace(actor, role=actor.role or role, country=actor.country or country)
    else:
        actor = Actor(slugify(full), full, "person", country, role)
    return (r.met(s, head, actor, spans.text(s, begin, end), gender=gender),)


def _role_of(
    r: Discourse, s: Sentence, head: int, titles: list[int], full: str
) -> tuple[str | None, str | None, str]:
    """(role, country, gender) told by a person's title or apposition."""
    near = list(titles)
    for child in s.children[head]:
        if child not in near and (
            s.deps[child] in {"nmod:desc", "compound", "appos"}
            or (s.deps[child] == "nmod" and child < head)
        ):
            near.append(child)
    if s.deps[head] in {"appos", "flat"} and s.upos[s.heads[head]] in {"NOUN", "PROPN"}:
        near.append(s.heads[head])
    for title in near:
        noun = r.book.noun(s.lemmas[title])
        if noun is None or noun.kind != "person":
            continue
        role = actors.role_text(s, title)
        if s.lemmas[title] in words().counterparts:
            # "his Cambodian counterpart, Hor Namhong": of that office, but of no country of his
            role = role_of(r, s, title) or role
            holder = next(iter(lands_of(r, s, title)), None)
        else:
            holder = owner(r, s, title, skip=head)
        country = holder.actor.country if holder is not None else None
        if country is None:
            country = _demonym_country(r, s, head)
        if country is None and holder is None and s.lemmas[title] in words().offices:
            # "KYIV - President Volodymyr Zelensky"
            of = office_of(r, full, role.lower().replace(" ", "_"))
            country = of.country if of is not None else None
        return role, country, gender_of([s.lower[title]])
    before = s.lower[max(0, head - _TITLES_BEFORE) : head]
    return None, _demonym_country(r, s, head), gender_of(before)


def _demonym_country(r: Discourse, s: Sentence, head: int) -> str | None:
    """Country of "Spanish" before a person's name."""
    for child in s.kids(head, "amod", "compound"):
        demonym = spans.demonym(r.book, s, child)
        if demonym is not None:
            return demonym[0].country
    return None


def _organization(
    r: Discourse, s: Sentence, head: int, first: int, end: int
) -> tuple[Mention, ...]:
    if s.lower[first] == "the" and end - first > 1:
        first += 1
    text = spans.text(s, first, end)
    if s.lower[first] in words().country_itself and s.lower[first + 1 : first + 2] == ["of"]:
        # "the Government of the Republic of Albania"
        for begin in range(first + 2, min(first + 4, end)):
            itself = r.book.name(spans.text(s, begin, end))
            if itself is not None and itself.kind == "country":
                return (r.met(s, head, actors.known(itself), text),)
    noun = r.book.noun(s.lemmas[end - 1])
    if end - first == 1 and s.lower[first] in words().country_itself:
        phrase = tuple(m for m in r.noun(s, head) if m.actor.named)
        if phrase:
            return phrase  # "the Government", with a capital
    demonym = r.book.demonym(s.words[first])
    if (
        demonym is not None
        and noun is not None
        and end - first == 2
        and (noun.kind != "organization" or s.words[end - 1].islower())
    ):
        # "Armenian government": the noun phrase that it looks like, but not "the Saudi Gazette"
        return r.noun(s, end - 1)
    if end - first > 1 and noun is None and r.book.is_deed(s.lower[end - 1]):
        # "EU Foreign Policy": what the EU does, not a body of that name.
        holder = r.book.name(s.words[first])
        if holder is not None:
            return (r.met(s, head, actors.known(holder), s.words[first]),)
    if demonym is not None and end - first == 1:
        return (r.met(s, head, actors.people_of(demonym), text),)
    country = demonym.country if demonym is not None else None
    if country is None:
        country = _country_in(r, s, first, end)
    if country is None:
        holding = owner(r, s, head, inside=(first, end))
        country = holding.actor.country if holding is not None else None
    actor = _abbreviated(r, text)
    if actor is None:
        kind = "organization"
        if noun is not None and noun.kind in {"government", "military", "group"}:
            kind = noun.kind
        known = r.memory.get(slugify(text))
        actor = known.actor if known is not None else Actor(slugify(text), text, kind, country)
    return (r.met(s, head, actor, text),)


def _country_in(r: Discourse, s: Sentence, first: int, end: int) -> str | None:
    """The country that a word of an organisation's name is: "Iran Air"."""
    for index in range(first, end):
        entry = r.book.name(s.words[index])
        if entry is not None and entry.kind == "country":
            return entry.country
    return None


def _abbreviated(r: Discourse, text: str) -> Actor | None:
    """Whom an abbreviation stands for that the document has introduced in parentheses."""
    full = r.people.expansion(text)
    if full is None:
        return None
    entry = r.book.name(full)
    if entry is not None:
        return actors.known(entry)
    known = r.memory.get(slugify(full))
    return known.actor if known is not None else Actor(slugify(full), full, "organization")


def _place(
    r: Discourse, s: Sentence, head: int, text: str, country: str | None = None
) -> tuple[Mention, ...]:
    parts = text.lower().split()
    if not words().waters.isdisjoint({parts[0], parts[-1]}):
        return ()  # "the Yellow Sea": nobody's
    known = r.memory.get(slugify(text))
    actor = known.actor if known is not None else Actor(slugify(text), text, "place", country)
    return (replace(r.met(s, head, actor, text), via="place"),)
