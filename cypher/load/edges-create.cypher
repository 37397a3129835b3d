// Within the lock, and after `edges` found none: the constraint would refuse a second one.
UNWIND $rows AS row
MATCH (a:GraphkitActor {id: row.source})
MATCH (b:GraphkitActor {id: row.target})
CREATE (a)-[r:`TYPE`]->(b)
SET r = row.properties
