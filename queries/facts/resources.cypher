// What we can offer somebody there: for the account's industry, or for none in particular.
MATCH (a)-[:HAS_STATE]->(then:AccountState)
WHERE coalesce(then.since, 0) <= $as_of AND coalesce(then.until, $as_of + 1) > $as_of
WITH then ORDER BY then.id LIMIT 1
MATCH (r:Resource)
WHERE r.deleted IS NULL AND r.name IS NOT NULL
  AND (size(coalesce(r.industries, [])) = 0
    OR any(industry IN r.industries WHERE toLower(industry) = toLower(then.industry)))
WITH r ORDER BY r.id
RETURN collect({
  id: r.id, name: r.name, kind: r.kind, roles: r.roles, industries: r.industries, topics: r.topics
}) AS resources
