"""Our own text with its claims marked: by colour, by line and by a word behind each."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from workshop import wording
from workshop.drawing.signs import MARK, VERDICT_CLASS
from workshop.records import CheckedClaim, Claim

_CLOSING = ".,;:!?…)”’\"'"
PENDING_WORD = "reading"


def marked_text(
    message: str,
    checked: Sequence[CheckedClaim],
    *,
    pending: Sequence[Claim] = (),
    open_claim: int | None = None,
    clickable: bool = False,
) -> str:
    """Draw a message with its claims marked and numbered in text order, from 1.

    `pending` are claims whose answer is still to come. `open_claim` is the number of the
    claim that is tinted. With `clickable` each claim is a button that carries its number
    in `data-claim`.
    """
    known: list[tuple[Claim, CheckedClaim | None]] = [(item.claim, item) for item in checked]
    known += [(claim, None) for claim in pending]
    known.sort(key=lambda pair: pair[0].start)
    pieces, reached = [], 0
    for at, (claim, answer) in enumerate(known, start=1):
        after = _past_closing(message, claim.end, known[at][0].start if at < len(known) else len(message))
        pieces.append(escape(message[reached : claim.start]))
        pieces.append(_marked(message, claim, answer, at, is_open=at == open_claim, clickable=clickable))
        pieces.append(escape(message[claim.end : after]))
        pieces.append(_tag(answer, at))
        reached = after
    pieces.append(escape(message[reached:]))
    return f'<div class="marked">{"".join(pieces)}</div>'


def asked_text(message: str, span: tuple[int, int] | None, said: str = "") -> str:
    """Draw a message with one span marked: what is asked about before anything is known, so without mark or colour.

    `said` is heard before the span by who does not see it.
    """
    if span is None:
        return escape(message)
    start, end = span
    heard = f'<span class="unseen">{escape(said)} </span>' if said else ""
    asked = f'<mark class="asked">{heard}{escape(message[start:end])}</mark>'
    return f"{escape(message[:start])}{asked}{escape(message[end:])}"


def _past_closing(message: str, end: int, limit: int) -> int:
    while end < limit and message[end] in _CLOSING:
        end += 1
    return end


def _marked(message: str, claim: Claim, answer: CheckedClaim | None, at: int, *, is_open: bool, clickable: bool) -> str:
    css_class = VERDICT_CLASS[answer.verdict] if answer else "v-pending"
    word = _word(answer)
    classes = f"claim {css_class}{' is-open' if is_open else ''}"
    text = escape(message[claim.start : claim.end])
    if not clickable:
        return f'<span class="{classes}">{text}</span>'
    label = escape(f"Claim {at}, {word}: {claim.text}")
    pressed = "true" if is_open else "false"
    return (
        f'<span class="{classes}" role="button" tabindex="0" data-claim="{at}" aria-expanded="{pressed}" '
        f'aria-label="{label}">{text}</span>'
    )


def _tag(answer: CheckedClaim | None, at: int) -> str:
    css_class = VERDICT_CLASS[answer.verdict] if answer else "v-pending"
    word = _word(answer)
    return f'<span class="tag {css_class}" aria-hidden="true">&nbsp;{MARK}{at} {escape(word)}</span>'


def _word(answer: CheckedClaim | None) -> str:
    return wording.claim_tag(answer) if answer else PENDING_WORD
