"""Guessing what they say, and seeing it once it is revealed."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop import corpus, wording
from workshop.drawing.answer import verdict_head
from workshop.drawing.quotes import counted, quote
from workshop.drawing.text import marked_text
from workshop.records import CheckedClaim, CorpusFacts, Stance, Verdict
from workshop.room.guessing import TALKED_ABOUT
from workshop.room.payloads import GUESSABLE
from workshop.room.records import Agreement, Guess, Kind
from workshop.sessions.seeing import Phone, Seen
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.guard import guarded
from workshop.ui.labels import plain
from workshop.ui.phone import acts

VERDICT, CHANGING = "phone_guess_verdict", "phone_guess_changing"
_SAYS = {
    Verdict.SUPPORTED: "They say so",
    Verdict.CONTESTED: "They disagree",
    Verdict.CONTRADICTED: "They say the opposite",
    Verdict.WISHED_FOR: "They ask for it",
    Verdict.THIN: "Only a few say so",
    Verdict.UNSUPPORTED: "Nobody says so",
    Verdict.NOT_CHECKABLE: "Not for them to say",
}
_AGREE = {
    Agreement.NONE: "None",
    Agreement.FEW: "Few",
    Agreement.HALF: "Half",
    Agreement.MOST: "Most",
    Agreement.ALL: "All",
}


def draw(phone: Phone) -> None:
    """Draw the message on the wall: to be guessed, or with what they say."""
    seen = phone.on_wall
    if seen is None:
        page.piece("<h1>Look at the wall.</h1><p>The next message comes there, and here.</p>")
    elif phone.workshop.is_revealed:
        _revealed(phone, seen)
    else:
        _guess(phone, seen)


def _guess(phone: Phone, seen: Seen) -> None:
    page.piece(f'<p class="msg">{escape(seen.text)}</p><h1>What do they say?</h1>')
    mine, chosen = phone.my_guess, st.session_state.get(f"{VERDICT}_{seen.message.id}")
    if mine is not None and chosen is None and st.session_state.get(CHANGING) != seen.message.id:
        _given(seen, mine)
        return
    if chosen is None:
        page.piece('<p class="s">Nobody sees your guess. Not guessing is fine, too.</p>')
        with st.container(key="phone_choices"):
            for verdict in GUESSABLE:
                st.button(
                    plain(f"{wording.GLYPH[verdict]} {_SAYS[verdict]}"),
                    key=f"phone_guess_{verdict.value}",
                    width="stretch",
                    on_click=_choose,
                    args=(phone, seen, verdict),
                )
        return
    said = f"{wording.GLYPH[chosen]} {_SAYS[chosen]}"
    page.piece(f"<p><b>{said}</b></p><h1>Of those who talk about it, how many agree?</h1>")
    with st.container(key="phone_choices"):
        for agreement in Agreement:
            st.button(
                _AGREE[agreement],
                key=f"phone_agree_{agreement.value}",
                width="stretch",
                on_click=_keep,
                args=(phone, seen, chosen, agreement),
            )
    st.button("Back", key="phone_guess_back", width="stretch", on_click=_forget, args=(seen,))


def _given(seen: Seen, mine: Guess) -> None:
    agree = f" {_AGREE[mine.agreement]} of those who talk about it agree." if mine.agreement else ""
    page.piece(
        f'<div class="mine"><p>You guessed: <b>{wording.GLYPH[mine.verdict]} {_SAYS[mine.verdict]}.</b>{agree}</p>'
        '<p class="s">Kept. Wait for the reveal.</p></div>',
        kind="tall",
    )
    with st.container(key="phone_thumb"):
        st.button("Guess again", key="phone_guess_again", width="stretch", on_click=_again, args=(seen,))


@guarded
def _choose(phone: Phone, seen: Seen, verdict: Verdict) -> None:
    if verdict in TALKED_ABOUT:
        st.session_state[f"{VERDICT}_{seen.message.id}"] = verdict
    else:
        _keep(phone, seen, verdict, None)


@guarded
def _keep(phone: Phone, seen: Seen, verdict: Verdict, agreement: Agreement | None) -> None:
    given = {
        "message": seen.message.id,
        "claim": phone.workshop.claim,
        "verdict": verdict.value,
        "agreement": agreement and agreement.value,
    }
    if acts.perform(phone.me, Kind.GUESSED, given, acts.press(Kind.GUESSED, *given.items())):
        _forget(seen)
        st.session_state.pop(CHANGING, None)


@guarded
def _again(seen: Seen) -> None:
    st.session_state[CHANGING] = seen.message.id


@guarded
def _forget(seen: Seen) -> None:
    st.session_state.pop(f"{VERDICT}_{seen.message.id}", None)


def _revealed(phone: Phone, seen: Seen) -> None:
    workshop = phone.workshop
    facts = corpus.facts(bench(), workshop.corpus, workshop.segment)
    partial = seen.partial
    if partial is None:
        page.piece(f'<p class="msg">{escape(seen.text)}</p><p>Look at the wall.</p>')
        return
    pairs = partial.pairs
    place = min(workshop.claim, len(pairs) - 1)
    marked = marked_text(seen.text, partial.check.claims, pending=partial.pending, open_claim=place + 1)
    page.piece(f'<div class="msg">{marked}</div>')
    if seen.n_written > 1:
        page.piece(f'<p class="s">{seen.n_written} of you wrote this, independently.</p>')
    checked = pairs[place][1] if pairs else None
    if checked is None:
        said = "This message makes no claim." if not pairs else "Their answer is still being read."
        page.piece(f"<p>{said}</p>")
        return
    page.piece(verdict_head(checked, facts) + _quotes(checked, facts) + _mine(phone, checked))


def _quotes(checked: CheckedClaim, facts: CorpusFacts) -> str:
    """Draw at most two quotes of each side, the opposite first."""
    drawn = ""
    for stance in (Stance.CONTRADICTS, Stance.SUPPORTS, Stance.ASKS):
        there = counted(checked, stance)
        drawn += "".join(quote(one, facts, away=stance is Stance.CONTRADICTS) for one in there[:2])
        if len(there) > 2:
            drawn += f'<p class="s num">2 of {len(there)} shown.</p>'
    return drawn


def _mine(phone: Phone, checked: CheckedClaim) -> str:
    if phone.my_guess is None or phone.my_guess.claim != phone.workshop.claim:
        return ""
    said = _SAYS[phone.my_guess.verdict]
    fits = "That is so." if phone.my_guess.verdict is checked.verdict else f"It is: {wording.SHORT[checked.verdict]}."
    return f'<p class="s">You guessed: {escape(said)}. {escape(fits)}</p>'
