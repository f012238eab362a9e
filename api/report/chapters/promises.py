"""Promises: how far we do what the policies promise, for whom and by whom."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from api.report.document import (
    Better,
    Cell,
    Chapter,
    Chart,
    Column,
    Definition,
    Kind,
    Ref,
    Series,
    Shade,
    Shape,
    Table,
)
from api.report.reckoning import (
    by_segment_place,
    compared,
    comparing,
    nobody,
    owner_or_team,
    phrase,
    segment_place,
    share,
    told,
    was_and_change,
    word,
)
from api.report.standing import Asking, Standing, asking
from api.report.subject import Subject
from queries.leadership.policy_kept import (
    POLICY_KEPT,
    PolicyKept,
    PolicyKeptParameters,
    PromiseKind,
)
from queries.relationships.recency import INTERACTION_RECENCY, RecencyState
from queries.rules.groups import GroupBy

TITLE = "Promises kept"
By = Asking[PolicyKeptParameters, PolicyKept]
BY_SEGMENT: By = asking(POLICY_KEPT, group_by=GroupBy.SEGMENT)
BY_OWNER: By = asking(POLICY_KEPT, group_by=GroupBy.OWNER)
WAITING = asking(INTERACTION_RECENCY, states=(RecencyState.NEVER_TOUCHED, RecencyState.OVERDUE))

TOUCHES_KEPT = Definition(
    "Touches kept",
    "People with a role and a promised cadence whose last two-way touch lies no further back than "
    "promised, divided by those of whom it can be told: where a feed of touchpoints ended more "
    "than seven days before, it cannot of those who would be late.",
    Kind.SHARE,
    Better.MORE,
)
MEETINGS_KEPT = Definition(
    "Executive meetings kept",
    "Customers promised that executives of both sides meet where they did within the promised "
    "days, divided by those of which it can be told.",
    Kind.SHARE,
    Better.MORE,
)
ROLES_KEPT = Definition(
    "Roles filled",
    "Required roles that somebody there holds who has not left, divided by all required roles.",
    Kind.SHARE,
    Better.MORE,
)
CONTACTS_KEPT = Definition(
    "Contacts known",
    "People we know at customers, at each no more than the policy wants, divided by those wanted.",
    Kind.SHARE,
    Better.MORE,
)
WAITING_PEOPLE = Definition(
    "People left waiting",
    "People with a promised cadence whom we last touched longer ago, or never, once for each "
    "customer where they hold a role; those too late by a feed that ended are not among them.",
    better=Better.LESS,
)
KEPT = {
    PromiseKind.TOUCH: TOUCHES_KEPT,
    PromiseKind.EXECUTIVE_MEETING: MEETINGS_KEPT,
    PromiseKind.ROLE: ROLES_KEPT,
    PromiseKind.CONTACT: CONTACTS_KEPT,
}


def tell(now: Standing, before: Standing | None) -> Chapter:
    """How many promises are kept, where they are not, and who waits longest."""
    waiting = now.rows(WAITING)
    touches = _told(now, PromiseKind.TOUCH)
    return Chapter(
        TITLE,
        lead=f"{phrase(len(waiting), 'person waits', 'people wait')} longer for us than promised"
        + (f", of {sum(touches.values()):,} with a promise." if touches else "."),
        figures=(
            *(compared(figure, _share_of(kind), now, before) for kind, figure in KEPT.items()),
            compared(WAITING_PEOPLE, lambda s: len(s.rows(WAITING)), now, before),
        ),
        charts=(_by_segment(now),) if touches else (),
        tables=(
            _groups("Promises by segment", "Segment", BY_SEGMENT, now, before),
            _groups(
                f"Promises by {owner_or_team(now).lower()}",
                owner_or_team(now),
                BY_OWNER,
                now,
                before,
            ),
            _waiting(now),
        ),
        headline=(TOUCHES_KEPT,),
        missing="" if now.rows(BY_SEGMENT) else "The policies promise nothing to any customer.",
    )


def _told(standing: Standing, kind: PromiseKind) -> Counter[str]:
    """How many promises of a kind are kept, broken and unknown."""
    count: Counter[str] = Counter()
    for row in standing.rows(BY_SEGMENT):
        if row.kind is kind:
            count.update(kept=row.kept, broken=row.broken, unknown=row.unknown)
    return count


def _share_of(kind: PromiseKind) -> Callable[[Standing], Cell]:
    def reckon(standing: Standing) -> Cell:
        count = _told(standing, kind)
        return share(count["kept"], count["kept"] + count["broken"])

    return reckon


def _by_segment(now: Standing) -> Chart:
    touches = (row for row in now.rows(BY_SEGMENT) if row.kind is PromiseKind.TOUCH)
    rows = by_segment_place(touches)
    return Chart(
        "People promised a cadence, by whether it is kept",
        Shape.STACKED,
        labels=tuple(told(row.group) for row in rows),
        series=(
            Series("late or never touched", tuple(row.broken for row in rows), Shade.BAD),
            Series("cannot be told", tuple(row.unknown for row in rows), Shade.PALE),
            Series("kept", tuple(row.kept for row in rows), Shade.WELL),
        ),
    )


def _groups(title: str, of: str, by: By, now: Standing, before: Standing | None) -> Table:
    return Table(
        title,
        (
            Column(of),
            Column("Customers", Kind.WHOLE),
            Column("Touches promised", Kind.WHOLE),
            Column("Kept", Kind.SHARE, TOUCHES_KEPT),
            *comparing(Kind.SHARE, before),
            Column("Executive meetings", Kind.SHARE, MEETINGS_KEPT),
            Column("Roles", Kind.SHARE, ROLES_KEPT),
            Column("Contacts", Kind.SHARE, CONTACTS_KEPT),
        ),
        tuple(_group_rows(by, now, before)),
        empty="The policies promise nothing.",
        shown=20,
    )


Kinds = Mapping[PromiseKind, PolicyKept]


def _group_rows(by: By, now: Standing, before: Standing | None) -> Iterator[tuple[Cell, ...]]:
    then = {} if before is None else _by_group(before, by)
    groups = _by_group(now, by)
    for key in sorted(groups, key=lambda key: (segment_place(_name(groups[key]) or "~"), key)):
        kinds = groups[key]
        touches = kinds.get(PromiseKind.TOUCH)
        kept = _share(kinds, PromiseKind.TOUCH)
        was = _share(then.get(key, {}), PromiseKind.TOUCH)
        yield (
            told(_name(kinds), nobody(by)),
            max(row.account_count for row in kinds.values()),
            0 if touches is None else touches.promised,
            kept,
            *was_and_change(kept, was, before),
            _share(kinds, PromiseKind.EXECUTIVE_MEETING),
            _share(kinds, PromiseKind.ROLE),
            _share(kinds, PromiseKind.CONTACT),
        )


def _by_group(standing: Standing, by: By) -> dict[str, dict[PromiseKind, PolicyKept]]:
    found: dict[str, dict[PromiseKind, PolicyKept]] = {}
    for row in standing.rows(by):
        found.setdefault(row.teammate or (row.group or "~").casefold(), {})[row.kind] = row
    return found


def _name(kinds: Kinds) -> str | None:
    return next(iter(kinds.values())).group


def _share(kinds: Kinds, kind: PromiseKind) -> float | None:
    return kinds[kind].share if kind in kinds else None


def _waiting(now: Standing) -> Table:
    rows = sorted(
        now.rows(WAITING),
        key=lambda row: (
            row.overdue_days is not None,
            -(row.overdue_days or 0),
            row.account,
            row.person,
        ),
    )
    return Table(
        "People left waiting, the longest first",
        (
            Column("Person"),
            Column("Customer"),
            Column("Roles"),
            Column("Promised every (days)", Kind.WHOLE),
            Column("Last touch (days ago)", Kind.WHOLE),
            Column("Overdue (days)", Kind.WHOLE),
            Column("Why", wide=True),
        ),
        tuple(
            (
                Ref(row.person),
                now.accounts[row.account].name,
                ", ".join(map(word, row.roles)),
                row.cadence_days,
                row.days_since,
                row.overdue_days,
                row.because,
            )
            for row in rows
        ),
        empty="Nobody waits longer than promised.",
    )


SUBJECT = Subject(
    TITLE,
    (BY_SEGMENT, BY_OWNER, WAITING),
    (TOUCHES_KEPT, MEETINGS_KEPT, ROLES_KEPT, CONTACTS_KEPT, WAITING_PEOPLE),
    tell,
)
