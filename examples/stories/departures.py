"""Who left, who seems to, and who only looks so."""

from dataclasses import replace

from examples.plan import (
    Ask,
    Asset,
    Bounce,
    Consent,
    OneWay,
    PersonPlan,
    Reading,
    Rhythm,
)
from examples.stories.cast import (
    ADMIN,
    BUYER,
    CHAMPION,
    DECISION_MAKER,
    ENTERPRISE,
    MID_MARKET,
    SPONSOR,
    STRATEGIC,
    TECHNICAL_LEAD,
    USER,
)

UNKNOWN_USER = "550 5.1.1 The email account that you tried to reach does not exist"

BRIGHTWATER = replace(
    STRATEGIC,
    name="Brightwater Utilities",
    arr=1_840_000,
    currency="EUR",
    industry="Energy",
    country="Germany",
    renewal_in=74,
    use_cases=("field_service", "self_service"),
    people=(
        replace(
            CHAMPION,
            name="Ines Falkenrath",
            title="Leiterin Kundenservice",
            department="Customer Service",
            reports_to="Hartmut Silberhorn",
            rhythm=Rhythm(every=8, latest=12),
            flagged_gone=6,
            bounce=Bounce(UNKNOWN_USER, 5, on_mail=True),
            readings=(Reading("nps", 10, 90, "We would not go back."),),
            goals=("Answer nine of ten outage questions without a call",),
            consents=(Consent(("quote", "case_study", "reference_call"), 230, 300),),
            asks=(
                Ask("quote", 225),
                Ask("reference_call", 16, "accepted", reserved_for=9, request="brightwater-call"),
            ),
            assets=(Asset("quote", "Half the calls, twice the calm", 210),),
        ),
        replace(SPONSOR, name="Hartmut Silberhorn", title="Geschäftsführer"),
        replace(
            BUYER,
            name="Mechthild Uhlenbrock",
            title="Kaufmännische Geschäftsführerin",
        ),
        replace(DECISION_MAKER, name="Jörg Kaltenegger", title="Bereichsleiter Betrieb"),
        replace(TECHNICAL_LEAD, name="Ilka Dornseifer", title="Leiterin IT"),
        replace(ADMIN, name="Niklas Wiesentaler", title="Systemadministrator"),
        replace(
            USER,
            name="Bastian Oberwinter",
            title="Leiter Kundenportale",
            department="Customer Service",
            roles=("Influencer",),
            reports_to="Hartmut Silberhorn",
            rhythm=Rhythm(every=12, latest=9),
        ),
        replace(
            USER,
            name="Svenja Lindgruber",
            title="Teamleiterin Kundenservice",
            department="Customer Service",
            reports_to="Ines Falkenrath",
            rhythm=Rhythm(every=40, latest=25),
        ),
    ),
)

LENA_ADDRESS = "lena.rosenhain@postfach.example"
GLASSHOLLOW = replace(
    ENTERPRISE,
    name="Glasshollow Ceramics",
    industry="Manufacturing",
    country="Austria",
    currency="EUR",
    people=(
        replace(
            CHAMPION,
            name="Lena Rosenhain",
            title="Head of Operations Excellence",
            email=LENA_ADDRESS,
            rhythm=Rhythm(every=9, latest=52),
            relation_ended=45,
            readings=(Reading("judgement", 0.8, 120, "Speaks up for us in every round."),),
        ),
        replace(SPONSOR, name="Friedhelm Tannwald", title="Vorstand Betrieb"),
        replace(BUYER, name="Katja Hirschbühl", title="VP Finanzen"),
        replace(ADMIN, name="Detlef Ahrensfeld", title="Systemadministrator"),
    ),
)
VERDANT = replace(
    ENTERPRISE,
    name="Verdant Rail",
    industry="Transportation",
    country="Switzerland",
    people=(
        replace(
            CHAMPION,
            name="Lena Rosenhain",
            title="Director Passenger Services",
            email=LENA_ADDRESS,
            champion=False,
            roles=("Influencer",),
            joined=38,
            rhythm=None,
            one_way=OneWay(2, every=7, latest=9),
            goals=(),
        ),
        replace(CHAMPION, name="Lothar Eichenlaub", title="Leiter Bahnhofsbetrieb"),
        replace(SPONSOR, name="Gudrun Nußbaumer", title="Chief Operating Officer"),
        replace(BUYER, name="Thorsten Brückmoser", title="Vice President Finanzen"),
        replace(ADMIN, name="Wiebke Grünhagen", title="Sachbearbeiterin Systeme"),
    ),
)

ASHGROVE = replace(
    ENTERPRISE,
    name="Ashgrove Pharma",
    industry="Pharmaceuticals",
    renewal_in=120,
    people=(
        replace(
            CHAMPION,
            name="Callum Thistlewood",
            title="Director, Medical Information",
            rhythm=Rhythm(every=10, latest=52),
            declines=(31, 12),
            one_way=OneWay(3, every=9, latest=6),
        ),
        replace(SPONSOR, name="Verity Ashcombe", title="Chief Medical Officer"),
        replace(BUYER, name="Orson Quarmby", title="VP Finance"),
        replace(ADMIN, name="Nesta Gilliver", title="Systems Administrator"),
        replace(USER, name="Imogen Hathersage", title="Director, Patient Programmes"),
    ),
)
FERNHALLOW = replace(
    ENTERPRISE,
    name="Fernhallow Media",
    industry="Media",
    country="United States",
    people=(
        replace(CHAMPION, name="Barnaby Kettlewell", title="Director of Audience"),
        replace(
            SPONSOR,
            name="Saskia Ravensdale",
            title="Chief Customer Officer",
            rhythm=Rhythm(every=25, latest=36),
            executive_meetings=(60, 140),
            bounce=Bounce(UNKNOWN_USER, 14, on_mail=True),
        ),
        replace(BUYER, name="Quentin Mossgrove", title="SVP Finance"),
        replace(ADMIN, name="Winifred Larkham", title="Platform Administrator"),
    ),
)
CORVANE = replace(
    MID_MARKET,
    name="Corvane Stores",
    industry="Retail",
    country="France",
    currency="EUR",
    people=(
        replace(
            CHAMPION,
            name="Amandine Valcourtois",
            title="Directrice de la relation client",
            rhythm=Rhythm(every=12, latest=11),
            bounce=Bounce("552 5.2.2 Mailbox full: the recipient has exceeded its quota", 8),
        ),
        replace(BUYER, name="Régis Fontvieille", title="Directeur financier"),
        replace(ADMIN, name="Maëlle Tournebise", title="Administratrice systèmes"),
    ),
)
DUNMARSH = replace(
    MID_MARKET,
    name="Dunmarsh Machinery",
    industry="Manufacturing",
    people=(
        replace(CHAMPION, name="Rowan Penhallow", title="Head of Aftersales"),
        replace(BUYER, name="Una Birkenshaw", title="Finance Director"),
        replace(
            ADMIN,
            name="Fergus Netherby",
            title="Integration Engineer",
            bounce=Bounce(UNKNOWN_USER, 40),
        ),
        PersonPlan(
            name="Hollis Underhay",
            title="Service Planner",
            department="Operations",
            roles=("Business User",),
            rhythm=Rhythm(every=45, latest=60),
            bounce=Bounce("450 4.2.0 Greylisted, please try again in 300 seconds", 20),
        ),
    ),
)

THORNWICK = replace(
    ENTERPRISE,
    name="Thornwick Packaging",
    arr=640_000,
    industry="Manufacturing",
    country="Netherlands",
    currency="EUR",
    renewal_in=81,
    people=(
        replace(
            CHAMPION,
            name="Beatrix Hallingdal",
            title="Director of Service Operations",
            department="Customer Service",
            reports_to="Cornelis Waterlander",
            rhythm=Rhythm(every=8, latest=6),
            readings=(Reading("nps", 10, 60, "Ask me anything, I will tell anybody."),),
            consents=(Consent(("quote", "case_study", "reference_call"), 260, 470),),
            asks=(
                Ask("quote", 240),
                Ask("case_study", 11, "accepted", reserved_for=12, request="thornwick-story"),
            ),
            assets=(Asset("quote", "A day of unpacking, an hour of asking", 228),),
        ),
        replace(SPONSOR, name="Cornelis Waterlander", title="Chief Operating Officer"),
        replace(BUYER, name="Hedwig Rozendaal", title="VP Finance"),
        replace(ADMIN, name="Joost Elzinga", title="Systems Administrator"),
        replace(
            USER,
            name="Mirjam Zandbergen",
            title="Director of Customer Care",
            department="Customer Service",
            roles=("Influencer",),
            reports_to="Cornelis Waterlander",
            rhythm=Rhythm(every=11, latest=8),
        ),
    ),
)
"""Everything is well here, and much hangs on one person: what the demo plays begins here."""

DEPARTURES = (
    BRIGHTWATER,
    GLASSHOLLOW,
    VERDANT,
    ASHGROVE,
    FERNHALLOW,
    CORVANE,
    DUNMARSH,
    THORNWICK,
)
