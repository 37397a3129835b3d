UNWIND $rows AS row
CREATE (a:Actor:`LABEL`:GraphkitActor)
SET a = row
