"""What is read of a mail, and what it becomes: for the docs, and held against the code."""

from importers.source import Fields

MAIL = Fields(
    "Mail",
    "Touchpoint",
    (
        ("Message-ID", "key"),
        ("Date, else Received", "at"),
        ("From, Sender, To, Cc, Delivered-To", "participants"),
        ("From", "direction"),
        ("Subject", "subject"),
        ("References, In-Reply-To", "initiation"),
        ("References, In-Reply-To, Message-ID", "thread"),
        ("text (with --keep-text)", "summary"),
        ("every mail", "channel"),
        ("every mail", "reach"),
    ),
    activity=True,
)
REPLY = Fields(
    "Automatic reply",
    "Signal",
    (
        ("Message-ID", "key"),
        ("Message-ID", "record"),
        ("Date, else Received", "at"),
        ("From", "person"),
        ("Subject, text", "kind"),
        ("Subject, text", "weight"),
        ("Subject, text", "detail"),
        ("text", "note"),
        ("text", "until"),
        ("every mail", "source"),
    ),
)
SUCCESSOR = Fields(
    "Automatic reply that names a successor",
    "SUCCEEDED_BY",
    (
        ("Message-ID", "key"),
        ("From", "person"),
        ("text", "successor"),
        ("Date, else Received", "since"),
        ("Date, else Received", "created_at"),
    ),
)
REPORT = Fields(
    "Report of a mail system",
    "Signal",
    (
        ("Message-ID", "key"),
        ("Message-ID", "record"),
        ("Date, else Received", "at"),
        ("Final-Recipient, Original-Recipient, X-Failed-Recipients, text", "person"),
        ("Action", "kind"),
        ("Status, Diagnostic-Code, text", "weight"),
        ("Status, Diagnostic-Code, text", "detail"),
        ("Status, Diagnostic-Code, text", "note"),
        ("every mail", "source"),
    ),
)
READ = (MAIL, REPLY, SUCCESSOR, REPORT)
