// Steps of an asset, the newest last. It is published from its first publication on, and approved when
// it was approved last: what a decision stops or puts back is neither.
UNWIND $rows AS row
MATCH (n:Asset {id: row.of})
MERGE (s:Step {id: row.id})
SET s.at = row.at, s.was = row.was, s.state = row.state, s.reason = row.reason,
    s.actor = row.actor, s.cause = row.cause
MERGE (s)-[:STEP_OF]->(n)
SET n.state = row.state
SET n.approved_at = CASE
      WHEN row.state = 'approved' AND row.cause IS NULL THEN row.at ELSE n.approved_at END,
    n.published_at = CASE
      WHEN row.state = 'published' AND row.cause IS NULL THEN coalesce(n.published_at, row.at)
      ELSE n.published_at END
