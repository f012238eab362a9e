// How much the graph holds, and when something was last imported.
CALL () { MATCH (a:Account) WHERE a.known RETURN count(a) AS accounts }
CALL () { MATCH (p:Person) WHERE p.known RETURN count(p) AS people }
CALL () { MATCH (t:Touchpoint) RETURN count(t) AS touchpoints }
CALL () {
  MATCH (run:ImportRun) WHERE run.state = 'done'
  RETURN max(run.started_at) AS imported_at
}
RETURN accounts, people, touchpoints, imported_at
