"""How much memory the server holds with the demo comments: answering, with models loaded, and after checks.

`python -m benchmarks.memory [--home HOME]`; needs Linux. The checks are the demo claims, asked of the whole corpus
through the job table, as the Draft page asks them, every passage on the topic judged.
"""

from __future__ import annotations

from benchmarks import results
from benchmarks.demo_claims import load
from benchmarks.homes import DEMO, opened, parser, with_demo
from benchmarks.serving import Server, wait_until
from workshop import corpus, jobs
from workshop.check import Scope
from workshop.store.jobs import JobState

_LONGEST_CHECKING_SECONDS = 300.0


def main() -> None:
    """Measure, and keep the figures."""
    given = parser(__doc__).parse_args()
    messages = [one.message for one in load() if one.kind != "uncheckable"]
    with with_demo(given.home) as home, opened(home) as bench, Server(home) as server:
        figures = {"n_comments": corpus.facts(bench, DEMO).n_comments, "answering_mib": server.memory_mib()}
        wait_until(server.has_torch, every_seconds=0.05)
        wait_until(server.is_steady, every_seconds=0.0)
        figures["models_loaded_mib"] = server.memory_mib()
        for message in messages:
            jobs.submit_check(bench, message, Scope(DEMO))
        busy = (JobState.WAITING, JobState.RUNNING)
        wait_until(lambda: not bench.store.jobs.list(*busy), every_seconds=0.5, at_most=_LONGEST_CHECKING_SECONDS)
        wait_until(server.is_steady, every_seconds=0.0)
        if failed := bench.store.jobs.list(JobState.FAILED):
            raise SystemExit(f"{len(failed)} checks failed, the first with: {failed[0].happened}")
        figures |= {
            "n_checks": len(messages),
            "after_checks_mib": server.memory_mib(),
            "peak_mib": server.memory_mib("VmHWM"),
        }
    results.write("memory", figures)


if __name__ == "__main__":
    main()
