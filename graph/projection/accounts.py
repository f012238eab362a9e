"""What follows from all the records about one account: its states, owners and parents."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.model import ACCOUNT, DATED_ACCOUNT_PROPERTIES, Millis
from graph.projection.periods import Period, earlier
from graph.trust import trusted
from graph.versions import SourceRecord, Version, completed, runs, spells

Row = dict[str, Any]


@dataclass(slots=True)
class AccountProjection:
    """One account as the graph shows it; each list holds rows ready to be written."""

    known: bool
    properties: Row
    deleted_at: Millis | None
    states: list[Row] = field(default_factory=list)
    owners: list[Row] = field(default_factory=list)
    parents: list[Row] = field(default_factory=list)


def project_account(
    records: Iterable[SourceRecord],
    accounts: Mapping[str, str],
    teammates: Mapping[str, str],
) -> AccountProjection:
    """The account that `records` (all there are about it) describe; the maps tell ids of keys."""
    ordered = [completed(r) for r in sorted(records, key=lambda r: r.key)]
    described = [r for r in ordered if r.kind == "Account" and not r.newest.merged_into]
    leading = sorted(described, key=_rank, reverse=True)
    account = AccountProjection(bool(described), _properties(leading), _deleted_at(described))
    account.states = _states(leading)
    for record in described:
        account.parents += [
            {
                "parent": accounts.get(parent),
                **_dates(spell.since, spell.until),
                "record": record.key,
            }
            for spell, parent in runs(record, lambda v: v.text("parent"))
        ]
        for function in ("owner", "csm"):
            account.owners += [
                _owner(teammates.get(owner), function, spell.since, spell.until, record)
                for spell, owner in runs(record, _text(function))
            ]
    for record in ordered:
        if record.kind != "OWNS":
            continue
        for spell in spells(record):
            stated = spell.version.whole("since")
            since = spell.since if stated is None else stated
            until = earlier(spell.version.whole("until"), spell.until)
            if not Period(since, until).empty:
                owner = teammates.get(spell.version.text("teammate") or "")
                function = spell.version.text("function") or "other"
                account.owners.append(_owner(owner, function, since, until, record))
    account.owners = [row for row in account.owners if row["teammate"] is not None]
    account.parents = [row for row in account.parents if row["parent"] is not None]
    return account


def _text(name: str) -> Callable[[Version], str | None]:
    return lambda version: version.text(name)


def _owner(
    teammate: str | None,
    function: str,
    since: Millis | None,
    until: Millis | None,
    record: SourceRecord,
) -> Row:
    return {
        "teammate": teammate,
        "function": function,
        "record": record.key,
        **_dates(since, until),
    }


def _states(leading: list[SourceRecord]) -> list[Row]:
    """What was true of the account when, from the record that leads; the others fill its gaps."""
    moments = sorted(
        {s.since or 0 for r in leading for s in spells(r)}
        | {s.until for r in leading for s in spells(r) if s.until is not None}
    )
    naming = _naming(leading)
    states: list[Row] = []
    for since, until in zip(moments, (*moments[1:], None), strict=False):
        values: Row = {}
        told = {r.key: v.values for r in leading if (v := _version_at(r, since)) is not None}
        if all(_version_at(record, since) is None for record in naming):
            continue
        for name in DATED_ACCOUNT_PROPERTIES:
            if name == "currency":
                continue
            telling = (told[record.key] for record in trusted(leading, name) if record.key in told)
            said = next((v for v in telling if v.get(name) is not None), None)
            if said is not None:
                values[name] = said[name]
                if name == "arr":
                    values["currency"] = said.get("currency")
        if states and states[-1]["values"] == values and states[-1]["until"] == since:
            states[-1]["until"] = until
        else:
            states.append({"values": values, "since": since, "until": until})
    return [
        {**state["values"], "since": state["since"] or None, "until": state["until"]}
        for state in states
    ]


def _version_at(record: SourceRecord, moment: Millis) -> Version | None:
    return next(
        (
            s.version
            for s in spells(record)
            if (s.since or 0) <= moment and (s.until is None or moment < s.until)
        ),
        None,
    )


def _properties(leading: list[SourceRecord]) -> Row:
    found: Row = {}
    for declared in ACCOUNT.properties:
        if declared.name in DATED_ACCOUNT_PROPERTIES:
            continue
        values = (r.newest.values.get(declared.name) for r in trusted(leading, declared.name))
        value = next((v for v in values if v is not None), None)
        if value is not None:
            found[declared.name] = value
    return found


def _deleted_at(described: list[SourceRecord]) -> Millis | None:
    """When the last record of it was deleted or absent; None while one stands."""
    naming = _naming(described)
    ends = [r.newest.flagged_at for r in naming if r.newest.gone]
    return max(ends) if ends and len(ends) == len(naming) else None


def _naming(described: list[SourceRecord]) -> list[SourceRecord]:
    """The records on which its being there rests: one without a name only adds to another's."""
    return [r for r in described if r.newest.text("name")] or described


def _rank(record: SourceRecord) -> tuple[bool, Millis, Millis, str]:
    newest = record.newest
    return (not newest.gone, newest.modified_at or 0, newest.seen_at, record.key)


def _dates(since: Millis | None, until: Millis | None) -> Row:
    return {"since": since, "until": until}
