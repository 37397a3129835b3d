"""Mentions of actors: names, titles, nouns, whose they are, where a report was written."""
