"""Part 7: how long one claim takes, beside one raw call of the encoder in the same run, on two threads.

Made indexes of 10,000, 100,000 and a million passages hold the vectors of the airline posts, repeated with noise: the
claim is encoded, the index searched, the 64 nearest judged with their real words; no store, no search by words. The
real corpora answer through the whole product (first answer, cold: no judgement and no answer kept).
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import delete

from benchmarks import corpora
from benchmarks.corpora import AIRLINES, MIXED, STAYS, Source
from benchmarks.homes import MeasuredWorkbench, forget_answers, forget_readings
from benchmarks.judges import Way
from benchmarks.metrics import percentile
from benchmarks.scorecard import invented
from benchmarks.scorecard.card import SEED, Card
from workshop import claims as splitting
from workshop import corpus
from workshop.check import Scope, check_message
from workshop.index import FaissIndex
from workshop.records import Judgement, Pair, Strictness
from workshop.stance import Judge
from workshop.store.judgements import judgements
from workshop.store.rows import hash_text
from workshop.thresholds import THRESHOLDS

if TYPE_CHECKING:
    from workshop.encoders.contract import Vectors
    from workshop.index import Index

SIZES = (10_000, 100_000, 1_000_000)
THREADS = 2
ASKED = 30
NOISE = 0.02
"""Standard deviation in each dimension of what is added to a repeated vector: cosine about 0.93 to the one it is of."""
N_JUDGED = THRESHOLDS[Strictness.NORMAL].candidates

Times = dict[str, list[float]]
Passages = list[tuple[str, str]]  # words, and the sentence before


class Timed:
    """A judge under a name of its own, so that no judgement made before answers for it."""

    def __init__(self, judge: Judge) -> None:
        """Take the judge."""
        self._judge = judge

    @property
    def name(self) -> str:
        """The name of the judge itself."""
        return self._judge.name

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the judge itself, marked."""
        return f"{self._judge.fingerprint}, timed"

    def load(self) -> None:
        """Load the judge itself."""
        self._judge.load()

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """Judge every pair, in order."""
        return self._judge.judge(pairs)


def measure(card: Card) -> dict[str, Any]:
    """Return milliseconds a claim on made indexes, and through the product on real corpora."""
    _use_threads()
    figures: dict[str, Any] = {"threads": THREADS, "n_asked": 5 if card.quick else ASKED, "n_judged": N_JUDGED}
    with corpora.opened(card.folder, AIRLINES, card.judges[0].itself) as bench:
        asked = _asked(AIRLINES, figures["n_asked"])
        passages, vectors = _real(bench)
        figures["made"] = {}
        for size in SIZES[: 1 if card.quick else None]:
            index = made_index(vectors, size)
            figures["made"][str(size)] = {
                way.name: _summary(_take_apart(bench, way.itself, index, passages, asked)) for way in card.judges
            }
            del index
        figures["product"] = {AIRLINES.name: _by_product(bench, AIRLINES, card.judges, asked)}
    for source in () if card.quick else (STAYS, *([MIXED] if card.scale else [])):
        with corpora.opened(card.folder, source, card.judges[0].itself) as bench:
            figures["product"][source.name] = _by_product(bench, source, card.judges, _asked(source, ASKED))
    return figures


def made_index(vectors: Vectors, size: int) -> Index:
    """Return an index of so many vectors: the real ones first, then each again with noise, of length 1."""
    draw = np.random.default_rng(SEED)
    rows = np.empty((size, vectors.shape[1]), dtype=np.float32)
    for start in range(0, size, len(vectors)):
        part = vectors[: size - start]
        if start:
            part = part + draw.normal(0.0, NOISE, part.shape).astype(np.float32)
        rows[start : start + len(part)] = part / np.linalg.norm(part, axis=1, keepdims=True)
    return FaissIndex.build(np.arange(size, dtype=np.int64), rows)


def _use_threads() -> None:
    import faiss  # noqa: PLC0415 - loaded by what is measured, anyway
    import torch  # noqa: PLC0415 - as above

    torch.set_num_threads(THREADS)
    faiss.omp_set_num_threads(THREADS)


def _asked(source: Source, n: int) -> list[str]:
    """Return claims that are one claim each and that customers can judge."""
    found = [one.claim for one in invented.load() if one.corpus == source.name]
    pieces = {claim: splitting.split(claim, source.company) for claim in found}
    return [claim for claim, made in pieces.items() if len(made) == 1 and not made[0].proof][:n]


def _real(bench: MeasuredWorkbench) -> tuple[Passages, Vectors]:
    snapshot = bench.snapshot(AIRLINES.name)
    assert snapshot is not None  # noqa: S101 - the home was opened with its comments
    ids = bench.store.comments.passage_ids(AIRLINES.name, snapshot.version)
    passages = [(one.quote, before) for one, before in bench.store.comments.passages(ids.tolist(), snapshot.version)]
    hashes = [hash_text(quote) for quote, _ in passages]
    known = bench.store.vectors.get(list(dict.fromkeys(hashes)), snapshot.encoder)
    return passages, np.stack([known[name] for name in hashes])


def _take_apart(
    bench: MeasuredWorkbench, judge: Judge, index: Index, passages: Passages, asked: Sequence[str]
) -> Times:
    """Time the steps of each claim, with a raw encode of another sentence between."""
    times: Times = defaultdict(list)
    bench.encoder.encode(["Loaded before the clock starts."])
    judge.judge([Pair("The crew is friendly.", "Friendly crew!", "", 0.8)])
    for number, claim in enumerate(asked):
        forget_readings()
        _timed(times, "raw encode", bench.encoder.encode, [f"One sentence, number {number}."])
        began = time.perf_counter()
        vectors = _timed(times, "encode", bench.encoder.encode, [claim])
        near, values = _timed(times, "search", index.search, vectors, N_JUDGED)
        pairs = []
        for place, similarity in zip(near[0].tolist(), values[0].tolist(), strict=True):
            quote, before = passages[place % len(passages)]
            pairs.append(Pair(claim, quote, before, similarity))
        _timed(times, "judge", judge.judge, pairs)
        times["whole"].append((time.perf_counter() - began) * 1000)
    return times


def _by_product(bench: MeasuredWorkbench, source: Source, ways: Sequence[Way], asked: Sequence[str]) -> dict[str, Any]:
    snapshot = bench.snapshot(source.name)
    assert snapshot is not None  # noqa: S101 - as above
    facts, scope = corpus.facts(bench, source.name), Scope(source.name)
    figures: dict[str, Any] = {"n_comments": facts.n_comments, "n_passages": len(snapshot.index)}
    for way in ways:
        bench.measured = Timed(way.itself)
        with bench.store.write() as connection:
            connection.execute(delete(judgements).where(judgements.c.judge == bench.measured.fingerprint))
        forget_answers(bench)
        check_message(bench, "Loaded before the clock starts.", scope, deep=False)
        times: Times = defaultdict(list)
        for claim in asked:
            forget_readings()
            _timed(times, "raw encode", bench.encoder.encode, ["One sentence."])
            _timed(times, "whole", partial(check_message, deep=False), bench, claim, scope)
        figures[way.name] = _summary(times)
    return figures


def _timed(times: Times, name: str, work: Callable[..., Any], *given: object) -> Any:  # noqa: ANN401 - as work gives it
    began = time.perf_counter()
    found = work(*given)
    times[name].append((time.perf_counter() - began) * 1000)
    return found


def _summary(times: Times) -> dict[str, dict[str, float]]:
    return {
        name: {"p50": round(percentile(taken, 0.5), 1), "p95": round(percentile(taken, 0.95), 1)}
        for name, taken in times.items()
    }
