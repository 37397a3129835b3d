"""The score is of what ships, on text as it was."""

from __future__ import annotations

from pathlib import Path

from graphkit.language import parse
from training.corpora import Sentence
from training.score import (
    as_written,
    documents,
    raw_text,
    score_given,
    score_names,
    score_raw,
    spans,
)

FILE = """# newdoc id = a
# newpar
1-2\tCan't\t_\t_\t_\t_\t_\t_\t_\t_
1\tCa\tcan\tAUX\tMD\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\twin\twin\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No
2\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\tSpaceAfter=No

# newpar
1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No

# newdoc id = b
1\tFrance\tFrance\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2\tagreed\tagree\tVERB\tVBD\t_\t0\troot\t_\t_

"""


def test_raw_text_has_the_spaces_and_paragraphs_of_the_document(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(FILE, encoding="utf-8")
    first, second = documents(path)
    assert raw_text(first) == "Can't win. Yes!\n\nNo"
    assert raw_text(second) == "France agreed "


def test_scores_of_an_easy_text(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(FILE, encoding="utf-8")
    docs = list(documents(path))
    given = score_given(docs[1:])
    assert given["uas"] == given["upos"] == given["lemmas"] == 1
    raw = score_raw(docs)
    assert raw["tokens"].f1 == raw["words"].f1 == 1
    assert raw["words"].gold == 9


def test_spans_of_the_three_kinds_only() -> None:
    labels = ["B-PERSON", "I-PERSON", "B-PERSON", "O", "B-NORP", "I-ORG", "B-LOC", "I-PERSON"]
    assert spans(labels) == {
        (0, 2, "PERSON"),
        (2, 3, "PERSON"),
        (5, 6, "ORG"),
        (6, 7, "LOC"),
        (7, 8, "PERSON"),
    }


def test_names_count_as_right_only_in_span_and_kind() -> None:
    forms = ("Angela", "Merkel", "visited", "France", ".")
    gold = ("B-PERSON", "I-PERSON", "O", "B-ORG", "O")
    counts = score_names([[Sentence(forms, (True,) * 5, names=gold)]])
    assert (counts["PERSON"].right, counts["all"].right, counts["all"].gold) == (1, 1, 2)
    assert counts["all"].system == 2


def test_clean_words_are_scored_as_the_text_writes_them() -> None:
    text = "Azer\u00adbaijan \U0001f600 met #SouthKorea."
    (parsed,) = as_written([parse(text)], text)
    assert "".join(token.text for token in parsed.tokens) == "".join(text.split())
