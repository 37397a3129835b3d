"""What runs in a worker process: documents in by standard input, results out by standard output.

A worker ends with its parent, however that ends: its standard input is a pipe of which the parent
alone holds the other end, and a thread of its own waits for that to close.
"""

from __future__ import annotations

import os
import signal
import sys
from queue import SimpleQueue
from threading import Thread
from typing import IO

from graphkit.batch.extracting import Setup, as_lines, extract_document, extractor
from graphkit.batch.frames import receive, send
from graphkit.errors import GraphkitError
from graphkit.model import Document

_BAD_START = 3


def main() -> None:
    """Serve documents until the parent closes the pipe or ends."""
    # Ctrl-C reaches the whole group: the parent alone decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not stand between the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    inbox: SimpleQueue[tuple[Document, bool]] = SimpleQueue()
    questions = sys.stdin.buffer
    setup = receive(questions)
    Thread(target=_listen, args=(questions, inbox), daemon=True).start()
    try:
        extractor(setup)
    except GraphkitError as error:
        send(answers, error)
        os._exit(_BAD_START)
    _serve(inbox, answers, setup)


def _listen(questions: IO[bytes], inbox: SimpleQueue[tuple[Document, bool]]) -> None:
    try:
        while True:
            inbox.put(receive(questions))
    except (EOFError, OSError):
        os._exit(0)


def _serve(inbox: SimpleQueue[tuple[Document, bool]], answers: IO[bytes], setup: Setup) -> None:
    try:
        send(answers, None)
        while True:
            document, lines = inbox.get()
            statements, failure = extract_document(document, setup)
            send(answers, (as_lines(statements) if lines else statements, failure))
    except OSError:
        os._exit(0)


if __name__ == "__main__":
    main()
