"""Reading CSV and TSV, broken ones included: one bad quote costs one row, not the rest of the file."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import Literal

import clevercsv
from clevercsv.exceptions import NoDetectionResult

from workshop.errors import UnreadableFile
from workshop.intake.table import check_width

DELIMITERS = (",", ";", "\t", "|")
NO_DELIMITER = "\x1f"
_SAMPLE_CHARACTERS = 8_000
_MOST_SWALLOWED = 2_000
"""An open quote costs a look at up to 128 KiB, so a file with very many is given up early."""

Record = tuple[int, list[str]]


@dataclass(slots=True)
class Records:
    """Numbered records, and the reasons for those that could not be read."""

    whole: list[Record] = field(default_factory=list)
    broken: dict[int, str] = field(default_factory=dict)


def read_records(text: str, delimiter: str | None = None) -> Records:
    """Read the records of a delimited text; without a delimiter it is found out.

    Their numbers count records as a spreadsheet does: a cell with line breaks is in one row, and
    an empty line is a row.

    Raises:
        UnreadableFile: If the quotes of very many rows are broken.
    """
    text = text.replace("\x00", "").replace("\r\n", "\n")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    lines = _lines(text)
    records, start = Records(), 0
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip("\n")) == 5:
        delimiter, start = lines[0][4], 1
    return _read(lines, start, delimiter or sniff("".join(lines[start : start + 200])), records)


def sniff(text: str) -> str:
    """Return the delimiter of a text, or `NO_DELIMITER` where its first line holds none."""
    first_line = text.split("\n", 1)[0]
    if not any(delimiter in first_line for delimiter in DELIMITERS):
        return NO_DELIMITER
    sample = text[:_SAMPLE_CHARACTERS]
    if len(text) > _SAMPLE_CHARACTERS and "\n" in sample:
        sample = sample[: sample.rindex("\n")]
    try:
        dialect = clevercsv.Detector().detect(sample, delimiters=list(DELIMITERS))
    except NoDetectionResult:
        dialect = None
    if dialect and dialect.delimiter and dialect.delimiter in first_line:
        return str(dialect.delimiter)
    return max(DELIMITERS, key=first_line.count)


def _lines(text: str) -> list[str]:
    """Split at line feeds only; other breaks belong to the cells."""
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _read(lines: list[str], start: int, delimiter: str, records: Records) -> Records:
    number, n_swallowed = start, 0
    while start < len(lines):
        reader = csv.reader((lines[place] for place in range(start, len(lines))), delimiter=delimiter, strict=True)
        base = start
        try:
            for cells in reader:
                number, start = number + 1, base + reader.line_num
                check_width(len(cells))
                if any(cells):
                    records.whole.append((number, cells))
        except csv.Error:
            n_swallowed += base + reader.line_num - start > 1
            number = _mend(lines[start], number + 1, delimiter, records)
            start += 1
        if n_swallowed > _MOST_SWALLOWED:
            happened = f"More than {_MOST_SWALLOWED:,} rows of the file have a quotation mark that is never closed."
            raise UnreadableFile(happened, "Export the file again, as CSV with quoted text or as XLSX.")
    return records


def _mend(line: str, number: int, delimiter: str, records: Records) -> int:
    """Read one line by itself; return the number of the last record made of it."""
    width = len(records.whole[0][1]) if records.whole else 0
    parts = [part for part in line.rstrip("\n").split("\r") if part]
    if len(parts) > 1:
        rows = [_cells(part, delimiter) for part in parts]
        if all(len(row) == width for row in rows):
            records.whole.extend((number + place, row) for place, row in enumerate(rows))
            return number + len(rows) - 1
    line = " ".join(parts)
    for quoted in (True, False):
        row = _cells(line, delimiter, quoted=quoted)
        if row and (len(row) == width or not width):
            records.whole.append((number, row))
            return number
    limit = csv.field_size_limit()
    too_long = f"holds a cell of more than {limit:,} characters"
    records.broken[number] = too_long if len(line) > limit else "has a quotation mark that is never closed"
    return number


def _cells(line: str, delimiter: str, *, quoted: bool = True) -> list[str]:
    """Return the cells of one line read leniently; none where even that fails."""
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    try:
        return next(csv.reader([line], delimiter=delimiter, quoting=quoting), [])
    except csv.Error:
        return []
