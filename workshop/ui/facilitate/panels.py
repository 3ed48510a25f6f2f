"""The questions that open over the control screen. They stand apart from what redraws itself: no typing is lost."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from workshop.room.agenda import TITLES
from workshop.room.records import Kind
from workshop.ui import page
from workshop.ui.facilitate import (
    acts,
    agenda,
    behalf,
    history,
    joining,
    keys,
    messages,
    moderation,
    parked,
    people,
    search,
    take_away,
    top,
)
from workshop.ui.facilitate.acts import Deed, Panel
from workshop.ui.facilitate.desk import Desk
from workshop.ui.guard import guarded


def _end(desk: Desk) -> None:
    page.piece("<p>Phones say thank you, and nothing can be written or voted any more. Undo opens it again.</p>")
    if st.button("End it now", key="room_end_now", type="primary"):
        acts.perform(desk.workshop.id, Deed(Kind.ENDED), key=acts.press("ended"))
        acts.close_panel()
        st.rerun()


_SMALL: dict[str, tuple[str, Callable[[Desk], None]]] = {
    "more": ("More", top.draw_more),
    "keys": ("Keys", lambda desk: keys.draw_all()),
    "add": ("Add a person", people.draw_adding),
    "people": ("In the room", people.draw_choosing),
    "park": ("Park something", parked.draw_parking),
    "address": ("The way in", joining.draw_choosing),
    "end": ("End the workshop", _end),
}
_LARGE: dict[str, tuple[str, Callable[[Desk], None]]] = {
    "history": ("What happened", history.draw),
    "brief": ("The brief of this workshop", take_away.draw),
    "search": ("Search what they wrote", search.draw),
}
_READ: dict[str, tuple[str, Callable[[Desk, int, int | None], None]]] = {
    "send_back": ("Send back", moderation.draw_sending_back),
    "join": ("Join with another message", moderation.draw_joining),
}


def draw(desk: Desk) -> None:
    """Open the question that was asked for, if any."""
    panel = acts.opened()
    if panel is None:
        return
    title, body, is_large = _found(desk, panel)

    @st.dialog(title, width="large" if is_large else "small", on_dismiss=acts.close_panel)
    @guarded
    def show() -> None:
        if acts.opened() != panel:
            st.rerun()
        body()
        acts.say_refusal()

    show()


def _found(desk: Desk, panel: Panel) -> tuple[str, Callable[[], None], bool]:
    about = panel.about or 0
    if panel.name in _SMALL:
        title, small = _SMALL[panel.name]
        return title, lambda: small(desk), False
    if panel.name in _LARGE:
        title, large = _LARGE[panel.name]
        return title, lambda: large(desk), True
    if panel.name == "step":
        return TITLES[desk.workshop.agenda[about].phase], lambda: agenda.draw_step(desk, about), False
    if panel.name == "for":
        return f"For {desk.name_of(about)}", lambda: behalf.draw(desk, about), False
    if panel.name == "decide":
        return "Decide", lambda: messages.draw_deciding(desk, about), True
    title, one = _READ[panel.name]
    return title, lambda: one(desk, about, panel.version), False
