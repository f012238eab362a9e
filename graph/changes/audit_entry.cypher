// Note who changed, exported or was denied what.
CREATE (:AuditEntry {
  id: $id, at: $at, actor: $actor, action: $action, target: $target, request: $request,
  given: $given
})
