// Actors with this alias, abbreviation or last name.
MATCH (a:GraphkitActor)
WHERE $key IN a.keys
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.country AS country, a.role AS role,
       a.named AS named, a.aliases AS aliases
