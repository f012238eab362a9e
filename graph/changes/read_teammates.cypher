// What is stored of teammates; a stub has no hash.
UNWIND $ids AS id
MATCH (t:Teammate {id: id})
RETURN id, t.hash AS hash, t.modified_at AS modified_at, t.seen_at AS seen_at, t.record AS record
