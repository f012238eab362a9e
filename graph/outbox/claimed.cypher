// What is delivered, and to whom, with names as they are now.
UNWIND $ids AS id
MATCH (d:Delivery {id: id})-[:GOES_TO]->(to)
OPTIONAL MATCH (secret:WebhookSecret)-[:SIGNS]->(to)
WHERE coalesce(secret.until, $now + 1) > $now
WITH d, to, secret ORDER BY d.due, d.id, coalesce(secret.until, $now + 1000000000000) DESC
WITH d, to, collect(secret.secret) AS secrets
OPTIONAL MATCH (d)-[:CARRIES]->(n:Notice)
OPTIONAL MATCH (n)-[:REGARDS]->(a:Account)
OPTIONAL MATCH (n)-[:REGARDS]->(p:Person)
WITH d, to, secrets, n, head(collect(a)) AS a, head(collect(p)) AS p
OPTIONAL MATCH (n)-[:TELLS]->(t:Teammate)
WITH d, to, secrets, n, a, p, t ORDER BY t.id
WITH d, to, secrets, n, a, p,
     collect(CASE WHEN t IS NULL THEN null ELSE {id: t.id, name: t.name} END) AS told
RETURN d.id AS id, d.attempts AS attempts, d.day AS day,
       head([label IN labels(to) WHERE label IN ['Webhook', 'Teammate']]) AS channel,
       to.id AS receiver, to.name AS name, coalesce(to.url, to.email) AS address, secrets,
       CASE WHEN n IS NULL THEN null
            ELSE {id: n.id, kind: n.kind, at: n.at, about: n.about, text: n.text} END AS notice,
       CASE WHEN a IS NULL THEN null ELSE {id: a.id, name: coalesce(a.name, a.domain)} END AS account,
       CASE WHEN p IS NULL THEN null ELSE {id: p.id, name: p.name} END AS person, told
ORDER BY id
