"""The words that every part of Backtalk shares, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from workshop.counting import Counting as Counting  # noqa: PLC0414 - one import gives all shared words
from workshop.counting import Counts as Counts  # noqa: PLC0414 - the same

Segments = tuple[tuple[str, str], ...]
"""Dimension and value pairs, sorted by dimension, such as (("airline", "Southwest"),)."""


class Stance(StrEnum):
    """What one passage says about one claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    ASKS = "asks"
    UNRELATED = "unrelated"


class Verdict(StrEnum):
    """What the corpus as a whole says about one claim."""

    SUPPORTED = "supported"
    CONTESTED = "contested"
    CONTRADICTED = "contradicted"
    WISHED_FOR = "wished_for"
    THIN = "thin"
    UNSUPPORTED = "unsupported"
    NOT_CHECKABLE = "not_checkable"
    NOT_CHECKED = "not_checked"


class Strictness(StrEnum):
    """How many people, and how sure a match, a verdict needs."""

    STRICT = "strict"
    NORMAL = "normal"
    LOOSE = "loose"


class NeedKind(StrEnum):
    """What makes a claim need proof beside customers' words."""

    ABSOLUTE = "absolute"
    SUPERLATIVE = "superlative"
    COMPARISON = "comparison"
    HEALTH = "health"
    SAFETY = "safety"
    ENVIRONMENT = "environment"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Company:
    """Whose customers a corpus holds; "we", "our" and these names in a message mean them.

    `person` and `people` are the words for one and for several of the customers
    ("guest", "guests"). `handles` are the company's own, with the @.
    """

    names: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    person: str = "customer"
    people: str = "customers"


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating as given, with the lowest and highest value of its scale."""

    value: float
    min: float
    max: float


@dataclass(frozen=True, slots=True)
class Comment:
    """What one customer wrote, as stored: cleaned and masked, otherwise verbatim.

    `id` is unique within the corpus. `author_key` is None where the author is unknown.
    `date` is ISO 8601 as far as it was given ("2015", "2015-02", "2015-02-24",
    "2015-02-24T11:35:52-08:00"). `language` is an ISO 639-1 code, from the file or told from the text, "und" where that
    was not sure, and None until it has been told. `masks` counts what was masked, such as {"email": 1}.
    `n_rows` is the number of identical rows that make up this comment, `row` the (first) row of
    the file that it came from, as a person sees it there.
    """

    id: str
    text: str
    source: str
    author_key: str | None = None
    date: str | None = None
    rating: Rating | None = None
    question: str | None = None
    segments: Segments = ()
    language: str | None = None
    url: str | None = None
    verified: bool | None = None
    incentivised: bool | None = None
    insider: bool | None = None
    consent: bool | None = None
    masks: tuple[tuple[str, int], ...] = ()
    n_rows: int = 1
    row: int | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True)
class PassageSpan:
    """One sentence-sized piece of a text: `text[start:end]`, in code points, end excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stored passage with the comment it belongs to.

    `comment.text[start:end]` is the quote; `before` is the sentence before it in the
    same comment ("" for the first), which the judge also sees.
    """

    id: int
    start: int
    end: int
    comment: Comment

    @property
    def quote(self) -> str:
        """The exact words of the passage."""
        return self.comment.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Need:
    """Words of a message that need proof beside customers' words.

    `words` is exactly `message[start:end]`; they may lie in a neighbouring claim that lends them ("always
    fast and friendly"). `proof` names the proof in a few words ("the count of all cases, not examples").
    """

    kind: NeedKind
    start: int
    end: int
    words: str
    proof: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable assertion inside a message, or a piece that customers cannot judge.

    `text` is exactly `message[start:end]`, what is marked; `proposition` is the
    self-contained wording that is searched and judged. `proof` is None for a claim that
    customers can speak to; otherwise it says in a few words what the claim is and which proof it
    needs ("a fact about the company; it needs a source"), and the claim is not checkable.
    `needs` are the words of a checkable claim that need proof beside what customers say.
    `language` is None, or the ISO 639-1 code of a language that the models do not read; such a claim is not checked.
    """

    text: str
    proposition: str
    start: int
    end: int
    proof: str | None = None
    needs: tuple[Need, ...] = ()
    language: str | None = None

    @property
    def is_asked(self) -> bool:
        """Whether customers are asked: it is for them to say, and in a language that the models read."""
        return self.proof is None and self.language is None


@dataclass(frozen=True, slots=True)
class Pair:
    """One passage to be judged against one claim.

    `similarity` is the cosine between proposition and passage, -1 to 1.
    """

    proposition: str
    passage: str
    before: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """The probability of each stance; the four sum to 1."""

    supports: float
    contradicts: float
    asks: float
    unrelated: float

    @property
    def stance(self) -> Stance:
        """The most probable stance; ties go to the more cautious one (unrelated first)."""
        order = (Stance.UNRELATED, Stance.ASKS, Stance.CONTRADICTS, Stance.SUPPORTS)
        return max(order, key=self.of)

    def of(self, stance: Stance) -> float:
        """Return the probability of one stance."""
        return float(getattr(self, stance.value))


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about one match; what the judge made of it stays beside it.

    `stance` is the person's; `UNRELATED` rejects the match. `machine` is the judge's stance and
    `confidence` (0 to 1) its probability, both None where it never judged the passage. `by` is ""
    where nobody is named. `at` is ISO 8601, UTC.
    """

    stance: Stance
    by: str
    at: str
    reason: str = ""
    machine: Stance | None = None
    confidence: float | None = None

    @property
    def is_rejection(self) -> bool:
        """Whether the match counts for nothing."""
        return self.stance is Stance.UNRELATED


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage that takes a side on one claim, ready to be shown or exported.

    `quote == comment.text[start:end]`. `confidence` is the probability of `stance`, 0 to 1.
    `counted` is False where the match is too unsure for the strictness, or a person rejected it:
    shown, not counted. A rejected match keeps the judge's stance. `number` quotes both numbers
    where the passage's disagrees with the claim's ("says “9 days”, the claim says “2 days”").
    """

    passage_id: int
    comment_id: str
    quote: str
    start: int
    end: int
    stance: Stance
    confidence: float
    similarity: float
    author_key: str | None
    source: str
    date: str | None
    rating: Rating | None
    segments: Segments
    url: str | None = None
    counted: bool = True
    decision: Decision | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Overruling:
    """A person's verdict over the machine's, which stays visible.

    `by` is "" where nobody is named; `at` is ISO 8601, UTC.
    """

    verdict: Verdict
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class SegmentVerdict:
    """What one segment, written "dimension=value", says about a claim.

    `differs` where its verdict is another than that of the whole, and chance alone would hardly make it so.
    """

    segment: str
    verdict: Verdict
    counts: Counts
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest thing to a claim that customers do say: one passage in their words, and how many say something alike.

    `said.stance` is what that passage says about the claim itself. `n_people` counts people (comments where authors are
    unknown), whoever wrote the quote among them.
    """

    said: Evidence
    n_people: int


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim with its verdict, its reason in one plain sentence, and its evidence.

    Evidence is ordered contradicts, asks, supports, then confidence falling, then comment id.
    `machine` is the verdict without the matches that a person decided, where it is another.
    `by_segment` is there where no segment was chosen, and only for segments where enough people take a side;
    `nearest` beside a verdict that leaves nothing to lean on, where anything is near; `set_aside` is what the machine
    would have shown there, where a person rejected it or said that it supports the claim.
    """

    claim: Claim
    verdict: Verdict
    reason: str
    counts: Counts
    evidence: tuple[Evidence, ...] = ()
    overruled: Overruling | None = None
    machine: Verdict | None = None
    by_segment: tuple[SegmentVerdict, ...] = ()
    nearest: Nearest | None = None
    set_aside: Nearest | None = None

    @property
    def rejected(self) -> tuple[Evidence, ...]:
        """The matches that a person rejected, in order; they count for nothing."""
        return tuple(item for item in self.evidence if item.decision and item.decision.is_rejection)

    def side(self, stance: Stance) -> tuple[Evidence, ...]:
        """Return the evidence of one stance, in order."""
        return tuple(item for item in self.evidence if item.stance is stance)


@dataclass(frozen=True, slots=True)
class CorpusFacts:
    """What a check or a brief says about the corpus (or the segment) it read.

    `n_people` is None where no author is known. `share_with_author` is 0 to 1.
    `segment` is "dimension=value" or None. `notice` is what every screen and brief must
    say about these comments, such as "for demonstration, do not publish these quotes".
    `not_judged` has the languages that the models do not serve, the commonest first, with their comments, which
    `n_not_judged` sums up. `n_voices` counts the people, and the comments without an author, that can be judged.
    """

    name: str
    title: str
    segment: str | None
    n_comments: int
    n_people: int | None
    share_with_author: float
    n_not_judged: int
    fingerprint: str
    company: Company = field(default_factory=Company)
    notice: str | None = None
    first_date: str | None = None
    last_date: str | None = None
    not_judged: tuple[tuple[str, int], ...] = ()
    n_voices: int = 0


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What a check was made with; printed in every brief. The hashes name exact weights.

    `languages` are the ISO 639-1 codes of those that encoder and judge serve.
    """

    strictness: Strictness
    thresholds: str
    encoder: str
    judge: str
    languages: tuple[str, ...] = ("en",)


@dataclass(frozen=True, slots=True)
class Check:
    """A message met by a corpus: every claim, in the order of its start."""

    message: str
    corpus: CorpusFacts
    settings: CheckSettings
    seconds: float
    claims: tuple[CheckedClaim, ...]

    @property
    def is_first_answer(self) -> bool:
        """Whether some counts are lower bounds that judging on may raise."""
        return any(claim.counts.counting is Counting.AT_LEAST for claim in self.claims)
