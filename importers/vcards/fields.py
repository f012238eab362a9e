"""What is read of a card, and what it becomes: for the docs, and held against the code."""

from importers.source import Fields

CARD = Fields(
    "VCARD",
    "Person",
    (
        ("UID, else FN and the first EMAIL", "key"),
        ("EMAIL, URL, X-SOCIALPROFILE", "names"),
        ("FN, else N", "name"),
        ("EMAIL, PREF", "email"),
        ("EMAIL", "emails"),
        ("TEL, no fax", "phone"),
        ("URL, X-SOCIALPROFILE, SOCIALPROFILE, X-LINKEDIN, IMPP", "links"),
        ("TITLE, else ROLE", "title"),
        ("ORG, second part", "department"),
        ("X-MANAGER, X-MS-MANAGER, X-EVOLUTION-MANAGER, X-ABRELATEDNAMES, RELATED", "reports_to"),
        ("REV", "modified_at"),
    ),
)
ASSISTANT = Fields(
    "VCARD that names an assistant",
    "REPORTS_TO",
    (
        ("UID", "key"),
        ("X-ASSISTANT, X-MS-ASSISTANT, X-EVOLUTION-ASSISTANT, AGENT, RELATED", "person"),
        ("UID", "manager"),
        ("REV", "modified_at"),
    ),
)
READ = (CARD, ASSISTANT)
