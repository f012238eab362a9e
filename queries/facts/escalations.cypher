// Support cases of the account that were open then and stand in the way of asking. The newest
// version of a case tells all of it: escalated since it was last modified.
MATCH (a)-[:HAS_ESCALATION]->(e:Escalation)
WHERE coalesce(e.opened_at, 0) <= $as_of AND coalesce(e.closed_at, $as_of + 1) > $as_of
  AND coalesce(e.deleted_at, $as_of + 1) > $as_of
  AND (e.escalated AND e.modified_at <= $as_of
    OR toLower(coalesce(e.priority, '')) IN ['high', 'critical', 'urgent'])
RETURN collect({id: e.id, priority: e.priority, escalated: e.escalated}) AS escalations
