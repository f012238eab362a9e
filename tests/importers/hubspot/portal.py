"""A small HubSpot portal, in the tables that warehouses keep and as the product exports it."""

from collections.abc import Mapping
from pathlib import Path

from importers.hubspot import open_hubspot
from importers.source import Export, Options
from tests.importers.exports import written

ACME = "hubspot:Company:7"
ANN = "hubspot:Contact:51"
BOB = "hubspot:Contact:52"
DANA = "hubspot:Owner:900"  # one of us
US = Options(our_domains=("us.example",))


def hubspot(
    folder: Path, files: Mapping[str, str | bytes], options: Options | None = None
) -> Export:
    """The HubSpot export of these files."""
    return open_hubspot(written(folder, files), options or Options())


WAREHOUSE = {
    "owner.csv": "owner_id,email,first_name,last_name,type,created_at,updated_at\n"
    "900,dana@us.example,Dana,Kim,PERSON,2023-01-01T00:00:00Z,2025-01-01T00:00:00Z\n",
    "company.csv": "id,is_deleted,property_name,property_domain,property_createdate,"
    "property_lifecyclestage,property_hubspot_owner_id,property_annualrevenue,property_arr,"
    "property_renewal_date\n"
    "7,false,Acme,acme.example,1704189600000,customer,900,99000000,300000,2026-12-31\n",
    "contact.csv": "id,is_deleted,property_email,property_firstname,property_lastname,"
    "property_jobtitle,property_associatedcompanyid,property_hs_buying_role,property_createdate,"
    "property_lastmodifieddate\n"
    "51,false,ann@acme.example,Ann,Lee,VP Operations,7,CHAMPION;BUDGET_HOLDER,1704189600000,"
    "1770000000000\n"
    "52,false,bob@acme.example,Bob,Ray,IT Admin,7,,1704189600000,1770000000000\n",
    "contact_merge_audit.csv": "canonical_vid,vid_to_merge,timestamp\n51,53,2026-01-01T00:00:00Z\n",
    "deal.csv": "deal_id,deal_pipeline_stage_id,property_dealname,property_amount,"
    "property_closedate,property_createdate,is_deleted\n"
    "81,closedwon,Renewal,120000.50,2026-01-31,2025-10-01T00:00:00Z,false\n",
    "deal_company.csv": "company_id,deal_id,type_id\n7,81,5\n",
    "ticket.csv": "id,property_subject,property_hs_ticket_priority,property_hs_pipeline_stage,"
    "property_createdate,is_deleted\n"
    "91,Outage,URGENT,1,2026-03-20T08:00:00Z,false\n",
    "ticket_company.csv": "ticket_id,company_id\n91,7\n",
    "ticket_contact.csv": "ticket_id,contact_id\n91,51\n",
    "engagement.csv": "id,type,timestamp,owner_id,created_at,last_updated\n"
    "1,MEETING,2026-03-01T10:00:00Z,900,2026-02-01T00:00:00Z,2026-03-01T11:00:00Z\n"
    "2,CALL,2026-03-05T10:00:00Z,900,2026-03-05T10:00:00Z,2026-03-05T11:00:00Z\n"
    "3,INCOMING_EMAIL,2026-03-09T10:00:00Z,900,2026-03-09T10:00:00Z,2026-03-09T10:00:00Z\n",
    "engagement_meeting.csv": "engagement_id,start_time,end_time,title,meeting_outcome\n"
    "1,2026-03-01T10:00:00Z,2026-03-01T10:45:00Z,QBR,COMPLETED\n",
    "engagement_call.csv": "engagement_id,body,disposition,duration_milliseconds,status\n"
    "2,<p>Spoke of <b>renewal</b></p>,f240bbac-87c9-4f6e-bf70-924b57d47db7,61000,COMPLETED\n",
    "engagement_email.csv": "engagement_id,from_email,subject,status,text\n"
    "3,ann@acme.example,Question,SENT,How are you?\n",
    "engagement_email_to.csv": "engagement_id,email\n3,dana@us.example\n",
    "engagement_contact.csv": "contact_id,engagement_id,engagement_type\n"
    "51,1,MEETING\n52,1,MEETING\n51,2,CALL\n51,3,EMAIL\n",
    "engagement_company.csv": "company_id,engagement_id\n7,1\n7,2\n7,3\n",
    "engagement_deal.csv": "deal_id,engagement_id\n81,1\n",
    "email_event.csv": "id,created,type,recipient,filtered_event\n"
    "aa-1,2026-03-10T00:00:00Z,BOUNCE,bob@acme.example,false\n"
    "aa-2,2026-03-10T00:00:00Z,OPEN,ann@acme.example,false\n",
    "email_event_bounce.csv": "id,category,status,response\n"
    "aa-1,UNKNOWN_USER,5.1.1,450 no such user\n",
}
"""A week at Acme: a meeting, a call, a mail of Ann's, an outage, and a bounce at Bob's."""
