"""The whole set: `python -m benchmarks` runs every benchmark in order on one fresh import, and makes the table anew."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import table
from workshop.settings import home_folder

NAMES = ("importing", "latency", "first_page", "memory", "load", "demo_claims", "prevalence", "verdicts", "languages")


def main() -> None:
    """Run the set, or what was named; what needs something that is not here says so, and the others go on."""
    made = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    made.add_argument("names", nargs="*", metavar="NAME", help=f"only these, of {', '.join(NAMES)}")
    chosen = made.parse_args().names or NAMES
    if unknown := set(chosen) - set(NAMES):
        made.error(f"There is no benchmark called {', '.join(sorted(unknown))}.")
    with tempfile.TemporaryDirectory(prefix="backtalk-") as folder:
        source, fresh = home_folder(), Path(folder) / "home"
        failed = []
        for name in (one for one in NAMES if one in chosen):
            home = fresh if (fresh / "index").is_dir() else source
            options = {"importing": ["--home", str(source), "--keep", str(fresh)], "verdicts": [], "languages": []}
            if _run(name, *options.get(name, ["--home", str(home)])):
                failed.append(name)
    table.main()
    if failed:
        sys.exit(f"No new figures from: {', '.join(failed)}.")


def _run(name: str, *options: str) -> int:
    print(f"== {name}", file=sys.stderr, flush=True)
    return subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *options], check=False).returncode


if __name__ == "__main__":
    main()
