"""Who is who: records that are one person, told by the meetings and mails that end up with them.

`touches` shows, for each person and teammate, the keys that name them and their parts in what
happened.
"""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from graph.database import Database
from graph.loading.load import load
from graph.model import Millis
from graph.statement import Participant, Statement
from importers.source import Options
from queries.catalogue import ask
from queries.relationships.departures import CHAMPION_DEPARTURES
from tests.graph.digest import digest
from tests.importers.exports import ACME, ANN, BOB, DANA, LEAD, salesforce
from tests.queries.world import (
    LONG_AGO,
    NOW,
    SECOND,
    account,
    ago,
    call,
    key,
    mail_from,
    meeting,
    person,
    role,
    teammate,
    tell,
    touch,
)

Touches = dict[str, set[str]]


async def touches(database: Database) -> Touches:
    """By who it is, the parts they had and the subjects or channels of what they took part in."""
    rows = await database.read(
        "tests.touches",
        "MATCH (i:Identifier)-[:NAMES]->(n) WHERE NOT i.key STARTS WITH 'rapport:' "
        "AND (n:Person OR n:Teammate) "
        "WITH n, i ORDER BY i.key WITH n, collect(i.key) AS keys "
        "OPTIONAL MATCH (n)-[r:TOOK_PART]->(t:Touchpoint) "
        "RETURN keys, head(labels(n)) AS label, n.known AS known, "
        "collect(r.part + ' ' + coalesce(t.subject, t.channel)) AS parts",
    )
    return {
        f"{'' if row['known'] else 'unknown '}{row['label']} "
        + " ".join(k.rpartition(":")[2] for k in row["keys"]): set(row["parts"])
        for row in rows
    }


# --- one address, one person

ANNS = (
    account("acme"),
    account("bolt"),
    person("ann", "acme", email="ann@acme.example"),
    person("anna", "bolt", email="ann@acme.example"),
    meeting(ago(9), "ann", subject="hello"),
    meeting(ago(8), "anna", subject="again"),
)
BOTH = {"attended hello", "attended again"}


async def test_two_records_with_one_address_are_one_person(database: Database) -> None:
    await tell(database, *ANNS, teammate("tess"))
    found = await touches(database)
    assert found["Person ann anna ann@acme.example"] == BOTH
    assert len(found) == 2


async def test_two_people_become_one_when_their_address_is_learnt(database: Database) -> None:
    """Whichever is told first, the graph is the same."""
    digests = []
    later = person("anna", "bolt", email="ann@acme.example", modified_at=ago(1))
    for order in permutations(
        [
            ([person("ann", "acme"), meeting(ago(9), "ann", subject="hello")], ago(5)),
            ([person("anna", "bolt"), meeting(ago(8), "anna", subject="again")], ago(4)),
            ([account("acme"), account("bolt"), teammate("tess"), later], NOW),
        ]
    ):
        await database.write("tests.empty", "MATCH (n) DETACH DELETE n")
        for said, taken_at in order:
            await tell(database, *said, taken_at=taken_at)
        found = await touches(database)
        assert found["Person ann anna ann@acme.example anna@bolt.example"] == BOTH
        digests.append(await digest(database))
    assert all(one == digests[0] for one in digests)


async def test_a_merged_record_goes_on_as_its_survivor(database: Database) -> None:
    """Also when an older export, in which it still stood, comes after."""
    stood = person("anna", "acme", "champion")
    merged = replace(stood, deleted=True, merged_into=key("Person", "ann"), modified_at=ago(2))
    world = (account("acme"), teammate("tess"), person("ann", "acme"))
    await tell(database, *world, merged, meeting(ago(9), "anna", subject="hello"))
    await tell(database, stood, meeting(ago(8), "anna", subject="again"), taken_at=ago(5))
    found = await touches(database)
    assert found["Person ann anna ann@acme.example anna@acme.example"] == BOTH
    roles = await database.read("tests.roles", "MATCH ()-[r:STAKEHOLDER_IN]->() RETURN r.role AS r")
    assert roles == []


async def test_a_merged_account_was_never_left(database: Database) -> None:
    """A contact moved between two records that turn out to be one account."""
    ann = person("ann", "acme", "champion", email="ann@example.com")
    moved = person("ann", "twin", "champion", email="ann@example.com", modified_at=ago(25))
    await tell(database, account("acme"), account("twin"), ann, taken_at=ago(30))
    await tell(database, moved, role("ann", "acme", "admin"), taken_at=ago(20))
    question = CHAMPION_DEPARTURES.parameters(as_of=NOW)
    assert (await ask(database, CHAMPION_DEPARTURES, question)).total == 1
    merged = replace(account("acme"), merged_into=key("Account", "twin"), modified_at=ago(15))
    await tell(database, merged, taken_at=ago(10))
    assert (await ask(database, CHAMPION_DEPARTURES, question)).total == 0
    jobs = await database.read(
        "tests.jobs", "MATCH ()-[w:WORKS_AT]->(a) RETURN a.name AS at, w.since AS s, w.until AS u"
    )
    assert jobs == [{"at": "Twin", "s": LONG_AGO, "u": None}]


# --- ours and theirs


async def test_a_teammates_address_is_never_a_customers(database: Database) -> None:
    """A mail from before Tess was known is hers; a contact with her address is somebody else."""
    mail = Statement(
        "Touchpoint",
        key("Touchpoint", "mail"),
        {"at": ago(3), "channel": "email", "direction": "in", "subject": "hello"},
        participants=(
            Participant("email:ann@acme.example", "wrote"),
            Participant("email:tess@vendor.example", "addressed"),
        ),
    )
    impostor = person("tessa", "acme", email="tess@vendor.example")
    ours = "Teammate tess tess@vendor.example"
    await tell(database, mail)
    assert await touches(database) == {
        "unknown Person ann@acme.example": {"wrote hello"},
        "unknown Person tess@vendor.example": {"addressed hello"},
    }
    await tell(database, account("acme"), person("ann", "acme"), impostor, taken_at=NOW + SECOND)
    assert (await touches(database))["Person tessa tess@vendor.example"] == {"addressed hello"}
    await tell(database, teammate("tess"), taken_at=NOW + 2 * SECOND)
    assert await touches(database) == {
        "Person ann ann@acme.example": {"wrote hello"},
        "Person tessa": set(),
        ours: {"addressed hello"},
    }
    await tell(database, impostor, taken_at=NOW + 3 * SECOND)
    assert (await touches(database))[ours] == {"addressed hello"}


# --- who is spoken of before they came


async def test_somebody_is_spoken_of_before_their_record_comes(database: Database) -> None:
    """They are kept, unknown, and filled in; nothing is lost."""
    await tell(database, meeting(ago(9), "ann", subject="hello"), role("ann", "acme", "champion"))
    assert await touches(database) == {
        "unknown Person ann": {"attended hello"},
        "unknown Teammate tess": {"attended hello"},
    }
    await tell(database, person("ann", "acme"))
    await tell(database, account("acme"), teammate("tess"))
    late = await digest(database)
    assert await touches(database) == {
        "Person ann ann@acme.example": {"attended hello"},
        "Teammate tess tess@vendor.example": {"attended hello"},
    }
    await database.write("tests.empty", "MATCH (n) DETACH DELETE n")
    await tell(
        database,
        account("acme"),
        teammate("tess"),
        person("ann", "acme"),
        role("ann", "acme", "champion"),
        meeting(ago(9), "ann", subject="hello"),
    )
    assert await digest(database) == late


async def test_an_answer_comes_before_the_meeting(database: Database) -> None:
    held = touch("meeting", ago(9), {}, {"attended": ["tess"]}, subject="hello")
    answer = Statement(
        "TOOK_PART",
        key("Answer", "ann"),
        {"touchpoint": held.key, "participant": key("Person", "ann"), "part": "attended"},
        participants=(Participant(key("Person", "ann"), "attended", "Person"),),
    )
    declined = replace(
        answer,
        values={**answer.values, "part": "declined"},
        modified_at=ago(10),
        participants=(Participant(key("Person", "ann"), "declined", "Person"),),
    )
    await tell(database, answer, taken_at=ago(11))
    await tell(database, declined, person("ann", "acme"), account("acme"), taken_at=ago(5))
    await tell(database, answer, taken_at=ago(11))
    await tell(database, held)
    assert (await touches(database))["Person ann ann@acme.example"] == {"declined hello"}


# --- what a Salesforce export calls people

CONTACTS = f"""Id,AccountId,Email,CreatedDate
{ANN},{ACME},info@acme.example,2025-01-01
{BOB},{ACME},Info@Acme.example,2025-01-01
"""
ACCOUNTS = f"Id,Name,CreatedDate\n{ACME},Acme,2025-01-01\n"
USERS = f"Id,Name,Email\n{DANA},Dana,dana@vendor.example\n"
TAKEN = Options(taken_at=1_750_000_000_000)


async def imported(
    database: Database, folder: Path, /, taken_later: Millis = 0, **files: str
) -> Touches:
    """An export of these files, taken at TAKEN or so much later."""
    named = {f"{name}.csv": content for name, content in files.items()}
    taken_at = (TAKEN.taken_at or 0) + taken_later
    await load(database, salesforce(folder, named, replace(TAKEN, taken_at=taken_at)))
    return await touches(database)


async def test_a_shared_mailbox_is_nobody(database: Database, tmp_path: Path) -> None:
    """Ann and Bob share info@; a mail from there goes to whoever its activity names."""
    mails = "Id,Incoming,FromAddress,ToAddress,MessageDate,Subject,ActivityId\n"
    first = "02s000000000001AAA,1,info@acme.example,dana@vendor.example,2025-02-01,first,\n"
    second = (
        "02s000000000002AAA,1,info@acme.example,dana@vendor.example,2025-02-02,second,"
        "00T000000000001AAA\n"
    )
    task = "Id,WhoId,TaskSubtype,Subject,CompletedDateTime,IsClosed\n"
    found = await imported(
        database,
        tmp_path,
        Account=ACCOUNTS,
        Contact=CONTACTS,
        User=USERS,
        EmailMessage=mails + first + second,
        Task=f"{task}00T000000000001AAA,{BOB},Email,log,2025-02-02,1\n",
    )
    assert found == {
        f"Person {ANN}": set(),
        f"Person {BOB}": {"addressed log", "wrote second"},
        f"Teammate dana@vendor.example {DANA}": {"addressed first", "addressed second"},
    }


async def test_a_lead_is_nobody(database: Database, tmp_path: Path) -> None:
    event = "Id,WhoId,OwnerId,Subject,StartDateTime\n"
    answer = "Id,EventId,RelationId,Status\n"
    found = await imported(
        database,
        tmp_path,
        User=USERS,
        Event=f"{event}00U000000000001AAA,{LEAD},{DANA},Demo,2025-02-01\n",
        EventRelation=f"{answer}0RE000000000001AAA,00U000000000001AAA,{LEAD},Accepted\n",
    )
    assert found == {f"Teammate dana@vendor.example {DANA}": {"attended Demo"}}


@pytest.mark.parametrize("order", [*permutations(("Task", "EmailMessage", "Contact"))])
async def test_whoever_the_activity_names_stands_in_for_an_unknown_address(
    database: Database, tmp_path: Path, order: tuple[str, ...]
) -> None:
    """Until somebody is known by the address; and again when they are not."""
    files = {
        "Contact": f"Id,AccountId,Email,CreatedDate\n{BOB},{ACME},bob@acme.example,2025-01-01\n",
        "Task": "Id,WhoId,TaskSubtype,Subject,CompletedDateTime,IsClosed\n"
        f"00T000000000001AAA,{BOB},Email,log,2025-02-02,1\n",
        "EmailMessage": "Id,Incoming,FromAddress,ToAddress,MessageDate,Subject,ActivityId\n"
        "02s000000000001AAA,1,ann@home.example,dana@vendor.example,2025-02-02,hello,"
        "00T000000000001AAA\n",
    }
    await imported(database, tmp_path / "first", Account=ACCOUNTS, User=USERS)
    for name in order:
        await imported(database, tmp_path / name, 0, **{name: files[name]})
    found = await touches(database)
    assert found[f"Person bob@acme.example {BOB}"] == {"addressed log", "wrote hello"}
    assert found["unknown Person ann@home.example"] == {"wrote hello"}
    ann = f"Id,AccountId,Email,CreatedDate\n{ANN},{ACME},ann@home.example,2025-01-01\n"
    found = await imported(database, tmp_path / "later", SECOND, Contact=ann)
    assert found[f"Person bob@acme.example {BOB}"] == {"addressed log"}
    assert found[f"Person ann@home.example {ANN}"] == {"wrote hello"}
    counted = await database.read(
        "tests.counted",
        "MATCH (t:Touchpoint) WHERE t.logs IS NULL RETURN t.subject AS subject",
    )
    assert [row["subject"] for row in counted] == ["hello"]


async def test_a_mail_and_a_call_from_a_stranger_are_kept(database: Database) -> None:
    """Nobody is shown until a record names them; then what they wrote is theirs."""
    stranger = replace(
        mail_from(ago(2), "x"),
        participants=(
            Participant("email:ann@acme.example", "wrote"),
            Participant(key("Teammate", "tess"), "addressed", "Teammate"),
        ),
    )
    await tell(database, teammate("tess"), account("acme"), stranger, call(ago(1), "ann"))
    await tell(database, person("ann", "acme"), taken_at=NOW + SECOND)
    assert (await touches(database))["Person ann ann@acme.example"] == {
        "wrote email",
        "attended call",
    }
