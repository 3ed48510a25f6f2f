"""Making a brief of checked messages, and remembering whom it quotes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workshop import __version__
from workshop.briefs import Brief, compose
from workshop.briefs.room import RoomRecord

if TYPE_CHECKING:
    from workshop.records import Check
    from workshop.workbench import Workbench


def put_together(
    bench: Workbench,
    checks: Sequence[Check],
    *,
    title: str,
    made_by: str | None = None,
    room: RoomRecord | None = None,
) -> Brief:
    """Compose a brief from checks on one corpus; quotes that were kept off the wall stay out of it, and count.

    `room` says how a workshop decided, where one did.
    """
    hidden = [(item.comment_id, item.quote) for item in bench.store.hidden.list(checks[0].corpus.name)]
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    return compose(title, checks, made_at=made_at, made_by=made_by, version=__version__, hidden=hidden, room=room)


def remember(bench: Workbench, title: str, checks: Sequence[Check]) -> None:
    """Keep whom a brief quotes, so that erasing a comment can name the brief."""
    claims = [claim for check in checks for claim in check.claims]
    quoted = {item.comment_id for claim in claims for item in claim.evidence if item.counted or item.decision}
    quoted |= {claim.nearest.said.comment_id for claim in claims if claim.nearest}
    facts = checks[0].corpus
    bench.store.briefs.add(title, facts.name, facts.fingerprint, quoted, at=datetime.now(UTC))
