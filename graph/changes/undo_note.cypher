// A batch is taken back: nothing of it counts any more; what stayed is noted with its run, and how to
// try again to take it back.
MATCH (b:ImportBatch {id: $id})
WITH b, coalesce(b.kept, []) AS before
SET b.left = $left, b.kept = $kept
REMOVE b.undo, b.undoing, b.shown, b.named
WITH before
MATCH (run:ImportRun {id: $run})
SET run.kept = ([line IN run.kept WHERE NOT line IN before] + $kept)[0..$most],
    run.kept_count = run.kept_count - size(before) + size($kept), run.heartbeat_at = $now
