// Asks whose reservation has ended, and requests that were needed before today.
CALL () {
  MATCH (k:Ask)
  WHERE k.reserved_until <= $at AND k.state IN $lapsing AND k.deleted IS NULL
  WITH k ORDER BY k.reserved_until, k.id
  RETURN collect(k.id) AS asks
}
CALL () {
  MATCH (r:AdvocacyRequest)
  WHERE r.needed_on < $today AND r.state IN $waiting AND r.key IS NOT NULL AND r.deleted IS NULL
  WITH r ORDER BY r.id
  RETURN collect(r.id) AS requests
}
RETURN asks, requests
