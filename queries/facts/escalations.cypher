// Support cases of the account that were open then and stand in the way of asking.
MATCH (a)-[:HAS_ESCALATION]->(e:Escalation)
WHERE coalesce(e.opened_at, 0) <= $as_of AND coalesce(e.closed_at, $as_of + 1) > $as_of
  AND coalesce(e.deleted_at, $as_of + 1) > $as_of
  AND (e.escalated OR toLower(coalesce(e.priority, '')) IN ['high', 'critical', 'urgent'])
RETURN collect({id: e.id, priority: e.priority, escalated: e.escalated}) AS escalations
