"""What a source says, in our words: the one form in which facts come into the graph.

Every importer turns its rows into statements, and so does every change made through the API. The
graph is what follows from all statements together, in whatever order they came
(`load.py`, `projection.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model import Millis

Value = str | int | float | bool | list[str] | None


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody's part in a touchpoint, as a record of the touchpoint itself says.

    `who` is a key (`salesforce:Contact:003…`, `email:ann@acme.example`), `label` what it names:
    Person, Teammate, or "" where only an address is known. `part` is one of `model.PARTS`.
    """

    who: str
    part: str
    label: str = ""
    responded_at: Millis | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that one record of one source says.

    `kind` is a label or relationship type of the label table; `key` names the record
    (`salesforce:Contact:003…`); `values` holds declared properties, and for each declared reference
    the key of the thing it names (a list of keys where the reference is `many`). `names` are
    further keys of the person, account or teammate that the record describes: its personal
    addresses, its ids in other systems.
    `created_at`, `modified_at` are the record's own dates. `merged_into` is the key of the record
    that survived it. A mail names in `logged_as` the activity that only logs it; such an activity
    may name the mail in `logs`. A source that keeps the past of a person's or account's record
    tells in `seen_at` from when on it said this; else it is what the export shows.
    """

    kind: str
    key: str
    values: Mapping[str, Value]
    created_at: Millis | None = None
    modified_at: Millis | None = None
    deleted: bool = False
    merged_into: str | None = None
    names: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    logged_as: str | None = None
    logs: str | None = None
    line: int = 0
    seen_at: Millis | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that cannot be used: where it stands and why, in words for the one who exported it.

    `key` is that of its record, as far as the row tells it. `more` are further columns, each with
    what is wrong there. Where it is `kept`, only what stands in these columns was left out: the
    rest of the row was used.
    """

    file: str
    line: int
    column: str
    reason: str
    row: Mapping[str, str] = field(default_factory=dict)
    key: str | None = None
    more: tuple[tuple[str, str], ...] = ()
    kept: bool = False

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """Each column at fault with the reason."""
        return (self.column, self.reason), *self.more
