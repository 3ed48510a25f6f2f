"""The languages of stored comments: which are still to be told, which can be judged, how many are in each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, bindparam, func, or_, select, true, update

from workshop.languages import UNDETERMINED
from workshop.store.tables import comments, valid_in

AT_ONCE = 2_000
"""How many comments are told between two writes."""

Tell = Callable[[Sequence[str]], Sequence[str]]
"""Returns the code of each text's language."""


def judged(served: Collection[str] | None) -> ColumnElement[bool]:
    """Return the condition that a comment is in one of these languages, or not surely in another; None serves all."""
    if served is None:
        return true()
    language = comments.c.language
    return or_(language.is_(None), language.in_([*served, UNDETERMINED]))


def counts(
    connection: Connection,
    corpus_id: int,
    version: int,
    served: Collection[str],
    *,
    within: ColumnElement[bool],
) -> tuple[tuple[str, int], ...]:
    """Return the other languages with their comments, the commonest first."""
    n_comments = func.count().label("n_comments")
    rows = connection.execute(
        select(comments.c.language, n_comments)
        .where(comments.c.corpus_id == corpus_id, valid_in(version), within, ~judged(served))
        .group_by(comments.c.language)
        .order_by(n_comments.desc(), comments.c.language)
    )
    return tuple((row.language, row.n_comments) for row in rows)


def has_untold(connection: Connection, corpus_id: int) -> bool:
    """Whether some comment's language is still to be told."""
    return bool(untold(connection, corpus_id, 1))


def untold(connection: Connection, corpus_id: int, n: int) -> dict[int, str]:
    """Return the texts, by key, of up to n comments of any version whose language is still to be told."""
    chosen = select(comments.c.key, comments.c.text).where(
        comments.c.corpus_id == corpus_id, comments.c.language.is_(None)
    )
    return {row.key: row.text for row in connection.execute(chosen.limit(n))}


def keep(connection: Connection, told: Mapping[int, str]) -> None:
    """Write what was told; what makes a revision or a fingerprint stays as it was, for the words are the same."""
    changed = update(comments).where(comments.c.key == bindparam("this")).values(language=bindparam("code"))
    connection.execute(changed, [{"this": key, "code": code} for key, code in told.items()])
