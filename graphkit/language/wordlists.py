"""Single words that cutting a text into words takes knowing."""
from __future__ import annotations
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
import yaml

@dataclass(frozen=True, slots=True)
class WordLists:
    abbreviations: frozenset[str]
    before_number: frozenset[str]
    going_on: frozenset[str]
    prefixes: frozenset[str]
    contractions: dict[str, tuple[int, ...]]
    units: frozenset[str]
    slashed: frozenset[str]

@lru_cache(maxsize=1)
def word_lists():
    d=yaml.load(open(Path(__file__).with_name("tokens.yaml")), yaml.BaseLoader)
    flat=lambda x: [w for r in x for w in (r if isinstance(r,list) else [r])]
    con={}
    for entry in flat(d["contractions"]):
        at=0;cuts=[]
        for p in entry.split()[:-1]:
            at+=len(p);cuts.append(at)
        con[entry.replace(" ","")]=tuple(cuts)
    return WordLists(**{k:frozenset(flat(d[k])) for k in d if k!="contractions"},contractions=con)
