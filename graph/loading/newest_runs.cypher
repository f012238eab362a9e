// The newest runs of importers, whatever became of them.
MATCH (run:ImportRun)
RETURN run.id AS id, run.source AS source, run.path AS path, run.state AS state,
       run.started_at AS started_at, run.heartbeat_at AS heartbeat_at, run.read AS read,
       run.written AS written, run.rejected AS rejected, run.error AS error
ORDER BY started_at DESC, id LIMIT $most
