"""Whom we should know and do not, and whom we have not spoken to for too long."""

from dataclasses import replace

from examples.plan import AccountPlan, OneWay, PersonPlan, Rhythm
from examples.stories.cast import (
    ADMIN,
    BUYER,
    CHAMPION,
    DECISION_MAKER,
    ENTERPRISE,
    MID_MARKET,
    SMALL,
    SPONSOR,
    STRATEGIC,
    TECHNICAL_LEAD,
    USER,
)

KESTRELMOOR = replace(
    ENTERPRISE,
    name="Kestrelmoor Freight",
    arr=510_000,
    industry="Transportation",
    country="Netherlands",
    currency="EUR",
    renewal_in=38,
    people=(
        replace(CHAMPION, name="Sanne Groenewater", title="Hoofd Klantenservice"),
        replace(
            SPONSOR,
            name="Diederik Hoogduin",
            title="Algemeen directeur",
            rhythm=Rhythm(every=40, latest=160),
            executive_meetings=(160, 250),
        ),
        replace(
            BUYER, name="Coosje Polderman", title="VP Finance", rhythm=Rhythm(every=30, latest=134)
        ),
        replace(
            ADMIN, name="Hidde Lindeboom", title="Systeembeheerder", rhythm=Rhythm(25, latest=121)
        ),
        replace(USER, name="Eline van Elzen", title="Manager Planning", rhythm=Rhythm(60, 200)),
    ),
    bystanders=4,
)

SOLENNE = replace(
    ENTERPRISE,
    name="Solenne Parfums",
    arr=690_000,
    industry="Retail",
    country="France",
    currency="EUR",
    people=(
        replace(CHAMPION, name="Isaure Chantelouve", title="Directrice Expérience Client"),
        replace(
            SPONSOR,
            name="Aurélie Montrevel",
            title="Présidente-directrice générale",
            rhythm=None,
            executive_meetings=(),
            one_way=OneWay(14, every=16, latest=5, channels=("mail",)),
        ),
        replace(
            BUYER,
            name="Hervé Grandchêne",
            title="VP Finances",
            executive_meetings=(40, 120, 210),
        ),
        replace(ADMIN, name="Noémie Lavaurs", title="Administratrice systèmes"),
    ),
)

NORTHLIGHT = replace(
    STRATEGIC,
    name="Northlight Hospitals",
    arr=2_150_000,
    industry="Healthcare",
    country="United States",
    employees=31_000,
    review_every=0,
    people=(
        replace(CHAMPION, name="Abigail Fairweather", title="Director of Patient Access"),
        replace(
            SPONSOR,
            name="Tobias Whitlock-Dane",
            title="Chief Operating Officer",
            executive_meetings=(131, 215, 300, 390),
        ),
        replace(BUYER, name="Philippa Oakshott", title="Chief Financial Officer"),
        replace(DECISION_MAKER, name="Nandini Raghunathan", title="VP Operations"),
        replace(
            TECHNICAL_LEAD,
            name="Kwabena Gyamerah",
            title="Head of Platforms",
            preferred_days=60,
            rhythm=Rhythm(every=50, latest=44),
        ),
        replace(ADMIN, name="Jasper Inglebright", title="Systems Administrator"),
    ),
)

QUILLON = replace(
    MID_MARKET,
    name="Quillon Harvest",
    industry="Food & Beverage",
    country="Australia",
    csm="Greta Molloy",
    account_manager="Hugo Penrose",
    owner="Hugo Penrose",
    people=(
        replace(
            CHAMPION,
            name="Leilani Yardley",
            title="Head of Grower Relations",
            rhythm=Rhythm(14, 23),
        ),
        replace(BUYER, name="Edith Dunmorrow", title="Controller", rhythm=Rhythm(40, 24)),
        replace(ADMIN, name="Lorcan Eldergate", title="IT Manager", rhythm=Rhythm(40, 26)),
    ),
)

ALDERMERE = replace(
    STRATEGIC,
    name="Aldermere Group",
    industry="Energy",
    country="United Kingdom",
    people=(
        replace(CHAMPION, name="Gwendolyn Cawdrey", title="Director of Service Operations"),
        replace(SPONSOR, name="Maeve Stonebridge", title="President"),
        replace(
            BUYER,
            name="Tariq Farouqi",
            title="Group Chief Financial Officer",
            also_at=(("Aldermere Offshore", ("Economic Decision Maker",)),),
        ),
        replace(DECISION_MAKER, name="Delphine Larkham", title="SVP Global Operations"),
        replace(TECHNICAL_LEAD, name="Vikram Chandrapur", title="Director, Enterprise Systems"),
        replace(ADMIN, name="Keziah Gilliver", title="Solutions Architect"),
    ),
)
OFFSHORE = replace(
    ENTERPRISE,
    name="Aldermere Offshore",
    arr=280_000,
    industry="Energy",
    country="United Kingdom",
    parent="Aldermere Group",
    people=(
        replace(
            CHAMPION,
            name="Rasmus Haugsrud",
            title="Head of Crew Services",
            reports_to="Maeve Stonebridge",
        ),
        replace(ADMIN, name="Sunniva Ekström-Li", title="Systems Administrator"),
        replace(USER, name="Zelda Netherby", title="Crew Planner", rhythm=Rhythm(50, 30)),
        replace(
            USER,
            name="Mihai Dragulescu",
            title="Vice President Marine Assets",
            roles=("Evaluator",),
            executive_meetings=(28, 110),
        ),
    ),
)

JUNIPER = replace(
    SMALL,
    name="Juniper Bay Hotels",
    industry="Hospitality",
    country="Portugal",
    currency="EUR",
    people=(
        replace(
            CHAMPION,
            name="Madalena Ribeirinho",
            title="Diretora de Operações",
            rhythm=Rhythm(30, 8),
            burst=6,
        ),
        replace(ADMIN, name="Nuno Salgueiral", title="Gerente de Sistemas"),
    ),
)

PINEMARROW = replace(
    MID_MARKET,
    name="Pinemarrow Credit Union",
    industry="Banking",
    country="Canada",
    support_desk=True,
    people=(
        replace(CHAMPION, name="Ewa Zielonka", title="Head of Member Services"),
        replace(BUYER, name="Rasmus Petrovic-Han", title="VP Finance"),
        replace(ADMIN, name="Farida Ismailova", title="Systems Administrator"),
    ),
)
LARKSPUR = replace(
    MID_MARKET,
    name="Larkspur Telecom",
    industry="Telecommunications",
    country="Spain",
    currency="EUR",
    renewal_in=60,
    support_desk=True,
    people=(
        replace(
            CHAMPION,
            name="Consuelo Ibarrola",
            title="Directora de Operaciones",
            rhythm=Rhythm(20, 75),
        ),
        replace(BUYER, name="Fermín Riofrío", title="Director Financiero"),
        replace(ADMIN, name="Nuria Galdeano", title="Desarrolladora"),
    ),
)

MILLRACE = AccountPlan(
    name="Millrace Learning",
    segment="Digital",
    arr=4_800,
    industry="Education",
    country="Ireland",
    employees=25,
    renewal_in=100,
    owner="Lucy Ngata",
    people=(PersonPlan(name="Hye-jin Jeong-Park", title="Founder", own_roles=("Power User",)),),
)

COVERAGE = (
    KESTRELMOOR,
    SOLENNE,
    NORTHLIGHT,
    QUILLON,
    ALDERMERE,
    OFFSHORE,
    JUNIPER,
    PINEMARROW,
    LARKSPUR,
    MILLRACE,
)
