"""Guessing what they say, and seeing it once it is revealed."""

from __future__ import annotations

from html import escape

import streamlit as st

from workshop import corpus, wording
from workshop.drawing.answer import verdict_head
from workshop.drawing.text import asked_text, marked_text
from workshop.records import CheckedClaim, Verdict
from workshop.room.guessing import TALKED_ABOUT
from workshop.room.payloads import GUESSABLE
from workshop.room.records import Agreement, Guess, Kind
from workshop.sessions.seeing import Phone, Seen
from workshop.ui import page
from workshop.ui.bench import bench
from workshop.ui.guard import guarded
from workshop.ui.labels import plain
from workshop.ui.phone import acts, theirs
from workshop.ui.phone.rework import unanswered
from workshop.ui.phone.theirs import Topic

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
        page.piece("<h1>Look at the wall.</h1><p>The next message comes there, and here.</p>", kind="tall alone")
    elif phone.workshop.is_revealed:
        _revealed(phone, seen)
    else:
        _guess(phone, seen)


def _asked(phone: Phone, seen: Seen) -> str:
    """Return what names the claim that is asked about in the keys of this page."""
    return f"{seen.message.id}_{seen.place(phone.workshop.claim)}"


def _is_about_this(phone: Phone, seen: Seen, mine: Guess) -> bool:
    """Whether a guess is about the claim in focus: a guess about another claim says nothing of this one."""
    return seen.place(mine.claim) == seen.place(phone.workshop.claim)


def _guess(phone: Phone, seen: Seen) -> None:
    mine, verdict = phone.my_guess, chosen(phone)
    other = mine if mine and not _is_about_this(phone, seen, mine) else None
    if verdict is not None:
        _agreements(phone, seen, verdict)
    elif mine is None or other is not None or st.session_state.get(CHANGING) == _asked(phone, seen):
        _verdicts(phone, seen, other)
    else:
        _given(phone, seen, mine)


def chosen(phone: Phone) -> Verdict | None:
    """Return the verdict that was chosen for the claim in focus, while it is still asked how many agree."""
    seen = phone.on_wall
    found: Verdict | None = st.session_state.get(f"{VERDICT}_{_asked(phone, seen)}") if seen else None
    return found


def _message(phone: Phone, seen: Seen) -> str:
    """Draw the message with the claim that is asked about marked, and said in words where there are several."""
    place = seen.place(phone.workshop.claim)
    span = seen.spans[place] if seen.spans else None
    said = f"Claim {place + 1} of {len(seen.spans)}" if len(seen.spans) > 1 else ""
    note = f'<p class="s num" role="status"><b>{said}</b> is underlined. Guess about that one.</p>' if said else ""
    return f'<p class="msg">{asked_text(seen.text, span, f"{said}:" if said else "")}</p>{note}'


def _verdicts(phone: Phone, seen: Seen, other: Guess | None) -> None:
    """Let a verdict be chosen; `other` is a guess that was about another claim of this message."""
    asked, said = _asked(phone, seen), "Nobody sees your guess. Not guessing is fine, too."
    if other is not None:
        was = f"{wording.GLYPH[other.verdict]} {_SAYS[other.verdict]}"
        said = f"Your guess on claim {seen.place(other.claim) + 1} was: {was}. A new one takes its place."
    page.piece(f'{_message(phone, seen)}<h1>What do they say?</h1><p class="s">{said}</p>')
    with st.container(key="phone_choices"):
        for verdict in GUESSABLE:
            st.button(
                plain(f"{wording.GLYPH[verdict]} {_SAYS[verdict]}"),
                key=f"phone_guess_{verdict.value}_{asked}",
                width="stretch",
                on_click=_choose,
                args=(phone, seen, verdict, acts.press(Kind.GUESSED, asked, verdict)),
            )


def _agreements(phone: Phone, seen: Seen, verdict: Verdict) -> None:
    asked = _asked(phone, seen)
    said = f"<p><b>{wording.GLYPH[verdict]} {_SAYS[verdict]}</b></p>"
    page.piece(f"{_message(phone, seen)}{said}<h1>Of those who talk about it, how many agree?</h1>")
    with st.container(key="phone_choices"):
        for agreement in Agreement:
            st.button(
                _AGREE[agreement],
                key=f"phone_agree_{agreement.value}_{asked}_{verdict.value}",
                width="stretch",
                on_click=_keep,
                args=(phone, seen, verdict, agreement, acts.press(Kind.GUESSED, asked, verdict, agreement)),
            )
        st.button("Back", key="phone_guess_back", width="stretch", on_click=_forget, args=(asked,))


def _given(phone: Phone, seen: Seen, mine: Guess) -> None:
    agree = f" {_AGREE[mine.agreement]} of those who talk about it agree." if mine.agreement else ""
    on = f" on claim {seen.place(mine.claim) + 1} of {len(seen.spans)}" if len(seen.spans) > 1 else ""
    span = seen.spans[seen.place(mine.claim)] if seen.spans else None
    page.piece(
        f'<p class="msg">{asked_text(seen.text, span)}</p>'
        f'<div class="mine"><p>You guessed{on}: <b>{wording.GLYPH[mine.verdict]} {_SAYS[mine.verdict]}.</b>{agree}</p>'
        '<p class="s">Kept. Wait for the reveal.</p></div>',
        kind="tall",
    )
    with st.container(key="phone_thumb"):
        st.button("Guess again", key="phone_guess_again", width="stretch", on_click=_again, args=(_asked(phone, seen),))


@guarded
def _choose(phone: Phone, seen: Seen, verdict: Verdict, key: str) -> None:
    if verdict in TALKED_ABOUT:
        st.session_state[f"{VERDICT}_{_asked(phone, seen)}"] = verdict
    else:
        _keep(phone, seen, verdict, None, key)


@guarded
def _keep(phone: Phone, seen: Seen, verdict: Verdict, agreement: Agreement | None, key: str) -> None:
    given = {
        "message": seen.message.id,
        "claim": seen.place(phone.workshop.claim),
        "verdict": verdict.value,
        "agreement": agreement and agreement.value,
    }
    if acts.perform(phone.me, Kind.GUESSED, given, key):
        _forget(_asked(phone, seen))
        st.session_state.pop(CHANGING, None)


@guarded
def _again(asked: str) -> None:
    st.session_state[CHANGING] = asked


@guarded
def _forget(asked: str) -> None:
    st.session_state.pop(f"{VERDICT}_{asked}", None)


def _revealed(phone: Phone, seen: Seen) -> None:
    if seen.partial is None:
        page.piece(f'<p class="msg">{escape(seen.text)}</p><p>Look at the wall.</p>')
        return
    place = seen.place(phone.workshop.claim)
    checked = seen.partial.pairs[place][1] if seen.spans else None
    facts = corpus.facts(bench(), phone.workshop.corpus, phone.workshop.segment)
    topic = Topic(_asked(phone, seen), checked, facts) if checked else None
    if topic and theirs.draw_all(topic):
        return
    marked = marked_text(seen.text, seen.partial.check.claims, pending=seen.partial.pending, open_claim=place + 1)
    written = f'<p class="s">{seen.n_written} of you wrote this, independently.</p>' if seen.n_written > 1 else ""
    page.piece(f'<div class="msg">{marked}</div>{written}')
    if topic is None:
        page.piece(f'<p role="status">{unanswered(seen)}</p>')
        return
    page.piece(verdict_head(topic.checked, facts) + _mine(phone, seen, topic.checked))
    theirs.draw_some(topic, 2)


def _mine(phone: Phone, seen: Seen, checked: CheckedClaim) -> str:
    """Hold one's guess against the verdict; a guess about another claim is not held against this one."""
    mine = phone.my_guess
    if mine is None:
        return ""
    if not _is_about_this(phone, seen, mine):
        return f'<p class="s">Your guess was about claim {seen.place(mine.claim) + 1}: {_SAYS[mine.verdict]}.</p>'
    fits = "That is so." if mine.verdict is checked.verdict else f"It is: {wording.SHORT[checked.verdict]}."
    return f'<p class="s">You guessed: {escape(_SAYS[mine.verdict])}. {escape(fits)}</p>'
