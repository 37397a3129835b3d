"""`python -m graphkit`: the command line where `graphkit` is not on PATH."""

from __future__ import annotations

from graphkit.cli.main import main

if __name__ == "__main__":
    main()
