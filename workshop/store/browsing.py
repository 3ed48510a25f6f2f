"""Browsing the comments of a corpus: by words, segment, rating, date and author, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, literal, or_, select

from workshop.records import Comment
from workshop.store import segments
from workshop.store.rows import to_comment
from workshop.store.tables import comments, valid_in
from workshop.store.words import WordIndex, words_of

_MOST_WORDS = 20


class Order(StrEnum):
    """In which order comments are shown; those without the value in question come last."""

    ADDED = "added"
    NEWEST = "newest"
    OLDEST = "oldest"
    HIGHEST = "highest"
    LOWEST = "lowest"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which comments are shown; None asks nothing.

    A comment must hold every word of `text` (the first twenty of a long one), in any inflection.
    Dates are ISO 8601 as far as wanted, both included; a comment dated "2015" is shown wherever
    2015 may lie in the range.
    """

    text: str = ""
    segment: str | None = None
    language: str | None = None
    rating_from: float | None = None
    rating_to: float | None = None
    date_from: str | None = None
    date_to: str | None = None
    has_author: bool | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the comments that were asked for, and how many there are in all."""

    comments: tuple[Comment, ...]
    n_comments: int


def browse(
    connection: Connection,
    words: WordIndex,
    corpus_id: int,
    version: int,
    wanted: Filter,
    *,
    order: Order,
    offset: int,
    limit: int,
) -> Page:
    """Return one page of the comments wanted."""
    chosen = and_(
        comments.c.corpus_id == corpus_id,
        valid_in(version),
        segments.within(connection, corpus_id, wanted.segment),
        *(comments.c.key.in_(words.holding(corpus_id, word)) for word in words_of(wanted.text)[:_MOST_WORDS]),
        *_conditions(wanted),
    )
    n_comments = connection.execute(select(func.count()).select_from(comments).where(chosen)).scalar_one()
    page = select(comments).where(chosen).order_by(*_ORDERS[order], comments.c.key).offset(offset).limit(limit)
    return Page(tuple(to_comment(row) for row in connection.execute(page).mappings()), n_comments)


def sample(connection: Connection, corpus_id: int, version: int, segment: str | None, n: int) -> list[Comment]:
    """Return so many comments of a segment, drawn anew each time; never an insider's."""
    chosen = and_(
        comments.c.corpus_id == corpus_id,
        valid_in(version),
        segments.within(connection, corpus_id, segment),
        comments.c.insider.is_not(True),
    )
    keys = select(comments.c.key).where(chosen).order_by(func.random()).limit(n)
    found = connection.execute(select(comments).where(comments.c.key.in_(keys)))
    return [to_comment(row) for row in found.mappings()]


def _conditions(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    date = comments.c.date
    if wanted.language is not None:
        yield comments.c.language == wanted.language
    if wanted.rating_from is not None:
        yield comments.c.rating_value >= wanted.rating_from
    if wanted.rating_to is not None:
        yield comments.c.rating_value <= wanted.rating_to
    if wanted.date_from is not None:
        yield or_(date >= wanted.date_from, func.substr(literal(wanted.date_from), 1, func.length(date)) == date)
    if wanted.date_to is not None:
        yield func.substr(date, 1, len(wanted.date_to)) <= wanted.date_to
    if wanted.has_author is not None:
        yield comments.c.author_key.is_not(None) if wanted.has_author else comments.c.author_key.is_(None)


_ORDERS: dict[Order, tuple[ColumnElement[Any], ...]] = {
    Order.ADDED: (),
    Order.NEWEST: (comments.c.date.desc().nulls_last(),),
    Order.OLDEST: (comments.c.date.asc().nulls_last(),),
    Order.HIGHEST: (comments.c.rating_value.desc().nulls_last(),),
    Order.LOWEST: (comments.c.rating_value.asc().nulls_last(),),
}
