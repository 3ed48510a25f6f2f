"""Comments and corpora as they stand on the Comments page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape

from workshop import wording
from workshop.drawing.days import day_in_words
from workshop.drawing.signs import number
from workshop.languages import UNDETERMINED, name_of
from workshop.records import Comment, Company, CorpusFacts


def comment_card(comment: Comment, company: Company, served: Collection[str] | None = None) -> str:
    """Draw one whole comment in their type, then who, when and where from, and that it is in no language `served`."""
    asked = f'<p class="small">Asked: {escape(comment.question)}</p>' if comment.question else ""
    parts = (*_origin(comment, company), *_notes(comment), _unread(comment, served))
    notes = " · ".join(escape(part) for part in parts if part)
    return (
        f'<figure class="comment">{asked}<blockquote>{escape(comment.text)}</blockquote>'
        f'<figcaption>{notes} · <span class="digits">{escape(comment.id)}</span></figcaption></figure>'
    )


def corpus_head(facts: CorpusFacts) -> str:
    """Draw a corpus: its title, how much and from when, its notice and its fingerprint."""
    parts = [wording.comments_of(facts), _from_when(facts), wording.not_judged(facts)]
    notice = f'<p class="notice">{escape(facts.notice)}</p>' if facts.notice else ""
    digits = f'<span class="digits">{fingerprint(facts.fingerprint)}</span>'
    return (
        f'<div class="corpus"><h2>{escape(facts.title or facts.name)}</h2>'
        f'<p class="num">{escape(" · ".join(part for part in parts if part))}</p>'
        f'<p class="small">{escape(facts.name)} · fingerprint {digits}</p>'
        f"{notice}</div>"
    )


def segment_list(counts: Sequence[tuple[str, str, int]]) -> str:
    """Draw segments as (dimension, value, comments), a line for each dimension."""
    lines = []
    for dimension in dict.fromkeys(dimension for dimension, _, _ in counts):
        values = [f"{escape(value)} {number(n)}" for name, value, n in counts if name == dimension]
        lines.append(f'<p class="small num"><b>{escape(dimension)}</b> {" · ".join(values)}</p>')
    return "".join(lines)


def fingerprint(digits: str) -> str:
    """Write a fingerprint so that two people can compare it by eye: "7f3a·91c2·e04d"."""
    return escape("·".join(digits[at : at + 4] for at in range(0, min(len(digits), 12), 4)))


def _origin(comment: Comment, company: Company) -> list[str]:
    person = wording.who(comment.author_key, company)
    rating = f"{comment.rating.value:g} of {comment.rating.max:g}" if comment.rating else ""
    segments = ", ".join(value for _, value in comment.segments)
    return [person, day_in_words(comment.date) or "", segments, rating, comment.source]


def _notes(comment: Comment) -> list[str]:
    flags = {"incentivised": comment.incentivised, "by an insider": comment.insider, "verified": comment.verified}
    masked = ", ".join(f"{n} {kind}" for kind, n in comment.masks)
    return [
        *(name for name, given in flags.items() if given),
        f"masked: {masked}" if masked else "",
        f"the same text {comment.n_rows} times" if comment.n_rows > 1 else "",
    ]


def _unread(comment: Comment, served: Collection[str] | None) -> str:
    language = comment.language or UNDETERMINED
    if served is None or language in (UNDETERMINED, *served):
        return ""
    return f"{name_of(language)}, not judged"


def _from_when(facts: CorpusFacts) -> str:
    first, last = day_in_words(facts.first_date), day_in_words(facts.last_date)
    if not first or not last:
        return "no dates"
    return first if first == last else f"{first} to {last}"
