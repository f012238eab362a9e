"""GraphQL types declared from tables: Strawberry classes made at run time, by name.

A type speaks of others by name in the text of its annotations, so tables may be read in any order.
Values are answered by response key (`rows.py`), so the classes are never instantiated.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, Any, Union

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from api.scalars import Amount, Date, DateTime, Segment


def camel(name: str) -> str:
    """The GraphQL name of ours: `renewal_on` is `renewalOn`."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def pascal(name: str) -> str:
    """The type name of ours: `champion_departures` is `ChampionDepartures`."""
    return "".join(word.capitalize() for word in name.split("_"))


def snake(name: str) -> str:
    """Our name of a GraphQL one."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


@dataclass(frozen=True)
class Argument:
    """An argument of a field; `type` names a type in Python's words (`list[Account] | None`)."""

    name: str
    type: str
    meaning: str | None = None
    default: Any = strawberry.UNSET


@dataclass(frozen=True)
class Declared:
    """A field of a type, likewise."""

    name: str
    type: str
    meaning: str | None = None
    arguments: tuple[Argument, ...] = ()
    default: Any = strawberry.UNSET


@dataclass
class Types:
    """The types declared so far, by their names."""

    named: dict[str, Any] = field(
        default_factory=lambda: {
            "ID": strawberry.ID,
            "DateTime": DateTime,
            "Date": Date,
            "Decimal": Amount,
            "Segment": Segment,
        }
    )
    enums: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def object(
        self, name: str, fields: Iterable[Declared], meaning: str, bases: Iterable[str] = ()
    ) -> None:
        """Declare an object type; `bases` name its interfaces."""
        class_ = self._class(name, fields, tuple(self.named[base] for base in bases))
        self._keep(name, strawberry.type(class_, name=name, description=meaning))

    def interface(self, name: str, fields: Iterable[Declared], meaning: str) -> None:
        """Declare an interface."""
        class_ = self._class(name, fields)
        self._keep(name, strawberry.interface(class_, name=name, description=meaning))

    def input(
        self, name: str, fields: Iterable[Declared], meaning: str, *, one_of: bool = False
    ) -> None:
        """Declare an input type; `one_of`: exactly one of its fields is given."""
        class_ = self._class(name, fields)
        self._keep(
            name, strawberry.input(class_, name=name, description=meaning, one_of=one_of or None)
        )

    def enum(self, name: str, values: Iterable[str], meaning: str) -> None:
        """Declare an enum, once or again; its names are the values in capitals."""
        chosen = tuple(values)
        if self.enums.setdefault(name, chosen) != chosen:
            raise ValueError(f"two different enums are called {name}")
        if name not in self.named:
            members: Any = Enum(name, {value.upper(): value for value in chosen})  # type: ignore[misc]
            self.named[name] = strawberry.enum(members, name=name, description=meaning)

    def union(self, name: str, members: Iterable[str], meaning: str) -> None:
        """Declare a union of object types declared before."""
        types = tuple(self.named[member] for member in members)
        self.named[name] = Annotated[
            Union[types],  # noqa: UP007 - made at run time
            strawberry.union(name=name, description=meaning),
        ]

    def __contains__(self, name: str) -> bool:
        return name in self.named

    def _class(self, name: str, fields: Iterable[Declared], bases: tuple[type, ...] = ()) -> type:
        namespace: dict[str, Any] = {"__annotations__": {}, "__module__": __name__}
        for declared in fields:
            # A GraphQL name may be a word of Python (`in`, `not`), an attribute may not.
            python_name = f"{declared.name}_"
            namespace[python_name] = self._field(python_name, declared)
            namespace["__annotations__"][python_name] = object
        return type(name, bases, namespace)

    def _field(self, python_name: str, declared: Declared) -> StrawberryField:
        made = StrawberryField(
            python_name=python_name,
            graphql_name=camel(declared.name),
            description=declared.meaning,
            default=declared.default,
            metadata={"type": declared.type},
        )
        made.arguments = [
            StrawberryArgument(
                python_name=argument.name,
                graphql_name=camel(argument.name),
                type_annotation=StrawberryAnnotation(argument.type, namespace=self.named),
                description=argument.meaning,
                default=argument.default,
            )
            for argument in declared.arguments
        ]
        return made

    def _keep(self, name: str, class_: type) -> None:
        for made in class_.__strawberry_definition__.fields:  # type: ignore[attr-defined]
            if "type" in made.metadata:
                annotation = StrawberryAnnotation(made.metadata["type"], namespace=self.named)
                made.type_annotation = annotation
        self.named[name] = class_
