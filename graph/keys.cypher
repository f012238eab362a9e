// Every API key there ever was, oldest first.
MATCH (k:ApiKey)
RETURN
  k.id AS id, k.hash AS hash, k.hint AS hint, k.name AS name, k.role AS role,
  k.created_at AS created_at, k.expires_at AS expires_at, k.revoked_at AS revoked_at
ORDER BY created_at, id
