// A sign of life of a run that has not finished a batch for a while.
MATCH (run:ImportRun {id: $id})
SET run.heartbeat_at = $now
