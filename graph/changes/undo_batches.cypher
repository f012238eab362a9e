// What is left to be taken back of a run, the last batch first.
MATCH (b:ImportBatch {run: $run})
WHERE b.undo IS NOT NULL
RETURN b.id AS id
ORDER BY b.entered_at DESC, b.number DESC, id
