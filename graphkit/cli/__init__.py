"""The command line: words in, calls, lines out. No work is done here."""
