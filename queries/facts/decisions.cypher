// What was decided about departures from the account, and not taken back by then.
MATCH (a)<-[:ABOUT]-(d:Decision)<-[:JUDGED_BY]-(p:Person)
WHERE d.at <= $as_of AND coalesce(d.undone_at, $as_of + 1) > $as_of AND d.deleted IS NULL
OPTIONAL MATCH (d)-[:HANDED_TO]->(next:Person)
WITH p, d, min(next.id) AS successor, min(next.name) AS successor_name
RETURN collect({
  id: d.id, person: p.id, verdict: d.verdict, at: d.at, reason: d.reason, by: d.by,
  successor: successor, successor_name: successor_name
}) AS decisions
