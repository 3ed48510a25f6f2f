"""What names the layout of claim and passage, so that judgements made with another one are not taken for new ones."""

from __future__ import annotations

import pytest

from workshop.stance import layout
from workshop.stance.layout import as_inference, as_two_texts, fingerprint


def test_each_layout_has_a_fingerprint_of_its_own() -> None:
    assert fingerprint(as_two_texts) == fingerprint(as_two_texts) != fingerprint(as_inference)


@pytest.mark.parametrize("length", ["LONGEST", "BEFORE"])
def test_a_length_that_cuts_is_part_of_it(length: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(as_two_texts)
    monkeypatch.setattr(layout, length, 100)
    assert fingerprint(as_two_texts) != before
