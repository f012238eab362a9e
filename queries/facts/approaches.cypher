// Who of us asked its people for something by then, for which campaign, and when it takes place.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
MATCH (p)-[:WAS_ASKED]->(k:Ask)-[:FOR]->(r:AdvocacyRequest)
WHERE k.invited_at <= $as_of AND k.deleted IS NULL
OPTIONAL MATCH (t:Teammate)-[:REQUESTED]->(r)
RETURN collect({
  ask: k.id, campaign: r.campaign, scheduled_at: k.scheduled_at, teammate: t.id,
  function: t.function
}) AS approaches
