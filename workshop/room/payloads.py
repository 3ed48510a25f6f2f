"""What belongs to each kind of event: the fields, their types and their bounds; anything else is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from workshop.errors import WorkshopError
from workshop.records import Strictness, Verdict
from workshop.room.agenda import MOST_MINUTES, Phase
from workshop.room.records import Agreement, Ending, Kind

Number = Annotated[int, Field(ge=0, le=2**53, strict=True)]
Words = Annotated[str, Field(max_length=4_000, strict=True)]
Typed = Annotated[str, Field(max_length=1_000_000, strict=True)]
"""What people type: `room.plain_text` bounds it, and says so in words of its own."""

On = Annotated[bool, Field(strict=True)]
GUESSABLE = (
    Verdict.SUPPORTED,
    Verdict.CONTESTED,
    Verdict.CONTRADICTED,
    Verdict.WISHED_FOR,
    Verdict.THIN,
    Verdict.UNSUPPORTED,
    Verdict.NOT_CHECKABLE,
)
"""The verdicts that somebody can expect; that nothing could be checked is no guess."""

_Guessable = Literal["supported", "contested", "contradicted", "wished_for", "thin", "unsupported", "not_checkable"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Step(_Strict):
    phase: Phase
    minutes: Annotated[int, Field(ge=1, le=MOST_MINUTES)]
    is_skipped: bool = False


Agenda = Annotated[list[_Step], Field(min_length=1, max_length=30)]
_FIELDS: dict[Kind, dict[str, Any]] = {
    Kind.OPENED: {
        "code": (Words, ...), "name": (Words, ...), "outcome": (Words, ...), "corpus": (Words, ...),
        "segment": (Words | None, None), "strictness": (Strictness, Strictness.NORMAL), "agenda": (Agenda, ...),
        "n_dots": (Annotated[int, Field(ge=1, le=20)], 5), "n_messages": (Annotated[int, Field(ge=1, le=10)], 3),
    },
    Kind.JOINED: {"name": (Typed | None, None)},
    Kind.ADDED: {"name": (Typed, ...)},
    Kind.DRAWN: {"participant": (Number, ...), "comments": (list[Words], ...)},
    Kind.REMOVED: {"participant": (Number, ...)},
    Kind.AGENDA_CHANGED: {"agenda": (Agenda, ...)},
    Kind.PHASE_ENTERED: {"step": (Number, ...)},
    Kind.CLOCK_CHANGED: {
        "minutes": (Annotated[int, Field(ge=-MOST_MINUTES, le=MOST_MINUTES)] | None, None),
        "running": (On | None, None),
    },
    Kind.PAUSED: {"on": (On, ...)},
    Kind.LOCKED: {"on": (On, ...)},
    Kind.GATE_OPENED: {"is_early": (On, ...)},
    Kind.READ: {"n": (Annotated[int, Field(ge=0, le=50)], ...)},
    Kind.PINNED: {"comment": (Words, ...)},
    Kind.UNPINNED: {"comment": (Words, ...)},
    Kind.PIN_KEPT_OFF: {"participant": (Number, ...), "comment": (Words, ...), "on": (On, ...)},
    Kind.HANDED_IN: {"text": (Typed, ...)},
    Kind.REWORDED: {"message": (Number, ...), "text": (Typed, ...)},
    Kind.TAKEN_BACK: {"message": (Number, ...)},
    Kind.LET_THROUGH: {"message": (Number, ...), "version": (Number | None, None)},
    Kind.SENT_BACK: {"message": (Number, ...), "why": (Typed, ""), "version": (Number | None, None)},
    Kind.GROUPED: {"message": (Number, ...), "into": (Number, ...)},
    Kind.PUT_UP: {"message": (Number | None, ...)},
    Kind.CLAIM_SHOWN: {"claim": (Annotated[int, Field(ge=0, le=50)], ...)},
    Kind.GUESSED: {
        "message": (Number, ...), "claim": (Annotated[int, Field(ge=0, le=50)], 0), "verdict": (_Guessable, ...),
        "agreement": (Agreement | None, None),
    },
    Kind.REVEALED: {"message": (Number, ...)},
    Kind.VOTING: {"state": (Literal["open", "closed"], ...)},
    Kind.VOTED: {"dots": (dict[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0, le=20, strict=True)]], ...)},
    Kind.DECIDED: {
        "message": (Number, ...), "ending": (Ending | None, ...), "owner": (Typed, ""), "note": (Typed, ""),
    },
    Kind.READY: {"on": (On, ...)},
    Kind.HAND: {"on": (On, ...)},
    Kind.PARKED: {"text": (Typed, ...)},
    Kind.SHOWN: {
        "authors": (On | None, None), "code": (On | None, None), "ground": (Literal["light", "dark"] | None, None),
    },
    Kind.ENDED: {},
    Kind.UNDONE: {"seq": (Number, ...)},
}  # fmt: skip
_MODELS = {kind: create_model(kind.value, __base__=_Strict, **fields) for kind, fields in _FIELDS.items()}


def checked(kind: Kind, payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return a payload as it is kept, in JSON's own types.

    Raises:
        WorkshopError: a field is missing, unknown, or has a value that it cannot have.
    """
    try:
        return _MODELS[kind].model_validate(dict(payload)).model_dump(mode="json")
    except (ValidationError, TypeError, ValueError) as error:
        raise WorkshopError("That cannot be understood.", "Reload the page and try once more.") from error
