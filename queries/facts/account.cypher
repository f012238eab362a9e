// The account itself, with what was true of it then; null before it was a record of any source.
MATCH (a)-[:HAS_STATE]->(s:AccountState)
WHERE coalesce(s.since, 0) <= $as_of AND coalesce(s.until, $as_of + 1) > $as_of
WITH a, s ORDER BY s.id LIMIT 1
RETURN {
  id: a.id, name: a.name, domain: a.domain, industry: s.industry, region: s.region,
  employees: s.employees, topics: s.topics, competitors: s.competitors,
  hold_until: s.hold_until, status: s.status, segment: s.segment, arr: s.arr, currency: s.currency,
  renewal_on: s.renewal_on
} AS account
