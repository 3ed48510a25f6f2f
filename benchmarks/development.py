"""Choosing thresholds on development data: what every setting costs in false support and in true support missed.

`python -m benchmarks.development [--homes FOLDER] [--judge lexicon] [--out sweep.csv] [--quick]`. Every claim is
judged once, as deep as the product goes; then all settings of k, share and least probabilities are tried on the
voices. False support: invented claims for other corpora than the published ones. True support: what reviewers of two
products praise, by their labels; the judge was trained on one of them (Apex), so read the other (Nomad) first. Nothing
published is looked at.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import corpora, judges, labelled, results
from benchmarks.corpora import DEVELOPMENT
from benchmarks.judges import Way
from benchmarks.metrics import wilson
from benchmarks.remembering import RememberingEncoder, memory
from benchmarks.scorecard import Card, calibration, invented, sentences
from benchmarks.scorecard.hearing import Spoken, hear, joined
from benchmarks.scorecard.products import claim_of, claims_with_gold
from workshop.encoders import SentenceEncoder
from workshop.records import Strictness
from workshop.settings import Settings
from workshop.thresholds import THRESHOLDS, Thresholds

CLAIMS = Path(__file__).parents[1] / "training" / "development" / "invented_claims.jsonl"
K = (3, 4, 5, 6, 8, 10, 12, 15)
SHARE = (0.60, 0.67, 0.75, 0.80)
LEAST = (0.50, 0.60, 0.70, 0.80, 0.85, 0.90, 0.95, 0.98)
AT_MOST = {Strictness.STRICT: 0.005, Strictness.NORMAL: 0.02, Strictness.LOOSE: 0.05}
"""The share of claims wrongly shown as supported that each strictness may reach on development data."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A claim with what was judged for it, once: whose it is, the right verdict, and where it comes from."""

    claim: str
    gold: str
    kind: str
    spoken: list[Spoken]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one setting does. Shares are of invented claims, of praised features, and of all labelled features."""

    k: int
    share: float
    supports: float
    contradicts: float
    asks: float
    false_support: float
    false_support_high: float
    false_contested: float
    false_thin: float
    false_contradicted: float
    true_support_nomad: float
    true_support_apex: float
    right_features: float


def main() -> None:
    """Judge once, try every setting, print the best for each strictness, and keep the whole sweep if asked."""
    given = _arguments()
    encoder = SentenceEncoder.from_settings(Settings.load())
    with memory(given.homes) as store, judges.ways(given.homes) as ways:
        card = Card(tuple(ways), RememberingEncoder(encoder, store), given.homes, given.quick)
        way = next(one for one in card.judges if given.judge in ("", one.judge.name))
        _print_sentences(card, way)
        heard = list(heard_by(card, way))
    outcomes = [outcome(heard, thresholds) for thresholds in settings()]
    _print_best(outcomes)
    print("\nAs they are now:")
    _print_table([outcome(heard, thresholds) for thresholds in THRESHOLDS.values()])
    if given.out:
        with given.out.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, asdict(outcomes[0]).keys())
            writer.writeheader()
            writer.writerows(map(asdict, outcomes))


def heard_by(card: Card, way: Way) -> Iterator[Heard]:
    """Yield the invented claims and the features of both products, each judged once."""
    fake = invented.load(CLAIMS)
    real = claims_with_gold(labelled.DEVELOPMENT_PRODUCTS)
    for source in DEVELOPMENT:
        with corpora.opened(card.folder, source, way.itself) as bench:
            for one in card.sample([one for one in fake if one.corpus == source.name], 10):
                kind = f"{source.name}, {'on' if one.on_topic else 'off'} topic"
                yield Heard(one.claim, "unsupported", kind, hear(bench, source.name, one.claim))
            if source.name == "players":
                for feature in card.sample(real):
                    spoken = hear(bench, source.name, claim_of(feature), f"part={feature.product}")
                    yield Heard(claim_of(feature), feature.gold, feature.product, spoken)
        print(f"{source.name}: heard", file=sys.stderr, flush=True)


def settings() -> Iterator[Thresholds]:
    """Yield every setting that is tried; a request has to be as sure as support."""
    for supports, contradicts, k, share in itertools.product(LEAST, LEAST, K, SHARE):
        yield Thresholds(k=k, share=share, supports=supports, contradicts=contradicts, asks=supports)


def outcome(heard: Iterable[Heard], thresholds: Thresholds) -> Outcome:
    """Decide every claim under one setting and count."""
    said = [(one, joined(one.spoken, thresholds)) for one in heard]
    fake = [verdict for one, verdict in said if one.kind not in labelled.DEVELOPMENT_PRODUCTS]
    wrong = [verdict for one, verdict in said if one.gold in ("unsupported", "contradicted")]
    apex, nomad = labelled.DEVELOPMENT_PRODUCTS
    named = [(one.gold, verdict) for one, verdict in said if one.kind in (apex, nomad) and one.gold != "unsupported"]
    n_false = wrong.count("supported")
    return Outcome(
        k=thresholds.k,
        share=thresholds.share,
        supports=thresholds.supports,
        contradicts=thresholds.contradicts,
        asks=thresholds.asks,
        false_support=_share(n_false, len(wrong)),
        false_support_high=round(wilson(n_false, len(wrong))[1], 4),
        false_contested=_share(fake.count("contested"), len(fake)),
        false_thin=_share(fake.count("thin"), len(fake)),
        false_contradicted=_share(fake.count("contradicted"), len(fake)),
        true_support_nomad=_true_support(said, nomad),
        true_support_apex=_true_support(said, apex),
        right_features=_share(sum(gold == verdict for gold, verdict in named), len(named)),
    )


def _true_support(said: list[tuple[Heard, str]], product: str) -> float:
    praised = [verdict for one, verdict in said if (one.kind, one.gold) == (product, "supported")]
    return _share(praised.count("supported"), len(praised))


def _share(hits: int, n: int) -> float:
    return round(hits / n, 4) if n else 0.0


def _print_sentences(card: Card, way: Way) -> None:
    """Print stance and calibration on the development products' sentences."""
    only = Card((way,), card.encoder, card.folder, card.quick)
    for product in labelled.DEVELOPMENT_PRODUCTS:
        print(f"{way.name} on the sentences of {product}:")
        print(results.as_json(sentences.measure(only, (product,))))
        cases, pairs = sentences.cases_of(only, (product,))
        said = way.judge.judge(pairs)
        for side in calibration.SIDES:
            found = calibration.reliability(said, [case.stance for case in cases], side)
            print(f"calibration error of {side}: {found['error']} ({found['low']} to {found['high']})")


def _print_best(outcomes: list[Outcome]) -> None:
    for strictness, limit in AT_MOST.items():
        fit = [one for one in outcomes if one.false_support <= limit]
        fit.sort(key=lambda one: (-one.true_support_nomad, -one.right_features, one.false_support, one.k))
        print(f"\n{strictness.value}: most true support with at most {limit:.1%} false, {len(fit)} settings fit")
        _print_table(fit[:12])


def _print_table(outcomes: list[Outcome]) -> None:
    print(" ".join(f"{name[:18]:>18}" for name in asdict(outcomes[0])) if outcomes else "none")
    for one in outcomes:
        print(" ".join(f"{value:18}" for value in asdict(one).values()))


def _arguments() -> argparse.Namespace:
    made = argparse.ArgumentParser(description=__doc__)
    made.add_argument(
        "--homes", type=Path, default=corpora.default_folder(), help="where imports and judgements are kept"
    )
    made.add_argument("--judge", default="", help="the judge's name; left out, the one that the settings name")
    made.add_argument("--out", type=Path, help="a CSV file for every setting that was tried")
    made.add_argument("--quick", action="store_true", help="a few claims, to try the program")
    return made.parse_args()


if __name__ == "__main__":
    main()
