"""What one visitor's Draft page remembers between runs, and the keys of its widgets."""

from __future__ import annotations

EDITOR = "draft_editor"
CORPUS = "draft_corpus"
SEGMENT = "draft_segment"
STRICTNESS = "draft_strictness"
NAME = "draft_name"
BY = "draft_by"
VERDICT = "draft_verdict"
WHY_VERDICT = "draft_why_verdict"
VERSION = "draft_version"

EPOCH = "draft_epoch"
BOXES = "draft_boxes"
SAVED = "draft_saved"
OPEN = "draft_open"
PAGES = "draft_pages"
CONFIRM = "draft_confirm"
ASKED = "draft_asked"
PRESSES = "draft_presses"
REFUSED = "draft_refused"
