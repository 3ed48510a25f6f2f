"""The word lists of the numbers, read once from measures.toml and cues.toml."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from workshop.stems import stem

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures, and how much of that dimension's own unit it is."""

    dimension: str
    factor: float
    name: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that are a quantity without a number ("24/7", "overnight")."""

    pattern: Pattern
    dimension: str
    low: float
    high: float
    kind: str


@dataclass(frozen=True, slots=True)
class KindRule:
    """One way to tell what kind of number it is: by words that touch it, or anywhere in its clause."""

    kind: str
    near: Pattern | None
    clause: Pattern | None
    means: str


@dataclass(frozen=True, slots=True)
class Tables:
    """All word lists, compiled."""

    vague: Mapping[str, tuple[float, float]]
    scales: Mapping[str, float]
    fractions: Mapping[str, float]
    units: Mapping[str, Unit]
    money: Mapping[str, Unit]
    short: frozenset[str]
    phrases: tuple[Phrase, ...]
    plural: Mapping[str, tuple[float, float]]
    plural_before: str
    plural_never: Pattern
    leeway: Mapping[str, tuple[float, float]]
    axes: Mapping[str, tuple[str, bool]]
    axes_of_verbs: Mapping[str, str]
    before: tuple[tuple[Pattern, str], ...]
    after: tuple[tuple[Pattern, str], ...]
    kinds: Mapping[str, tuple[KindRule, ...]]
    less: frozenset[str]
    neither: frozenset[str]
    cues: Mapping[str, Pattern]
    topics: Mapping[str, str]
    topic_phrases: tuple[tuple[Pattern, str], ...]
    topic_kinds: Mapping[str, str]
    room: frozenset[str]
    uncounted: frozenset[str]
    light: frozenset[str]
    light_for_money: frozenset[str]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Read the word lists; some 20 ms once, then the same object."""
    measures, cues = _read("measures.toml"), _read("cues.toml")
    plural = measures["plural"]
    return Tables(
        vague={word: (float(low), float(high)) for word, (low, high) in measures["vague"].items()},
        scales=measures["scales"],
        fractions=measures["fractions"],
        units=dict(_units(measures["units"])),
        money={s: Unit(_CURRENCY.get(n, n), row[0], n) for n, row in measures["money"].items() for s in row[1:]},
        short=frozenset(measures["short"]["units"]),
        phrases=tuple(_phrase(row["pattern"], *row["reads"]) for row in measures["phrases"]),
        plural={name: (plural[name][0], plural[name][1]) for name in measures["units"]["time"] if name in plural},
        plural_before=plural["before"],
        plural_never=re.compile(plural["never"]),
        leeway={name: (row[0], row[1]) for name, row in measures["leeway"].items()},
        axes={
            word: (name, side == "along")
            for name, axis in measures["axes"].items()
            for side in ("along", "against")
            for word in axis[side]
        },
        axes_of_verbs={stem(verb): name for name, axis in measures["axes"].items() for verb in axis.get("verbs", ())},
        before=tuple((re.compile(rf"(?:^| )(?:{row['pattern']})(?: of)? $"), row["means"]) for row in cues["before"]),
        after=tuple((re.compile(row["pattern"]), row["means"]) for row in cues["after"]),
        kinds={name: tuple(_kind(row) for row in rows) for name, rows in cues["kinds"].items()},
        less=frozenset(cues["better"]["less"]),
        neither=frozenset(cues["better"]["neither"]),
        cues=_cues(cues),
        topics={stem(word): name for name, topic in cues["topics"].items() for word in topic["words"]},
        topic_phrases=tuple(
            (re.compile(topic["phrases"]), name) for name, topic in cues["topics"].items() if "phrases" in topic
        ),
        topic_kinds={name: topic["kind"] for name, topic in cues["topics"].items() if "kind" in topic},
        room=frozenset(stem(word) for word in cues["room"]["words"]),
        uncounted=frozenset(cues["uncounted"]["words"]),
        light=frozenset(cues["light"]["words"]),
        light_for_money=frozenset(cues["light"]["money"]),
    )


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Return a hash of these lists and of the rules' own code: whatever could change a comparison."""
    digest = hashlib.sha256()
    for name in sorted(entry.name for entry in files("workshop.quantities").iterdir()):
        if name.endswith((".py", ".toml")):
            digest.update(files("workshop.quantities").joinpath(name).read_bytes())
    return digest.hexdigest()[:16]


_CURRENCY = {"cent": "dollar", "penny": "pound"}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("workshop.quantities").joinpath(name).read_bytes().decode())


def _units(rows: Mapping[str, Mapping[str, list[Any]]]) -> list[tuple[str, Unit]]:
    return [
        (surface, Unit(dimension, row[0], name))
        for dimension, units in rows.items()
        for name, row in units.items()
        for surface in row[1:]
    ]


def _phrase(pattern: str, dimension: str, low: float, high: float, kind: str) -> Phrase:
    return Phrase(re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), dimension, low, high, kind)


def _kind(row: Mapping[str, str]) -> KindRule:
    near, clause = row.get("near"), row.get("clause")
    return KindRule(
        row["kind"], re.compile(near) if near else None, re.compile(clause) if clause else None, row.get("means", "")
    )


def _cues(data: Mapping[str, Any]) -> dict[str, Pattern]:
    patterns = {name: data["better"][name] for name in ("few", "complaint")}
    patterns |= {f"told {name}": pattern for name, pattern in data["told"].items()}
    patterns |= {f"denied {name}": pattern for name, pattern in data["denied"].items()}
    patterns |= {name: data[name]["words"] for name in ("limited", "sure")}
    patterns |= {f"by {name}": pattern for name, pattern in data["mode"].items()}
    return {name: re.compile(pattern) for name, pattern in patterns.items()}
