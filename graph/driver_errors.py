"""The driver's errors in our words: what happened, and what a person can do about it."""

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    ConstraintError,
    DriverError,
    Forbidden,
    ForbiddenOnReadOnlyDatabase,
    IncompleteCommit,
    Neo4jError,
    NotALeader,
    TransientError,
    UnsupportedServerProduct,
)

from graph.errors import (
    Conflict,
    DatabaseTooOld,
    DatabaseUnavailable,
    OutcomeUnknown,
    RapportError,
    ReadOnlyDatabase,
    SettingsError,
    StatementFailed,
    StatementTimeout,
    WrongPassword,
)

DATABASE_NOT_FOUND = "Neo.ClientError.Database.DatabaseNotFound"
TOO_MANY_ATTEMPTS = "Neo.ClientError.Security.AuthenticationRateLimit"
OUR_FAULT = {
    f"Neo.ClientError.Statement.{kind}"
    for kind in (
        *("ArgumentError", "ArithmeticError", "EntityNotFound", "ParameterMissing"),
        *("SemanticError", "SyntaxError", "TypeError", "PropertyNotFound"),
    )
}
"""Codes of statements that are wrong in themselves, whatever the data and the machine."""
READ_ONLY_CODES = {
    "Neo.ClientError.General.ReadOnly",
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
    "Neo.TransientError.General.WriteOnReadOnlyAccessDatabase",
}


def translated(error: DriverError | Neo4jError, *, address: str, statement: str) -> RapportError:
    """Our error for one of the driver's, raised by the named statement at this address."""
    match error:
        case IncompleteCommit():
            return OutcomeUnknown(
                f"The connection to {address} broke while {statement} was being stored: it may or "
                "may not have been. Look before repeating it."
            )
        case ConnectionAcquisitionTimeoutError():
            return DatabaseUnavailable(
                "The database is busy: no connection became free in time. Try again shortly."
            )
        case UnsupportedServerProduct():
            return DatabaseTooOld(f"{address} is not a Neo4j that we can speak to; 5.26 is needed.")
        case ConfigurationError():
            return SettingsError(f"RAPPORT_GRAPH_URL or its password is not usable: {error}")
        case DriverError():
            return DatabaseUnavailable(
                f"The database at {address} does not answer. Is it running, and is the address "
                "in RAPPORT_GRAPH_URL right?"
            )
        case AuthError():
            return WrongPassword(
                f"The database at {address} refused our user or password. "
                "Set RAPPORT_GRAPH_USER and RAPPORT_GRAPH_PASSWORD."
            )
        case ConstraintError():
            return Conflict(f"{statement} contradicts what the graph holds: a key exists already.")
        case ForbiddenOnReadOnlyDatabase() | NotALeader():
            return _read_only(address)
        case Neo4jError(code=code) if code in READ_ONLY_CODES:
            return _read_only(address)
        case Neo4jError(code=code) if code == DATABASE_NOT_FOUND:
            return SettingsError(
                f"RAPPORT_GRAPH_DATABASE names a database that {address} does not have."
            )
        case Neo4jError(code=code) if code == TOO_MANY_ATTEMPTS:
            return WrongPassword(
                f"{address} refuses us for a while after too many wrong passwords. Check "
                "RAPPORT_GRAPH_USER and RAPPORT_GRAPH_PASSWORD, wait half a minute and try again."
            )
        case Forbidden():
            return SettingsError(
                f"The user in RAPPORT_GRAPH_USER may not run {statement} at {address}."
            )
        case Neo4jError(code=code) if "TimedOut" in str(code):
            return timed_out(statement)
        case TransientError():
            return DatabaseUnavailable(
                f"{statement} lost against other changes too often. Try again shortly."
            )
        case Neo4jError(code=code) if code not in OUR_FAULT:
            return StatementFailed(
                f"The database could not do {statement} ({code}). Is its disk full, or its data "
                "damaged? Its own log says more."
            )
        case _:
            return StatementFailed(
                f"The database refused {statement} ({error.code}). This is a defect of Rapport."
            )


def timed_out(statement: str) -> StatementTimeout:
    """The error of a statement that was given up."""
    return StatementTimeout(
        f"{statement} took longer than RAPPORT_STATEMENT_TIMEOUT allows and was given up. "
        "Ask for less, or try again shortly."
    )


def _read_only(address: str) -> ReadOnlyDatabase:
    return ReadOnlyDatabase(
        f"The database at {address} is read-only. For a cluster use neo4j:// in "
        "RAPPORT_GRAPH_URL, so that writes find the leader."
    )
