// What was true of the account when, up to then, oldest first.
MATCH (a)-[:HAS_STATE]->(s:AccountState)
WHERE coalesce(s.since, 0) <= $as_of
WITH s ORDER BY coalesce(s.since, 0), s.id
RETURN collect({
  since: s.since, until: s.until, status: s.status, segment: s.segment, region: s.region,
  industry: s.industry, arr: s.arr, currency: s.currency
}) AS states
