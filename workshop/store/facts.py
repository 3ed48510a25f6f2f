"""What a check or a brief says about the corpus, or the segment, that it read."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, and_, func, select

from workshop.records import CorpusFacts
from workshop.store import languages, segments, versions
from workshop.store.corpora import Corpus
from workshop.store.tables import comments, valid_in


def count(
    connection: Connection, corpus: Corpus, version: int, *, segment: str | None, served: Collection[str] | None
) -> CorpusFacts:
    """Return the facts of a version.

    Dates compare as written, so the first and last are right to the precision that both share.

    Args:
        connection: A reading connection.
        corpus: The corpus.
        version: The version that is read.
        segment: "dimension=value", or None for all.
        served: The languages that can be judged, such as {"en"}; comments known to be in another one
            count as not judged. None judges all.
    """
    author, can_judge = comments.c.author_key, languages.judged(served)
    within = segments.within(connection, corpus.id, segment)
    others = () if served is None else languages.counts(connection, corpus.id, version, served, within=within)
    row = connection.execute(
        select(
            func.count().label("n_comments"),
            func.count(author).label("n_with_author"),
            func.count(author.distinct()).label("n_people"),
            func.count(author.distinct()).filter(can_judge).label("n_people_judged"),
            func.count().filter(and_(can_judge, author.is_(None))).label("n_judged_without_author"),
            func.min(comments.c.date).label("first_date"),
            func.max(comments.c.date).label("last_date"),
        ).where(
            comments.c.corpus_id == corpus.id,
            valid_in(version),
            within,
        )
    ).one()
    return CorpusFacts(
        name=corpus.name,
        title=corpus.title,
        segment=segment,
        n_comments=row.n_comments,
        n_people=row.n_people or None,
        share_with_author=row.n_with_author / row.n_comments if row.n_comments else 0.0,
        n_not_judged=sum(n for _, n in others),
        fingerprint=versions.fingerprint_of(connection, corpus.id, version),
        company=corpus.company,
        notice=corpus.notice,
        first_date=row.first_date,
        last_date=row.last_date,
        not_judged=others,
        n_voices=row.n_people_judged + row.n_judged_without_author,
    )
