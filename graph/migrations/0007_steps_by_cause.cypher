// Steps are found by the decision that led to them, notices by what they are about: nothing changes,
// but the indexes are made with this.
OPTIONAL MATCH (s:Step)
