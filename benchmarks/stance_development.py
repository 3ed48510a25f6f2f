"""Measure the stance judge on the two products that development may look at, beside cosine and word overlap.

Run `python benchmarks/stance_development.py [SEED]` from the checkout; it needs ../shared/data and prints JSON.
A claim is "The {feature} is good." or "… is bad." for each labelled feature of a sentence; unrelated pairs take
a feature that three or more sentences name and that this sentence is not labelled with, drawn with the seed.
"""

from __future__ import annotations

import csv
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

from workshop.encoders.sentence import SentenceEncoder
from workshop.records import Pair
from workshop.settings import Settings
from workshop.stance import LexiconJudge

SENTENCES = Path(__file__).resolve().parents[2] / "shared/data/product-reviews/sentences.csv"
PRODUCTS = ("Apex", "Creative_Labs_Nomad")
STANCES = ("supports", "contradicts", "unrelated")
LEAST = 0.5

Labelled = tuple[str, str, str]  # claim, sentence, stance


def labelled_pairs(seed: int, products: tuple[str, ...] = PRODUCTS) -> list[Labelled]:
    """Build claims for every sentence of these products, by the beginnings of their names."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["product"].startswith(products)]
    draw = random.Random(seed)  # noqa: S311 - a sample, not a secret
    features = [opinions(row["features"]) for row in rows]
    counts = Counter((row["product"], name) for row, found in zip(rows, features, strict=True) for name in found)
    pairs: list[Labelled] = []
    for row, found in zip(rows, features, strict=True):
        for name, signs in found.items():
            if len(signs) == 1:
                good, bad = ("supports", "contradicts") if "+" in signs else ("contradicts", "supports")
                pairs += [(claim(name, "good"), row["sentence"], good), (claim(name, "bad"), row["sentence"], bad)]
        others = [name for (product, name), n in counts.items() if n >= 3 and product == row["product"]]
        others = [name for name in others if name not in found]
        for name in draw.sample(others, 2 * len(found) or 1):
            pairs.append((claim(name, draw.choice(("good", "bad"))), row["sentence"], "unrelated"))
    return pairs


def opinions(cell: str) -> dict[str, set[str]]:
    """Read "price|2|;sound|-1|" as the signs of each feature."""
    found: dict[str, set[str]] = {}
    for part in cell.split(";"):
        if part.count("|") >= 2:
            name, strength = part.split("|")[:2]
            found.setdefault(name.strip().lower(), set()).add("-" if strength.startswith("-") else "+")
    return found


def claim(feature: str, praise: str) -> str:
    """Write the claim about one feature."""
    return f"The {feature} is {praise}."


def macro_f1(gold: list[str], said: list[str]) -> float:
    """Average the F1 of the three stances."""
    total = 0.0
    for stance in STANCES:
        hits = sum(a == b == stance for a, b in zip(gold, said, strict=True))
        total += 2 * hits / max(1, gold.count(stance) + said.count(stance))
    return total / len(STANCES)


def main(seed: int) -> None:
    """Print the figures of one seed as JSON."""
    labelled = labelled_pairs(seed)
    gold = [stance for _, _, stance in labelled]
    texts = sorted({text for pair in labelled for text in pair[:2]})
    vectors = dict(zip(texts, SentenceEncoder.from_settings(Settings()).encode(texts), strict=True))
    pairs = [Pair(said, text, "", float(vectors[said] @ vectors[text])) for said, text, _ in labelled]
    judge = LexiconJudge()
    start = time.perf_counter()
    judgements = judge.judge(pairs)
    seconds_cold = time.perf_counter() - start
    start = time.perf_counter()
    judge.judge(pairs)
    seconds_warm = time.perf_counter() - start
    sure = [judged.stance.value if judged.of(judged.stance) >= LEAST else "unrelated" for judged in judgements]
    lines = [step / 50 for step in range(5, 40)]
    cosine = [["supports" if pair.similarity >= line else "unrelated" for pair in pairs] for line in lines]
    overlap = ["supports" if said[4:].split(" is ")[0] in text.lower() else "unrelated" for said, text, _ in labelled]
    figures = {
        "n": dict(Counter(gold)),
        "macro_f1": {
            "lexicon": round(macro_f1(gold, sure), 3),
            "cosine, best line in hindsight": round(max(macro_f1(gold, said) for said in cosine), 3),
            "feature named": round(macro_f1(gold, overlap), 3),
        },
        "confusion": {
            stance: {
                other: sum(a == stance and b == other for a, b in zip(gold, sure, strict=True)) for other in STANCES
            }
            for stance in STANCES
        },
        "pairs_per_second": {"cold": round(len(pairs) / seconds_cold), "warm": round(len(pairs) / seconds_warm)},
        "judge": judge.fingerprint,
        "seed": seed,
    }
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
