// How to take one batch back; nothing where that is done. Of two who try, one waits for the other.
MATCH (b:ImportBatch {id: $id})
SET b.undoing = true
WITH b
WHERE b.undo IS NOT NULL
RETURN b.undo AS undo
