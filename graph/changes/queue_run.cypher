// A run that waits for its turn: what was uploaded is there, and is read later.
CREATE (run:ImportRun)
SET run = $run
