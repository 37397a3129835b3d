"""`graphkit extract`: texts to statements, one JSON record a line."""

from __future__ import annotations

import json

import click

from graphkit.cli.inputs import BatchOptions, batch_options, extracted, finish


@click.command()
@batch_options
def extract(batch: BatchOptions) -> None:
    r"""Extract statements: who does what to whom, with the sentence that says so.

    INPUT is a text, Markdown, HTML, PDF, CSV or JSON-lines file, a folder of them, or - for text on
    standard input. Writes one JSON record a line to standard output.

    \b
    Examples:
      graphkit extract article.txt > statements.jsonl
      graphkit extract news/ --workers 2 | graphkit load - --graph graph.db
      echo "France accused Iran of lying." | graphkit extract -
    """
    failures: list[str] = []
    for result in extracted(batch):
        if result.failure is not None:
            failures.append(result.failure)
            click.echo(f"skipped {result.failure}", err=True)
            continue
        for statement in result.statements:
            click.echo(json.dumps(statement.to_dict(), ensure_ascii=False))
    finish(failures)
