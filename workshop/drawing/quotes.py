"""What customers wrote, in their own type and in the shape of speech, one column a side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from workshop import wording
from workshop.drawing.days import day_in_words
from workshop.drawing.disagreeing import both_numbers, marked_quote
from workshop.drawing.signs import MARK, STANCE_CLASS
from workshop.records import CheckedClaim, Comment, Company, CorpusFacts, Evidence, Stance

SIDES: tuple[Stance, ...] = (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.ASKS)
"""The sides of a claim, in the order of the columns."""

_LOOKED_FOR = {
    Stance.SUPPORTS: "this",
    Stance.CONTRADICTS: "the opposite",
    Stance.ASKS: "requests",
}
_MORE = '<span class="fold more">Whole comment</span><span class="fold less">Only the match</span>'


def quote(
    evidence: Evidence,
    facts: CorpusFacts,
    *,
    comment_text: str | None = None,
    away: bool = False,
    unfolded: bool = False,
) -> str:
    """Draw one quote as speech: the exact words, then who, when and how sure the match is.

    With `comment_text`, the words of the whole comment, a click opens it with the match in
    bold; `unfolded` shows it open for good. `away` turns the tail to the other side. Where a
    person decided the match, who and why stand in place of how sure it is. A number that disagrees
    with the claim's is marked, and said below the words.
    """
    match = marked_quote(evidence.quote, evidence.number)
    if comment_text is None or comment_text == evidence.quote:
        words = f"<blockquote>{match}</blockquote>"
    elif unfolded:
        words = f"<blockquote>{_whole(evidence, comment_text, match)}</blockquote>"
    else:
        words = (
            f'<details><summary><blockquote class="match"><mark>{match}</mark></blockquote>'
            f'<blockquote class="whole">{_whole(evidence, comment_text, match)}</blockquote>{_MORE}</summary></details>'
        )
    tail = " away" if away else ""
    if evidence.decision and evidence.decision.is_rejection:
        tail += " rejected"
    return (
        f'<figure class="quote {STANCE_CLASS[evidence.stance]}{tail}">{words}{both_numbers(evidence.number)}'
        f"<figcaption>{_caption(evidence, facts)}</figcaption></figure>"
    )


def column(
    stance: Stance,
    shown: Sequence[Evidence],
    checked: CheckedClaim,
    facts: CorpusFacts,
    *,
    texts: Mapping[str, str] | None = None,
    away: bool = False,
) -> str:
    """Draw one side: its heading with "n of N matches shown", then the quotes or the empty side.

    `texts` gives whole comments by comment id, where they may be opened.
    """
    whole = texts or {}
    quotes = "".join(quote(item, facts, comment_text=whole.get(item.comment_id), away=away) for item in shown)
    n_quotes = len(counted(checked, stance))
    nobody = "nobody" if wording.authors_known(facts) else "none"
    note = wording.n_shown(len(shown), n_quotes) if n_quotes else nobody
    return (
        f'<section class="{STANCE_CLASS[stance]}">{side_head(stance, note)}'
        f"{quotes or empty_side(stance, facts)}</section>"
    )


def side_head(stance: Stance, note: str) -> str:
    """Draw the heading of one side, with a note such as "2 of 128 matches shown" at its end."""
    words = wording.STANCE_WORDS[stance]
    return f'<h4 class="side-head {STANCE_CLASS[stance]}">{MARK}{words}<em>{escape(note)}</em></h4>'


def columns(checked: CheckedClaim, facts: CorpusFacts, *, per_side: int, texts: Mapping[str, str] | None = None) -> str:
    """Draw all three sides with the first `per_side` quotes of each."""
    sides = (column(stance, counted(checked, stance)[:per_side], checked, facts, texts=texts) for stance in SIDES)
    return f'<div class="sides">{"".join(sides)}</div>'


def counted(checked: CheckedClaim, stance: Stance) -> tuple[Evidence, ...]:
    """Return the quotes of one side that the verdict counts, the surest first."""
    return tuple(item for item in checked.side(stance) if item.counted)


def empty_side(stance: Stance, facts: CorpusFacts) -> str:
    """Say that one side was looked for and is empty."""
    found = "nobody" if wording.authors_known(facts) else "no comment"
    proof = " That is not the same as proof." if stance is Stance.CONTRADICTS else ""
    return f'<p class="nobody">We looked for {_LOOKED_FOR[stance]} and found <b>{found}</b>.{proof}</p>'


def _whole(evidence: Evidence, text: str, match: str) -> str:
    before, after = text[: evidence.start], text[evidence.end :]
    pieces = [
        f'<span class="rest">{escape(before)}</span>' if before else "",
        f"<mark>{match}</mark>",
        f'<span class="rest">{escape(after)}</span>' if after else "",
    ]
    return "".join(pieces)


def _caption(evidence: Evidence, facts: CorpusFacts) -> str:
    return f"{escape(origin(evidence, facts.company))}<br>{escape(_standing(evidence))}"


def origin(said: Evidence | Comment, company: Company) -> str:
    """Say who wrote something, when, where and in which segment."""
    segments = ", ".join(value for _, value in said.segments)
    parts = (wording.who(said.author_key, company), day_in_words(said.date), said.source, segments)
    return " · ".join(part for part in parts if part)


def _standing(evidence: Evidence) -> str:
    """Say how sure the match is, or who decided it and what the machine had made of it."""
    if evidence.decision:
        read = wording.read_by_machine(evidence.decision)
        said = wording.decided(evidence.decision, day_in_words(evidence.decision.at))
        return f"{said}{'' if said.endswith(('.', '!', '?')) else '.'} {read}." if read else said
    certainty = wording.certainty(evidence.confidence) + ("" if evidence.counted else ", not counted")
    return certainty[:1].upper() + certainty[1:]
