"""Scores of extracted statements against gold data."""
