"""How guesses are held against what customers say."""

from datetime import UTC, datetime

import pytest

from workshop.records import CheckedClaim, Claim, Counts, Verdict
from workshop.room.guessing import agreement_of, calibration_of, scored
from workshop.room.records import Agreement, Guess

AT = datetime(2024, 3, 1, tzinfo=UTC)


def checked(supports, contradicts, mixed=0, verdict=Verdict.SUPPORTED):
    claim = Claim("The coffee is great.", "The coffee is great.", 0, 20)
    return CheckedClaim(claim, verdict, "", Counts(supports=supports, contradicts=contradicts, mixed=mixed))


def guess(person, verdict, agreement=None):
    return Guess(person, 1, 0, verdict, agreement, AT)


@pytest.mark.parametrize(
    ("supports", "contradicts", "mixed", "agreement"),
    [
        (0, 0, 0, None),
        (0, 9, 0, Agreement.NONE),
        (1, 9, 0, Agreement.FEW),
        (5, 5, 0, Agreement.HALF),
        (4, 2, 4, Agreement.HALF),
        (9, 1, 0, Agreement.MOST),
        (9, 0, 0, Agreement.ALL),
        (9, 0, 1, Agreement.MOST),
        (0, 0, 3, Agreement.NONE),
    ],
)
def test_agreement_is_the_share_of_those_who_take_a_side(supports, contradicts, mixed, agreement):
    assert agreement_of(checked(supports, contradicts, mixed)) is agreement


def test_guesses_are_counted_and_scored():
    said = [guess(1, Verdict.SUPPORTED, Agreement.ALL), guess(2, Verdict.SUPPORTED), guess(3, Verdict.CONTESTED)]
    found = scored(said, checked(9, 0))
    assert (found.n, found.right, found.right_agreement) == (3, 2, 1)
    assert found.verdicts == {Verdict.SUPPORTED: 2, Verdict.CONTESTED: 1}
    assert found.agreements == {Agreement.ALL: 1}
    assert (found.true, found.true_agreement) == (Verdict.SUPPORTED, Agreement.ALL)


def test_nobody_is_right_about_agreement_where_nobody_takes_a_side():
    found = scored([guess(1, Verdict.THIN, Agreement.NONE)], checked(0, 0, verdict=Verdict.THIN))
    assert (found.right, found.right_agreement, found.true_agreement) == (1, 0, None)


def test_calibration_says_how_often_each_guess_came_true():
    pairs = [(guess(n, Verdict.SUPPORTED), true) for n, true in enumerate([Verdict.SUPPORTED, Verdict.CONTESTED])]
    found = calibration_of([*pairs, (guess(3, Verdict.THIN), Verdict.THIN)])
    assert (found.n, found.right) == (3, 2)
    assert set(found.by_verdict) == {(Verdict.SUPPORTED, 2, 1), (Verdict.THIN, 1, 1)}
    assert calibration_of([]).n == 0
