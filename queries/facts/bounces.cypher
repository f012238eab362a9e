// Mails to its people that came back with no reason given.
MATCH (p:Person)-[:WORKS_AT]->(a)
WITH DISTINCT p
MATCH (p)-[r:TOOK_PART {part: 'addressed'}]->(t:Touchpoint {bounced: true})
WHERE t.at <= $as_of AND t.status = 'held'
RETURN collect({person: p.id, at: t.at, source: t.source, record: t.key, named: r.who}) AS bounces
