import re
from pathlib import Path

import pytest

from workshop.intake import clean

PAGE = Path(__file__).parents[2] / "docs" / "cleaning.md"
EXAMPLES = re.findall(r"^\| `(.+?)` \| `(.+?)` \|$", PAGE.read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize(("raw", "stored"), EXAMPLES)
def test_the_published_example_is_true(raw, stored):
    assert clean(raw) == stored


def test_the_page_has_examples():
    assert len(EXAMPLES) >= 6
