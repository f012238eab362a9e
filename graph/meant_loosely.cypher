// What a text that means nothing exactly may mean: names that are just it in another case, begin
// with it, hold it, or at least begin alike.
CALL () {
  MATCH (n:Account) WHERE $label = 'Account' RETURN n
  UNION
  MATCH (n:Person) WHERE $label = 'Person' RETURN n
  UNION
  MATCH (n:Teammate) WHERE $label = 'Teammate' RETURN n
}
WITH n.id AS id, n.name AS name,
     CASE WHEN toLower(n.name) = toLower($text) THEN 0
          WHEN toLower(n.name) STARTS WITH toLower($text) THEN 1
          WHEN toLower(n.name) CONTAINS toLower($text) THEN 2
          WHEN toLower(n.name) STARTS WITH toLower($beginning) THEN 3 END AS distance
WHERE distance IS NOT NULL
RETURN id, name, distance ORDER BY distance, name, id LIMIT 10
