// Runs that are to be taken back.
MATCH (run:ImportRun {state: 'undoing'})
RETURN run.id AS id, run.source AS source, run.state AS state, run.heartbeat_at AS heartbeat_at
