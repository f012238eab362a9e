// Batches of runs that are taken back, of which something stayed: the last batch first.
MATCH (b:ImportBatch)
WHERE b.left IS NOT NULL
MATCH (run:ImportRun {id: b.run, state: 'undone'})
RETURN b.id AS id, run.id AS run, run.started_at AS started_at, run.taken_at AS taken_at
ORDER BY started_at DESC, run, b.entered_at DESC, b.number DESC, id
