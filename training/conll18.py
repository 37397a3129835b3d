"""The evaluation of the CoNLL 2018 shared task on parsing from raw text (Zeman et al. 2018).

System and gold are aligned by their characters (white space aside); tokens and sentences count as
right when their spans are equal, words when they align: by span, and inside multiword tokens by the
longest common subsequence of their lower-cased forms. A head is right if it aligns with the
gold head.
Written after the published description, since no package holds it that aligns different sentences.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graphkit.language.conllu import Given

METRICS = ("tokens", "sentences", "words", "upos", "xpos", "lemmas", "uas", "las", "las_full")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a document.

    Attributes:
        form, lemma, upos, xpos, deprel: columns of its line.
        span: characters that its token takes, white space not counted.
        multiword: its token has several words.
        head: index of its head in the document's words, -1 for a root.
    """

    form: str
    lemma: str
    upos: str
    xpos: str
    deprel: str
    span: Span
    multiword: bool
    head: int


@dataclass(slots=True)
class Text:
    """A document as the evaluation sees it: characters, spans and words."""

    characters: list[str] = field(default_factory=list)
    tokens: list[Span] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class Count:
    """Right, gold and system units of a metric."""

    right: int = 0
    gold: int = 0
    system: int = 0

    @property
    def f1(self) -> float:
        """F1, 0 to 1 (1 where there is nothing to find and nothing was found)."""
        total = self.gold + self.system
        return 2 * self.right / total if total else 1.0


class MisalignedError(ValueError):
    """System and gold have different characters."""


def text_of(sentences: Iterable[Given]) -> Text:
    """Characters, spans and words of a document's sentences."""
    text = Text()
    for sentence in sentences:
        begin = len(text.characters)
        first_word = len(text.words)
        until, span = 0, (0, 0)
        for columns in sentence.rows:
            number = columns[0]
            if "." in number:
                continue
            if "-" in number:
                until = int(number.partition("-")[2])
                span = _token(text, columns[1])
                continue
            multiword = int(number) <= until
            if not multiword:
                span = _token(text, columns[1])
            head = int(columns[6])
            text.words.append(
                Word(
                    form=columns[1],
                    lemma=columns[2],
                    upos=columns[3],
                    xpos=columns[4],
                    deprel=columns[7],
                    span=span,
                    multiword=multiword,
                    head=first_word + head - 1 if head else -1,
                )
            )
        text.sentences.append((begin, len(text.characters)))
    return text


def _token(text: Text, form: str) -> Span:
    begin = len(text.characters)
    text.characters.extend(char for char in form if unicodedata.category(char) != "Zs")
    span = (begin, len(text.characters))
    text.tokens.append(span)
    return span


def evaluate(gold: Text, system: Text, counts: dict[str, Count] | None = None) -> dict[str, Count]:
    """Counts of all `METRICS` of one document, added to `counts` if given.

    "las" compares universal relations (nsubj of nsubj:pass), as the task did, "las_full" whole.

    Raises:
        MisalignedError: the texts are not the same.
    """
    if gold.characters != system.characters:
        both = zip(gold.characters, system.characters, strict=False)
        shortest = min(len(gold.characters), len(system.characters))
        at = next((i for i, (a, b) in enumerate(both) if a != b), shortest)
        raise MisalignedError(
            f"texts differ at character {at}: gold {''.join(gold.characters[at : at + 20])!r}, "
            f"system {''.join(system.characters[at : at + 20])!r}"
        )
    counts = counts if counts is not None else {}
    for name in METRICS:
        counts.setdefault(name, Count())
    for name in ("tokens", "sentences"):
        spans, found = getattr(gold, name), getattr(system, name)
        _add(counts[name], len(set(spans) & set(found)), len(spans), len(found))
    pairs = align(gold.words, system.words)
    gold_of = {theirs: ours for ours, theirs in pairs}
    gold_of[-1] = -1
    right = dict.fromkeys(METRICS[2:], 0)
    for ours, theirs in pairs:
        one, other = gold.words[ours], system.words[theirs]
        right["words"] += 1
        right["upos"] += one.upos == other.upos
        right["xpos"] += one.xpos == other.xpos
        right["lemmas"] += one.lemma in ("_", other.lemma)
        if gold_of.get(other.head, -2) == one.head:
            right["uas"] += 1
            right["las"] += one.deprel.split(":")[0] == other.deprel.split(":")[0]
            right["las_full"] += one.deprel == other.deprel
    for name, count in right.items():
        _add(counts[name], count, len(gold.words), len(system.words))
    return counts


def _add(count: Count, right: int, gold: int, system: int) -> None:
    count.right += right
    count.gold += gold
    count.system += system


def align(gold: Sequence[Word], system: Sequence[Word]) -> list[tuple[int, int]]:
    """Pairs (gold index, system index) of words that are the same."""
    pairs: list[tuple[int, int]] = []
    g = s = 0
    while g < len(gold) and s < len(system):
        if gold[g].multiword or system[s].multiword:
            g_first, s_first, g, s = _multiword_region(gold, system, g, s)
            pairs += [
                (g_first + i, s_first + j)
                for i, j in _common(
                    [word.form.lower() for word in gold[g_first:g]],
                    [word.form.lower() for word in system[s_first:s]],
                )
            ]
        elif gold[g].span == system[s].span:
            pairs.append((g, s))
            g, s = g + 1, s + 1
        elif gold[g].span[0] <= system[s].span[0]:
            g += 1
        else:
            s += 1
    return pairs


def _multiword_region(
    gold: Sequence[Word], system: Sequence[Word], g: int, s: int
) -> tuple[int, int, int, int]:
    """First words and ends of the smallest region that no multiword token reaches out of."""
    if gold[g].multiword:
        end = gold[g].span[1]
        if not system[s].multiword and system[s].span[0] < gold[g].span[0]:
            s += 1
    else:
        end = system[s].span[1]
        if not gold[g].multiword and gold[g].span[0] < system[s].span[0]:
            g += 1
    g_first, s_first = g, s
    while not (_beyond(gold, g, end) and _beyond(system, s, end)):
        if g < len(gold) and (s >= len(system) or gold[g].span[0] <= system[s].span[0]):
            end = max(end, gold[g].span[1]) if gold[g].multiword else end
            g += 1
        else:
            end = max(end, system[s].span[1]) if system[s].multiword else end
            s += 1
    return g_first, s_first, g, s


def _beyond(words: Sequence[Word], index: int, end: int) -> bool:
    if index >= len(words):
        return True
    word = words[index]
    return word.span[0] >= end if word.multiword else word.span[1] > end


def _common(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Index pairs of a longest common subsequence."""
    best = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i in reversed(range(len(ours))):
        for j in reversed(range(len(theirs))):
            same = ours[i] == theirs[j]
            best[i][j] = best[i + 1][j + 1] + 1 if same else max(best[i + 1][j], best[i][j + 1])
    pairs = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        if ours[i] == theirs[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
