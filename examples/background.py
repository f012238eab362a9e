"""The ordinary customers around the stories: drawn by chance, each in better or worse repair."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from examples import names, team
from examples.plan import (
    AccountPlan,
    Ask,
    Bounce,
    CasePlan,
    Consent,
    DealPlan,
    OneWay,
    PersonPlan,
    Reading,
    Rhythm,
    Segment,
)
from examples.titles import title_for


@dataclass(frozen=True)
class Size:
    """How big accounts of a segment are: each pair a lowest and a highest value."""

    segment: Segment
    share: float
    arr: tuple[int, int]
    people: tuple[int, int]
    employees: tuple[int, int]
    cadence: int
    review_every: int


SIZES = (
    Size("Strategic", 0.10, (1_000_000, 3_200_000), (20, 30), (8_000, 60_000), 14, 90),
    Size("Enterprise", 0.22, (250_000, 900_000), (13, 20), (1_500, 12_000), 21, 90),
    Size("Mid-Market", 0.28, (50_000, 240_000), (8, 13), (250, 2_500), 30, 120),
    Size("SMB", 0.24, (10_000, 48_000), (4, 8), (30, 400), 80, 0),
    Size("Digital", 0.16, (900, 9_500), (2, 4), (5, 60), 200, 0),
)
SEATS: dict[Segment, tuple[str, ...]] = {
    "Strategic": ("champion", "sponsor", "buyer", "decision", "technical", "admin"),
    "Enterprise": ("champion", "sponsor", "buyer", "admin", "technical"),
    "Mid-Market": ("champion", "buyer", "admin"),
    "SMB": ("champion", "admin"),
    "Digital": ("admin",),
}
SEAT_PERSON = {
    "champion": ("director", "Operations"),
    "sponsor": ("c_level", "Operations"),
    "buyer": ("vp", "Finance"),
    "decision": ("vp", "Operations"),
    "technical": ("director", "Information Technology"),
    "admin": ("individual", "Information Technology"),
}
REPAIR = {"thriving": 0.97, "steady": 0.85, "thin": 0.6, "neglected": 0.4}
"""How likely a required seat is filled, and a filled one kept in touch with."""
DEPARTMENTS = ("Operations", "Information Technology", "Finance", "Customer Service", "Marketing")
ORDINARY_ROLES = ("Business User", "Influencer", "Evaluator", "Other", "Procurement", "")
CASE_SUBJECTS = ("Export fails with time-out", "Wrong totals in report", "Login loop", "Slow page")
OTHER_TYPES = ("Prospect", "Prospect", "Channel Partner / Reseller", "Former Customer")
GOALS = (
    "Raise adoption in the second region",
    "Answer faster at month end",
    "One report for the board",
    "Train every shift lead",
)
BOUNCES = (
    "452 4.2.2 Mailbox full",
    "421 4.7.0 Too many messages, slow down",
    "450 4.2.0 Greylisted, try again later",
    "550 5.7.1 Message rejected by policy",
    "552 5.2.2 Quota exceeded",
    "550 5.1.1 User unknown",
)
USE_CASES = ("onboarding", "self_service", "forecasting", "field_service", "compliance")


def background_accounts(count: int, seed: int, taken: frozenset[str]) -> Iterator[AccountPlan]:
    """So many accounts, none of which bears a name that is taken."""
    rng = Random(f"{seed} background")
    used, previous = set(taken), ""
    for number in range(count):
        size = _size(number, count)
        industry = rng.choice(tuple(names.COMPANY_TAILS))
        while (name := names.company_name(industry, rng.choice(names.COMPANY_HEADS), rng)) in used:
            industry = rng.choice(tuple(names.COMPANY_TAILS))
        used.add(name)
        plan = _account(name, industry, size, Random(f"{seed} plan {name}"))
        if previous and rng.random() < 0.08:
            plan = replace(plan, parent=previous)
        previous = name
        yield plan


def _size(number: int, count: int) -> Size:
    """Segments in fixed shares, the largest customers first."""
    position, passed = (number + 0.5) / count, 0.0
    for size in SIZES:
        passed += size.share
        if position < passed:
            return size
    return SIZES[-1]


def with_bystanders(plan: AccountPlan, seed: int) -> AccountPlan:
    """The account with the many who work there too, without a role and never in touch."""
    rng = Random(f"{seed} bystanders {plan.name}")
    language = names.COUNTRY_LANGUAGE[plan.country]
    known = {person.name for person in plan.people}
    bystanders: list[PersonPlan] = []
    while len(bystanders) < plan.bystanders:
        name = names.person_name(language, rng)
        if name in known:
            continue
        known.add(name)
        department = rng.choice(DEPARTMENTS)
        title = title_for(language, department, rng.choice(("manager", "individual")), name, rng)
        joined = rng.randrange(60, 720)
        boss = rng.choice(plan.people).name
        bystanders.append(PersonPlan(name, title, department, reports_to=boss, joined=joined))
    return replace(plan, people=(*plan.people, *bystanders))


def _account(name: str, industry: str, size: Size, rng: Random) -> AccountPlan:
    country = rng.choice(tuple(names.COUNTRY_LANGUAGE))
    repair = rng.choices(tuple(REPAIR), (0.3, 0.4, 0.2, 0.1))[0]
    arr = rng.randrange(*size.arr, 100)
    kind = "Customer" if rng.random() < 0.88 else rng.choice(OTHER_TYPES)
    serves = kind == "Customer"
    manager = rng.choice(team.ACCOUNT_MANAGERS)
    stated = rng.random() < 0.8
    known = serves and rng.random() < 0.95
    return AccountPlan(
        name=name,
        segment=size.segment if stated else None,
        arr=arr if known else None,
        industry=industry,
        country=country,
        employees=rng.randrange(*size.employees),
        people=tuple(_people(name, size, repair, country, rng)),
        type=kind,
        renewal_in=rng.randrange(8, 360) if known else None,
        currency="EUR" if country in names.EURO_COUNTRIES else "USD",
        csm=rng.choice(team.CSMS) if serves and size.segment != "Digital" else "",
        account_manager=manager,
        executive=rng.choice(team.EXECUTIVES) if size.cadence <= 21 else "",
        owner=manager,
        customer_since=rng.randrange(200, 720),
        review_every=size.review_every,
        shared_mailbox=rng.choice(("info", "support", "office")) if rng.random() < 0.2 else "",
        cases=tuple(_cases(rng)),
        deals=tuple(_deals(kind, arr, rng)),
        use_cases=tuple(rng.sample(USE_CASES, 2)),
    )


def _deals(kind: str, arr: int, rng: Random) -> Iterator[DealPlan]:
    """The deal that made it a customer, or may; for some also one for more."""
    opened = rng.randrange(300, 700)
    if kind == "Prospect":
        yield DealPlan("First subscription", "Prospecting", arr, 80, -60)
    else:
        yield DealPlan("Subscription", "Closed Won", arr, opened, opened - 60)
    if kind == "Customer" and rng.random() < 0.4:
        stage = rng.choice(("Proposal", "Negotiation", "Closed Lost"))
        closes = 20 if stage == "Closed Lost" else -rng.randrange(10, 90)
        yield DealPlan("Expansion", stage, arr // 3, rng.randrange(60, 150), closes)


def _cases(rng: Random) -> Iterator[CasePlan]:
    for _ in range(rng.randrange(4)):
        opened = rng.randrange(20, 500)
        closed = opened - rng.randrange(1, 15)
        yield CasePlan(rng.choice(CASE_SUBJECTS), opened, closed, rng.choice(("Low", "Medium")))


def _people(
    company: str, size: Size, repair: str, country: str, rng: Random
) -> Iterator[PersonPlan]:
    language = names.COUNTRY_LANGUAGE[country]
    wanted = rng.randint(*size.people)
    seats = [seat for seat in SEATS[size.segment] if rng.random() < REPAIR[repair]][:wanted]
    everybody: list[str] = []
    while len(everybody) < wanted:
        name = names.person_name(language, rng)
        if name not in everybody:
            everybody.append(name)
    for position, name in enumerate(everybody):
        if position < len(seats):
            seat = seats[position]
            level, department = SEAT_PERSON[seat]
            title = title_for(language, department, level, name, rng)
            yield _seated(name, title, department, seat, size, repair, rng)
        else:
            level = rng.choices(("director", "manager", "individual"), (1, 3, 6))[0]
            department = rng.choice(DEPARTMENTS)
            title = title_for(language, department, level, name, rng)
            yield _ordinary(name, title, department, everybody[0], company, size, rng)


def _seated(
    name: str, title: str, department: str, seat: str, size: Size, repair: str, rng: Random
) -> PersonPlan:
    """Somebody who holds a role our policy wants filled."""
    return PersonPlan(
        name=name,
        title=title,
        department=department,
        roles={
            "champion": ("Champion",) if rng.random() < 0.5 else (),
            "sponsor": ("Executive Sponsor",),
            "technical": ("Technical Buyer",),
            "decision": ("Decision Maker",) if rng.random() < 0.5 else (),
        }.get(seat, ()),
        deal_role={"buyer": "Economic Buyer", "decision": "Decision Maker"}.get(seat, ""),
        own_roles=("Admin",) if seat == "admin" else (),
        champion=seat == "champion",
        joined=rng.randrange(200, 720),
        rhythm=_kept(seat, size, rng) if rng.random() < REPAIR[repair] else _late(size, rng),
        one_way=OneWay(3, 9, 4) if rng.random() < 0.1 else None,
        executive_meetings=_executive_meetings(rng) if seat == "sponsor" else (),
        automatic_replies=(rng.randrange(10, 200),) if rng.random() < 0.2 else (),
        upcoming=(rng.randrange(2, 30),) if rng.random() < 0.3 else (),
        readings=tuple(_readings(rng)),
        goals=(rng.choice(GOALS),) if rng.random() < 0.6 else (),
        consents=_consents(rng) if seat in {"champion", "technical"} else (),
        asks=tuple(_asks(rng)) if seat == "champion" else (),
    )


def _consents(rng: Random) -> tuple[Consent, ...]:
    if rng.random() < 0.6:
        return ()
    acts = rng.choice((("quote",), ("quote", "logo"), ("quote", "review", "reference_call")))
    return (Consent(acts, rng.randrange(30, 300), rng.choice((90, 365, None))),)


def _asks(rng: Random) -> Iterator[Ask]:
    if rng.random() < 0.3:
        state = rng.choice(("completed", "completed", "declined", "missed_by_prospect"))
        yield Ask(rng.choice(("quote", "review", "survey")), rng.randrange(40, 400), state)


def _kept(seat: str, size: Size, rng: Random) -> Rhythm:
    cadence = 30 if seat in {"sponsor", "buyer"} and size.cadence < 30 else size.cadence
    return Rhythm(
        every=max(5, int(cadence * rng.uniform(0.6, 0.9))),
        latest=rng.randrange(1, max(3, int(cadence * 0.7))),
    )


def _late(size: Size, rng: Random) -> Rhythm:
    """Somebody we lost sight of."""
    return Rhythm(every=size.cadence, latest=int(size.cadence * rng.uniform(1.3, 3.5)))


def _executive_meetings(rng: Random) -> tuple[int, ...]:
    first = rng.randrange(5, 80)
    return tuple(range(first, 500, 75))


def _readings(rng: Random) -> Iterator[Reading]:
    if rng.random() < 0.5:
        score = rng.choices(range(11), (1, 0, 0, 1, 1, 2, 3, 6, 9, 8, 5))[0]
        yield Reading("nps", score, rng.randrange(20, 320))


def _ordinary(
    name: str, title: str, department: str, boss: str, company: str, size: Size, rng: Random
) -> PersonPlan:
    """One of the many others: a user, seldom in touch, often never."""
    role = rng.choice(ORDINARY_ROLES)
    in_touch = rng.random() < 0.45
    every = rng.randrange(40, 130)
    first, _, last = name.partition(" ")
    return PersonPlan(
        name=name,
        title=title,
        department=department,
        roles=(role,) if role and role != "Procurement" else (),
        own_roles=("Procurement",) if role == "Procurement" else (),
        reports_to=boss if rng.random() < 0.6 else "",
        joined=rng.randrange(60, 720),
        rhythm=Rhythm(every, rng.randrange(5, every)) if in_touch else None,
        bounce=Bounce(rng.choice(BOUNCES), rng.randrange(3, 200)) if rng.random() < 0.03 else None,
        opted_out=rng.random() < 0.04,
        preferred_days=45 if rng.random() < 0.02 else None,
        duplicate=f"{first[0]}. {last}" if size.cadence < 80 and rng.random() < 0.03 else "",
        email=f"{names.ascii_word(last)}@{names.domain(company)}" if rng.random() < 0.05 else "",
    )
