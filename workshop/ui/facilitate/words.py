"""What happened, in plain words: one sentence for each event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workshop.records import Verdict
from workshop.room.agenda import TITLES, Phase
from workshop.room.records import Ending, Event, Kind, Workshop
from workshop.wording import SHORT

_ENDINGS = {Ending.HOLD_ON.value: "to hold on to", Ending.REWORK.value: "to rework", Ending.LET_GO.value: "let go"}
Payload = Mapping[str, Any]


def of(event: Event, workshop: Workshop, name_of: Callable[[int], str]) -> str:
    """Say who did what; nothing is escaped here."""
    who = _who(event, name_of)
    return f"{who} {_did(event, workshop, name_of)}."


def _who(event: Event, name_of: Callable[[int], str]) -> str:
    if event.actor[:1] == "p" and event.actor[1:].isdecimal():
        return name_of(int(event.actor[1:]))
    if event.actor == "room":
        return "By its own rules the room"
    if event.on_behalf_of is not None:
        return f"The facilitator, for {name_of(event.on_behalf_of)},"
    return "The facilitator"


def _did(event: Event, workshop: Workshop, name_of: Callable[[int], str]) -> str:
    payload = event.payload
    told = _SAID.get(event.kind)
    if told is not None:
        return told(payload)
    match event.kind:
        case Kind.PHASE_ENTERED:
            step = payload["step"]
            known = step < len(workshop.agenda)
            return f"entered {TITLES[workshop.agenda[step].phase] if known else f'step {step + 1}'}"
        case Kind.REMOVED | Kind.DRAWN:
            name = name_of(payload["participant"])
            if event.kind is Kind.REMOVED:
                return f"removed {name}"
            return f"gave {name} {len(payload['comments'])} comments to read"
        case Kind.PIN_KEPT_OFF:
            did = "kept a pin of" if payload["on"] else "let back on the wall a pin of"
            return f"{did} {name_of(payload['participant'])}{' off the wall' if payload['on'] else ''}"
        case _:
            return f"did this: {event.kind.value.replace('_', ' ')}"


def _number(payload: Payload, name: str = "message") -> str:
    return f"message {payload[name]}"


def _agenda(payload: Payload) -> str:
    steps = [
        f"{TITLES[Phase(one['phase'])]} {one['minutes']} min" for one in payload["agenda"] if not one.get("is_skipped")
    ]
    return f"changed the agenda to {', '.join(steps)}"


def _clock(payload: Payload) -> str:
    if "running" in payload and payload["running"] is not None:
        return "let the clock go on" if payload["running"] else "stopped the clock"
    minutes = payload.get("minutes") or 0
    return f"{'gave' if minutes >= 0 else 'took'} {abs(minutes)} min"


def _shown(payload: Payload) -> str:
    said = []
    if payload.get("authors") is not None:
        said.append("showed who wrote what" if payload["authors"] else "hid who wrote what")
    if payload.get("code") is not None:
        said.append("showed the code" if payload["code"] else "hid the code")
    if payload.get("ground") is not None:
        said.append(f"made the wall {payload['ground']}")
    return " and ".join(said) or "changed nothing of the wall"


def _guessed(payload: Payload) -> str:
    agreement = f", {payload['agreement']} agree" if payload.get("agreement") else ""
    return f"guessed “{SHORT[Verdict(payload['verdict'])]}”{agreement}, on {_number(payload)}"


def _decided(payload: Payload) -> str:
    owner = f", owner {payload['owner']}" if payload.get("owner") else ""
    note = f" ({payload['note']})" if payload.get("note") else ""
    return f"decided {_number(payload)}: {_ENDINGS.get(payload['ending'], 'still open')}{owner}{note}"


def _switch(on: str, off: str) -> Callable[[Payload], str]:
    return lambda payload: on if payload["on"] else off


_SAID: dict[Kind, Callable[[Payload], str]] = {
    Kind.OPENED: lambda payload: f"opened the workshop “{payload['name']}”",
    Kind.JOINED: lambda payload: "joined",
    Kind.ADDED: lambda payload: f"added {payload['name']}, who has no phone",
    Kind.AGENDA_CHANGED: _agenda,
    Kind.CLOCK_CHANGED: _clock,
    Kind.PAUSED: _switch("paused all phones", "let phones go on"),
    Kind.LOCKED: _switch("locked the room", "let people in again"),
    Kind.GATE_OPENED: lambda payload: "opened writing early" if payload["is_early"] else "opened writing",
    Kind.READ: lambda payload: f"read {payload['n']} comments",
    Kind.PINNED: lambda payload: "pinned a comment",
    Kind.UNPINNED: lambda payload: "took a pin off",
    Kind.HANDED_IN: lambda payload: f"handed in “{payload['text']}”",
    Kind.REWORDED: lambda payload: f"reworded {_number(payload)}: “{payload['text']}”",
    Kind.TAKEN_BACK: lambda payload: f"took {_number(payload)} back",
    Kind.LET_THROUGH: lambda payload: f"let {_number(payload)} through",
    Kind.SENT_BACK: lambda payload: f"sent {_number(payload)} back: {payload['why']}",
    Kind.GROUPED: lambda payload: (
        f"parted {_number(payload)} from the others"
        if payload["message"] == payload["into"]
        else f"joined {_number(payload)} with {_number(payload, 'into')}"
    ),
    Kind.PUT_UP: lambda payload: (
        "took the message off the wall" if payload["message"] is None else f"put {_number(payload)} on the wall"
    ),
    Kind.CLAIM_SHOWN: lambda payload: f"showed claim {payload['claim'] + 1}",
    Kind.REVEALED: lambda payload: f"revealed {_number(payload)}",
    Kind.GUESSED: _guessed,
    Kind.VOTING: lambda payload: f"{'opened' if payload['state'] == 'open' else 'closed'} voting",
    Kind.VOTED: lambda payload: f"placed {sum(payload['dots'].values())} dots",
    Kind.DECIDED: _decided,
    Kind.READY: _switch("is ready", "is not ready"),
    Kind.HAND: _switch("raised a hand", "lowered the hand"),
    Kind.PARKED: lambda payload: f"parked “{payload['text']}”",
    Kind.SHOWN: _shown,
    Kind.ENDED: lambda payload: "ended the workshop",
    Kind.UNDONE: lambda payload: f"undid number {payload['seq']}",
}
