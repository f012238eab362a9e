"""How the graph came to be: identifiers, records, imports, the audit log, keys."""

from graph.model.declaring import Entity, Property, Reader, Type

IDENTIFIER = Entity(
    "Identifier",
    "",
    "A name that some system gives to one account, person or teammate.",
    (Property("key", Type.TEXT, "`email:ann@acme.example`, `salesforce:Contact:003…`"),),
)

RECORD = Entity(
    "Record",
    "",
    "What one record of one source said, in every version seen.",
    (
        Property("key", Type.TEXT, "source, object and id of the record"),
        Property("kind", Type.TEXT, "what it speaks of"),
        Property("subject", Type.TEXT, "key of the account or person it speaks of"),
        Property("through", Type.TEXT, "key of the deal through which it does"),
        Property("names", Type.WORDS, "further keys that it claims for its subject"),
        Property("versions", Type.TEXT, "JSON list of versions"),
    ),
)

MERGER = Entity(
    "Merger",
    "mrg",
    "Somebody's word that two people or accounts are one; un-merging takes it back.",
    (
        Property("loser", Type.TEXT, "id of the one that was merged into the other"),
        Property("survivor", Type.TEXT, "id of the other"),
        Property("keys", Type.WORDS, "the keys that named the loser"),
        Property("touchpoints", Type.WORDS, "ids of those that concerned the loser alone"),
        Property("shared", Type.WORDS, "ids of those that concerned both"),
        Property("at", Type.MOMENT, "when"),
    ),
)

IMPORT_RUN = Entity(
    "ImportRun",
    "run",
    "One run of one importer.",
    (
        Property("source", Type.TEXT, "which source"),
        Property("path", Type.TEXT, "name of the file or folder"),
        Property("fingerprint", Type.TEXT, "of what was read, to resume it"),
        Property(
            "state",
            Type.TEXT,
            "where it stands; interrupted: nothing was heard of it for minutes",
            values=("queued", "running", "interrupted", "failed", "done", "undoing", "undone"),
        ),
        Property("error", Type.TEXT, "why it failed"),
        Property("by", Type.TEXT, "which key uploaded it"),
        Property("taken_at", Type.MOMENT, "when the export was taken: the watermark"),
        Property("touchpoints", Type.FLAG, "the export held activity files"),
        Property("started_at", Type.MOMENT, "when the run began"),
        Property("ended_at", Type.MOMENT, "when it ended"),
        Property("heartbeat_at", Type.MOMENT, "when it last showed that it was alive"),
        Property("table", Type.TEXT, "which table it is at"),
        Property("total", Type.WHOLE, "rows there are to read, as far as that is known"),
        Property("read", Type.WHOLE, "rows read so far"),
        Property("written", Type.WHOLE, "rows written"),
        Property("unchanged", Type.WHOLE, "rows that said nothing new"),
        Property("rejected", Type.WHOLE, "rows rejected"),
        Property("partly_read", Type.WHOLE, "rows used without a value that could not be read"),
        Property("absent", Type.WHOLE, "records that a full export no longer had"),
        Property("objects", Type.WORDS, "the objects it held records of"),
        Property("full", Type.WORDS, "those of which it held everything"),
        Property("warnings", Type.WORDS, "what it did not do, and why"),
        Property("undone_at", Type.MOMENT, "when it was taken back"),
        Property("kept", Type.WORDS, "what could not be taken back, and why; the first 1,000"),
        Property("kept_count", Type.WHOLE, "how much could not be taken back"),
    ),
)

IMPORT_BATCH = Entity(
    "ImportBatch",
    "bat",
    "The ledger: one batch, written in the same transaction as its rows.",
    (
        Property("run", Type.TEXT, "id of the run"),
        Property("file", Type.TEXT, "which file"),
        Property("number", Type.WHOLE, "which batch of it"),
        Property("rows", Type.WHOLE, "how many rows"),
        Property("written", Type.WHOLE, "how many of them changed something"),
        Property("entered_at", Type.MOMENT, "when"),
        Property("rejects", Type.TEXT, "JSON list of rows that could not be used"),
        Property("undo", Type.TEXT, "JSON of what it takes to take it back"),
        Property("shown", Type.TEXT, "marks of the records it shows"),
        Property("named", Type.TEXT, "marks of the other keys it speaks of"),
    ),
)

AUDIT_ENTRY = Entity(
    "AuditEntry",
    "aud",
    "Who changed, exported or was denied what, and when.",
    (
        Property("at", Type.MOMENT, "when"),
        Property("actor", Type.TEXT, "which key or command"),
        Property("action", Type.TEXT, "what was done"),
        Property("target", Type.TEXT, "id of what it was done to"),
        Property("request", Type.TEXT, "request id"),
        Property("given", Type.TEXT, "fingerprint of what was given, for idempotency keys"),
    ),
)

API_KEY = Entity(
    "ApiKey",
    "key",
    "A key to the API; only its hash is kept.",
    (
        Property("hash", Type.TEXT, "SHA-256 of the key"),
        Property("hint", Type.TEXT, "its first characters, to tell keys apart"),
        Property("name", Type.TEXT, "whose it is"),
        Property("role", Type.TEXT, "what it may do", values=tuple(Reader)),
        Property("created_at", Type.MOMENT, "when it was made"),
        Property("expires_at", Type.MOMENT, "when it ends"),
        Property("revoked_at", Type.MOMENT, "when it was revoked"),
    ),
)
