// Actors with this display name.
MATCH (a:GraphkitActor {folded: $folded})
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.country AS country, a.role AS role,
       a.named AS named, a.aliases AS aliases
