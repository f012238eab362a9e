// The runs of a source whose footprints are kept no longer: all but the newest.
MATCH (run:ImportRun {source: $source})
WHERE NOT coalesce(run.forgotten, false) AND run.state IN ['done', 'failed', 'undone']
WITH run ORDER BY run.started_at DESC, run.id SKIP $keep
RETURN run.id AS id
