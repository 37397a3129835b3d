"""Whom pronouns and definite phrases stand for, and what a document has told so far."""
