"""Word pieces are those that the encoder was trained on, to the last id.

The ids were recorded from the `tokenizers` library (0.23.3, Hugging Face).
"""

from __future__ import annotations

import hashlib

import pytest

from graphkit.language.bert import LONGEST_PART, parts
from graphkit.language.network import DATA
from graphkit.language.wordpieces import MAX_PIECES_PER_WORD, WordPieces
from tests.support import ROOT

PIECES = WordPieces(DATA / "tokenizer.json")
RECORDED: list[tuple[str, list[int]]] = [
    ("invaded", [10836]),
    ("Zelenskyy", [27838, 7770, 5874, 2100]),
    ("U.S.", [1057, 1012, 1055, 1012]),
    ("don't", [2123, 1005, 1056]),
    ("Erdoğan", [9413, 16168, 2319]),
    ("Ålesund", [15669, 25168]),
    ("İstanbul", [9960]),
    ("Straße", [2358, 27807]),
    ("naïve", [15743]),
    ("ﬁrst", [1984, 12096]),
    ("Ελλάδα", [1159, 29727, 29727, 14608, 29722, 14608]),
    ("ΟΔΟΣ", [1169, 29722, 29730, 29733]),
    ("Киев", [1189, 10325, 15290, 25529]),
    ("北京市", [1781, 1755, 100]),
    ("東京2020", [1879, 1755, 12609]),
    ("서울", [1461, 30008, 29999, 30014, 30022]),
    ("ภาษาไทย", [100]),
    ("x=1", [1060, 1027, 1015]),
    ("$3.5bn", [1002, 1017, 1012, 1019, 24700]),
    ("€20", [1574, 11387]),
    ("№5", [1578, 2629]),
    ("“quoted”", [1523, 9339, 1524]),
    ("re‑elected", [2128, 1514, 2700]),
    ("soft\xadhyphen", [3730, 10536, 8458, 2368]),
    ("zero\u200bwidth", [5717, 9148, 11927, 2232]),
    ("ábc", [5925]),
    ("\xa0", []),
    ("�", []),
    ("\u200d", []),
    ("😀", [100]),
    ("🇺🇦", [100]),
    ("a😀b", [100]),
    ("H₂O", [24833]),
    ("½", [1092]),
    ("Ⅷ", [100]),
    ("tab\tword", [21628, 2773]),
    ("nul\x00char", [16371, 29358, 2906]),
    ("nel\x85char", [11265, 29358, 2906]),
    ("#hashtag", [1001, 23325, 15900]),
    ("@name", [1030, 2171]),
    ("C++", [1039, 1009, 1009]),
    ("`tick`", [1036, 16356, 1036]),
    ("~5", [1066, 1019]),
    ("e-mail", [1041, 1011, 5653]),
    (
        "supercalifragilisticexpialidocious",
        [3565, 9289, 10128, 29181, 24411, 4588, 10288, 19312, 21273, 10085, 6313],
    ),
    ("①", [100]),
    ("…", [1529]),
    ("—", [1517]),
    ("aͅ", [1037]),
]
SEED = "96e988dd5e9bf5aedea370ad9458047b6f2c5facc18c890373e47cc502517406"


@pytest.mark.parametrize(("word", "ids"), RECORDED)
def test_a_word_has_the_pieces_that_the_encoder_knows(word: str, ids: list[int]) -> None:
    assert PIECES.of_word(word) == tuple(ids[:MAX_PIECES_PER_WORD] or [PIECES.unknown])


def test_the_pieces_of_every_word_of_the_seed_are_the_recorded_ones() -> None:
    (seed,) = (ROOT / "seeds").iterdir()
    digest = hashlib.sha256()
    for word in sorted(set(seed.read_text("utf-8").split())):
        digest.update(repr((word, list(PIECES.of_word(word)))).encode())
    assert digest.hexdigest() == SEED


def test_a_very_long_word_is_unknown_and_costs_nothing() -> None:
    assert PIECES.of_word("x" * (LONGEST_PART + 1)) == (PIECES.unknown,)
    assert len(PIECES.of_word("x" * LONGEST_PART)) == MAX_PIECES_PER_WORD


def test_a_text_cannot_write_the_encoders_own_signs() -> None:
    assert list(parts("[MASK]")) == ["[", "mask", "]"]
    assert PIECES.cls not in PIECES.of_word("[CLS]")


def test_a_window_has_signs_at_both_ends_and_knows_each_words_first_piece() -> None:
    ids, shapes, first = PIECES.of_words(["Zelenskyy", "said"])
    assert ids == [101, 27838, 7770, 5874, 2100, 2056, 102]
    assert first == [1, 5]
    assert len(shapes) == len(ids)
