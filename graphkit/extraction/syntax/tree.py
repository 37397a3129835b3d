"""One parsed sentence as lists of its own, and the questions that extraction asks of its tree.

Lists, because the tree is corrected before it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .corrections import repair
from .frame import Frame

if TYPE_CHECKING:
    from graphkit.language.parsed import PairStates, Parsed


#: Relations that do not belong to a noun phrase's name-like core.
CLAUSES = frozenset(
    {"acl", "acl:relcl", "appos", "parataxis", "advcl", "advcl:relcl", "ccomp", "dep", "list"}
)
#: Relations of words before a noun that may name whom it belongs to: "Israeli", "US", "President".
PREMODIFIERS = frozenset({"amod", "compound", "nmod:desc", "nmod", "nmod:unmarked"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
RELATIVIZERS = frozenset({"who", "which", "that", "whom", "whose", "where"})
#: Personal pronouns, whatever a tagger takes a capitalised one for.
PRONOUNS = frozenset(
    "i me my mine myself we us our ours ourselves you your yours he him his himself she her hers "
    "herself it its itself they them their theirs themselves who whom whose which".split()
) - {"us"}  # "US" in lower case
#: Relations of a phrase's head that do not belong to the phrase.
_AROUND = frozenset({"case", "mark", "cop", "nsubj", "aux", "advmod", "discourse"})
PARTICLES = frozenset("down over out up off back away aside apart forth through".split())
#: Prepositions before a gerund that says what for: "accused of", "warned against".
_GERUND = frozenset({"of", "for", "on", "from", "against"})
QUOTES = frozenset({'"', "“", "”", "``", "''", "«", "»"})
#: Sentences after which an open quotation is taken for a mark that was forgotten.
LONGEST_QUOTATION = 8


class Sentence:
    """Words of one sentence; all indices count inside the sentence.

    Attributes:
        words, lemmas, lower, upos, xpos, deps: (n,) strings; `lemmas` and `lower` are lower case.
        heads: (n,) index of each word's head, the word's own index at the root.
        starts, ends: (n,) offsets in the document, in code points.
        names: (n,) BIO labels.
        children: (n,) lists of dependents in word order.
        quoted: (n,) number of the quotation a word stands in, 0 outside.
        index: position of the sentence in the document.
        root: index of the root.
        runs: (first, end, label) of each name.
        pair_states: what the network has to say of pairs of words, or None.
        frames: frames made so far, by their predicate (see `frames.frame`).
    """

    __slots__ = (
        "children",
        "deps",
        "ends",
        "frames",
        "heads",
        "index",
        "lemmas",
        "lower",
        "names",
        "pair_states",
        "quoted",
        "root",
        "runs",
        "starts",
        "upos",
        "words",
        "xpos",
    )

    def __init__(
        self,
        words: list[str],
        lemmas: list[str],
        upos: list[str],
        xpos: list[str],
        deps: list[str],
        heads: list[int],
        names: list[str],
        starts: list[int],
        ends: list[int],
        index: int,
        inside_quotation: bool = False,
        pair_states: PairStates | None = None,
    ) -> None:
        self.pair_states = pair_states
        repair(words, upos, deps, heads, names)
        self.words, self.upos, self.xpos, self.deps = words, upos, xpos, deps
        self.lower = [word.lower() for word in words]
        self.lemmas = [lemma.lower() for lemma in lemmas]
        self.heads, self.names, self.starts, self.ends = heads, names, starts, ends
        self.index = index
        self.children: list[list[int]] = [[] for _ in words]
        self.root = 0
        for position, head in enumerate(heads):
            if head == position:
                self.root = position
            else:
                self.children[head].append(position)
        self.quoted = _quotations(self.words, inside_quotation)
        self.runs = tuple(name_runs(names))
        self.frames: dict[int, Frame] = {}

    def __len__(self) -> int:
        return len(self.words)

    def kids(self, at: int, *deps: str) -> list[int]:
        """Dependents of a word with one of these relations."""
        return [child for child in self.children[at] if self.deps[child] in deps]

    def kid(self, at: int, *deps: str) -> int | None:
        """First dependent with one of these relations, or None."""
        for child in self.children[at]:
            if self.deps[child] in deps:
                return child
        return None

    def subtree(self, at: int) -> list[int]:
        """A word and all below it, in word order."""
        found, stack = [], [at]
        while stack:
            word = stack.pop()
            found.append(word)
            stack.extend(self.children[word])
        found.sort()
        return found

    def conjuncts(self, at: int) -> list[int]:
        """A word and the words coordinated with it."""
        stack = self.kids(at, "conj")[::-1]
        found = [at]
        while stack:
            word = stack.pop()
            found.append(word)
            stack.extend(
                child for child in reversed(self.children[word]) if self.deps[child] == "conj"
            )
        return found

    def preposition(self, at: int) -> str:
        """The case marking of a word, fixed parts included ("because of"), or an empty text."""
        parts: list[str] = []
        last = -1
        for child in self.children[at]:
            if self.deps[child] == "case" and self.lower[child] not in {"'s", "’s", "'"}:
                if parts and child != last + 1:
                    break  # "with the chair-in-office": the second is no part of the first
                fixed = self.kids(child, "fixed")
                parts.extend([self.lower[child], *(self.lower[more] for more in fixed)])
                last = fixed[-1] if fixed else child
        if not parts and self.xpos[at] == "VBG":
            # "warned Russia against invading": some trees call it the clause's mark.
            parts = [self.lower[c] for c in self.kids(at, "mark") if self.lower[c] in _GERUND][:1]
        return " ".join(parts)

    def particle(self, at: int) -> str:
        """The particle of a phrasal verb, or an empty text."""
        child = self.kid(at, "compound:prt")
        if child is not None:
            return self.lower[child]
        for child in self.kids(at, "advmod"):
            # "sit down with", "hand over to": often read as adverbs.
            if child > at and self.xpos[child] in {"RP", "RB"} and self.lower[child] in PARTICLES:
                return self.lower[child]
        return ""

    def phrase(self, at: int) -> tuple[int, int]:
        """(first, end) of a head's noun phrase, without clauses, coordination and apposition."""
        members = [at]
        stack = [at]
        while stack:
            word = stack.pop()
            for child in self.children[word]:
                dep = self.deps[child]
                if dep in CLAUSES or dep in {"punct", "cc", "conj"}:
                    continue
                if word == at and dep in _AROUND:
                    continue
                members.append(child)
                stack.append(child)
        inside = set(members)
        first = last = at
        # A contiguous run around the head: a stray dependent far away is no part of the mention.
        while first - 1 in inside or (first - 2 in inside and self._inner_mark(first - 1)):
            first -= 1 if first - 1 in inside else 2
        while last + 1 in inside or (last + 2 in inside and self._inner_mark(last + 1)):
            last += 1 if last + 1 in inside else 2
        return first, last + 1

    def _inner_mark(self, at: int) -> bool:
        """Punctuation that may stand inside a noun phrase (hyphen, comma, quote)."""
        return 0 <= at < len(self.words) and (
            self.deps[at] in {"punct", "cc"} or self.upos[at] == "PUNCT"
        )

    def passive(self, at: int) -> bool:
        """Whether a verb is passive: an auxiliary says so, or it is a bare past participle."""
        for _ in self.words:
            below = {self.deps[child] for child in self.children[at]}
            if not below.isdisjoint({"aux:pass", "nsubj:pass", "obl:agent"}):
                # "deported workers": with an object a past tense is none, whatever its subject;
                # nor is "has deported"
                past = self.xpos[at] == "VBD" or self._perfect(at)
                return not (past and "obj" in below and "aux:pass" not in below)
            if self.xpos[at] != "VBN" or not below.isdisjoint({"aux", "nsubj", "obj"}):
                return False
            if self.deps[at] != "conj":
                break
            at = self.heads[at]  # "was tortured and killed"
        return self.deps[at] in {"acl", "amod", "advcl"}  # "the man arrested"

    def gerund_of(self, at: int) -> bool:
        """A gerund after "of": "the intention of attacking"."""
        return self.xpos[at] == "VBG" and any(
            self.deps[child] == "mark" and self.lower[child] == "of" for child in self.children[at]
        )

    def _perfect(self, at: int) -> bool:
        return any(
            self.deps[child] == "aux" and self.lower[child] in {"has", "have", "had", "having"}
            for child in self.children[at]
        )

    def infinitive(self, at: int) -> bool:
        """Marked by "to"."""
        return any(
            self.deps[child] == "mark" and self.lower[child] == "to" for child in self.children[at]
        )


def _quotations(words: Sequence[str], inside: bool = False) -> list[int]:
    """Which quotation each word stands in; an unclosed one reaches to the end.

    Args:
        words: of one sentence.
        inside: the sentence before ended inside a quotation.
    """
    if not inside and not any(word in QUOTES for word in words):
        return [0] * len(words)
    # A paragraph inside a quotation opens it again.
    inside = inside and words[0] not in QUOTES
    found, number = [], int(inside)
    for word in words:
        if word in QUOTES:
            if inside or word in {"”", "''", "»"}:
                inside = False
            else:
                inside, number = True, number + 1
        found.append(number if inside else 0)
    return found


def sentences(parsed: Parsed, first_index: int = 0) -> Iterator[Sentence]:
    """Sentences of a section, each with lists of its own."""
    open_for = 0  # sentences for which a quotation has been open
    for order, (begin, end) in enumerate(parsed.sentences()):
        tokens = parsed.tokens[begin:end]
        sentence = Sentence(
            [token.text for token in tokens],
            list(parsed.lemmas[begin:end]),
            list(parsed.upos[begin:end]),
            list(parsed.xpos[begin:end]),
            list(parsed.deprels[begin:end]),
            [head - begin for head in parsed.heads[begin:end]],
            list(parsed.names[begin:end]),
            [token.start for token in tokens],
            [token.end for token in tokens],
            first_index + order,
            0 < open_for <= LONGEST_QUOTATION,
            parsed.states[order] if parsed.states else None,
        )
        open_for = open_for + 1 if sentence.quoted[-1] else 0
        yield sentence


def name_runs(names: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(first, end, label) of the names in BIO labels."""
    start = -1
    label = ""
    for index, tag in enumerate([*names, "O"]):
        if label and not (tag.startswith("I-") and tag[2:] == label):
            yield start, index, label
            label = ""
        if tag != "O" and not label:
            start, label = index, tag[2:]
