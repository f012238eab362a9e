"""What taking back one batch of an import knows and finds out."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.database import Transaction
from graph.identity import Target, names_of
from graph.loading.footprint import Footprint
from graph.loading.others import Others
from graph.model import Millis


@dataclass(slots=True)
class Undoing:
    """One batch that is taken back, of an export taken at `taken_at`.

    `kept` tells what stays, and why; `subjects` are keys of those whose records changed, `people`
    and `accounts` the ids of those to draw anew, `joined` those among them whose lines were moved,
    `roles` the roles that records named.
    """

    tx: Transaction
    footprint: Footprint
    taken_at: Millis
    others: Others
    kept: dict[str, str] = field(default_factory=dict)
    subjects: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    accounts: set[str] = field(default_factory=set)
    joined: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)

    async def names(self, keys: Iterable[str | None]) -> dict[str, Target]:
        """What the keys name, as far as they name anything."""
        wanted = {key for key in keys if key}
        return await names_of(self.tx, wanted) if wanted else {}

    def concern(self, target: Target) -> None:
        """Draw an account or a person anew in the end."""
        if target.label in ("Account", "Person"):
            (self.accounts if target.label == "Account" else self.people).add(target.id)
