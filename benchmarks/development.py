"""Choosing thresholds on development data: what every setting costs in false support and in true support missed.

`python -m benchmarks.development [--homes FOLDER] [--judge lexicon] [--out sweep.csv] [--quick]`. Every claim is
judged once, as deep as the product goes; then all settings of k, share and least probabilities are tried on the
voices. False support: invented claims for other corpora than the published ones, foreign features, and what is
contradicted. True support: features that Nomad's reviewers praise, and held-out claims whose labelled passages
(training/labels) speak for them. The judge was trained on Apex, so Nomad's figures stand alone too. Nothing published
is looked at.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import corpora, judges, labelled, results
from benchmarks.corpora import DEVELOPMENT
from benchmarks.judges import Way
from benchmarks.metrics import wilson
from benchmarks.remembering import RememberingEncoder, memory
from benchmarks.scorecard import Card, calibration, invented, sentences
from benchmarks.scorecard.hearing import Spoken, gravest, hear, joined
from benchmarks.scorecard.products import claim_of, claims_with_gold
from training.triples import is_held
from workshop.encoders import SentenceEncoder
from workshop.records import Strictness
from workshop.settings import Settings
from workshop.thresholds import THRESHOLDS, Thresholds

TRAINING = Path(__file__).parents[1] / "training"
CLAIMS = TRAINING / "development" / "invented_claims.jsonl"
INVENTED, LABELLED = "invented", "labelled"
_, NOMAD = labelled.DEVELOPMENT_PRODUCTS
LABELS = {"patients": "survey-nhs", "hotels-cars-gadgets": "opinosis", "borrowers": "complaints-cfpb"}
"""What the labels call the data of each corpus."""
LEAST_LABELS = 3

Asked = tuple[str, str, str, str | None]
"""A claim, the right verdict, its kind, and the segment that it is asked of."""

K = (3, 4, 5, 6, 8, 10, 12, 15)
SHARE = (0.60, 0.67, 0.75, 0.80)
LEAST = (0.50, 0.60, 0.70, 0.80, 0.85, 0.90, 0.95, 0.98)
AT_MOST = {Strictness.STRICT: 0.012, Strictness.NORMAL: 0.02, Strictness.LOOSE: 0.05}
"""What the upper end of the interval on wrongly supported claims may reach at each strictness, on development data."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A claim with what was judged for it, once: whose it is, the right verdict, and where it comes from."""

    claim: str
    gold: str
    kind: str
    spoken: list[Spoken]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one setting does, in shares of the claims that could be judged right or wrong in this way."""

    k: int
    share: float
    supports: float
    contradicts: float
    asks: float
    false_support: float
    false_support_high: float
    false_thin: float
    false_contested: float
    false_contradicted: float
    true_support: float
    true_contradicted: float
    right_nomad: float


def main() -> None:
    """Judge once, try every setting, print the best for each strictness, and keep the whole sweep if asked."""
    given = _arguments()
    encoder = SentenceEncoder.from_settings(Settings.load())
    with memory(given.homes) as store, judges.ways(given.homes, given.judge) as ways:
        card = Card(tuple(ways), RememberingEncoder(encoder, store), given.homes, given.quick)
        way = card.judges[0]
        _print_sentences(card, way)
        heard = list(heard_by(card, way))
    kinds = Counter((one.kind, one.gold) for one in heard)
    print("\n".join(f"{n:5} {kind}, {gold}" for (kind, gold), n in sorted(kinds.items())))
    outcomes = [outcome(heard, thresholds) for thresholds in settings()]
    _print_best(outcomes)
    print("\nAs they are now:")
    _print_table([outcome(heard, thresholds) for thresholds in THRESHOLDS.values()])
    for one in heard:
        if one.gold != "supported" and gravest(one.spoken, THRESHOLDS[Strictness.NORMAL]) == "supported":
            print(f"supported at normal, should be {one.gold} ({one.kind}): {one.claim}")
    if given.out:
        with given.out.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, asdict(outcomes[0]).keys())
            writer.writeheader()
            writer.writerows(map(asdict, outcomes))


def heard_by(card: Card, way: Way) -> Iterator[Heard]:
    """Yield every claim, judged once by the comments that it is for."""
    features = claims_with_gold(labelled.DEVELOPMENT_PRODUCTS)
    for source in DEVELOPMENT:
        asked: list[Asked] = [
            (one.claim, "unsupported", INVENTED, None) for one in invented.load(CLAIMS) if one.corpus == source.name
        ]
        asked += [(claim, gold, LABELLED, None) for claim, gold in labelled_claims(LABELS.get(source.name, ""))]
        if source.name == "players":
            asked += [(claim_of(one), one.gold, one.product, f"part={one.product}") for one in features]
        with corpora.opened(card.folder, source, way.itself) as bench:
            for claim, gold, kind, segment in card.sample(asked, 20):
                yield Heard(claim, gold, kind, hear(bench, source.name, claim, segment))
        print(f"{source.name}: heard {len(asked)} claims", file=sys.stderr, flush=True)


def labelled_claims(data: str, folder: Path = TRAINING / "labels") -> list[tuple[str, str]]:
    """Return the held-out claims about one data set of which three labelled passages or more take one side, clearly."""
    sides: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["data"] == data and is_held(row["claim"]):
                sides[row["claim"]][row["stance"]] += 1
    found = []
    for claim, counted in sides.items():
        both = counted["supports"] + counted["contradicts"]
        for side, gold in (("supports", "supported"), ("contradicts", "contradicted")):
            if counted[side] >= LEAST_LABELS and counted[side] >= labelled.CLEARLY * both:
                found.append((claim, gold))
    return found


def settings() -> Iterator[Thresholds]:
    """Yield every setting that is tried; a request has to be as sure as support."""
    for supports, contradicts, k, share in itertools.product(LEAST, LEAST, K, SHARE):
        yield Thresholds(k=k, share=share, supports=supports, contradicts=contradicts, asks=supports)


def outcome(heard: Sequence[Heard], thresholds: Thresholds) -> Outcome:
    """Decide every claim under one setting and count."""
    said = [(one, joined(one.spoken, thresholds)) for one in heard]
    fake = [gravest(one.spoken, thresholds) for one in heard if one.kind == INVENTED]
    wrong = [gravest(one.spoken, thresholds) for one in heard if one.gold in ("unsupported", "contradicted")]
    true = [(one.gold, verdict) for one, verdict in said if one.kind in (LABELLED, NOMAD)]
    nomad = [(one.gold, verdict) for one, verdict in said if one.kind == NOMAD and one.gold != "unsupported"]
    n_false = wrong.count("supported")
    return Outcome(
        k=thresholds.k,
        share=thresholds.share,
        supports=thresholds.supports,
        contradicts=thresholds.contradicts,
        asks=thresholds.asks,
        false_support=_share(n_false, len(wrong)),
        false_support_high=round(wilson(n_false, len(wrong))[1], 4),
        false_thin=_share(fake.count("thin"), len(fake)),
        false_contested=_share(fake.count("contested"), len(fake)),
        false_contradicted=_share(fake.count("contradicted"), len(fake)),
        true_support=_hits(true, "supported"),
        true_contradicted=_hits(true, "contradicted"),
        right_nomad=_share(sum(gold == verdict for gold, verdict in nomad), len(nomad)),
    )


def _hits(cases: list[tuple[str, str]], verdict: str) -> float:
    return _share(cases.count((verdict, verdict)), sum(gold == verdict for gold, _ in cases))


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
        fit = [one for one in outcomes if one.false_support_high <= limit]
        fit.sort(key=lambda one: (-one.true_support - one.true_contradicted, one.false_support, one.k))
        print(f"\n{strictness.value}: most true support and contradiction, below {limit:.1%} false, {len(fit)} fit")
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
    judges.add_judge(made)
    made.add_argument("--out", type=Path, help="a CSV file for every setting that was tried")
    made.add_argument("--quick", action="store_true", help="a few claims, to try the program")
    return made.parse_args()


if __name__ == "__main__":
    main()
