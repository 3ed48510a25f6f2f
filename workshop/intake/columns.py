"""Which column of a table plays which role, recognised by name and content or chosen by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from statistics import mean

from workshop.errors import UnreadableFile
from workshop.intake import dates, ratings
from workshop.intake.headers import (
    ALIASES,
    PROSE_PAIRS,
    SEGMENT,
    folded,
    is_companys_own,
    is_personal,
    is_question,
)
from workshop.intake.table import Table
from workshop.languages import code_of

_SAMPLE_ROWS = 2_000
_MOST_SEGMENT_VALUES = 60
_PERSONAL_CELL = re.compile(r"\S+@\S+\.\w{2,}|(?:\d{1,3}\.){3}\d{1,3}|\+\d[\d ()/-]{7,}")
_Test = Callable[[Sequence[str]], bool]
_LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of the columns, as names in the table's header.

    Each column of `text` gives a comment of its own, with the column's name as its question if
    there are several. `title` stands above the only text. `question` and `language` hold a value
    for each row. Columns without a role are not kept.
    """

    text: tuple[str, ...] = ()
    id: str | None = None
    author: str | None = None
    date: str | None = None
    rating: str | None = None
    segments: tuple[str, ...] = ()
    source: str | None = None
    url: str | None = None
    title: str | None = None
    question: str | None = None
    language: str | None = None

    def used(self) -> frozenset[str]:
        """Return the names of all columns that have a role."""
        values = [getattr(self, field.name) for field in fields(self)]
        return frozenset(
            name for value in values for name in (value if isinstance(value, tuple) else (value,)) if name is not None
        )


def recognise(table: Table) -> Columns:
    """Recognise the columns by their names, and where no name helps by what they hold.

    `text` is empty if no column holds comments; then a person has to choose.
    """
    sample = _Sample(table)
    text = _text_columns(sample)
    free = [name for name in table.header if name not in text and not is_companys_own(name)]
    found = Columns(
        text=text,
        id=sample.first("id", free, _is_id),
        author=sample.first("author", free, _is_filled),
        date=sample.first("date", free, _are_dates) or _date_by_content(sample, free),
        rating=sample.first("rating", free, lambda cells: ratings.share_readable(cells) >= 0.8),
        source=sample.first("source", free, _is_filled),
        url=sample.first("url", free, _are_links),
        title=sample.first("title", free, _is_prose) if len(text) == 1 else None,
        question=sample.first("question", free, _is_filled) if len(text) == 1 else None,
        language=sample.first("language", free, _are_languages),
    )
    taken = found.used()
    segments = tuple(name for name in free if name not in taken and _is_segment(sample, name))
    return replace(found, segments=segments)


def choose(table: Table, **given: str | Sequence[str] | None) -> Columns:
    """Recognise the columns, but with those that were given by hand.

    Args:
        table: The file.
        **given: Fields of `Columns`; None leaves a role to be recognised, "" or () leaves it empty.

    Raises:
        UnreadableFile: If the file has no such column; the advice names those that it has.
    """
    chosen: dict[str, str | tuple[str, ...] | None] = {}
    for role, value in given.items():
        if value is None:
            continue
        if role in ("text", "segments"):
            names = (value,) if isinstance(value, str) else value
            chosen[role] = tuple(dict.fromkeys(_existing(table, name) for name in names if name))
        else:
            chosen[role] = _existing(table, str(value)) if value else None
    columns = replace(recognise(table), **chosen)  # type: ignore[arg-type]
    return _without_double_roles(columns, frozenset(chosen))


def dropped_columns(table: Table, columns: Columns) -> tuple[str, ...]:
    """Return the columns with personal data that are not kept; an author is kept as a key only."""
    sample = _Sample(table)
    kept = columns.used() - {columns.author}
    return tuple(name for name in table.header if name not in kept and (is_personal(name) or sample.is_personal(name)))


class _Sample:
    """Cells from all over the table, a few thousand at most."""

    def __init__(self, table: Table) -> None:
        self.header = table.header
        rows = table.rows[:: 1 + len(table.rows) // _SAMPLE_ROWS]
        self.cells = {name: [row[place].strip() for row in rows] for place, name in enumerate(table.header)}
        self.n_rows = len(rows)

    def filled(self, name: str) -> list[str]:
        return [cell for cell in self.cells[name] if cell]

    def first(self, role: str, names: Sequence[str], fits: _Test) -> str | None:
        """Return the column with the surest name for a role whose cells fit it."""
        by_name = {folded(name): name for name in reversed(names)}
        by_name |= {key.replace(" ", ""): name for key, name in by_name.items()}
        for alias in ALIASES[role]:
            name = by_name.get(alias) or by_name.get(alias.replace(" ", ""))
            if name and fits(self.filled(name)):
                return name
        return None

    def is_personal(self, name: str) -> bool:
        """Say whether a third of the cells are addresses or numbers of people."""
        cells = self.filled(name)
        return bool(cells) and sum(bool(_PERSONAL_CELL.fullmatch(cell)) for cell in cells) >= len(cells) / 3


def _text_columns(sample: _Sample) -> tuple[str, ...]:
    """Return the columns of comments: known names, pairs such as pros and cons, or the longest prose."""
    free = [name for name in sample.header if not is_companys_own(name) and not is_personal(name)]
    named = sample.first("text", free, _is_text)
    paired = [
        name
        for name in free
        if PROSE_PAIRS.fullmatch(folded(name).removesuffix(".text")) and _is_prose(sample.filled(name))
    ]
    asked = [name for name in free if is_question(name) and _is_prose(sample.filled(name))]
    found = [name for name in free if name == named or name in paired or name in asked]
    if found:
        return tuple(found)
    by_length = {name: mean(map(len, cells)) for name in free if (cells := sample.filled(name)) and _is_prose(cells)}
    return (max(by_length, key=by_length.__getitem__),) if by_length else _only_column(sample)


def _only_column(sample: _Sample) -> tuple[str, ...]:
    return sample.header if len(sample.header) == 1 else ()


def _date_by_content(sample: _Sample, names: Sequence[str]) -> str | None:
    """Return the first column of written dates; bare numbers could be anything."""
    for name in names:
        cells = sample.filled(name)[:200]
        if cells and not any(cell.isdigit() for cell in cells) and _are_dates(cells):
            return name
    return None


def _is_text(cells: Sequence[str]) -> bool:
    """Say whether a column named like a text holds words, not numbers, dates or links."""
    words = [cell for cell in cells if re.search(r"[^\W\d_]{2}", cell) and not _LINK.fullmatch(cell)]
    return bool(words) and len(words) >= 0.5 * len(cells) and mean(len(cell) for cell in words) >= 8


def _is_prose(cells: Sequence[str]) -> bool:
    """Say whether the cells are many different sentences."""
    if not cells or len(set(cells)) < min(len(cells), 3):
        return False
    return mean(len(cell.split()) for cell in cells) >= 3 and len(set(cells)) >= 0.3 * len(cells)


def _is_id(cells: Sequence[str]) -> bool:
    return bool(cells) and len(set(cells)) >= 0.9 * len(cells)


def _is_filled(cells: Sequence[str]) -> bool:
    return bool(cells)


def _are_dates(cells: Sequence[str]) -> bool:
    few = cells[:300]
    return bool(few) and sum(dates.read(cell, dates.find_order(few) or "dmy") is not None for cell in few) >= 0.8 * len(
        few
    )


def _are_links(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(bool(_LINK.match(cell)) for cell in cells) >= 0.8 * len(cells)


def _are_languages(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(code_of(cell) is not None for cell in cells) >= 0.9 * len(cells)


def _is_segment(sample: _Sample, name: str) -> bool:
    """Say whether a column groups the rows: a known name, and few values that repeat."""
    values = set(sample.filled(name))
    return bool(SEGMENT.fullmatch(folded(name))) and 2 <= len(values) <= min(_MOST_SEGMENT_VALUES, sample.n_rows / 2)


def _existing(table: Table, name: str) -> str:
    """Return the column of that name; capitals may differ where only one column fits."""
    if name in table.header:
        return name
    alike = [column for column in table.header if column.strip().lower() == name.strip().lower()]
    if len(alike) == 1:
        return alike[0]
    shown = ", ".join(table.header[:40]) + (", …" if len(table.header) > 40 else "")
    raise UnreadableFile(f"The file has no column “{name}”.", f"Choose one of these: {shown}.")


def _without_double_roles(columns: Columns, by_hand: frozenset[str]) -> Columns:
    """Take a column away from a recognised role when a person gave it another."""
    theirs = {role: getattr(columns, role) for role in by_hand}
    taken = {name for value in theirs.values() for name in (value if isinstance(value, tuple) else (value,))}
    changes: dict[str, str | tuple[str, ...] | None] = {}
    for field in fields(columns):
        value = getattr(columns, field.name)
        if field.name in by_hand:
            continue
        if isinstance(value, tuple):
            changes[field.name] = tuple(name for name in value if name not in taken)
        elif value in taken:
            changes[field.name] = None
    return replace(columns, **changes)  # type: ignore[arg-type]
