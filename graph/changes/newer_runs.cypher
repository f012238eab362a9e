// What of a source is imported already that was exported later: which objects, and which in full.
MATCH (run:ImportRun {source: $source, state: 'done'})
WHERE run.taken_at > $taken_at
RETURN run.taken_at AS taken_at, run.objects AS objects, coalesce(run.full, []) AS full
ORDER BY taken_at
