// What is stored of touchpoints; a stub that only something else speaks of has no hash.
UNWIND $ids AS id
MATCH (t:Touchpoint {id: id})
RETURN id, t.hash AS hash, t.modified_at AS modified_at, t.seen_at AS seen_at, t.status AS status
