// Display names, folded: how a typed name finds its actor.
CREATE INDEX graphkit_name IF NOT EXISTS
FOR (a:GraphkitActor) ON (a.folded)
