// A webhook.
CREATE (:Webhook {id: $id, url: $url, kinds: $kinds, created_at: $now})
