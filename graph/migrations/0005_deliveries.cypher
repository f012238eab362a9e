// Webhooks and deliveries are new: there is nothing to change, but their constraints are made with
// this. What was noticed before anybody could be told waits for nobody.
OPTIONAL MATCH (n:Delivery)
