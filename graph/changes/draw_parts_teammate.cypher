// Who took part, and how.
UNWIND $rows AS row
MATCH (t:Touchpoint {id: row.touchpoint})
MATCH (who:Teammate {id: row.id})
CREATE (who)-[:TOOK_PART {
  part: row.part, who: row.who, record: row.record, responded_at: row.responded_at,
  hash: row.hash, modified_at: row.modified_at, seen_at: row.seen_at
}]->(t)
