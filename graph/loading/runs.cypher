// How runs stand.
UNWIND $ids AS id
MATCH (run:ImportRun {id: id})
RETURN run.id AS id, run.source AS source, run.state AS state, run.heartbeat_at AS heartbeat_at
