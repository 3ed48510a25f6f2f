"""The labelled data beside the checkout, as records; nothing of it is kept in the repository."""

from __future__ import annotations

import csv
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.metrics import content_words

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
TEST_PRODUCTS = ("Canon_G3", "Nikon_coolpix_4300", "Nokia_6610")
CAMERAS = TEST_PRODUCTS[:2]
DEVELOPMENT_PRODUCTS = ("Apex_AD2600_Progressive_scan_DVD player", "Creative_Labs_Nomad_Jukebox_Zen_Xtra_40GB")
LEAST_PEOPLE = 5
CLEARLY = 0.75


@dataclass(frozen=True, slots=True)
class Debate:
    """One topic and stance of ArgKP: every argument may match every key point.

    `labels` holds those pairs (argument, key point; by place) that people agreed on.
    """

    arguments: tuple[str, ...]
    key_points: tuple[str, ...]
    labels: dict[tuple[int, int], bool]


@dataclass(frozen=True, slots=True)
class Opinion:
    """One feature of one product, with the verdict that its reviewers' labels give."""

    product: str
    feature: str
    gold: str


@dataclass(frozen=True, slots=True)
class Sided:
    """A claim with a labelled sentence, the sentence before it, and what it says about the claim.

    `sentence` numbers the sentence: pairs of one sentence are no independent cases.
    """

    claim: str
    passage: str
    before: str
    stance: str
    sentence: int


def debates(folder: Path = DATA / "argkp" / "test_data") -> list[Debate]:
    """Return ArgKP-2021's test set, by topic and stance."""
    arguments, key_points = (_by_topic(folder / f"{name}_test.csv") for name in ("arguments", "key_points"))
    labels = {(row["arg_id"], row["key_point_id"]): row["label"] == "1" for row in rows(folder / "labels_test.csv")}
    return [
        Debate(
            tuple(row["argument"] for row in arguments[topic]),
            tuple(row["key_point"] for row in key_points[topic]),
            {
                (a, k): labels[one["arg_id"], other["key_point_id"]]
                for a, one in enumerate(arguments[topic])
                for k, other in enumerate(key_points[topic])
                if (one["arg_id"], other["key_point_id"]) in labels
            },
        )
        for topic in sorted(arguments)
    ]


def sentences(products: tuple[str, ...], seed: int) -> list[Sided]:
    """Return claims for every labelled sentence of some products.

    "The {feature} is good." and "… is bad." for each of its features that it takes one side on;
    as many unrelated claims as that makes, on features that three or more sentences of the
    product name and this one does not, drawn with the seed.
    """
    found = [row for row in rows(DATA / "product-reviews" / "sentences.csv") if row["product"] in products]
    draw = random.Random(seed)  # noqa: S311 - a sample, not a secret
    features = [opinions(row["features"]) for row in found]
    counts = Counter((row["product"], name) for row, named in zip(found, features, strict=True) for name in named)
    pairs: list[Sided] = []
    review, before = ("", ""), ""
    for number, (row, named) in enumerate(zip(found, features, strict=True)):
        if (row["product"], row["review_id"]) != review:
            review, before = (row["product"], row["review_id"]), ""
        said = [
            (f"The {name} is {praise}.", stance) for name, signs in named.items() for praise, stance in _both(signs)
        ]
        others = [name for (product, name), n in counts.items() if n >= 3 and product == row["product"]]
        others = [name for name in others if name not in named]
        for name in draw.sample(others, 2 * len(named) or 1):
            said.append((f"The {name} is {draw.choice(('good', 'bad'))}.", "unrelated"))
        pairs += [Sided(claim, row["sentence"], before, stance, number) for claim, stance in said]
        before = row["sentence"]
    return pairs


def opinions(cell: str) -> dict[str, set[str]]:
    """Read "price|2|;sound|-1|" as the signs of each feature."""
    found: dict[str, set[str]] = {}
    for part in cell.split(";"):
        if part.count("|") >= 2:
            name, strength = part.split("|")[:2]
            found.setdefault(name.strip().lower(), set()).add("-" if strength.startswith("-") else "+")
    return found


def _both(signs: set[str]) -> list[tuple[str, str]]:
    """Return praise and blame with the stance of a sentence that takes one side on the feature."""
    if len(signs) != 1:
        return []
    return list(zip(("good", "bad"), ("supports", "contradicts")[:: 1 if "+" in signs else -1], strict=True))


def reviews(data: Path = DATA) -> dict[tuple[str, str], list[dict[str, str]]]:
    """Return the labelled sentences of each review, by product and review."""
    found: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows(data / "product-reviews" / "sentences.csv"):
        found[row["product"], row["review_id"]].append(row)
    return dict(found)


def gold(for_it: int, against: int, mixed: int) -> str | None:
    """Return the verdict that people's sides give; None where too few talk about it."""
    people = for_it + against + mixed
    if people < LEAST_PEOPLE:
        return None
    if for_it / people >= CLEARLY:
        return "supported"
    return "contradicted" if against / people >= CLEARLY else "contested"


def opinions_of(
    written: dict[tuple[str, str], list[dict[str, str]]], products: tuple[str, ...] = TEST_PRODUCTS
) -> list[Opinion]:
    """Return every feature of some products that enough people talk about; one side a person."""
    sides: dict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
    for (product, _), sentences in written.items():
        said: dict[str, set[str]] = defaultdict(set)
        for row in sentences:
            for feature, signs in opinions(row["features"]).items():
                said[feature] |= signs
        for feature, signs in said.items():
            sides[product, feature].append(frozenset(signs))
    found = []
    for (product, feature), people in sorted(sides.items()):
        verdict = gold(*(people.count(frozenset(side)) for side in ("+", "-", "+-")))
        if product in products and verdict:
            found.append(Opinion(product, feature, verdict))
    return found


def foreign_features(written: dict[tuple[str, str], list[dict[str, str]]], product: str) -> list[str]:
    """Return features of other kinds of product that share no word with a labelled feature of this one."""
    kin = CAMERAS if product in CAMERAS else (product,)
    own: set[str] = set()
    others: set[str] = set()
    for (name, _), sentences in written.items():
        named = {feature for row in sentences for feature in opinions(row["features"])}
        if name in kin:
            own |= {_bare(word) for feature in named for word in content_words(feature)}
        else:
            others |= named
    words = {feature: {_bare(word) for word in content_words(feature)} for feature in others}
    return sorted(feature for feature, found in words.items() if found and not found & own)


def suggestions(data: Path = DATA) -> list[tuple[str, bool]]:
    """Return the sentences of the forum test set, and whether each suggests something."""
    with (data / "suggestions" / "test.csv").open(encoding="utf-8", newline="") as file:
        return [(sentence, label == "1") for _, sentence, label in csv.reader(file)]


def counterfactuals(data: Path = DATA) -> list[tuple[str, bool]]:
    """Return review sentences of all three parts, and whether each is a counterfactual; only ever measured on."""
    found = []
    for part in ("train", "valid", "test"):
        path = data / "counterfactuals" / f"EN_{part}.tsv"
        found += [(row["sentence"], row["is_counterfactual"] == "1") for row in rows(path, delimiter="\t")]
    return found


def rows(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    """Yield the rows of a table with a header."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter)


def _by_topic(path: Path) -> dict[tuple[str, str], list[dict[str, str]]]:
    found: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows(path):
        found[row["topic"], row["stance"]].append(row)
    return found


def _bare(word: str) -> str:
    return word.removesuffix("s")
