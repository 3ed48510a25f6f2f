"""Corpora as people use them: preview, import, describe, remove, erase, and keep the index in step."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from workshop import intake, rivals
from workshop.errors import UnknownComment, UnknownCorpus
from workshop.intake import Columns, Identity, Intake, Table
from workshop.intake.dates import Order
from workshop.records import Company, CorpusFacts
from workshop.reindex import index_now
from workshop.store.batches import Batch

if TYPE_CHECKING:
    from workshop.encoders.contract import Progress
    from workshop.store.corpora import Corpus
    from workshop.store.erasing import Erased as ErasedRows
    from workshop.store.segments import SegmentCount
    from workshop.workbench import Snapshot, Workbench


@dataclass(frozen=True, slots=True)
class Plan:
    """How to take a file in. What is None is recognised, or kept as the corpus has it.

    `columns` names columns by role, as `intake.choose` takes them. `title`, `company` and
    `notice` describe a corpus that is new. `date_order` is "dmy" or "mdy".
    """

    corpus: str
    filename: str
    columns: Mapping[str, Any] | None = None
    company: Company | None = None
    title: str | None = None
    source: str = "comments"
    notice: str | None = None
    date_order: Order | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it would be taken in; nothing is stored yet."""

    table: Table
    columns: Columns
    intake: Intake


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did: what the file gave, and what of it the corpus did not have before."""

    intake: Intake
    version: int
    n_new: int
    n_revised: int
    n_same: int
    n_erased: int

    def counts(self) -> dict[str, int]:
        """Return what changed in the corpus, by name."""
        return {"n_new": self.n_new, "n_revised": self.n_revised, "n_same": self.n_same, "version": self.version}


@dataclass(frozen=True, slots=True)
class Erased:
    """What erasing for good took away, and the briefs that quoted it."""

    n_comments: int
    briefs: tuple[str, ...]


def preview(bench: Workbench, data: bytes, plan: Plan) -> Preview:
    """Read a file and show what an import would do.

    Raises:
        UnreadableFile: the bytes are no comments, or a chosen column does not exist.
    """
    return preview_table(bench, intake.read(data, plan.filename), plan)


def preview_table(bench: Workbench, table: Table, plan: Plan) -> Preview:
    """Show what an import of a table would do."""
    columns = intake.choose(table, **(plan.columns or {}))
    taken = intake.take_in(
        table,
        columns,
        plan.company or _company(bench, plan.corpus),
        Identity(bench.store.secret),
        source=plan.source,
        date_order=plan.date_order,
    )
    return Preview(table, columns, taken)


def take(bench: Workbench, seen: Preview, plan: Plan, on_progress: Progress | None = None) -> Report:
    """Store what a preview showed, and bring the index up to date.

    Comments are safe once this has stored them; a kill while the index is built costs
    nothing, since the next start builds it.

    Args:
        bench: The open store and models.
        seen: What `preview` returned.
        plan: The plan that it was made with.
        on_progress: Called with passages embedded and passages in all; it may raise to stop.
    """
    now = datetime.now(UTC)
    _make_room(bench, plan, now)
    batch = Batch(
        file_hash=seen.intake.file_hash,
        filename=plan.filename,
        added_at=now,
        columns=asdict(seen.columns),
        left_out=tuple((row.row, row.reason) for row in seen.intake.dropped),
    )
    added = bench.store.comments.add(plan.corpus, seen.intake.comments, batch=batch)
    index_now(bench, plan.corpus, on_progress)
    return Report(seen.intake, added.version, added.n_new, added.n_revised, added.n_same, added.n_erased)


def _make_room(bench: Workbench, plan: Plan, now: datetime) -> None:
    """Make the corpus if it is new, in one step, so that two imports at once do not both make it."""
    corpora = bench.store.corpora
    with bench.store.write():
        if plan.corpus not in {corpus.name for corpus in corpora.list()}:
            title, notice = plan.title or "", plan.notice
            corpora.create(plan.corpus, at=now, title=title, source=plan.source, company=plan.company, notice=notice)
        elif plan.company is not None:
            corpora.update_company(plan.corpus, plan.company)


def facts(
    bench: Workbench, corpus: str, segment: str | None = None, *, snapshot: Snapshot | None = None
) -> CorpusFacts:
    """Describe a corpus, or one segment of it, as a snapshot sees it (or as it is now).

    Raises:
        UnknownCorpus: no corpus has this name.
        UnknownSegment: no comment lies in this segment, or the value is in several dimensions.
    """
    version = snapshot.version if snapshot else bench.store.corpora.get(corpus).version
    chosen = segment and bench.store.comments.resolve_segment(corpus, version, segment)
    return bench.store.comments.facts(corpus, version, chosen or None, served=bench.settings.languages)


def segments(bench: Workbench, corpus: str) -> list[SegmentCount]:
    """Return the segments of a corpus with their numbers of comments."""
    return bench.store.comments.segments(corpus, bench.store.corpora.get(corpus).version)


def listed(bench: Workbench) -> tuple[Corpus, ...]:
    """Return all corpora, by name."""
    return bench.store.corpora.list()


def remove(bench: Workbench, corpus: str) -> None:
    """Remove a corpus with its comments, index and kept answers; a kill leaves all of it or nothing."""
    with bench.store.write():
        folder = bench.generations(corpus).folder
        bench.store.checks.purge(corpus)
        bench.store.corpora.remove(corpus)
        # While nobody else may write an index, and before the end: an index that is gone can be built again.
        shutil.rmtree(folder, ignore_errors=True)
    bench.store.database.empty_log()


def erase(bench: Workbench, corpus: str, *, comment_id: str | None = None, author: str | None = None) -> Erased:
    """Erase one comment, or everything by one author, for good.

    Args:
        bench: The open store and models.
        corpus: The corpus.
        comment_id: The comment to erase; or
        author: the author as the source names them, or their key.

    Returns:
        What was erased, and the titles of the briefs that quoted it: those files are beyond
        Backtalk's reach and have to be dealt with by hand.

    Raises:
        UnknownComment: nothing of that id or author is there.
    """
    # In one transaction: a kill between its parts would leave traces that nobody could name any more.
    with bench.store.write():
        erased = _erase_rows(bench, corpus, comment_id, author)
        ids = [one for part in erased for one in part.comment_ids]
        if not ids:
            raise UnknownComment(
                "Nothing like that is in this corpus.", "Check the id, or the author's name as the source has it."
            )
        gone = [passage for part in erased for passage in part.passages]
        bench.store.vectors.purge([passage.text_hash for passage in gone])
        company = bench.store.corpora.get(corpus).company
        read = [(rivals.put(one.quote, company), rivals.put(one.before, company)) for one in gone]
        bench.store.judgements.purge([*((one.quote, one.before) for one in gone), *read])
        bench.store.checks.purge(corpus)
    bench.store.database.empty_log()
    index_now(bench, corpus)
    return Erased(len(ids), tuple(brief.title for brief in bench.store.briefs.quoting(corpus, ids)))


def _erase_rows(bench: Workbench, corpus: str, comment_id: str | None, author: str | None) -> list[ErasedRows]:
    comments = bench.store.comments
    keys = [None] if comment_id is not None else _keys(bench, corpus, author or "")
    return [comments.erase(corpus, comment_id=comment_id, author_key=key, at=datetime.now(UTC)) for key in keys]


def _keys(bench: Workbench, corpus: str, author: str) -> list[str]:
    """Return the keys that an author may have: as given, or made from the name for each source."""
    identity = Identity(bench.store.secret)
    sources = bench.store.comments.sources(corpus)
    return [author, *(identity.person(source, author) for source in sources)]


def _company(bench: Workbench, corpus: str) -> Company:
    try:
        return bench.store.corpora.get(corpus).company
    except UnknownCorpus:
        return Company()
