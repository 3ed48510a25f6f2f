"""Browsing: words, segments, ratings, dates and authors, in every order, page by page."""

from datetime import UTC, datetime

import pytest

from workshop.records import Comment, Rating
from workshop.store import Store
from workshop.store.batches import Batch
from workshop.store.browsing import Filter, Order

AT = datetime(2024, 3, 1, tzinfo=UTC)
COMMENTS = [
    Comment("a", "Lost my bag. Nobody helped.", "posts", date="2015-02-24", rating=Rating(1, 1, 5), author_key="p"),
    Comment("b", "Bags came quickly.", "posts", date="2015-03-01T10:00:00Z", rating=Rating(5, 1, 5)),
    Comment("c", "Staff helped me.", "posts", date="2015", segments=(("airline", "Delta"),)),
    Comment("d", "Late.", "posts", rating=Rating(3, 1, 5), segments=(("airline", "Delta"),)),
]


@pytest.fixture(scope="module")
def air():
    store = Store.in_memory()
    store.corpora.create("air", at=AT)
    store.comments.add("air", COMMENTS, batch=Batch("hash", "a.csv", AT))
    yield store
    store.close()


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (Filter(), "abcd"),
        (Filter(text="bag"), "ab"),
        (Filter(text="HELPING bags"), "a"),
        (Filter(text="my"), "a"),
        (Filter(text="teleport"), ""),
        (Filter(text="?!"), "abcd"),
        (Filter(segment="airline=Delta"), "cd"),
        (Filter(segment="airline=Delta", text="late"), "d"),
        (Filter(rating_from=3), "bd"),
        (Filter(rating_to=3), "ad"),
        (Filter(rating_from=2, rating_to=4), "d"),
        (Filter(date_from="2015-02-24"), "abc"),
        (Filter(date_from="2015-02-25"), "bc"),
        (Filter(date_from="2016"), ""),
        (Filter(date_to="2015-02"), "ac"),
        (Filter(date_to="2015-03-01"), "abc"),
        (Filter(date_to="2014"), ""),
        (Filter(has_author=True), "a"),
        (Filter(has_author=False), "bcd"),
    ],
)
def test_a_filter_shows_what_it_says(air, wanted, shown):
    page = air.comments.browse("air", 1, wanted)
    assert [comment.id for comment in page.comments] == list(shown)
    assert page.n_comments == len(shown)


@pytest.mark.parametrize(
    ("order", "shown"),
    [
        (Order.ADDED, "abcd"),
        (Order.NEWEST, "bacd"),
        (Order.OLDEST, "cabd"),
        (Order.HIGHEST, "bdac"),
        (Order.LOWEST, "adbc"),
    ],
)
def test_comments_come_in_the_order_asked_for(air, order, shown):
    assert [comment.id for comment in air.comments.browse("air", 1, order=order).comments] == list(shown)


def test_pages_follow_one_another_and_know_the_total(air):
    first = air.comments.browse("air", 1, limit=3)
    second = air.comments.browse("air", 1, limit=3, offset=3)
    assert first.comments + second.comments == tuple(COMMENTS)
    assert (first.n_comments, second.n_comments) == (4, 4)


def test_a_very_long_search_finds_what_it_can(air):
    assert air.comments.browse("air", 1, Filter(text=" ".join(f"w{n}" for n in range(3000)))).n_comments == 0
