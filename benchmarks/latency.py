"""How long a message of one claim waits for its answer, beside one raw encode of one sentence in the same run.

`python -m benchmarks.latency [--rounds 1] [--home HOME]`. The messages are the checkable demo claims that
are one claim, asked of the whole corpus. Cold: no answer and no judgement is kept, in the store or in the
process, while models and index are loaded. Warm: the same message again.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from benchmarks import results
from benchmarks.demo_claims import load
from benchmarks.homes import DEMO, forget, opened, parser, with_demo
from benchmarks.importing import raw_encoder
from benchmarks.metrics import percentile
from workshop import claims, corpus
from workshop.check import Scope, check_message
from workshop.check import read as read_kept
from workshop.evidence import Search, rank_all
from workshop.evidence import read as read_passages
from workshop.records import Claim, Strictness
from workshop.thresholds import DEPTH, THRESHOLDS

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from workshop.workbench import Workbench

SCOPE = Scope(DEMO)
THRESHOLDS_IN_FORCE = THRESHOLDS[Strictness.NORMAL]

Times = dict[str, list[float]]


def main() -> None:
    """Measure, and keep the figures."""
    made = parser(__doc__)
    made.add_argument("--rounds", type=int, default=1, help="how often all messages are asked")
    given = made.parse_args()
    whole: Times = defaultdict(list)
    parts: Times = defaultdict(list)
    with with_demo(given.home) as home, opened(home) as bench:
        chosen = one_claim_messages(bench)
        raw = raw_encoder(bench.settings, bench.encoder.precision)
        first_ever = _milliseconds(lambda: check_message(bench, chosen[0].text, SCOPE, deep=False))
        for _ in range(given.rounds):
            for claim in chosen:
                ask(bench, raw, claim.text, whole)
        for claim in chosen:
            take_apart(bench, claim, parts)
        n_comments = corpus.facts(bench, DEMO).n_comments
        n_passages = _n_passages(bench)
        precision = bench.encoder.precision
    import torch  # noqa: PLC0415 - after the encoder has set its threads

    figures = {
        "n_comments": n_comments,
        "n_passages": n_passages,
        "n_messages": len(chosen),
        "n_asked": len(chosen) * given.rounds,
        "first_in_process_ms": round(first_ever, 1),
        "milliseconds": {name: _summary(times) for name, times in whole.items()},
        "cold_deep_parts_ms": {name: _summary(times) for name, times in parts.items()},
        "threads": torch.get_num_threads(),
        "precision": precision,
    }
    results.write("latency", figures, {"rounds": given.rounds})


def one_claim_messages(bench: Workbench) -> list[Claim]:
    """Return the demo claims that split into exactly one claim, one that customers can speak to."""
    company = bench.store.corpora.get(DEMO).company
    split = [claims.split(one.message, company) for one in load()]
    return [found[0] for found in split if len(found) == 1 and not found[0].proof]


def ask(bench: Workbench, raw: SentenceTransformer, message: str, times: Times) -> None:
    """Time one message in every way, with a raw encode between."""
    times["raw encode"].append(_milliseconds(lambda: raw.encode([message], show_progress_bar=False)))
    forget(bench)
    times["cold, first answer"].append(_milliseconds(lambda: check_message(bench, message, SCOPE, deep=False)))
    forget(bench)
    times["cold, deep"].append(_milliseconds(lambda: check_message(bench, message, SCOPE)))
    times["warm"].append(_milliseconds(lambda: check_message(bench, message, SCOPE)))
    times["warm, page reads"].append(_milliseconds(lambda: read_kept(bench, message, SCOPE)))


def take_apart(bench: Workbench, claim: Claim, times: Times) -> None:
    """Time the steps of a cold deep check one by one, as `workshop.check` takes them."""
    forget(bench)
    snapshot = bench.snapshot(DEMO)
    assert snapshot is not None  # noqa: S101 - the home was opened with its comments
    said, values = claim.proposition, THRESHOLDS_IN_FORCE
    encode = _milliseconds(lambda: bench.encoder.encode([said]))
    vector = bench.encoder.encode([said])[0]
    meaning = _milliseconds(lambda: snapshot.index.above(vector, values.topic_similarity))
    words = _milliseconds(lambda: bench.store.words.search(DEMO, snapshot.version, said, DEPTH.words))
    began = time.perf_counter()
    ranked = rank_all(bench, snapshot, Search(said, vector), segment=None, thresholds=values)
    found = read_passages(bench, snapshot, ranked, ranked.ids[: DEPTH.deepest])
    all_found = (time.perf_counter() - began) * 1000
    pairs = [candidate.pair(said) for candidate in found]
    began = time.perf_counter()
    judged = bench.judge.judge(pairs)
    judging = (time.perf_counter() - began) * 1000
    kept = dict(zip(pairs, judged, strict=True))
    fingerprint = bench.judge.fingerprint
    looking_up = _milliseconds(lambda: bench.store.judgements.get(pairs, fingerprint))
    keeping = _milliseconds(lambda: bench.store.judgements.put(kept, fingerprint))
    times["encode the claim"].append(encode)
    times["search by meaning"].append(meaning)
    times["search by words"].append(words)
    times["read passages from the store"].append(max(0.0, all_found - meaning - words))
    times["judge"].append(judging)
    times["look up and keep judgements"].append(looking_up + keeping)
    times["passages judged (a count)"].append(len(pairs))


def _n_passages(bench: Workbench) -> int:
    snapshot = bench.snapshot(DEMO)
    return len(snapshot.index) if snapshot else 0


def _milliseconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _summary(times: list[float]) -> dict[str, float]:
    return {"p50": round(percentile(times, 0.5), 1), "p95": round(percentile(times, 0.95), 1)}


if __name__ == "__main__":
    main()
