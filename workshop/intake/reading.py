"""Reading the bytes of a file as a table, whatever its name says it is."""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import replace

from workshop.errors import UnreadableFile
from workshop.intake import delimited, structured, workbook
from workshop.intake.encodings import decode
from workshop.intake.table import Table, from_records

MOST_BYTES = 1_000_000_000
_READABLE = "Choose a CSV, TSV, XLSX, JSON, JSONL, Parquet or text file."
_FOREIGN = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_LINES_A_BLOCK = 20
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read(data: bytes, name: str) -> Table:
    """Read a file's bytes; the content decides what it is, and the name only in doubt.

    Args:
        data: All bytes of the file; gzip is unpacked.
        name: The file's name; a folder before it does not matter.

    Raises:
        UnreadableFile: If the file is broken, too large, or no list of comments.
    """
    file_hash = hashlib.sha256(data).hexdigest()
    name = name.lower()
    if data.startswith(b"\x1f\x8b"):
        data, name = _unpacked(data), name.removesuffix(".gz")
    if len(data) > MOST_BYTES:
        happened = f"The file is larger than {MOST_BYTES // 1_000_000} MB."
        raise UnreadableFile(happened, "Split it into several files.")
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile("The file is empty.", "Choose a file with one comment in each row.")
    table = _binary(data) or _text(data, name)
    return replace(table, file_hash=file_hash)


def _unpacked(data: bytes) -> bytes:
    try:
        unpacking = zlib.decompressobj(wbits=31)
        unpacked = unpacking.decompress(data, MOST_BYTES + 1)
    except zlib.error as error:
        raise UnreadableFile("The gzip file is damaged.", "Unpack it yourself, or download it again.") from error
    if not unpacking.eof and len(unpacked) <= MOST_BYTES:
        raise UnreadableFile("The gzip file breaks off before its end.", "Download it again.")
    return unpacked


def _binary(data: bytes) -> Table | None:
    """Read the formats that say themselves what they are; None for text."""
    if data.startswith(b"PAR1"):
        return structured.read_parquet(data)
    if data.startswith(b"PK\x03\x04"):
        if b"word/" in data[:4_000] or b"ppt/" in data[:4_000]:
            raise UnreadableFile("The file is a text document or slides, not a table.", _READABLE)
        return from_records(workbook.read_records(data), None, "xlsx")
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            happened = "The workbook is protected with a password."
            raise UnreadableFile(happened, "Save a copy without the password and choose that.")
        raise UnreadableFile("The file is in an old Office format.", "Save it as XLSX or CSV and choose that.")
    for start, what in _FOREIGN:
        if data.startswith(start):
            raise UnreadableFile(f"The file is {what}, whatever its name says.", _READABLE)
    return None


def _text(data: bytes, name: str) -> Table:
    text, encoding = decode(data)
    sample = text[:20_000].replace("\x00", "")
    if len(_CONTROL.findall(sample)) > 0.02 * len(sample):
        raise UnreadableFile("The file holds no text.", _READABLE)
    start = text.lstrip()[:1]
    if name.endswith((".jsonl", ".ndjson")):
        return structured.read_json_lines(text, encoding)
    if name.endswith(".json") or (start in ("[", "{") and not name.endswith((".csv", ".tsv", ".txt"))):
        lines = text.strip().split("\n", 2)
        if start == "{" and len(lines) > 1 and all(line.rstrip().endswith("}") for line in lines[:2]):
            return structured.read_json_lines(text, encoding)
        return structured.read_json(text, encoding)
    if name.endswith((".txt", ".text", ".md")) and not _has_tabs(text):
        return from_records([(0, ["comment"]), *_blocks(text)], encoding, "txt")
    records = delimited.read_records(text, "\t" if name.endswith((".tsv", ".tab")) and _has_tabs(text) else None)
    table = from_records(records.whole, encoding, "tsv" if _has_tabs(text) else "csv")
    return replace(table, damaged={**table.damaged, **records.broken})


def _has_tabs(text: str) -> bool:
    """Say whether the first lines are cells between tabs."""
    lines = [line for line in text[:20_000].splitlines()[:20] if line]
    return (
        len(lines) > 1
        and lines[0].count("\t") > 0
        and all(line.count("\t") == lines[0].count("\t") for line in lines[:2])
    )


def _blocks(text: str) -> list[tuple[int, list[str]]]:
    """Return the comments of a plain text with their first lines' numbers.

    Where blank lines stand between blocks of several lines, a block is a comment; otherwise a line.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks: list[tuple[int, list[str]]] = []
    open_block = False
    for number, line in enumerate(lines, start=1):
        if line.strip() and open_block:
            blocks[-1][1].append(line)
        elif line.strip():
            blocks.append((number, [line]))
        open_block = bool(line.strip())
    n_lines = sum(len(block) for _, block in blocks)
    if len(blocks) > 1 and len(blocks) < n_lines <= _MOST_LINES_A_BLOCK * len(blocks):
        return [(number, ["\n".join(block)]) for number, block in blocks]
    return [(number, [line]) for number, line in enumerate(lines, start=1) if line.strip()]
