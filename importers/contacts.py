"""Address books: contacts as Google and Outlook write them to CSV.

People only. A company's name is never an identity, so a contact is put to no account: whoever a CRM
knows by the same address gets the telephone number or profile that it lacks.
"""

from collections.abc import Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path

from graph.errors import BadInput
from graph.statement import Statement
from graph.values.mailboxes import addresses_in, is_shared
from importers import cells
from importers.cells import CellError
from importers.files import File
from importers.mapping import squashed
from importers.ours import Ours, ours_of
from importers.profiles import profile_key
from importers.reading import open_export
from importers.sheets import TABLES, Sheet, sheets_of
from importers.source import Cells, Column, Export, Form, Options, Source, said

NAME = "contacts"
MEANING = "Address books: contacts that Google or Outlook wrote to CSV"

OBJECT = "Contact"
MOST = 10
"""How many addresses and pages of one contact are read."""

_GOOGLE = {"email1value", "givenname", "organization1name", "organizationname", "phone1value"}
_OUTLOOK = {"emailaddress", "email2address", "businessphone", "jobtitle", "assistantsname"}
_PRIVATE = frozenset({"private", "personal", "confidential"})


def open_contacts(path: Path, options: Options) -> Export:
    """The contacts at `path`; `options.whose` is the one of us whose address book it is, if any."""
    if options.name not in ("", NAME):
        raise BadInput(f"A {NAME} export cannot be given another name; only csv can.")
    return open_export(Source(NAME, MEANING, (form(options),), _sheets), path, options)


def form(options: Options) -> Form:
    """A contact, of everybody's address book or of one of us."""
    return Form(OBJECT, "Person", _COLUMNS, partial(_contact, ours_of(options)), needs_id=False)


def _sheets(files: Sequence[File]) -> tuple[list[Sheet], list[str]]:
    found: list[Sheet] = []
    others: list[str] = []
    for file in files:
        sheets = sheets_of(file, OBJECT) if file.suffix in TABLES else []
        lists = [sheet for sheet in sheets if _is_address_book(sheet)]
        found += lists
        others += [] if lists else [file.name]
    if not found:
        raise BadInput("No contacts are there: expected a CSV that Google or Outlook exported.")
    return found, others


def _is_address_book(sheet: Sheet) -> bool:
    titles = {squashed(title) for title in sheet.header}
    return bool(titles & _GOOGLE) or len(titles & _OUTLOOK) >= 2


def _split(cell: str) -> list[str]:
    """Google puts several values of one label into one cell, `:::` between them."""
    return [part for word in cell.split(":::") if (part := word.strip())]


def _first(cell: str) -> str | None:
    return next(iter(_split(cell)), None)


_COLUMNS = (
    Column("Name", "name", cells.text),
    Column("First Name", "first_name", cells.text),
    Column("Given Name", "first_name", cells.text),
    Column("Middle Name", "middle_name", cells.text),
    Column("Additional Name", "middle_name", cells.text),
    Column("Last Name", "last_name", cells.text),
    Column("Family Name", "last_name", cells.text),
    Column("Name Suffix", "suffix", cells.text),
    Column("Suffix", "suffix", cells.text),
    Column("Job Title", "title", cells.text),
    Column("Organization Title", "title", _first),
    Column("Organization 1 - Title", "title", _first),
    Column("Department", "department", cells.text),
    Column("Organization Department", "department", _first),
    Column("Organization 1 - Department", "department", _first),
    Column("E-mail Address", "email 1", addresses_in),
    *(Column(f"E-mail {n} Address", f"email {n}", addresses_in) for n in (2, 3)),
    *(Column(f"E-mail {n} - Value", f"email {n}", addresses_in) for n in range(1, MOST + 1)),
    Column("Business Phone", "phone", _first),
    Column("Mobile Phone", "phone", _first),
    Column("Primary Phone", "phone", _first),
    *(Column(f"Phone {n} - Value", "phone", _first) for n in range(1, MOST + 1)),
    Column("Web Page", "page 0", _split),
    *(Column(f"Website {n} - Value", f"page {n}", _split) for n in range(1, MOST + 1)),
    Column("Sensitivity", "sensitivity", cells.squashed),
    Column("Private", "private", cells.flag),
)


def _contact(ours: Ours, row: Cells) -> Statement | None:
    """A contact; None for a private one and for one of us."""
    if row.get("private") or row.get("sensitivity") in _PRIVATE:
        return None
    addresses = _all(row, "email", 1)
    if any(address in ours for address in addresses):
        return None
    parts = (row.get(part) for part in ("first_name", "middle_name", "last_name", "suffix"))
    name = row.get("name") or " ".join(part for part in parts if part) or None
    if not addresses and not row.get("phone"):
        raise CellError("the contact has neither an address nor a telephone number")
    personal = [address for address in addresses if not is_shared(address)]
    links = _all(row, "page", 0)
    id = personal[0] if personal else _id(name, row.get("phone"), *addresses)
    row["key"] = f"{NAME}:{OBJECT}:{ours.whose + '/' if ours.whose else ''}{id}"
    values = {
        "name": name,
        "email": next(iter(addresses), None),
        "emails": addresses[1:],
        "phone": row.get("phone"),
        "title": row.get("title"),
        "department": row.get("department"),
        "links": links,
    }
    profiles = [key for link in links if (key := profile_key(link))]
    names = dict.fromkeys([*(f"email:{address}" for address in personal), *profiles])
    return said("Person", row, values, names=names)


def _all(row: Cells, property: str, first: int) -> list[str]:
    """What the numbered columns hold, each once."""
    numbered = (row.get(f"{property} {n}") or () for n in range(first, MOST + 1))
    return list(dict.fromkeys(word for words in numbered for word in words))


def _id(*told: str | None) -> str:
    """An id for a contact without an address of their own: name and number."""
    content = "\n".join(word or "" for word in told)
    return blake2b(content.encode(), digest_size=10).hexdigest()
