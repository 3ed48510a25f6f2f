"""The words and marks that screen, command line and brief share for counts and verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from workshop import languages
from workshop.records import CheckedClaim, Company, CorpusFacts, Counting, Counts, Decision, Overruling, Stance, Verdict
from workshop.thresholds import CLEAR_MATCH, LIKELY_MATCH

SHORT: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.SUPPORTED: "say so",
        Verdict.CONTESTED: "disagree",
        Verdict.CONTRADICTED: "opposite",
        Verdict.WISHED_FOR: "asking",
        Verdict.THIN: "only a few",
        Verdict.UNSUPPORTED: "nobody",
        Verdict.NOT_CHECKABLE: "not for them",
        Verdict.NOT_CHECKED: "not checked",
    }
)
"""The tag behind a claim inside a text."""

GLYPH: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.SUPPORTED: "●",
        Verdict.CONTESTED: "◐",
        Verdict.CONTRADICTED: "✕",
        Verdict.WISHED_FOR: "+",
        Verdict.THIN: "⊙",
        Verdict.UNSUPPORTED: "○",
        Verdict.NOT_CHECKABLE: "–",
        Verdict.NOT_CHECKED: "◌",
    }
)
"""The mark of a verdict where nothing can be drawn: Word, Markdown, CSV, a terminal."""

STANCE_WORDS: Mapping[Stance, str] = MappingProxyType(
    {
        Stance.SUPPORTS: "They say so",
        Stance.CONTRADICTS: "They say the opposite",
        Stance.ASKS: "They ask for it",
        Stance.UNRELATED: "They say nothing about it",
    }
)
"""The heading over the quotes of one stance."""

REJECTED_HEADING = "Taken out by hand, counted for nothing"
"""The heading over the matches that a person rejected."""

DECIDED = "decided by hand"
"""What stands in place of how sure a match is, where a person decided it."""


def authors_known(facts: CorpusFacts) -> bool:
    """Say whether counts are counts of people: only where every comment has its author."""
    return facts.n_people is not None and facts.share_with_author >= 1


def noun(n: int, facts: CorpusFacts) -> str:
    """Return the word for `n` voices, without the number: "guests" or "comments (authors unknown)"."""
    if authors_known(facts):
        return facts.company.person if n == 1 else facts.company.people
    unknown = "partly unknown" if facts.share_with_author > 0 else "unknown"
    return f"comment (author {unknown})" if n == 1 else f"comments (authors {unknown})"


def voices(n: int, facts: CorpusFacts) -> str:
    """Return a count with its word: "128 guests", "1 guest", "1,280 comments (authors unknown)"."""
    return f"{n:,} {noun(n, facts)}"


def comments_of(facts: CorpusFacts) -> str:
    """Say how many comments there are and by whom: "2,420 comments by 1,622 guests"."""
    comments = f"{facts.n_comments:,} comment{'' if facts.n_comments == 1 else 's'}"
    if facts.n_people is None:
        return f"{comments} (author{'' if facts.n_comments == 1 else 's'} unknown)"
    if authors_known(facts):
        return f"{comments} by {voices(facts.n_people, facts)}"
    return f"{comments}, authors known for {f'{facts.share_with_author:.0%}'.replace('%', ' %')}"


def not_judged(facts: CorpusFacts) -> str:
    """Say how many comments are in languages that the models do not read: "210 in French and Spanish not judged".

    "" where all could be judged.
    """
    if not facts.n_not_judged:
        return ""
    where = f" in {languages.named([code for code, _ in facts.not_judged])}" if facts.not_judged else ""
    return f"{facts.n_not_judged:,}{where} not judged"


def cannot_read(language: str, served: Sequence[str]) -> str:
    """Say why a claim in another language is not checked: "this is German; Backtalk's models read English"."""
    return f"this is {languages.name_of(language)}; Backtalk's models read {languages.named(served)}"


def who(author_key: str | None, company: Company) -> str:
    """Return who is speaking in a quote: "A traveller", or "Author unknown"."""
    if author_key is None:
        return "Author unknown"
    return f"{'An' if company.person[:1].lower() in 'aeio' else 'A'} {company.person}"


def certainty(confidence: float) -> str:
    """Put a probability (0 to 1) into words: "clear match", "likely match" or "unsure"."""
    if confidence >= CLEAR_MATCH:
        return "clear match"
    return "likely match" if confidence >= LIKELY_MATCH else "unsure"


def named(by: str) -> str:
    """Return who decided, or "somebody" where nobody is named."""
    return by or "somebody"


def by_hand(n: int, machine: Verdict | None) -> str:
    """Say how many matches a person decided, and what the machine alone says where that differs."""
    decided = f"{n:,} match{'' if n == 1 else 'es'} decided by hand"
    return f"{decided}, without that {_ALONE[machine]}" if machine else decided


def n_shown(n: int, n_matches: int) -> str:
    """Say how many matches of how many are shown; matches, because one person may have written several."""
    return f"{of_matches(n, n_matches)} shown"


def of_matches(n: int, n_matches: int) -> str:
    """Return a count out of all matches: "2 of 128 matches"."""
    return f"{n:,} of {n_matches:,} match{'' if n_matches == 1 else 'es'}"


def overruling(overruled: Overruling, facts: CorpusFacts, counts: Counts, *, day: str | None) -> tuple[str, str, str]:
    """Return who overruled and when, their verdict in words, and why; the machine's verdict stands beside it.

    Args:
        overruled: The person's verdict.
        facts: The corpus that was read.
        counts: What was counted.
        day: The day of the overruling in words.
    """
    who_and_when = ", ".join([f"Overruled by {named(overruled.by)}", *([day] if day else [])])
    # The person has answered, whatever judging on would count.
    final = replace(counts, counting=Counting.EXACT)
    words = _A_FEW if overruled.verdict is Verdict.THIN else verdict_head(overruled.verdict, facts, final)
    return f"{who_and_when}:", f"{words}.", overruled.reason


def verdict_choice(verdict: Verdict, facts: CorpusFacts) -> str:
    """Return the words of a verdict that a person can choose, whatever was counted."""
    return _A_FEW if verdict is Verdict.THIN else verdict_head(verdict, facts, Counts())


_A_FEW = "Only a few take a side"


_ALONE = {
    Verdict.SUPPORTED: "they say so",
    Verdict.CONTESTED: "they disagree",
    Verdict.CONTRADICTED: "they say the opposite",
    Verdict.WISHED_FOR: "they are asking for it",
    Verdict.THIN: "only a few take a side",
    Verdict.UNSUPPORTED: "nobody takes a side",
}


def decided(decision: Decision, day: str | None) -> str:
    """Say in one line who decided a match, when, how it was read before, and why.

    Args:
        decision: What was decided.
        day: The day of the decision in words.
    """
    said = ", ".join([f"{_act(decision)} by {named(decision.by)}", *([day] if day else [])])
    return f"{said}: {decision.reason}" if decision.reason else said


def read_by_machine(decision: Decision) -> str | None:
    """Say what the machine had made of a match that a person decided; None where it never judged it."""
    if decision.machine is None or decision.confidence is None:
        return None
    if decision.machine is Stance.UNRELATED:
        return "Backtalk read no side in it"
    return f"Backtalk read it as “{STANCE_WORDS[decision.machine]}”, {certainty(decision.confidence)}"


def _act(decision: Decision) -> str:
    machine = decision.machine
    if decision.is_rejection:
        return "Rejected"
    if machine is decision.stance:
        return "Confirmed"
    if machine in (None, Stance.UNRELATED):
        return "Added"
    return f"Moved here from “{STANCE_WORDS[machine]}”"


def tag(verdict: Verdict, counts: Counts) -> str:
    """Return the tag behind a claim, with the number where the verdict is thin: "only 2"."""
    return f"only {_side_takers(counts):,}" if verdict is Verdict.THIN else SHORT[verdict]


def claim_tag(checked: CheckedClaim) -> str:
    """Return the tag behind a checked claim, which says so where a person overruled the verdict."""
    return f"{tag(checked.verdict, checked.counts)}{', overruled' if checked.overruled else ''}"


def verdict_head(verdict: Verdict, facts: CorpusFacts, counts: Counts) -> str:
    """Return the verdict in the words of the large type: "Guests say the opposite".

    Where authors are unknown it speaks of comments. A first answer says "so far" where more
    judging could still change the number.
    """
    if verdict is Verdict.NOT_CHECKABLE:
        return f"Not for {facts.company.people} to say"
    if verdict is Verdict.NOT_CHECKED:
        return "Not checked"
    so_far = counts.counting is Counting.AT_LEAST
    if verdict is Verdict.THIN:
        return f"{'So far only' if so_far else 'Only'} {_thin(counts)}"
    if verdict is Verdict.UNSUPPORTED:
        nobody = "nobody" if authors_known(facts) else "no comment"
        return f"So far {nobody} says so" if so_far else f"{nobody.capitalize()} says so"
    people = facts.company.people if authors_known(facts) else "comments"
    return f"{people[:1].upper()}{people[1:]} {_SAY[verdict]}"


_SAY = {
    Verdict.SUPPORTED: "say so",
    Verdict.CONTESTED: "disagree",
    Verdict.CONTRADICTED: "say the opposite",
    Verdict.WISHED_FOR: "are asking for it",
}


def _side_takers(counts: Counts) -> int:
    sides = counts.supports + counts.contradicts + counts.mixed
    return sides or counts.asks


def _thin(counts: Counts) -> str:
    n, one = _side_takers(counts), _side_takers(counts) == 1
    if counts.supports == n:
        said = "says so" if one else "say so"
    elif counts.contradicts == n:
        said = "says the opposite" if one else "say the opposite"
    elif counts.asks == n and counts.supports + counts.contradicts + counts.mixed == 0:
        said = "asks for it" if one else "ask for it"
    else:
        said = "takes a side" if one else "take a side"
    return f"{n:,} {said}"
