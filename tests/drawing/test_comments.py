"""A comment on the Comments page names its language where the models do not read it."""

from __future__ import annotations

import pytest

from workshop.drawing.comments import comment_card
from workshop.records import Comment, Company


@pytest.mark.parametrize(
    ("language", "served", "named"),
    [
        ("fr", ("en",), True),
        ("fr", ("en", "fr"), False),
        ("en", ("en",), False),
        ("und", ("en",), False),
        (None, ("en",), False),
        ("fr", None, False),
    ],
)
def test_a_language_is_named_only_where_it_is_surely_not_read(language, served, named):
    html = comment_card(Comment("c1", "Très bien.", "form", language=language), Company(), served)
    assert ("French, not judged" in html) is named
