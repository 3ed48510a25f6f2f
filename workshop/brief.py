"""Making a brief: check the messages, compose, and remember what was quoted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workshop import __version__
from workshop.briefs import Brief, compose
from workshop.check import Scope, check_message

if TYPE_CHECKING:
    from workshop.encoders.contract import Progress
    from workshop.workbench import Workbench


def make_brief(
    bench: Workbench,
    messages: Sequence[str],
    scope: Scope,
    *,
    title: str,
    made_by: str | None = None,
    on_progress: Progress | None = None,
) -> Brief:
    """Check every message to the end and put the answers together.

    The brief is remembered by title, so that erasing a comment can name it.

    Args:
        bench: The open store and models.
        messages: What is proposed, in the order in which it shall stand.
        scope: Which comments answer, and how strictly.
        title: What stands at its head.
        made_by: Who made it.
        on_progress: Called with messages checked and messages in all.
    """
    checks = []
    for n, message in enumerate(messages):
        if on_progress:
            on_progress(n, len(messages))
        checks.append(check_message(bench, message, scope))
    made_at = datetime.now(UTC)
    brief = compose(title, checks, made_at=made_at.isoformat(timespec="seconds"), made_by=made_by, version=__version__)
    quoted = sorted(
        {item.comment_id for check in checks for claim in check.claims for item in claim.evidence if item.counted}
    )
    bench.store.briefs.add(title, scope.corpus, checks[0].corpus.fingerprint, quoted, at=made_at)
    return brief
