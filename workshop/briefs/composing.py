"""Putting a brief together: people get numbers, quotes are chosen, every count gets its rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from workshop import drawing, nearest, proofs, segments, wording
from workshop.briefs import phrases
from workshop.briefs.limits import limits_of
from workshop.briefs.record import Brief, ClaimPage, CountedRow, Forward, MessagePage, Quote, Side
from workshop.briefs.room import RoomRecord
from workshop.errors import WorkshopError
from workshop.records import Check, CheckedClaim, Claim, CorpusFacts, Evidence, Stance, Verdict

QUOTES_PER_SIDE = 3
SIDES = (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.ASKS)
_SILENT = (Verdict.NOT_CHECKABLE, Verdict.NOT_CHECKED)
Place = tuple[str, str]
"""A quote by its comment's id, start and end."""


def compose(
    title: str,
    checks: Sequence[Check],
    *,
    made_at: str,
    made_by: str | None,
    version: str,
    hidden: Collection[Place] = (),
    room: RoomRecord | None = None,
) -> Brief:
    """Put checks together as one brief.

    Args:
        title: What stands at its head.
        checks: The messages with their answers, in the order in which they shall stand.
        made_at: When, ISO 8601.
        made_by: Who made it; None where nobody is named.
        version: The version of Backtalk.
        hidden: Quotes that a person keeps back; they are counted, but their words are not printed.
        room: How a workshop decided; None where no workshop did.

    Raises:
        WorkshopError: there is no check.
    """
    if not checks:
        raise WorkshopError("A brief needs at least one message.", "Choose a message, and try again.")
    writer = _Writer(made_at, frozenset(hidden))
    messages = tuple(writer.message(number, check) for number, check in enumerate(checks, start=1))
    return Brief(
        title=title,
        made_at=made_at,
        made_by=made_by,
        version=version,
        notices=tuple(dict.fromkeys(check.corpus.notice for check in checks if check.corpus.notice)),
        reminders=phrases.REMINDERS,
        corpora=tuple(dict.fromkeys(check.corpus for check in checks)),
        settings=tuple(dict.fromkeys(check.settings for check in checks)),
        messages=messages,
        annex=tuple(writer.annex),
        room=room,
    )


class _Writer:
    """Numbers people through one brief, and collects the annex on the way."""

    def __init__(self, made_at: str, hidden: frozenset[Place]) -> None:
        self.annex: list[CountedRow] = []
        self._made_at, self._hidden = made_at, hidden
        self._people: dict[str, int] = {}

    def message(self, number: int, check: Check) -> MessagePage:
        summary = drawing.summary_words(check.message, check.claims, check.corpus)[0]
        claims = tuple(
            self._claim((number, at), checked, check.corpus) for at, checked in enumerate(check.claims, start=1)
        )
        return MessagePage(number, check, summary, claims)

    def _claim(self, place: tuple[int, int], checked: CheckedClaim, facts: CorpusFacts) -> ClaimPage:
        counted = [item for item in checked.evidence if item.counted]
        self.annex += [self._row(place, item) for item in counted]
        rejected, heading = self._rejected(checked)
        return ClaimPage(
            message=place[0],
            number=place[1],
            checked=checked,
            words=wording.verdict_head(checked.verdict, facts, checked.counts),
            read_as=_read_as(checked.claim),
            overruled=phrases.overruling(checked, facts),
            sides=() if checked.verdict in _SILENT else tuple(self._side(one, counted, facts) for one in SIDES),
            rejected=rejected,
            rejected_heading=heading,
            limits=limits_of(checked, facts, self._made_at),
            needs=proofs.sentence(checked.claim, facts),
            differs=segments.differences(checked.by_segment, facts),
            by_segment=tuple(segments.rows_of(checked.by_segment, facts)),
            forward=self._forward(checked, facts),
            nothing_near=nearest.nothing_near(checked, facts),
        )

    def _forward(self, checked: CheckedClaim, facts: CorpusFacts) -> Forward | None:
        found = checked.nearest
        if found is None:
            return None
        quote = None if self._is_hidden(found.said) else replace(self._quote(found.said), certainty=phrases.NEAR)
        return Forward(nearest.introduction(found, facts), found.n_people, quote)

    def _side(self, stance: Stance, counted: Sequence[Evidence], facts: CorpusFacts) -> Side:
        items = [item for item in counted if item.stance is stance]
        open_to_print = [item for item in items if not self._is_hidden(item)]
        quotes = tuple(self._quote(item) for item in _one_a_person(open_to_print)[:QUOTES_PER_SIDE])
        n_kept_back = len(items) - len(open_to_print)
        return Side(
            stance=stance,
            heading=wording.STANCE_WORDS[stance],
            quotes=quotes,
            n_counted=len(items),
            n_kept_back=n_kept_back,
            note=phrases.printed(len(quotes), len(items), n_kept_back) if items else "none",
            empty=None if items else phrases.empty_side(stance, facts),
        )

    def _rejected(self, checked: CheckedClaim) -> tuple[tuple[Quote, ...], str | None]:
        """Return what a person took out, and its heading; quotes kept back are named there, too."""
        if not checked.rejected:
            return (), None
        quotes = tuple(self._quote(item) for item in checked.rejected if not self._is_hidden(item))
        note = phrases.printed(len(quotes), len(checked.rejected), len(checked.rejected) - len(quotes))
        return quotes, f"{wording.REJECTED_HEADING} ({note})"

    def _quote(self, item: Evidence) -> Quote:
        certainty, decided = phrases.standing(item)
        return Quote(
            text=item.quote,
            who=self._who(item),
            day=phrases.long_day(item.date),
            date=item.date,
            source=item.source,
            segment=", ".join(value for _, value in item.segments) or None,
            link=item.url,
            certainty=certainty,
            comment_id=item.comment_id,
            confidence=item.confidence,
            decided=decided,
            number=item.number,
        )

    def _row(self, place: tuple[int, int], item: Evidence) -> CountedRow:
        quote = None if self._is_hidden(item) else item.quote
        _, decided = phrases.standing(item)
        return CountedRow(*place, item.comment_id, self._who(item), quote, item.stance, item.confidence, decided)

    def _who(self, item: Evidence) -> str:
        """Number people as they come up; keys never leave."""
        if item.author_key is None:
            return "Author unknown"
        return f"Person {self._people.setdefault(item.author_key, len(self._people) + 1):,}"

    def _is_hidden(self, item: Evidence) -> bool:
        return (item.comment_id, item.quote) in self._hidden


def _read_as(claim: Claim) -> str | None:
    """Return the proposition unless it only repeats the words that are marked."""
    said, read = (text.casefold().strip(" .,;:!?") for text in (claim.text, claim.proposition))
    return None if said == read else claim.proposition


def _one_a_person(items: Sequence[Evidence]) -> list[Evidence]:
    """Return the surest quote of each person, in order: three quotes shall be three voices."""
    first: dict[str, Evidence] = {}
    for item in items:
        first.setdefault(item.author_key or item.comment_id, item)
    return list(first.values())
