"""Which words of a message nobody in the comments uses."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, event

from workshop.records import Company
from workshop.sessions import unheard as unheard_words
from workshop.sessions.unheard import unheard


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch):
    """Let a handful of comments be enough to say what nobody uses."""
    monkeypatch.setattr(unheard_words, "FEWEST", 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The coffee is seamless, and holistically SEAMLESS.", ("seamless", "holistically")),
        ("Greatness, coffees, a minute in queues", ()),
        ("You and we: is it not so?", ()),
        ("Write to [email] or [phone], 24 minutes, 3rd", ("write",)),
        ("Bean Street's guests", ()),
        ("The barista's coffee doesn't wait", ("barista", "wait")),
        ('"coffee" OR NEAR(*', ("near",)),
        ("☕☕ \u202e <b>", ()),
        ("", ()),
    ],
)
def test_a_word_counts_that_no_comment_holds_in_any_form(cafe, text, words):
    assert unheard(cafe, text, "cafe") == words


def test_too_few_comments_say_nothing_about_words(cafe, monkeypatch):
    monkeypatch.setattr(unheard_words, "FEWEST", 15)
    assert unheard(cafe, "Seamless coffee", "cafe") == ()


def test_names_of_competitors_and_products_are_no_words_of_ours(bring_in, workbench):
    company = Company(names=("Bean Street",), products=("Flat Cloud",), handles=("@beanst",), competitors=("Mug",))
    bring_in("a1,ann,Leeds,The coffee is great.", company=company)
    assert unheard(workbench, "Flat Cloud by @beanst beats Mug", "cafe") == ("beats",)


def test_a_word_is_heard_as_soon_as_somebody_uses_it_and_not_after_it_is_erased(cafe, bring_in):
    assert unheard(cafe, "Seamless coffee", "cafe") == ("seamless",)
    bring_in("x1,zoe,Leeds,It was all seamless.")
    assert unheard(cafe, "Seamless coffee", "cafe") == ()
    cafe.store.comments.erase("cafe", comment_id="x1", at=datetime.now(UTC))
    assert unheard(cafe, "Seamless coffee", "cafe") == ("seamless",)


def test_what_was_looked_up_once_is_looked_up_no_more(cafe):
    looked_up = []

    @event.listens_for(Engine, "before_cursor_execute")
    def note(connection, cursor, statement, *others):
        looked_up.extend(["word"] * ("MATCH" in statement))

    for text, n in (("Seamless coffee", 2), ("Coffee, seamless", 2), ("Coffee, holistic", 3)):
        unheard(cafe, text, "cafe")
        assert len(looked_up) == n
    event.remove(Engine, "before_cursor_execute", note)
