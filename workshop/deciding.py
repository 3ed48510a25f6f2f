"""A person's last word on matches and verdicts: taking it, taking it back, handing it on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from workshop import rivals
from workshop.decisions import Choice, hash_words
from workshop.errors import ModelUnavailable, UnknownComment, WorkshopError
from workshop.records import Pair, Stance, Verdict
from workshop.store.decision_rows import Act, Judged, MatchDecision, VerdictDecision
from workshop.store.decisions import standing, standing_verdicts

if TYPE_CHECKING:
    from enum import StrEnum

    from workshop.records import Passage
    from workshop.workbench import Workbench

NAME_LENGTH, REASON_LENGTH, KEY_LENGTH = 80, 500, 128
"""How many characters a name, a reason and the key of a press may have."""

OVERRULES = tuple(verdict for verdict in Verdict if verdict is not Verdict.NOT_CHECKED)
"""The verdicts that a person can give."""

_Word = TypeVar("_Word", bound="StrEnum")


@dataclass(frozen=True, slots=True)
class Match:
    """What a person decides on: a claim's proposition, and a passage's exact words in a comment."""

    corpus: str
    proposition: str
    comment_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person's verdict holds: a claim's proposition, for one segment or for all comments."""

    corpus: str
    proposition: str
    segment: str | None = None


def decide_match(
    bench: Workbench,
    match: Match,
    choice: Choice | str,
    *,
    by: str = "",
    reason: str = "",
    client_key: str | None = None,
) -> MatchDecision:
    """Keep what a person decided on a match; every check from now on counts it, whatever the segment.

    To confirm is to let the match stand on the side where it is shown.

    Args:
        bench: The open store and models.
        match: The claim and the words.
        choice: What to do with the match.
        by: Who decides; "" keeps no name.
        reason: Why; may be "".
        client_key: Names one press of a button; the same key again changes nothing.

    Raises:
        UnknownCorpus: no corpus has this name.
        UnknownComment: the comment is not there, or no passage of it has these words.
        WorkshopError: there is nothing to confirm, or a word is unknown or too long.
    """
    chosen = _word(Choice, choice, tuple(Choice))
    act = _act(by, reason, client_key)
    passage, before = _passage(bench, match)
    judged = _judged(bench, match, passage.quote, before)
    stance = _shown(bench, match, judged) if chosen is Choice.CONFIRM else _STANCES[chosen]
    kept = bench.store.decisions.add_match(match.corpus, match.proposition, passage.id, stance, act=act, judged=judged)
    if kept is None:
        raise _not_there(match)
    return kept


def undo_match(bench: Workbench, match: Match, *, by: str = "", client_key: str | None = None) -> bool:
    """Let the machine's own stance of a match count again; False where nothing was decided on it.

    Raises:
        UnknownCorpus: no corpus has this name.
        UnknownComment: the comment is not there, or no passage of it has these words.
    """
    act = _act(by, "", client_key)
    if _standing(bench, match) is None:
        return False
    passage, _ = _passage(bench, match)
    bench.store.decisions.add_match(match.corpus, match.proposition, passage.id, None, act=act, judged=None)
    return True


def overrule(
    bench: Workbench,
    place: Place,
    verdict: Verdict | str,
    *,
    reason: str,
    by: str = "",
    client_key: str | None = None,
) -> VerdictDecision:
    """Put a person's verdict beside the machine's, for one segment or for all comments.

    Raises:
        UnknownCorpus: no corpus has this name.
        UnknownSegment: no comment lies in this segment.
        WorkshopError: the reason is blank, the verdict unknown, or a word too long.
    """
    chosen = _word(Verdict, verdict, OVERRULES)
    act = _act(by, reason, client_key)
    if not act.reason:
        raise WorkshopError("A verdict is overruled only with a reason.", "Say why in a sentence.")
    return _add_verdict(bench, place, chosen, act)


def withdraw(bench: Workbench, place: Place, *, by: str = "", client_key: str | None = None) -> bool:
    """Take a person's verdict back; False where none stands.

    Raises:
        UnknownCorpus: no corpus has this name.
        UnknownSegment: no comment lies in this segment.
    """
    act = _act(by, "", client_key)
    rows = bench.store.decisions.verdicts(place.corpus, [place.proposition])
    if not standing_verdicts(rows, _segment(bench, place)):
        return False
    _add_verdict(bench, place, None, act)
    return True


def history(bench: Workbench, corpus: str) -> list[MatchDecision | VerdictDecision]:
    """Return every step that was decided in a corpus, what was taken back included, the oldest first.

    Raises:
        UnknownCorpus: no corpus has this name.
    """
    kept = bench.store.decisions
    return sorted([*kept.matches(corpus), *kept.verdicts(corpus)], key=lambda row: row.act.at)


def training_rows(bench: Workbench, corpus: str) -> Iterator[dict[str, Any]]:
    """Yield what stands on the matches of a corpus, as the next training reads it; the oldest first.

    `stance` is the person's ("unrelated" where the match was rejected); `machine_stance` and
    `machine_confidence` are None where the judge never saw the passage. Words are as stored, so masked.
    """
    stand = standing(bench.store.decisions.matches(corpus))
    for row in sorted((row for rows in stand.values() for row in rows), key=lambda row: row.id):
        machine = row.judged and row.judged.judgement.stance
        yield {
            "claim": row.proposition,
            "before": row.before,
            "passage": row.quote,
            "stance": row.stance,
            "machine_stance": machine,
            "machine_confidence": row.judged and machine and round(row.judged.judgement.of(machine), 4),
            "judge": row.judged and row.judged.judge,
            "by": row.act.by,
            "at": row.act.at.isoformat(timespec="seconds"),
            "reason": row.act.reason,
        }


def _word(kind: type[_Word], given: str, allowed: Sequence[_Word]) -> _Word:
    found = next((word for word in allowed if word == given), None)
    if found is None:
        raise WorkshopError(
            f"{given!r} is no {kind.__name__.lower()} that a person can give.", f"Choose one of: {', '.join(allowed)}."
        )
    return found


_STANCES = {
    Choice.REJECT: Stance.UNRELATED,
    Choice.SUPPORTS: Stance.SUPPORTS,
    Choice.CONTRADICTS: Stance.CONTRADICTS,
    Choice.ASKS: Stance.ASKS,
}


def _act(by: str, reason: str, client_key: str | None) -> Act:
    """Take the words of a press as they can be kept: on one line each, not too long."""
    name = _line(by, NAME_LENGTH, "name")
    if client_key is not None and not 0 < len(client_key) <= KEY_LENGTH:
        raise WorkshopError("The key of this press cannot be used.", f"Give 1 to {KEY_LENGTH} characters.")
    return Act(datetime.now(UTC), name, _line(reason, REASON_LENGTH, "reason"), client_key)


def _line(text: str, most: int, what: str) -> str:
    line = " ".join(text.encode(errors="replace").decode().split())
    if len(line) > most:
        raise WorkshopError(f"This {what} has {len(line):,} characters.", f"Make do with {most:,}.")
    return line


def _passage(bench: Workbench, match: Match) -> tuple[Passage, str]:
    """Return the passage that has these words now, with the sentence before it."""
    comments, version = bench.store.comments, bench.store.corpora.get(match.corpus).version
    for passage, before in comments.passages_of(match.corpus, [match.comment_id], version):
        if passage.quote == match.quote:
            return passage, before
    raise _not_there(match)


def _not_there(match: Match) -> UnknownComment:
    return UnknownComment(
        f"The corpus {match.corpus} has no comment {match.comment_id!r} with these words.", "Open the message again."
    )


def _judged(bench: Workbench, match: Match, quote: str, before: str) -> Judged | None:
    """Return what the judge makes of a passage: as it is kept, else judged now; None where no model can be had."""
    read = rivals.as_read(Pair(match.proposition, quote, before, 0.0), bench.store.corpora.get(match.corpus).company)
    try:
        judge = bench.judge
        known = bench.store.judgements.one(read.proposition, read.passage, read.before, judge.fingerprint)
        if known is None:
            claim, passage = bench.encoder.encode([match.proposition, quote])
            similarity = float(claim @ passage)
            known = judge.judge([replace(read, similarity=similarity)])[0], similarity
    except ModelUnavailable:
        return None
    return Judged(judge.fingerprint, *known)


def _shown(bench: Workbench, match: Match, judged: Judged | None) -> Stance:
    """Return the side on which a match is shown now: where a person put it, else where the machine did."""
    before = _standing(bench, match)
    if before is not None and before.stance not in {None, Stance.UNRELATED}:
        return Stance(before.stance)
    if judged is None or judged.judgement.stance is Stance.UNRELATED:
        raise WorkshopError(
            "There is no match to confirm: Backtalk finds that these words say nothing about the claim.",
            "Say what they are: supports, contradicts or asks.",
        )
    return judged.judgement.stance


def _standing(bench: Workbench, match: Match) -> MatchDecision | None:
    rows = standing(bench.store.decisions.matches(match.corpus, [match.proposition]))
    place = (match.proposition, match.comment_id, hash_words(match.quote))
    return next((row for row in rows.get(match.proposition, ()) if row.place == place), None)


def _segment(bench: Workbench, place: Place) -> str | None:
    version = bench.store.corpora.get(place.corpus).version
    return place.segment and bench.store.comments.resolve_segment(place.corpus, version, place.segment)


def _add_verdict(bench: Workbench, place: Place, verdict: Verdict | None, act: Act) -> VerdictDecision:
    if not place.proposition.strip():
        raise WorkshopError("There is no claim to overrule.", "Give the claim's proposition.")
    segment = _segment(bench, place)
    return bench.store.decisions.add_verdict(place.corpus, place.proposition, segment, verdict, act=act)
