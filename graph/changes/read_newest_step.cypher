// When anybody last took a step with an ask of this person, or of anybody at this account.
CALL () {
  MATCH (:Person {id: $person})-[:WAS_ASKED]->(:Ask)<-[:STEP_OF]-(s:Step)
  RETURN max(s.at) AS of_person
}
CALL () {
  MATCH (:Account {id: $account})<-[:ABOUT]-(:Ask)<-[:STEP_OF]-(s:Step)
  RETURN max(s.at) AS of_account
}
RETURN of_person, of_account
