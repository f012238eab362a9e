"""What owners, companies, contacts, deals and tickets of a HubSpot export say."""

from pathlib import Path

import pytest

from graph.statement import Reject, Statement
from importers.mapping import read_map
from importers.source import Options
from tests.importers.exports import at, known, only, outcome, reject, statements
from tests.importers.hubspot.portal import ACME, ANN, BOB, DANA, hubspot

CREATED, CHANGED = at("2024-01-02T10:00:00Z"), at("2026-02-02T02:40:00Z")


def contact(folder: Path, **cells: str) -> Statement:
    """What a contact with these internal properties says."""
    row = {"hs_object_id": "51", "firstname": "Ann", "lastname": "Lee"} | cells
    values = ",".join(f'"{value}"' for value in row.values())
    return only(hubspot(folder, {"contact.csv": f"{','.join(row)}\n{values}\n"}))


class TestCompanies:
    def test_as_the_product_exports_them(self, tmp_path: Path) -> None:
        export = hubspot(
            tmp_path,
            {
                "owner.csv": "id,email,firstName,lastName\n900,dana@us.example,Dana,Kim\n",
                "hubspot-crm-exports-key-accounts-2026-04-01.csv": "Record ID,Company name,"
                "Company Domain Name,Company owner,Create Date,Last Modified Date,Lifecycle Stage,"
                "Industry,Number of Employees,Annual Revenue,Country/Region\n"
                "7,Acme,acme.example,Dana Kim,2024-01-02 10:00,2026-02-02 02:40,Customer,"
                "COMPUTER_SOFTWARE,250,99000000,Austria\n",
            },
        )
        dana, acme = statements(export)
        assert (dana.kind, dana.key, dana.names) == ("Teammate", DANA, ("email:dana@us.example",))
        assert (acme.kind, acme.key) == ("Account", ACME)
        assert known(acme) == {
            "name": "Acme",
            "domain": "acme.example",
            "status": "customer",
            "industry": "COMPUTER_SOFTWARE",
            "region": "Austria",
            "employees": 250,
            "owner": DANA,
        }
        assert (acme.created_at, acme.modified_at) == (CREATED, CHANGED)
        assert export.taken_at == CHANGED
        assert export.tables[1].ignored_columns == ("Annual Revenue",)

    def test_as_warehouses_keep_them(self, tmp_path: Path) -> None:
        acme = only(
            hubspot(
                tmp_path,
                {
                    "company.csv": "id,property_name,property_website,property_hubspot_owner_id,"
                    "property_createdate,property_hs_lastmodifieddate,property_arr,"
                    "property_renewal_date,property_annualrevenue,property_hs_parent_company_id,"
                    "property_hs_merged_object_ids,property_salesforceaccountid\n"
                    "7,Acme,https://www.acme.example/about,900,1704189600000,1770000000000,1200.5,"
                    "1798675200000,99000000,6,8;9,001000000000001AAA\n"
                },
                Options(currency="EUR"),
            )
        )
        assert known(acme) == {
            "name": "Acme",
            "domain": "acme.example",
            "owner": DANA,
            "arr": 120050,
            "currency": "EUR",
            "renewal_on": "2026-12-31",
            "parent": "hubspot:Company:6",
        }
        assert acme.names == (
            "salesforce:Account:001000000000001AAA",
            "hubspot:Company:8",
            "hubspot:Company:9",
        )
        assert (acme.created_at, acme.modified_at) == (CREATED, CHANGED)

    @pytest.mark.parametrize(
        ("stage", "type_", "status"),
        [
            ("customer", "", "customer"),
            ("Evangelist", "", "customer"),
            ("", "", "customer"),
            ("lead", "", "prospect"),
            ("Marketing Qualified Lead", "", "prospect"),
            ("opportunity", "PROSPECT", "prospect"),
            ("customer", "PARTNER", "partner"),
            ("customer", "RESELLER", "partner"),
            ("lead", "VENDOR", "prospect"),
            ("Former customer", "", "churned"),
        ],
    )
    def test_stage_and_type_tell_what_it_is_to_us(
        self, tmp_path: Path, stage: str, type_: str, status: str
    ) -> None:
        row = f"id,name,lifecyclestage,type\n7,Acme,{stage},{type_}\n"
        assert only(hubspot(tmp_path, {"companies.csv": row})).values["status"] == status

    def test_columns_of_ones_own_through_a_map(self, tmp_path: Path) -> None:
        mapped = tmp_path / "map.toml"
        mapped.write_text(
            '[company.columns]\nyearly_value = "arr"\ntier = "segment"\n'
            '[company.values.Tier]\nGold = "strategic"\n'
        )
        row = "id,name,Yearly Value,Tier\n7,Acme,10,Gold\n"
        acme = only(
            hubspot(tmp_path / "files", {"company.csv": row}, Options(map=read_map(mapped)))
        )
        assert (acme.values["arr"], acme.values["segment"]) == (1000, "strategic")

    def test_an_owner_whose_name_nobody_or_several_bear(self, tmp_path: Path) -> None:
        owners = "id,email,firstName,lastName\n1,a@us.example,Kim,Ray\n2,b@us.example,Kim,Ray\n"
        companies = (
            "Record ID,Company name,Company owner\n7,Acme,Kim Ray\n8,Bolt,Nobody\n"
            "9,Coil,dana@us.example\n"
        )
        said = statements(hubspot(tmp_path, {"owner.csv": owners, "companies.csv": companies}))
        assert [s.values["owner"] for s in said if s.kind == "Account"] == [
            None,
            None,
            "email:dana@us.example",
        ]


class TestContacts:
    def test_as_the_product_exports_them(self, tmp_path: Path) -> None:
        ann = only(
            hubspot(
                tmp_path,
                {
                    "hubspot-crm-exports-all-contacts-2026-04-01.csv": "Record ID,First Name,"
                    "Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date,"
                    "Associated Company,Associated Company IDs,Job Title,Lifecycle Stage,"
                    "Buying Role,Unsubscribed from all email\n"
                    "51,Ann,Lee,Ann@Acme.example,+43 1 234,Dana Kim,,2024-01-02 10:00,Acme,7;8,"
                    "VP Operations,Customer,Champion;Budget Holder;Legal and Compliance,true\n"
                },
            )
        )
        assert (ann.kind, ann.key, ann.names) == ("Person", ANN, ("email:ann@acme.example",))
        assert known(ann) == {
            "name": "Ann Lee",
            "email": "ann@acme.example",
            "phone": "+43 1 234",
            "account": ACME,
            "title": "VP Operations",
            "roles": ["champion", "economic_buyer", "legal"],
            "opted_out": True,
        }

    def test_everything_a_contact_claims(self, tmp_path: Path) -> None:
        ann = contact(
            tmp_path,
            email="info@acme.example",
            hs_additional_emails="ann@acme.example;ann.lee@home.example",
            hs_calculated_merged_vids="53:1600000000000;54:1700000000000",
            hs_linkedin_url="https://www.LinkedIn.com/in/Ann-Lee/?x=1",
            salesforcecontactid="003000000000001",
        )
        assert ann.names == (
            "email:ann@acme.example",
            "email:ann.lee@home.example",
            "hubspot:Contact:53",
            "hubspot:Contact:54",
            "salesforce:Contact:003000000000001AAA",
            "linkedin:in/ann-lee",
        )

    def test_roles_nobody_knows_are_kept(self, tmp_path: Path) -> None:
        ann = contact(tmp_path, hs_buying_role="BLOCKER;OTHER;EXECUTIVE_SPONSOR;Data Steward")
        assert ann.values["roles"] == ["blocker", "other", "executive_sponsor", "data_steward"]

    @pytest.mark.parametrize(
        ("cells", "weight"),
        [
            ({"hs_email_hard_bounce_reason_enum": "UNKNOWN_USER"}, 0.8),
            ({"hs_email_hard_bounce_reason_enum": "MAILBOX_FULL"}, 0.0),
            ({"hs_email_hard_bounce_reason_enum": "POLICY"}, 0.0),
            ({"hs_email_hard_bounce_reason_enum": "OTHER"}, 0.3),
            ({"hs_email_bad_address": "true"}, 0.3),
            ({"hs_email_hard_bounce_reason": "550 5.1.1 user unknown"}, 0.8),
            ({"hs_email_bounce": "3", "hs_email_bad_address": "false"}, None),
        ],
    )
    def test_a_hard_bounce(
        self, tmp_path: Path, cells: dict[str, str], weight: float | None
    ) -> None:
        assert contact(tmp_path, **cells).values.get("bounce_weight") == weight

    def test_the_company_by_name_where_there_is_one_of_that_name(self, tmp_path: Path) -> None:
        said = statements(
            hubspot(
                tmp_path,
                {
                    "companies.csv": "Record ID,Company name\n7,Acme\n8,Bolt\n9,Bolt\n",
                    "contacts.csv": "Record ID,First Name,Associated Company\n51,Ann,Acme\n"
                    "52,Bob,Bolt\n53,Cy,Nowhere\n",
                },
            )
        )
        people = {s.key: s.values.get("account") for s in said if s.kind == "Person"}
        assert people == {ANN: ACME, BOB: None, "hubspot:Contact:53": None}

    def test_a_row_that_cannot_be_used_is_told_as_its_file_has_it(self, tmp_path: Path) -> None:
        said = outcome(
            hubspot(
                tmp_path,
                {
                    "companies.csv": "Record ID,Company name\n7,Acme\n",
                    "contacts.csv": "Record ID,First Name,Associated Company\nx,Ann,Acme\n",
                },
            )
        )
        (item,) = [one for one in said if isinstance(one, Reject)]
        assert item.row == {"Record ID": "x", "First Name": "Ann", "Associated Company": "Acme"}

    def test_a_merged_contact_names_its_survivor_in_both_tables(self, tmp_path: Path) -> None:
        said = statements(
            hubspot(
                tmp_path,
                {
                    "contact.csv": "id,property_email,is_deleted\n"
                    "51,ann@acme.example,false\n53,ann@old.example,true\n",
                    "contact_merge_audit.csv": "canonical_vid,vid_to_merge,timestamp\n"
                    "51,53,1767225600000\n51,54,1767225600000\n",
                },
            )
        )
        assert [(s.key, s.merged_into) for s in said] == [
            (ANN, None),
            ("hubspot:Contact:53", ANN),
            ("hubspot:Contact:53", ANN),
            ("hubspot:Contact:54", ANN),
        ]
        assert said[-1].modified_at == at("2026-01-01T00:00:00Z")

    @pytest.mark.parametrize(
        ("column", "cell", "reason"),
        [
            ("email", "ann at acme", "'ann at acme' is not an e-mail address"),
            ("createdate", "02/30/2026", "is not a date such as"),
            ("createdate", "17000000000000000", "is not a date such as"),
            ("hs_email_optout", "perhaps", "'perhaps' is neither true nor false"),
            ("associatedcompanyid", "Acme", "'Acme' is not a HubSpot id, which is digits only"),
        ],
    )
    def test_a_cell_that_cannot_be_read(
        self, tmp_path: Path, column: str, cell: str, reason: str
    ) -> None:
        item = reject(hubspot(tmp_path, {"contact.csv": f"id,{column}\n51,{cell}\n"}))
        assert (item.file, item.line, item.column) == ("contact.csv", 2, column)
        assert reason in item.reason


class TestDeals:
    def test_a_deal_of_a_warehouse(self, tmp_path: Path) -> None:
        said = statements(
            hubspot(
                tmp_path,
                {
                    "deal.csv": "deal_id,deal_pipeline_stage_id,property_dealname,property_amount,"
                    "property_deal_currency_code,property_closedate,property_createdate\n"
                    "81,1234,Renewal,1200.50,EUR,2026-01-31T12:00:00Z,1704189600000\n"
                    "82,closedlost,More,,,,\n",
                    "deal_company.csv": "deal_id,company_id\n81,7\n",
                    "deal_pipeline_stage.csv": "stage_id,label,closed_won\n1234,Signed,true\n",
                },
            )
        )
        won, lost = (known(s) for s in said)
        assert won == {
            "name": "Renewal",
            "stage": "Signed",
            "amount": 120050,
            "currency": "EUR",
            "closes_on": "2026-01-31",
            "closed": True,
            "won": True,
            "opened_at": CREATED,
            "account": ACME,
        }
        assert lost == {"name": "More", "stage": "closedlost", "closed": True, "won": False}

    def test_a_deal_of_the_product(self, tmp_path: Path) -> None:
        deal = only(
            hubspot(
                tmp_path,
                {
                    "deals.csv": "Record ID,Deal Name,Deal Stage,Amount,Deal owner,"
                    "Associated Company IDs,Associated Contact IDs\n"
                    "81,Renewal,Closed Won (Sales Pipeline),100,Dana Kim,7,51;52\n"
                },
            )
        )
        assert (deal.values["won"], deal.values["closed"]) == (True, True)
        assert deal.values["account"] == ACME


class TestTickets:
    def test_an_open_ticket(self, tmp_path: Path) -> None:
        ticket = only(
            hubspot(
                tmp_path,
                {
                    "tickets.csv": "Ticket ID,Ticket name,Priority,Ticket status,Create Date,"
                    "Associated Company IDs,Associated Contact IDs\n"
                    "91,Outage,High,New (Support Pipeline),2024-01-02 10:00,7,51\n"
                },
            )
        )
        assert (ticket.kind, ticket.key) == ("Escalation", "hubspot:Ticket:91")
        assert known(ticket) == {
            "subject": "Outage",
            "priority": "High",
            "opened_at": CREATED,
            "account": ACME,
            "person": ANN,
        }

    @pytest.mark.parametrize(
        "cells",
        [
            {"closed_date": "2026-02-02T02:40:00Z"},
            {"hs_pipeline_stage": "4"},
            {"hs_pipeline_stage": "Closed"},
            {"hs_pipeline_stage": "777"},
        ],
    )
    def test_a_closed_ticket(self, tmp_path: Path, cells: dict[str, str]) -> None:
        row = {"id": "91", "hs_lastmodifieddate": "1770000000000"} | cells
        files = {
            "ticket.csv": f"{','.join(row)}\n{','.join(row.values())}\n",
            "ticket_pipeline_stage.csv": "stage_id,label,ticket_state\n777,Done,CLOSED\n",
        }
        assert only(hubspot(tmp_path, files)).values["closed_at"] == CHANGED


def test_a_row_that_a_warehouse_removed(tmp_path: Path) -> None:
    row = "id,property_email,_fivetran_deleted\n51,ann@acme.example,true\n"
    assert only(hubspot(tmp_path, {"contact.csv": row})).deleted
    gone = "owner_id,email,archived\n900,dana@us.example,true\n"
    dana = only(hubspot(tmp_path / "owners", {"owner.csv": gone}))
    assert (dana.deleted, dana.values["active"]) == (False, False)


def test_a_row_without_an_id_is_unusable(tmp_path: Path) -> None:
    said = outcome(hubspot(tmp_path, {"contact.csv": "id,email\n,ann@acme.example\n"}))
    assert [getattr(item, "reason", None) for item in said] == ["the row has no id"]
