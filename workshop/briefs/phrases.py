"""Sentences and words that only a brief needs."""

from __future__ import annotations

from workshop import wording
from workshop.languages import named
from workshop.records import CheckedClaim, CheckSettings, CorpusFacts, Evidence, Stance

REMINDERS = (
    "What customers write is testimony, not proof. An objective claim needs its own evidence before it is published "
    "(US: FTC 16 CFR 255.2(a); UK: CAP Code 3.45 to 3.48).",
    "A quote about something central reads as if it were typical. Print how many of how many say so, and the voices "
    "against (16 CFR 255.2(b)).",
    "Never leave out negative comments without saying so, and never print a quote that nobody wrote. Say when comments "
    "were paid for or come from insiders (16 CFR 465; UK: DMCC Act 2024).",
    "Publishing a quote needs its writer's permission. Old or one-sided comments mislead: print their age and balance.",
)
"""What a brief must remind people of."""

NO_ADVICE = "Reminders, not legal advice."
LIMITS_HEADING = "What this does not show"
ANNEX_HEADING = "Annex: every counted comment"
NEAR = "near to what we say"
KEPT_BACK = "kept back by hand, counted all the same"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LOOKED_FOR = {Stance.SUPPORTS: "this", Stance.CONTRADICTS: "the opposite", Stance.ASKS: "requests"}


def long_day(date: str | None) -> str | None:
    """Write an ISO 8601 date out, as precise as it was given: "23 February 2015", "February 2015", "2015".

    A time of day is left out, and a time zone never shifts the day. What is no date is returned unchanged.
    """
    if not date:
        return None
    parts = date[:10].split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return date
    year, month, day = parts[0], int(parts[1]) if len(parts) > 1 else 0, int(parts[2]) if len(parts) > 2 else 0
    if len(parts) == 1:
        return year
    if not 1 <= month <= 12 or day > 31:
        return date
    return f"{day} {_MONTHS[month - 1]} {year}" if day else f"{_MONTHS[month - 1]} {year}"


def empty_side(stance: Stance, facts: CorpusFacts) -> str:
    """Say that a side was looked for and is empty."""
    found = "nobody" if wording.authors_known(facts) else "no comment"
    proof = " That is not the same as proof." if stance is Stance.CONTRADICTS else ""
    return f"We looked for {_LOOKED_FOR[stance]} and found {found}.{proof}"


def printed(n: int, n_counted: int, n_kept_back: int) -> str:
    """Say how many quotes of how many are printed."""
    kept_back = f", {n_kept_back:,} kept back by hand" if n_kept_back else ""
    return f"{wording.of_matches(n, n_counted)} printed{kept_back}"


def overruling(checked: CheckedClaim, facts: CorpusFacts) -> str | None:
    """Say who overruled the verdict, when, to what and why; the machine's stands beside it. None where nobody did."""
    person = checked.overruled
    if person is None:
        return None
    return " ".join(wording.overruling(person, facts, checked.counts, day=long_day(person.at)))


def standing(item: Evidence) -> tuple[str, str | None]:
    """Say how sure a match is, or that a person decided it; then who did, when and why."""
    if item.decision is None:
        return wording.certainty(item.confidence), None
    return wording.DECIDED, wording.decided(item.decision, long_day(item.decision.at))


def read_from(facts: CorpusFacts) -> str:
    """Say in one line which comments a brief rests on."""
    segment = f" Segment: {facts.segment}." if facts.segment else ""
    unread = f", {wording.not_judged(facts)}" if facts.n_not_judged else ""
    return f"{facts.title or facts.name}: {wording.comments_of(facts)}{unread}, {dates_of(facts)}.{segment}"


def dates_of(facts: CorpusFacts) -> str:
    """Say from when the comments are."""
    first, last = long_day(facts.first_date), long_day(facts.last_date)
    if not first or not last:
        return "dates unknown"
    return first if first == last else f"{first} to {last}"


def corpus_rows(facts: CorpusFacts) -> tuple[tuple[str, str], ...]:
    """Return what the annex says about a corpus, as names and values."""
    return (
        ("Corpus", f"{facts.title} ({facts.name})" if facts.title else facts.name),
        ("Segment", facts.segment or "all"),
        ("Comments", wording.comments_of(facts)),
        ("Dates", dates_of(facts)),
        ("Not judged", wording.not_judged(facts).removesuffix(" not judged") or "none"),
        ("Comments with an author", _share(facts.share_with_author)),
        ("Fingerprint", facts.fingerprint),
    )


def settings_rows(settings: CheckSettings) -> tuple[tuple[str, str], ...]:
    """Return what the annex says about the settings, as names and values."""
    return (
        ("Strictness", settings.strictness.value),
        ("Thresholds", settings.thresholds),
        ("Encoder", settings.encoder),
        ("Judge", settings.judge),
        ("Languages that they read", named(settings.languages)),
    )


def made(made_at: str, made_by: str | None, version: str) -> str:
    """Say when, by whom and with which version a brief was made."""
    by = f" by {made_by}" if made_by else ""
    return f"Made{by} on {long_day(made_at)} with Backtalk {version}."


def _share(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")
