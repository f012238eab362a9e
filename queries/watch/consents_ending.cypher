// Consents in force that end soon, whose they are, and who of us owns the account.
MATCH (c:Consent)
WHERE c.until > $as_of AND c.until <= $until AND coalesce(c.since, 0) <= $as_of
  AND coalesce(c.revoked_at, $as_of + 1) > $as_of AND c.deleted IS NULL
MATCH (p:Person)-[:GAVE]->(c)
WHERE coalesce(p.opted_out, false) = false
OPTIONAL MATCH (s:Step)-[:STEP_OF]->(c)
WHERE s.at <= $as_of
WITH c, p, s ORDER BY s.at DESC
WITH c, p, head(collect(s.state)) AS state
WHERE coalesce(state, 'in_force') = 'in_force'
OPTIONAL MATCH (c)-[:ABOUT]->(about:Account)
OPTIONAL MATCH (p)-[w:WORKS_AT]->(employer:Account)
WHERE coalesce(w.since, 0) <= $as_of AND coalesce(w.until, $as_of + 1) > $as_of
WITH c, p, head(collect(DISTINCT about)) AS about, head(collect(DISTINCT employer)) AS employer
WITH c, p, coalesce(about, employer) AS a
OPTIONAL MATCH (t:Teammate)-[o:OWNS]->(a)
WHERE coalesce(o.since, 0) <= $as_of AND coalesce(o.until, $as_of + 1) > $as_of
  AND coalesce(t.active, true)
RETURN c.id AS consent, c.acts AS acts, c.until AS until, p.name AS name,
       coalesce(a.name, a.domain) AS account_name, collect(DISTINCT t.id) AS to
ORDER BY consent
