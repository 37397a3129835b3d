// Within the lock, and after `edges` found none: the constraint would refuse a second one. Rows are
// lists (see EDGE_VALUES in graphkit/stores/bolt/shape.py): names of properties in each cost time.
UNWIND $rows AS row
MATCH (a:GraphkitActor {id: row[0]})
USING INDEX SEEK a:GraphkitActor(id)
MATCH (b:GraphkitActor {id: row[1]})
USING INDEX SEEK b:GraphkitActor(id)
CREATE (a)-[r:`TYPE` {
  relation: $relation, kind: $kind, symmetric: $symmetric,
  graphkit_id: row[2], negated: row[3], attributed_to: row[4],
  cameo: row[5], plover: row[6], goldstein: row[7], count: row[8], first: row[9], last: row[10],
  confidences: row[11], documents: row[12], dates: row[13], sentences: row[14],
  statements: row[15], ended: row[16], facts: row[17]
}]->(b)
