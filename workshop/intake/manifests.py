"""Manifests of public comments: where they lie, how they are read, and what must come out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workshop.errors import WorkshopError
from workshop.records import Company


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Origin(_Part):
    """Who collected the comments, under which licence, and what is doubtful or unknown about them."""

    said: str
    page: str
    licence: str
    caveat: str = ""
    unknown: str = ""


class Package(_Part):
    """A wheel on a package registry, and the table inside it. No registry is named."""

    project: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    version: str = Field(pattern=r"^[0-9][A-Za-z0-9.+!_-]*$")
    wheel: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._+-]*\.whl$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    member: str


class Encoding(_Part):
    """How bytes become characters: first the pairs of `repair` (hexadecimal, characters), then `name`.

    `unknown` stands for a byte that neither explains; None makes it an error.
    """

    name: str = "utf-8"
    repair: tuple[tuple[str, str], ...] = ()
    unknown: str | None = None


class Roles(_Part):
    """The columns by what they hold; `labels` are other people's judgements, which are never imported."""

    text: str
    id: str | None = None
    author: str | None = None
    date: str | None = None
    rating: str | None = None
    labels: tuple[str, ...] = ()

    def kept(self) -> tuple[str, ...]:
        """Return the columns that describe a comment beside its text."""
        return tuple(name for name in (self.id, self.author, self.date, self.rating) if name)


class Dimension(_Part):
    """One dimension of segments: which column tells it, and what to call what was read."""

    dimension: str
    column: str
    read: Literal["value", "first-handle"]
    names: dict[str, str] = {}


class Whose(_Part):
    """Whose customers these are."""

    names: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    person: str = "customer"
    people: str = "customers"


class Expected(_Part):
    """Counts before cleaning and masking; whatever else is given is a dimension with rows per segment."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, dict[str, int]]

    rows: int
    repeats: int
    distinct: int

    @property
    def per_segment(self) -> dict[str, dict[str, int]]:
        """Return the expected rows by dimension and segment."""
        return self.__pydantic_extra__


class Manifest(_Part):
    """Everything about one public set of comments; corpus/README.md explains every key."""

    format: Literal["corpus/1"]
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: str
    description: str
    notice: str | None = None
    kind: str
    source: Origin
    package: Package
    encoding: Encoding = Encoding()
    columns: Roles
    segments: tuple[Dimension, ...] = ()
    company: Whose = Whose()
    expected: Expected
    samples: tuple[dict[str, str], ...] = ()

    @property
    def whose(self) -> Company:
        """Return whose customers these are, as every corpus records it."""
        return Company(**self.company.model_dump())

    @property
    def messages(self) -> tuple[Sample, ...]:
        """Return the sample messages, in order."""
        dimensions = [one.dimension for one in self.segments]
        return tuple(
            Sample(row["message"], next((f"{name}={row[name]}" for name in dimensions if name in row), None))
            for row in self.samples
        )


@dataclass(frozen=True, slots=True)
class Sample:
    """A message to try, and the segment ("dimension=value") that it is meant for; None for all."""

    message: str
    segment: str | None


def parse(text: str, name: str) -> Manifest:
    """Read a manifest.

    Args:
        text: The file, as TOML.
        name: What to call the file in an error.

    Raises:
        WorkshopError: a key is missing, unknown or of the wrong kind.
    """
    try:
        return Manifest.model_validate(tomllib.loads(text))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise WorkshopError(
            f"The manifest {name} cannot be used: {place}: {first['msg']}.",
            "Correct it; corpus/README.md explains every key.",
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise WorkshopError(
            f"The manifest {name} is no TOML: {error}.", "Correct it; corpus/README.md explains every key."
        ) from error
