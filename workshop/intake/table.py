"""What a file holds, whatever its format: a header, rows of text, and the numbers people see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workshop.errors import UnreadableFile

MOST_COLUMNS = 2_000


@dataclass(frozen=True, slots=True)
class Table:
    """A file as rows of text.

    `numbers` are the row numbers as a person sees them in the file. `encoding` is None for
    formats that need none. `damaged` names the rows that could not be read, with the reason;
    they are not among `rows`. `file_hash` is the SHA-256 of the file's bytes.
    """

    header: tuple[str, ...]
    rows: list[tuple[str, ...]]
    numbers: list[int]
    encoding: str | None
    kind: str
    damaged: Mapping[int, str] = field(default_factory=dict)
    file_hash: str = ""

    def column(self, name: str) -> list[str]:
        """Return the cells of one column, in the order of the rows."""
        place = self.header.index(name)
        return [row[place] for row in self.rows]


def from_records(records: Sequence[tuple[int, Sequence[str]]], encoding: str | None, kind: str) -> Table:
    """Make a table from numbered records, of which the first is the header if it looks like one.

    Cells that a record lacks are empty; a record with more filled cells than the header is damaged,
    because nobody can say which of its cells belongs to which column.

    Raises:
        UnreadableFile: If there is no record, or too many columns.
    """
    if not records:
        raise UnreadableFile("The file holds no rows.", "Choose a file with one comment in each row.")
    first = [cell.strip() for cell in records[0][1]]
    check_width(len(first))
    body = records[1:]
    if _looks_like_data(first):
        first, body = [""] * len(first), records
    header = named(first)
    table = Table(header, [], [], encoding, kind, damaged := {})
    for number, cells in body:
        if any(cell.strip() for cell in cells[len(header) :]):
            damaged[number] = f"has {len(cells)} cells where the header has {len(header)}"
            continue
        table.rows.append((*cells[: len(header)], *[""] * (len(header) - len(cells))))
        table.numbers.append(number)
    return table


def check_width(n_columns: int) -> None:
    """Refuse a file that no person could choose columns from.

    Raises:
        UnreadableFile: If there are more columns than `MOST_COLUMNS`.
    """
    if n_columns > MOST_COLUMNS:
        happened = f"The file has {n_columns:,} columns, which is more than the {MOST_COLUMNS:,} that can be read."
        raise UnreadableFile(happened, "Check the delimiter, or export fewer columns.")


def named(cells: Sequence[str]) -> tuple[str, ...]:
    """Return column names: empty ones become "column 3", repeated ones "text (2)"."""
    seen: Counter[str] = Counter()
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.split()) or f"column {place}"
        while seen[name]:
            seen[name] += 1
            name = f"{name} ({seen[name]})"
        seen[name] += 1
        names.append(name)
    return tuple(names)


def _looks_like_data(first: Sequence[str]) -> bool:
    """Say whether the first record is already a comment: it holds a bare number, or one long sentence."""
    filled = [cell for cell in first if cell]
    if any(cell.replace(".", "", 1).isdigit() for cell in filled):
        return any(" " in cell for cell in filled)
    return len(filled) == 1 and (len(filled[0]) > 120 or filled[0].endswith((".", "!")))
