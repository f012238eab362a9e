// A run that cannot be done, and why.
MATCH (run:ImportRun {id: $id})
SET run.state = 'failed', run.error = $why, run.ended_at = $now
