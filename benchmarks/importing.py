"""How fast comments come in, beside the raw encoder on the same passages in the same run, and the peak of memory.

`python -m benchmarks.importing [--share 0.15] [--rounds 3] [--keep FOLDER]`. First `backtalk demo` imports all of the
demo comments, in a process of its own from start to end. Then, in each round, a part of them is imported into a fresh
home by the use case that every face calls, models loaded before the clock starts; and the same different passages
are encoded, with the same precision and number of threads, twice: by sentence-transformers alone, which sorts texts
by characters, and by Backtalk's encoder alone, which sorts them by tokens and so pads less. The three take turns at
going first.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import results
from benchmarks.homes import DEMO, copy_archives, opened, parser
from workshop import corpus, demo, passages
from workshop.encoders.weights import locate
from workshop.intake import Table
from workshop.settings import Settings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from workshop.workbench import Workbench

SEED = 7


@dataclass(frozen=True, slots=True)
class Round:
    """One part, imported and encoded."""

    n_comments: int
    n_passages: int
    import_seconds: float
    raw_seconds: float
    encoder_seconds: float


def main() -> None:
    """Measure, and keep the figures."""
    made = parser(__doc__)
    made.add_argument("--share", type=float, default=0.15, help="share of the comments for the rounds, 0 to 1")
    made.add_argument("--rounds", type=int, default=3, help="parts that this share is cut into")
    made.add_argument("--keep", type=Path, help="leave the complete import in this new folder")
    made.add_argument("--only-rounds", action="store_true", help="leave the complete import out")
    given = made.parse_args()
    with tempfile.TemporaryDirectory(prefix="backtalk-") as folder:
        complete = given.keep or Path(folder) / "home"
        complete.mkdir(parents=True, exist_ok=True)
        copy_archives(given.home, complete)
        manifest = demo.find(DEMO)
        whole = demo.rows(manifest, demo.fetch(manifest, complete / "archives").read_bytes())
        # The complete import goes first: its process must not share the machine with a loaded model.
        figures = {} if given.only_rounds else {"complete": run_command(complete)}
        figures |= in_rounds(given, whole, Path(folder))
    results.write("importing", figures, {"share": given.share, "rounds": given.rounds})


def run_command(home: Path) -> dict[str, Any]:
    """Import everything by `backtalk demo`, and watch the process."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "workshop", "demo"]
    with subprocess.Popen(command, env=os.environ | {"BACKTALK_HOME": str(home)}, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None  # noqa: S101 - asked for
        process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if process.returncode:
        raise SystemExit("backtalk demo failed; its words are above.")
    with opened(home) as bench:
        facts = corpus.facts(bench, DEMO)
    return {
        "n_comments": facts.n_comments,
        "seconds": round(seconds, 1),
        "comments_per_second": round(facts.n_comments / seconds, 1),
        "peak_mib": round(used.ru_maxrss / 1024),  # Linux counts in KiB
    }


def in_rounds(given: argparse.Namespace, whole: Table, folder: Path) -> dict[str, Any]:
    """Import parts of the table in turn with raw encoding, and compare."""
    chosen = list(range(len(whole.rows)))
    random.Random(SEED).shuffle(chosen)  # noqa: S311 - a sample, not a secret
    chosen = chosen[: round(given.share * len(chosen))]
    with opened(folder / "idle") as bench:
        precision = bench.encoder.precision
    raw = raw_encoder(bench.settings, precision)
    raw.encode(["One sentence to warm up."] * 64, batch_size=32, show_progress_bar=False)
    rounds = []
    for number in range(given.rounds):
        part = [chosen[place] for place in range(number, len(chosen), given.rounds)]
        table = replace(whole, rows=[whole.rows[n] for n in part], numbers=[whole.numbers[n] for n in part])
        with opened(folder / f"round{number}") as bench:
            rounds.append(one_round(bench, table, raw, turn=number))
    import torch  # noqa: PLC0415 - after the encoder has set its threads

    return {"threads": torch.get_num_threads(), "precision": precision} | summary(rounds)


def summary(rounds: list[Round]) -> dict[str, Any]:
    """Sum the rounds up; a share above 1 means that the import is faster than encoding alone."""
    n_comments, n_passages = sum(one.n_comments for one in rounds), sum(one.n_passages for one in rounds)
    importing = sum(one.import_seconds for one in rounds)
    raw, encoder = sum(one.raw_seconds for one in rounds), sum(one.encoder_seconds for one in rounds)
    return {
        "n_comments": n_comments,
        "n_passages": n_passages,
        "comments_per_second": round(n_comments / importing, 1),
        "passages_per_second": round(n_passages / importing, 1),
        "raw_passages_per_second": round(n_passages / raw, 1),
        "encoder_passages_per_second": round(n_passages / encoder, 1),
        "share_of_raw": round(raw / importing, 3),
        "share_of_own_encoder": round(encoder / importing, 3),
        "rounds": [
            {
                "n_passages": one.n_passages,
                "share_of_raw": round(one.raw_seconds / one.import_seconds, 3),
                "share_of_own_encoder": round(one.encoder_seconds / one.import_seconds, 3),
            }
            for one in rounds
        ],
    }


def raw_encoder(settings: Settings, precision: str) -> SentenceTransformer:
    """Load the same weights as they are used without Backtalk, in the same precision."""
    import torch  # noqa: PLC0415 - after the encoder has set its threads
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    model = SentenceTransformer(str(locate(settings.encoder).folder), device="cpu", local_files_only=True)
    return model.to(torch.bfloat16) if precision == "bfloat16" else model


def one_round(bench: Workbench, table: Table, raw: SentenceTransformer, *, turn: int) -> Round:
    """Import a table into a fresh home, and encode its different passages without storing anything."""
    _ = bench.encoder.encode(["Loaded before the clock starts."]), bench.judge
    plan = plan_of_demo()
    comments = corpus.preview_table(bench, table, plan).intake.comments
    texts = list(
        dict.fromkeys(one.text[span.start : span.end] for one in comments for span in passages.split(one.text))
    )
    works: dict[str, Callable[[], object]] = {
        "import": lambda: corpus.take(bench, corpus.preview_table(bench, table, plan), plan),
        "raw": lambda: raw.encode(texts, batch_size=32, show_progress_bar=False, normalize_embeddings=True),
        "encoder": lambda: bench.encoder.encode(texts),
    }
    names = list(works)
    taken = {name: seconds(works[name]) for name in names[turn % 3 :] + names[: turn % 3]}
    return Round(len(comments), len(texts), taken["import"], taken["raw"], taken["encoder"])


def plan_of_demo() -> corpus.Plan:
    """Return a plan for rows of the demo's table."""
    manifest = demo.find(DEMO)
    columns = {"text": [manifest.columns.text], "segments": [one.dimension for one in manifest.segments]}
    return corpus.Plan(DEMO, "part.csv", columns, manifest.whose, source=manifest.kind)


def seconds(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
