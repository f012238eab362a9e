// A run that was queued, or cut off, waits: somebody looks after it.
MATCH (run:ImportRun {id: $id})
WHERE run.state IN ['queued', 'running']
SET run.state = 'queued', run.heartbeat_at = $now
