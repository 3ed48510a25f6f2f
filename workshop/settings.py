"""Settings: `settings.toml` in `BACKTALK_HOME`, overridden by `BACKTALK_…` variables."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from workshop.errors import WorkshopError
from workshop.languages import ENGLISH, code_of
from workshop.records import Strictness


def home_folder() -> Path:
    """Return where data lives: `BACKTALK_HOME`, or the platform's folder for user data."""
    named = os.environ.get("BACKTALK_HOME")
    return Path(named).expanduser() if named else Path(platformdirs.user_data_path("backtalk", appauthor=False))


def _language_codes(given: object) -> object:
    """Turn "en, de" or a list of languages into codes, each once, in alphabetical order."""
    written = given.split(",") if isinstance(given, str) else given
    if not isinstance(written, Iterable):
        raise ValueError("write languages as codes, such as en or de")
    codes = {str(one).strip(): code_of(str(one)) for one in written}
    unknown = [one for one, code in codes.items() if code is None]
    if unknown or not codes:
        raise ValueError(f"write languages as codes, such as en or de, not {', '.join(unknown) or 'none'}")
    return tuple(sorted({code for code in codes.values() if code}))


class Settings(BaseSettings):
    """What can be set; each description says whether it changes results."""

    model_config = SettingsConfigDict(env_prefix="BACKTALK_", extra="forbid", frozen=True)

    home: Path = Field(default_factory=home_folder, description="Where data lives. Does not change results.")
    encoder: str = Field(
        default="all-MiniLM-L6-v2",
        description="Encoder: the default, `hashing` (words only, no weights), or a model that is on this machine. "
        "Changes results.",
    )
    precision: Literal["auto", "float32", "bfloat16"] = Field(
        default="auto", description="Number format of the encoder. Changes results slightly."
    )
    judge: str = Field(
        default="backtalk",
        description="Judge of stance: the default (trained, ships with the package, joined with word lists and rules); "
        "`lexicon` (word lists and rules alone, no weights); or a cross-encoder on this machine, by folder or hub "
        "name. Changes results.",
    )
    languages: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_language_codes)] = Field(
        default=(ENGLISH,),
        description="Languages that encoder and judge serve, as ISO 639-1 codes; what is in another one is not judged, "
        "but counted and named. Changes results.",
    )
    strictness: Strictness = Field(
        default=Strictness.NORMAL, description="How much a verdict asks for, unless chosen. Changes results."
    )
    model_threads: int | None = Field(
        default=None,
        ge=1,
        description="Threads that a model may use; left out, all cores at the command line and all but one in the app, "
        "so that pages stay quick. Does not change results.",
    )
    address: str = Field(default="127.0.0.1", description="Address the app listens on. Does not change results.")
    port: int = Field(default=8501, ge=1, le=65535, description="Port of the app. Does not change results.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Rank the sources: given in code, then the environment, then the file."""
        file = TomlConfigSettingsSource(settings_cls, home_folder() / "settings.toml")
        return init_settings, env_settings, file

    @classmethod
    def load(cls) -> Settings:
        """Read file and environment.

        Raises:
            WorkshopError: a setting is unknown or has a value that it cannot have.
        """
        try:
            return cls()
        except (ValidationError, ValueError) as error:
            raise WorkshopError(
                f"The settings cannot be used: {_first_problem(error)}.",
                f"Mend {home_folder() / 'settings.toml'} or the BACKTALK_ variable, or remove it.",
            ) from error


def _first_problem(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        problem = error.errors()[0]
        return f"{'.'.join(map(str, problem['loc']))}: {problem['msg'].removeprefix('Value error, ')}"
    return str(error)
