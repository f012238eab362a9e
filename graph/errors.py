"""Every error of Rapport: a stable code for programs and a sentence for people.

RapportError                    INTERNAL
├── BadInput                    BAD_USER_INPUT
├── Unauthenticated             UNAUTHENTICATED
├── Forbidden                   FORBIDDEN
├── NotFound                    NOT_FOUND
├── Conflict                    CONFLICT
├── CostLimitExceeded           COST_LIMIT_EXCEEDED
├── Throttled                   THROTTLED
├── SettingsError               INTERNAL
├── StatementFailed             INTERNAL
└── DatabaseUnavailable         UNAVAILABLE
    ├── WrongPassword
    ├── DatabaseTooOld
    ├── ReadOnlyDatabase
    ├── DirectoryLocked
    ├── DirectoryDamaged
    ├── StatementTimeout
    └── OutcomeUnknown

The sentence never holds a parameter of a statement, so it may be shown and logged. The driver's own
error is chained (`__cause__`) and may quote data: log it only where data may be logged.
"""

from typing import ClassVar


class RapportError(Exception):
    """Anything that went wrong and that we can name."""

    code: ClassVar[str] = "INTERNAL"

    def __init__(self, message: str, field: str | None = None) -> None:
        """`field` names the input that is at fault, where one is."""
        super().__init__(message)
        self.message = message
        self.field = field


class BadInput(RapportError):
    """The request is malformed or asks for something that cannot be."""

    code = "BAD_USER_INPUT"


class Unauthenticated(RapportError):
    """The request does not say who asks, or the key or token is not valid."""

    code = "UNAUTHENTICATED"


class Forbidden(RapportError):
    """We know who asks, and they may not."""

    code = "FORBIDDEN"


class NotFound(RapportError):
    """The thing named does not exist, or the asker may not know that it does."""

    code = "NOT_FOUND"


class Conflict(RapportError):
    """The request contradicts what the graph holds by now."""

    code = "CONFLICT"


class CostLimitExceeded(RapportError):
    """The request would cost more than one request may."""

    code = "COST_LIMIT_EXCEEDED"


class Throttled(RapportError):
    """Too many requests for now."""

    code = "THROTTLED"


class SettingsError(RapportError):
    """A setting is missing or wrong; the sentence names the environment variable."""


class StatementFailed(RapportError):
    """The database refused a statement of ours: a defect of Rapport, not of the request."""


class DatabaseUnavailable(RapportError):
    """The database cannot answer now."""

    code = "UNAVAILABLE"


class WrongPassword(DatabaseUnavailable):
    """The database refused our user name or password."""


class DatabaseTooOld(DatabaseUnavailable):
    """The database is a Neo4j before 5.26."""


class ReadOnlyDatabase(DatabaseUnavailable):
    """The database answers reads and refuses writes."""


class DirectoryLocked(DatabaseUnavailable):
    """Another program holds the embedded database's directory and cannot be attached to."""


class DirectoryDamaged(DatabaseUnavailable):
    """The embedded database's directory cannot be read, written or opened."""


class StatementTimeout(DatabaseUnavailable):
    """A statement or transaction took longer than it may."""


class OutcomeUnknown(DatabaseUnavailable):
    """The connection broke during a commit: the change may or may not be stored."""
