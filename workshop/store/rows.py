"""How a comment becomes a row of the store, and a row a comment again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import RowMapping

from workshop.records import Comment, Rating

CHUNK = 500
"""How many values go into one IN (...): far below the variable limit of any SQLite."""

Item = TypeVar("Item")

_IN_ORDER = json.JSONEncoder(sort_keys=True)


def chunks(items: Sequence[Item], size: int = CHUNK) -> Iterator[Sequence[Item]]:
    """Yield the items in order, `size` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def hash_text(text: str) -> str:
    """Return the sha256 of a text as 64 hexadecimal characters."""
    return hashlib.sha256(text.encode()).hexdigest()


def hash_content(comment: Comment) -> str:
    """Return a hash of everything that makes a new revision when it changes.

    Fields without a value are left out, so that a field added later changes no hash.
    """
    rating = comment.rating and (comment.rating.value, comment.rating.min, comment.rating.max)
    fields = {
        "text": comment.text,
        "source": comment.source,
        "author_key": comment.author_key,
        "date": comment.date,
        "rating": rating,
        "question": comment.question,
        "segments": comment.segments,
        "language": comment.language,
        "url": comment.url,
        "verified": comment.verified,
        "incentivised": comment.incentivised,
        "insider": comment.insider,
        "consent": comment.consent,
        "masks": comment.masks,
    }
    given = {name: value for name, value in fields.items() if value not in (None, ())}
    return hash_text(_IN_ORDER.encode(given))


def to_row(comment: Comment) -> dict[str, Any]:
    """Return the columns of `comments` that the record itself fills."""
    rating = comment.rating
    return {
        "id": comment.id,
        "text": comment.text,
        "text_hash": hash_text(comment.text),
        "source": comment.source,
        "author_key": comment.author_key,
        "date": comment.date,
        "rating_value": rating and rating.value,
        "rating_min": rating and rating.min,
        "rating_max": rating and rating.max,
        "question": comment.question,
        "segments": comment.segments,
        "language": comment.language,
        "url": comment.url,
        "verified": comment.verified,
        "incentivised": comment.incentivised,
        "insider": comment.insider,
        "consent": comment.consent,
        "masks": comment.masks,
        "n_rows": comment.n_rows,
        "row": comment.row,
    }


def to_comment(row: RowMapping) -> Comment:
    """Return the record of one row of `comments`."""
    rating = None
    if row["rating_value"] is not None:
        rating = Rating(row["rating_value"], row["rating_min"], row["rating_max"])
    return Comment(
        id=row["id"],
        text=row["text"],
        source=row["source"],
        author_key=row["author_key"],
        date=row["date"],
        rating=rating,
        question=row["question"],
        segments=row["segments"],
        language=row["language"],
        url=row["url"],
        verified=row["verified"],
        incentivised=row["incentivised"],
        insider=row["insider"],
        consent=row["consent"],
        masks=row["masks"],
        n_rows=row["n_rows"],
        row=row["row"],
        revision=row["revision"],
    )
