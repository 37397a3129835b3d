"""A message's own words: without the lines it quotes, its signature and its list's foot."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"[ \t]{0,3}(?:>|\|[ \t]?>)")
# "On Sun, 2 Jun 2024, M. Author wrote:", perhaps over two lines; "M. Author writes:".
_INTRODUCES = re.compile(r".{0,300}\b(?:wrote|writes|said|schrieb|a écrit)\s*:?\s*$", re.IGNORECASE)
_ON = re.compile(r"\s*(?:On|Am|Le|At|Quoting|In message|In article)\b.{0,300}$", re.IGNORECASE)
_ANSWERED = re.compile(
    r"\s*(?:-{2,}\s*(?:original message|forwarded message|original-nachricht)\s*-{2,}"
    r"|_{20,}|begin forwarded message:)\s*$",
    re.IGNORECASE,
)
_HEADER_LINE = re.compile(
    r"\s*\*?(?:from|sent|to|cc|subject|date|reply-to|importance)\*?:", re.IGNORECASE
)
_SIGNATURE = re.compile(r"--[ \t]?$")
_SIGNATURE_LINES = 15
_LIST_FOOT = re.compile(r"\s*(?:_{20,}|-{20,}|={20,})\s*$")
_LIST_WORDS = re.compile(
    r"mailing list|unsubscribe|you received this message because", re.IGNORECASE
)
_FOOT_LINES = 12


def own_words(text: str) -> str:
    """What the writer of a message wrote in it.

    Args:
        text: the body, line ends as line feeds.
    """
    lines = _without_foot(text.split("\n"))
    kept: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        if _QUOTED.match(line):
            _drop_introduction(kept)
            while place < len(lines) and (_QUOTED.match(lines[place]) or not lines[place].strip()):
                place += 1
            kept.append("")
            continue
        if _ANSWERED.match(line):
            after = [item for item in lines[place + 1 : place + 8] if item.strip()]
            if sum(bool(_HEADER_LINE.match(item)) for item in after[:5]) >= 2:
                if "forward" not in line.lower():
                    break  # what is answered stands below, unmarked
                place = _after_headers(lines, place + 1)
                continue
        kept.append(line)
        place += 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def _without_foot(lines: list[str]) -> list[str]:
    """Cut the signature and what a list's server adds."""
    end = len(lines)
    for place in range(max(0, end - _FOOT_LINES), end):
        if _LIST_FOOT.match(lines[place]) and _LIST_WORDS.search("\n".join(lines[place:end])):
            end = place
            break
    for place in range(max(0, end - _SIGNATURE_LINES), end):
        if _SIGNATURE.fullmatch(lines[place]):
            end = place
            break
    return lines[:end]


def _drop_introduction(kept: list[str]) -> None:
    """Take off the line or two that say who is quoted."""
    while kept and not kept[-1].strip():
        kept.pop()
    if kept and _INTRODUCES.match(kept[-1]):
        last = kept.pop()
        if kept and kept[-1].strip() and not _ON.match(last) and _ON.match(kept[-1]):
            kept.pop()


def _after_headers(lines: list[str], place: int) -> int:
    while place < len(lines) and (not lines[place].strip() or _HEADER_LINE.match(lines[place])):
        place += 1
    return place
