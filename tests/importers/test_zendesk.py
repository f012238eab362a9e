"""Zendesk: who asked for help and was answered, what is on fire, and how they rated it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.database import Database
from graph.errors import BadInput
from graph.loading.load import load
from graph.statement import Participant, Statement
from importers.source import Export, Options
from importers.zendesk import ZENDESK, open_zendesk
from queries.catalogue import ask
from queries.relationships.recency import INTERACTION_RECENCY
from tests.importers.exports import (
    at,
    known,
    only,
    outcome,
    parts,
    rapport,
    reject,
    statements,
    takes_back,
    written,
)

ACME = "zendesk:Organization:70"
ANN = "zendesk:User:51"
SAM = "zendesk:User:90"  # one of us
US = Options(our_domains=("us.example",))

USERS = (
    "id,name,email,role,organization_id,active,suspended,external_id,created_at,updated_at\n"
    "51,Ann Lee,ann@acme.example,end-user,70,true,false,003000000000001,2025-01-01T00:00:00Z,"
    "2026-03-01T00:00:00Z\n"
    "90,Sam Poe,sam@us.example,agent,,true,false,,2023-01-01T00:00:00Z,2026-03-01T00:00:00Z\n"
    "91,Kit Ode,kit@us.example,end-user,,true,false,,2023-01-01T00:00:00Z,2026-03-01T00:00:00Z\n"
)
TICKETS = (
    "id,subject,status,priority,requester_id,assignee_id,organization_id,created_at,updated_at\n"
    "1,Export is down,open,urgent,51,90,70,2026-03-02T08:00:00Z,2026-03-03T08:00:00Z\n"
)
COMMENTS = (
    "id,ticket_id,author_id,public,created_at,body\n"
    "11,1,51,true,2026-03-02T08:00:00Z,It is down\n"
    "12,1,90,true,2026-03-02T09:00:00Z,Which one?\n"
    "13,1,51,true,2026-03-02T10:00:00Z,The daily one\n"
    "14,1,90,false,2026-03-02T11:00:00Z,They mean the nightly one\n"
    "15,1,-1,true,2026-03-02T11:00:00Z,Thank you for your patience\n"
)
DESK = {
    "organization.csv": "id,name,external_id,created_at,updated_at\n"
    "70,Acme,001000000000001AAA,2024-01-01T00:00:00Z,2026-01-01T00:00:00Z\n",
    "domain_name.csv": "organization_id,index,domain_name\n70,0,acme.example\n70,1,acme.org\n",
    "user.csv": USERS,
    "ticket.csv": TICKETS,
    "ticket_comment.csv": COMMENTS,
    "satisfaction_rating.csv": "id,ticket_id,requester_id,score,comment,created_at,updated_at\n"
    "31,1,51,offered,,2026-03-03T08:00:00Z,2026-03-03T08:00:00Z\n"
    "32,1,51,good,Quick help,2026-03-04T08:00:00Z,2026-03-04T08:00:00Z\n",
}


def zendesk(
    folder: Path, files: Mapping[str, str | bytes], options: Options | None = None
) -> Export:
    """The Zendesk export of these files."""
    return open_zendesk(written(folder, files), options or Options())


class TestOrganizations:
    def test_an_organization_is_an_account(self, tmp_path: Path) -> None:
        acme = only(
            zendesk(tmp_path, {n: DESK[n] for n in ("organization.csv", "domain_name.csv")})
        )
        assert (acme.kind, acme.key) == ("Account", ACME)
        assert known(acme) == {"name": "Acme", "domain": "acme.example"}
        assert acme.names == ("salesforce:Account:001000000000001AAA",)
        assert acme.created_at == at("2024-01-01")

    def test_domains_in_a_column_and_ids_that_are_none_of_salesforce(self, tmp_path: Path) -> None:
        files = {
            "organizations.csv": "id,name,domain_names,external_id,deleted_at\n"
            '70,Acme,"[""acme.example"", ""acme.org""]",CUST-17,\n'
            "71,Bolt,,003000000000001AAA,2026-01-01T00:00:00Z\n"
        }
        acme, bolt = statements(zendesk(tmp_path, files))
        assert (acme.values["domain"], acme.names, acme.deleted) == ("acme.example", (), False)
        assert (bolt.names, bolt.deleted) == ((), True)


class TestUsers:
    def test_customers_are_people_and_agents_are_ours(self, tmp_path: Path) -> None:
        ann, sam, kit = statements(zendesk(tmp_path, {"user.csv": USERS}, US))
        assert (ann.kind, ann.key) == ("Person", ANN)
        assert known(ann) == {"name": "Ann Lee", "email": "ann@acme.example", "account": ACME}
        assert ann.names == ("email:ann@acme.example", "salesforce:Contact:003000000000001AAA")
        assert (sam.kind, sam.key) == ("Teammate", SAM)
        assert known(sam) == {"name": "Sam Poe", "email": "sam@us.example", "active": True}
        assert kit.kind == "Teammate"

    @pytest.mark.parametrize(
        ("role", "active", "suspended", "deleted", "at_work"),
        [
            ("end-user", "false", "false", True, None),
            ("end-user", "true", "true", False, None),
            ("agent", "true", "true", False, False),
            ("admin", "false", "false", False, False),
            ("admin", "true", "false", False, True),
        ],
    )
    def test_deleted_and_suspended(
        self,
        tmp_path: Path,
        role: str,
        active: str,
        suspended: str,
        deleted: bool,
        at_work: bool | None,
    ) -> None:
        row = f"id,name,role,active,suspended\n5,Jo,{role},{active},{suspended}\n"
        user = only(zendesk(tmp_path, {"users.csv": row}))
        assert (user.deleted, user.values.get("active")) == (deleted, at_work)


def ticket(folder: Path, **cells: str) -> Statement:
    """What one ticket says; unless told otherwise an open one of Ann's at Acme."""
    row = {
        "id": "1",
        "subject": "Export is down",
        "status": "open",
        "priority": "normal",
        "requester_id": "51",
        "organization_id": "70",
        "created_at": "2026-03-02T08:00:00Z",
        "updated_at": "2026-03-03T08:00:00Z",
    } | cells
    return only(zendesk(folder, {"tickets.csv": f"{','.join(row)}\n{','.join(row.values())}\n"}))


class TestTickets:
    def test_an_urgent_ticket(self, tmp_path: Path) -> None:
        fire = ticket(tmp_path, priority="urgent")
        assert (fire.kind, fire.key) == ("Escalation", "zendesk:Ticket:1")
        assert known(fire) == {
            "subject": "Export is down",
            "priority": "urgent",
            "opened_at": at("2026-03-02T08:00:00Z"),
            "account": ACME,
            "person": ANN,
        }

    def test_a_high_priority_is_not_told_for_it_would_block(self, tmp_path: Path) -> None:
        assert ticket(tmp_path, priority="high").values["priority"] is None

    @pytest.mark.parametrize(
        ("cells", "escalated"),
        [
            ({"escalated": "true"}, True),
            ({"tags": "vip;escalated_tier2"}, True),
            ({"tags": "vip"}, False),
        ],
    )
    def test_an_escalated_ticket(
        self, tmp_path: Path, cells: dict[str, str], escalated: bool
    ) -> None:
        assert ticket(tmp_path, **cells).values["escalated"] is escalated

    def test_tags_in_a_table_of_their_own(self, tmp_path: Path) -> None:
        files = {
            "ticket.csv": TICKETS,
            "ticket_tag.csv": "ticket_id,tag\n1,vip\n1,escalation\n2,other\n",
        }
        assert only(zendesk(tmp_path, files)).values["escalated"] is True

    @pytest.mark.parametrize("status", ["new", "open", "pending", "hold"])
    def test_it_stays_open(self, tmp_path: Path, status: str) -> None:
        assert ticket(tmp_path, status=status).values["closed_at"] is None

    @pytest.mark.parametrize("status", ["solved", "closed"])
    def test_it_was_closed(self, tmp_path: Path, status: str) -> None:
        assert ticket(tmp_path, status=status).values["closed_at"] == at("2026-03-03T08:00:00Z")
        solved = ticket(tmp_path, status=status, solved_at="2026-03-02T09:00:00Z")
        assert solved.values["closed_at"] == at("2026-03-02T09:00:00Z")

    def test_it_was_deleted(self, tmp_path: Path) -> None:
        gone = ticket(tmp_path, status="deleted")
        assert (gone.deleted, gone.values["deleted_at"]) == (True, at("2026-03-03T08:00:00Z"))


class TestComments:
    def test_a_conversation(self, tmp_path: Path) -> None:
        """What Ann wrote is a touch, our public answer an attempt, a private note nothing."""
        export = zendesk(tmp_path, DESK, US)
        assert export.has_touchpoints
        asked, answer, told, note = (s for s in statements(export) if s.kind == "Touchpoint")
        assert known(asked) == {
            "at": at("2026-03-02T08:00:00Z"),
            "channel": "support",
            "reach": "human",
            "direction": "in",
            "subject": "Export is down",
            "escalation": "zendesk:Ticket:1",
            "account": [ACME],
        }
        assert asked.key == "zendesk:Comment:11"
        assert asked.participants == (
            Participant(ANN, "wrote", "Person"),
            Participant(SAM, "addressed", "Teammate"),
        )
        assert answer.values["direction"] == "out"
        assert answer.participants == (
            Participant(SAM, "wrote", "Teammate"),
            Participant(ANN, "addressed", "Person"),
        )
        assert parts(told.participants) == {"51": "wrote", "90": "addressed"}
        assert takes_back(note)

    def test_the_text_only_where_it_is_asked_for(self, tmp_path: Path) -> None:
        said = statements(zendesk(tmp_path, DESK, Options(keep_text=True)))
        texts = [s.values.get("summary") for s in said if s.kind == "Touchpoint"]
        assert texts == ["It is down", "Which one?", "The daily one", None]

    def test_columns_as_a_warehouse_names_them(self, tmp_path: Path) -> None:
        comments = "id,ticket_id,user_id,public,created\n11,1,51,true,2026-03-02 08:00:00\n"
        files = {"ticket_comment.csv": comments, "user.csv": USERS, "ticket.csv": TICKETS}
        asked = next(s for s in statements(zendesk(tmp_path, files)) if s.kind == "Touchpoint")
        assert parts(asked.participants) == {"51": "wrote", "90": "addressed"}

    def test_colleagues_among_themselves_are_nothing(self, tmp_path: Path) -> None:
        files = DESK | {"ticket.csv": TICKETS.replace(",51,", ",91,")}
        said = [s for s in statements(zendesk(tmp_path, files, US)) if s.kind == "Touchpoint"]
        assert takes_back(said[1])
        assert not takes_back(said[0])

    def test_an_author_whom_the_export_does_not_tell(self, tmp_path: Path) -> None:
        """The requester is a customer; of anybody else nobody can tell."""
        files = {"ticket.csv": TICKETS, "ticket_comment.csv": COMMENTS}
        said = outcome(zendesk(tmp_path, files))
        touches = [s for s in said if isinstance(s, Statement) and s.kind == "Touchpoint"]
        rejects = [s for s in said if not isinstance(s, Statement)]
        assert [s.key.rpartition(":")[2] for s in touches] == ["11", "13"]
        assert [(r.line, r.column) for r in rejects] == [(3, "author_id"), (5, "author_id")]
        assert "Export the users with the comments" in rejects[0].reason


class TestRatings:
    def test_good_is_the_top_of_its_scale(self, tmp_path: Path) -> None:
        readings = [s for s in statements(zendesk(tmp_path, DESK)) if s.kind == "Sentiment"]
        (good,) = readings
        assert (good.key, known(good)) == (
            "zendesk:SatisfactionRating:32",
            {
                "at": at("2026-03-04T08:00:00Z"),
                "kind": "csat",
                "raw": 1.0,
                "scale_min": 0.0,
                "scale_max": 1.0,
                "note": "Quick help",
                "person": ANN,
                "account": ACME,
            },
        )

    @pytest.mark.parametrize(
        ("score", "raw", "scale"),
        [("bad", 0.0, (0.0, 1.0)), ("Bad", 0.0, (0.0, 1.0)), ("4", 4.0, (1.0, 5.0))],
    )
    def test_other_scores(
        self, tmp_path: Path, score: str, raw: float, scale: tuple[float, float]
    ) -> None:
        row = f"id,requester_id,score,created_at\n31,51,{score},2026-03-03\n"
        said = only(zendesk(tmp_path, {"satisfaction_ratings.csv": row})).values
        assert (said["raw"], (said["scale_min"], said["scale_max"])) == (raw, scale)

    def test_of_nobody_and_of_no_day_are_unusable(self, tmp_path: Path) -> None:
        header = "id,requester_id,score,created_at\n"
        nobody = reject(zendesk(tmp_path / "1", {"rating.csv": f"{header}1,,good,2026-03-03\n"}))
        undated = reject(zendesk(tmp_path / "2", {"rating.csv": f"{header}1,51,good,\n"}))
        assert (nobody.column, undated.column) == ("requester_id", "created_at")


@pytest.mark.parametrize(
    ("cell", "reason"),
    [("seven", "'seven' is not a Zendesk id, which is digits only"), ("٣", "is not a Zendesk id")],
)
def test_an_id_that_is_none(tmp_path: Path, cell: str, reason: str) -> None:
    item = reject(zendesk(tmp_path, {"ticket.csv": f"id,requester_id\n1,{cell}\n"}))
    assert (item.column, reason in item.reason) == ("requester_id", True)


def test_what_is_refused_as_a_whole(tmp_path: Path) -> None:
    for number, files in enumerate(({"a.txt": "x"}, {"ticket.csv": ""}, {"user.csv": "name\n"})):
        with pytest.raises(BadInput):
            zendesk(tmp_path / str(number), files)
    with pytest.raises(BadInput):
        zendesk(tmp_path / "named", DESK, Options(name="desk2"))
    assert ZENDESK.name == "zendesk"


def test_files_of_no_use_are_named(tmp_path: Path) -> None:
    files = DESK | {"brand.csv": "id,name\n1,Us\n", "notes.txt": ""}
    export = zendesk(tmp_path, files)
    assert export.ignored_files == ("brand.csv", "notes.txt")
    assert export.taken_at == at("2026-03-04T08:00:00Z")


ESCALATED = (
    "MATCH (a:Account)-[:HAS_ESCALATION]->(e:Escalation)<-[:RAISED]-(p:Person) "
    "RETURN a.name AS account, e.priority AS priority, p.name AS person"
)


@pytest.mark.parametrize("order", ["together", "users last"])
async def test_a_desk_in_the_graph(prepared: Database, tmp_path: Path, order: str) -> None:
    if order == "together":
        await load(prepared, zendesk(tmp_path, DESK, US))
    else:
        # Tickets name people whom only a later export describes.
        early = {name: text for name, text in DESK.items() if name == "ticket.csv"}
        await load(prepared, zendesk(tmp_path / "early", early, US))
        await load(prepared, zendesk(tmp_path / "late", DESK, US))
    assert await prepared.read("tests.escalated", ESCALATED) == [
        {"account": "Acme", "priority": "urgent", "person": "Ann Lee"}
    ]
    roles = f"person,account,role,since\nann@acme.example,{ACME},admin,2025-01-01\n"
    csv = rapport(tmp_path / "csv", {"roles.csv": roles}, Options(taken_at=at("2026-03-05")))
    await load(prepared, csv)
    parameters = INTERACTION_RECENCY.parameters(as_of=at("2026-03-05T10:00:00Z"))
    (row,) = (await ask(prepared, INTERACTION_RECENCY, parameters)).rows
    assert (row.days_since, row.channel) == (3, "support")
