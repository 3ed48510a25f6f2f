"""Placing dots beside the evidence; they stay hidden until voting closes."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from workshop import wording
from workshop.drawing.signs import VERDICT_CLASS, tagged
from workshop.room.records import ENDING_WORDS, Kind, Participant, Voting
from workshop.sessions import seeing
from workshop.sessions.seeing import Phone, Seen
from workshop.ui import page
from workshop.ui.ballot import Given, Row, ballot, given_of
from workshop.ui.bench import bench
from workshop.ui.guard import guarded
from workshop.ui.labels import short
from workshop.ui.phone import acts

_BALLOT = "phone_ballot"
_HEARD = "phone_ballot_heard"


def draw(phone: Phone) -> None:
    """Draw the messages with their steppers while voting is open, else what is known of them."""
    workshop = phone.workshop
    if not phone.votable:
        page.piece("<h1>Decide</h1><p>There is no message to decide on.</p>", kind="tall alone")
        return
    if workshop.voting is Voting.OPEN:
        _open(phone)
        return
    closed = workshop.voting is Voting.CLOSED
    page.piece("<h1>Voting has closed.</h1>" if closed else "<h1>Decide</h1><p>Voting opens in a moment.</p>")
    page.piece("".join(f'<div class="vote">{_head(seen)}{_outcome(seen)}</div>' for seen in phone.votable))


def _open(phone: Phone) -> None:
    page.piece(
        f"<h1>Place your {phone.workshop.n_dots} dots.</h1>"
        '<p class="s">Hidden until voting closes. Votes order the talk, the comments stay beside them.</p>'
    )

    @st.fragment
    @guarded
    def placing() -> None:
        dots = seeing.dots(bench(), phone.me)
        rows = [
            Row(seen.message.id, seen.text, short(seen.text, 60), _known(seen), dots.get(seen.message.id, 0))
            for seen in phone.votable
        ]
        heard = st.session_state.get(_HEARD, "")
        ballot(rows, most=phone.workshop.n_dots, heard=heard, key=_BALLOT, on_given=partial(_told, phone.me))
        acts.say_refusal()

    placing()


@guarded
def _told(me: Participant) -> None:
    given = given_of(_BALLOT)
    if given is not None:
        give(me, given)


def give(me: Participant, given: Given) -> None:
    """Give some messages so many dots; the others keep those that they have by now, whatever was drawn."""
    kept = {str(message): n for message, n in seeing.dots(bench(), me).items()}
    acts.perform(me, Kind.VOTED, {"dots": kept | dict(given.dots)}, given.client_key)
    st.session_state[_HEARD] = given.client_key


def _head(seen: Seen) -> str:
    return f'<p class="msg">{escape(seen.text)}</p><p class="ln">{_known(seen)}</p>'


def _known(seen: Seen) -> str:
    words = ""
    if seen.partial is not None:
        for checked in seen.partial.check.claims:
            said = wording.tag(checked.verdict, checked.counts)
            words += f" {tagged(VERDICT_CLASS[checked.verdict], said)}"
    return words or "Not revealed yet."


def _outcome(seen: Seen) -> str:
    dots = "" if seen.dots is None else f'<span class="num">{_dots(seen.dots)}</span>'
    ending = f" · <b>{ENDING_WORDS[seen.message.ending]}</b>" if seen.message.ending else ""
    return f'<p class="s">{dots}{ending}</p>'


def _dots(n: int) -> str:
    return "1 dot" if n == 1 else f"{n} dots"
