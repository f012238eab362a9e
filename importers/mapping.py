"""An organisation's own columns and words, told in a TOML file (`--map FILE`).

[Account.columns]            # a column of theirs is a property of ours
Contract_Value__c = "arr"

[Account.values.Tier__c]     # a word of theirs is a word of ours
Gold = "strategic"

[Event.values.Type]
Roadshow = "webinar"
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import BadInput

_BETWEEN_WORDS = re.compile(r"[\W_]+")


def squashed(name: str) -> str:
    """A column or object name without case and punctuation: AccountId is account_id is `accountid`.

    `ARR__c` and its warehouse spelling `arr_c` are both `arrc`, and differ from a column `ARR`.
    """
    return _BETWEEN_WORDS.sub("", name).lower()


Words = Mapping[str, str]


@dataclass(frozen=True)
class ColumnMap:
    """What the file says: per object (squashed) and column (squashed), properties and words."""

    columns: Mapping[str, Words] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)
    text: str = ""

    @property
    def objects(self) -> set[str]:
        """The objects it speaks of, squashed."""
        return {*self.columns, *self.values}

    def property_of(self, object: str, column: str) -> str | None:
        """The property that a column holds by the operator's word."""
        return self.columns.get(squashed(object), {}).get(squashed(column))

    def words_of(self, object: str, column: str) -> Words:
        """The operator's words for values of a column, in lower case, and what they mean."""
        return self.values.get(squashed(object), {}).get(squashed(column), {})


def read_map(path: Path) -> ColumnMap:
    """The map in a TOML file; BadInput says what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(f"The map {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"The map {path.name} is not TOML: {error}.") from error
    return map_in(text, f"The map {path.name}")


def map_in(text: str, called: str) -> ColumnMap:
    """The map that a text in TOML is; BadInput says what is wrong with it, as it is called."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{called} is not TOML: {error}.") from error
    columns: dict[str, dict[str, str]] = {}
    values: dict[str, dict[str, Words]] = {}
    for name, parts in tables.items():
        where = f"{called}, [{name}]"
        if not isinstance(parts, dict) or not set(parts) <= {"columns", "values"}:
            raise BadInput(f"{where}: it may hold the tables columns and values, nothing else.")
        told = _words(parts.get("columns", {}), where)
        columns.setdefault(squashed(name), {}).update({squashed(c): told[c] for c in told})
        meanings = parts.get("values", {})
        if not isinstance(meanings, dict):
            raise BadInput(f"{where}: values must be tables, one for each column.")
        for column, table in meanings.items():
            words = {word.casefold(): to for word, to in _words(table, where).items()}
            values.setdefault(squashed(name), {})[squashed(column)] = words
    return ColumnMap(columns, values, text)


def _words(table: Any, where: str) -> dict[str, str]:
    if isinstance(table, dict) and all(isinstance(value, str) for value in table.values()):
        return table
    raise BadInput(f'{where}: each line must read word = "word".')
