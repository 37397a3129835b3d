"""Parsed words as a spaCy Doc, for programs that work with spaCy. graphkit itself does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.errors import GraphkitError

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .parsed import Parsed


def to_spacy(parsed: Parsed) -> Doc:
    """A Doc with a vocabulary of its own; see `Parsed.to_spacy`.

    Raises:
        GraphkitError: spaCy is not installed.
    """
    try:
        from spacy.tokens import Doc
        from spacy.vocab import Vocab
    except ImportError as error:
        raise GraphkitError(
            "to_spacy() needs spaCy, which graphkit does not bring: pip install 'graphkit[spacy]'."
        ) from error
    tokens = parsed.tokens
    if not tokens:
        return Doc(Vocab())
    doc = Doc(
        Vocab(),
        words=[token.text for token in tokens],
        spaces=[token.space_after for token in tokens],
        tags=list(parsed.xpos),
        pos=list(parsed.upos),
        lemmas=list(parsed.lemmas),
        heads=list(parsed.heads),
        deps=list(parsed.deprels),
        sent_starts=list(parsed.starts),
        ents=list(parsed.names),
    )
    doc.user_data["offsets"] = [(token.start, token.end) for token in tokens]
    return doc
