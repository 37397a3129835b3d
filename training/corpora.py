"""Read the corpora into one shape: documents of sentences with whatever annotation each has.

Names get one label set: PERSON, ORG, LOC (places, countries included), NORP (nationalities), EVENT.
GUM's names are its entities whose head is a proper noun, cut to the name; EWT has none, so
its name labels are None and their loss is masked. CrossNER and re3d have names only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

NAME_TYPES = ("PERSON", "ORG", "LOC", "NORP", "EVENT")
GUM_TYPES = {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT"}
CROSSNER_TYPES = {
    "politician": "PERSON",
    "person": "PERSON",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "country": "LOC",
    "location": "LOC",
    "event": "EVENT",
    "election": "EVENT",
}
RE3D_TYPES = {
    "Person": "PERSON",
    "Organisation": "ORG",
    "Location": "LOC",
    "Nationality": "NORP",
}

#: Never a name, however a corpus has it.
PRONOUNS = frozenset("i we he she it they you us him her them me who".split())
#: Titles before a name, beside those of the package's own lists.
TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. prof prof. professor sir dame lord lady king queen prince "
    "princess emperor pope cardinal archbishop bishop rabbi imam ayatollah sheikh sheik saint "
    "president vice prime foreign deputy minister premier chancellor secretary general "
    "secretary-general senator representative congressman congresswoman governor mayor judge "
    "justice chief captain major "
    "colonel lieutenant sergeant admiral commander marshal brigadier ambassador spokesman "
    "spokeswoman spokesperson chairman chairwoman chair director former ex-president detective "
    "inspector constable officer reverend father sister brother coach gen gen. sen sen. rep rep. "
    "gov gov. col col. lt lt. sgt sgt. capt capt. maj maj. adm adm. pres pres. attorney "
    "commissioner councillor councilman delegate speaker leader defense defence interior "
    "finance".split()
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement of a sentence as words, 1-based; 0 stands for an actor that no word names.

    Attributes:
        source, target, trigger: the words.
        relations: the relation, then others that are as right.
        negated, ended: as in the statement.
        modality: index into `news.MODALITIES`.
        weight: how much it counts, less where careful readers differ.
    """

    source: int
    target: int
    trigger: int
    relations: tuple[str, ...]
    negated: bool
    ended: bool
    modality: int
    weight: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """One annotated sentence; a layer the corpus lacks is None.

    Attributes:
        forms: words (UD syntactic words).
        space_after: whether white space follows each word.
        names: BIO labels; "?" masks a word whose label is unknown.
        new_paragraph: the sentence starts a paragraph.
        pairs: the statements made, of all pairs of `candidates`.
        candidates: words that may stand for an actor, 1-based, 0 among them.
        silver: tags and tree are a model's, not a reader's.
    """

    forms: tuple[str, ...]
    space_after: tuple[bool, ...]
    upos: tuple[str, ...] | None = None
    xpos: tuple[str, ...] | None = None
    lemmas: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    deprels: tuple[str, ...] | None = None
    names: tuple[str, ...] | None = None
    new_paragraph: bool = False
    pairs: tuple[Pair, ...] | None = None
    candidates: tuple[int, ...] = ()
    silver: bool = False


Doc = list[Sentence]


def read_conllu(path: Path, *, with_names: bool) -> Iterator[Doc]:
    """Documents of a CoNLL-U file (a file without `# newdoc` is one document).

    Args:
        with_names: read GUM's `Entity` annotation into BIO labels.
    """
    doc: Doc = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if not block.strip():
            continue
        lines = block.split("\n")
        if any(line.startswith("# newdoc") for line in lines) and doc:
            yield doc
            doc = []
        doc.append(_conllu_sentence(lines, with_names))
    if doc:
        yield doc


def _conllu_sentence(lines: list[str], with_names: bool) -> Sentence:
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    space: dict[int, bool] = {}
    words: list[list[str]] = []
    inside_until = 0
    for row in rows:
        if "-" in row[0]:
            first, last = (int(part) for part in row[0].split("-"))
            for index in range(first, last):
                space[index] = False
            space[last] = "SpaceAfter=No" not in row[9]
            inside_until = last
        elif "." not in row[0]:
            index = int(row[0])
            if index > inside_until:
                space[index] = "SpaceAfter=No" not in row[9]
            words.append(row)
    heads = tuple(int(row[6]) for row in words)
    upos = tuple(row[3] for row in words)
    return Sentence(
        forms=tuple(row[1] for row in words),
        space_after=tuple(space[index + 1] for index in range(len(words))),
        upos=upos,
        xpos=tuple(row[4] for row in words),
        lemmas=tuple(row[2] for row in words),
        heads=heads,
        deprels=tuple(row[7] for row in words),
        names=(
            without_titles(tuple(row[1] for row in words), upos, _gum_names(words, heads, upos))
            if with_names
            else None
        ),
        new_paragraph=any(line.startswith("# newpar") for line in lines),
    )


def without_titles(
    forms: Sequence[str], upos: Sequence[str], names: Sequence[str]
) -> tuple[str, ...]:
    """Names of people without the titles and nationalities before them, pronouns unnamed.

    "Kazakh President Kassym-Jomart Tokayev" is a nationality, an office and a name.

    Args:
        forms, upos: words of a sentence and their tags.
        names: BIO labels of the words; "?" masks.
    """
    found = list(names)
    titles, peoples = _titles()
    at = 0
    while at < len(found):
        if not found[at].startswith("B-"):
            at += 1
            continue
        kind, end = found[at][2:], at + 1
        while end < len(found) and found[end] == f"I-{kind}":
            end += 1
        if upos[at] == "PRON" or (end == at + 1 and forms[at].lower() in PRONOUNS):
            found[at:end] = ["O"] * (end - at)
        elif all(word.lower() in peoples for word in forms[at:end]):
            found[at:end] = ["B-NORP"] + ["I-NORP"] * (end - at - 1)
        elif kind == "PERSON":
            begin = _name_begins(forms, at, end, titles, peoples)
            for word in range(at, begin):
                found[word] = "B-NORP" if forms[word].lower() in peoples else "O"
            if begin < end:
                found[begin] = f"B-{kind}"
        at = end
    return tuple(found)


def _name_begins(
    forms: Sequence[str], first: int, end: int, titles: frozenset[str], peoples: frozenset[str]
) -> int:
    """Where the name itself begins in a name with its title; `end` for a title alone."""
    begin, after = first, 0
    for at in range(first, end):
        word = forms[at].lower()
        if word in titles:
            after = at + 1
        elif not (word in peoples or (after and word in {"of", "for", "the", "and", "-"})):
            break
    begin = after or first
    return end if begin == end and end - first > 1 else min(begin, end)


@lru_cache(maxsize=1)
def _titles() -> tuple[frozenset[str], frozenset[str]]:
    """Words of titles, and names of nationalities, from the package's own lists."""
    from graphkit.extraction.lexicon.words import words
    from graphkit.ontology import load_actors

    lists = words()
    titles = set(lists.title_parts) | set(lists.offices) | TITLES
    book = load_actors()
    peoples = {name.lower() for name in book.demonyms if " " not in name}
    return frozenset(titles), frozenset(peoples)


def _gum_names(
    words: list[list[str]], heads: tuple[int, ...], upos: tuple[str, ...]
) -> tuple[str, ...]:
    """BIO labels from GUM's entities: outermost name wins, cut to the name itself."""
    spans: list[tuple[int, int, str]] = []
    open_spans: dict[str, list[tuple[int, str]]] = {}
    for index, row in enumerate(words):
        field = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for piece in re.findall(r"\([^()]+\)|\([^()]+|[^()]+\)", field):
            if piece.startswith("("):
                number, kind = piece.strip("()").split("-")[:2]
                if piece.endswith(")"):
                    spans.append((index, index + 1, kind))
                else:
                    open_spans.setdefault(number, []).append((index, kind))
            else:
                number = piece.rstrip(")")
                if open_spans.get(number):
                    start, kind = open_spans[number].pop()
                    spans.append((start, index + 1, kind))
    labels = ["O"] * len(words)
    for start, end, kind in sorted(spans, key=lambda span: span[0] - span[1]):
        label = GUM_TYPES.get(kind)
        if label is None:
            continue
        name = _cut_to_name(start, end, heads, upos, words)
        if name is None or any(labels[index] != "O" for index in range(*name)):
            continue
        labels[name[0]] = f"B-{label}"
        for index in range(name[0] + 1, name[1]):
            labels[index] = f"I-{label}"
    return tuple(labels)


def _cut_to_name(
    start: int, end: int, heads: tuple[int, ...], upos: tuple[str, ...], words: list[list[str]]
) -> tuple[int, int] | None:
    """The proper-noun run around the entity's head, with "of"/"the"/"and" between proper nouns."""
    head = next(
        (i for i in range(start, end) if not start < heads[i] <= end or heads[i] == 0), None
    )
    if head is None or not start <= head < end or upos[head] != "PROPN":
        return None
    first = last = head
    links = {"of", "the", "and", "for", "-", "'s", "&", "de", "al", "in", "on", "to", "."}

    def proper(index: int) -> bool:
        return upos[index] == "PROPN" or (
            words[index][7] in {"flat", "compound", "amod", "nummod"}
            and words[index][1][:1].isupper()
        )

    while first > start:
        if proper(first - 1):
            first -= 1
            continue
        step = first - 1
        while step > start and words[step][1].lower() in links and first - step < 3:
            step -= 1
        if step < first - 1 and proper(step) and _linked(step, first, last, heads):
            first = step
            continue
        break
    while last + 1 < end:
        if proper(last + 1) or words[last + 1][7] == "flat":
            last += 1
            continue
        step = last + 1
        while step + 1 < end and words[step][1].lower() in links and step - last < 3:
            step += 1
        if step > last + 1 and proper(step) and _linked(step, first, last, heads):
            last = step
            continue
        break
    return first, last + 1


def _linked(index: int, first: int, last: int, heads: tuple[int, ...]) -> bool:
    """Whether the word at `index` hangs on the run first..last or the run hangs on it."""
    head = heads[index] - 1
    return first <= head <= last or any(heads[i] - 1 == index for i in range(first, last + 1))


def read_crossner(path: Path) -> Iterator[Doc]:
    """Each CrossNER sentence as a document of its own."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line.strip()]
        if not rows:
            continue
        labels = []
        for row in rows:
            bio, _, kind = row[1].partition("-")
            mapped = CROSSNER_TYPES.get(kind)
            labels.append(f"{bio}-{mapped}" if mapped else ("?" if kind == "misc" else "O"))
        forms = tuple(row[0] for row in rows)
        yield [Sentence(forms, (True,) * len(forms), names=tuple(labels))]


_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\w+|[^\w\s]")
_LINKS = {"of", "the", "and", "for", "al", "de", "in", "on", "to", "&", "-", "'", "."}


def read_re3d(folder: Path) -> Iterator[Doc]:
    """re3d documents, a sentence a Sentence; noun phrases that are no names are masked."""
    entities: dict[str, list[tuple[int, int, str]]] = {}
    for line in (folder / "entities.json").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        entities.setdefault(row["documentId"], []).append((row["begin"], row["end"], row["type"]))
    for line in (folder / "documents.json").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = sorted(entities.get(row["_id"], []), key=lambda s: (s[0] - s[1], s))
        doc = []
        start = 0
        text = row["text"]
        for match in [*re.finditer(r"(?<=[.!?][\s\"”])\s*(?=[A-Z\"“])|\n+", text), None]:
            end = match.start() if match else len(text)
            tokens = [(m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
            if 2 < len(tokens) < 150:
                doc.append(_re3d_sentence(text, tokens, spans))
            start = match.end() if match else end
        if doc:
            yield doc


def _re3d_sentence(
    text: str, tokens: list[tuple[int, int]], spans: list[tuple[int, int, str]]
) -> Sentence:
    forms = tuple(text[a:b] for a, b in tokens)
    labels = ["O"] * len(tokens)
    for begin, end, kind in spans:
        inside = [i for i, (a, b) in enumerate(tokens) if a >= begin and b <= end]
        if inside and forms[inside[0]].lower() in {"the", "a", "an"}:
            inside = inside[1:]
        label = RE3D_TYPES.get(kind)
        if not inside or label is None or any(labels[i] != "O" for i in inside):
            continue
        is_name = (
            all(
                forms[i][:1].isupper() or forms[i].lower() in _LINKS or forms[i][:1].isdigit()
                for i in inside
            )
            and forms[inside[0]][:1].isupper()
        )
        for place, i in enumerate(inside):
            prefix = "B" if place == 0 else "I"
            labels[i] = f"{prefix}-{label}" if is_name else "?"
    labels = list(without_titles(forms, ("X",) * len(forms), labels))
    space = tuple(
        index + 1 == len(tokens) or tokens[index + 1][0] > end
        for index, (_, end) in enumerate(tokens)
    )
    return Sentence(forms, space, names=tuple(labels))
