"""What somebody may say about an import, on the command line, in a list or with an upload."""

from pydantic import BaseModel, ConfigDict

from api.moments import current
from graph.errors import BadInput
from graph.loading.load import Full
from graph.model import Millis
from graph.values.mailboxes import folded_address
from importers.catalogue import check_full
from importers.cells import CellError, moment
from importers.cells import currency as currency_code
from importers.mapping import ColumnMap
from importers.ours import domains_in
from importers.source import Options


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

    def options(self, map: ColumnMap | None = None) -> Options:
        """The same for the importer; BadInput says what is wrong."""
        domains = (
            self.our_domains if isinstance(self.our_domains, str) else " ".join(self.our_domains)
        )
        return Options(
            taken_at=taken_at(self.taken_at) if self.taken_at else None,
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


def taken_at(text: str) -> Millis:
    """The moment that somebody wrote; now if they wrote none."""
    try:
        return moment(text) or current()
    except CellError as error:
        raise BadInput(f"{error}.", "taken_at") from None


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
