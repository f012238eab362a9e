// Open a run, or go on with one of the same export that was cut off.
OPTIONAL MATCH (cut:ImportRun {fingerprint: $fingerprint, state: 'running'})
WITH cut ORDER BY cut.started_at, cut.id LIMIT 1
MERGE (run:ImportRun {id: coalesce(cut.id, $id)})
ON CREATE SET run.fingerprint = $fingerprint, run.source = $source, run.path = $path,
              run.taken_at = $taken_at, run.touchpoints = $touchpoints, run.state = 'running',
              run.started_at = $now
WITH run
CALL (run) {
  OPTIONAL MATCH (b:ImportBatch {run: run.id})
  WITH b ORDER BY b.file, b.number
  RETURN [x IN collect(b {.file, .number, .written}) WHERE x IS NOT NULL] AS batches
}
RETURN run.id AS id, batches
