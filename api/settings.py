"""Settings of the service at its edge, read from environment variables that begin with RAPPORT_."""

from pathlib import Path

from pydantic import DirectoryPath, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import SettingsError


class ApiSettings(BaseSettings):
    """What one request may take and what is shown to whom. Each field is RAPPORT_ and its name."""

    model_config = SettingsConfigDict(env_prefix="RAPPORT_", frozen=True, extra="forbid")

    development: bool = Field(
        False,
        description="Serve the explorer and the REST documentation, and let every key read the "
        "schema. In production only an admin's key may.",
    )
    teams_only: bool = Field(
        False,
        description="Show leadership's figures of teams, and to nobody those of single teammates.",
    )
    request_timeout: float = Field(60, gt=0, description="Seconds one request may take.")
    body_limit: int = Field(
        256 * 1024, gt=0, description="Bytes the body of a GraphQL request may have."
    )
    upload_limit: int = Field(2**30, gt=0, description="Bytes an uploaded export may have.")
    unpacked_limit: int = Field(
        20 * 2**30, gt=0, description="Bytes the files of an uploaded zip may have, unpacked."
    )
    staging: Path = Field(
        Path("data/imports"), description="Folder in which uploads wait to be imported."
    )
    calls_per_minute: int = Field(600, gt=0, description="Requests one key may make in a minute.")
    nodes_per_minute: int = Field(
        200_000, ge=10_000, description="Nodes one key may ask for in a minute."
    )
    report_timeout: float = Field(300, gt=0, description="Seconds making a report may take.")
    report_fonts: DirectoryPath | None = Field(
        None,
        description="Folder with fonts for scripts that the PDF's own fonts do not have: Chinese, "
        "Japanese, Korean, emoji.",
    )
    watch_minutes: float = Field(
        15, ge=0, description="Minutes between two looks for departures to tell of; 0: never."
    )


def read_api_settings(**overrides: bool | float | Path) -> ApiSettings:
    """The settings of the environment, each keyword replacing one.

    SettingsError says what is wrong.
    """
    try:
        return ApiSettings.model_validate(ApiSettings().model_dump() | overrides)
    except ValidationError as error:
        wrong = [
            f"RAPPORT_{'_'.join(map(str, fault['loc'])).upper()}: {fault['msg']}"
            for fault in error.errors(include_input=False)
        ]
        raise SettingsError("; ".join(wrong) + ".") from None
