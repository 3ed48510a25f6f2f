"""Segments of a corpus, such as airline=Southwest: how many comments each holds, and how one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select, true

from workshop.errors import UnknownSegment
from workshop.store.tables import comment_segments, comments, segments, valid_in

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class SegmentCount:
    """One segment with the number of its comments."""

    dimension: str
    value: str
    n_comments: int

    @property
    def name(self) -> str:
        """The one way to write it everywhere: "dimension=value"."""
        return f"{self.dimension}={self.value}"


def counts(connection: Connection, corpus_id: int, version: int) -> list[SegmentCount]:
    """Return the segments that hold comments in a version, by dimension, the largest first."""
    n_comments = func.count().label("n_comments")
    rows = connection.execute(
        select(segments.c.dimension, segments.c.value, n_comments)
        .join(comment_segments, comment_segments.c.segment_id == segments.c.id)
        .join(comments, comments.c.key == comment_segments.c.comment_key)
        .where(segments.c.corpus_id == corpus_id, valid_in(version))
        .group_by(segments.c.id)
        .order_by(segments.c.dimension, n_comments.desc(), segments.c.value)
    )
    return [SegmentCount(row.dimension, row.value, row.n_comments) for row in rows]


def resolve(there: Sequence[SegmentCount], text: str) -> str:
    """Return "dimension=value" for what a person wrote: that, or the value alone, in any case of letters.

    Raises:
        UnknownSegment: No segment is written so, or several are.
    """
    for found in (_written(there, text, str), _written(there, text.strip().casefold(), str.casefold)):
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownSegment(f"{text!r} names more than one segment.", f"Write one of these: {_listed(found)}.")
    if not there:
        raise UnknownSegment(f"There is no segment {text!r}; this corpus has none.", "Leave the segment out.")
    largest = sorted(there, key=lambda segment: -segment.n_comments)
    names = [segment.name for segment in largest]
    raise UnknownSegment(f"There is no segment {text!r} in this corpus.", f"Choose one of these: {_listed(names)}.")


def within(connection: Connection, corpus_id: int, segment: str | None) -> ColumnElement[bool]:
    """Return the condition that a row of `comments` lies in "dimension=value"; None chooses all.

    Raises:
        UnknownSegment: The corpus never had such a segment.
    """
    if segment is None:
        return true()
    name = segments.c.dimension + "=" + segments.c.value
    segment_id = connection.scalar(select(segments.c.id).where(segments.c.corpus_id == corpus_id, name == segment))
    if segment_id is None:
        raise UnknownSegment(f"There is no segment {segment!r} in this corpus.", "Write it as dimension=value.")
    chosen = select(comment_segments.c.comment_key).where(comment_segments.c.segment_id == segment_id)
    return comments.c.key.in_(chosen)


def _written(there: Sequence[SegmentCount], text: str, form: Callable[[str], str]) -> list[str]:
    """Return the segments written so; dimension and value together win over a value that looks like them."""
    exact = [segment.name for segment in there if form(segment.name) == text]
    return exact or [segment.name for segment in there if form(segment.value) == text]


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
