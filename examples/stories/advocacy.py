"""Whom we may ask to speak for us, and everybody we may not, each for another reason."""

from dataclasses import replace

from examples.plan import (
    Ask,
    Asset,
    CasePlan,
    Consent,
    Reading,
    Rhythm,
)
from examples.stories.cast import (
    ADMIN,
    BUYER,
    CHAMPION,
    DECISION_MAKER,
    ENTERPRISE,
    SPONSOR,
    STRATEGIC,
    TECHNICAL_LEAD,
)

WILLING = (Consent(("reference_call", "quote", "case_study"), granted=300, days_left=400),)
PROMOTER = (Reading("nps", 10, 45, "Best decision of that year."),)
PRACTISED = (Ask("quote", 400), Ask("reference_call", 330), Ask("reference_call", 260))

MERIDIAN = replace(
    STRATEGIC,
    name="Meridian Orchards",
    arr=1_250_000,
    industry="Food & Beverage",
    country="Italy",
    currency="EUR",
    employees=9_400,
    use_cases=("forecasting", "self_service"),
    people=(
        replace(
            CHAMPION,
            name="Ottavia Castelmonte",
            title="Direttrice Servizio Clienti",
            rhythm=Rhythm(every=6, latest=3),
            readings=(*PROMOTER, Reading("judgement", 0.9, 20, "Offers to help unasked.")),
            consents=WILLING,
            asks=PRACTISED,
            assets=(Asset("case_study", "From orchard to shelf without a phone call", 240),),
            benefits=("Speaker ticket for the spring forum",),
        ),
        replace(SPONSOR, name="Pierluigi Bellombra", title="Amministratore delegato"),
        replace(BUYER, name="Nives Fontebuona", title="Vicepresidente Finanza"),
        replace(DECISION_MAKER, name="Manlio Pietralunga", title="Direttore operativo"),
        replace(TECHNICAL_LEAD, name="Elettra Doriani", title="Direttrice sistemi informativi"),
        replace(ADMIN, name="Brando Nocentelli", title="Sistemista"),
    ),
)

TALLGRASS = replace(
    ENTERPRISE,
    name="Tallgrass Analytics",
    industry="Technology",
    country="United States",
    people=(
        replace(
            CHAMPION,
            name="Wanjiru Mbeki-Rao",
            title="Head of Customer Success",
            department="Customer Service",
            readings=PROMOTER,
            consents=WILLING,
            asks=(
                Ask("quote", 420),
                Ask("reference_call", 140),
                Ask("case_study", 80),
                Ask("reference_call", 12),
            ),
        ),
        replace(
            SPONSOR,
            name="Daichi Nakashiro",
            title="Chief Executive Officer",
            readings=(Reading("nps", 9, 70),),
            consents=WILLING,
            asks=(Ask("quote", 170), Ask("speaking", 95)),
        ),
        replace(BUYER, name="Zofia Kowalczewski", title="VP Finance", asks=(Ask("review", 60),)),
        replace(ADMIN, name="Bilal Suzukawa", title="Integration Engineer"),
    ),
)

SMALL_ACT = (Ask("quote", 300),)
"""One small act done: enough that a larger one may follow."""
VOICE = replace(
    ADMIN, department="Operations", own_roles=(), roles=("Influencer",), readings=PROMOTER
)
WRENFIELD = replace(
    ENTERPRISE,
    name="Wrenfield Clinics",
    industry="Healthcare",
    country="Ireland",
    currency="EUR",
    people=(
        replace(
            CHAMPION,
            name="Chiamaka Okonjola",
            title="Director of Clinics",
            readings=PROMOTER,
            asks=SMALL_ACT,
        ),
        replace(
            SPONSOR,
            name="Theodora Vale",
            title="Chief Executive Officer",
            readings=PROMOTER,
            consents=(Consent(("reference_call",), 500, days_left=-30),),
            asks=SMALL_ACT,
        ),
        replace(
            BUYER,
            name="Priyanka Wondimu",
            title="VP Finance",
            readings=PROMOTER,
            consents=(Consent(("reference_call",), 200, regions=("DACH",)),),
            asks=SMALL_ACT,
        ),
        replace(
            ADMIN,
            name="Olumide Abiodun-Grey",
            title="IT Manager",
            readings=PROMOTER,
            consents=(Consent(("quote", "logo"), 200),),
            asks=SMALL_ACT,
        ),
        replace(
            VOICE,
            name="Jelena Baptistova",
            title="Operations Manager",
            opted_out=True,
            consents=WILLING,
            asks=SMALL_ACT,
        ),
        replace(
            VOICE,
            name="Yusuf Tuilagi",
            title="Head of Reception",
            readings=(Reading("nps", 3, 25, "The new release broke our rota."),),
            consents=WILLING,
            asks=SMALL_ACT,
        ),
        replace(
            VOICE,
            name="Gulnara Yamaguchi-Bell",
            title="Programme Manager",
            consents=WILLING,
        ),
        replace(
            VOICE,
            name="Ikram Farouqi",
            title="Director of Quality",
            consents=WILLING,
            asks=(*SMALL_ACT, Ask("reference_call", 35, "scheduled", reserved_for=6)),
        ),
        replace(
            VOICE,
            name="Adaeze Lindqvist",
            title="Patient Services Manager",
            consents=WILLING,
            asks=(*SMALL_ACT, Ask("reference_call", 75, "declined")),
        ),
        replace(
            VOICE,
            name="Ummi Zielonka",
            title="Knowledge Author",
            consents=(Consent(("reference_call", "quote"), 350, revoked=50),),
            asks=SMALL_ACT,
        ),
    ),
    bystanders=0,
)

ADVOCATE = replace(CHAMPION, name="", title="", readings=PROMOTER, consents=WILLING, asks=SMALL_ACT)
ROOKWELL = replace(
    ENTERPRISE,
    name="Rookwell Insurance",
    industry="Insurance",
    country="Belgium",
    currency="EUR",
    people=(
        replace(ADVOCATE, name="Théodore Rocheval", title="Directeur des opérations"),
        replace(SPONSOR, name="Violette Noirmont", title="Directrice générale"),
        replace(BUYER, name="Damien Beaucastel", title="VP Finances"),
        replace(ADMIN, name="Océane Delacombe", title="Ingénieure intégration"),
    ),
    cases=(
        CasePlan(
            "Claims queue stops every night",
            opened=9,
            priority="High",
            escalated=True,
            contact="Océane Delacombe",
        ),
    ),
)
FJORD = replace(
    ENTERPRISE,
    name="Cobalt Fjord Shipping",
    industry="Transportation",
    country="United Kingdom",
    renewal_in=24,
    people=(
        replace(ADVOCATE, name="Imogen Kettlewell", title="Director of Operations"),
        replace(SPONSOR, name="Jasper Ravensdale", title="Managing Director"),
        replace(BUYER, name="Edith Birkenshaw", title="VP Finance"),
        replace(ADMIN, name="Callum Mossgrove", title="Systems Administrator"),
    ),
)
HOLLOWBROOK = replace(
    ENTERPRISE,
    name="Hollowbrook Energy",
    industry="Energy",
    country="United States",
    hold_days=40,
    competitors=("brightwaterutilities.example", "emberlightgrid.example"),
    people=(
        replace(ADVOCATE, name="Quentin Larkham", title="Director of Field Ops"),
        replace(SPONSOR, name="Abigail Hathersage", title="President"),
        replace(BUYER, name="Fergus Dunmorrow", title="VP Finance"),
        replace(ADMIN, name="Nesta Yardley", title="Systems Administrator"),
    ),
)

ADVOCACY = (MERIDIAN, TALLGRASS, WRENFIELD, ROOKWELL, FJORD, HOLLOWBROOK)
