// The other imports, and what they hold: which objects, and which in full.
MATCH (run:ImportRun)
WHERE run.id <> $run AND run.state IN ['done', 'running', 'failed'] AND run.taken_at IS NOT NULL
RETURN run.id AS id, run.taken_at AS taken_at, run.started_at AS started_at,
       coalesce(run.full, []) AS full
ORDER BY started_at, id
