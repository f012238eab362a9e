// Open a run, or go on with one of the same export that was cut off. An upload has a run already.
OPTIONAL MATCH (cut:ImportRun {fingerprint: $fingerprint})
WHERE cut.state IN ['running', 'failed'] AND (cut.id = $id OR NOT $appointed)
WITH cut ORDER BY cut.started_at, cut.id LIMIT 1
MERGE (run:ImportRun {id: coalesce(cut.id, $id)})
ON CREATE SET run.started_at = $now
SET run += $about, run.fingerprint = $fingerprint, run.state = 'running', run.error = null,
    run.ended_at = null, run.heartbeat_at = $now
WITH run
CALL (run) {
  OPTIONAL MATCH (b:ImportBatch {run: run.id})
  WITH b ORDER BY b.file, b.number
  RETURN [x IN collect(b {.file, .number, .written}) WHERE x IS NOT NULL] AS batches
}
RETURN run.id AS id, batches
