"""`graphkit evaluate`: score the extraction against gold data."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.output import say, say_json


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Figures as JSON.")
@click.option("--errors", type=click.IntRange(0), default=0, help="Show so many missed rows.")
def evaluate(gold: Path, as_json: bool, errors: int) -> None:
    r"""Score the extraction against sentences with a marked pair of actors and its PLOVER type.

    GOLD is a JSON-lines file: id, text, source_start, source_end, target_start, target_end, plover.
    The types CONCEDE and RETREAT count as one, YIELD.

    \b
    Example:
      graphkit evaluate gold.jsonl
    """
    from graphkit.evaluation.plover import read_gold, score
    from graphkit.extraction import Extractor
    from graphkit.model import Document, Statement

    rows = read_gold(gold)
    extractor = Extractor()
    missed: list[str] = []

    def seen(row: dict[str, object], statements: list[Statement], outcome: str) -> None:
        if outcome != "right" and len(missed) < errors:
            given = "; ".join(f"{s.source.name} {s.relation} {s.target.name}" for s in statements)
            missed.append(f"{row['id']} {row['plover']} ({outcome}): {row['text']}\n    {given}")

    scores = score(
        rows,
        lambda name, text: list(extractor.extract(Document(name, text))),
        extractor.relations.symmetric,
        seen,
    )
    if as_json:
        say_json(scores.to_dict())
        return
    for name, value in scores.to_dict().items():
        say(f"{name:<24}{value:>8}")
    say("\ntype          rows   pairs   right")
    for plover, (count, pairs, right) in sorted(scores.by_type.items()):
        say(f"{plover:<12}{count:>6}{pairs:>8}{right:>8}")
    for line in missed:
        say(f"\n{line}")
