// Steps of a request, the newest last.
UNWIND $rows AS row
MATCH (n:AdvocacyRequest {id: row.of})
MERGE (s:Step {id: row.id})
SET s.at = row.at, s.was = row.was, s.state = row.state, s.reason = row.reason,
    s.actor = row.actor, s.cause = row.cause
MERGE (s)-[:STEP_OF]->(n)
SET n.state = row.state
