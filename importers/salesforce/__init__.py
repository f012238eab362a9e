"""Salesforce: its exports, whatever program wrote them."""

from collections.abc import Sequence

from importers.files import File
from importers.salesforce.activities import EVENT, TASK
from importers.salesforce.lookups import more_columns
from importers.salesforce.mail import EMAIL_MESSAGE
from importers.salesforce.records import ACCOUNT, CASE, CONTACT, OPPORTUNITY, USER
from importers.salesforce.relations import (
    ACCOUNT_CONTACT_RELATION,
    ACCOUNT_CONTACT_ROLE,
    ACCOUNT_TEAM_MEMBER,
    EVENT_RELATION,
    OPPORTUNITY_CONTACT_ROLE,
)
from importers.salesforce.trees import tree_sheets
from importers.sheets import TABLES, Sheet, csv_sheets
from importers.source import Source

FORMS = (
    USER,
    ACCOUNT,
    CONTACT,
    OPPORTUNITY,
    CASE,
    ACCOUNT_CONTACT_RELATION,
    ACCOUNT_CONTACT_ROLE,
    OPPORTUNITY_CONTACT_ROLE,
    ACCOUNT_TEAM_MEMBER,
    TASK,
    EVENT,
    EMAIL_MESSAGE,
    EVENT_RELATION,
)


def _sheets(files: Sequence[File]) -> tuple[list[Sheet], list[str]]:
    """CSV files and worksheets named after objects, and JSON files that hold trees of records."""
    trees, no_trees = tree_sheets([file for file in files if file.suffix == ".json"])
    objects = [form.object for form in FORMS]
    tables, no_tables = csv_sheets([file for file in files if file.suffix in TABLES], objects)
    others = [file.name for file in files if file.suffix not in (".json", *TABLES)]
    return [*tables, *trees], [*no_tables, *no_trees, *others]


SALESFORCE = Source(
    "salesforce",
    "Salesforce: weekly data export, Data Loader, SFDMU, warehouse tables or sObject trees",
    FORMS,
    _sheets,
    dates=("SystemModstamp", "LastModifiedDate", "CreatedDate"),
    more_columns=more_columns,
)
