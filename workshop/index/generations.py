"""Owns index files on disk: each generation is written once, and a manifest says which one counts."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import BinaryIO

from workshop.errors import CannotWrite, WorkshopError
from workshop.index.contract import Index
from workshop.index.exact import ExactIndex
from workshop.index.faiss_index import FaissIndex

MANIFEST = "manifest.json"
_SUFFIX = ".index"
_DRAFT = ".draft"
_ENGINES: dict[str, type[ExactIndex] | type[FaissIndex]] = {"exact": ExactIndex, "faiss": FaissIndex}

_Stamp = tuple[int, int, int]


class DamagedIndex(WorkshopError):
    """The index on disk is not what its manifest says; it can be rebuilt from the store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a generation was built from. `Generations.write` fills the fields from `generation` on.

    `encoder` is the encoder's fingerprint; `version` and `fingerprint` name the members of the
    corpus in the store; `languages` are those whose comments it holds ("de,en"), "" in one that was
    made before languages were told; `checksum` is the sha256 of the generation's file.
    """

    encoder: str
    precision: str
    version: int
    fingerprint: str
    languages: str = ""
    generation: int = 0
    dimension: int = 0
    count: int = 0
    engine: str = ""
    made_with: str = ""
    checksum: str = ""


class Generations:
    """The generations of one corpus in a folder. Reading is safe from any thread or process.

    Whoever writes or sweeps holds the store's write lock; readers need none.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._stamp: _Stamp | None = None
        self._loaded: tuple[Manifest, Index] | None = None

    def write(self, index: Index, facts: Manifest) -> Manifest:
        """Write a new generation, switch to it, and return its full manifest.

        Killed at any moment, the folder still holds the generation before, or already this one.

        Raises:
            CannotWrite: the disk is full or the folder may not be written; the generation before stays.
        """
        try:
            return self._write(index, facts)
        except (OSError, RuntimeError) as error:  # FAISS says in a RuntimeError that its file could not be written
            raise CannotWrite(
                f"The index in {self.folder} cannot be written ({error}).",
                "Make room on that disk, or check its permissions; the comments are stored, and the index follows "
                "at the next start.",
            ) from error

    def _write(self, index: Index, facts: Manifest) -> Manifest:
        self.folder.mkdir(parents=True, exist_ok=True)
        generation = max(self._numbers(), default=0) + 1
        draft = self._file(generation).with_suffix(_DRAFT)
        with draft.open("wb") as file:
            index.save(file)
            _flush(file)
        draft.replace(self._file(generation))
        manifest = replace(
            facts,
            generation=generation,
            dimension=index.dimension,
            count=len(index),
            engine=index.engine,
            made_with=index.made_with,
            checksum=_sha256(self._file(generation)),
        )
        self._switch(manifest)
        return manifest

    def current(self) -> tuple[Manifest, Index] | None:
        """Return the generation that counts, loading it if the manifest changed; None before the first.

        Raises:
            DamagedIndex: its file is missing, cut short or changed; build it again from the store.
        """
        with self._lock:
            stamp = self._read_stamp()
            while stamp != self._stamp:
                try:
                    loaded = None if stamp is None else self._load()
                except DamagedIndex:
                    # A writer may have switched twice and swept what we were about to read.
                    if (newer := self._read_stamp()) == stamp:
                        raise
                    stamp = newer
                else:
                    self._stamp, self._loaded = stamp, loaded
                    stamp = self._read_stamp()
            return self._loaded

    def discard(self) -> None:
        """Delete every generation, damaged or not, so that the next is built from nothing."""
        if self.folder.is_dir():
            (self.folder / MANIFEST).unlink(missing_ok=True)
            self.sweep()

    def sweep(self) -> None:
        """Delete all but the current generation: what is gone from it may have been erased for good.

        A reader that was about to open another one finds a newer manifest, and opens what that names.

        Raises:
            DamagedIndex: the manifest cannot be read, so nothing is deleted.
        """
        if not self.folder.is_dir():
            return
        current = self._manifest().generation if (self.folder / MANIFEST).exists() else 0
        for path in self._left_over(current):
            path.unlink(missing_ok=True)

    @property
    def is_swept(self) -> bool:
        """Whether there is nothing to sweep, as after a kill there may be."""
        if not (self.folder / MANIFEST).exists():
            return True
        return not self._left_over(self._manifest().generation)

    def _left_over(self, current: int) -> list[Path]:
        return [
            path
            for path in self.folder.glob("*")
            if path.suffix == _DRAFT or (path.suffix == _SUFFIX and _number(path) != current)
        ]

    def _switch(self, manifest: Manifest) -> None:
        draft = self.folder / f"{MANIFEST}{_DRAFT}"
        with draft.open("wb") as file:
            file.write(json.dumps(asdict(manifest), indent=2).encode())
            _flush(file)
        _flush_folder(self.folder)
        draft.replace(self.folder / MANIFEST)
        _flush_folder(self.folder)

    def _load(self) -> tuple[Manifest, Index]:
        manifest = self._manifest()
        try:
            if _sha256(self._file(manifest.generation)) != manifest.checksum:
                raise _damaged(self.folder)
            with self._file(manifest.generation).open("rb") as file:
                index: Index = _ENGINES[manifest.engine].load(file)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise _damaged(self.folder) from error
        if (len(index), index.dimension) != (manifest.count, manifest.dimension):
            raise _damaged(self.folder)
        return manifest, index

    def _manifest(self) -> Manifest:
        known = {field.name for field in fields(Manifest)}
        try:
            values = json.loads((self.folder / MANIFEST).read_bytes())
            return Manifest(**{name: value for name, value in values.items() if name in known})
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise _damaged(self.folder) from error

    def _read_stamp(self) -> _Stamp | None:
        try:
            found = (self.folder / MANIFEST).stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_ino, found.st_size

    def _numbers(self) -> list[int]:
        return [_number(path) for path in self.folder.glob(f"*{_SUFFIX}")]

    def _file(self, generation: int) -> Path:
        return self.folder / f"generation-{generation:08}{_SUFFIX}"


def _number(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])


def _damaged(folder: Path) -> DamagedIndex:
    return DamagedIndex(f"The index in {folder} is damaged.", "Run: backtalk doctor --rebuild.")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make renames in a folder last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
