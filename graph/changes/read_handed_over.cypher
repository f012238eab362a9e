// What a successor wants and was asked for, to find what was made when they took over.
MATCH (next:Person {id: $successor})
CALL (next) {
  MATCH (next)-[:WANTS]->(g:Goal)
  WHERE g.until IS NULL
  RETURN collect(properties(g)) AS goals
}
CALL (next) {
  MATCH (next)-[:WAS_ASKED]->(k:Ask)
  WHERE k.deleted IS NULL
  RETURN collect({id: k.id, key: k.key, act: k.act, state: k.state}) AS asks
}
RETURN coalesce(next.name, 'somebody without a name') AS name, goals, asks
