// One run, as far as it has come.
MATCH (run:ImportRun {id: $id})
RETURN properties(run) AS run
