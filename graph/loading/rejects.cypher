// The rows that an import could not use, in the order in which it came upon them.
MATCH (b:ImportBatch {run: $run})
WHERE b.rejects IS NOT NULL
RETURN b.rejects AS rejects
ORDER BY b.entered_at, b.id
SKIP $skip LIMIT $limit
