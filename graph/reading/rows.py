"""The rows of a link: the Cypher that finds the nodes at its end, each with its edge."""

from collections.abc import Iterable

from graph.identity import NAMED
from graph.reading.exposed import COLUMNS, VISIBLE, Column, Link, held

_NOT_DELETED = frozenset(COLUMNS) - {*NAMED, "Touchpoint", "ImportRun"}
"""Kinds whose nodes say themselves that their record was deleted."""


def put(cypher: str, **variables: str) -> str:
    """The Cypher with its placeholders filled in."""
    for name, variable in variables.items():
        cypher = cypher.replace(f"{{{name}}}", variable)
    return cypher


def visible(labels: Iterable[str], n: str) -> str:
    """The condition that the node exists as of the moment."""
    conditions = [put(VISIBLE[label], n=n) for label in labels if label in VISIBLE]
    conditions += [f"{n}.deleted IS NULL" for label in labels if label in _NOT_DELETED]
    return " AND ".join(conditions) or "true"


def called(n: str, lines: Iterable[str]) -> str:
    """A subquery that is run for each `n`, or once."""
    inner = "\n".join(lines).replace("\n", "\n  ")
    return f"CALL ({n}) {{\n  {inner}\n}}"


def state_of(n: str, state: str) -> str:
    """Finds the state of an account; it has one at most."""
    return f"OPTIONAL MATCH ({n})-[:HAS_STATE]->({state}:AccountState) WHERE {held(state)}"


def where(link: Link, m: str, r: str, ended: str = "") -> str:
    """The condition that the link leads to `m` as of the moment.

    `ended` is a parameter: whether relationships that are over count as well.
    """
    conditions = [visible(link.to, m)] if link.to else []
    if link.where:
        conditions.append(put(link.where, m=m, r=r))
    if link.lasting and ended:
        conditions.append(
            f"coalesce({r}.since, 0) <= $as_of "
            f"AND ({ended} OR coalesce({r}.until, $as_of + 1) > $as_of)"
        )
    elif link.lasting:
        conditions.append(held(r))
    return " AND ".join(c for c in conditions if c != "true") or "true"


class Rows:
    """Lines that leave one row for each edge of a link, and what its parts are called there.

    `m` is the variable of the node, `edge` maps columns of the edge to variables, `state` is the
    variable of the account's state where `dated` asks for it.
    """

    def __init__(self, link: Link, n: str, number: int, *, ended: str = "") -> None:
        self.link = link
        self.n = n
        self.m = f"n{number}"
        self.r = f"r{number}"
        self.state = f"s{number}"
        self._w = f"w{number}"
        self._ended = ended

    def lines(self, edge: Iterable[str], dated: bool, condition: str = "true") -> list[str]:
        """The lines, with only the columns in `edge`; `condition` may speak of the node alone."""
        found = where(self.link, self.m, self.r, self._ended)
        if condition != "true":
            found = condition if found == "true" else f"{found} AND {condition}"
        lines = [f"MATCH {self._put(self.link.path)} WHERE {found}"]
        if self.link.columns:
            lines += self._grouped(edge)
        elif self.n:
            lines.append(f"WITH DISTINCT {self.m}")
        if dated:
            lines.append(state_of(self.m, self.state))
        return lines

    def variable(self, column: str) -> str:
        """What a column of the edge is called."""
        return f"{self.m}_{column}"

    @property
    def apart(self) -> list[Column]:
        """The columns that tell edges to one node apart."""
        return [column for column in self.link.columns if column.tells_apart]

    def _grouped(self, edge: Iterable[str]) -> Iterable[str]:
        names = set(edge)
        columns = [c for c in self.link.columns if c.tells_apart or c.name in names]
        employed = any("{w}" in column.of for column in columns)
        if employed:
            yield (
                f"OPTIONAL MATCH ({self.m})-[{self._w}:WORKS_AT]->({self.n}) WHERE {held(self._w)}"
            )
        if any("collect(" in column.of for column in columns):
            kept = [self.m, self.r, *([self._w] if employed else [])]
            newest = [f"coalesce({r}.since, 0) DESC, {r}.record" for r in kept[1:]]
            yield f"WITH {', '.join(kept)} ORDER BY {', '.join(newest)}, {self.r}.role"
        parts = [f"{self._put(c.of)} AS {self.variable(c.name)}" for c in columns]
        yield f"WITH DISTINCT {', '.join((self.m, *parts))}"

    def _put(self, cypher: str) -> str:
        return put(cypher, n=self.n, m=self.m, r=self.r, w=self._w)
