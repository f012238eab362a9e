// What was decided about suspected departures from the account.
MATCH (p:Person)-[:JUDGED_BY]->(d:Decision)-[:ABOUT]->(a)
WHERE d.at <= $as_of AND d.deleted IS NULL
RETURN collect({
  person: p.id, verdict: d.verdict, at: d.at, reason: d.reason, by: d.by
}) AS decisions
