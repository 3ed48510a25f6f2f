"""Part 6: whether the judges' probabilities are what they say, with a picture of it.

Expected calibration error in 15 bins of equal width, for support and for contradiction, on the labelled sentences
of the test products and on the probes that allow one answer only. More than half of the sentences' claims are unrelated
by construction, so this says nothing of rarer support among the candidates of a large corpus.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks import labelled, probes
from benchmarks.metrics import calibration
from benchmarks.scorecard.card import Card
from benchmarks.scorecard.sentences import cases_of
from workshop.records import Judgement

SIDES = ("supports", "contradicts")
_SIZE, _EDGE = 260, 34


def measure(card: Card) -> dict[str, Any]:
    """Return the errors and bins of every way; baselines take their figure for the probability of support."""
    cases, pairs = cases_of(card, labelled.TEST_PRODUCTS)
    clear = [one for one in probes.load() if not one.also]
    sets = {
        "sentences": (pairs, [case.stance for case in cases]),
        "probes": (probes.asked(card.encoder, clear), [one.expected for one in clear]),
    }
    return {
        name: {
            way.name: {side: reliability(said, true, side) for side in SIDES[: 2 if way.line is None else 1]}
            for way in card.ways
            for said in [way.judge.judge(asked)]
        }
        for name, (asked, true) in sets.items()
    }


def reliability(said: Sequence[Judgement], true: Sequence[str], side: str) -> dict[str, Any]:
    """Return the calibration of one stance's probability."""
    return calibration([float(getattr(one, side)) for one in said], [one == side for one in true])


def picture(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """Draw the reliability of support by judge and set as SVG: probability across, share that is true upwards.

    A point's area is its share of the cases; on the diagonal, what is said is what is so.
    """
    panels = [
        (f"{name}: {way}", found["supports"])
        for name, by_way in figures.items()
        for way, found in by_way.items()
        if way.endswith("judge")
    ]
    width = len(panels) * (_SIZE + _EDGE) + _EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_SIZE + 2 * _EDGE}" width="{width}" '
        'font-family="sans-serif" font-size="12" role="img"><title>Probability of support and what came true</title>',
        f'<rect width="{width}" height="{_SIZE + 2 * _EDGE}" fill="#fff"/>',
    ]
    for number, (title, found) in enumerate(panels):
        parts += _panel(_EDGE + number * (_SIZE + _EDGE), title, found)
    return "\n".join([*parts, "</svg>", ""])


def _panel(left: float, title: str, found: Mapping[str, Any]) -> list[str]:
    bottom = _EDGE + _SIZE
    frame = [
        f'<text x="{left}" y="{_EDGE - 12}">{title}, error {found["error"]:.3f}, n = {found["n"]:,}</text>',
        f'<rect x="{left}" y="{_EDGE}" width="{_SIZE}" height="{_SIZE}" fill="none" stroke="#999"/>',
        f'<line x1="{left}" y1="{bottom}" x2="{left + _SIZE}" y2="{_EDGE}" stroke="#ccc"/>',
        f'<text x="{left}" y="{bottom + 16}">0</text>',
        f'<text x="{left + _SIZE - 6}" y="{bottom + 16}">1</text>',
    ]
    places = [(left + one["said"] * _SIZE, bottom - one["true"] * _SIZE, one["n"]) for one in found["bins"]]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in places)
    frame.append(f'<polyline points="{line}" fill="none" stroke="#2458a6"/>')
    return frame + [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + 18 * (n / found["n"]) ** 0.5:.1f}" fill="#2458a6" opacity="0.5"/>'
        for x, y, n in places
    ]
