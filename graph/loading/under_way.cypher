// Other runs that change the graph: undoing, and imports of which something was heard lately.
MATCH (run:ImportRun)
WHERE run.id <> $run AND run.state IN $states
  AND (run.state = 'undoing' OR run.heartbeat_at > $alive)
RETURN run.id AS id, run.state AS state
ORDER BY id LIMIT 1
