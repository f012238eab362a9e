// What its people ever allowed us to do with their names.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT a, p
MATCH (p)-[:GAVE]->(c:Consent)
WHERE coalesce(c.since, 0) <= $as_of AND c.deleted IS NULL
OPTIONAL MATCH (c)-[:ABOUT]->(of:Account)
WITH a, p, c, of
WHERE of IS NULL OR of = a
RETURN collect({
  id: c.id, person: p.id, acts: c.acts, channels: c.channels, regions: c.regions,
  until: c.until, revoked_at: c.revoked_at
}) AS consents
