"""Which actors of different documents are one: what is sure, and what a person should look at.

All of it depends on the set of actors, never on their order. Sure is only what leaves no second
reading: a spelling of the same full name, a surname that one person alone bears, a spelling or an
abbreviation told beside the full name. Everything else that is alike is a candidate with a score.
Words are compared by Jaro-Winkler similarity (Winkler 1990) as record linkage does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graphkit.model import Actor
from graphkit.resolution.names import PARTICLES, is_abbreviation, name_words, same_role, similarity
from graphkit.resolution.spelling import name_data, spelled, words_of

LISTED = 0.75
"""Candidates from this score on are listed."""
_CROWD = 60
"""A word that more actors share tells none of them apart."""
_BODIES = frozenset({"organization", "group", "government", "military", "other"})
"""Kinds that one body may be taken for."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """An actor as the documents tell of it.

    Attributes:
        id, name, kind: the commonest.
        countries, roles, aliases: all there are.
        count: mentions.
        named: whether it has a name.
    """

    id: str
    name: str
    kind: str
    countries: frozenset[str]
    roles: frozenset[str]
    aliases: frozenset[str]
    count: int
    named: bool

    @classmethod
    def of(cls, wordings: Iterable[tuple[Actor, int]]) -> Bearer:
        """From the wordings of one actor with their counts."""
        rows = list(wordings)
        names: Counter[str] = Counter()
        kinds: Counter[str] = Counter()
        for actor, count in rows:
            names[actor.name] += count
            kinds[actor.kind] += count
        name = min(names, key=lambda text: (-names[text], -len(text), text))
        return cls(
            rows[0][0].id,
            name,
            min(kinds, key=lambda kind: (-kinds[kind], kind)),
            frozenset(actor.country for actor, _ in rows if actor.country),
            frozenset(actor.role for actor, _ in rows if actor.role),
            frozenset({alias for actor, _ in rows for alias in actor.aliases} | names.keys())
            - {name},
            sum(names.values()),
            any(actor.named for actor, _ in rows),
        )

    @property
    def country(self) -> str | None:
        """Its country, when only one is told."""
        return next(iter(self.countries)) if len(self.countries) == 1 else None


@dataclass(frozen=True, slots=True)
class Found:
    """`other` is `actor`, for this reason."""

    actor: Bearer
    other: Bearer
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two actors that may be one.

    Attributes:
        actor, other: the one told more of first.
        score: 0 to 1.
        evidence: what speaks for it, and against it, for people.
    """

    actor: Bearer
    other: Bearer
    score: float
    evidence: tuple[str, ...]


class _Groups:
    """Actors found to be one; the groups do not depend on the order of joining."""

    def __init__(self, apart: Collection[frozenset[str]]) -> None:
        self._apart = apart
        self._group: dict[str, set[str]] = {}
        self._bearers: dict[str, Bearer] = {}
        self._reasons: dict[str, str] = {}

    def members(self, bearer: Bearer) -> list[Bearer]:
        """All that are one with it, itself too."""
        return [self._bearers[name] for name in sorted(self._group.get(bearer.id, ()))] or [bearer]

    def head(self, bearer: Bearer) -> Bearer:
        """The one whose id and name the group bears."""
        return min(self.members(bearer), key=_rank)

    def join(self, a: Bearer, b: Bearer, reason: str) -> None:
        """Make one of two, unless edits keep any of them apart."""
        together = [*self.members(a), *self.members(b)]
        ids = {member.id for member in together}
        if any(pair <= ids for pair in self._apart):
            return
        for member in together:
            self._bearers[member.id] = member
            self._group[member.id] = ids
        for member in (a, b):
            if reason < self._reasons.get(member.id, "~"):
                self._reasons[member.id] = reason

    def found(self) -> list[Found]:
        """Everything joined, by id."""
        rows = []
        for name, bearer in sorted(self._bearers.items()):
            head = self.head(bearer)
            if head.id != name:
                rows.append(Found(head, bearer, self._reasons[name]))
        return rows


def _rank(bearer: Bearer) -> tuple[int, int, int, str]:
    """Whose name stands: full names first, then the commonest, the longest, the first."""
    words = name_words(bearer.name) if bearer.kind == "person" else words_of(bearer.name)
    full = sum(len(word) > 1 for word in words)
    return (-min(full, 2), -bearer.count, -len(bearer.name), bearer.id)


def find_same(
    bearers: Sequence[Bearer], apart: Collection[frozenset[str]] = frozenset()
) -> list[Found]:
    """The actors that are surely another one.

    Args:
        bearers: all actors of the graph, as read.
        apart: pairs of ids that must not be made one.
    """
    groups = _Groups(apart)
    named = sorted((b for b in bearers if b.named), key=lambda b: b.id)
    people = [b for b in named if b.kind == "person"]
    _spellings_of_people(groups, people)
    _surnames(groups, people)
    bodies = [b for b in named if b.kind in _BODIES]
    _spellings_of_bodies(groups, bodies)
    _abbreviations(groups, bodies)
    return groups.found()


def person_key(name: str) -> tuple[str, ...]:
    """The words of a person's full name in one spelling, initials in the middle left out."""
    words = name_words(name)
    middle = [word for word in words[1:-1] if len(word) > 1]
    kept = [words[0], *middle, words[-1]] if len(words) > 1 else list(words)
    return tuple(spelled(word) for word in kept)


def _middle(name: str) -> tuple[str, ...]:
    return tuple(word for word in name_words(name)[1:-1] if len(word) == 1)


def _full(bearer: Bearer) -> bool:
    words = name_words(bearer.name)
    return len([word for word in words if word not in PARTICLES and len(word) > 1]) > 1


def _spellings_of_people(groups: _Groups, people: Sequence[Bearer]) -> None:
    """The same full name, spelled otherwise."""
    keyed: dict[tuple[str, ...], list[Bearer]] = defaultdict(list)
    for bearer in people:
        if _full(bearer):
            keyed[person_key(bearer.name)].append(bearer)
    for rows in keyed.values():
        initials = {_middle(b.name) for b in rows} - {()}
        for a, b in combinations(rows, 2):
            if _of_two_countries(a, b):
                continue
            if _middle(a.name) == _middle(b.name):
                groups.join(a, b, "the same name, spelled otherwise")
            elif len(initials) == 1 and _same_office(a, b):
                groups.join(a, b, "the same name but for an initial, and the same office")


def _surnames(groups: _Groups, people: Sequence[Bearer]) -> None:
    """A surname alone: of its only bearer, or of the only one with that office and country."""
    ends: dict[tuple[str, ...], dict[str, Bearer]] = defaultdict(dict)
    for bearer in people:
        if _full(bearer):
            head = groups.head(bearer)
            for end in _short_forms(bearer.name):
                ends[end][head.id] = head
    for bearer in people:
        if _full(bearer):
            continue
        short = tuple(spelled(word) for word in name_words(bearer.name))
        if not short or len(name_words(bearer.name)[-1]) < 2 or short[-1] in PARTICLES:
            continue
        heads = [
            head
            for _, head in sorted(ends.get(short, {}).items())
            if not any(_of_two_countries(bearer, member) for member in groups.members(head))
        ]
        if len(heads) == 1 and len(ends[short]) == 1:
            groups.join(heads[0], bearer, "the only one of that surname")
            continue
        alike = [
            head
            for head in heads
            if any(_same_office(bearer, member) for member in groups.members(head))
        ]
        if len(alike) == 1:
            groups.join(alike[0], bearer, "a surname with the same office and country")


def _short_forms(name: str) -> set[tuple[str, ...]]:
    """What a person is called for short: the surname with its particles, or the first word where
    surnames stand first.
    """
    words = name_words(name)
    forms: set[tuple[str, ...]] = set()
    at = len(words) - 1
    while at > 0:
        forms.add(tuple(spelled(word) for word in words[at:]))
        if words[at - 1] not in PARTICLES:
            break
        at -= 1
    if words[0] in name_data().surname_first:
        forms.add((spelled(words[0]),))
    return forms


def _of_two_countries(a: Bearer, b: Bearer) -> bool:
    return bool(a.countries and b.countries) and not a.countries & b.countries


def _same_office(a: Bearer, b: Bearer) -> bool:
    if not a.countries & b.countries:
        return False
    return any(same_role(x, y) for x in a.roles for y in b.roles)


def _body_key(name: str) -> tuple[str, ...]:
    words = [word for word in words_of(name) if word not in ("the", "of", "and", "for")]
    data = name_data()
    return tuple(data.family.get(word, word) for word in words)


def _spellings_of_bodies(groups: _Groups, bodies: Sequence[Bearer]) -> None:
    """The same name but for small words, marks and one country's spelling."""
    keyed: dict[tuple[str, ...], list[Bearer]] = defaultdict(list)
    for bearer in bodies:
        key = _body_key(bearer.name)
        if len(key) > 1:
            keyed[key].append(bearer)
    for rows in keyed.values():
        for a, b in combinations(rows, 2):
            if not _of_two_countries(a, b):
                groups.join(a, b, "the same name, spelled otherwise")


def _abbreviations(groups: _Groups, bodies: Sequence[Bearer]) -> None:
    """An abbreviation that some document tells beside the full name of one body alone."""
    told: dict[str, dict[str, Bearer]] = defaultdict(dict)
    for bearer in bodies:
        for alias in bearer.aliases:
            if is_abbreviation(alias, bearer.name):
                head = groups.head(bearer)
                told[alias.replace(".", "")][head.id] = head
    for bearer in bodies:
        rows = told.get(bearer.name.replace(".", ""), {})
        heads = [head for name, head in sorted(rows.items()) if name != groups.head(bearer).id]
        if len(rows) == len(heads) == 1 and not _of_two_countries(bearer, heads[0]):
            groups.join(heads[0], bearer, "its abbreviation, told beside the full name")


# -- candidates ------------------------------------------------------------------------------------


def find_candidates(
    bearers: Sequence[Bearer],
    neighbours: Mapping[str, frozenset[str]] | None = None,
    apart: Collection[frozenset[str]] = frozenset(),
    *,
    least: float = LISTED,
) -> list[Candidate]:
    """Pairs that may be one actor, the likeliest first.

    Args:
        bearers: actors, those that are surely one already made so.
        neighbours: ids of the actors each has an edge with.
        apart: pairs of ids that a person told apart.
        least: no score below this.
    """
    near = neighbours or {}
    rows = []
    for a, b in _blocked(sorted((b for b in bearers if b.named), key=lambda b: b.id)):
        if frozenset((a.id, b.id)) in apart:
            continue
        score, evidence = compare(a, b, near.get(a.id), near.get(b.id))
        if score >= least:
            first, second = sorted((a, b), key=lambda x: (-x.count, x.id))
            rows.append(Candidate(first, second, score, evidence))
    return sorted(rows, key=lambda row: (-row.score, row.actor.id, row.other.id))


def _blocked(bearers: Sequence[Bearer]) -> Iterable[tuple[Bearer, Bearer]]:
    """Pairs that share a word that counts, its sounds or their initials."""
    blocks: dict[str, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        for key in _block_keys(bearer):
            blocks[key].append(bearer)
    seen: set[tuple[str, str]] = set()
    for _, rows in sorted(blocks.items()):
        if len(rows) > _CROWD:
            continue
        for a, b in combinations(rows, 2):
            if (a.id, b.id) not in seen and _kinds_may_agree(a, b):
                seen.add((a.id, b.id))
                yield a, b


def _block_keys(bearer: Bearer) -> set[str]:
    person = bearer.kind == "person"
    keys: set[str] = set()
    for name in (bearer.name, *bearer.aliases):
        words = name_words(name) if person else words_of(name)
        counting = [word for word in words if person or word not in name_data().common]
        keys.update(spelled(word) for word in counting if len(word) > 1)
        keys.update(f"~{_consonants(word)}" for word in counting if len(word) > 3)
        letters = "".join(word[0] for word in words if word not in ("of", "the", "and", "for"))
        if not person and len(letters) > 1:
            keys.add(f"={letters}")
        bare = name.replace(".", "").casefold()
        if not person and 2 <= len(bare) <= 8 and " " not in bare:
            keys.add(f"={bare}")
    return keys


def _consonants(word: str) -> str:
    return "".join(char for char in spelled(word) if char not in "aeiouy'")[:4]


def _kinds_may_agree(a: Bearer, b: Bearer) -> bool:
    return a.kind == b.kind or {a.kind, b.kind} <= _BODIES


def compare(
    a: Bearer,
    b: Bearer,
    near_a: frozenset[str] | None = None,
    near_b: frozenset[str] | None = None,
) -> tuple[float, tuple[str, ...]]:
    """How likely two actors are one, and what speaks for and against it.

    Args:
        a, b: the actors.
        near_a, near_b: ids of the actors each has an edge with.
    """
    judge = _people_alike if a.kind == b.kind == "person" else _bodies_alike
    names = [(x, y) for x in (a.name, *sorted(a.aliases)) for y in (b.name, *sorted(b.aliases))]
    score, why = max((judge(x, y) for x, y in names), key=lambda row: row[0])
    evidence = [why]
    if _of_two_countries(a, b):
        score -= 0.25
        evidence.append("of two countries")
    elif a.countries & b.countries:
        score += 0.05
        evidence.append("of one country")
    if any(same_role(x, y) for x in a.roles for y in b.roles):
        score += 0.05
        evidence.append("of one office")
    shared = (near_a or frozenset()) & (near_b or frozenset())
    if shared:
        score += min(0.02 * len(shared), 0.06)
        evidence.append(f"with {len(shared)} in common")
    return round(max(0.0, min(score, 0.99)), 2), tuple(evidence)


def _people_alike(a: str, b: str) -> tuple[float, str]:
    first, second = name_words(a), name_words(b)
    if not first or not second:
        return 0.0, ""
    few, many = sorted((first, second), key=len)
    if len(few) == 1:
        # "Clinton" of "Bill Clinton", "Xi" of "Xi Jinping".
        forms = {form[-1] for form in _short_forms(" ".join(many))} | {spelled(many[0])}
        if spelled(few[0]) in forms:
            return (0.9 if len(many) == 1 else 0.8), "a part of the name"
        best = max(similarity(few[0], word) for word in (many[0], many[-1]))
        return (best - 0.1 if best >= 0.88 else 0.0), "a part of the name, spelled otherwise"
    surname = _words_alike(first[-1], second[-1])
    given = _words_alike(first[0], second[0])
    if surname < 0.8 or given < 0.8:
        crossed = _words_alike(first[0], second[-1]), _words_alike(first[-1], second[0])
        if min(crossed) >= 0.95:
            return 0.85, "the same words in another order"
        inside = all(any(spelled(w) == spelled(v) for v in many) for w in few if len(w) > 1)
        if inside and len([word for word in few if len(word) > 1]) > 1:
            return 0.85, "its words are among the other's"
        return 0.0, ""
    if len(first[0]) == 1 or len(second[0]) == 1:
        return 0.85 * surname, "an initial and the surname"
    score = min(surname, given)
    return score * 0.95, "the same name" if score == 1 else "a like name"


def _words_alike(a: str, b: str) -> float:
    if spelled(a) == spelled(b):
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 1.0 if a[0] == b[0] else 0.0
    if a[0] == b[0] and min(len(a), len(b)) >= 4 and _consonants(a) == _consonants(b):
        return 0.92
    return similarity(a, b)


def _bodies_alike(a: str, b: str) -> tuple[float, str]:
    first, second = _body_key(a), _body_key(b)
    if not first or not second:
        return 0.0, ""
    if first == second:
        return 0.95, "the same name"
    short, full = sorted((a, b), key=len)
    if is_abbreviation(short, full):
        return 0.85, "its abbreviation"
    common = name_data().common
    shared = set(map(spelled, first)) & set(map(spelled, second))
    telling = {word for word in shared if word not in common}
    few, many = sorted((first, second), key=len)
    if telling and set(map(spelled, few)) <= set(map(spelled, many)):
        return 0.78 + 0.12 * len(few) / len(many), "its words are among the other's"
    from rapidfuzz import fuzz

    score = fuzz.token_sort_ratio(" ".join(first), " ".join(second)) / 100
    return (score * 0.95 if telling and score >= 0.8 else 0.0), "a like name"
