"""Score the shipped model through the run time: `python -m training.score --split dev`.

Given tokens and sentences: tags, lemmas, trees, names. Raw text: the CoNLL 2018 evaluation.
The test split is for one final score, never for choices. Writes a report beside the weights.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from graphkit.language import Parsed, conllu, parse_sentences, parse_text
from graphkit.language.conllu import Given
from graphkit.language.network import DATA
from graphkit.language.tokens import Token

from .conll18 import METRICS, Count, evaluate, text_of
from .corpora import Sentence, read_conllu, read_crossner

NAME_TYPES = ("PERSON", "ORG", "LOC")
#: Layers compared with given tokens, and their column in CoNLL-U.
COLUMNS = {"lemmas": 2, "upos": 3, "xpos": 4, "uas": 6, "las_full": 7}


def documents(path: Path) -> Iterator[list[Given]]:
    """Documents of a CoNLL-U file."""
    document: list[Given] = []
    with path.open(encoding="utf-8") as lines:
        for sentence in conllu.read(lines, path.name):
            if document and any(line.startswith("# newdoc") for line in sentence.comments):
                yield document
                document = []
            document.append(sentence)
    if document:
        yield document


def raw_text(document: Iterable[Given]) -> str:
    """The text a document was made of: SpaceAfter respected, paragraphs parted by blank lines."""
    text = ""
    for sentence in document:
        if text and any(line.startswith("# newpar") for line in sentence.comments):
            text = text.rstrip() + "\n\n"
        until = 0
        for columns in sentence.rows:
            number, _, last = columns[0].partition("-")
            if "." in number or (not last and int(number) <= until):
                continue
            until = int(last) if last else until
            text += columns[1] + ("" if "SpaceAfter=No" in columns[9].split("|") else " ")
    return text


def score_given(docs: Iterable[Sequence[Given]]) -> dict[str, float]:
    """Share of words right in each layer, with gold tokens and sentences."""
    right = dict.fromkeys((*COLUMNS, "las"), 0)
    total = 0
    for document in docs:
        found = conllu.read(_lines(conllu.annotate(document)), "system")
        for gold, system in zip(document, found, strict=True):
            for ours, theirs in zip(gold.rows, system.rows, strict=True):
                if not ours[0].isdigit():
                    continue
                total += 1
                for layer in ("lemmas", "upos", "xpos", "uas"):
                    column = COLUMNS[layer]
                    right[layer] += ours[column] == theirs[column]
                if ours[6] == theirs[6]:
                    right["las_full"] += ours[7] == theirs[7]
                    right["las"] += ours[7].split(":")[0] == theirs[7].split(":")[0]
    return {layer: count / max(1, total) for layer, count in right.items()}


def score_raw(docs: Iterable[Sequence[Given]]) -> dict[str, Count]:
    """Counts of the CoNLL 2018 metrics, from raw text."""
    counts: dict[str, Count] = {}
    for document in docs:
        text = raw_text(document)
        pieces = conllu.written(as_written(parse_text(text), text), "d")
        system = conllu.read(_lines(pieces), "system")
        evaluate(text_of(document), text_of(system), counts)
    return counts


def as_written(parts: Iterable[Parsed], text: str) -> Iterator[Parsed]:
    """Clean words back as the text writes them, signs of tags and emoji included.

    The evaluation compares character by character.
    """
    at = 0
    for parsed in parts:
        tokens = []
        for token in parsed.tokens:
            form = "".join(text[at : token.end].split())
            tokens.append(token._replace(text=form))
            at = token.end
        yield replace(parsed, tokens=tuple(tokens))


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    for piece in pieces:
        yield from piece.split("\n")


def score_names(docs: Iterable[Sequence[Sentence]]) -> dict[str, Count]:
    """Counts of each type of name and of all, with gold tokens; span and type must match."""
    counts = {kind: Count() for kind in (*NAME_TYPES, "all")}
    for document in docs:
        found = [
            parsed.names[start:end]
            for parsed in parse_sentences(_tokens(sentence) for sentence in document)
            for start, end in parsed.sentences()
        ]
        for sentence, labels in zip(document, found, strict=True):
            gold, system = spans(sentence.names or ()), spans(labels)
            for kind, count in counts.items():
                ours = {span for span in gold if kind in ("all", span[2])}
                theirs = {span for span in system if kind in ("all", span[2])}
                count.right += len(ours & theirs)
                count.gold += len(ours)
                count.system += len(theirs)
    return counts


def _tokens(sentence: Sentence) -> list[Token]:
    tokens, at = [], 0
    for form, space in zip(sentence.forms, sentence.space_after, strict=True):
        tokens.append(Token(form, at, at + len(form), space))
        at += len(form) + space
    return tokens


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """(start, end, type) of the names of `NAME_TYPES` in BIO labels."""
    found = set()
    start, kind = 0, ""
    for index, label in enumerate([*labels, "O"]):
        inside = label.startswith("I-") and label[2:] == kind
        if kind and not inside:
            if kind in NAME_TYPES:
                found.add((start, index, kind))
            kind = ""
        if label[:2] in ("B-", "I-") and not inside:
            start, kind = index, label[2:]
    return found


def report(corpora: Path, split: str) -> str:
    """Score everything on a split; returns Markdown."""
    model = DATA / "english.onnx"
    digest = hashlib.sha256(model.read_bytes()).hexdigest()[:16]
    size = model.stat().st_size / 1e6
    lines = [
        f"# How good the English model is ({split} sets)",
        "",
        f"`english.onnx`, int8, {size:.1f} MB, sha256 {digest}..., through the run time of "
        "`graphkit.language`.",
        f"Written by `python -m training.score --split {split}`. Per cent.",
        "",
        "## Given tokens and sentences",
        "",
        "LAS compares whole relations (`nsubj:pass`), LAS universal their first part, as the CoNLL "
        "2018 evaluation does.",
        "",
        _row("corpus", "UPOS", "XPOS", "lemmas", "UAS", "LAS", "LAS universal"),
        _rule(7),
    ]
    treebanks = {
        name: list(documents(corpora / "ud" / name / f"{split}.conllu")) for name in ("ewt", "gum")
    }
    layers = ("upos", "xpos", "lemmas", "uas", "las_full", "las")
    for name, docs in treebanks.items():
        given = score_given(docs)
        lines.append(_row(name.upper(), *(_percent(given[layer]) for layer in layers)))
    lines += [
        "",
        "## From raw text (CoNLL 2018 evaluation, F1)",
        "",
        "Raw text: SpaceAfter respected, paragraphs parted by blank lines, each document alone.",
        "",
        _row("corpus", *METRICS[:-1], "LAS whole relations"),
        _rule(len(METRICS) + 1),
    ]
    for name, docs in treebanks.items():
        counts = score_raw(docs)
        lines.append(_row(name.upper(), *(_percent(counts[metric].f1) for metric in METRICS)))
    lines += [
        "",
        "## Names (given tokens, F1 of exact spans)",
        "",
        "GUM: entities whose head is a proper noun, cut to the name. CrossNER politics: its types "
        "mapped to three, all others counted as no name.",
        "",
        _row("corpus", *NAME_TYPES, "all three"),
        _rule(5),
    ]
    for title, named in (
        ("GUM", read_conllu(corpora / "ud/gum" / f"{split}.conllu", with_names=True)),
        ("CrossNER politics", read_crossner(corpora / "ner/crossner_politics" / f"{split}.txt")),
    ):
        found = score_names(named)
        lines.append(_row(title, *(_percent(found[kind].f1) for kind in (*NAME_TYPES, "all"))))
    return "\n".join(lines) + "\n"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(columns: int) -> str:
    return f"|{'---|' * columns}"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--out", type=Path, default=DATA / "REPORT.md")
    options = parser.parse_args()
    text = report(options.corpora, options.split)
    options.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
