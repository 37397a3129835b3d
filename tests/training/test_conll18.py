"""The CoNLL 2018 evaluation counts what the task's description says it counts."""

from __future__ import annotations

import pytest

from graphkit.language import conllu
from training.conll18 import METRICS, MisalignedError, Text, evaluate, text_of


def text(*sentences: str) -> Text:
    """Sentences of lines "id form upos head deprel"."""
    lines: list[str] = []
    for sentence in sentences:
        for line in sentence.strip().split("\n"):
            number, form, upos, head, deprel = line.split()
            lines.append("\t".join([number, form, "_", upos, "_", "_", head, deprel, "_", "_"]))
        lines.append("")
    return text_of(conllu.read(lines, "test"))


GOLD = """
1 Dogs NOUN 4 nsubj
2-3 don't _ _ _
2 do AUX 4 aux
3 n't PART 4 advmod
4 bark VERB 0 root
5 . PUNCT 4 punct
"""
NEXT = """
1 Cats NOUN 2 nsubj:pass
2 meow VERB 0 root
"""


def test_gold_against_itself_is_perfect() -> None:
    counts = evaluate(text(GOLD, NEXT), text(GOLD, NEXT))
    assert {name: count.f1 for name, count in counts.items()} == dict.fromkeys(METRICS, 1.0)


def test_a_missed_sentence_end_costs_two_sentences_and_the_arcs_it_bends() -> None:
    merged = GOLD + "6 Cats NOUN 7 nsubj\n7 meow VERB 4 parataxis\n"
    counts = evaluate(text(GOLD, NEXT), text(merged))
    assert (counts["sentences"].right, counts["sentences"].gold) == (0, 2)
    assert counts["sentences"].system == 1
    assert counts["words"].f1 == 1
    assert counts["uas"].right == 6
    assert counts["las"].right == 6, "nsubj is right for nsubj:pass"
    assert counts["las_full"].right == 5


def test_words_of_a_multiword_token_align_by_form() -> None:
    split = """
1 Dogs NOUN 5 nsubj
2-4 don't _ _ _
2 do AUX 5 aux
3 n PART 5 advmod
4 't PART 5 advmod
5 bark VERB 0 root
6 . PUNCT 5 punct
"""
    counts = evaluate(text(GOLD), text(split))
    assert counts["tokens"].f1 == 1
    assert (counts["words"].right, counts["words"].gold, counts["words"].system) == (4, 5, 6)
    assert counts["upos"].right == 4


def test_a_word_split_in_two_is_no_word() -> None:
    split = """
1 Do AUX 2 aux
2 gs NOUN 5 nsubj
3-4 don't _ _ _
3 do AUX 5 aux
4 n't PART 5 advmod
5 bark VERB 0 root
6 . PUNCT 5 punct
"""
    counts = evaluate(text(GOLD), text(split))
    assert (counts["tokens"].right, counts["tokens"].gold, counts["tokens"].system) == (3, 4, 5)
    assert (counts["words"].right, counts["words"].gold, counts["words"].system) == (4, 5, 6)


def test_an_unsplit_clitic_aligns_with_nothing_but_the_rest_does() -> None:
    whole = """
1 Dogs NOUN 3 nsubj
2 don't AUX 3 aux
3 bark VERB 0 root
4 . PUNCT 3 punct
"""
    counts = evaluate(text(GOLD), text(whole))
    assert counts["tokens"].f1 == 1
    assert (counts["words"].right, counts["uas"].right) == (3, 3)


def test_documents_add_up() -> None:
    counts = evaluate(text(GOLD), text(GOLD))
    evaluate(text(NEXT), text(NEXT), counts)
    assert (counts["words"].gold, counts["sentences"].gold) == (7, 2)


def test_other_characters_are_refused() -> None:
    with pytest.raises(MisalignedError, match=r"differ at character 0: gold 'Cats"):
        evaluate(text(NEXT), text("1 Rats NOUN 2 nsubj\n2 meow VERB 0 root"))
