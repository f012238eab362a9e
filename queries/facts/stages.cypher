// Which stages of the customer journey the account had been in by then.
MATCH (a)-[:HAS_STATE]->(s:AccountState)
WHERE coalesce(s.since, 0) <= $as_of
WITH s ORDER BY coalesce(s.since, 0), s.id
RETURN collect({stage: s.stage, since: s.since}) AS stages
