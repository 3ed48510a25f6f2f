"""What the facilitator is told about a message before it goes on the wall. It decides nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from workshop.check import Partial
from workshop.proofs import quoted
from workshop.sessions.seeing import Seen
from workshop.stems import stem
from workshop.ui.facilitate.desk import claims_of
from workshop.ui.facilitate.next_act import in_words

NEAR_SHARE = 0.6
"""The share of their words, 0 to 1, from which two messages are called near each other."""

MOST_WORDS = 5
"""How many words that nobody uses are named; the others are counted."""

_WORD, _MASK = re.compile(r"[^\W_]+"), re.compile(r"\[(email|phone|handle|card|iban|name)\]")
_MASKED = {
    "email": "An e-mail address",
    "phone": "A phone number",
    "handle": "A handle",
    "card": "A card number",
    "iban": "An account number",
    "name": "A name",
}


def of(text: str, partial: Partial, leads: Sequence[Seen], unheard: Sequence[str] = ()) -> list[str]:
    """Return what to point out about a message, as escaped HTML sentences; nothing where there is nothing.

    `unheard` are its words that no comment holds.
    """
    said = [f"<b>{one} was masked.</b>" for one in _masked(text)]
    needs = [need for claim, _ in claims_of(partial) for need in claim.needs]
    if needs:
        several = len({need.words.casefold() for need in needs}) > 1
        words = escape(quoted(needs))
        said.append(f"{words} need{'' if several else 's'} {'their' if several else 'its'} own proof.")
    if not claims_of(partial):
        said.append("No claim that customers could speak to.")
    near = nearest(text, leads)
    if near is not None:
        said.append(f"Close to message {near + 1}.")
    if unheard:
        said.append(_unheard(unheard))
    return said


def nearest(text: str, leads: Sequence[Seen]) -> int | None:
    """Return the place of the message whose words are nearest, from 0; None where none is near."""
    own = _stems(text)
    shares = [(_share(own, _stems(seen.text)), at) for at, seen in enumerate(leads)]
    best = max(shares, key=lambda pair: pair[0], default=(0.0, 0))
    return best[1] if best[0] >= NEAR_SHARE else None


def _unheard(words: Sequence[str]) -> str:
    """Say which words nobody uses: "One word nobody here uses: seamless."."""
    n, more = len(words), len(words) - MOST_WORDS
    head = f"{in_words(n).capitalize()} word{'' if n == 1 else 's'} nobody here uses"
    return f"{head}: {escape(', '.join(words[:MOST_WORDS]))}{f' and {in_words(more)} more' if more > 0 else ''}."


def _masked(text: str) -> list[str]:
    kinds = dict.fromkeys(_MASK.findall(text))
    return [_MASKED[kind] for kind in kinds]


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(text.casefold()))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    both = one | other
    return len(one & other) / len(both) if both else 0.0
