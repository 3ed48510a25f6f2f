"""A brief as Markdown that comments cannot bend: everything foreign is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workshop import nearest, segments
from workshop.briefs import phrases, room
from workshop.briefs.escaping import as_markdown_line as line
from workshop.briefs.escaping import as_markdown_lines, isolated
from workshop.briefs.record import Brief, ClaimPage, MessagePage, Quote, Side
from workshop.proofs import NEEDS_GLYPH
from workshop.records import Verdict
from workshop.wording import GLYPH, STANCE_WORDS


def as_markdown(brief: Brief) -> str:
    """Return a brief as Markdown."""
    parts = [*_head(brief), *_room(brief)]
    for page in brief.messages:
        parts += [*_message(brief, page)]
    parts += [*_reminders(brief), *_annex(brief)]
    return "\n\n".join(parts) + "\n"


def _head(brief: Brief) -> Iterator[str]:
    yield f"# {line(brief.title)}"
    yield from _notices(brief)
    yield "\\\n".join(line(phrases.read_from(facts)) for facts in brief.corpora)
    yield line(phrases.made(brief.made_at, brief.made_by, brief.version))
    rows = [(claim.label, claim.checked.claim.text, _verdict(claim)) for claim in brief.claims]
    yield _table(("Claim", "What we say", "What they say"), rows)


def _room(brief: Brief) -> Iterator[str]:
    if brief.room is None:
        return
    yield f"## {room.HEADING}"
    yield "\n\n".join(line(one) for one in brief.room.lines)
    yield _table(room.HEADER, [one.cells for one in brief.room.decisions])
    if brief.room.parked:
        yield f"### {room.PARKED}"
        yield "\n".join(f"- {line(one)}" for one in brief.room.parked)


def _notices(brief: Brief) -> Iterator[str]:
    for notice in brief.notices:
        yield f"**{line(notice)}**"


def _verdict(claim: ClaimPage) -> str:
    person = f" ({claim.overruled})" if claim.overruled else ""
    return f"{GLYPH[claim.checked.verdict]} {claim.words}{person}"


def _message(brief: Brief, page: MessagePage) -> Iterator[str]:
    yield f"## Message {page.number}"
    yield "\n".join(as_markdown_lines(page.check.message))
    yield line(page.summary)
    for claim in page.claims:
        yield from _claim(brief, claim)


def _claim(brief: Brief, page: ClaimPage) -> Iterator[str]:
    checked = page.checked
    yield f"### Claim {page.label}: {line(checked.claim.text)}"
    yield from _notices(brief)
    yield f"**{line(f'{GLYPH[checked.verdict]} {page.words}')}**"
    if page.overruled:
        yield f"**{line(page.overruled)}**"
    yield line(checked.reason)
    if page.needs:
        yield line(f"{NEEDS_GLYPH} {page.needs}")
    if page.read_as:
        yield line(f"Read as: {page.read_as}")
    if checked.claim.proof and checked.verdict is Verdict.NOT_CHECKABLE:
        yield f"Proof that it needs: {line(checked.claim.proof)}"
    yield from _segments(page)
    for side in page.sides:
        yield from _side(side)
    yield from _forward(page)
    if page.rejected_heading:
        yield f"#### {page.rejected_heading}"
        yield from map(_quote, page.rejected)
    yield f"#### {phrases.LIMITS_HEADING}"
    yield "\n".join(f"- {line(limit)}" for limit in page.limits)


def _segments(page: ClaimPage) -> Iterator[str]:
    if page.by_segment:
        yield f"#### {segments.HEADING}"
    if page.differs:
        yield line(page.differs)
    if page.by_segment:
        yield _table(("Segment", "What they say", "Voices"), page.by_segment)


def _forward(page: ClaimPage) -> Iterator[str]:
    if page.forward:
        yield f"#### {nearest.HEADING}"
        yield line(f"{page.forward.says}:" if page.forward.quote else f"{page.forward.says} ({phrases.KEPT_BACK}).")
        if page.forward.quote:
            yield _quote(page.forward.quote)
    elif page.nothing_near:
        yield line(page.nothing_near)


def _side(side: Side) -> Iterator[str]:
    yield f"#### {GLYPH[_SIDE_VERDICT[side.stance.value]]} {side.heading} ({side.note})"
    if side.empty:
        yield line(side.empty)
    for quote in side.quotes:
        yield _quote(quote)


_SIDE_VERDICT = {
    "supports": Verdict.SUPPORTED,
    "contradicts": Verdict.CONTRADICTED,
    "asks": Verdict.WISHED_FOR,
}


def _quote(quote: Quote) -> str:
    words = as_markdown_lines(isolated(f"“{quote.text}”"))
    about = quote.about
    return "\n".join(f"> {part}" for part in [*words, "", *(f"{line(part)}\\" for part in about[:-1]), line(about[-1])])


def _reminders(brief: Brief) -> Iterator[str]:
    yield "## Before anything is published"
    yield "\n".join(f"- {line(reminder)}" for reminder in brief.reminders)
    yield phrases.NO_ADVICE


def _annex(brief: Brief) -> Iterator[str]:
    yield f"## {phrases.ANNEX_HEADING}"
    yield from _notices(brief)
    for facts in brief.corpora:
        yield _table(("Read", ""), phrases.corpus_rows(facts))
    for settings in brief.settings:
        yield _table(("Settings", ""), phrases.settings_rows(settings))
    rows = [
        (
            row.label,
            row.comment_id,
            row.who,
            phrases.KEPT_BACK if row.quote is None else isolated(row.quote),
            STANCE_WORDS[row.stance],
            row.match,
        )
        for row in brief.annex
    ]
    yield _table(("Claim", "Comment", "Who", "Words", "Stance", "Match"), rows)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *([line(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
