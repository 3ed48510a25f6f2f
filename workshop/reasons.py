"""The one plain sentence that gives a verdict's reason, with both denominators."""

from __future__ import annotations

from collections.abc import Iterable

from workshop import reservations
from workshop.records import CorpusFacts, Counting, Counts, Evidence, Stance, Verdict
from workshop.thresholds import OLD_AFTER_YEARS, OLD_SHARE
from workshop.wording import authors_known, not_judged, noun, voices


def explain(
    verdict: Verdict,
    counts: Counts,
    facts: CorpusFacts,
    *,
    topic: str = "it",
    proof: str | None = None,
    why: str | None = None,
    age: str | None = None,
) -> str:
    """Say in one sentence why the verdict is what it is.

    Args:
        verdict: The verdict that `decide` gave, or that the caller knew before.
        counts: What was counted; every number says whether it is exact.
        facts: Whose customers, how many comments, how many of them could not be judged.
        topic: What they talk about, a noun that fits after "about"; "it" where unknown.
        proof: What a claim is that customers cannot judge, and the proof it needs ("a fact about the
            company; it needs a source").
        why: Why a claim was not checked.
        age: What `describe_age` returned for the counted evidence, with what `wording.by_hand` says behind
            a comma where a person decided some of it.
    """
    if verdict is Verdict.NOT_CHECKABLE:
        return _not_checkable(facts, proof)
    if verdict is Verdict.NOT_CHECKED:
        return f"Not checked: {_ended(why or 'no reason was given')}"
    if verdict is Verdict.UNSUPPORTED:
        said = _unsupported(counts, facts, topic)
    else:
        said = _Sides(verdict, counts, facts, topic).sentence()
    are_people = authors_known(facts)
    beside = (
        reservations.what_is_left(counts, are_people=are_people),
        reservations.how_few(verdict, counts, are_people=are_people),
    )
    return f"{'; '.join(filter(None, (said, *beside)))} ({_read(facts, age)})."


def dates_of(evidence: Iterable[Evidence]) -> list[str | None]:
    """Return one date a person among the evidence that counts for or against."""
    sides = (Stance.SUPPORTS, Stance.CONTRADICTS)
    return list({e.author_key or e.comment_id: e.date for e in evidence if e.counted and e.stance in sides}.values())


def describe_age(dates: Iterable[str | None], reference_year: int) -> str | None:
    """Say how much of the evidence is old: "7 of 9 before 2020".

    Args:
        dates: One date a person, ISO 8601 as far as given; None and "" where unknown.
        reference_year: The year to count back from, usually the year of the check.

    Returns:
        None where nothing is dated, or where too little of it is old to mention.
    """
    years = [int(date[:4]) for date in dates if date and date[:4].isdigit()]
    limit = reference_year - OLD_AFTER_YEARS
    old = sum(year < limit for year in years)
    if not old or old < OLD_SHARE * len(years):
        return None
    return f"{old:,} of {len(years):,} before {limit}"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _not_checkable(facts: CorpusFacts, proof: str | None) -> str:
    not_theirs = f"This is not for {facts.company.people} to say"
    return f"{not_theirs}: {_ended(proof)}" if proof else f"{not_theirs}."


def _read(facts: CorpusFacts, age: str | None) -> str:
    n_read = max(facts.n_comments - facts.n_not_judged, 0)
    parts = [f"{n_read:,} comment{'' if n_read == 1 else 's'} read"]
    if facts.n_not_judged:
        parts.append(not_judged(facts))
    if age:
        parts.append(age)
    return ", ".join(parts)


def _nobody(counts: Counts, facts: CorpusFacts) -> str:
    nobody = "nobody" if authors_known(facts) else "none"
    return {
        Counting.EXACT: nobody,
        Counting.AT_LEAST: f"so far {nobody}",
        Counting.ESTIMATE: f"{nobody} we judged",
    }[counts.counting]


def _qualified(n: int, counts: Counts) -> str:
    return f"{n:,}" if counts.counting is Counting.EXACT else f"at least {n:,}"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _verb(key: str, n: int) -> str:
    one, several = _VERBS[key]
    return one if n == 1 else several


_VERBS = {
    "so": ("says so", "say so"),
    "opposite": ("says the opposite", "say the opposite"),
    "both": ("says both", "say both"),
    "asks": ("asks for it", "ask for it"),
    "side": ("takes a side", "take a side"),
    "talks": ("talks", "talk"),
}


def _unsupported(counts: Counts, facts: CorpusFacts, topic: str) -> str:
    n, nobody = counts.on_topic, _nobody(counts, facts)
    if n:
        number = _qualified(n, counts) if counts.counting is Counting.AT_LEAST else f"{n:,}"
        talk = f"{number} {noun(n, facts)} {_verb('talks', n)} about {topic}"
        if n == 1:
            return _capital(f"{talk} and takes no side")
        none = nobody.replace("nobody", "none")
        return _capital(f"{talk}, {none} takes a side")
    if authors_known(facts) and counts.read:
        nobody += f" of the {voices(counts.read, facts)}"
    elif not authors_known(facts):
        nobody += f" of the {noun(0, facts)}"
    return _capital(f"{nobody} mentions {topic}")


class _Sides:
    """Builds the sentence about people who take a side, the side that matters first."""

    def __init__(self, verdict: Verdict, counts: Counts, facts: CorpusFacts, topic: str) -> None:
        self.thin = verdict is Verdict.THIN
        self.wished_for = verdict is Verdict.WISHED_FOR
        self.counts, self.facts, self.topic = counts, facts, topic
        takers = counts.supports + counts.contradicts + counts.mixed
        self.n_talking = max(counts.on_topic, takers, counts.asks)
        self.that = "who" if authors_known(facts) else "that"

    def sentence(self) -> str:
        first, *others = self._parts()
        tail = "".join(f", {self._tail(n, key, first[1])}" for n, key in others)
        lead = self._first_answer(*first) if self.counts.counting is Counting.AT_LEAST else self._lead(*first)
        return _capital(f"{lead}{tail}{self._of_those()}")

    def _parts(self) -> list[tuple[int, str]]:
        """List the counts to name, the most telling first; an empty side is named, too."""
        counts = self.counts
        supports, contradicts = (counts.supports, "so"), (counts.contradicts, "opposite")
        asks, both = (counts.asks, "asks"), (counts.mixed, "both")
        if self.wished_for:
            parts = [asks, supports, contradicts, both]
        elif counts.supports:
            parts = [supports, contradicts, both, asks]
        elif counts.contradicts:
            parts = [contradicts, supports, both, asks]
        else:
            return [part for part in (both, asks, (0, "side")) if part[0] or (not counts.mixed and part[1] == "side")]
        return [part for part in parts if part[0] or part[1] in ("so", "opposite")]

    def _lead(self, n: int, key: str) -> str:
        only = "only " if self.thin else ""
        total, words = self.n_talking, noun(self.n_talking, self.facts)
        if n == total and (self.thin or n == 1):
            every = "all " if n > 1 else ""
            return f"{only}{n:,} {words} {_verb('talks', n)} about {self.topic} and {every}{_verb(key, n)}"
        of = f"all {n:,}" if n == total else f"{self._number(n)} of the {total:,}"
        return f"{only}{of} {words} {self.that} talk about {self.topic} {_verb(key, n)}"

    def _first_answer(self, n: int, key: str) -> str:
        number = f"so far only {n:,}" if self.thin else _qualified(n, self.counts)
        return f"{number} {noun(n, self.facts)} {_verb(key, n)}"

    def _tail(self, n: int, key: str, first: str) -> str:
        if not n:
            return f"{_nobody(self.counts, self.facts)} {_verb(key, 1)}"
        said = "the opposite" if key == "opposite" and first == "so" else _verb(key, n)
        return f"{self._number(n)} {said}"

    def _number(self, n: int) -> str:
        """Say "at least" where there may be more; "only 2", said first, says it of a thin claim."""
        if self.thin and self.counts.counting is Counting.ESTIMATE:
            return f"{n:,}"
        return _qualified(n, self.counts)

    def _of_those(self) -> str:
        if self.counts.counting is not Counting.AT_LEAST:
            return ""
        talk = f"{self.that} {_verb('talks', self.n_talking)} about {self.topic}"
        return f", of {_qualified(self.n_talking, self.counts)} {talk}"
