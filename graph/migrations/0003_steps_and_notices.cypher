// Steps and notices are new: there is nothing to change, but their constraints are made with this.
OPTIONAL MATCH (n:Notice)
