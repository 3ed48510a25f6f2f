"""One file on its way in: its bytes, how it is read, and the preview of what an import would do."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

import streamlit as st

from workshop import corpus as corpora
from workshop.corpus import Plan, Preview
from workshop.ui.bench import bench

FILE = "comments_file"
TYPES = ["csv", "tsv", "xlsx", "json", "jsonl", "parquet", "txt"]
_SEEN = "comments_preview"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a person dropped."""

    name: str
    data: bytes

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


def seen(upload: Upload, plan: Plan) -> Preview:
    """Return what an import would do; reading is done once for each file and choice of columns.

    Raises:
        UnreadableFile: the bytes are no comments, or a chosen column does not exist.
    """
    key = _key(upload, plan)
    kept = st.session_state.get(_SEEN)
    if kept is None or kept[0] != key:
        with st.spinner("Reading the file"):
            kept = key, corpora.preview(bench(), upload.data, plan)
        st.session_state[_SEEN] = kept
    preview: Preview = kept[1]
    return preview


def forget() -> None:
    """Let go of the preview, once the file is on its way in."""
    st.session_state.pop(_SEEN, None)


def chosen(plan: Plan, columns: Mapping[str, Any] | None, date_order: str | None) -> Plan:
    """Return the plan with what was chosen by hand."""
    return replace(plan, columns=columns, date_order=date_order)


def _key(upload: Upload, plan: Plan) -> str:
    """Name everything that changes what is read: not the title, nor the words for the people."""
    company = plan.company and replace(plan.company, person="", people="")
    parts = (upload.name, sorted((plan.columns or {}).items()), company, plan.date_order, plan.source, plan.corpus)
    return hashlib.sha256(upload.data + repr(parts).encode()).hexdigest()
