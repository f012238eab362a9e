"""What is true of the forty people, written by hand."""

WHO = {
    # Acme
    "Ann Lee": "salesforce 1, hubspot 51, vcard card-ann, ann.lee@acme.example",
    "Bob Ray": "salesforce 2, hubspot 52, bob.ray@acme.example",
    "Cara Voss": "salesforce 3, hubspot 53, c.voss@acme.example, cara.voss@acme.example",
    "Dev Patel": "salesforce 4, vcard card-dev, linkedin in/dev-patel, dev@acme.example, "
    "dev.patel@home.example",
    "Eli Stone": "salesforce 5, hubspot 55, hubspot 56, eli.stone@acme.example, eli@acme.example",
    "Fay Moss": "salesforce 6",
    "Gus Hale": "salesforce 7",
    "Jo Park": "vcard card-jo, jo.park@acme.example",
    # Globex
    "Kim Olsen": "salesforce 11, kim@globex.example",
    "Lars Beck": "salesforce 12, hubspot 62, lars@globex.example",
    "Mia Roth": "salesforce 13, mia@globex.example",
    "Nils Falk": "salesforce 14, nils@globex.example",
    "Olga Reis": "salesforce 15, olga@globex.example",
    "Olga Reis (2)": "hubspot 65, o.reis@globex.example",
    "Pia Lund": "salesforce 17, pia@globex.example",
    "Pia Lund-Weber": "vcard card-pia",
    "Quinn Abe": "salesforce 19, quinn@globex.example",
    "Rosa Diaz": "salesforce 20, rosa@labs.globex.example",
    # Initech
    "Sam Boyd": "salesforce 21, sam@initech.example",
    "Tara Wolf": "salesforce 22, tara@initech.example",
    "Umar Aziz": "salesforce 23, umar@initech.example",
    "Vera Lind": "salesforce 24, vera@initech.example",
    "Will Ash": "salesforce 25, will@initech.example",
    "Xena Cruz": "salesforce 26, xena@initech.example",
    "Yan Chu": "salesforce 27, yan@initech.example",
    "Zoe Hart": "salesforce 28, zoe@initech.example",
    "Abe Frost": "salesforce 29, abe@initech.example",
    "Bea Nair": "salesforce 30, bea@initech.example",
    # Umbra
    "Cal Dunn": "hubspot 81, cal@umbra.example",
    "Dora Vey": "hubspot 82, vcard card-dora, dora@umbra.example",
    "Eddy Marsh": "hubspot 83, eddy@umbra.example",
    "Flo Winter": "hubspot 84, flo@umbra.example",
    "Gil Novak": "hubspot 85, gil@umbra.example",
    "Hope Lane": "hubspot 86, hope+crm@umbra.example",
    "Ian Blau": "hubspot 88, vcard card-ian, ian@umbra.example",
    "Jade Fox": "hubspot 89, jade@umbra.example",
    "Kurt Wild": "hubspot 90, kurt@umbra.example",
}
"""Everybody whom a record names, with what names them. Fay and Gus share info@acme.example."""

GHOSTS = {
    ("Acme", "hana.ito@acme.example", 1),
    ("Acme", "ivo.kern@acme.example", 1),
    ("Umbra", "hope@umbra.example", 1),
}
"""Who wrote or came and stands in no record. hope@ is not hope+crm@."""

TITLES = {
    "Ann Lee": "VP Operations",  # not HubSpot's "VP Ops", nor her card's
    "Bob Ray": "IT Administrator",
    "Eli Stone": "Buyer",
    "Lars Beck": "Finance Director",
    "Dora Vey": "Managing Director",
}
PHONES = {
    "Ann Lee": "+1 555 010 0100",  # the CRM's, not the card's
    "Bob Ray": "+1 555 010 0102",  # only HubSpot has one
    "Dev Patel": "+1 555 010 0104",  # only his card has one
    "Pia Lund": "+49 30 901820",
    "Pia Lund-Weber": "+49 (30) 90 18 20",
}
MANAGERS = {
    ("Bob Ray", "Ann Lee"),
    ("Dev Patel", "Ann Lee"),
    ("Lars Beck", "Kim Olsen"),
    ("Rosa Diaz", "Mia Roth"),
    ("Ian Blau", "Cal Dunn"),
    ("Jade Fox", "Dora Vey"),
}
SUCCESSORS = {("Kim Olsen", "Lars Beck")}

RECENCY = {
    # who, where: roles, state, days since the last touch
    ("Ann Lee", "Acme"): ("champion decision_maker executive_sponsor", "ON_TIME", 3),
    ("Cara Voss", "Acme"): ("economic_buyer", "NEVER_TOUCHED", None),
    ("Lars Beck", "Globex"): ("economic_buyer", "ON_TIME", 5),
    ("Mia Roth", "Globex"): ("champion", "OVERDUE", 90),
    ("Nils Falk", "Globex"): ("executive_sponsor", "OVERDUE", 90),
    ("Olga Reis (2)", "Globex"): ("end_user", "NO_CADENCE", None),
    ("Quinn Abe", "Globex"): ("admin", "NEVER_TOUCHED", None),
    ("Rosa Diaz", "Globex Labs"): ("champion", "NEVER_TOUCHED", None),
    ("Sam Boyd", "Initech"): ("champion", "ON_TIME", 19),
    ("Tara Wolf", "Initech"): ("economic_buyer", "ON_TIME", 13),
    ("Umar Aziz", "Initech"): ("admin", "ON_TIME", 12),
    ("Cal Dunn", "Umbra"): ("champion", "ON_TIME", 5),
    ("Dora Vey", "Umbra"): ("decision_maker", "NO_CADENCE", None),
    ("Eddy Marsh", "Umbra"): ("admin", "ON_TIME", 7),
    ("Flo Winter", "Umbra"): ("end_user", "NO_CADENCE", None),
    ("Gil Novak", "Umbra"): ("influencer", "NO_CADENCE", None),
    ("Kurt Wild", "Umbra"): ("legal", "NO_CADENCE", 2),
}
"""Kim and Xena left, and Will's role ended: they are not here."""

DEPARTURES = {
    ("Kim Olsen", "Globex"): ("CONFIRMED", 0.95, ["auto_reply_left"]),
    ("Mia Roth", "Globex"): ("SUSPECTED", 0.8, ["bounce"]),
    ("Xena Cruz", "Initech"): ("CONFIRMED", 1.0, ["crm_flag"]),
    ("Gil Novak", "Umbra"): ("SUSPECTED", 0.8, ["bounce"]),
}
"""A full mailbox (Flo), an absence (Nils), a deleted record (Vera), one refusal (Rosa): no case."""

MERGE_SUGGESTIONS = {
    ("Olga Reis", "Olga Reis (2)", 0.9),
    ("Pia Lund", "Pia Lund-Weber", 0.6),
}

ACCOUNTS = {
    "Acme": ("enterprise", 400_000_00, "USD", "Dana Fox", None),
    "Globex": ("strategic", 2_000_000_00, "EUR", "Erin Moor", None),
    "Globex Labs": ("smb", None, None, "Erin Moor", "Globex"),
    "Initech": ("mid_market", 60_000_00, "USD", "Dana Fox", None),
    "Umbra": ("smb", 20_000_00, "USD", "Dana Fox", None),
}
"""Segment, ARR in minor units, currency, who owns it in Salesforce (else HubSpot), parent."""

TOUCHPOINTS = {"salesforce": 6, "hubspot": 3, "mail": 9, "calendar": 10}
"""How many each source tells; nothing is made of automatic and internal mail."""
