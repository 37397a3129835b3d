"""The statements of whole news documents (gold/news), aligned to words, with silver layers.

A document is cut and parsed by the model that ships ("silver" tags, trees and names); its gold
statements become pairs of words: the heads of the words that stand for source, target and trigger.
Its texts are read in place and never copied into the repository.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit.language import parse_text
from graphkit.language.parsed import Parsed

from .corpora import Doc, Pair, Sentence, without_titles

#: Weight of a statement about which careful readers may differ.
UNSURE = 0.4
MODALITIES = ("asserted", "reported", "planned", "possible", "conditional")
#: A word that may stand for an actor: nouns, names, pronouns, nationalities.
_CANDIDATES = frozenset({"PROPN", "NOUN", "PRON"})
_NOT_ACTORS = frozenset({"EX", "WP", "WDT", "DT"})


@dataclass(frozen=True, slots=True)
class Row:
    """A gold statement of a document; offsets in code points, None where no word stands for it."""

    source: tuple[int, int] | None
    target: tuple[int, int] | None
    trigger: tuple[int, int]
    relations: tuple[str, ...]
    negated: bool
    ended: bool
    modality: str
    sure: bool


def read_gold(path: Path) -> dict[str, list[Row]]:
    """Gold rows of a JSON lines file, by document."""
    found: dict[str, list[Row]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["document"]].append(
            Row(
                source=_span(row, "source"),
                target=_span(row, "target"),
                trigger=(row["trigger_start"], row["trigger_end"]),
                relations=(row["relation"], *row.get("alt", ())),
                negated=row["negated"],
                ended=row["ended"],
                modality=row["modality"],
                sure=row["sure"],
            )
        )
    return found


def _span(row: dict[str, Any], end: str) -> tuple[int, int] | None:
    start = row[f"{end}_start"]
    return None if start is None else (start, row[f"{end}_end"])


def documents(folder: Path, split: str) -> Iterator[tuple[str, str, list[Row]]]:
    """(id, text, gold rows) of the documents of a split, in the order of the list.

    Args:
        folder: `gold/news`.
        split: "train" or "dev".
    """
    gold = read_gold(folder / f"{split}.jsonl")
    for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["split"] == split:
            text = (folder / entry["file"]).read_text(encoding="utf-8")
            yield entry["id"], text, gold.get(entry["id"], [])


def training_docs(folder: Path, split: str = "train") -> list[Doc]:
    """Documents as `corpora.Doc`: silver layers, gold pairs.

    Args:
        folder: `gold/news`.
        split: "train" or "dev".
    """
    return [silver(text, rows) for _, text, rows in documents(folder, split)]


def silver(text: str, rows: Sequence[Row] | None = None) -> Doc:
    """A text as the shipped model reads it; with rows, the pairs that they state.

    Args:
        text: the document.
        rows: its gold statements, or None if it has none to learn from.
    """
    doc = []
    for parsed in parse_text(text):
        for start, end in parsed.sentences():
            doc.append(_sentence(parsed, start, end, rows))
    return doc


def _sentence(parsed: Parsed, start: int, end: int, rows: Iterable[Row] | None) -> Sentence:
    tokens = parsed.tokens[start:end]
    heads = [
        0 if head == at else head - start + 1
        for at, head in zip(range(start, end), parsed.heads[start:end], strict=True)
    ]
    forms = tuple(token.text for token in tokens)
    upos, xpos = tuple(parsed.upos[start:end]), tuple(parsed.xpos[start:end])
    names = without_titles(forms, upos, parsed.names[start:end])
    offsets = [(token.start, token.end) for token in tokens]
    pairs: tuple[Pair, ...] | None = None
    candidates: tuple[int, ...] = ()
    if rows is not None:
        pairs = tuple(_pairs(rows, offsets, heads))
        named = set(candidate_words(upos, xpos, names, heads))
        named.update(end for pair in pairs for end in (pair.source, pair.target))
        candidates = tuple(sorted(named))
    return Sentence(
        forms=forms,
        space_after=tuple(token.space_after for token in tokens),
        upos=upos,
        xpos=xpos,
        lemmas=tuple(parsed.lemmas[start:end]),
        heads=tuple(heads),
        deprels=tuple(parsed.deprels[start:end]),
        names=names,
        pairs=pairs,
        candidates=candidates,
        silver=True,
    )


def candidate_words(
    upos: Sequence[str], xpos: Sequence[str], names: Sequence[str], heads: Sequence[int]
) -> list[int]:
    """Words (1-based; 0 stands for an actor that no word names) that may stand for an actor.

    Of a name only its head; of words outside names nouns, pronouns and possessive pronouns.
    """
    found = [0]
    for at, (tag, fine, name) in enumerate(zip(upos, xpos, names, strict=True)):
        if name != "O":
            head = heads[at] - 1
            inside = head >= 0 and names[head] != "O" and names[head][2:] == name[2:]
            if not (inside and _same_run(names, at, head)):
                found.append(at + 1)
        elif tag in _CANDIDATES and fine not in _NOT_ACTORS:
            found.append(at + 1)
    return found


def _same_run(names: Sequence[str], first: int, second: int) -> bool:
    low, high = sorted((first, second))
    return all(names[at].startswith("I-") for at in range(low + 1, high + 1))


def _pairs(
    rows: Iterable[Row], offsets: Sequence[tuple[int, int]], heads: Sequence[int]
) -> Iterator[Pair]:
    begin, stop = offsets[0][0], offsets[-1][1]
    for row in rows:
        if not begin <= row.trigger[0] < stop:
            continue
        ends = []
        for span in (row.source, row.target):
            if span is None:
                ends.append(0)
            elif begin <= span[0] < stop:
                ends.append(_head(span, offsets, heads))
            else:
                ends.append(-1)
        source, target = ends
        if -1 in ends or source == target:
            continue
        yield Pair(
            source=source,
            target=target,
            trigger=_head(row.trigger, offsets, heads),
            relations=row.relations,
            negated=row.negated,
            ended=row.ended,
            modality=MODALITIES.index(row.modality),
            weight=1.0 if row.sure else UNSURE,
        )


def _head(span: tuple[int, int], offsets: Sequence[tuple[int, int]], heads: Sequence[int]) -> int:
    """1-based head word of a span: the first whose own head stands outside; 0 if it has no word."""
    inside = [
        at + 1 for at, (start, end) in enumerate(offsets) if start < span[1] and end > span[0]
    ]
    for word in inside:
        if heads[word - 1] not in inside:
            return word
    return inside[0] if inside else 0
