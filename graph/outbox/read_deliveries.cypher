// The newest deliveries, each with what it carries and where it goes.
MATCH (d:Delivery)
WHERE $state IS NULL OR d.state = $state
WITH d ORDER BY d.at DESC, d.id LIMIT $most
MATCH (d)-[:GOES_TO]->(to)
OPTIONAL MATCH (d)-[:CARRIES]->(n:Notice)
RETURN d.id AS id, d.at AS at, d.state AS state, d.attempts AS attempts, d.due AS due,
       d.problem AS problem, coalesce(to.url, to.name, to.email, to.id) AS receiver,
       n.id AS notice, n.text AS text, d.day AS day
ORDER BY at DESC, id
