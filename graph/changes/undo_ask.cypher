// Somebody wants a run taken back; whoever is there first does it.
MATCH (run:ImportRun {id: $run})
SET run.state = 'undoing', run.heartbeat_at = 0, run.kept = [], run.kept_count = 0
