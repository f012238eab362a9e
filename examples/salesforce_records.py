"""The records behind the dealings: users, accounts, contacts, relations, roles, deals."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from examples import names
from examples.plan import AccountPlan, PersonPlan
from examples.salesforce_columns import COLUMNS
from examples.salesforce_ids import IdSequence
from examples.team import COMPANY, TEAM
from examples.worktime import Clock
from examples.writing import Tables, Value

STREETS = ("Harbour Road", "Mill Lane", "Station Street", "Quay West", "Foundry Square")
LEFT_US = 21
"""Days ago on which those of us who are no longer active left."""
DEAL_STAGES = {
    "Prospecting": (10, "Pipeline", False, False),
    "Proposal": (60, "BestCase", False, False),
    "Negotiation": (80, "Commit", False, False),
    "Closed Won": (100, "Closed", True, True),
    "Closed Lost": (0, "Omitted", True, False),
}


@dataclass
class Export:
    """An export in the making: its tables, and the ids by which rows speak of each other."""

    clock: Clock
    rng: Random
    tables: Tables = field(default_factory=lambda: Tables(COLUMNS))
    ids: IdSequence = field(default_factory=IdSequence)
    users: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    contacts: dict[tuple[str, str], str] = field(default_factory=dict)
    merged: dict[tuple[str, str], str] = field(default_factory=dict)
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)
    deals: dict[tuple[str, str], str] = field(default_factory=dict)

    def stamps(self, created: datetime, modified: datetime | None = None) -> dict[str, Value]:
        """Who made and last changed a record; always ourselves, never later than the export."""
        author = self.users[TEAM[0].name]
        changed = min(modified or created, self.clock.now - timedelta(minutes=5))
        return {
            "CreatedDate": min(created, changed),
            "CreatedById": author,
            "LastModifiedDate": changed,
            "LastModifiedById": author,
            "SystemModstamp": changed,
        }


def add_users(export: Export) -> None:
    """Our people, managers before those who report to them."""
    for mate in TEAM:
        export.users[mate.name] = export.ids.next("User")
    for mate in TEAM:
        first, _, last = mate.name.partition(" ")
        export.tables.add(
            "User",
            Id=export.users[mate.name],
            Username=mate.email,
            FirstName=first,
            LastName=last,
            Name=mate.name,
            CompanyName=COMPANY,
            Department=mate.function,
            Title=mate.title,
            Email=mate.email,
            IsActive=mate.active,
            ManagerId=export.users.get(mate.manager, ""),
            UserType="Standard",
            **export.stamps(
                export.clock.moment(900, export.rng),
                export.clock.now if mate.active else export.clock.moment(LEFT_US, export.rng),
            ),
        )


def add_accounts(export: Export, plans: Sequence[AccountPlan]) -> None:
    """The accounts with who of us looks after each; ids for everybody who works there."""
    for plan in plans:
        export.accounts[plan.name] = export.ids.next("Account")
        for person in plan.people:
            key = (plan.name, person.name)
            export.contacts[key] = export.ids.next("Contact")
            export.addresses[key] = person.email or _free_address(export, plan, person)
    for plan in plans:
        _add_account(export, plan)


def _add_account(export: Export, plan: AccountPlan) -> None:
    rng, clock = export.rng, export.clock
    created = clock.moment(plan.customer_since + 40, rng)
    renewal = None if plan.renewal_in is None else clock.day(-plan.renewal_in)
    hold = None if plan.hold_days is None else clock.day(-plan.hold_days)
    export.tables.add(
        "Account",
        Id=export.accounts[plan.name],
        IsDeleted=False,
        Name=plan.name,
        Type=plan.type,
        ParentId=export.accounts.get(plan.parent, ""),
        BillingStreet=f"{rng.randrange(1, 90)} {rng.choice(STREETS)}",
        BillingCity=rng.choice(names.CITIES[plan.country]),
        BillingCountry=plan.country,
        Phone=_phone(rng),
        Website=f"https://www.{names.domain(plan.name)}",
        Industry=plan.industry,
        AnnualRevenue=plan.employees * 180_000,
        NumberOfEmployees=plan.employees,
        CurrencyIsoCode=plan.currency,
        OwnerId=export.users[plan.owner],
        ARR__c=None if plan.arr is None else f"{plan.arr}.00",
        Renewal_Date__c=renewal,
        Segment__c=plan.segment,
        Stage__c="Onboarding" if plan.customer_since < 120 else "Adoption",
        Region__c=names.REGIONS[plan.country],
        Topics__c=";".join(plan.use_cases),
        CSM__c=export.users.get(plan.csm, ""),
        Competitors__c=";".join(plan.competitors),
        Advocacy_Hold_Until__c=hold,
        Advocacy_Hold_Reason__c="New management: ask nobody for now" if hold else "",
        **export.stamps(created, clock.moment(rng.randrange(1, 60), rng)),
    )
    for user, role in (
        (plan.csm, "Customer Success Manager"),
        (plan.account_manager, "Account Manager"),
        (plan.executive, "Executive Sponsor"),
    ):
        if user:
            export.tables.add(
                "AccountTeamMember",
                Id=export.ids.next("AccountTeamMember"),
                AccountId=export.accounts[plan.name],
                UserId=export.users[user],
                TeamMemberRole=role,
                AccountAccessLevel="Edit",
                IsDeleted=False,
                **export.stamps(created),
            )


def add_people(export: Export, plan: AccountPlan) -> None:
    """The contacts of an account, each with its relation; merged duplicates and mailboxes too."""
    for person in plan.people:
        _add_contact(export, plan, person)
        _add_relation(export, plan, person)
        for account, roles in person.also_at:
            _add_indirect_relation(export, plan, person, account, roles)
        if person.duplicate:
            _add_duplicate(export, plan, person)
    if plan.shared_mailbox:
        _add_mailbox(export, plan)


def _free_address(export: Export, plan: AccountPlan, person: PersonPlan) -> str:
    address = names.address(person.name, plan.name)
    taken = set(export.addresses.values())
    local, _, host = address.partition("@")
    variants = (address, *(f"{local}{n}@{host}" for n in range(2, 100)))
    return next(variant for variant in variants if variant not in taken)


def _add_contact(export: Export, plan: AccountPlan, person: PersonPlan) -> None:
    rng, clock, key = export.rng, export.clock, (plan.name, person.name)
    first, _, last = person.name.partition(" ")
    changes = [person.flagged_gone, person.bounce.days_ago if person.bounce else None]
    changed = min((days for days in changes if days is not None), default=person.joined)
    export.tables.add(
        "Contact",
        Id=export.contacts[key],
        IsDeleted=False,
        AccountId=export.accounts[plan.name],
        FirstName=first,
        LastName=last,
        Name=person.name,
        Phone=_phone(rng),
        ReportsToId=_manager(export, plan, person),
        Email=export.addresses[key],
        Title=person.title,
        Department=person.department,
        LeadSource=rng.choice(("Web", "Referral", "Event", "")),
        OwnerId=export.users[plan.owner],
        HasOptedOutOfEmail=person.opted_out,
        DoNotCall=False,
        EmailBouncedReason=person.bounce.reason if person.bounce else None,
        EmailBouncedDate=clock.moment(person.bounce.days_ago, rng) if person.bounce else None,
        IsEmailBounced=person.bounce is not None,
        CurrencyIsoCode=plan.currency,
        LinkedIn__c=_profile(person) if rng.random() < 0.3 else "",
        No_Longer_At_Company__c=person.flagged_gone is not None,
        Champion__c=person.champion,
        Role__c=";".join(person.own_roles),
        Preferred_Contact_Frequency__c=person.preferred_days,
        **export.stamps(clock.moment(person.joined, rng), clock.moment(changed, rng)),
    )


def _manager(export: Export, plan: AccountPlan, person: PersonPlan) -> str:
    at_home = export.contacts.get((plan.name, person.reports_to), "")
    return at_home or export.contacts.get((plan.parent, person.reports_to), "")


def _add_relation(export: Export, plan: AccountPlan, person: PersonPlan) -> None:
    """Written for everybody with roles, everybody who left, and some others: as orgs do."""
    rng, clock = export.rng, export.clock
    ended = person.relation_ended
    if not person.roles and ended is None and rng.random() < 0.6:
        return
    export.tables.add(
        "AccountContactRelation",
        Id=export.ids.next("AccountContactRelation"),
        AccountId=export.accounts[plan.name],
        ContactId=export.contacts[plan.name, person.name],
        Roles=";".join(person.roles),
        IsDirect=True,
        IsActive=ended is None,
        StartDate=clock.day(person.joined) if rng.random() < 0.5 else None,
        EndDate=None if ended is None else clock.day(ended),
        IsDeleted=False,
        CurrencyIsoCode=plan.currency,
        **export.stamps(
            clock.moment(person.joined, rng), clock.moment(ended, rng) if ended else None
        ),
    )


def _add_indirect_relation(
    export: Export, plan: AccountPlan, person: PersonPlan, account: str, roles: tuple[str, ...]
) -> None:
    """A say in another account than the person's own."""
    export.tables.add(
        "AccountContactRelation",
        Id=export.ids.next("AccountContactRelation"),
        AccountId=export.accounts[account],
        ContactId=export.contacts[plan.name, person.name],
        Roles=";".join(roles),
        IsDirect=False,
        IsActive=True,
        IsDeleted=False,
        CurrencyIsoCode=plan.currency,
        **export.stamps(export.clock.moment(person.joined, export.rng)),
    )


def _add_duplicate(export: Export, plan: AccountPlan, person: PersonPlan) -> None:
    """A second record of the person, merged away since: a tombstone that names the survivor."""
    key = (plan.name, person.name)
    export.merged[key] = export.ids.next("Contact")
    first, _, last = person.duplicate.partition(" ")
    merged_at = export.clock.moment(45, export.rng)
    export.tables.add(
        "Contact",
        Id=export.merged[key],
        IsDeleted=True,
        MasterRecordId=export.contacts[key],
        AccountId=export.accounts[plan.name],
        FirstName=first,
        LastName=last,
        Name=person.duplicate,
        Email=names.address(person.duplicate, plan.name),
        Title="",
        OwnerId=export.users[plan.owner],
        IsEmailBounced=False,
        HasOptedOutOfEmail=False,
        No_Longer_At_Company__c=False,
        Champion__c=False,
        **export.stamps(export.clock.moment(min(400, person.joined), export.rng), merged_at),
    )


def _add_mailbox(export: Export, plan: AccountPlan) -> None:
    """A contact that is nobody: a department's shared address."""
    export.tables.add(
        "Contact",
        Id=export.ids.next("Contact"),
        IsDeleted=False,
        AccountId=export.accounts[plan.name],
        LastName="Reception",
        Name="Reception",
        Email=f"{plan.shared_mailbox}@{names.domain(plan.name)}",
        OwnerId=export.users[plan.owner],
        HasOptedOutOfEmail=False,
        IsEmailBounced=False,
        No_Longer_At_Company__c=False,
        Champion__c=False,
        **export.stamps(export.clock.moment(500, export.rng)),
    )


def add_deals(export: Export, plan: AccountPlan) -> None:
    """The account's opportunities, and the roles people play in the first of them."""
    rng, clock = export.rng, export.clock
    for deal in plan.deals:
        key = (plan.name, deal.name)
        export.deals[key] = export.ids.next("Opportunity")
        probability, forecast, closed, won = DEAL_STAGES[deal.stage]
        created = clock.moment(deal.opened, rng)
        stage_changed = clock.moment(max(deal.closes, 3), rng)
        export.tables.add(
            "Opportunity",
            Id=export.deals[key],
            IsDeleted=False,
            AccountId=export.accounts[plan.name],
            Name=deal.name,
            StageName=deal.stage,
            Amount=f"{deal.amount}.00",
            Probability=probability,
            ExpectedRevenue=f"{deal.amount * probability // 100}.00",
            CloseDate=clock.day(deal.closes),
            Type="Existing Business" if plan.type == "Customer" else "New Business",
            IsClosed=closed,
            IsWon=won,
            ForecastCategory=forecast,
            ForecastCategoryName=forecast,
            CurrencyIsoCode=plan.currency,
            OwnerId=export.users[plan.account_manager or plan.owner],
            LastStageChangeDate=stage_changed,
            **export.stamps(created, stage_changed),
        )
    if not plan.deals:
        return
    first = plan.deals[0]
    for person in (person for person in plan.people if person.deal_role):
        days = min(first.opened - 5, person.joined)
        export.tables.add(
            "OpportunityContactRole",
            Id=export.ids.next("OpportunityContactRole"),
            OpportunityId=export.deals[plan.name, first.name],
            ContactId=export.contacts[plan.name, person.name],
            Role=person.deal_role,
            IsPrimary=person.champion,
            IsDeleted=False,
            **export.stamps(clock.moment(days, rng)),
        )


def _phone(rng: Random) -> str:
    """A number from the range kept free for fiction."""
    return f"+1-555-01{rng.randrange(100):02} x{rng.randrange(100, 1000)}"


def _profile(person: PersonPlan) -> str:
    return f"https://profiles.example/{names.ascii_word(person.name)}"
