"""The keys of the control screen, as presenters send them, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files
from typing import Any

import streamlit as st

from workshop.errors import WorkshopError
from workshop.room.records import Kind
from workshop.sessions import acting
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.facilitate import acts, desk, moderation, next_act, state
from workshop.ui.facilitate.acts import Deed
from workshop.ui.facilitate.desk import Desk
from workshop.ui.guard import guarded

KEY = "room_keys"
KEYS = (
    ("Space", "reveal, then next"),
    ("←  →", "claim before, after"),
    ("A", "let the first one through"),
    ("J", "code and address on the wall, or not"),
    ("D", "wall dark or light"),
    ("P", "pause all phones, or go on"),
    ("Z", "undo what you did last"),
    ("?", "all keys"),
)
_mount = st.components.v2.component("backtalk_room_keys", js=files(__package__).joinpath("keys.js").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Read:
    """What the screen said when a key was pressed.

    `main` names the big button's act; `first` is the first message that waited, and the wording of it that was read.
    """

    main: str = ""
    first: tuple[int, ...] = ()


def listen(shown: Desk) -> None:
    """Listen for keys. Each press carries what the screen said then, so that none does what nobody read."""
    main = next_act.next_act(shown)
    first = next(iter(shown.control.waiting), None)
    _mount(
        key=KEY,
        data={"shown": main.name if main else "", "first": [first.id, first.newest.number] if first else []},
        on_pressed_change=guarded(partial(_hear, shown.workshop.id)),
    )


def draw() -> None:
    """Draw the keys beside the agenda."""
    few = [(key, does) for key, does in KEYS if key in ("Space", "←  →", "A", "Z", "?")]
    with st.container(key="room_keys_panel"):
        page.piece(f"<h2>Keys</h2>{_listed(few)}", kind="room-keys")


def draw_all() -> None:
    """Draw all keys."""
    page.piece(f"{_listed(KEYS)}<p class=small>None while you type in a field.</p>", kind="room-keys")


def _listed(keys: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> str:
    rows = ""
    for key, does in keys:
        caps = "".join(f"<kbd>{one}</kbd>" for one in key.split())
        rows += f"<div><span>{does[:1].upper()}{does[1:]}</span><span>{caps}</span></div>"
    return rows


def _hear(workshop: int) -> None:
    sent = st.session_state[KEY]["pressed"]
    heard: dict[str, int] = st.session_state.setdefault(state.HEARD, {})
    for press in sent["presses"]:
        if press["n"] <= heard.get(sent["visit"], 0):
            continue
        heard[sent["visit"]] = int(press["n"])
        try:
            act(workshop, press["key"], Read(press["shown"], tuple(press["first"])), f"{sent['visit']} {press['n']}")
        except WorkshopError as error:
            acts.refuse(error)


def act(workshop: int, key: str, read: Read, client_key: str) -> None:
    """Do what a key stands for, as the workshop is now.

    Args:
        workshop: Its number.
        key: The key's name, as the browser sends it.
        read: What the screen said when the key was pressed.
        client_key: What names this press.

    Raises:
        WorkshopError: it may not be done now.
    """
    if key == "keys":
        acts.open_panel("keys")
    elif key == "z":
        acting.undo(bench(), workshop, client_key=client_key, at=datetime.now(UTC))
        acts.moved_on()
    else:
        deeds = _deeds(desk.load(workshop, datetime.now(UTC)), key, read)
        acts.perform(workshop, *deeds, key=client_key)


def _deeds(now: Desk, key: str, read: Read) -> tuple[Deed, ...]:
    workshop = now.workshop
    if workshop.ended_at is not None:
        return ()
    switches: Mapping[str, tuple[Kind, Mapping[str, Any]]] = {
        "d": (Kind.SHOWN, {"ground": "light" if workshop.ground == "dark" else "dark"}),
        "j": (Kind.SHOWN, {"code": not workshop.shows_code}),
        "p": (Kind.PAUSED, {"on": not workshop.is_paused}),
    }
    if key in switches:
        return (Deed(*switches[key]),)
    if key == "a":
        still = [one.id for one in now.control.waiting if one.id in read.first[:1]]
        return tuple(moderation.let_through(number, read.first[1]) for number in still)
    if key in ("left", "right"):
        found = next_act.show_claim(now, 1 if key == "right" else -1)
        return found.deeds if found else ()
    main = next_act.next_act(now)
    return main.deeds if main and key == "space" and main.name == read.main else ()
