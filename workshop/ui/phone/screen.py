"""The phone's screen: its header, the phase, what can be done at any time, and news from the room."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime
from functools import cache
from html import escape
from importlib.resources import files
from threading import Lock

import streamlit as st

from workshop.room import plain_text
from workshop.room.agenda import TITLES, Phase
from workshop.room.records import Kind, Participant, Workshop
from workshop.sessions import seeing
from workshop.sessions.seeing import Phone, Seen
from workshop.ui import clock, page, pulse
from workshop.ui.bench import bench
from workshop.ui.guard import guarded
from workshop.ui.pad import Box
from workshop.ui.phone import acts, guess, listen, rework, spoken, theirs, vote, write
from workshop.ui.phone.boxes import box

_UNREAD_SECONDS, _LOOKS_A_SECOND = 2.0, 6
"""How often a phone looks for an answer that is still being read, and how often all phones together do at most."""

_WAS_IN = "phone_was_in"
_turn = Lock()
"""Phones are drawn one after the other: among sixty at once the wall waits, and each costs five times what it does."""
_mount = st.components.v2.component(
    "backtalk_phone_screen", js=files(__package__).joinpath("screen.js").read_text("utf-8")
)
_PARK = Box(
    "What shall the room come back to?",
    "Park it",
    plain_text.PARKED,
    rows=2,
    fold="Park something for later",
    done="Parked. The room comes back to it.",
)
_LOGO = '<span class="logo">Back<i>talk</i></span>'


def draw(me: Participant) -> None:
    """Draw what this participant sees now.

    Raises:
        WorkshopError: the workshop is gone.
    """
    with _turn:
        _draw(me)


def _draw(me: Participant) -> None:
    dress()
    st.session_state[_WAS_IN] = True
    news = st.container(key="phone_news")
    phone = seeing.phone(bench(), me)
    workshop = phone.workshop
    _header(workshop)
    acts.say_refusal("")
    if workshop.ended_at is not None:
        page.piece("<h1>The workshop has ended.</h1><p>Thank you. What the room decided is in its brief.</p>")
    elif workshop.is_paused:
        _paused(phone)
    else:
        _phase(phone)
        _asides(phone)
    acts.say_refusal()
    _mount(key="phone_screen", data={"shown": _shown(phone), "done": acts.n_done()})
    spoken.listen()
    with news:
        _news(phone)


def draw_outside() -> None:
    """Say to somebody who is in no workshop how to come in."""
    dress()
    if st.session_state.get(_WAS_IN):
        said = "<h1>You are not in this room any more.</h1><p>Ask the facilitator, then join once more.</p>"
    else:
        said = (
            "<h1>You are not in a workshop.</h1><p>Type the code on the wall. "
            "If you were in one before, open your own link again, or ask the facilitator.</p>"
        )
    page.piece(f'<header class="topline">{_LOGO}<span class="phase">Join</span></header>{said}')
    page.piece('<p><a class="go" href="/join" target="_self">Type the code</a></p>')
    spoken.listen()


def dress() -> None:
    """Put the phone's own styles in place."""
    st.html(f"<style>{_styles()}</style>")


def _header(workshop: Workshop) -> None:
    with st.container(horizontal=True, key="phone_bar", vertical_alignment="center"):
        title = "Ended" if workshop.ended_at else "Paused" if workshop.is_paused else TITLES[workshop.phase]
        page.piece(f'{_LOGO}<span class="phase">{title}</span>', kind="topline", width="content")
        left = workshop.left_at(datetime.now(UTC))
        if left is not None and workshop.ended_at is None and not workshop.is_paused:
            clock.tick(left, is_running=workshop.ends_at is not None, key="phone_clock")


def _phase(phone: Phone) -> None:
    phase = phone.workshop.phase
    if phase is Phase.LOBBY:
        page.piece(
            f"<h1>You are in.</h1><p>{escape(phone.workshop.outcome)}</p>"
            '<p class="s">First everybody reads ten comments. Look at the wall until then.</p>',
            kind="tall alone",
        )
    elif phase in (Phase.LISTEN, Phase.SAID):
        listen.draw(phone)
    elif phase is Phase.WRITE:
        write.draw(phone)
    elif phase in (Phase.GUESS, Phase.REVEAL):
        guess.draw(phone)
    elif phase is Phase.REWORK:
        rework.draw(phone)
    else:
        vote.draw(phone)


def _shown(phone: Phone) -> str:
    """Name what is shown, so that something else begins at the top."""
    workshop, state = phone.workshop, st.session_state
    room = (workshop.step, workshop.is_paused, workshop.on_wall, workshop.claim, workshop.is_revealed, workshop.voting)
    return repr((*room, state.get(listen.AT), state.get(theirs.OPENED), guess.chosen(phone), state.get(rework.CHOSEN)))


def _paused(phone: Phone) -> None:
    mine = "".join(f'<p class="hint"><b>You wrote:</b> {escape(one.newest.text)}</p>' for one in phone.mine)
    page.piece(
        "<h1>The room is paused.</h1><p>Look up. Your phone goes on when the workshop does.</p>"
        '<p class="s">Everything you wrote, pinned and guessed is kept. If your phone locks, open the same page again '
        f"and you are back here.</p>{mine}",
        kind="tall alone",
    )
    with st.container(key="phone_thumb"):
        _hand(phone)


def _asides(phone: Phone) -> None:
    """Draw what can be done in every phase: a hand, being ready, something for later."""
    me = phone.me
    with st.container(key="phone_asides"):
        with st.container(horizontal=True, key="phone_asides_row"):
            label = "I am not ready" if me.is_ready else "I am ready"
            acts.button(
                label, me, Kind.READY, {"on": not me.is_ready}, key=f"phone_ready_{'off' if me.is_ready else 'on'}"
            )
            _hand(phone)
        box(me, "park", _PARK, Kind.PARKED, lambda text: {"text": text})
        page.piece('<p><a class="quiet" href="/link" target="_self">Go on in another browser</a></p>')


def _hand(phone: Phone) -> None:
    me = phone.me
    label = "Take my hand down" if me.hand_up else "Raise a hand"
    acts.button(label, me, Kind.HAND, {"on": not me.hand_up}, key=f"phone_hand_{'off' if me.hand_up else 'on'}")


def _news(phone: Phone) -> None:
    """Listen for the room; the page is drawn anew only when something has changed for this phone."""
    waits = _is_unread(phone)
    is_drawn = False

    @st.fragment(run_every=max(_UNREAD_SECONDS, phone.n_people / _LOOKS_A_SECOND) if waits else pulse.RARELY)
    @guarded
    def listening() -> None:
        nonlocal is_drawn
        with _turn if is_drawn else nullcontext():
            pulse.listen(phone.workshop.id, "phone", phone.seq, key="phone_pulse")
            if is_drawn and (_has_news(phone) or (waits and _is_read(phone))):
                st.rerun(scope="app")
        is_drawn = True

    listening()


def _has_news(phone: Phone) -> bool:
    with bench().store.read():
        me = bench().store.rooms.participant(phone.workshop.id, phone.me.id)
        _, phone_seq = bench().store.rooms.pulse(phone.workshop.id)
    return me.is_removed or me.draws(phone_seq) != phone.seq


def _drawn(phone: Phone) -> Seen | None:
    """Return the message whose answer this phone shows now."""
    phase = phone.workshop.phase
    if phase in (Phase.GUESS, Phase.REVEAL):
        return phone.on_wall
    return rework.chosen(phone) if phase is Phase.REWORK else None


def _is_unread(phone: Phone) -> bool:
    """Whether the answer that is shown is still to come, or still to be deepened."""
    seen = _drawn(phone)
    return seen is not None and seen.partial is not None and seen.partial.is_unfinished


def _is_read(phone: Phone) -> bool:
    before, now = _drawn(phone), _drawn(seeing.phone(bench(), phone.me))
    return (now and now.partial) != (before and before.partial)


@cache
def _styles() -> str:
    return files(__package__).joinpath("phone.css").read_text("utf-8")
