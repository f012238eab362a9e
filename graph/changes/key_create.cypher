// Keep a new API key: its hash, never the key.
CREATE (:ApiKey {
  id: $id, hash: $hash, hint: $hint, name: $name, role: $role,
  created_at: $created_at, expires_at: $expires_at
})
