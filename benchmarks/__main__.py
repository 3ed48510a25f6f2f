"""The whole set: `python -m benchmarks` runs every benchmark in order on one fresh import, and makes the table anew."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import table
from workshop.settings import home_folder

WITH_HOME = ("latency", "first_page", "memory", "demo_claims")


def main() -> None:
    """Run the set; what needs something that is not here says so, and the others go on."""
    made = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    made.add_argument("--share", type=float, default=0.3, help="share of the comments for the rounds of importing")
    given = made.parse_args()
    with tempfile.TemporaryDirectory(prefix="backtalk-") as folder:
        home = Path(folder) / "home"
        fresh = ["--home", str(home_folder()), "--keep", str(home)]
        done = [_run("importing", *fresh, "--share", str(given.share))]
        done += [_run(name, "--home", str(home)) for name in WITH_HOME]
        done.append(_run("scorecard"))
    table.main()
    sys.exit(max(done))


def _run(name: str, *options: str) -> int:
    print(f"== {name}", file=sys.stderr, flush=True)
    return subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *options], check=False).returncode


if __name__ == "__main__":
    main()
