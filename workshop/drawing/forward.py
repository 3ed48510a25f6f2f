"""The way forward: the nearest thing to a claim that customers do say, and what lies beside a draft."""

from __future__ import annotations

from html import escape

from workshop import nearest
from workshop.drawing.quotes import origin
from workshop.records import CheckedClaim, Comment, Company, CorpusFacts


def way_forward(checked: CheckedClaim, facts: CorpusFacts) -> str:
    """Draw the nearest thing they do say with its count, or that nothing is near; nothing where none is asked for."""
    if checked.nearest is None:
        nothing = nearest.nothing_near(checked, facts)
        return f'<p class="small nothing-near">{escape(nothing)}</p>' if nothing else ""
    said = checked.nearest.said
    intro = escape(nearest.introduction(checked.nearest, facts))
    return (
        f'<section class="forward"><h4>{nearest.HEADING}</h4><p class="num">{intro}:</p>'
        f"{near_quote(said.quote, origin(said, facts.company))}</section>"
    )


def quote_beside(words: str, comment: Comment, company: Company, says: str) -> str:
    """Draw words that lie beside a draft: how many said something alike, the words, and who wrote them."""
    drawn = near_quote(words, origin(comment, company))
    return f'<div class="beside"><p class="small num">{escape(says)}:</p>{drawn}</div>'


def near_quote(words: str, caption: str) -> str:
    """Draw a quote that takes no side, so without a colour; both are escaped here."""
    return (
        f'<figure class="quote near q-plain"><blockquote>{escape(words)}</blockquote>'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )
