// End an API key for good; it stays in the list.
MATCH (k:ApiKey {id: $id})
SET k.revoked_at = coalesce(k.revoked_at, $at)
RETURN k.revoked_at AS revoked_at
