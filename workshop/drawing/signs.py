"""The verdicts' and stances' marks, colours and short words, as classes and small pieces of HTML."""

from __future__ import annotations

from html import escape

from workshop.records import Stance, Verdict

VERDICT_CLASS: dict[Verdict, str] = {
    verdict: "v-wished" if verdict is Verdict.WISHED_FOR else f"v-{verdict.value.replace('_', '-')}"
    for verdict in Verdict
}
"""The CSS class that carries a verdict's colour, mark and line."""

STANCE_CLASS: dict[Stance, str] = {
    Stance.SUPPORTS: "v-supported",
    Stance.CONTRADICTS: "v-contradicted",
    Stance.ASKS: "v-wished",
    Stance.UNRELATED: "v-not-checked",
}
"""The CSS class of a stance: stances share the colours of the verdicts that they lead to."""

MARK = '<i class="mark" aria-hidden="true"></i>'
"""A verdict's mark; its shape and colour come from the class of the element around it."""


def number(count: int) -> str:
    """Write a count with thousands separated, such as 1,480."""
    return f"{count:,}"


def tagged(css_class: str, word: str) -> str:
    """Return a coloured word with its mark in front; the word is escaped here."""
    return f'<span class="word {css_class}">{MARK}{escape(word)}</span>'
