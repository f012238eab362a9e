"""From words to a question's parameters: what a query string or a command line says.

Moments are ISO dates or times; lists are repeated or separated by commas; accounts and teammates
are named by an id, a CRM id, a domain, an e-mail address or their name.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from api.columns import Column, Holds, columns_of
from graph.database import Database
from graph.errors import BadInput
from graph.model import ACTS, CHANNELS, STATUSES, Millis
from graph.names import ids_meant
from graph.roles import role_named
from importers import cells
from importers.keys import outside_key
from queries.parameters import Page, Parameters

M = TypeVar("M", bound=BaseModel)
Words = Mapping[str, Sequence[str]]

PARSERS: Mapping[Holds, Callable[[str], Any]] = {
    Holds.MOMENT: cells.moment,
    Holds.DAY: cells.day,
    Holds.FLAG: cells.flag,
    Holds.WHOLE: cells.whole,
    Holds.NUMBER: cells.number,
}


SPOKEN: Mapping[str, str] = {"status": "account_status"}
"""Parameters that words call otherwise: a case and a person have a status too."""
CLOSED: Mapping[str, tuple[str, ...]] = {
    "account_status": STATUSES,
    "act": ACTS,
    "channel": CHANNELS,
}
"""Parameters of text whose words the label table closes."""


def spoken(column: Column) -> str:
    """What a parameter is called in a query string and on the command line."""
    return SPOKEN.get(column.name, column.name)


def words_known(column: Column) -> tuple[str, ...]:
    """The words that a parameter may be; none if it may be any."""
    return column.choices or CLOSED.get(spoken(column), ())


async def parameters_from(
    database: Database, model: type[Parameters], words: Words, now: Millis
) -> Parameters:
    """The parameters that words say; `as_of` is `now` unless they say otherwise.

    Raises BadInput, with a sentence about the first word that cannot be.
    """
    columns = {spoken(column): column for column in columns_of(model)}
    values: dict[str, Any] = {"as_of": now} if "as_of" in columns else {}
    for name, said in words.items():
        column = columns.get(name)
        if column is None:
            known = ", ".join(columns)
            raise BadInput(f"There is no parameter {name}; try one of: {known}.")
        texts = [part for text in said for part in _parts(column, text)]
        if not texts:
            continue
        if len(texts) > 1 and not column.many:
            raise BadInput(f"{name} takes one value.")
        parsed = [_value(column, text) for text in texts]
        if column.holds is Holds.NAME:
            keys = {text: _key(column, text) for text in texts}
            parsed = list((await ids_meant(database, column.label, keys)).values())
        values[column.name] = parsed if column.many else parsed[0]
    return validated(model, values)


def _key(column: Column, text: str) -> str | None:
    """The key of a thing that another system's word names; BadInput for a thing of another kind."""
    try:
        return outside_key(text, column.label)
    except cells.CellError as error:
        raise BadInput(f"{column.name}: {error}.") from error


def page_from(words: Words) -> Page:
    """The page that `first` and `after`, or `last` and `before`, say."""
    said = {name: texts[-1] for name, texts in words.items() if texts and texts[-1]}
    return validated(Page, said)


def validated(model: type[M], values: Mapping[str, Any]) -> M:
    """The model with these values; BadInput says which is wrong."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        raise BadInput("; ".join(map(_sentence, faults)) + ".") from None


def chosen(name: str, text: str, choices: Sequence[str]) -> str:
    """The one of the choices that a text says, in any case, with dashes or underscores."""
    word = text.strip().replace("-", "_").casefold()
    found = next((choice for choice in choices if choice.casefold() == word), None)
    if found is None:
        raise BadInput(f"{name} must be one of {', '.join(choices)}.")
    return found


def _parts(column: Column, text: str) -> list[str]:
    parts = text.split(",") if column.many else [text]
    return [part.strip() for part in parts if part.strip()]


def _value(column: Column, text: str) -> Any:
    if known := words_known(column):
        return chosen(spoken(column), text, known)
    if column.name == "roles":
        return role_named(text)
    parse = PARSERS.get(column.holds)
    try:
        return text if parse is None else parse(text)
    except cells.CellError as error:
        raise BadInput(f"{column.name}: {error}.") from None


def _sentence(fault: Any) -> str:
    name = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "missing":
        return f"{name} must be given"
    message = fault["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
    return f"{name}: {message[:1].lower()}{message[1:]}"
