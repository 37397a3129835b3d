"""CoNLL-U: what was given comes back, what is broken is named, what is written can be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import InputError
from graphkit.language import conllu, parse_text
from graphkit.language.clean import RUN, clean

GIVEN = """# newdoc id = a
# sent_id = a-1
# text = Don't go there.
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\t_\t_\t_\t_\t_\t_\t_\tEntity=(1
2\tn't\t_\t_\t_\t_\t_\t_\t_\tNE=B-ORG
2.1\tyou\tyou\tPRON\tPRP\t_\t_\t_\t3:nsubj\tCopyOf=1
3\tgo\t_\t_\t_\t_\t_\t_\t_\t_
4\tthere\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
5\t.\t_\t_\t_\t_\t_\t_\t_\t_

# a comment

"""
ROW = "{}\t{}" + "\t_" * 8


def rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]


def annotated(text: str) -> str:
    return "".join(conllu.annotate(conllu.read(text.splitlines(keepends=True), "x.conllu")))


def test_given_words_come_back_parsed_with_everything_around_them() -> None:
    found = annotated(GIVEN)
    assert found.split("\n")[:4] == GIVEN.split("\n")[:4]
    before, after = rows(GIVEN), rows(found)
    assert [row[:2] for row in after] == [row[:2] for row in before]
    assert after[3] == before[3], "an empty node stays as it is"
    assert after[1][9] == "Entity=(1"
    assert after[2][9] == "_", "a name of before is not ours"
    assert after[5][9] == "SpaceAfter=No"
    words = [row for row in after if row[0].isdigit()]
    assert [row[3] for row in words] == ["AUX", "PART", "VERB", "ADV", "PUNCT"]
    assert [row[6] for row in words].count("0") == 1
    assert found.endswith("\n\n")


def test_a_byte_order_mark_windows_lines_and_a_missing_last_blank_line_are_no_harm() -> None:
    text = "\ufeff" + GIVEN.replace("\n", "\r\n").split("\r\n\r\n")[0]
    assert len(rows(annotated(text))) == 7


def test_a_sentence_longer_than_the_model_reads_at_once() -> None:
    text = "\n".join(ROW.format(i, "word") for i in range(1, 1201)) + "\n\n"
    found = rows(annotated(text))
    assert len(found) == 1200
    assert [row[6] for row in found].count("0") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Just text.", "line 1: CoNLL-U has 10 columns"),
        (ROW.format(1, "a") + "\n\n" + ROW.format("x", "b"), "line 3: 'x' is no word number"),
        (ROW.format(1, "a") + "\n" + ROW.format(3, "b"), "line 2: word number 3 where 2 is due"),
        (ROW.format(1, " "), "line 1: the second column, the word, is empty"),
        (ROW.format(1, "a" * 2000), "line 1: a word of 2000 characters"),
        (ROW.format("1-2", "ab") + "\n" + ROW.format(1, "a"), "line 1: a multiword token reaches"),
        (ROW.format("2-3", "ab") + "\n" + ROW.format(1, "a"), "line 1: the multiword token 2-3"),
        (ROW.format("0.1", "a"), "line 1: a sentence without words"),
        (ROW.format("1.1", "a"), "line 1: the empty node 1.1"),
        (ROW.format(1, "a") + "\n# late", "line 2: CoNLL-U has 10 columns"),
    ],
)
def test_a_broken_line_is_named(text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        list(conllu.read(text.split("\n"), "x.conllu"))
    assert f"x.conllu, {message}" in str(error.value)


def test_a_sentence_without_end_is_refused_before_it_fills_the_memory() -> None:
    endless = (ROW.format(i, "a") for i in range(1, 10**9))
    with pytest.raises(InputError, match=r"x, line 1: the sentence that begins here"):
        list(conllu.read(endless, "x"))


def test_written_text_has_multiword_tokens_spaces_and_names() -> None:
    text = "Armenia can't win.\n\nBaku's (new)\nplan isn't gonna work."
    found = "".join(conllu.written(parse_text(text), "d7"))
    assert "# newdoc id = d7\n# sent_id = d7-1\n# text = Armenia can't win.\n" in found
    assert "# text = Baku's (new) plan isn't gonna work.\n" in found
    numbers = [row[:2] for row in rows(found) if "-" in row[0]]
    assert numbers == [["2-3", "can't"], ["1-2", "Baku's"], ["7-8", "isn't"], ["9-10", "gonna"]]
    spans = {row[1]: row[9] for row in rows(found)}
    assert spans["Armenia"] == "NE=B-LOC"
    assert spans["("] == "SpaceAfter=No"
    assert spans["."] == "_"


@settings(deadline=None, max_examples=25)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cf"])))
def test_whatever_is_written_can_be_read_and_keeps_all_clean_characters(text: str) -> None:
    found = "".join(conllu.written(parse_text(text), "d"))
    sentences = list(conllu.read(found.splitlines(keepends=True), "written"))
    forms = [token.text for sentence in sentences for token in sentence.tokens]
    visible = "".join(clean(run).text for run in RUN.findall(text))
    assert _letters("".join(forms)) == _letters(visible)


def _letters(text: str) -> str:
    """Without the signs of hashtags and handles, and without case: see test_tokens, test_casing."""
    return text.translate(str.maketrans("", "", "#@._")).lower()
