// What a day brought for a teammate: what was addressed to them, or concerned an account of theirs.
MATCH (n:Notice)
WHERE n.at >= $start AND n.at < $end
  AND (EXISTS { MATCH (n)-[:TELLS]->(:Teammate {id: $teammate}) }
    OR EXISTS { MATCH (n)-[:REGARDS]->(:Account)<-[o:OWNS]-(:Teammate {id: $teammate})
                WHERE coalesce(o.since, 0) <= n.at AND coalesce(o.until, n.at + 1) > n.at })
OPTIONAL MATCH (n)-[:REGARDS]->(a:Account)
WITH n, min(coalesce(a.name, a.domain)) AS account
RETURN n.at AS at, n.text AS text, account, n.id AS id
ORDER BY coalesce(account, ''), at, id
