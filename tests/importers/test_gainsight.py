"""Gainsight: customers and their people, what was logged of them, and whose profile changed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.database import Database
from graph.errors import BadInput
from graph.loading.load import load
from graph.statement import Participant, Statement
from importers.gainsight import GAINSIGHT, open_gainsight
from importers.gainsight.exports import LARGEST
from importers.gainsight.sponsors import changes
from importers.source import Export, Options
from queries.catalogue import ask
from queries.relationships.departures import CHAMPION_DEPARTURES
from queries.relationships.recency import INTERACTION_RECENCY
from tests.importers.exports import (
    at,
    known,
    only,
    outcome,
    parts,
    reject,
    statements,
    takes_back,
    written,
)

C7 = "1P02ACME00000000000000000000000000AA"
P51 = "1P0SANNA00000000000000000000000000AA"
P52 = "1P0SBOBA00000000000000000000000000AA"
U90 = "1P01DANA00000000000000000000000000AA"
ACME, ANN = f"gainsight:Company:{C7}", f"gainsight:Person:{P51}"
DANA = f"gainsight:User:{U90}"  # one of us
US = Options(our_domains=("us.example",))

CHANGED = json.dumps({"company": {"old": "Acme", "new": "Globex"}})
TENANT = {
    "user.csv": "Gsid,Name,Email,Title,IsActiveUser,SFDC User Id\n"
    f"{U90},Dana Kim,dana@us.example,CSM,true,005000000000001\n",
    "company.csv": "Gsid,Name,Industry,ARR,Employees,Stage,Status,OriginalContractDate,RenewalDate,"
    "CSM,ParentCompany,NPS,Current Score,SFDC account id,Created Date,Modified Date\n"
    f"{C7},Acme,Energy,300000,250,Adopting,Active,2023-01-01,2026-12-31,{U90},,42,80,"
    "001000000000001,2023-01-01T00:00:00Z,2026-03-01T00:00:00Z\n",
    "person.csv": "Gsid,FirstName,LastName,Email,LinkedinUrl,SfdcContactId,CreatedDate,"
    f"ModifiedDate\n{P51},Ann,Lee,ann@acme.example,https://linkedin.com/in/ann-lee,003000000000001,"
    f"2023-01-01T00:00:00Z,2026-03-01T00:00:00Z\n{P52},Bob,Ray,bob@acme.example,,,"
    "2023-01-01T00:00:00Z,1772323200000\n",
    "company_person.csv": "Gsid,Person_ID,Company_ID,Title,Role,Manager,Active,"
    "Is_Primary_Company,CreatedDate,ModifiedDate\n"
    f"CP1,{P51},{C7},VP Operations,Champion;Decision Maker,,true,true,2023-01-01T00:00:00Z,"
    "2026-03-01T00:00:00Z\n"
    f"CP2,{P52},{C7},IT Admin,Admin,CP1,false,true,2023-01-01T00:00:00Z,2026-03-01T00:00:00Z\n",
    "relationship_person.csv": "id,company_id,company_person_id,person_id,relationship_id,active,"
    f"role,created_date\nRP1,{C7},CP1,{P51},R1,true,Executive Sponsor,2024-01-01T00:00:00Z\n",
    "activity_timeline.csv": "Gsid,CompanyId,ActivityDate,Subject,Type,Notes,Duration (in Mins),"
    "AuthorId,InternalAttendees,ExternalAttendees\n"
    f"A1,{C7},2026-03-02T10:00:00Z,QBR,Meeting,<p>Went well</p>,45,{U90},,ann@acme.example\n",
    "sponsor_tracking.csv": "Gsid,Changed,Changed Info,Person Id,LinkedIn Url,entityType,Status,"
    "Last Change Modified Date,Deleted\n"
    f'S1,true,"{CHANGED.replace(chr(34), chr(34) * 2)}",{P51},,Company,Track,'
    "2026-03-10T00:00:00Z,false\n",
}


def gainsight(
    folder: Path, files: Mapping[str, str | bytes], options: Options | None = None
) -> Export:
    """The Gainsight export of these files."""
    return open_gainsight(written(folder, files), options or Options())


def some(folder: Path, *names: str, options: Options = US) -> list[Statement]:
    """What some of the tenant's tables say."""
    return statements(gainsight(folder, {f"{n}.csv": TENANT[f"{n}.csv"] for n in names}, options))


class TestCompanies:
    def test_a_company(self, tmp_path: Path) -> None:
        (acme,) = some(tmp_path, "company")
        assert (acme.kind, acme.key) == ("Account", ACME)
        assert known(acme) == {
            "name": "Acme",
            "status": "customer",
            "stage": "Adopting",
            "industry": "Energy",
            "employees": 250,
            "arr": 30000000,
            "currency": "USD",
            "renewal_on": "2026-12-31",
            "csm": DANA,
        }
        assert acme.names == ("salesforce:Account:001000000000001AAA",)
        assert acme.modified_at == at("2026-03-01")

    @pytest.mark.parametrize(
        ("status", "meant"),
        [("Churn", "churned"), ("Inactive", "churned"), ("Prospect", "prospect"), ("", None)],
    )
    def test_its_status(self, tmp_path: Path, status: str, meant: str | None) -> None:
        row = f"Gsid,Name,Status\n{C7},Acme,{status}\n"
        assert only(gainsight(tmp_path, {"companies.csv": row})).values["status"] == meant

    def test_names_where_a_report_shows_them_for_ids(self, tmp_path: Path) -> None:
        """The user and the company are looked up among those of the same export."""
        rows = f"{C7},Acme,,dana@us.example\nC8,Acme East,Acme,Dana Kim\nC9,Bolt,Nobody,Nobody\n"
        files = {
            "user.csv": TENANT["user.csv"],
            "company.csv": f"Company ID,Company Name,Parent Company,CSM\n{rows}",
        }
        _, acme, east, bolt = statements(gainsight(tmp_path, files))
        assert acme.values["csm"] == "email:dana@us.example"
        assert (east.values["parent"], east.values["csm"]) == (ACME, DANA)
        assert (bolt.values["parent"], bolt.values["csm"]) == (None, None)

    def test_fields_a_tenant_added(self, tmp_path: Path) -> None:
        row = f"Gsid,Name,Segment__gc,Region__gc\n{C7},Acme,Mid-Market,DACH\n"
        acme = only(gainsight(tmp_path, {"company.csv": row}))
        assert (acme.values["segment"], acme.values["region"]) == ("mid_market", "DACH")


class TestPeople:
    def test_our_people(self, tmp_path: Path) -> None:
        (dana,) = some(tmp_path, "user")
        assert (dana.kind, dana.key) == ("Teammate", DANA)
        assert dana.names == ("email:dana@us.example", "salesforce:User:005000000000001AAA")
        assert known(dana) == {
            "name": "Dana Kim",
            "email": "dana@us.example",
            "title": "CSM",
            "active": True,
        }

    def test_a_person_and_what_a_company_knows_of_them(self, tmp_path: Path) -> None:
        ann, _, at_acme, bob_at_acme = some(tmp_path, "person", "company_person")
        assert (ann.kind, ann.key) == ("Person", ANN)
        assert ann.names == (
            "email:ann@acme.example",
            "salesforce:Contact:003000000000001AAA",
            "linkedin:in/ann-lee",
        )
        assert (at_acme.kind, at_acme.key) == ("Person", "gainsight:CompanyPerson:CP1")
        assert at_acme.names == (ANN,)
        assert known(at_acme) == {
            "account": ACME,
            "title": "VP Operations",
            "roles": ["champion", "decision_maker"],
            "left": False,
        }
        assert bob_at_acme.values["left"] is True
        assert bob_at_acme.values["reports_to"] == "gainsight:CompanyPerson:CP1"

    def test_a_person_with_the_company_in_one_row(self, tmp_path: Path) -> None:
        row = (
            "Gsid,FirstName,LastName,Email,CompanyId,CompanyName,Title,Role,Phone,NPS,IsPrimary,"
            f"IsActive\n{P51},Ann,Lee,ann@acme.example,{C7},Acme,VP,Evaluator,123,9,true,true\n"
        )
        ann = only(gainsight(tmp_path, {"people.csv": row}))
        assert known(ann) == {
            "name": "Ann Lee",
            "email": "ann@acme.example",
            "phone": "123",
            "account": ACME,
            "title": "VP",
            "roles": ["evaluator"],
            "left": False,
        }

    def test_a_role_in_a_relationship(self, tmp_path: Path) -> None:
        (role,) = some(tmp_path, "relationship_person")
        assert (role.kind, role.key) == ("AFFILIATED", "gainsight:RelationshipPerson:RP1")
        assert known(role) == {
            "person": ANN,
            "account": ACME,
            "roles": ["executive_sponsor"],
            "direct": False,
            "active": True,
        }

    @pytest.mark.parametrize(
        ("file", "row", "column"),
        [
            ("company_person", f"Gsid,Company_ID\nCP1,{C7}\n", "Person_ID"),
            ("relationship_person", f"id,company_id\nR1,{C7}\n", "person_id"),
            ("relationship_person", f"id,person_id\nR1,{P51}\n", "company_id"),
            ("person", f"Gsid,CompanyId\n{P51},Acme Inc\n", "CompanyId"),
            ("person", "Email,Title\n,VP\n", ""),
        ],
    )
    def test_unusable_rows(self, tmp_path: Path, file: str, row: str, column: str) -> None:
        assert reject(gainsight(tmp_path, {f"{file}.csv": row})).column == column


class TestJson:
    """As the API for people takes them: no id but the address."""

    @pytest.mark.parametrize(
        "companies",
        [
            {"companies": [{"Company_ID": C7, "Title": "VP", "Role": "Champion"}]},
            {
                "associations": {
                    "companyPerson": {"Company_ID": C7, "Title": "VP", "Role": "Champion"}
                }
            },
            {
                "associations": {
                    "companyPerson": [{"Company_ID": C7, "Title": "VP", "Role": "Champion"}]
                }
            },
        ],
        ids=["companies", "association", "associations"],
    )
    def test_people(self, tmp_path: Path, companies: dict[str, Any]) -> None:
        record = {"Email": "ann@acme.example", "FirstName": "Ann", "LastName": "Lee", **companies}
        export = gainsight(
            tmp_path, {"people.json": json.dumps({"records": [record]})}, Options(taken_at=1)
        )
        ann, at_acme = statements(export)
        assert ann.key == "gainsight:Person:ann@acme.example"
        assert ann.names == ("email:ann@acme.example",)
        assert at_acme.key == f"gainsight:CompanyPerson:ann@acme.example-{C7}"
        assert at_acme.names == ("email:ann@acme.example",)
        assert known(at_acme) == {"account": ACME, "title": "VP", "roles": ["champion"]}

    def test_activities(self, tmp_path: Path) -> None:
        record = {
            "ContextName": "Company",
            "ExternalId": "ext-1",
            "Subject": "Check-in",
            "Notes": "Fine",
            "ActivityDate": 1772359200000,
            "Type": "Call",
            "CompanyId": C7,
            "AuthorId": U90,
            "ExternalAttendees": [{"id": P51, "name": "Ann Lee"}, {"email": "bob@acme.example"}],
        }
        call = only(gainsight(tmp_path, {"timeline.json": json.dumps([record])}))
        assert call.key == "gainsight:Activity:ext-1"
        assert (call.values["at"], call.values["channel"]) == (at("2026-03-01T10:00:00Z"), "call")
        assert [p.who for p in call.participants] == [DANA, "email:bob@acme.example"]

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            ("{", "is not JSON"),
            ("[" * 20_000, "is not JSON"),
            ("[1]", "record 1, is no JSON object"),
            ("[" + " " * LARGEST + "]", "too large for JSON"),
            (json.dumps([{f"f{n}": n} for n in range(1001)]), "more than 1000 different fields"),
        ],
    )
    def test_what_is_refused(self, tmp_path: Path, content: str, reason: str) -> None:
        with pytest.raises(BadInput) as error:
            gainsight(tmp_path, {"person.json": content})
        assert reason in error.value.message


def activity(folder: Path, **cells: str) -> Statement:
    """What one activity says; unless told otherwise a meeting of Dana with Ann."""
    row = {
        "Gsid": "A1",
        "CompanyId": C7,
        "ActivityDate": "2026-03-02T10:00:00Z",
        "Subject": "QBR",
        "Type": "Meeting",
        "AuthorId": U90,
        "ExternalAttendees": "ann@acme.example",
    } | cells
    values = ",".join('"' + value.replace('"', '""') + '"' for value in row.values())
    return only(gainsight(folder, {"timeline.csv": f"{','.join(row)}\n{values}\n"}, US))


class TestTimeline:
    def test_a_meeting(self, tmp_path: Path) -> None:
        (qbr,) = some(tmp_path, "activity_timeline")
        assert qbr.key == "gainsight:Activity:A1"
        assert known(qbr) == {
            "at": at("2026-03-02T10:00:00Z"),
            "channel": "meeting",
            "reach": "human",
            "direction": "both",
            "subject": "QBR",
            "summary": "Went well",
            "minutes": 45,
            "account": [ACME],
        }
        assert qbr.participants == (
            Participant(DANA, "attended", "Teammate"),
            Participant("email:ann@acme.example", "attended"),
        )

    @pytest.mark.parametrize(
        ("type_", "channel", "direction", "reach"),
        [
            ("In-Person Meeting", "in_person", "both", "human"),
            ("Onsite visit", "in_person", "both", "human"),
            ("Phone Call", "call", "both", "human"),
            ("Email", "email", "out", "human"),
            ("Webinar", "webinar", "both", "scaled"),
            ("Executive Business Review", "meeting", "both", "human"),
        ],
    )
    def test_its_type(
        self, tmp_path: Path, type_: str, channel: str, direction: str, reach: str
    ) -> None:
        said = activity(tmp_path, Type=type_).values
        assert (said["channel"], said["direction"], said["reach"]) == (channel, direction, reach)

    @pytest.mark.parametrize("type_", ["Update", "Milestone", ""])
    def test_notes_to_ourselves_are_nothing(self, tmp_path: Path, type_: str) -> None:
        assert takes_back(activity(tmp_path, Type=type_))

    def test_one_way(self, tmp_path: Path) -> None:
        mail = activity(tmp_path, Type="Email", Notes="Dear Ann")
        assert parts(mail.participants) == {U90: "wrote", "ann@acme.example": "addressed"}
        assert mail.values["summary"] is None
        call = activity(tmp_path, Type="Call", Subject="Left voicemail for Ann")
        assert parts(call.participants)["ann@acme.example"] == "addressed"

    def test_mail_of_a_program_is_automated(self, tmp_path: Path) -> None:
        mail = activity(tmp_path, Type="Email", Source="Journey Orchestrator")
        assert mail.values["reach"] == "automated"

    def test_a_cancelled_one(self, tmp_path: Path) -> None:
        assert activity(tmp_path, Subject="Canceled: QBR").values["status"] == "cancelled"

    def test_lists_of_people(self, tmp_path: Path) -> None:
        said = activity(
            tmp_path,
            InternalAttendees="erin@us.example; Dana Kim",
            ExternalAttendees=f"{P51};{P52}; Cy Moe",
        )
        assert {p.who: p.label for p in said.participants} == {
            DANA: "Teammate",
            "email:erin@us.example": "Teammate",
            ANN: "Person",
            f"gainsight:Person:{P52}": "Person",
        }
        mixed = activity(tmp_path, ExternalAttendees="info@acme.example,kit@us.example")
        assert mixed.participants[1:] == (
            Participant("email:kit@us.example", "attended", "Teammate"),
        )

    def test_without_a_date_it_is_unusable(self, tmp_path: Path) -> None:
        item = reject(gainsight(tmp_path, {"activity.csv": "Gsid,Type\nA1,Call\n"}))
        assert item.column == "ActivityDate"


class TestSponsors:
    @pytest.mark.parametrize(
        "told",
        [
            {"company": {"old": "Acme", "new": "Globex"}, "location": {"old": "A", "new": "B"}},
            {"old": {"Company Name": "Acme"}, "new": {"Company Name": "Globex"}},
            [{"field": "company", "oldValue": "Acme", "newValue": "Globex"}, 7],
            {"attribute": "employer", "from": "Acme", "to": "Globex"},
        ],
    )
    def test_changed_info_in_every_shape(self, told: object) -> None:
        assert changes(json.dumps(told)) == {"employer": ("Acme", "Globex")}

    def test_another_employer(self, tmp_path: Path) -> None:
        (signal,) = some(tmp_path, "sponsor_tracking")
        moment = at("2026-03-10T00:00:00Z")
        assert (signal.kind, signal.key) == ("Signal", f"gainsight:SponsorTracking:S1@{moment}")
        assert known(signal) == {
            "kind": "employer_changed",
            "at": moment,
            "weight": 0.9,
            "detail": "Globex",
            "source": "gainsight",
            "record": "gainsight:SponsorTracking:S1",
            "person": ANN,
        }

    def test_a_title_that_holds_the_old_one_is_another(self, tmp_path: Path) -> None:
        told = json.dumps({"title": {"old": "Group Head", "new": "Head"}}).replace('"', '""')
        row = f'Gsid,Changed Info,Person Id,Modified Date\nS1,"{told}",{P51},2026-03-10\n'
        signal = only(gainsight(tmp_path, {"sponsor_tracking.csv": row}))
        assert (signal.values["kind"], signal.values["detail"]) == (
            "title_change",
            "Group Head → Head",
        )

    def test_another_title_proves_nothing(self, tmp_path: Path) -> None:
        log = (
            "Gsid,Person Id,companyId,Changed Attribute,Previous Value,Current Value,"
            f"Modified Date\nL1,{P51},{C7},Title,VP,SVP,2026-03-10\n"
        )
        signal = only(gainsight(tmp_path, {"sponsor_tracking_log.csv": log}))
        assert (signal.values["kind"], signal.values["weight"]) == ("title_change", 0.0)
        assert (signal.values["detail"], signal.values["account"]) == ("VP → SVP", ACME)

    @pytest.mark.parametrize(
        "told",
        [
            {"company": {"old": "Acme", "new": "ACME, Inc."}},
            {"company": {"old": "Acme", "new": "Acme Robotics GmbH"}},
            {"company": {"old": "Northern Bolt and Machine", "new": "NBM"}},
            {"company": {"old": "Müller & Söhne", "new": "Mueller Soehne AG"}},
            {"company": {"old": "Acme", "new": "Confidential"}},
            {"title": {"old": "VP, Operations", "new": "vp operations"}},
            {"company": {"old": "", "new": "Globex"}},
            {"company": {"old": "Acme", "new": None}},
            {"location": {"old": "Graz", "new": "Linz"}},
            {},
        ],
    )
    def test_what_is_no_change(self, tmp_path: Path, told: dict[str, Any]) -> None:
        cell = json.dumps(told).replace('"', '""')
        row = f'Gsid,Changed Info,Person Id,Modified Date\nS1,"{cell}",{P51},2026-03-10\n'
        assert statements(gainsight(tmp_path, {"sponsor_tracking.csv": row})) == []

    @pytest.mark.parametrize(
        ("cells", "column"),
        [
            (f"S1,not json,{P51},2026-03-10", "Changed Info"),
            ("S1,{},,2026-03-10", "Person Id"),
        ],
    )
    def test_unusable_rows(self, tmp_path: Path, cells: str, column: str) -> None:
        row = f"Gsid,Changed Info,Person Id,Modified Date\n{cells}\n"
        assert reject(gainsight(tmp_path, {"sponsor_tracking.csv": row})).column == column


def test_the_whole_tenant(tmp_path: Path) -> None:
    export = gainsight(tmp_path, TENANT | {"call_to_action.csv": "Gsid\n1\n"}, US)
    assert (export.source, export.taken_at) == ("gainsight", at("2026-03-10"))
    assert export.ignored_files == ("call_to_action.csv",)
    assert export.has_touchpoints
    ignored = {name for table in export.tables for name in table.ignored_columns}
    assert {"NPS", "Current Score", "OriginalContractDate"} <= ignored
    assert len(outcome(export)) == 9
    with pytest.raises(BadInput):
        gainsight(tmp_path, TENANT, Options(name="cs2"))
    assert GAINSIGHT.name == "gainsight"


async def test_a_tenant_in_the_graph(prepared: Database, tmp_path: Path) -> None:
    await load(prepared, gainsight(tmp_path, TENANT, US))
    rows = await prepared.read(
        "tests.people", "MATCH (p:Person) WHERE p.known RETURN p.name AS name, p.id AS id"
    )
    names = {row["id"]: row["name"] for row in rows}
    assert sorted(names.values()) == ["Ann Lee", "Bob Ray"]

    before = INTERACTION_RECENCY.parameters(as_of=at("2026-03-05T10:00:00Z"))
    (ann,) = (await ask(prepared, INTERACTION_RECENCY, before)).rows
    assert (names[ann.person], ann.days_since) == ("Ann Lee", 3)
    assert ann.roles == ["champion", "decision_maker", "executive_sponsor"]

    after = CHAMPION_DEPARTURES.parameters(as_of=at("2026-03-11T00:00:00Z"))
    cases = (await ask(prepared, CHAMPION_DEPARTURES, after)).rows
    assert {
        (names[c.person], c.status.value, tuple((e.kind, e.weight) for e in c.evidence))
        for c in cases
    } == {
        ("Ann Lee", "CONFIRMED", (("employer_changed", 0.9),)),
        ("Bob Ray", "CONFIRMED", (("crm_flag", 1.0),)),
    }
