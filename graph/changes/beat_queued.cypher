// A sign of life of runs that wait for their turn.
UNWIND $ids AS id
MATCH (run:ImportRun {id: id, state: 'queued'})
SET run.heartbeat_at = $now
