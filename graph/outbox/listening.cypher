// The webhooks that are told of anything now.
MATCH (w:Webhook)
WHERE w.deleted IS NULL AND w.disabled_at IS NULL
RETURN w.id AS id, coalesce(w.kinds, []) AS kinds, w.created_at AS created_at
ORDER BY id
