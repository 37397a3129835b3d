"""Whether a text is English, paragraph by paragraph; if not, in which language it is.

Nearly every text is told by its frequent words alone. Only where these are missing is a detector
(py3langid) asked, and only where both agree is anything left out: names and headlines are in no
language.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_WORD = re.compile(r"[^\W\d_]+")
_FEW = 7
"""Words in small letters below which nothing is judged."""
_ENGLISH_SHARE = 0.14
_SURE = 0.9
_FOREIGN_LETTERS = 20
_MOST = 0.8
_SAMPLE = 4000

NAMES = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali",
    "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh",
    "ko": "Korean", "ky": "Kyrgyz", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian",
    "ms": "Malay", "nl": "Dutch", "no": "Norwegian", "nb": "Norwegian", "nn": "Norwegian",
    "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


class Judged(NamedTuple):
    """What a text's languages are.

    Attributes:
        language: of the whole text, in English, if it is not English; else None.
        foreign: start and end of each paragraph in another language, with that language.
    """

    language: str | None
    foreign: tuple[tuple[int, int, str], ...]


def judged(text: str) -> Judged:
    """Tell the languages of a text.

    A text of which most is in another language is so as a whole; else single paragraphs may be.

    Args:
        text: any text.
    """
    if _looks_english(text):
        return Judged(None, ())
    foreign = []
    letters = of_foreign = 0
    for start, end in _paragraphs(text):
        paragraph = text[start:end]
        size = sum(map(len, _WORD.findall(paragraph)))
        letters += size
        if language := _other_language(paragraph):
            foreign.append((start, end, language))
            of_foreign += size
    if foreign and of_foreign >= _MOST * letters:
        return Judged(_named(_detected(text)[0], foreign[0][2]), tuple(foreign))
    return Judged(None, tuple(foreign))


def without(text: str, foreign: tuple[tuple[int, int, str], ...]) -> str:
    """The text with these parts blanked, so that all offsets stay true."""
    parts = []
    place = 0
    for start, end, _ in foreign:
        parts.append(text[place:start])
        parts.append(re.sub(r"[^\n]", " ", text[start:end]))
        place = end
    parts.append(text[place:])
    return "".join(parts)


def _looks_english(text: str) -> bool:
    """One quick look at a whole text: every paragraph of some length is English."""
    for start, end in _paragraphs(text):
        share, words = _share(text[start:end])
        if words >= _FEW and share < _ENGLISH_SHARE:
            return False
        if words < _FEW and _other_letters(text[start:end]) >= _FOREIGN_LETTERS:
            return False
    return True


def _paragraphs(text: str) -> list[tuple[int, int]]:
    spans = []
    place = 0
    for match in _PARAGRAPH.finditer(text):
        spans.append((place, match.start()))
        place = match.end()
    spans.append((place, len(text)))
    return [(start, end) for start, end in spans if end > start]


def _share(text: str) -> tuple[float, int]:
    """Share of English words among those in small Latin letters, and how many these are."""
    small = [word for word in _WORD.findall(text[:_SAMPLE]) if word.islower() and word < "ʰ"]
    english = sum(word in _english() for word in small)
    # Different words: one line over and over tells no more than the line.
    return english / max(1, len(small)), len(set(small))


def _other_language(paragraph: str) -> str | None:
    share, words = _share(paragraph)
    other = _other_letters(paragraph)
    letters = sum(map(len, _WORD.findall(paragraph)))
    if other >= _FOREIGN_LETTERS and other > letters / 2:
        return _named(_detected(paragraph)[0], _script(paragraph))
    if words < _FEW or share >= _ENGLISH_SHARE:
        return None
    code, sure = _detected(paragraph)
    return NAMES.get(code, code) if code not in ("en", "la") and sure >= _SURE else None


def _other_letters(text: str) -> int:
    """Letters of other scripts than Latin."""
    if text.isascii():
        return 0
    return sum(char.isalpha() and char > "ʰ" and not "Ḁ" <= char <= "ỿ" for char in text)


def _script(text: str) -> str:
    """The name of a text's script: what can be said where the language cannot."""
    letter = next((c for c in text if c.isalpha() and c > "ʰ"), "x")
    return unicodedata.name(letter, "another").split()[0].capitalize() + " script"


def _named(code: str, otherwise: str) -> str:
    return NAMES.get(code, otherwise)


@cache
def _english() -> frozenset[str]:
    lines = files("graphkit.reading").joinpath("english.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _detected(text: str) -> tuple[str, float]:
    code, sure = _detector().classify(text[:_SAMPLE])
    return str(code), float(sure)


@cache
def _detector() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
