// What stayed of a batch that is taken back. Of two who try again, one waits for the other.
MATCH (b:ImportBatch {id: $id})
SET b.undoing = true
WITH b
WHERE b.left IS NOT NULL
RETURN b.left AS left
