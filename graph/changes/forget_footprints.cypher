// What it takes to take a run back, and its rejects, some batches at a time.
MATCH (b:ImportBatch {run: $run})
WHERE b.undo IS NOT NULL OR b.shown IS NOT NULL OR b.rejects IS NOT NULL OR b.left IS NOT NULL
WITH b LIMIT $limit
REMOVE b.undo, b.shown, b.named, b.rejects, b.left, b.kept
RETURN count(b) AS batches
