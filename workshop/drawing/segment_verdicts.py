"""What each segment says about a claim: where it differs in one sentence, and all of them on demand."""

from __future__ import annotations

from html import escape

from workshop import segments
from workshop.drawing.signs import MARK, VERDICT_CLASS
from workshop.records import CheckedClaim, CorpusFacts, SegmentVerdict


def by_segment(checked: CheckedClaim, facts: CorpusFacts) -> str:
    """Draw the sentence about segments that differ, and the list of all of them; nothing where there are none."""
    if not checked.by_segment:
        return ""
    differs = segments.differences(checked.by_segment, facts)
    said = f'<p class="differs">{escape(differs)}</p>' if differs else ""
    listed = "".join(map(_row, checked.by_segment, segments.rows_of(checked.by_segment, facts)))
    n = len(checked.by_segment)
    label = f"{segments.HEADING}: {n:,} {'has' if n == 1 else 'have'} enough voices"
    return (
        f'<section class="segments">{said}<details><summary>{label}</summary>'
        f'<table class="rows num"><tbody>{listed}</tbody></table></details></section>'
    )


def _row(item: SegmentVerdict, told: tuple[str, str, str]) -> str:
    name, words, voices = map(escape, told)
    verdict = f'<span class="word {VERDICT_CLASS[item.verdict]}">{MARK}{words}</span>'
    differs = " <em>differs</em>" if item.differs else ""
    return f'<tr><th scope="row">{name.replace("=", ": ", 1)}</th><td>{verdict}{differs}</td><td>{voices}</td></tr>'
