"""Who does what to whom: triggers, arguments, verbs, nouns, roles."""
