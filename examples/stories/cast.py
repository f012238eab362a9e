"""Accounts and people in good order; a story replaces what is different about its own."""

from examples.plan import AccountPlan, DealPlan, PersonPlan, Rhythm

CHAMPION = PersonPlan(
    name="",
    title="",
    department="Operations",
    champion=True,
    roles=("Champion",),
    rhythm=Rhythm(every=8, latest=4),
    goals=("Bring the second region live by summer",),
)
SPONSOR = PersonPlan(
    name="",
    title="",
    department="Management",
    roles=("Executive Sponsor",),
    rhythm=Rhythm(every=20, latest=12),
    executive_meetings=(33, 96, 170, 255, 340),
    goals=("One service level across all sites",),
)
BUYER = PersonPlan(
    name="",
    title="",
    department="Finance",
    deal_role="Economic Buyer",
    rhythm=Rhythm(every=19, latest=10),
    goals=("Cut cost per contact by a tenth",),
)
DECISION_MAKER = PersonPlan(
    name="",
    title="",
    department="Operations",
    roles=("Decision Maker",),
    rhythm=Rhythm(every=20, latest=11),
    goals=("Retire the old ticket system",),
)
TECHNICAL_LEAD = PersonPlan(
    name="",
    title="",
    department="Information Technology",
    roles=("Technical Buyer",),
    rhythm=Rhythm(every=17, latest=8),
    goals=("Single sign-on everywhere",),
)
ADMIN = PersonPlan(
    name="",
    title="",
    department="Information Technology",
    own_roles=("Admin",),
    rhythm=Rhythm(every=16, latest=7, channels=("call", "mail", "mail", "mail")),
    goals=("Fewer manual exports",),
)
USER = PersonPlan(name="", title="", department="Operations", roles=("Business User",))

SUBSCRIPTION = DealPlan("Subscription", "Closed Won", 100_000, opened=640, closes=600)
EXPANSION = DealPlan("Expansion", "Proposal", 60_000, opened=50, closes=-45)

STRATEGIC = AccountPlan(
    name="",
    segment="Strategic",
    arr=1_400_000,
    industry="",
    country="United States",
    employees=18_000,
    people=(),
    renewal_in=210,
    csm="Ruth Adeyemi",
    account_manager="Paula Greaves",
    executive="Silas Verhoeven",
    owner="Paula Greaves",
    review_every=90,
    deals=(SUBSCRIPTION, EXPANSION),
    bystanders=14,
)
ENTERPRISE = AccountPlan(
    name="",
    segment="Enterprise",
    arr=420_000,
    industry="",
    country="United Kingdom",
    employees=4_200,
    people=(),
    renewal_in=190,
    csm="Carmen Ortuzar",
    account_manager="Stefan Dorn",
    executive="Noor Castellane",
    owner="Stefan Dorn",
    review_every=90,
    deals=(SUBSCRIPTION,),
    bystanders=9,
)
MID_MARKET = AccountPlan(
    name="",
    segment="Mid-Market",
    arr=120_000,
    industry="",
    country="Canada",
    employees=700,
    people=(),
    renewal_in=170,
    csm="Malik Farrow",
    account_manager="Lucy Ngata",
    owner="Lucy Ngata",
    deals=(SUBSCRIPTION,),
    bystanders=4,
)
SMALL = AccountPlan(
    name="",
    segment="SMB",
    arr=26_000,
    industry="",
    country="Ireland",
    employees=90,
    people=(),
    renewal_in=150,
    csm="Astrid Kvale",
    account_manager="Lucy Ngata",
    owner="Lucy Ngata",
    deals=(SUBSCRIPTION,),
)
