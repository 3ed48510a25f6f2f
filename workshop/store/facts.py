"""What a check or a brief says about the corpus, or the segment, that it read."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from workshop.records import CorpusFacts
from workshop.store import segments, versions
from workshop.store.corpora import Corpus
from workshop.store.tables import comments, valid_in


def count(
    connection: Connection, corpus: Corpus, version: int, *, segment: str | None, languages: Iterable[str] | None
) -> CorpusFacts:
    """Return the facts of a version.

    Dates compare as written, so the first and last are right to the precision that both share.

    Args:
        connection: A reading connection.
        corpus: The corpus.
        version: The version that is read.
        segment: "dimension=value", or None for all.
        languages: Those that can be judged, such as {"en"}; comments known to be in another one
            count as not judged. None judges all.
    """
    unread = comments.c.language.not_in(list(languages)) if languages is not None else comments.c.key.is_(None)
    row = connection.execute(
        select(
            func.count().label("n_comments"),
            func.count(comments.c.author_key).label("n_with_author"),
            func.count(comments.c.author_key.distinct()).label("n_people"),
            func.count().filter(unread).label("n_not_judged"),
            func.min(comments.c.date).label("first_date"),
            func.max(comments.c.date).label("last_date"),
        ).where(
            comments.c.corpus_id == corpus.id,
            valid_in(version),
            segments.within(connection, corpus.id, segment),
        )
    ).one()
    return CorpusFacts(
        name=corpus.name,
        title=corpus.title,
        segment=segment,
        n_comments=row.n_comments,
        n_people=row.n_people or None,
        share_with_author=row.n_with_author / row.n_comments if row.n_comments else 0.0,
        n_not_judged=row.n_not_judged,
        fingerprint=versions.fingerprint_of(connection, corpus.id, version),
        company=corpus.company,
        notice=corpus.notice,
        first_date=row.first_date,
        last_date=row.last_date,
    )
