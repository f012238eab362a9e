"""A report made by hand, whose names are what strangers may be called in the worst case."""

from datetime import date
from decimal import Decimal

from api.report.document import (
    Better,
    Chapter,
    Chart,
    Column,
    Definition,
    Figure,
    Kind,
    Report,
    Series,
    Shade,
    Shape,
    Table,
)
from queries.row import Money

DAY = 86_400_000
SEPTEMBER_30 = 1_790_726_400_000
JUNE_30 = SEPTEMBER_30 - 92 * DAY

HOSTILE = (
    "<script>alert('x')</script>",
    "=cmd|' /C calc'!A0",
    "+49 221 1234",
    "-2+3",
    "@SUM(A1)",
    '"; =1+1; "',
    "W" * 400,
    "שלום עולם בע״מ",
    "شركة المستقبل",
    "Party 🎉 Ltd",
    "日本株式会社",
    "#panic() *bold* $x$ @ref `raw` \\ // [a]",
    "{{ 7 * 7 }} {% raw %} ${x} %s",
    "https://evil.example/?q=1",
    "line\nbreak\ttab\x00null\x1besc",
    "  spaces  ",
    "O'Brien & Söhne «ÆØÅ»",
)

CUSTOMERS = Definition("Customers", "Accounts that were customers.", better=Better.MORE)
ARR = Definition("ARR", "What customers pay us in a year.", Kind.MONEY, Better.MORE)
KEPT = Definition("Promises kept", "People reached as promised.", Kind.SHARE, Better.MORE)
GAPS = Definition("Coverage gaps", "Things missing.", better=Better.LESS)
QUALITY = Definition("Quality", "From 0 to 100.", Kind.SCORE, Better.MORE)


def money(amount: str, currency: str = "USD") -> Money:
    """An amount."""
    return Money(amount=Decimal(amount), currency=currency)


FIGURES = (
    Figure(CUSTOMERS, 60, 58),
    Figure(ARR, money("2500000.00"), money("2400000.00")),
    Figure(ARR, money("310000.50", "EUR"), money("330000.50", "EUR")),
    Figure(KEPT, 0.713, 0.763),
    Figure(GAPS, 88, 70, "at 60 customers"),
    Figure(QUALITY, None, 61.5),
)
STACKED = Chart(
    "Gaps by kind",
    Shape.STACKED,
    ("missing role", *HOSTILE[:3]),
    (Series("critical", (4, 0, 1, 0), Shade.WORST), Series("high", (12, 3, 0, 0))),
)
BARS = Chart(
    "ARR by name",
    Shape.BARS,
    HOSTILE,
    (
        Series("now", tuple(float(1000 * n) for n in range(len(HOSTILE)))),
        Series("was", (None, *(float(900 * n) for n in range(1, len(HOSTILE))))),
    ),
    Kind.MONEY,
    "USD",
)
LINES = Chart(
    "Promoters",
    Shape.LINES,
    ("2026-03", "2026-06", "2026-09"),
    (Series("NPS", (31.0, None, 42.0)),),
    Kind.NUMBER,
)
CUSTOMER_TABLE = Table(
    "Customers: [all]?",
    (
        Column("Customer"),
        Column("ARR", Kind.MONEY, ARR),
        Column("Gaps", Kind.WHOLE, GAPS),
        Column("Kept", Kind.SHARE),
        Column("Change", Kind.SHARE, signed=True),
        Column("Renewal", Kind.DAY),
        Column("Why", wide=True),
    ),
    tuple(
        (name, money(f"{n}.25"), n, n / 20, -n / 100, date(2026, 10, n + 1), "Because " * n)
        for n, name in enumerate(HOSTILE)
    ),
    empty="",
)
OWNERS = Table("Owners", (Column("Owner"),), (("Mia Torres",),), empty="")
MADE = Report(
    title="Relationship report",
    as_of=SEPTEMBER_30,
    compare_to=JUNE_30,
    settings_version="a1b2c3d4e5f6",
    chapters=(
        Chapter(
            "Coverage",
            "12 customers of 60 have a grave gap.",
            figures=FIGURES,
            charts=(STACKED, BARS, LINES),
            tables=(CUSTOMER_TABLE, OWNERS, Table("Nobody", (Column("Person"),), (), "No one.")),
            notes=("A note <b>.",),
            headline=(CUSTOMERS, ARR, KEPT),
            poster=STACKED,
        ),
        Chapter("Departures", "", missing="No account is known."),
    ),
    warnings=("The policy of <smb> cannot be used.",),
    definitions=(CUSTOMERS, ARR, KEPT, GAPS, QUALITY),
)
EMPTY = Report("Relationship report", SEPTEMBER_30, None, "a1b2c3d4e5f6", ())
