"""A kill -9 at every write step of an import, an erasure and a removal; then the next start must be whole."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.faults import children, world
from benchmarks.faults.steps import Steps
from workshop.errors import UnknownCorpus
from workshop.health import examine
from workshop.passages import split
from workshop.reindex import index_now, is_behind
from workshop.settings import Settings
from workshop.store.rows import hash_text
from workshop.workbench import Workbench

_N_FIRST, _N_SECOND = 18, 10
_DOOMED = "guest3"


@dataclass(frozen=True, slots=True)
class Deed:
    """A command, and the only two states that a kill may leave: before, and after. None is no corpus at all."""

    name: str
    arguments: tuple[str | Path, ...]
    before: world.State | None
    after: world.State | None


def deeds(folder: Path) -> list[Deed]:
    """Write the files, and return what is done to a home."""
    first = {str(n): world.row(n) for n in range(_N_FIRST)}
    second = {str(n): world.row(n, 2) for n in range(0, _N_FIRST, 4)}
    second |= {str(n): world.row(n) for n in range(_N_FIRST, _N_FIRST + _N_SECOND)}
    erased = {name: one for name, one in first.items() if one.author != _DOOMED}
    files = [world.write(folder / name, rows) for name, rows in (("first.csv", first), ("second.csv", second))]
    take = [("import", file, *world.OPTIONS) for file in files]
    erase = ("erase", "--corpus", world.CORPUS, "--author", _DOOMED, "--yes")
    return [
        Deed("first import", take[0], None, first),
        Deed("import", take[1], first, first | second),
        Deed("erase", erase, first, erased),
        Deed("remove", ("remove", world.CORPUS, "--yes"), first, None),
    ]


def kill_everywhere(folder: Path, deed: Deed, every: int = 1) -> dict[str, object]:
    """Kill a deed at each of its write steps (or each so-many-th), and return what was found."""
    start = prepared(folder, deed)
    names = _steps_of(copied(start, folder / "counted"), deed)
    began, wrong, n_after = time.monotonic(), [], 0
    places = range(1, len(names) + 1, every)
    for place in places:
        home = copied(start, folder / "home")
        ended = children.run(partial(_die, home, deed, place))
        if not ended.was_killed:
            wrong.append(f"step {place} ({names[place - 1]}): not killed but ended with {ended.status}: {ended.err}")
            continue
        n_after += look(home, deed, f"step {place} ({names[place - 1]})", wrong)
    return {
        "deed": deed.name,
        "n_steps": len(names),
        "n_kills": len(places),
        "n_found_done": n_after,
        "seconds": round(time.monotonic() - began, 1),
        "wrong": wrong,
    }


def look(home: Path, deed: Deed, place: str, wrong: list[str]) -> bool:
    """Start anew after a kill, note what is wrong, and return whether the deed had been done."""
    try:
        found = children.answer(partial(whole_after, home, deed))
        again = children.run(children.command(home, *deed.arguments))
        if again.status and not (found["is_done"] and again.is_one_sentence):
            wrong.append(f"{place}: once more ended with {again.status}: {again.err}")
        found["wrong"] += children.answer(partial(done_at_last, home, deed))
    except RuntimeError as error:
        wrong.append(f"{place}: {error}")
        return False
    wrong += [f"{place}: {what}" for what in found["wrong"]]
    return bool(found["is_done"])


def whole_after(home: Path, deed: Deed) -> dict[str, object]:
    """Do what the next start does, and return whether the deed was done and what is wrong."""
    bench = Workbench.open(Settings(home=home, encoder="hashing", judge="lexicon"))
    for corpus in bench.store.corpora.list():
        if is_behind(bench, corpus.name):
            index_now(bench, corpus.name)
    wrong = list(examine(bench).problems)
    now = _now(bench)
    allowed = [None if state is None else world.texts(state) for state in (deed.before, deed.after)]
    # A corpus that is made, but empty yet, holds none of the batch either.
    allowed += [{}] if deed.before is None else []
    if now not in allowed:
        wrong.append(f"neither before nor after: {now}")
    wrong += _wrong_checks(bench, deed, now)
    bench.close()
    return {"is_done": now == allowed[1], "wrong": wrong}


def done_at_last(home: Path, deed: Deed) -> list[str]:
    """Return what is wrong once the deed was done again after a kill."""
    bench = Workbench.open(Settings(home=home, encoder="hashing", judge="lexicon"))
    now = _now(bench)
    wrong = [] if now == (None if deed.after is None else world.texts(deed.after)) else [f"afterwards: {now}"]
    wrong += [*examine(bench).problems, *_wrong_checks(bench, deed, now), *_litter(bench), *_traces(bench, deed)]
    if now is not None:
        hashes = [kept.batch.file_hash for kept in bench.store.comments.batches(world.CORPUS)]
        wrong += ["a batch is recorded twice"] if len(set(hashes)) != len(hashes) else []
    bench.close()
    return wrong


def _now(bench: Workbench) -> dict[str, str] | None:
    try:
        return world.stored(bench.store)
    except UnknownCorpus:
        return None


def _wrong_checks(bench: Workbench, deed: Deed, now: dict[str, str] | None) -> Iterable[str]:
    states = [state for state in (deed.before, deed.after) if state is not None and world.texts(state) == now]
    return [what for state in states for n in (0, 1, 6) for what in world.wrong_in(world.ask(bench, n), state)]


def _litter(bench: Workbench) -> list[str]:
    """Return files that nothing will ever use again."""
    folders = {str(corpus.id) for corpus in bench.store.corpora.list()}
    index = bench.settings.home / "index"
    found = [path for path in index.glob("*") if path.name not in folders]
    found += [path for path in index.glob("*/*") if path.suffix == ".draft"]
    return [f"left behind: {path.relative_to(bench.settings.home)}" for path in found]


def _traces(bench: Workbench, deed: Deed) -> list[str]:
    """Return what is left of erased words: vectors of their texts, or more passages in the index than in the store."""
    if deed.name != "erase" or deed.before is None or deed.after is None:
        return []
    gone = [one.text for name, one in deed.before.items() if name not in deed.after]
    parts = [piece for text in gone for piece in _sentences(text)]
    kept = bench.store.vectors.get([hash_text(part) for part in parts], bench.encoder.fingerprint)
    wrong = [f"{len(kept)} vectors of erased words"] if kept else []
    for file in (bench.settings.home / "index").glob("*/*.index"):
        (manifest,) = file.parent.glob("manifest.json")
        if json.loads(manifest.read_bytes())["generation"] != int(file.stem.rpartition("-")[2]):
            wrong.append(f"an index from before the erasure: {file.name}")
    raw = b"".join(path.read_bytes() for path in bench.settings.home.glob("backtalk.db*"))
    return wrong + [f"erased words in the database: {part!r}" for part in parts if part.encode() in raw]


def _sentences(text: str) -> list[str]:
    """Return the sentences that nobody else wrote."""
    pieces = [text[span.start : span.end] for span in split(text)]
    return [piece for piece in pieces if "visit" in piece]


def prepared(folder: Path, deed: Deed) -> Path:
    """Return a home in the state before the deed; where there is no such state, a folder that is not there."""
    home = folder / "start"
    if deed.before is None:
        return home
    file = world.write(folder / "before.csv", deed.before)
    made = children.run(children.command(home, "import", file, *world.OPTIONS))
    if made.status:
        raise RuntimeError(made.err)
    children.answer(partial(_ask_once, home))
    return home


def _ask_once(home: Path) -> None:
    """Fill the kept answers and judgements, of which erasing must leave nothing."""
    bench = Workbench.open(Settings(home=home, encoder="hashing", judge="lexicon"))
    world.ask(bench, 1)
    bench.close()


def copied(start: Path, home: Path) -> Path:
    """Put a fresh copy of a home in place."""
    shutil.rmtree(home, ignore_errors=True)
    if start.exists():
        shutil.copytree(start, home)
    return home


def _steps_of(home: Path, deed: Deed) -> list[str]:
    found: list[str] = children.answer(partial(_count, home, children.command(home, *deed.arguments)))
    return found


def _count(home: Path, act: Callable[[], None]) -> list[str]:
    steps = Steps(home)
    act()
    return steps.names


def _die(home: Path, deed: Deed, place: int) -> None:
    Steps(home, place)
    children.command(home, *deed.arguments)()
