"""A check of two messages by four people and one unknown, with every kind of verdict that a brief prints."""

import pytest

from workshop.records import (
    Check,
    CheckedClaim,
    CheckSettings,
    Claim,
    Company,
    CorpusFacts,
    Counting,
    Counts,
    Evidence,
    Overruling,
    Stance,
    Strictness,
    Verdict,
)

MESSAGE = "Our rooms are quiet & our <b>breakfast</b> is *huge*. Welcome!"
COMMENTS = {
    "c1": "So quiet! We slept like stones.\nThank you",
    "c2": "A tram stops under the window. <script>alert(1)</script> Not quiet.",
    "c3": "=cmd|'/C calc'!A0 and | pipes | and [a link](http://evil.example) ![x](http://evil.example/x.png)",
    "c4": "# Not a heading\n- no list\n1. no number\n\n> no quote `code` www.evil.example @someone &amp; $x$",
    "c5": "right to left \u202eread backwards\u202c and NUL \x00 bell \x07 form\x0cfeed \U0001f600 [name]",
}
FACTS = CorpusFacts(
    name="inn",
    title="What guests of the inn wrote",
    segment="town=Oslo",
    n_comments=240,
    n_people=180,
    share_with_author=1.0,
    n_not_judged=12,
    fingerprint="7f3a91c2e04d" + "0" * 52,
    company=Company(names=("Inn",), person="guest", people="guests"),
    notice='For demonstration. Do not publish these "quotes".',
    first_date="2019-01-07",
    last_date="2020-06",
)
SETTINGS = CheckSettings(Strictness.NORMAL, "a1b2c3", "hashing", "lexicon")


def evidence(comment_id, stance, confidence, person, *, date="2020-02-03T23:50:00-08:00", counted=True, end=None):
    text = COMMENTS[comment_id]
    return Evidence(
        passage_id=int(comment_id[1:]),
        comment_id=comment_id,
        quote=text[:end],
        start=0,
        end=len(text[:end]),
        stance=stance,
        confidence=confidence,
        similarity=0.5,
        author_key=person,
        source="review",
        date=date,
        rating=None,
        segments=(("town", "Oslo"),),
        url="https://reviews.example/1" if comment_id == "c1" else None,
        counted=counted,
    )


def claim_of(text, **given):
    start = MESSAGE.index(text)
    return Claim(text, f"{text}, made whole", start, start + len(text), **given)


def make_check(**facts):
    from dataclasses import replace

    quiet = CheckedClaim(
        claim_of("Our rooms are quiet"),
        Verdict.CONTESTED,
        "2 of the 5 guests who talk about it say so, 2 the opposite, 1 asks for it (228 comments read, 12 not judged).",
        Counts(
            supports=2, contradicts=2, mixed=0, asks=1, on_topic=5, read=170, judged=400, counting=Counting.AT_LEAST
        ),
        (
            evidence("c2", Stance.CONTRADICTS, 0.91, "k2"),
            evidence("c3", Stance.CONTRADICTS, 0.72, "k3", date="2020-02"),
            evidence("c5", Stance.ASKS, 0.81, "k5", date="2019"),
            evidence("c1", Stance.SUPPORTS, 0.95, "k1", end=9),
            evidence("c1", Stance.SUPPORTS, 0.85, "k1"),
            evidence("c4", Stance.SUPPORTS, 0.70, "k4", date=None),
            evidence("c5", Stance.SUPPORTS, 0.40, "k5", counted=False),
        ),
        Overruling(Verdict.CONTRADICTED, "Ana <i>", "2026-03-03T10:00:00+00:00", "the tram | is *real*"),
    )
    breakfast = CheckedClaim(
        claim_of("our <b>breakfast</b> is *huge*"),
        Verdict.UNSUPPORTED,
        "Nobody of the 170 guests mentions it (228 comments read, 12 not judged).",
        Counts(read=170),
    )
    greeting = CheckedClaim(
        claim_of("Welcome!", proof="none: a greeting says nothing to check"),
        Verdict.NOT_CHECKABLE,
        "This is not for guests to say: a greeting says nothing to check.",
        Counts(),
    )
    return Check(MESSAGE, replace(FACTS, **facts), SETTINGS, 0.2, (quiet, breakfast, greeting))


@pytest.fixture
def check():
    return make_check()


@pytest.fixture
def unknown():
    """The same check where no author and no date is known."""
    from dataclasses import replace

    made = make_check(n_people=None, share_with_author=0.0, first_date=None, last_date=None, segment=None, notice=None)
    claims = []
    for claim in made.claims:
        found = tuple(replace(item, author_key=None, date=None) for item in claim.evidence)
        claims.append(replace(claim, evidence=found, overruled=None))
    return replace(made, claims=tuple(claims))


@pytest.fixture
def comments():
    return COMMENTS
