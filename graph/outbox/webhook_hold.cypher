// The receiver asked for rest.
MATCH (w:Webhook {id: $id})
SET w.held_until = $until
