// Touchpoints that something speaks of before they came themselves.
UNWIND $ids AS id
MERGE (:Touchpoint {id: id})
