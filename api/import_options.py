"""What somebody may say about an import, on the command line, in a list or with an upload."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from graph.errors import BadInput
from graph.loading.load import Full
from graph.model import Millis
from graph.values.mailboxes import folded_address
from importers.catalogue import check_full
from importers.cells import CellError, moment
from importers.cells import currency as currency_code
from importers.files import written_at
from importers.mapping import ColumnMap, map_in
from importers.moments import latest_believed
from importers.ours import domains_in
from importers.source import Export, Options

WRITTEN = "file"
"""Said in place of a date: an export was taken when the newest of its files was written."""
LONGEST_MAP = 10_000
"""Characters; a map that is longer does not fit into an address."""


class ImportOptions(BaseModel):
    """One export: which source it is of, and what its rows do not tell."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    name: str = ""
    taken_at: str = ""
    currency: str = "USD"
    our_domains: str | list[str] = ""
    whose: str = ""
    keep_text: bool = False
    full: bool = False
    accept_absent: bool = False

    def options(self, path: Path | None = None, map: ColumnMap | None = None) -> Options:
        """The same for the importer of the export at `path`; BadInput says what is wrong."""
        domains = (
            self.our_domains if isinstance(self.our_domains, str) else " ".join(self.our_domains)
        )
        return Options(
            taken_at=taken_at(self.taken_at, path),
            currency=currency_of(self.currency),
            name=self.name,
            map=map or ColumnMap(),
            our_domains=domains_in(domains),
            whose=address(self.whose),
            keep_text=self.keep_text,
        )

    def fullness(self) -> Full:
        """How much the export holds; BadInput where that cannot be."""
        if self.accept_absent and not self.full:
            raise BadInput("What is absent is only known of a full export.", "accept_absent")
        if not self.full:
            return Full.NO
        check_full(self.source)
        return Full.WHATEVER_IS_ABSENT if self.accept_absent else Full.YES


class Upload(ImportOptions):
    """An export that is sent to the service; `map` is the text of a map, in TOML."""

    map: str = Field("", max_length=LONGEST_MAP)

    def read_with(self, path: Path | None = None) -> Options:
        """What was said about the export at `path`, or about one that is still to come."""
        return self.options(path, map_in(self.map, "The map") if self.map else None)


def check_dated(export: Export) -> None:
    """Raise BadInput where nothing tells when the export was taken because something is wrong."""
    if export.taken_at is None and export.undated_because:
        raise BadInput(
            f"Nothing in {export.path} tells when it was taken; say so with --taken-at. The first "
            f"thing wrong with it: {export.undated_because}."
        )


def taken_at(text: str, path: Path | None) -> Millis | None:
    """The moment that somebody wrote, if any; that of the files where they wrote `file`."""
    if text.strip() == WRITTEN:
        return written_at(path) if path else None
    try:
        at = moment(text)
    except CellError as error:
        raise BadInput(f"{error}.", "taken_at") from None
    if at is not None and at > latest_believed():
        raise BadInput(f"{text} lies in the future: no export was taken then.", "taken_at")
    return at


def address(text: str) -> str:
    """An address as somebody wrote it; BadInput when it is none."""
    folded = folded_address(text) if text else ""
    if folded is None:
        raise BadInput(f"{text!r} is no e-mail address.", "whose")
    return folded


def currency_of(text: str) -> str:
    """The currency code that somebody wrote; BadInput when it is none."""
    try:
        return currency_code(text) or "USD"
    except CellError as error:
        raise BadInput(f"The currency: {error}.", "currency") from None
