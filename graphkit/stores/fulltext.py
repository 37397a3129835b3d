"""Words looked for in sentences: pure, the same in every store.

Case, accents and marks do not count (as in names, `graphkit.stores.names.fold`). All words must be
there, in any order; what stands in quotation marks must stand so. A word of four letters or more
finds longer ones that begin with it ("mediat" finds "mediates"); a shorter one only itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphkit.errors import UsageError
from graphkit.stores.names import fold

_LONG = 4
_PART = re.compile(r'"([^"]*)"|\u201c([^\u201d]*)\u201d|(\S+)')


@dataclass(frozen=True, slots=True)
class Words:
    """What is looked for.

    Attributes:
        text: as typed.
        plain: folded words without blanks; each of them is in every text that matches.
        patterns: each must be found in the folded text.
    """

    text: str
    plain: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]

    @classmethod
    def parse(cls, text: str) -> Words:
        """Read what was typed.

        Raises:
            UsageError: there is no word in it.
        """
        terms = [_folded(next(filter(None, parts), "")) for parts in _PART.findall(text)]
        terms = [term for term in terms if any(map(str.isalnum, term))]
        if not terms:
            raise UsageError(f"{text!r} holds no word to look for; give one or more")
        plain = tuple(dict.fromkeys(word for term in terms for word in term.split()))
        return cls(text, plain, tuple(map(_pattern, terms)))

    def match(self, text: str) -> bool:
        """Whether a text holds all that is looked for."""
        folded = _folded(text)
        return all(pattern.search(folded) for pattern in self.patterns)


def _pattern(term: str) -> re.Pattern[str]:
    end = "" if len(term.rsplit(" ", 1)[-1]) >= _LONG else r"(?!\w)"
    return re.compile(rf"(?<!\w){re.escape(term)}{end}")


def _folded(text: str) -> str:
    # Not through the cache of `fold`, which sentences would only fill up.
    folded: str = fold.__wrapped__(text)
    return folded
