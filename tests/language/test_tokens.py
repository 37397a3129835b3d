"""Words as UD English cuts them, and offsets that are always true."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import InputError
from graphkit.language.clean import INVISIBLE, RUN, clean
from graphkit.language.tokens import LONGEST_RUN, blocks, is_dateline, tokenize

CASES = [
    ("They don't know Armenia's plan.", "They do n't know Armenia 's plan ."),
    ("It cannot and DON'T; you’re", "It can not and DO N'T ; you ’re"),
    ("We gonna, they wanna", "We gon na , they wan na"),
    ("a pro-Beijing, non-Western co-founder", "a pro-Beijing , non-Western co-founder"),
    ("a 14-year-old U.S.-led EU-backed plan", "a 14 - year - old U.S. - led EU - backed plan"),
    ("an F-16 and COVID-19", "an F - 16 and COVID - 19"),
    ("since the mid-1980s", "since the mid-1980s"),
    ("by e-mail or http://example.org/a-b and/or", "by e-mail or http://example.org/a-b and / or"),
    ("call 713-853-3989 in 2001-2002", "call 713-853-3989 in 2001 - 2002"),
    ("No. 5 said: No. We won.", "No. 5 said : No . We won ."),
    ("guns, tanks etc. and more etc. They", "guns , tanks etc. and more etc . They"),
    ("Gen. Smith met Col. Gadhafi at 7:30PM", "Gen. Smith met Col. Gadhafi at 7:30 PM"),
    ("What?! No!!! ... ====", "What ?! No !!! ... ===="),
    ("$1.2bn, US$5m, 5%, 16,17 and 3,000", "$ 1.2 bn , US $ 5 m , 5 % , 16 , 17 and 3,000"),
    ("He said.[1][2]", "He said . [ 1 ] [ 2 ]"),
    ('he said,"We lost."', 'he said , " We lost . "'),
    ("the account(s) of Wed, an id", "the account ( s ) of Wed , an id"),
    ("#MeToo and U.N.'s", "#MeToo and U.N. 's"),
    ("the 1990s, the '60's, 5G and 5km", "the 1990s , the ' 60's , 5G and 5 km"),
    ("AT&T's O'Brien can`t; OPEC+ won't", "AT&T 's O'Brien ca n`t ; OPEC+ wo n't"),
    ("Ph.D. J. Smith, you and I.", "Ph.D. J. Smith , you and I ."),
    ("on 2001-09-11, 4(3) and 22-506", "on 2001-09-11 , 4 ( 3 ) and 22 - 506"),
    ("w/o 24/7 (see www.un.org).", "w/o 24/7 ( see www.un.org ) ."),
    ("<https://a.org/b_(c)>, a.b@c.org!", "< https://a.org/b_(c) > , a.b@c.org !"),
    ("pre- and post-war non-U.S. th- the", "pre- and post-war non-U.S. th- the"),
]


@pytest.mark.parametrize(("text", "words"), CASES)
def test_words_are_those_of_ud_english(text: str, words: str) -> None:
    assert [token.text for token in tokenize(text)] == words.split()


def test_offsets_count_in_the_whole_text() -> None:
    text = "Paris, Baku"
    (token,) = tokenize(text, 7, 11)
    assert (token.text, token.start, token.end, token.space_after) == ("Baku", 7, 11, True)


def test_invisible_marks_are_no_words_and_not_in_them() -> None:
    found = tokenize("\ufeffBaku \u200e \x00Yerevan\u200b Kyiv")
    assert [token.text for token in found] == ["Baku", "Yerevan", "Kyiv"]


def test_a_run_without_white_space_is_cut_not_lost() -> None:
    found = tokenize("x" * (3 * LONGEST_RUN + 1))
    assert [len(token.text) for token in found] == [LONGEST_RUN] * 3 + [1]
    assert [token.space_after for token in found] == [False, False, False, True]


HARD = st.sampled_from(
    [
        *"U.S. No. 5 etc. don't \" '' !!! ... ?! non- - -- ==== 713-853-3989 #a".split(),
        *"😀 👨‍👩‍👧 م 中".split(),
        *"(s) 1,2 [1] :) ): ’s id Wed $$$ a/b F-16 1.2bn \u200e \ufeff \u00ad".split(),
        *(" ", "\n", "\n\n", "\r\n", "\t", "\x00", "\u200b", "\u2028", "\x1c", "\x85", "\xa0"),
        *("- x", "1. y"),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(HARD, st.text(max_size=3))).map("".join))


@settings(deadline=None)
@given(TEXTS)
def test_any_text_gives_true_ordered_tokens_and_loses_nothing_visible(text: str) -> None:
    at = 0
    for block in blocks(text):
        assert block.tokens
        for token in block.tokens:
            written = clean(text[token.start : token.end]).text
            assert token.text.lower() == written.lower() != ""  # see test_casing
            _assert_unread(text[at : token.start])
            at = token.end
            rest = text[at:].lstrip("".join(INVISIBLE))
            assert token.space_after == (not rest or not RUN.match(rest))
    _assert_unread(text[at:])


def _assert_unread(gap: str) -> None:
    for char in RUN.sub("", gap):
        letters = unicodedata.category(char)[0] in "LNP"
        assert char.isspace() or not letters or char in "\u115f\u1160\u3164\uffa0\u3030"
    # The dot before a handle, and the signs of tags.
    assert all(char in INVISIBLE or char in "#@_." for char in "".join(RUN.findall(gap)))


@settings(deadline=None)
@given(TEXTS)
def test_words_do_not_depend_on_what_was_read_before(text: str) -> None:
    once = [token.text for token in tokenize(text)]
    tokenize("No. etc. " + text + " don't")
    assert [token.text for token in tokenize(text)] == once
    assert re.sub(r"\s", "", "".join(once)) == "".join(once)


@pytest.mark.parametrize(
    ("dateline", "text"),
    [
        ("Lima. 2 May. ANDINA - ", "Peru thanked Chile."),
        ("HARARE, Zimbabwe - ", "The opposition left."),
        ("PARIS (Reuters) -- ", "The talks failed."),
        ("Kabul (Pajhwok): ", "The Taliban left."),
        ("NAIROBI, March 3 (Reuters) - ", "Kenya urged Sudan."),
        ("BEIJING, Sept. 12 (Xinhua) -- ", "He left."),
        ("MOSCOW, February 18. /TASS/. ", "Russia left."),
        ("NEW DELHI, Aug 18 (PTI) ", "India left."),
        ("(ANSA) - ROME, February 14 - ", "Italy left."),
        ("BOGOTA, Mar 3 (EFE).- ", "Ecuador left."),
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline: str, text: str) -> None:
    first, second = blocks(dateline + text)
    assert first.tokens[-1].end == len(dateline.rstrip())
    assert second.tokens[0].start == len(dateline)
    assert is_dateline(dateline.rstrip())
    assert not is_dateline(dateline + text)


@pytest.mark.parametrize(
    "text",
    [
        "NATO (Russia) left.",
        "EU, March 3 talks failed.",
        "U.S. - Iran talks began.",
        "France: a country.",
        "The EU - Russia summit ended.",
    ],
)
def test_other_dashes_and_colons_part_nothing(text: str) -> None:
    assert len(list(blocks(text))) == 1


CLEAN = [
    ("Azer\u00adbaijan ac\u200bcused Ar\u2060menia.", "Azerbaijan accused Armenia ."),
    ("\u200fBaku\u200e \u202aleft\u202c", "Baku left"),
    ("North\u00a0Korea\u2003and\u3000the\u2800US", "North Korea and the US"),
    ("non\u2011Western, 5\u22122", "non-Western , 5 - 2"),
    ("Armenia\u02bcs \u201eplan\u201c", "Armenia 's “ plan “"),
    ("\ufb01ve o\ufb03cials of \uff35\uff33 \U0001d413\U0001d40e", "five officials of US TO"),
    ("Erdog\u0306an met Pe\u0301rez", "Erdoğan met Pérez"),
    (
        "\U0001f1fa\U0001f1f8 US sanctions \U0001f1e8\U0001f1f3 China\U0001f600\u2764\ufe0f",
        "US sanctions China",
    ),
    ("#SouthKorea warns #North_Korea", "South Korea warns North Korea"),
    (".@NATO condemns #Russia's #war", "NATO condemns Russia 's war"),
    ("@EmmanuelMacron: #IStandWithAhmed", "Emmanuel Macron : #IStandWithAhmed"),
]


@pytest.mark.parametrize(("text", "words"), CLEAN)
def test_the_analysis_sees_clean_words(text: str, words: str) -> None:
    assert [token.text for token in tokenize(text)] == words.split()


def test_offsets_of_clean_words_count_in_the_text_given() -> None:
    text = "x Azer\u00adbaijan\u200b e\u0301a #SouthKorea"
    found = [text[token.start : token.end] for token in tokenize(text)]
    assert found == ["x", "Azer\u00adbaijan", "e\u0301a", "South", "Korea"]


def test_half_a_character_is_refused_with_its_place() -> None:
    with pytest.raises(InputError, match=r"U\+D800\) at character 5"):
        list(blocks("Baku \ud800 left."))
