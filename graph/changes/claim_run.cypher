// Take over a run that nobody looks after; of several who try, one finds it as it was.
MATCH (run:ImportRun {id: $id})
WHERE run.state IN ['queued', 'running', 'undoing'] AND run.heartbeat_at = $heartbeat_at
SET run.heartbeat_at = $now
RETURN run.id AS id
