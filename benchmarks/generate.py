"""A synthetic graph of who does what to whom: few actors do most of it (Zipf), always the same.

python benchmarks/generate.py --actors 20000 --statements 200000 > statements.jsonl
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from itertools import accumulate

from graphkit.model import ACTOR_KINDS, Actor, Statement
from graphkit.ontology import load_relations

_PER_DOCUMENT = 10


def generate(actors: int, statements: int, seed: int = 1) -> Iterator[Statement]:
    """Statements between actors of Zipf's distribution (exponent 1), ten to a document.

    Args:
        actors: number of actors, 2 or more.
        statements: number of statements.
        seed: of the random numbers.
    """
    chance = random.Random(seed)
    weights = list(accumulate(1 / rank for rank in range(1, actors + 1)))
    numbers = range(actors)
    people = [_actor(number) for number in numbers]
    relations = list(load_relations().by_name.values())
    for at in range(statements):
        source, target = chance.choices(numbers, cum_weights=weights, k=2)
        if source == target:
            target = (target + 1) % actors
        relation = relations[chance.randrange(len(relations))]
        document = f"doc-{at // _PER_DOCUMENT:07}"
        start = (at % _PER_DOCUMENT) * 120
        sentence = (
            f"{people[source].name} {relation.name.replace('-', ' ')} {people[target].name}, "
            f"officials said in statement number {at}."
        )
        day = chance.randrange(3652)
        said_by = people[chance.choices(numbers, cum_weights=weights)[0]]
        yield Statement(
            id=f"{at:016x}",
            document=document,
            source=people[source],
            target=people[target],
            relation=relation.name,
            kind=relation.kind,
            predicate=relation.name.replace("-", " "),
            cameo=relation.cameo,
            plover=relation.plover,
            goldstein=relation.goldstein,
            negated=chance.random() < 0.03,
            modality="asserted",
            attributed_to=said_by if chance.random() < 0.1 else None,
            date=f"{2015 + day // 365 % 10}-{day // 31 % 12 + 1:02}-{day % 28 + 1:02}",
            sentence=sentence,
            sentence_start=start,
            sentence_end=start + len(sentence),
            source_start=start,
            source_end=start + 9,
            target_start=start + 20,
            target_end=start + 29,
            trigger_start=start + 10,
            trigger_end=start + 19,
            confidence=round(0.5 + chance.random() / 2, 3),
        )


def _actor(number: int) -> Actor:
    kind = ACTOR_KINDS[number % len(ACTOR_KINDS)]
    return Actor(f"actor-{number:06}", f"Actor {number:06}", kind)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--actors", type=int, default=20_000)
    parser.add_argument("--statements", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for statement in generate(options.actors, options.statements, options.seed):
        sys.stdout.write(json.dumps(statement.to_dict(), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
