// Each source with what its runs did: how far it tells, and what became of the newest one.
MATCH (run:ImportRun)
WITH run ORDER BY run.started_at DESC, run.id
WITH run.source AS source, collect(run {
       .id, .path, .state, .taken_at, .started_at, .ended_at, .read, .written, .rejected, .error
     }) AS runs,
     max(CASE WHEN run.state = 'done' THEN run.taken_at END) AS watermark,
     max(CASE WHEN run.state = 'done' AND run.touchpoints THEN run.taken_at END)
       AS touchpoints_until
RETURN source, watermark, touchpoints_until, size(runs) AS runs, runs[0] AS newest,
       head([run IN runs WHERE run.state = 'done']) AS newest_done
ORDER BY source
