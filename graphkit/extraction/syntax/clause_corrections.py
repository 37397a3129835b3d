"""Repairs of clauses: which words are verbs, whose subject or object a phrase is.

see `corrections`; each works on the lists of one sentence, and an example says what it mends.
"""

from __future__ import annotations

_CHARGED = (
    "accus",
    "convict",
    "acquit",
    "absolv",
    "suspect",
    "strip",
    "depriv",
    "reliev",
    "rob",
    "clear",
)
#: What only nouns have before them.
_OF_NOUNS = frozenset({"det", "amod", "nmod:poss", "nummod", "compound"})


def repair_clauses(words: list[str], upos: list[str], deps: list[str], heads: list[int]) -> None:
    """Mend relations in place.

    Args:
        words, upos, deps: (n,) words, tags and relations of a sentence.
        heads: (n,) index of each word's head.
    """
    _verbs_after_all(words, upos, deps, heads)
    _raised_subjects(words, upos, deps, heads)
    _possessors(words, upos, deps, heads)
    _speakers(upos, deps, heads)
    _second_subjects(upos, deps, heads)
    _bare_obliques(upos, deps, heads)
    _over_the_verb(upos, deps, heads)
    _accused_of(words, upos, deps, heads)


def _verbs_after_all(words: list[str], upos: list[str], deps: list[str], heads: list[int]) -> None:
    """A second verb taken for a plural noun: "is monitoring events and calls on both to sign"."""
    for at, dep in enumerate(deps):
        head = heads[at]
        if dep == "acl" and upos[head] == "VERB" and at > head:
            to = any(heads[o] == at and words[o].lower() == "to" for o in range(head + 1, at))
            deps[at] = "xcomp" if to else "advcl"  # "calls on both to sign": no verb has an acl
        if dep != "conj" or upos[at] != "NOUN" or upos[head] != "VERB" or words[at][-1:] != "s":
            continue
        own = {deps[o] for o in range(len(deps)) if heads[o] == at and o != at}
        if own & {"obl", "obj", "xcomp", "ccomp"} and not own & _OF_NOUNS:
            upos[at] = "VERB"


def _possessors(words: list[str], upos: list[str], deps: list[str], heads: list[int]) -> None:
    """A possessor hangs on the noun after it, not on a name before: "hailed Trump's decision"."""
    for mark, word in enumerate(words):
        if word not in {"'s", "’s", "'", "’"} or deps[mark] != "case" or heads[mark] >= mark:
            continue
        owner = heads[mark]
        while deps[owner] == "flat" and heads[owner] < owner:
            first = heads[owner]
            between = range(first + 1, owner)
            titles = [o for o in between if (deps[o], heads[o]) == ("nmod:desc", owner)]
            if titles and deps[first] == "compound":
                # "US President Donald Trump's", hung on "US"
                deps[owner], heads[owner] = deps[first], heads[first]
                deps[first], heads[first] = "compound", titles[0]
                break
            owner = first
        while deps[owner] in {"compound", "nmod:desc"} and owner < heads[owner] < mark:
            owner = heads[owner]  # "US President Donald Trump's", the mark hung on "US"
        if deps[owner] not in {"compound", "nmod:poss", "nmod:desc"} or heads[owner] > owner:
            continue
        for noun in range(mark + 1, len(words)):
            if upos[noun] in {"NOUN", "PROPN"} and deps[noun] not in {"compound", "nmod:poss"}:
                if not is_below(noun, owner, heads):
                    deps[owner], heads[owner] = "nmod:poss", noun
                    heads[mark] = owner
                break
            if upos[noun] not in {"ADJ", "NUM", "NOUN", "PROPN", "PUNCT", "ADV"}:
                break


def _speakers(upos: list[str], deps: list[str], heads: list[int]) -> None:
    """Who says so at the end is no second subject: "X gave approval for Y, aid workers said"."""
    for at, dep in enumerate(deps):
        verb = heads[at]
        said = heads[verb]
        if (
            dep == "nsubj"
            and verb < at < said
            and deps[verb] == "ccomp"
            and upos[said] == "VERB"
            and all(heads[o] != said or not deps[o].startswith("nsubj") for o in range(len(deps)))
            and any(heads[o] == verb and deps[o] == "nsubj" and o < verb for o in range(verb))
        ):
            heads[at] = said


def _bare_obliques(upos: list[str], deps: list[str], heads: list[int]) -> None:
    """An oblique with nothing before it is the object: "troops blockaded his headquarters"."""
    for at, dep in enumerate(deps):
        verb = heads[at]
        if dep != "obl" or at < verb or upos[verb] != "VERB" or upos[at] not in {"NOUN", "PROPN"}:
            continue
        own = {deps[o] for o in range(len(deps)) if heads[o] == at}
        below = {deps[o] for o in range(len(deps)) if heads[o] == verb}
        if "case" not in own and below.isdisjoint({"obj", "aux:pass", "nsubj:pass", "xcomp"}):
            deps[at] = "obj"


def _second_subjects(upos: list[str], deps: list[str], heads: list[int]) -> None:
    """What follows an active verb that has its subject is the object: "the court freed the pastor",
    "Khan, called President Erdogan".
    """
    for at, dep in enumerate(deps):
        verb = heads[at]
        if at < verb or upos[verb] != "VERB" or upos[at] not in {"NOUN", "PROPN"}:
            continue
        below = [(deps[o], o) for o in range(len(deps)) if heads[o] == verb and o != at]
        kinds = {kind for kind, _ in below}
        named = dep == "xcomp" and upos[at] == "PROPN"
        if (
            (dep == "nsubj" or named)
            and kinds.isdisjoint({"obj", "iobj", "aux:pass", "nsubj:pass", "expl", "ccomp"})
            and any(kind == "nsubj" and o < verb for kind, o in below)
        ):
            deps[at] = "obj"


def _over_the_verb(upos: list[str], deps: list[str], heads: list[int]) -> None:
    """A phrase hangs on the noun before it, not on one beyond the verb that governs that noun:
    "'The talks must go on,' said the envoy for Syria" has no talks for Syria.
    """
    for at, dep in enumerate(deps):
        head = heads[at]
        if dep != "nmod" or head >= at:
            continue
        first = min((o for o in range(head + 1, at) if heads[o] == at), default=at)
        before = first - 1
        if before <= head or upos[before] not in {"NOUN", "PROPN"} or is_below(before, at, heads):
            continue
        above = head
        while heads[above] != above and not head < above < before:
            above = heads[above]
        if head < above < before:
            heads[at] = top_word(before, at, deps, heads)


def _accused_of(words: list[str], upos: list[str], deps: list[str], heads: list[int]) -> None:
    """What one is accused of hangs on the verb: "accused the kingdom of spying"."""
    for at, dep in enumerate(deps):
        noun = heads[at]
        verb = heads[noun]
        if (
            dep == "nmod"
            and noun < at
            and deps[noun] in {"obj", "nsubj:pass"}
            and words[verb].lower().startswith(_CHARGED)
            and (words[at].endswith("ing") or (upos[noun], upos[at]) == ("PROPN", "NOUN"))
            and any(heads[o] == at and words[o].lower() == "of" for o in range(noun + 1, at))
        ):
            deps[at], heads[at] = "obl", verb


def _raised_subjects(words: list[str], upos: list[str], deps: list[str], heads: list[int]) -> None:
    """An object of the first verb: "allowed Iran to use", "warned Russia against invading"."""
    for marker, dep in enumerate(deps):
        verb = heads[marker]
        governor = heads[verb]
        if (
            dep not in {"mark", "case"}
            or upos[verb] != "VERB"
            or verb < marker
            or deps[verb] not in {"xcomp", "ccomp", "advcl"}
            or upos[governor] != "VERB"
            or governor > marker
            or not (words[marker].lower() == "to" or words[verb].endswith("ing"))
        ):
            continue
        if any(
            heads[o] == verb and deps[o] == "mark" and words[o].lower() == "for"
            for o in range(governor + 1, marker)
        ):
            continue  # "called for Iran to withdraw": a subject where it stands
        for noun in range(governor + 1, marker):
            if heads[noun] == verb and deps[noun] in {"nsubj", "obj", "obl", "obl:agent"}:
                cases = [
                    words[c].lower() for c in range(noun) if heads[c] == noun and deps[c] == "case"
                ]
                deps[noun] = "obl:agent" if "by" in cases else ("obl" if cases else "obj")
                heads[noun] = governor


def top_word(word: int, limit: int, deps: list[str], heads: list[int]) -> int:
    """Head of the name that a word ends."""
    while heads[word] != word and heads[word] < limit and deps[word] in {"flat", "compound"}:
        word = heads[word]
    return word


def is_below(word: int, above: int, heads: list[int]) -> bool:
    """Whether a word hangs below another one, which then cannot be hung on it: no circles."""
    while word != above and heads[word] != word:
        word = heads[word]
    return word == above
