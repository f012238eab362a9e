"""A Salesforce weekly export of the demo accounts."""

from collections.abc import Sequence
from random import Random

from examples.dealings import Call, dealings
from examples.plan import AccountPlan
from examples.salesforce_activities import add_case, add_dealing
from examples.salesforce_records import (
    Export,
    add_accounts,
    add_deals,
    add_people,
    add_users,
)
from examples.worktime import Clock

FIRST_CASE_NUMBER = 1026


def export_of(plans: Sequence[AccountPlan], clock: Clock, seed: int) -> Export:
    """Everything the CRM knows of these accounts, as its export of that day holds it.

    Each account draws from its own chance: one plan changed leaves every other account's
    dealings as they were.
    """
    export = Export(clock, Random(f"{seed} records"))
    add_users(export)
    add_accounts(export, plans)
    number = FIRST_CASE_NUMBER
    for plan in plans:
        export.rng = Random(f"{seed} {plan.name}")
        add_people(export, plan)
        add_deals(export, plan)
        for dealing in dealings(plan, clock, export.rng):
            add_dealing(export, plan, dealing)
        for case in plan.cases:
            add_case(export, plan, case, number)
            number += 1
    _add_lead_calls(export)
    return export


def _add_lead_calls(export: Export) -> None:
    """Calls with leads: people the CRM does not hold as contacts."""
    rng, clock = export.rng, export.clock
    for _ in range(4):
        at = clock.weekday_moment(rng.randrange(200), rng)
        call = Call(at, 300, "Outbound", "Connected", "Call: first enquiry", "Lucy Ngata")
        export.tables.add(
            "Task",
            Id=export.ids.next("Task"),
            WhoId=export.ids.next("Lead"),
            WhoCount=1,
            WhatCount=0,
            Subject=call.subject,
            ActivityDate=at.date(),
            Status="Completed",
            Priority="Normal",
            OwnerId=export.users[call.teammate],
            Type="Call",
            IsDeleted=False,
            IsClosed=True,
            CallDurationInSeconds=call.seconds,
            CallType=call.direction,
            CallDisposition=call.disposition,
            TaskSubtype="Call",
            CompletedDateTime=at,
            **export.stamps(at),
        )
