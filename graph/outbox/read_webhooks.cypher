// Every webhook, and how much waits for it or died.
MATCH (w:Webhook)
WHERE w.deleted IS NULL
OPTIONAL MATCH (d:Delivery)-[:GOES_TO]->(w)
WITH w, sum(CASE WHEN d.state = 'waiting' THEN 1 ELSE 0 END) AS waiting,
     sum(CASE WHEN d.state = 'dead' THEN 1 ELSE 0 END) AS dead
RETURN w.id AS id, w.url AS url, coalesce(w.kinds, []) AS kinds, w.created_at AS created_at,
       w.disabled_at AS disabled_at, w.disabled_because AS disabled_because, waiting, dead
ORDER BY created_at, id
