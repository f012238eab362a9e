"""Parts of tables: what is read while the last one is written. Nothing here asks the graph."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.batch import Batch, batch_of
from graph.loading.footprint import packed_marks, spoken_of
from graph.model import Millis
from graph.statement import Reject, Statement


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a table: the batch they make, and those that cannot be used, or not wholly."""

    batch: Batch
    rejects: list[Reject]
    marks: Mapping[str, str]

    @property
    def partly_read(self) -> int:
        """How many of its rows are used without a value that could not be read."""
        return sum(reject.kept for reject in self.rejects)

    @property
    def rejected(self) -> int:
        """How many of its rows cannot be used."""
        return len(self.rejects) - self.partly_read

    @property
    def size(self) -> int:
        """How many rows it has."""
        return self.batch.size + self.rejected


def part_of(statements: list[Statement], rejects: list[Reject], seen_at: Millis) -> Part:
    """The part that these rows of an export taken at `seen_at` make."""
    batch = batch_of(statements, seen_at)
    named = spoken_of(statements, (claim.keys for claim in batch.claims), batch.references)
    shown = {statement.key for statement in statements}
    marks = {"shown": packed_marks(shown), "named": packed_marks(named - shown)}
    return Part(batch, rejects, marks)
