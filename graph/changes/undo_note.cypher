// A batch is taken back: nothing of it counts any more; what stayed is noted with its run.
MATCH (b:ImportBatch {id: $id})
REMOVE b.undo, b.undoing, b.shown, b.named
WITH b
MATCH (run:ImportRun {id: $run})
SET run.kept = (run.kept + $kept)[0..$most], run.kept_count = run.kept_count + size($kept),
    run.heartbeat_at = $now
