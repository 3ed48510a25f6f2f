"""Placing dots beside the evidence; they stay hidden until voting closes."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop import corpus, wording
from workshop.drawing.signs import VERDICT_CLASS, tagged
from workshop.records import CorpusFacts
from workshop.room.records import ENDING_WORDS, Kind, Participant, Voting
from workshop.sessions import seeing
from workshop.sessions.seeing import Phone, Seen
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.guard import guarded
from workshop.ui.labels import plain, short
from workshop.ui.phone import acts


def draw(phone: Phone) -> None:
    """Draw the messages with their steppers while voting is open, else what is known of them."""
    workshop = phone.workshop
    if not phone.votable:
        page.piece("<h1>Decide</h1><p>There is no message to decide on.</p>", kind="tall alone")
        return
    facts = corpus.facts(bench(), workshop.corpus, workshop.segment)
    if workshop.voting is Voting.OPEN:
        _open(phone, facts)
        return
    closed = workshop.voting is Voting.CLOSED
    page.piece("<h1>Voting has closed.</h1>" if closed else "<h1>Decide</h1><p>Voting opens in a moment.</p>")
    for seen in phone.votable:
        page.piece(f'<div class="vote done">{_head(seen, facts)}{_outcome(seen)}</div>')


def _open(phone: Phone, facts: CorpusFacts) -> None:
    used, most = sum(phone.my_dots.values()), phone.workshop.n_dots
    page.piece(
        f"<h1>Place your {most} dots.</h1>"
        '<p class="s">Hidden until voting closes. Votes order the talk, the comments stay beside them.</p>'
        f'<p class="num" role="status"><b>{used} of {most}</b> placed. They count as they stand.</p>'
    )
    for seen in phone.votable:
        number = seen.message.id
        mine = phone.my_dots.get(number, 0)
        with st.container(key=f"phone_vote_{number}"):
            page.piece(f'<div class="vote">{_head(seen, facts)}</div>')
            with st.container(horizontal=True, key=f"phone_steps_{number}", vertical_alignment="center"):
                _step(phone, seen, mine - 1, "−", is_open=mine > 0)
                page.piece(f'<b class="num given" aria-label="{_dots(mine)}">{"●" * mine or "0"}</b>', width="content")
                _step(phone, seen, mine + 1, "+", is_open=used < most)


def _step(phone: Phone, seen: Seen, to: int, sign: str, *, is_open: bool) -> None:
    """Draw a button that leads to so many dots: a second tap on the same drawing leads there, too, and no further."""
    number = seen.message.id
    what = "Take a dot from" if sign == "−" else "Give a dot to"
    st.button(
        plain(f"{sign} {what}: {short(seen.text, 60)}"),
        key=f"phone_dot_{number}_{'less' if sign == '−' else 'more'}_{to}",
        disabled=not is_open,
        on_click=_give,
        args=(phone.me, number, to, acts.press(Kind.VOTED, number, to)),
    )


@guarded
def _give(me: Participant, message: int, to: int, key: str) -> None:
    """Give a message so many dots; the others keep those that they have by now, whatever was drawn."""
    given = seeing.dots(bench(), me) | {message: to}
    acts.perform(me, Kind.VOTED, {"dots": {str(one): n for one, n in given.items() if n > 0}}, key)


def _head(seen: Seen, facts: CorpusFacts) -> str:
    words = ""
    if seen.partial is not None:
        for checked in seen.partial.check.claims:
            said = wording.tag(checked.verdict, checked.counts)
            words += f" {tagged(VERDICT_CLASS[checked.verdict], said)}"
    return f'<p class="msg">{escape(seen.text)}</p><p class="ln">{words or "Not revealed yet."}</p>'


def _outcome(seen: Seen) -> str:
    dots = "" if seen.dots is None else f'<span class="num">{_dots(seen.dots)}</span>'
    ending = f" · <b>{ENDING_WORDS[seen.message.ending]}</b>" if seen.message.ending else ""
    return f'<p class="s">{dots}{ending}</p>'


def _dots(n: int) -> str:
    return "1 dot" if n == 1 else f"{n} dots"
