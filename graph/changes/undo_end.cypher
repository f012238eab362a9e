// A run is taken back.
MATCH (run:ImportRun {id: $run})
SET run.state = 'undone', run.undone_at = $now
