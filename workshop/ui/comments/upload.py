"""One file on its way in: its bytes, its table, and the preview of what an import would do."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath

import streamlit as st

from workshop import corpus as corpora
from workshop import intake
from workshop.corpus import Plan, Preview
from workshop.intake import Table
from workshop.ui.bench import bench

FILE = "comments_file"
TYPES = ["csv", "tsv", "xlsx", "json", "jsonl", "parquet", "txt"]
_READ, _SEEN = "comments_table", "comments_preview"


@dataclass(frozen=True)
class Upload:
    """A file that a person dropped."""

    name: str
    data: bytes

    @cached_property
    def digest(self) -> str:
        """A short name for these bytes, for the keys of widgets that belong to them."""
        return hashlib.sha256(self.data + self.name.encode()).hexdigest()[:12]

    @property
    def suggested_name(self) -> str:
        """A corpus name made of the file's name."""
        return re.sub(r"[^a-z0-9]+", "-", PurePath(self.name).stem.lower()).strip("-")[:60] or "comments"


def ask() -> Upload | None:
    """Draw the drop field and return what lies in it."""
    file = st.file_uploader(
        "A file with comments: CSV, TSV, Excel, JSON, JSON lines, Parquet or plain text, a comment a line",
        type=TYPES,
        key=FILE,
    )
    return None if file is None else Upload(file.name, file.getvalue())


def table(upload: Upload) -> Table:
    """Return the file as rows; it is read once.

    Raises:
        UnreadableFile: the bytes are no table.
    """
    kept: tuple[str, Table] | None = st.session_state.get(_READ)
    if kept is None or kept[0] != upload.digest:
        with st.spinner("Reading the file"):
            kept = upload.digest, intake.read(upload.data, upload.name)
        st.session_state[_READ] = kept
    return kept[1]


def preview(upload: Upload, rows: Table, plan: Plan) -> Preview:
    """Return what an import would do; worked out once for each file and choice of columns.

    Raises:
        UnreadableFile: no column holds comments, or a chosen one does not exist.
    """
    key = _key(upload, plan)
    kept: tuple[str, Preview] | None = st.session_state.get(_SEEN)
    if kept is None or kept[0] != key:
        with st.spinner("Cleaning and masking the comments"):
            kept = key, corpora.preview_table(bench(), rows, plan)
        st.session_state[_SEEN] = kept
    return kept[1]


def forget() -> None:
    """Let go of what was kept of the file, once it is on its way in."""
    for kept in (_READ, _SEEN):
        st.session_state.pop(kept, None)


def _key(upload: Upload, plan: Plan) -> str:
    """Name everything that changes what is read: not the title, nor the words for the people."""
    company = plan.company and replace(plan.company, person="", people="")
    return repr(
        (upload.digest, sorted((plan.columns or {}).items()), company, plan.date_order, plan.source, plan.corpus)
    )
