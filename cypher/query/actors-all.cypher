// Every actor of a kind (null: any) whose names hold a text (null: any).
MATCH (a:GraphkitActor)
WHERE ($kind IS NULL OR a.kind = $kind)
  AND ($match IS NULL OR any(key IN a.keys WHERE key CONTAINS $match))
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.country AS country, a.role AS role,
       a.named AS named, a.aliases AS aliases
