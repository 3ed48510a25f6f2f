"""What the faults happen to: files of made-up comments whose every later state is known without asking the store."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from workshop.check import Scope, check_message
from workshop.records import Check, Evidence, Stance, Strictness
from workshop.store import Store
from workshop.workbench import Workbench

CORPUS = "cafe"
HEADER = ("id", "author", "city", "comment")
OPTIONS = ("--corpus", CORPUS, "--segment", "city", "--id", "id", "--author", "author", "--text", "comment")
MESSAGES = (
    "The coffee is great.",
    "The queue is short and the staff is friendly.",
    "The cake is fresh. The coffee is great.",
    "The coffee is not great, and the queue is long.",
    "You can order by phone.",
)
SEGMENTS = (None, "Leeds", "York")

_SAID = (
    "The coffee is great",
    "The coffee is not great",
    "The queue is short",
    "The queue was never short",
    "The staff is friendly",
    "The staff was rude",
    "The cake is fresh",
    "Please add a way to order by phone",
)
_BEFORE = ("", "We came on a Sunday morning. ", "It rained, and all tables inside were taken by then. ")


@dataclass(frozen=True, slots=True)
class Row:
    """One comment as its file has it; the text is such that cleaning changes nothing."""

    author: str
    city: str
    text: str


State = Mapping[str, Row]
"""The comments of one version, by id."""


def row(number: int, revision: int = 1) -> Row:
    """Return what guest `number` said, in other words with each revision."""
    said = _SAID[(number + 3 * (revision - 1)) % len(_SAID)]
    before = _BEFORE[(number + revision) % len(_BEFORE)]
    text = f"{before}{said}, visit {number} of my year. That was time {revision}."
    return Row(f"guest{number % 97}", ("Leeds", "York", "Hull")[number % 3], text)


def write(path: Path, rows: State) -> Path:
    """Write rows as a CSV file."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(HEADER)
    lines.writerows((name, one.author, one.city, one.text) for name, one in rows.items())
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def stored(store: Store, corpus: str = CORPUS) -> dict[str, str]:
    """Return the texts that the newest version holds, by comment id."""
    version = store.corpora.get(corpus).version
    ids = [member.comment_id for member in store.comments.members(corpus, version)]
    kept = {name: store.comments.comment(corpus, name, version) for name in ids}
    return {name: comment.text for name, comment in kept.items() if comment is not None}


def texts(state: State) -> dict[str, str]:
    """Return the texts of a state, by comment id."""
    return {name: one.text for name, one in state.items()}


def wrong_in(check: Check, state: State) -> list[str]:
    """Return what is wrong in a check of this state: quotes, members, segments, counts."""
    wrong = []
    for claim in check.claims:
        for item in claim.evidence:
            one = state.get(item.comment_id)
            if one is None:
                wrong.append(f"{item.comment_id} is not in the version {check.corpus.fingerprint[:8]}")
            elif one.text[item.start : item.end] != item.quote:
                wrong.append(f"{item.comment_id} is quoted as {item.quote!r}, but says {one.text!r}")
            elif check.corpus.segment not in {None, f"city={one.city}"}:
                wrong.append(f"{item.comment_id} is not in {check.corpus.segment}")
        counts = (claim.counts.supports, claim.counts.contradicts, claim.counts.mixed, claim.counts.asks)
        if (again := recount(claim.evidence)) != counts:
            wrong.append(f"{claim.claim.text!r} counts {counts}, but its evidence {again}")
    return wrong


def recount(evidence: Iterable[Evidence]) -> tuple[int, int, int, int]:
    """Return how many people support, contradict, do both, and ask, by the counted evidence alone."""
    people: dict[Stance, set[str]] = {stance: set() for stance in Stance}
    for item in evidence:
        if item.counted:
            people[item.stance].add(item.author_key or item.comment_id)
    supports, contradicts = people[Stance.SUPPORTS], people[Stance.CONTRADICTS]
    both = supports & contradicts
    return len(supports - both), len(contradicts - both), len(both), len(people[Stance.ASKS])


def quotes(check: Check) -> set[tuple[str, str, str, bool]]:
    """Return the evidence in a form that can be compared between homes."""
    return {(e.comment_id, e.quote, e.stance.value, e.counted) for claim in check.claims for e in claim.evidence}


def ask(bench: Workbench, number: int, corpus: str = CORPUS) -> Check:
    """Make the check of this number: another message, segment or strictness each time."""
    strictness = tuple(Strictness)[number // (len(MESSAGES) * len(SEGMENTS)) % len(Strictness)]
    segment = SEGMENTS[number // len(MESSAGES) % len(SEGMENTS)]
    return check_message(bench, MESSAGES[number % len(MESSAGES)], Scope(corpus, segment, strictness))
