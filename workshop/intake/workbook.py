"""Reading XLSX workbooks, without letting them unfold, phone home or calculate."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.utils.exceptions import InvalidFileException

from workshop.errors import UnreadableFile

MOST_BYTES = 500_000_000
"""More unpacked than this is no list of comments; a zip bomb claims gigabytes."""

_BROKEN = ("The workbook is damaged.", "Open it in a spreadsheet program, save it again as XLSX, and try once more.")


def read_records(data: bytes) -> list[tuple[int, list[str]]]:
    """Return the rows of the first sheet that holds any, numbered as the spreadsheet does.

    Formulas are text and are never calculated.

    Raises:
        UnreadableFile: If the workbook is damaged, unpacks to too much, or defines entities.
    """
    try:
        _check(data)
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        try:
            return _first_rows(workbook)
        finally:
            workbook.close()
    except DefusedXmlException as error:
        happened = "The workbook defines its own XML entities, which no spreadsheet program does."
        raise UnreadableFile(happened, "Save it again as XLSX or CSV.") from error
    except (InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError) as error:
        raise UnreadableFile(*_BROKEN) from error
    except (AttributeError, IndexError, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFile(*_BROKEN) from error  # openpyxl and zipfile trust the parts of a workbook


def _check(data: bytes) -> None:
    """Refuse zip bombs and document types before anything is unpacked or read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > MOST_BYTES:
            happened = f"The workbook unpacks to more than {MOST_BYTES // 1_000_000} MB."
            raise UnreadableFile(happened, "Save the sheet with the comments as CSV.")
        for member in archive.infolist():
            if member.filename.endswith((".xml", ".rels")):
                with archive.open(member) as part:
                    next(iter(iterparse(part, events=("start",), forbid_dtd=True)), None)


def _first_rows(workbook: Any) -> list[tuple[int, list[str]]]:  # noqa: ANN401 - openpyxl has no types
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()
        rows = list(_rows(sheet))
        if rows:
            return rows
    return []


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401 - openpyxl has no types
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_text(cell.value, cell) for cell in row]
        if any(cells):
            yield number, cells


def _text(value: object, cell: Any) -> str:  # noqa: ANN401 - openpyxl has no types
    """Return a cell as a person reads it; a day without a time stays a day."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        only_day = value.time() == time() and "h" not in str(cell.number_format).lower()
        return value.date().isoformat() if only_day else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)
