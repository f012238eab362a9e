// A touchpoint that concerns two accounts which are becoming one concerns it once.
MATCH (:Merger {id: $id})
MATCH (:Account {id: $survivor})<-[:CONCERNS]-(:Touchpoint)-[r:CONCERNS]->(:Account {id: $loser})
DELETE r
