"""Reading JSON, JSON lines and Parquet: nested objects become columns named "review.text"."""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Iterable, Mapping

from workshop.errors import UnreadableFile
from workshop.intake.table import MOST_COLUMNS, Table

MOST_BYTES = 1_000_000_000
_DEEPEST = 6
_HALF = re.compile("[\ud800-\udfff]")
"""Half a character, which JSON can write as an escape and no store can hold."""
_NO_LIST = ("The JSON holds no list of comments.", "Choose a file with a list of objects, one for each comment.")

Flat = dict[str, str]


def read_json(text: str, encoding: str) -> Table:
    """Read a list of objects or texts, or an object with such a list inside; the longest counts.

    Raises:
        UnreadableFile: If the text is no JSON, or holds no such list.
    """
    try:
        found = _longest_list(json.loads(text), 0)
    except (ValueError, RecursionError) as error:
        place = f" It breaks off in line {error.lineno}." if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableFile(f"The file is no valid JSON.{place}", "Export it again, or choose CSV or XLSX.") from error
    if not found:
        raise UnreadableFile(*_NO_LIST)
    return _table(((number, item) for number, item in enumerate(found, start=1)), encoding, "json", {})


def read_json_lines(text: str, encoding: str) -> Table:
    """Read one JSON object in each line; a line that is none is damaged.

    Raises:
        UnreadableFile: If no line holds an object.
    """
    items: list[tuple[int, object]] = []
    damaged: dict[int, str] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError):
            item = None
        if isinstance(item, dict | str):
            items.append((number, item))
        else:
            damaged[number] = "is no JSON object"
    if not items:
        raise UnreadableFile("No line of the file is a JSON object.", "Choose a file with one object in each line.")
    return _table(items, encoding, "jsonl", damaged)


def read_parquet(data: bytes) -> Table:
    """Read a Parquet file.

    Raises:
        UnreadableFile: If it is damaged, or unpacks to too much.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(data))
        groups = (file.metadata.row_group(place).total_byte_size for place in range(file.metadata.num_row_groups))
        if sum(groups) > MOST_BYTES:
            happened = f"The Parquet file unpacks to more than {MOST_BYTES // 1_000_000} MB."
            raise UnreadableFile(happened, "Split it, or keep only the columns with the comments.")
        items = file.read().to_pylist()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableFile("The Parquet file is damaged.", "Export it again, or choose CSV or XLSX.") from error
    return _table(((number, item) for number, item in enumerate(items, start=1)), None, "parquet", {})


def _longest_list(value: object, depth: int) -> list[object]:
    """Find the longest list of objects or texts at any depth, breadth before length."""
    if isinstance(value, list) and any(isinstance(item, dict | str) for item in value):
        return value
    if not isinstance(value, dict) or depth > _DEEPEST:
        return []
    return max((_longest_list(inner, depth + 1) for inner in value.values()), key=len, default=[])


def _table(items: Iterable[tuple[int, object]], encoding: str | None, kind: str, damaged: dict[int, str]) -> Table:
    header: dict[str, None] = {}
    flat: list[tuple[int, Flat]] = []
    for number, item in items:
        if not isinstance(item, dict | str):
            damaged[number] = "is no JSON object"
            continue
        cells = _flat(item) if isinstance(item, dict) else {"comment": _text(item)}
        header.update(dict.fromkeys(cells))
        flat.append((number, cells))
        if len(header) > MOST_COLUMNS:
            happened = f"The objects have more than {MOST_COLUMNS:,} different fields."
            raise UnreadableFile(happened, "Export fewer fields.")
    if not flat:
        raise UnreadableFile("The file holds no rows.", "Choose a file with one comment in each row.")
    names = tuple(header)
    rows = [tuple(cells.get(name, "") for name in names) for _, cells in flat]
    return Table(names, rows, [number for number, _ in flat], encoding, kind, damaged)


def _flat(item: Mapping[str, object], before: str = "", depth: int = 0) -> Flat:
    cells: Flat = {}
    for name, value in item.items():
        path = f"{before}{_HALF.sub('', name)}"
        if isinstance(value, dict) and depth < _DEEPEST:
            cells.update(_flat(value, f"{path}.", depth + 1))
        else:
            cells[path] = _text(value)
    return cells


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return "" if math.isnan(value) else repr(int(value) if value.is_integer() and abs(value) < 1e15 else value)
    written = json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else str(value)
    return _HALF.sub("", written)
