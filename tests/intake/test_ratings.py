import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.intake import ratings
from workshop.records import Rating


@pytest.mark.parametrize(
    ("cells", "name", "expected"),
    [
        (["1", "5", "4,5"], "rating", [(1, 1, 5), (5, 1, 5), (4.5, 1, 5)]),
        (["0", "3"], "stars", [(0, 0, 5), (3, 0, 5)]),
        (["0", "10", "9"], "score", [(0, 0, 10), (10, 0, 10), (9, 0, 10)]),
        (["3", "4"], "NPS", [(3, 0, 10), (4, 0, 10)]),
        (["3", "4"], "How likely are you to recommend us?", [(3, 0, 10), (4, 0, 10)]),
        (["3", "4"], "Score (1-7)", [(3, 1, 7), (4, 1, 7)]),
        (["-5", "3"], "sentiment", [(-5, -5, 5), (3, -5, 5)]),
        (["4/5", "8/10", "80%"], "rating", [(4, 1, 5), (8, 0, 10), (80, 0, 100)]),
        (["FIVE", "one star"], "starRating", [(5, 1, 5), (1, 1, 5)]),
        (["★★★★☆", "⭐⭐", "★★★½"], "stars", [(4, 1, 5), (2, 1, 5), (3.5, 1, 5)]),
        (["5 stars", "4 - Good"], "rating", [(5, 1, 5), (4, 1, 5)]),
        (["", "good", "7/5"], "rating", [None, None, None]),
    ],
)
def test_ratings_carry_their_scale(cells, name, expected):
    assert ratings.read_column(cells, name) == [value and Rating(*map(float, value)) for value in expected]


@given(st.lists(st.one_of(st.text(max_size=8), st.integers(-20, 200).map(str))))
def test_a_rating_never_lies_off_its_scale(cells):
    assert all(rating is None or rating.min <= rating.value <= rating.max for rating in ratings.read_column(cells, "x"))


def test_the_share_of_readable_cells_ignores_empty_ones():
    assert ratings.share_readable(["4", "", "good", "★★"]) == pytest.approx(2 / 3)
    assert ratings.share_readable([""]) == 0
