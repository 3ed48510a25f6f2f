"""Triples from public data that lies beside the checkout; nothing of it is kept in the repository.

Every function reads one data set whose licence permits shipping weights trained on it (the model card
lists them) and only the part of it that is for training. Claims are ours; passages are people's words.
"""

from __future__ import annotations

import csv
import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from training.triples import DATA, HERE, Triple
from workshop import passages
from workshop.records import Stance

TRAINING_PRODUCT = "Apex_AD2600_Progressive_scan_DVD player"
DEVELOPMENT_PRODUCT = "Creative_Labs_Nomad_Jukebox_Zen_Xtra_40GB"
TRAINING_PRODUCTS = (TRAINING_PRODUCT, DEVELOPMENT_PRODUCT)
LONGEST = 40
"""Words of the longest patient comment taken whole: a theme given to a long one may lie in any of its sentences."""

UNMATCHED = 0.35
"""Share of the debates' pairs without a match that is kept; there are four of them for each match."""

PRAISE = (
    "The {} is good.",
    "The {} is excellent.",
    "It has a great {}.",
    "You will love the {}.",
    "Customers are happy with the {}.",
    "Its {} is one of the best things about it.",
    "The {} works well.",
)
BLAME = (
    "The {} is bad.",
    "The {} is poor.",
    "Customers are disappointed with the {}.",
    "The {} leaves a lot to be desired.",
    "The {} is a problem.",
)
OPPOSITE = {Stance.SUPPORTS: Stance.CONTRADICTS, Stance.CONTRADICTS: Stance.SUPPORTS}


def debates(draw: random.Random) -> Iterator[Triple]:
    """Yield ArgKP-2021's training pairs: a key point is the claim, an argument the passage."""
    folder = DATA / "argkp" / "kpm_data"
    arguments = {row["arg_id"]: row for row in _rows(folder / "arguments_train.csv")}
    key_points = {row["key_point_id"]: row for row in _rows(folder / "key_points_train.csv")}
    pairs = list(_rows(folder / "labels_train.csv"))
    draw.shuffle(pairs)
    for row in pairs:
        stance = Stance.SUPPORTS if row["label"] == "1" else Stance.UNRELATED
        if stance is Stance.UNRELATED and draw.random() > UNMATCHED:
            continue
        claim, passage = key_points[row["key_point_id"]]["key_point"], arguments[row["arg_id"]]["argument"]
        yield Triple(claim, "", passage.lstrip("`"), stance, "argkp")


def products(draw: random.Random, product: str = TRAINING_PRODUCT) -> Iterator[Triple]:
    """Yield labelled sentences of one product: each of its features, and as many that it does not name."""
    sentences = [row for row in _rows(DATA / "product-reviews" / "sentences.csv") if row["product"] == product]
    every = sorted({feature for row in sentences for feature in _signs(row["features"])})
    before = ""
    last = None
    for row in sentences:
        before = before if row["review_id"] == last else ""
        signs = _signs(row["features"])
        for feature, sign in signs.items():
            if sign:
                yield from _about(draw, feature, sign, before, row["sentence"], "product-reviews")
        words = set(row["sentence"].split())
        foreign = [one for one in every if one not in signs and not set(one.split()) & words]
        for feature in draw.sample(foreign, min(2, len(foreign))):
            template = draw.choice(PRAISE + BLAME)
            yield Triple(template.format(feature), before, row["sentence"], Stance.UNRELATED, "product-reviews")
        before, last = row["sentence"], row["review_id"]


def phrases(draw: random.Random) -> Iterator[Triple]:
    """Yield short pros and cons that name a thing which is named on both sides."""
    folder = DATA / "pros-cons"
    sides = {side: _phrases(folder / f"Integrated{side}.txt") for side in ("Pros", "Cons")}
    named: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"Pros": [], "Cons": []})
    for side, found in sides.items():
        for phrase in found:
            named[phrase.split()[-1]][side].append(phrase)
    things = {thing: both for thing, both in named.items() if min(map(len, both.values())) >= 15 and thing.isalpha()}
    for thing, both in sorted(things.items()):
        for side, said in both.items():
            telling = sorted({phrase for phrase in said if len(phrase.split()) > 1})
            for phrase in draw.sample(telling, min(25, len(telling))):
                yield from _about(draw, thing, 1 if side == "Pros" else -1, "", phrase, "pros-cons")
            other = draw.choice([one for one in things if one != thing])
            for phrase in draw.sample(telling, min(8, len(telling))):
                if other not in phrase:
                    yield Triple(draw.choice(PRAISE).format(other), "", phrase, Stance.UNRELATED, "pros-cons")


def patients(draw: random.Random) -> Iterator[Triple]:
    """Yield survey answers of one theme and a clear sentiment beside claims about that theme and about others."""
    with (HERE / "themes.toml").open("rb") as file:
        themes = tomllib.load(file)
    for theme, text, side in _answers():
        if theme not in themes or not 3 <= len(text.split()) <= LONGEST:
            continue
        *earlier, passage = [text[span.start : span.end] for span in passages.split(text)] or [text]
        if len(earlier) > 1:
            continue
        before = earlier[0] if earlier else ""
        wording = draw.choice(("for", "for", "against"))
        agrees = (side > 0) == (wording == "for")
        stance = Stance.SUPPORTS if agrees else Stance.CONTRADICTS
        yield Triple(draw.choice(themes[theme][wording]), before, passage, stance, "survey-nhs")
        other = draw.choice([name for name in themes if _far(name, theme)])
        yield Triple(draw.choice(themes[other]["for"]), before, passage, Stance.UNRELATED, "survey-nhs")


def _answers() -> Iterator[tuple[str, str, int]]:
    """Yield theme, text and sign of the answers whose theme is one and whose sentiment is clear."""
    folder = DATA / "survey-nhs"
    for row in _rows(folder / "text_data.csv"):
        if re.fullmatch(r"-?[2-5]", row["criticality"]):
            yield row["subcategory"].strip(), row["feedback"].strip(), int(row["criticality"])
    for row in _rows(folder / "v6framework_230831.csv"):
        named = [theme for theme, value in list(row.items())[11:] if value == "1"]
        if len(named) == 1 and row["Comment sentiment"] in "1245" and row["Comment sentiment"]:
            yield named[0], row["FFT answer"].strip(), 3 - int(row["Comment sentiment"])


def _about(draw: random.Random, thing: str, sign: int, before: str, passage: str, source: str) -> Iterator[Triple]:
    """Yield a claim that the passage supports or, as often, one that it contradicts."""
    praise = draw.random() < 0.6
    stance = Stance.SUPPORTS if praise == (sign > 0) else Stance.CONTRADICTS
    yield Triple(draw.choice(PRAISE if praise else BLAME).format(thing), before, passage, stance, source)


def _far(one: str, other: str) -> bool:
    """Whether two themes share no word longer than three letters."""

    def words(name: str) -> set[str]:
        return set(re.findall(r"[a-z]{4,}", name.lower()))

    return not words(one) & words(other) and "general" not in one.lower()


def _signs(features: str) -> dict[str, int]:
    """Return the sum of the strengths of each feature of a sentence, "size|2|[u];weight|-1|"."""
    found: dict[str, int] = defaultdict(int)
    for part in filter(None, features.split(";")):
        name, strength, _ = part.split("|")
        found[name.strip()] += int(strength)
    return dict(found)


@cache
def _phrases(path: Path) -> tuple[str, ...]:
    text = path.read_text(encoding="latin-1")
    inside = re.findall(r"<(?:Pros|Cons)>(.*?)</", text, flags=re.DOTALL)
    found = (part.strip(" .!*-").lower() for line in inside for part in re.split(r"[,;/]| - |\.\.+", line))
    return tuple(phrase for phrase in found if 1 <= len(phrase.split()) <= 8)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
