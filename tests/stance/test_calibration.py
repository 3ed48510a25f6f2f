"""From raw outputs to probabilities."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from workshop.stance.calibration import N_STANCES, Calibration

logits = arrays(np.float32, (3, N_STANCES), elements=st.floats(-20, 20, width=32))
similarities = arrays(np.float32, (3,), elements=st.floats(-1, 1, width=32))


@given(logits, similarities, st.floats(0.1, 3), st.lists(st.floats(-5, 5), min_size=4, max_size=4))
def test_every_row_of_probabilities_sums_to_one(raw, near, scale, slope) -> None:  # type: ignore[no-untyped-def]
    found = Calibration(scale, tuple(slope)).probabilities(raw, near)
    assert found.shape == raw.shape
    assert np.allclose(found.sum(axis=1), 1)
    assert (found >= 0).all()


def test_without_any_fitting_it_is_softmax() -> None:
    raw = np.array([[1.0, 2.0, 3.0, 4.0]], dtype=np.float32)
    found = Calibration().probabilities(raw, np.array([0.9], dtype=np.float32))
    assert np.allclose(found, np.exp(raw) / np.exp(raw).sum())


def test_a_slope_lifts_its_stance_with_the_similarity() -> None:
    raw = np.zeros((2, N_STANCES), dtype=np.float32)
    found = Calibration(slope=(2.0, 0.0, 0.0, 0.0)).probabilities(raw, np.array([0.1, 0.9], dtype=np.float32))
    assert found[1, 0] > found[0, 0]


def test_the_card_gives_the_same_calibration_back_and_another_has_another_name() -> None:
    one = Calibration(1.5, (0.1, 0.2, 0.3, -0.4), (0.0, 1.0, 0.0, 0.0))
    assert Calibration.from_card(one.as_card()) == one
    assert Calibration.from_card(one.as_card()).fingerprint == one.fingerprint != Calibration().fingerprint
