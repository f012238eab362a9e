// An asset and where it stands; one whose source does not say is published, or else a draft.
MATCH (n:Asset {id: $id})
WHERE n.deleted IS NULL
RETURN n.id AS id, properties(n) AS thing,
       coalesce(n.state, CASE WHEN n.published_at IS NULL THEN 'draft' ELSE 'published' END) AS state
