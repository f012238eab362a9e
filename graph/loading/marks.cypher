// The marks of the keys that an import shows and speaks of, some batches at a time.
MATCH (b:ImportBatch {run: $run})
WHERE b.shown IS NOT NULL
RETURN b.shown AS shown, b.named AS named
ORDER BY b.id SKIP $skip LIMIT $limit
