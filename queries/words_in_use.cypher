// The words this deployment has for roles and segments, beside those that everybody has.
CALL () { MATCH (r:Role) WHERE r.name IS NOT NULL RETURN collect(DISTINCT r.name) AS roles }
CALL () {
  MATCH (s:AccountState) WHERE s.segment IS NOT NULL
  RETURN collect(DISTINCT s.segment) AS segments
}
RETURN roles, segments
