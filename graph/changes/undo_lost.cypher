// Batches of a run of which it is no longer known how to take them back.
OPTIONAL MATCH (b:ImportBatch {run: $run})
WHERE b.written > 0 AND b.undo IS NULL
RETURN count(b) AS batches
