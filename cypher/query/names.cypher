// Every name, to find the nearest to one that nobody has.
MATCH (a:GraphkitActor)
RETURN a.name AS name, a.aliases AS aliases
