"""The scorecard of judge and verdicts: every part beside the lexicon judge, cosine, words and constant answers.

`python -m benchmarks.verdicts [PART ...] [--judge JUDGE] [--homes FOLDER] [--scale] [--quick]`; needs the labelled
data beside the checkout and says so where it is absent. Each part that was run takes its place in
results/scorecard.json, with the day and the fingerprints of the judges; parts that were not run stay as they are. What
was imported, embedded and judged is kept in a folder outside the checkout, so that a second run costs little.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import corpora, judges, labelled, probes, results
from benchmarks.remembering import RememberingEncoder, memory
from benchmarks.scorecard import (
    Card,
    arguments,
    calibration,
    cost,
    invented,
    products,
    recall,
    requests,
    sentences,
)
from workshop.encoders import SentenceEncoder
from workshop.settings import Settings
from workshop.thresholds import THRESHOLDS_VERSION

NAME = "scorecard"
PICTURE = Path(__file__).with_name("results") / "reliability.svg"
PARTS: dict[str, Callable[[Card], dict[str, Any]]] = {
    "arguments": arguments.measure,
    "sentences": sentences.measure,
    "products": products.measure,
    "requests": requests.measure,
    "probes": probes.measure,
    "calibration": calibration.measure,
    "cost": cost.measure,
    "invented": invented.measure,
    "recall": recall.measure,
}


def main() -> None:
    """Measure the chosen parts, print each as it is done, and keep the figures unless it was a trial."""
    given = _arguments()
    if not labelled.DATA.is_dir():
        raise SystemExit("Skipped: the labelled data is not beside this checkout (../shared/data).")
    encoder = SentenceEncoder.from_settings(Settings.load())
    with memory(given.homes) as store, judges.ways(given.homes, given.judge) as ways:
        card = Card(tuple(ways), RememberingEncoder(encoder, store), given.homes, given.quick, given.scale)
        done = {name: _measured(name, card) for name in given.parts or PARTS}
    if given.quick:
        print("A quick trial: its figures mean nothing and are not kept.", file=sys.stderr)
        return
    if "calibration" in done:
        PICTURE.write_text(calibration.picture(done["calibration"]["figures"]), encoding="utf-8")
    before = results.read().get(NAME, {}).get("figures", {})
    kept = {name: done.get(name) or before[name] for name in PARTS if name in done or name in before}
    options = ({"judge": given.judge} if given.judge == "lexicon" else {}) | ({"scale": None} if given.scale else {})
    results.write(NAME, kept, options, program="verdicts")


def _arguments() -> argparse.Namespace:
    made = argparse.ArgumentParser(description=__doc__)
    made.add_argument("parts", nargs="*", metavar="PART", help=f"only these, of {', '.join(PARTS)}")
    made.add_argument(
        "--homes", type=Path, default=corpora.default_folder(), help="where imports and judgements are kept"
    )
    made.add_argument(
        "--scale", action="store_true", help="with the 240,000 comments; their first import takes half an hour"
    )
    made.add_argument("--quick", action="store_true", help="a few cases of everything, to try the programs")
    judges.add_judge(made)
    given = made.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        made.error(f"There is no part called {', '.join(sorted(unknown))}.")
    return given


def _measured(name: str, card: Card) -> dict[str, Any]:
    began = time.monotonic()
    figures = PARTS[name](card)
    seconds = round(time.monotonic() - began, 1)
    print(f"== {name}: {seconds} s", file=sys.stderr, flush=True)
    if card.quick:
        print(results.as_json(figures))
    return {
        "made_at": datetime.now(UTC).strftime("%Y-%m-%d"),
        "seconds": seconds,
        "thresholds": THRESHOLDS_VERSION,
        "judges": {way.name: way.judge.fingerprint for way in card.judges},
        "figures": figures,
    }


if __name__ == "__main__":
    main()
