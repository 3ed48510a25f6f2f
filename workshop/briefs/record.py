"""The brief as one frozen record, from which every format is written."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.briefs.room import RoomRecord
from workshop.drawing import both_in_words
from workshop.records import Check, CheckedClaim, CheckSettings, CorpusFacts, Stance
from workshop.wording import DECIDED, certainty


@dataclass(frozen=True, slots=True)
class Quote:
    """One quote as printed: the exact words, and what is known of whoever wrote them.

    `who` is a number within the brief ("Person 12") or says that the author is unknown; `day`
    is the date in words, as precise as it was given; `segment` holds values only. `decided` says who
    decided the match, when and why; None where nobody did. `number` quotes a number that disagrees
    with the claim's, and the claim's.
    """

    text: str
    who: str
    day: str | None
    date: str | None
    source: str
    segment: str | None
    link: str | None
    certainty: str
    comment_id: str
    confidence: float
    decided: str | None = None
    number: str | None = None

    @property
    def about(self) -> tuple[str, ...]:
        """Return the lines below the words: both numbers, who and when, how sure it is, who decided it, the link."""
        sure = f"{self.certainty[:1].upper()}{self.certainty[1:]} · comment {self.comment_id[:8]}"
        lines = (both_in_words(self.number), self.caption, sure, self.decided, self.link)
        return tuple(line for line in lines if line)

    @property
    def caption(self) -> str:
        """Return who, when, which segment and where from, with dots between."""
        return " · ".join(part for part in (self.who, self.day, self.segment, self.source) if part)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a claim: the quotes printed, out of `n_counted`.

    `note` says how many of how many; `empty` is what to print where nothing was found.
    """

    stance: Stance
    heading: str
    quotes: tuple[Quote, ...]
    n_counted: int
    n_kept_back: int
    note: str
    empty: str | None


@dataclass(frozen=True, slots=True)
class Forward:
    """The nearest thing that customers do say: how many say something like it, and the quote, None where kept back."""

    says: str
    n_people: int
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """One claim with its verdict in words, its sides, and what all this does not show.

    `message` and `number` count from 1. `read_as` is the proposition, where it says more than the
    marked words. `overruled` is the person's verdict, in one sentence. `rejected` are the matches that
    a person took out, under their heading; they count for nothing.
    `needs` says which words need which proof beside what people wrote; "" where none does.
    `differs` says which segments differ from the whole; `by_segment` has each with its verdict and its voices.
    `nothing_near` says so where a way forward is wanted and there is none.
    """

    message: int
    number: int
    checked: CheckedClaim
    words: str
    read_as: str | None
    overruled: str | None
    sides: tuple[Side, ...]
    rejected: tuple[Quote, ...]
    rejected_heading: str | None
    limits: tuple[str, ...]
    needs: str = ""
    differs: str | None = None
    by_segment: tuple[tuple[str, str, str], ...] = ()
    forward: Forward | None = None
    nothing_near: str | None = None

    @property
    def label(self) -> str:
        """Return message and claim, such as "2.1"; the annex refers to it."""
        return f"{self.message}.{self.number}"


@dataclass(frozen=True, slots=True)
class MessagePage:
    """One message with its claims. `summary` says in one sentence how it fared."""

    number: int
    check: Check
    summary: str
    claims: tuple[ClaimPage, ...]


@dataclass(frozen=True, slots=True)
class CountedRow:
    """One match that was counted, so that anyone can recount. `quote` is None where it is kept back."""

    message: int
    claim: int
    comment_id: str
    who: str
    quote: str | None
    stance: Stance
    confidence: float
    decided: str | None = None

    @property
    def match(self) -> str:
        """Return how sure the match is, and who decided it where a person did."""
        sure = DECIDED if self.decided else certainty(self.confidence)
        return "\n".join([f"{sure} ({self.confidence:.2f})", *([self.decided] if self.decided else [])])

    @property
    def label(self) -> str:
        """Return the claim's label, such as "2.1"."""
        return f"{self.message}.{self.claim}"


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that a brief says. `made_at` is ISO 8601; `notices` stand on every page.

    `room` says how a workshop decided; None where no workshop did.
    """

    title: str
    made_at: str
    made_by: str | None
    version: str
    notices: tuple[str, ...]
    reminders: tuple[str, ...]
    corpora: tuple[CorpusFacts, ...]
    settings: tuple[CheckSettings, ...]
    messages: tuple[MessagePage, ...]
    annex: tuple[CountedRow, ...]
    room: RoomRecord | None = None

    @property
    def claims(self) -> tuple[ClaimPage, ...]:
        """Return the claims of all messages, in order."""
        return tuple(claim for message in self.messages for claim in message.claims)
