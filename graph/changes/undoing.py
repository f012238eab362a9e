"""What taking back one batch of an import knows and finds out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.database import Transaction
from graph.identity import Target, names_of
from graph.loading.footprint import Footprint, Left
from graph.loading.others import Others
from graph.model import Millis


@dataclass(slots=True)
class Undoing:
    """One batch that is taken back, of an export taken at `taken_at`.

    `kept` tells what stays, and why; `subjects` are keys of those whose records changed, `people`
    and `accounts` the ids of those to draw anew, `joined` those among them whose lines were moved,
    `roles` the roles that records named; `left` is what to try again when others are taken back.
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
    left: Left = field(default_factory=lambda: defaultdict(Footprint))

    @property
    def stays(self) -> Footprint:
        """What of the footprint could not be taken back as long as others show it."""
        return self.left[self.taken_at]

    async def names(self, keys: Iterable[str | None]) -> dict[str, Target]:
        """What the keys name, as far as they name anything."""
        wanted = {key for key in keys if key}
        return await names_of(self.tx, wanted) if wanted else {}

    def concern(self, target: Target) -> None:
        """Draw an account or a person anew in the end."""
        if target.label in ("Account", "Person"):
            (self.accounts if target.label == "Account" else self.people).add(target.id)
