// Steps of an ask, the newest last: where it stands, and since when.
UNWIND $rows AS row
MATCH (n:Ask {id: row.of})
MERGE (s:Step {id: row.id})
SET s.at = row.at, s.was = row.was, s.state = row.state, s.reason = row.reason,
    s.actor = row.actor, s.cause = row.cause, s.reserved_until = row.reserved_until
MERGE (s)-[:STEP_OF]->(n)
SET n.state = row.state,
    n.proposed_at = CASE WHEN row.was IS NULL THEN coalesce(n.proposed_at, row.at)
                         ELSE n.proposed_at END,
    n.reserved_until = coalesce(row.reserved_until, n.reserved_until),
    n.invited_at = CASE
      WHEN row.state = 'invited' THEN coalesce(n.invited_at, row.at) ELSE n.invited_at END,
    n.decided_at = CASE
      WHEN row.state = 'declined' THEN row.at
      WHEN row.state = 'accepted' THEN coalesce(n.decided_at, row.at)
      ELSE n.decided_at END,
    n.ended_at = CASE
      WHEN row.state IN ['proposed', 'owner_approval', 'approved', 'invited', 'accepted',
                         'scheduled'] THEN null
      ELSE row.at END
