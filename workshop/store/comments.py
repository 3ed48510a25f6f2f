"""The comments of one store: adding, erasing and every way of reading them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from workshop import passages as cutting
from workshop.records import Comment, CorpusFacts, Passage
from workshop.store import adding, batches, browsing, erasing, facts, languages, passages, segments, versions
from workshop.store.adding import Added, Prepared, Split
from workshop.store.batches import Batch, RecordedBatch
from workshop.store.browsing import Filter, Order, Page
from workshop.store.corpora import Corpora, find
from workshop.store.database import Database
from workshop.store.erasing import Erased
from workshop.store.languages import Tell
from workshop.store.passages import Changes
from workshop.store.remembered import Remembered
from workshop.store.rows import chunks, to_comment
from workshop.store.segments import SegmentCount
from workshop.store.tables import comments, valid_in
from workshop.store.versions import Member
from workshop.store.words import WordIndex


class Comments:
    """The comments of all corpora. Reads name a version, so that a reader of an older index sees one whole picture.

    A segment is written "dimension=value", as `resolve_segment` returns it. Every method raises
    UnknownCorpus for a corpus that is not there.
    """

    def __init__(self, database: Database, corpora: Corpora, words: WordIndex, secret: bytes) -> None:
        """Take the open database, its corpora and words, and the secret."""
        self._database = database
        self._corpora = corpora
        self._words = words
        self._secret = secret
        self._facts: Remembered[CorpusFacts] = Remembered()
        self._segments: Remembered[list[SegmentCount]] = Remembered()

    def add(
        self,
        corpus: str,
        given: Iterable[Comment],
        *,
        batch: Batch,
        split: Split = cutting.split,
    ) -> Added:
        """Add comments, all of them or none, as at most one new version.

        The same text and metadata under a known id add nothing; anything else under a known id is
        a new revision, and the old one is removed with this batch. `given` is read once, to its
        end, before the store is locked: report progress or stop from there.

        Raises:
            StoreBusy: Another process kept writing for too long.
        """
        before = self._corpora.get(corpus).id
        prepared, n_repeated = adding.prepare(self._database, before, given, split)
        with self._database.write() as connection:
            corpus_id = find(connection, corpus)
            newest = self._corpora.get(corpus).version
            kept = self._not_erased(corpus_id, prepared)
            writing = adding.Writing(connection, corpus_id, newest + 1, split)
            writing.write(kept)
            counts = {"n_new": writing.n_new, "n_revised": writing.n_revised, "n_same": writing.n_same}
            if writing.n_new or writing.n_revised:
                newest += 1
                self._words.add(connection, corpus_id, newest)
                versions.record(connection, corpus_id, newest, batch.added_at)
            batches.record(connection, corpus_id, newest, batch, counts)
        return Added(newest, **counts, n_repeated=n_repeated, n_erased=len(prepared) - len(kept))

    def erase(
        self, corpus: str, *, comment_id: str | None = None, author_key: str | None = None, at: datetime
    ) -> Erased:
        """Erase one comment, or all of one person, for good: in every version, and against every later import.

        `at` is now, with a time zone. Where nothing is found, nothing changes.
        """
        if (comment_id is None) == (author_key is None):
            raise ValueError("Erase either a comment or a person.")
        with self._database.write() as connection:
            kept = self._corpora.get(corpus)
            doomed = erasing.find(connection, kept.id, comment_id=comment_id, author_key=author_key)
            if not doomed.keys:
                return Erased(kept.version, kept.fingerprint)
            self._words.erase(connection, kept.id, [passage.id for passage in doomed.passages])
            erasing.delete_rows(connection, kept.id, kept.version + 1, doomed)
            mark = erasing.mark_of(self._secret, comment_id=comment_id, author_key=author_key)
            erasing.remember(connection, kept.id, mark, at)
            name = versions.record(connection, kept.id, kept.version + 1, at)
        is_complete = self._database.empty_log()
        return Erased(
            kept.version + 1, name, doomed.comment_ids, doomed.text_hashes, doomed.passages, is_complete=is_complete
        )

    def batches(self, corpus: str) -> tuple[RecordedBatch, ...]:
        """Return what was imported, the first batch first."""
        with self._database.read() as connection:
            return batches.listed(connection, find(connection, corpus))

    def facts(
        self, corpus: str, version: int, segment: str | None = None, *, served: Iterable[str] | None = None
    ) -> CorpusFacts:
        """Return what a check says about a version; comments in other languages than those served are not judged.

        Raises:
            UnknownSegment: The corpus never had this segment.
        """
        judged = None if served is None else frozenset(served)
        with self._database.read() as connection:
            kept = self._corpora.get(corpus)
            found = self._facts.get(
                kept,
                (version, segment, judged, languages.has_untold(connection, kept.id)),
                lambda: facts.count(connection, kept, version, segment=segment, served=judged),
            )
        return replace(found, title=kept.title, company=kept.company, notice=kept.notice)

    def members(self, corpus: str, version: int) -> list[Member]:
        """Return who belongs to a version, by comment id, without what was erased since."""
        with self._database.read() as connection:
            return versions.members(connection, find(connection, corpus), version)

    def sources(self, corpus: str) -> list[str]:
        """Return where the comments of any version came from; author keys are made with these."""
        with self._database.read() as connection:
            chosen = select(comments.c.source).distinct().where(comments.c.corpus_id == find(connection, corpus))
            return sorted(connection.scalars(chosen))

    def segments(self, corpus: str, version: int) -> list[SegmentCount]:
        """Return the segments that hold comments, by dimension, the largest first."""
        with self._database.read() as connection:
            kept = self._corpora.get(corpus)
            return [*self._segments.get(kept, version, lambda: segments.counts(connection, kept.id, version))]

    def resolve_segment(self, corpus: str, version: int, text: str) -> str:
        """Return "dimension=value" for VALUE or DIMENSION=VALUE as a person wrote it.

        Raises:
            UnknownSegment: No segment is written so, or several are.
        """
        return segments.resolve(self.segments(corpus, version), text)

    def passage_ids(
        self, corpus: str, version: int, segment: str | None = None, *, served: Collection[str] | None = None
    ) -> NDArray[np.int64]:
        """Return the ids of all passages of a version or of one segment, rising; only those that can be judged."""
        with self._database.read() as connection:
            return passages.ids(connection, find(connection, corpus), version, segment, served)

    def has_untold(self, corpus: str) -> bool:
        """Whether the language of some comment is still to be told."""
        with self._database.read() as connection:
            return languages.has_untold(connection, find(connection, corpus))

    def tell_languages(self, corpus: str, tell: Tell, on_step: Callable[[], None] | None = None) -> None:
        """Have the language told of every comment of which neither the file nor an earlier call has.

        Some at a time, each part kept as soon as it is told; `on_step` is called before each and may raise to stop.
        """
        while True:
            with self._database.read() as connection:
                texts = languages.untold(connection, find(connection, corpus), languages.AT_ONCE)
            if not texts:
                return
            if on_step:
                on_step()
            told = dict(zip(texts, tell(list(texts.values())), strict=True))
            with self._database.write() as connection:
                languages.keep(connection, told)

    def passages(self, ids: Sequence[int], version: int) -> list[tuple[Passage, str]]:
        """Return passages in the order of their ids, each with the sentence before it ("" for the first).

        Ids that are erased, or not valid in this version of their corpus, are skipped.
        """
        with self._database.read() as connection:
            return passages.read(connection, ids, version)

    def passages_of(self, corpus: str, comment_ids: Sequence[str], version: int) -> list[tuple[Passage, str]]:
        """Return the passages of some comments as they are in a version, each with the sentence before it."""
        with self._database.read() as connection:
            ids = passages.ids_of(connection, find(connection, corpus), comment_ids, version)
            return passages.read(connection, ids, version)

    def people(self, ids: Sequence[int], version: int) -> dict[int, str]:
        """Return whose each passage is, by its id: the author's key, or the comment's id where the author is unknown.

        Ids that are erased, or not valid in this version of their corpus, are left out.
        """
        with self._database.read() as connection:
            return passages.people(connection, ids, version)

    def changes(self, corpus: str, held: int, version: int) -> Changes:
        """Return what turns an index of the version `held` into one of a later version; erased passages included."""
        with self._database.read() as connection:
            return passages.changes(connection, find(connection, corpus), held, version)

    def comment(self, corpus: str, comment_id: str, version: int | None = None) -> Comment | None:
        """Return a comment as it was in a version, or is now; None where it is not there."""
        with self._database.read() as connection:
            kept = self._corpora.get(corpus)
            valid = valid_in(kept.version if version is None else version)
            chosen = select(comments).where(comments.c.corpus_id == kept.id, comments.c.id == comment_id, valid)
            row = connection.execute(chosen).mappings().one_or_none()
            return None if row is None else to_comment(row)

    def those(self, corpus: str, ids: Sequence[str]) -> dict[str, Comment]:
        """Return the comments of these ids that are there now, by id."""
        with self._database.read() as connection:
            kept = self._corpora.get(corpus)
            there = (comments.c.corpus_id == kept.id) & valid_in(kept.version)
            found = (
                connection.execute(select(comments).where(there, comments.c.id.in_(some))).mappings()
                for some in chunks(list(dict.fromkeys(ids)))
            )
            return {row["id"]: to_comment(row) for rows in found for row in rows}

    def browse(
        self,
        corpus: str,
        version: int,
        wanted: Filter | None = None,
        *,
        order: Order = Order.ADDED,
        offset: int = 0,
        limit: int = 50,
    ) -> Page:
        """Return one page of the comments wanted, and how many there are in all."""
        with self._database.read() as connection:
            corpus_id = find(connection, corpus)
            wanted = wanted or Filter()
            return browsing.browse(
                connection, self._words, corpus_id, version, wanted, order=order, offset=offset, limit=limit
            )

    def sample(self, corpus: str, segment: str | None, n: int) -> list[Comment]:
        """Return so many comments of a corpus or one of its segments as it is now, drawn anew each time."""
        with self._database.read() as connection:
            kept = self._corpora.get(corpus)
            return browsing.sample(connection, kept.id, kept.version, segment, n)

    def _not_erased(self, corpus_id: int, prepared: Sequence[Prepared]) -> list[Prepared]:
        with self._database.read() as connection:
            marked = erasing.marks(connection, corpus_id)
        return [
            item
            for item in prepared
            if not erasing.is_erased(self._secret, marked, item.comment.id, item.comment.author_key)
        ]
