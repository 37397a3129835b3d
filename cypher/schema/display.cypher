// Display names as people type them into Browser: MATCH (a:GraphkitActor {name: 'Armenia'}).
CREATE INDEX graphkit_display_name IF NOT EXISTS
FOR (a:GraphkitActor) ON (a.name)
