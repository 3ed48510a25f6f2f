"""Fitting the calibrations, of the trained judge alone and joined, on development data (`-m training.calibrate`).

Minimises the negative log-likelihood of the labels over one scale, and for each stance a slope on the similarity and a
shift. Prints the likelihood, the macro-F1 and the calibration error before and after, by halves: fitted on one half and
measured on the other, then fitted on all.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from training.card import write_card
from training.measures import expected_calibration_error, macro_f1
from training.triples import Triple, read
from workshop.encoders import SentenceEncoder
from workshop.records import Pair, Stance
from workshop.settings import Settings
from workshop.stance import JoinedJudge, LexiconJudge, NumberJudge
from workshop.stance.calibration import N_STANCES, Calibration
from workshop.stance.trained import WEIGHTS, TrainedJudge

RIDGE = 1e-3
"""Keeps slopes and shifts small where the data says little."""


def main() -> None:
    """Fit, print, and write the card."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--development", type=Path, default=Path(".training/development.jsonl"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    triples = read(given.development)
    pairs = as_pairs(triples)
    similarities = np.array([pair.similarity for pair in pairs], dtype=np.float32)
    labels = np.array([list(Stance).index(triple.stance) for triple in triples])
    half = np.array([hash_half(triple.claim) for triple in triples])
    alone = _fitted("trained", TrainedJudge(given.weights).logits(pairs), similarities, labels, half)
    write_card(given.weights, alone, Calibration())
    mean = JoinedJudge(NumberJudge(TrainedJudge(given.weights)), LexiconJudge()).mean(pairs)
    write_card(given.weights, alone, _fitted("joined", mean, similarities, labels, half))


def _fitted(
    judge: str,
    raw: NDArray[np.float32],
    similarities: NDArray[np.float32],
    labels: NDArray[np.int64],
    half: NDArray[np.bool_],
) -> Calibration:
    """Fit on each half and print what that does to the other, then fit on all."""
    for fitted, shown in ((half, ~half), (~half, half)):
        found = fit(raw[fitted], similarities[fitted], labels[fitted])
        for name, calibration in (("before", Calibration()), ("calibrated", found)):
            print(judge, name, *_figures(calibration.probabilities(raw[shown], similarities[shown]), labels[shown]))
    whole = fit(raw, similarities, labels)
    print(whole)
    return whole


def as_pairs(triples: list[Triple]) -> list[Pair]:
    """Return the triples as the judge reads them, with their similarity."""
    texts = sorted({text for triple in triples for text in (triple.claim, triple.passage)})
    vectors = dict(zip(texts, SentenceEncoder.from_settings(Settings()).encode(texts), strict=True))
    return [
        Pair(one.claim, one.passage, one.before, float(vectors[one.claim] @ vectors[one.passage])) for one in triples
    ]


def fit(logits: NDArray[np.float32], similarities: NDArray[np.float32], labels: NDArray[np.int64]) -> Calibration:
    """Return the calibration under which the labels are most likely."""

    def unpacked(values: NDArray[np.float64]) -> Calibration:
        slope, shift = values[1 : 1 + N_STANCES], values[1 + N_STANCES :]
        return Calibration(float(values[0]), tuple(map(float, slope)), tuple(map(float, shift)))

    def loss(values: NDArray[np.float64]) -> float:
        found = unpacked(values).probabilities(logits, similarities)[np.arange(len(labels)), labels]
        return float(-np.log(np.clip(found, 1e-12, None)).mean() + RIDGE * (values[1:] ** 2).sum())

    start = np.concatenate([[1.0], np.zeros(2 * N_STANCES)])
    return unpacked(minimize(loss, start, method="L-BFGS-B").x)


def hash_half(claim: str) -> bool:
    """Part claims into halves, the same on every machine."""
    return sum(claim.encode()) % 2 == 0


def _figures(probabilities: NDArray[np.float64], labels: NDArray[np.int64]) -> tuple[str, ...]:
    true = [list(Stance)[n] for n in labels]
    said = [list(Stance)[n] for n in probabilities.argmax(axis=1)]
    likely = -np.log(np.clip(probabilities[np.arange(len(labels)), labels], 1e-12, None)).mean()
    error = expected_calibration_error(probabilities[:, 0], labels == 0)
    return (f"n {len(labels)}", f"nll {likely:.3f}", f"macro-F1 {macro_f1(true, said):.3f}", f"ECE {error:.3f}")


if __name__ == "__main__":
    main()
