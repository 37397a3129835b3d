"""Subtitles (.srt, .vtt) to running text: cues joined, times, numbers and marks left out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from graphkit.errors import InputError
from graphkit.reading.content import Content, Options
from graphkit.reading.decoding import decode
from graphkit.reading.draft import Draft

_TIMES = re.compile(
    r"[ \t]*((?:\d+:)?\d\d?:\d\d[,.]\d{1,3})[ \t]+-->[ \t]+((?:\d+:)?\d\d?:\d\d[,.]\d{1,3}).*"
)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^<>]{1,100})>")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<\d[\d:.]{0,20}>|\{\\[^{}]{0,200}\}")
_SOUND = re.compile(
    r"\[[^\[\]\n]{1,80}\]|^\([^()\n]{1,80}\)$|[♪♫#]{1,3}[^♪♫#\n]{0,300}[♪♫#]{1,3}|[♪♫]"
)
_SPEAKS = re.compile(r"^(?:[-–—]\s*|>>+\s*)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_PAUSE = 3.0
"""Seconds of silence after a whole sentence that begin a paragraph."""


class _Cue(NamedTuple):
    start: float
    end: float
    lines: list[str]


def subtitles_drafts(content: Content, options: Options) -> Iterator[Draft]:
    """The one document of a file of subtitles.

    Raises:
        InputError: no cue in it.
    """
    text = decode(content.whole(options.limit)).replace("\r\n", "\n").replace("\r", "\n")
    words = _joined(_cues(text))
    if not words:
        raise InputError("subtitles without a cue that has words.")
    yield Draft(words, stem=content.stem)


def _cues(text: str) -> Iterator[_Cue]:
    lines = text.split("\n")
    place = 0
    while place < len(lines):
        match = _TIMES.fullmatch(lines[place])
        place += 1
        if not match:
            continue  # numbers, the WEBVTT head, NOTE and STYLE blocks stand outside of cues
        words: list[str] = []
        while place < len(lines) and lines[place].strip():
            if _TIMES.fullmatch(lines[place]):
                break
            words.append(lines[place])
            place += 1
        if words and place < len(lines) and lines[place].strip() and words[-1].strip().isdigit():
            words.pop()  # no blank line before the next cue's number
        yield _Cue(_seconds(match[1]), _seconds(match[2]), words)


def _joined(cues: Iterator[_Cue]) -> str:
    blocks: list[str] = []
    words: list[str] = []
    ended, before, voice = 0.0, [""], ""
    for cue in cues:
        lines = [line for raw in cue.lines if (line := _bare(raw))]
        # Rolling captions show the last line again above the new one.
        shown = lines
        while shown and shown[0] == before[-1]:
            shown = shown[1:]
        before = lines or before
        speaker = next((m[1].strip() for raw in cue.lines if (m := _VOICE.search(raw))), voice)
        pause = cue.start - ended > _PAUSE and words and _SENTENCE_END.search(words[-1])
        if words and (pause or speaker != voice):
            blocks.append(" ".join(words))
            words = []
        if speaker != voice and shown:
            words.append(f"{speaker}:")
        voice, ended = speaker, cue.end
        for line in shown:
            said = _SPEAKS.sub("", line)
            if said != line and words:
                blocks.append(" ".join(words))
                words = []
            if said:
                words.append(said)
    if words:
        blocks.append(" ".join(words))
    return "\n\n".join(blocks)


def _bare(line: str) -> str:
    without = _TAG.sub("", line)
    return " ".join(_SOUND.sub(" ", html.unescape(without)).split())


def _seconds(time: str) -> float:
    parts = [float(part) for part in time.replace(",", ".").split(":")]
    return sum(part * (1.0, 60.0, 3600.0)[power] for power, part in enumerate(reversed(parts)))
