"""`graphkit text`: the text that offsets count."""

from __future__ import annotations

import click

from graphkit.cli.inputs import finish
from graphkit.cli.output import say, say_json
from graphkit.cli.reading import ReadingOptions, Tally, reading_options


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@reading_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document, with its data.")
def text(inputs: tuple[str, ...], reading: ReadingOptions, as_json: bool) -> None:
    r"""Show the text of documents as graphkit reads it: what the offsets of statements count.

    Menus, markup, quoted mail and other languages are gone. Of several documents each begins with
    a line "== ID ==" on standard error. --json gives the text with every character as it is.

    \b
    Examples:
      graphkit text page.html
      graphkit text feed.xml --json
      curl -s https://example.org/story | graphkit text -
    """
    from graphkit.model import Document

    failed = 0
    tally = Tally()
    for number, found in enumerate(reading.documents(inputs, tally)):
        if not isinstance(found, Document):
            failed += 1
            say(f"skipped {found}", err=True)
        elif as_json:
            names = ("id", "title", "date", "url", "author", "text")
            say_json({name: getattr(found, name) for name in names})
        else:
            if number:
                say()
            say(f"== {found.id} ==", err=True)
            say(found.text, nl=not found.text.endswith("\n"))
    tally.tell()
    finish(failed)
