"""What judge and verdicts are worth on labelled data that nothing was tuned on, beside cosine and word overlap.

`python -m benchmarks.scorecard`; needs the labelled data beside the checkout and says so where it is absent. The
lines of the baselines were fixed before the first run: half of cosine, half of the claim's words. Samples are drawn
with one seed.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

from benchmarks import labelled, results, scorecard_verdicts
from benchmarks.metrics import confusion, f1, macro_f1, overlap, precision_of_best_half, proportion
from benchmarks.stance_development import labelled_pairs
from workshop.encoders import Encoder, SentenceEncoder
from workshop.records import Judgement, Pair, Stance, Strictness
from workshop.settings import Settings
from workshop.stance import Judge, LexiconJudge
from workshop.thresholds import THRESHOLDS
from workshop.verdicts import counted_stance

SEED = 7
LINE = 0.5
AS_IF_FOUND = 0.6
"""The similarity that a sentence without a claim of its own is given: clearly on the topic."""

PLAIN_PRAISE = "It is good."


@dataclass(frozen=True, slots=True)
class Scores:
    """One number a pair from each way of scoring; higher means more support."""

    lexicon: list[float]
    cosine: list[float]
    overlap: list[float]

    def ways(self) -> dict[str, list[float]]:
        """Return the scores by the name of the way."""
        return {"first judge (lexicon)": self.lexicon, "cosine alone": self.cosine, "word overlap": self.overlap}


def main() -> None:
    """Measure everything once, and keep the figures."""
    if not labelled.DATA.is_dir():
        raise SystemExit("Skipped: the labelled data is not beside this checkout (../shared/data).")
    encoder, judge = SentenceEncoder.from_settings(Settings()), LexiconJudge()
    figures = {
        "judge": f"first judge ({judge.name})",
        "fingerprint": judge.fingerprint,
        "argkp_test": arguments(encoder, judge),
        "stance_of_sentences": sentences(encoder, judge),
        "verdicts": scorecard_verdicts.measure(),
        "asks": asks(judge),
        "counterfactuals": unreal(encoder, judge),
    }
    results.write("scorecard", figures)


def arguments(encoder: Encoder, judge: Judge) -> dict[str, Any]:
    """Return strict and relaxed mean average precision on ArgKP-2021's test set, by way of scoring.

    Each argument's best key point by score; the better half of the arguments; average precision
    times the share of matches there; mean over topics and stances. Pairs without a label count
    as no match (strict) or a match (relaxed). Ties are broken by shuffling.
    """
    found: dict[str, dict[str, list[float]]] = {}
    for debate in labelled.debates():
        places = [(a, k) for a in range(len(debate.arguments)) for k in range(len(debate.key_points))]
        random.Random(SEED).shuffle(places)  # noqa: S311 - breaks ties, keeps no secret
        texts = [(debate.key_points[k], debate.arguments[a]) for a, k in places]
        for way, scores in score(encoder, judge, texts).ways().items():
            best = best_of_each(places, scores)
            for kind, unlabelled in (("strict", False), ("relaxed", True)):
                labels = [debate.labels.get(place, unlabelled) for place, _ in best]
                value = precision_of_best_half(labels, [one for _, one in best])
                found.setdefault(way, {}).setdefault(kind, []).append(value)
    n = len(next(iter(found.values()))["strict"])
    return {"n_debates": n} | {
        way: {kind: round(mean(values), 3) for kind, values in kinds.items()} for way, kinds in found.items()
    }


def best_of_each(places: Sequence[tuple[int, int]], scores: Sequence[float]) -> list[tuple[tuple[int, int], float]]:
    """Return each argument's best pair with its score; the first of equals."""
    best: dict[int, tuple[tuple[int, int], float]] = {}
    for place, value in zip(places, scores, strict=True):
        if place[0] not in best or value > best[place[0]][1]:
            best[place[0]] = (place, value)
    return list(best.values())


def sentences(encoder: Encoder, judge: Judge) -> dict[str, Any]:
    """Return the three-way macro-F1 on the test products' sentences, and the judge's confusions."""
    pairs = labelled_pairs(SEED, labelled.TEST_PRODUCTS)
    true = [stance for _, _, stance in pairs]
    texts = [(claim, text) for claim, text, _ in pairs]
    made = pairs_of(encoder, texts)
    said = [_taken(judgement) for judgement in judge.judge(made)]
    near = ["supports" if pair.similarity >= LINE else "unrelated" for pair in made]
    shared = ["supports" if overlap(*text) >= LINE else "unrelated" for text in texts]
    return {
        "n": {stance: true.count(stance) for stance in sorted(set(true))},
        "macro_f1": {
            "first judge (lexicon)": round(macro_f1(true, said), 3),
            "cosine alone": round(macro_f1(true, near), 3),
            "word overlap": round(macro_f1(true, shared), 3),
        },
        "confusion": confusion(true, said),
    }


def asks(judge: Judge) -> dict[str, Any]:
    """Return F1 of finding suggestions among forum sentences.

    The set has no claims: each sentence is judged against itself, which is on the topic by
    construction, so that only the form of a request counts. Cosine and overlap are 1 for every
    sentence then: they say "suggestion" always.
    """
    found = labelled.suggestions()
    judged = judge.judge([Pair(text, text, "", 1.0) for text, _ in found])
    gold = [label for _, label in found]
    return {
        "first judge (lexicon)": f1(gold, [_taken(one, asks=True) == "asks" for one in judged]),
        "always (cosine alone, word overlap)": f1(gold, [True] * len(gold)),
    }


def unreal(encoder: Encoder, judge: Judge) -> dict[str, Any]:
    """Return the share of counterfactual review sentences that count as support of plain praise.

    The judge is told that every sentence is on the topic; cosine is the true one.
    """
    texts = [text for text, label in labelled.counterfactuals() if label]
    judged = judge.judge([Pair(PLAIN_PRAISE, text, "", AS_IF_FOUND) for text in texts])
    near = [pair.similarity >= LINE for pair in pairs_of(encoder, [(PLAIN_PRAISE, text) for text in texts])]
    return {
        "first judge (lexicon)": proportion(sum(_taken(one) == "supports" for one in judged), len(texts)),
        "cosine alone": proportion(sum(near), len(texts)),
        "word overlap": proportion(sum(overlap(PLAIN_PRAISE, text) >= LINE for text in texts), len(texts)),
    }


def score(encoder: Encoder, judge: Judge, texts: Sequence[tuple[str, str]]) -> Scores:
    """Score claims and texts in every way."""
    pairs = pairs_of(encoder, texts)
    supports = [judgement.supports for judgement in judge.judge(pairs)]
    return Scores(supports, [pair.similarity for pair in pairs], [overlap(*text) for text in texts])


def pairs_of(encoder: Encoder, texts: Sequence[tuple[str, str]]) -> list[Pair]:
    """Return claims and texts with their similarity, as the judge reads them."""
    distinct = sorted({text for pair in texts for text in pair})
    vectors = dict(zip(distinct, encoder.encode(distinct), strict=True))
    return [Pair(claim, text, "", float(vectors[claim] @ vectors[text])) for claim, text in texts]


def _taken(judgement: Judgement, *, asks: bool = False) -> str:
    """Return what a passage counts for at normal strictness; a request counts for no side unless asked after."""
    stance = counted_stance(judgement, THRESHOLDS[Strictness.NORMAL])
    return (Stance.UNRELATED if stance is Stance.ASKS and not asks else stance).value


if __name__ == "__main__":
    main()
